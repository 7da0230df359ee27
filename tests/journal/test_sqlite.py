"""The session file: what goes in comes out, and what cannot be used says so in one line."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings

from snogmarry.journal import errors, volumes
from snogmarry.journal.reading import read_events, read_session
from snogmarry.journal.sqlite import SqliteJournal
from snogmarry.session.commands import TakeNote
from snogmarry.session.events import NoteTaken, Recorded
from snogmarry.text import clean
from tests.journal.files import kept, small, sound
from tests.session.histories import Wish, histories, play_all
from tests.session.play import Play


@given(histories)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_session_read_from_its_file_is_the_session_that_was_played(history: list[Wish]) -> None:
    play = play_all(history)
    with tempfile.TemporaryDirectory() as folder:
        path = kept(Path(folder) / "a.snog", play.journal)
        assert read_session(path) == play.session
        assert sound(path)


def test_reading_goes_on_from_what_is_known(tmp_path: Path) -> None:
    play = Play.opened()
    journal = SqliteJournal.open(kept(tmp_path / "a.snog", play.journal))
    known = len(play.journal)
    play.do(TakeNote(clean("one more")))
    with journal.transact() as transaction:
        transaction.append(play.journal[known:])
    assert journal.read(known) == play.journal[known:]
    assert journal.read(known + 1) == []
    journal.close()


def test_a_transaction_that_is_left_by_an_exception_never_was(tmp_path: Path) -> None:
    play = Play.opened()
    journal = SqliteJournal.open(kept(tmp_path / "a.snog", play.journal))
    known = len(play.journal)
    play.do(TakeNote(clean("never said")))
    with contextlib.suppress(KeyError), journal.transact() as transaction:
        transaction.append(play.journal[known:])
        raise KeyError
    assert journal.read(known) == []
    with journal.transact() as transaction:
        transaction.append(play.journal[known:])
    assert journal.read(known) == play.journal[known:]
    journal.close()


def test_another_connection_sees_that_something_changed(tmp_path: Path) -> None:
    path = small(tmp_path / "a.snog")
    one, other = SqliteJournal.open(path), SqliteJournal.open(path, read_only=True)
    assert not other.changed()
    with one.transact() as transaction:
        transaction.append(_next(transaction.read(0)))
    assert other.changed()
    assert not other.changed()
    one.close()
    other.close()


def test_the_file_is_its_owners_alone_and_says_what_it_is(tmp_path: Path) -> None:
    path = small(tmp_path / "a.snog")
    assert path.stat().st_mode & 0o077 == 0
    assert path.read_bytes()[68:72] == b"SNOG"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.snog"
    path.write_text("a shopping list")
    with pytest.raises(errors.AlreadyThere):
        SqliteJournal.create(path)
    assert path.read_text() == "a shopping list"


def _next(before: list[Recorded], words: str = "one more") -> list[Recorded]:
    """An event that follows."""
    last = before[-1]
    return [Recorded(last.seq + 1, last.at, last.wall, NoteTaken(1, clean(words)))]


def _write_until_it_fails(journal: SqliteJournal, confirmed: list[Recorded]) -> None:
    while True:
        entry = _next(confirmed, "words " * 500)
        with journal.transact() as transaction:
            transaction.append(entry)
        confirmed += entry


def _gone(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("milk, eggs\n" * 1_000)


def _other_program(path: Path) -> None:
    path.unlink()
    db = apsw.Connection(str(path))
    db.execute("CREATE TABLE tea (cups)")
    db.close()


def _unopened(path: Path) -> None:
    path.unlink()
    SqliteJournal.create(path).close()


def _newer_format(path: Path) -> None:
    db = apsw.Connection(str(path))
    db.pragma("user_version", 2)
    db.close()


def _newer_event(path: Path) -> None:
    _change(path, "UPDATE events SET kind = 'TeaServed' WHERE seq = 3")


def _missing_event(path: Path) -> None:
    _change(path, "DELETE FROM events WHERE seq = 3")


def _overwritten(path: Path) -> None:
    middle = path.stat().st_size // 2
    with path.open("r+b") as file:
        file.seek(middle - 2_048)
        file.write(b"\x5a" * 8_192)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 2 // 3)


def _change(path: Path, sql: str) -> None:
    db = apsw.Connection(str(path))
    db.execute(sql)
    db.close()


@pytest.mark.parametrize(
    ("spoil", "error", "says"),
    [
        (_gone, errors.Missing, "not there any more"),
        (_folder, errors.NotASession, "it is a folder"),
        (_empty, errors.NotASession, "it is empty"),
        (_text, errors.NotASession, "of another kind"),
        (_other_program, errors.NotASession, "another program"),
        (_unopened, errors.NotASession, "nothing was recorded"),
        (_newer_format, errors.NewerFormat, "install the newer version"),
        (_newer_event, errors.NewerFormat, "TeaServed"),
        (_missing_event, errors.Damaged, "entry 3 is missing"),
        (_overwritten, errors.Damaged, "Nothing in it was changed"),
        (_cut, errors.Damaged, "Nothing in it was changed"),
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_what_cannot_be_opened_says_why_in_one_line_and_is_left_as_it_is(
    tmp_path: Path,
    spoil: Callable[[Path], None],
    error: type[errors.JournalError],
    says: str,
    *,
    read_only: bool,
) -> None:
    play = Play.opened()
    for number in range(200):
        play.do(TakeNote(clean(f"note {number}")))
    path = kept(tmp_path / "a.snog", play.journal)
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error) as raised:
        SqliteJournal.open(path, read_only=read_only).read(0)
    line = str(raised.value)
    assert str(path) in line
    assert says in line
    assert "\n" not in line
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if not mounted or mounted.returncode:
        pytest.skip("no right to mount a disk here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_keeps_what_was_confirmed(tiny_disk: Path) -> None:
    path = small(tiny_disk / "a.snog")
    (tiny_disk / "ballast").write_bytes(b"x" * 200_000)
    journal = SqliteJournal.open(path)
    confirmed = journal.read(0)
    with pytest.raises(errors.DiskFull, match="Free some space"):
        _write_until_it_fails(journal, confirmed)
    with pytest.raises(errors.DiskFull), journal.transact():
        pytest.fail("it takes nothing after a failure")
    journal.close()
    assert read_events(path) == confirmed
    (tiny_disk / "ballast").unlink()
    again = SqliteJournal.open(path)
    with again.transact() as transaction:
        transaction.append(_next(confirmed))
    again.close()
    assert len(read_events(path)) == len(confirmed) + 1


def test_a_disk_that_cannot_be_written_is_told_at_once(tiny_disk: Path) -> None:
    path = small(tiny_disk / "a.snog")
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)
    with pytest.raises(errors.ReadOnly, match="snogmarry copy"):
        SqliteJournal.open(path)
    with pytest.raises(errors.NotBegun, match=r"is read-only\. Name one"):
        SqliteJournal.create(tiny_disk / "b.snog")
    assert read_session(path).plan is not None


def test_a_write_that_fails_ends_the_writing(tmp_path: Path) -> None:
    path = small(tmp_path / "a.snog")
    before = read_events(path)
    child = [sys.executable, "-m", "tests.journal.children", "limited", str(path)]
    done = subprocess.run(child, capture_output=True, text=True, check=True, timeout=60)
    confirmed, *failures = done.stdout.splitlines()
    assert len(read_events(path)) == len(before) + int(confirmed)
    assert len(failures) == 2
    assert failures[0] == failures[1]
    assert "All that was confirmed is kept" in failures[0]


@pytest.mark.skipif(
    not shutil.which("strace"), reason="strace makes a disk fail; on Debian: apt-get install strace"
)
def test_a_sync_that_fails_is_never_tried_again(tmp_path: Path) -> None:
    path, calls = small(tmp_path / "a.snog"), tmp_path / "calls"
    before = read_events(path)
    failing = ["-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO:when=6"]
    child = [sys.executable, "-m", "tests.journal.children", "limited", str(path)]
    traced = ["strace", "-f", "-o", str(calls), *failing, *child]
    done = subprocess.run(traced, capture_output=True, text=True, check=False, timeout=60)
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        pytest.skip("no right to trace here")
    confirmed, *failures = done.stdout.splitlines()
    assert "The disk failed to write" in failures[0]
    assert "INJECTED" in [line for line in calls.read_text().splitlines() if "sync(" in line][-1]
    assert len(read_events(path)) >= len(before) + int(confirmed) > len(before)


def test_cloud_and_network_folders_are_refused_with_a_reason(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Northfield"
    folder.mkdir()
    with pytest.raises(errors.Unsuitable, match="synchronised with a cloud"):
        SqliteJournal.create(folder / "a.snog")
    path = small(tmp_path / "a.snog")
    shutil.copy(path, folder)
    with pytest.raises(errors.Unsuitable):
        SqliteJournal.open(folder / "a.snog")
    assert read_session(folder / "a.snog") == read_session(path)
    (tmp_path / ".stfolder").mkdir()
    assert volumes.unsuitable(tmp_path / "deep" / "down")


def test_a_file_that_was_moved_is_no_longer_written(tmp_path: Path) -> None:
    path = small(tmp_path / "a.snog")
    journal = SqliteJournal.open(path)
    path.rename(tmp_path / "b.snog")
    with pytest.raises(errors.Missing), journal.transact():
        pytest.fail("nothing may be confirmed any more")
    journal.close()
