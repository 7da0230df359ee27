"""Redacting, copying and erasing."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from random import Random

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snogmarry.clock import SystemClock
from snogmarry.journal import codec, errors
from snogmarry.journal.protocol import Jotting, draft_of
from snogmarry.journal.reading import read_events, read_session
from snogmarry.journal.sqlite import SqliteJournal, copy, erase
from snogmarry.room import Room
from snogmarry.session.commands import Give, Jump, NoteExport, Redact, Refused, SetDetails, TakeNote
from snogmarry.session.events import Answer, NoteTaken, Recorded, Redacted, ResponseGiven
from snogmarry.text import REDACTED, PathText, clean
from tests.journal.clocks import HandClock
from tests.journal.files import holding, room_at, small, sound, until
from tests.session.histories import Wish, histories, play_all
from tests.session.test_steps import at_step

SECRET = "Ysbyty: my sister Ffïon, ward 7 🏥"
CLOCK = SystemClock()


async def test_redacted_words_are_in_no_file_while_the_session_stays_open(tmp_path: Path) -> None:
    path = tmp_path / "a.snog"
    room = await room_at(path)
    other = await Room.open(path, kind="server")
    await room.do(TakeNote(clean(SECRET)))
    await room.do(TakeNote(clean("stays")))
    await until(lambda: len(other.state.notes) == 2)
    assert holding(path, SECRET)
    await room.redact("N-01")
    assert not holding(path, SECRET)
    assert holding(path, "stays")
    await until(lambda: other.state.head == room.state.head)
    assert room.state.notes[1].text == other.state.notes[1].text == REDACTED
    assert room.events == other.events == read_events(path)
    await other.close()
    await room.close()
    assert not holding(path, SECRET)
    assert read_session(path) == room.state


async def test_a_draft_goes_with_the_response_that_is_redacted(tmp_path: Path) -> None:
    path = tmp_path / "a.snog"
    room = await room_at(path)
    server = await Room.open(path, kind="server")
    stage = await Room.open(path, kind="stage", read_only=True)
    await room.do(Jump("word"))
    await room.do(Give(1, 1, Answer(text=clean("what was sent"))))
    draft, other = draft_of(1, 1), draft_of(1, 2)
    for length in (1, 900, 30, 200):
        await server.jot(draft, SECRET * length)
    await server.jot(other, "stays")
    await until(lambda: {draft, other} <= room.scratch.keys() & stage.scratch.keys())
    assert holding(path, SECRET)
    await room.redact("R-001")
    assert not holding(path, SECRET)
    assert holding(path, "stays")
    assert room.scratch.keys() == {other}
    await until(lambda: server.scratch.keys() == stage.scratch.keys() == {other})
    late = await server.jot(draft, SECRET, expected=4)
    assert not late.taken
    for one in (stage, server, room):
        await one.close()
    assert not holding(path, SECRET)


async def test_a_first_draft_held_back_comes_too_late_after_the_redaction(tmp_path: Path) -> None:
    room = await room_at(tmp_path / "a.snog")
    await room.do(Jump("word"))
    await room.do(Give(1, 1, Answer(text=clean(SECRET))))
    await room.redact("R-001")
    assert not (await room.jot(draft_of(1, 1), SECRET, expected=0)).taken
    assert not holding(room.path, SECRET)
    await room.close()


@given(histories)
@settings(max_examples=100, deadline=None)
def test_all_that_anyone_typed_can_be_redacted_by_its_ref(history: list[Wish]) -> None:
    play = play_all(history)
    typed = {r.seq for r in play.journal if any(codec.encode(r.event, 1).texts)}
    removed: set[int] = set()
    whole = ("DETAILS", "SUMMARY")
    for ref in (*whole, *(f"{kind}-{number}" for kind in "RLANPGMS" for number in range(1, 61))):
        with contextlib.suppress(Refused):
            for event in play.do(Redact(ref)):
                removed.update(event.seqs if isinstance(event, Redacted) else ())
    assert typed <= removed


async def test_redacting_is_not_done_before_the_last_reader_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "a.snog"
    room = await room_at(path)
    await room.do(TakeNote(clean(SECRET)))
    reader = apsw.Connection(str(path))
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM texts").get
    removal = asyncio.ensure_future(room.redact("N-01"))
    await until(lambda: room.state.notes[1].redacted)
    await room.do(TakeNote(clean("the room goes on meanwhile")))
    assert holding(path, SECRET)
    assert not removal.done()
    reader.execute("COMMIT")
    await removal
    assert not holding(path, SECRET)
    reader.close()
    await room.close()


async def test_a_removal_that_was_cut_short_is_finished_by_whoever_opens_next(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.snog"
    room = await room_at(path)
    await room.do(TakeNote(clean(SECRET)))
    reader = apsw.Connection(str(path))
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM texts").get
    removal = asyncio.ensure_future(room.redact("N-01"))
    await until(lambda: room.state.notes[1].redacted)
    removal.cancel()
    await room.close()
    reader.execute("COMMIT")
    assert holding(path, SECRET)
    room = await Room.open(path)
    await until(lambda: not holding(path, SECRET))
    await room.close()
    reader.close()


@given(st.lists(st.integers(0, 6_000), min_size=1, max_size=120), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_byte_stays_whatever_the_sizes(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], chance: Random
) -> None:
    path = small(tmp_path_factory.mktemp("sizes") / "a.snog")
    journal = SqliteJournal.open(path)
    first = len(journal.read(0)) + 1
    marks = {first + n: f"SECRET{n:04}" for n in range(len(sizes))}
    for seq, size in zip(marks, sizes, strict=True):
        words = clean(marks[seq] + "x" * size)
        with journal.transact() as transaction:
            transaction.append([Recorded(seq, 0, 0, NoteTaken(seq, words))])
    gone = tuple(seq for seq in marks if chance.random() < 0.5)
    with journal.transact() as transaction:
        transaction.append([Recorded(first + len(sizes), 0, 0, Redacted("N-01", gone))])
    assert journal.purge()
    for seq, mark in marks.items():
        assert bool(holding(path, mark)) == (seq not in gone)
    journal.close()


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 20_000)), min_size=1, max_size=60))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_byte_of_a_draft_stays_however_often_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, drafts: list[tuple[int, int]]
) -> None:
    path = small(tmp_path_factory.mktemp("drafts") / "a.snog")
    journal = SqliteJournal.open(path)
    for number, (group, size) in enumerate(drafts):
        journal.jot([Jotting(draft_of(1, group), f"SECRET{group:02}{number:04}" + "x" * size)])
    seq = len(journal.read(0)) + 1
    answer = Answer(text=clean("sent"))
    with journal.transact() as transaction:
        sent = [ResponseGiven(group, 1, group, "friends", answer) for group in range(1, 7)]
        redacted = Redacted("R-001", tuple(range(seq, seq + len(sent))))
        batch = enumerate((*sent, redacted), start=seq)
        transaction.append([Recorded(number, 0, 0, event) for number, event in batch])
    assert journal.purge()
    for group, _ in drafts:
        assert bool(holding(path, f"SECRET{group:02}")) == (group > 6)
    journal.close()


async def test_a_copy_of_an_open_session_is_whole_and_nobody_is_in_it(tmp_path: Path) -> None:
    clock = HandClock()
    room = await room_at(tmp_path / "a.snog", clock)
    await room.do(TakeNote(clean("before")))
    await room.jot(draft_of(1, 1), SECRET * 200)
    await room.jot("phones", "the address")
    target = copy(room.path, tmp_path / "b.snog")
    await room.do(TakeNote(clean("after")))
    assert [note.text for note in read_session(target).notes.values()] == ["before"]
    assert sound(target)
    assert target.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob(".*"))
    assert "b.snog" not in {*holding(target, SECRET), *holding(target, "the address")}
    opened = await Room.open(target, clock=clock)
    assert opened.attended_elsewhere == []
    assert opened.scratch == {}
    await opened.close()
    await room.close()
    erase(target, clock)


def test_what_an_export_was_called_is_redacted_though_no_details_were_typed() -> None:
    play = at_step("word")
    play.do(NoteExport(PathText("a-name.html")))
    (event,) = play.do(Redact("DETAILS"))
    assert isinstance(event, Redacted)
    assert "a-name" not in str(play.session.exports)
    assert play.session.details.event == ""


def test_a_copy_goes_into_a_folder_under_the_same_name_and_over_nothing(tmp_path: Path) -> None:
    path = small(tmp_path / "a.snog")
    (tmp_path / "stick").mkdir()
    target = copy(path, tmp_path / "stick")
    assert target == tmp_path / "stick" / "a.snog"
    with pytest.raises(errors.AlreadyThere):
        copy(path, tmp_path / "stick")
    with pytest.raises(errors.Missing):
        copy(tmp_path / "none.snog", tmp_path / "b.snog")
    with pytest.raises(errors.NotCopied, match="there is no folder"):
        copy(path, tmp_path / "nowhere" / "b.snog")


async def test_erasing_removes_every_file_of_a_session_and_no_other(tmp_path: Path) -> None:
    clock = HandClock()
    other = small(tmp_path / "ab.snog")
    room = await room_at(tmp_path / "a.snog", clock)
    await room.do(SetDetails(clean(SECRET), clean(""), clean(""), clean("")))
    with pytest.raises(errors.StillOpen, match="Close it there first"):
        erase(room.path, clock)
    await room.close()
    erase(room.path, clock)
    assert other.exists()
    assert not [file for file in tmp_path.iterdir() if file.name.startswith("a.snog")]
    with pytest.raises(errors.Missing):
        erase(room.path, clock)


def test_a_session_is_kept_copied_and_erased_through_a_link_to_it(tmp_path: Path) -> None:
    path = small(tmp_path / "a.snog")
    link = tmp_path / "desktop" / "b.snog"
    link.parent.mkdir()
    link.symlink_to(path)
    SqliteJournal.open(link).close()
    assert copy(link, tmp_path / "copy.snog").exists()
    assert list(link.parent.iterdir()) == [link]
    erase(link, CLOCK)
    assert not link.is_symlink()
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("a.snog")] == []


def test_a_damaged_session_can_be_erased_and_a_file_of_another_kind_cannot(tmp_path: Path) -> None:
    damaged = small(tmp_path / "a.snog")
    damaged.write_bytes(damaged.read_bytes()[:5_000])
    erase(damaged, CLOCK)
    assert not damaged.exists()
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ana")
    with pytest.raises(errors.NotASession):
        erase(letter, CLOCK)
    assert letter.exists()
