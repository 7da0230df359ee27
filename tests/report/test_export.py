from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from tests.report import recorded
from tests.report.disks import make_read_only, small_disk
from tests.report.recorded import Recording

from snogmarry.report import export
from snogmarry.report.files import CannotWrite, places, put
from snogmarry.report.formats import DEFAULT, FORMATS, Format
from snogmarry.report.profiles import PROFILES
from snogmarry.report.summary import Profile
from snogmarry.report.typesetting import HOW
from snogmarry.session import events as e
from snogmarry.session.rehearsed import marked

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def written(recording: Recording, folder: Path, *formats: Format) -> list[str]:
    files = export.write(recording.events, folder, formats or DEFAULT, now=NOW)
    return [path.name for path in files]


def named(event: str) -> Recording:
    r = recorded.Recording()
    empty = recorded.safe("")
    r.add(e.DetailsSet(recorded.safe(event), empty, empty, empty))
    return r


def test_files_are_named_after_the_event_and_its_date(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there yet"
    assert written(recorded.rich(), folder) == [
        "food-for-thought-2026-09-21.html",
        "food-for-thought-2026-09-21.docx",
        "food-for-thought-2026-09-21.json",
    ]
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("event", ["", "Food for thought"])
def test_a_rehearsal_is_called_so_in_every_version(tmp_path: Path, event: str) -> None:
    plan = recorded.scenario()
    r = recorded.Recording(plan.model_copy(update={"title": marked(plan.title)}))
    empty = recorded.safe("")
    r.add(e.DetailsSet(recorded.safe(event), empty, empty, empty))
    for profile in PROFILES:
        made = export.write(r.events, tmp_path, ("html", "pdf"), profile=profile, now=NOW)
        assert all(path.name.startswith("rehearsal-") for path in made)


@pytest.mark.parametrize(
    ("event", "stem"),
    [
        ("", "the-notice-2026-09-21"),
        ("../../etc/passwd", "etc-passwd-2026-09-21"),
        ("...", "the-notice-2026-09-21"),
        ("CON: a/b\\c?*", "con-a-b-c-2026-09-21"),
        ("Gŵyl y dŵr", "gŵyl-y-dŵr-2026-09-21"),
        ("हिन्दी दिवस", "हिन्दी-दिवस-2026-09-21"),
        ("❤️ care", "care-2026-09-21"),
        ("ورشة عمل", "ورشة-عمل-2026-09-21"),
        ("x" * 400, "x" * 60 + "-2026-09-21"),
        ("👩‍👩‍👧", "the-notice-2026-09-21"),
        ("क" * 100, "क" * 40 + "-2026-09-21"),
    ],
)
def test_any_event_makes_a_safe_name(tmp_path: Path, event: str, stem: str) -> None:
    assert written(named(event), tmp_path, "md") == [f"{stem}.md"]
    assert [path.name for path in tmp_path.iterdir()] == [f"{stem}.md"]


def test_what_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    there = tmp_path / "food-for-thought-2026-09-21.html"
    there.write_text("mine")
    dangling = tmp_path / "food-for-thought-2026-09-21-2.docx"
    dangling.symlink_to("nowhere")
    names = written(recorded.rich(), tmp_path)
    assert names == [f"food-for-thought-2026-09-21-3.{form}" for form in DEFAULT]
    assert there.read_text() == "mine"
    assert not dangling.exists()


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    export.write(
        recorded.lobby().events,
        tmp_path,
        ("md", "json"),
        now=NOW,
        progress=lambda *step: told.append(step),
    )
    assert told == [
        (0, 2, "the-notice-2026-09-21.md"),
        (1, 2, "the-notice-2026-09-21.json"),
        (2, 2, "done"),
    ]


def test_people_and_private_notes_only_if_asked_for(tmp_path: Path) -> None:
    events = recorded.rich().events
    plain, _ = export.write(events, tmp_path, ("md", "html"), now=NOW)
    full, _ = export.write(events, tmp_path, ("md", "html"), now=NOW, names=True, notes=True)
    assert "Participant 3" not in plain.read_text("utf-8")
    assert "Participant 3" in full.read_text("utf-8")
    assert "PRIVATE-NOTE" in full.read_text("utf-8")


def test_what_names_people_or_has_private_notes_is_called_so(tmp_path: Path) -> None:
    def names(**kept: bool) -> set[str]:
        events = recorded.rich().events
        formats: tuple[Format, ...] = ("md", "json", "plan")
        files = export.write(events, tmp_path / str(kept), formats, now=NOW, **kept)  # type: ignore[arg-type]
        return {path.name.removeprefix(f"{STEM}") for path in files if path.suffix != ".pdf"}

    plan = {"-plan.html", "-plan.docx"}
    assert names() == {".md", ".json"} | plan
    assert names(names=True) == {"-with-names.md", "-with-names.json"} | plan
    assert names(notes=True) == {"-with-notes.md", "-with-notes.json"} | plan
    both = "-with-names-and-notes"
    assert names(names=True, notes=True) == {f"{both}.md", f"{both}.json"} | plan


def test_a_file_in_place_of_the_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match=r"file is not a folder\.") as raised:
        written(recorded.lobby(), tmp_path / "file")
    assert "\n" not in str(raised.value)
    with pytest.raises(CannotWrite, match="is not a folder"):
        written(recorded.lobby(), tmp_path / "file" / "below")


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        with pytest.raises(CannotWrite, match=r"the disk is full\."):
            written(recorded.large(400), disk, "html")
        assert list(disk.iterdir()) == []


def test_a_read_only_folder_is_one_line(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        make_read_only(disk)
        with pytest.raises(CannotWrite, match="cannot be written to"):
            written(recorded.lobby(), disk)


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    (path,) = export.write(recorded.rich().events, tmp_path, ("json",), now=NOW)
    document = json.loads(path.read_text("utf-8"))
    assert document["summary"]["written"] == NOW.timestamp() * 1_000


STEM = "food-for-thought-2026-09-21"


def test_many_files_stand_in_a_folder_of_their_own_and_never_in_one_that_is_there(
    tmp_path: Path,
) -> None:
    files = export.write(recorded.rich().events, tmp_path, FORMATS, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == [STEM]
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(files)
    names = {str(path.relative_to(tmp_path / STEM)) for path in files}
    assert {f"{STEM}.{form}" for form in ("html", "docx", "pdf", "xlsx", "md", "json")} <= names
    assert {f"{STEM}-{kind}.docx" for kind in ("plan", "handout")} <= names
    assert f"csv/{STEM}-learning-points.csv" in names
    assert places(files) == [tmp_path / STEM]
    kept = {path: path.read_bytes() for path in files}
    again = export.write(recorded.rich().events, tmp_path, FORMATS, now=NOW)
    assert places(again) == [tmp_path / f"{STEM}-2"]
    assert {path: path.read_bytes() for path in files} == kept


def test_without_what_makes_pdf_all_else_is_written_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    said: list[str] = []
    files = export.write(recorded.lobby().events, tmp_path, FORMATS, now=NOW, remark=said.append)
    assert {path.suffix for path in files} == {".html", ".docx", ".xlsx", ".csv", ".md", ".json"}
    assert said == [f"PDF was not written: it needs typst. {HOW}"]
    alone = export.write(recorded.lobby().events, tmp_path, ("pdf",), now=NOW, remark=said.append)
    assert alone == []


def test_what_is_no_template_is_said_once_and_all_else_is_written(tmp_path: Path) -> None:
    template = tmp_path / "ours.docx"
    template.write_text("no zip at all")
    said: list[str] = []
    formats: tuple[Format, ...] = ("html", "docx", "plan")
    files = export.write(
        recorded.lobby().events,
        tmp_path,
        formats,
        now=NOW,
        template=template,
        remark=said.append,
    )
    assert {path.suffix for path in files} == {".html", ".pdf"}
    assert said == [
        (
            f"No Word document was written: {template} is not a Word document (.docx) "
            "that can be a template."
        )
    ]


def test_what_makes_office_files_is_loaded_only_when_they_are_written() -> None:
    code = "import sys, snogmarry.tui.screens.export, snogmarry.cli.export; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert not {b"docx", b"lxml", b"PIL", b"xlsxwriter", b"typst"} & set(loaded.stdout.split())


def test_a_full_disk_leaves_no_empty_folder(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        with pytest.raises(CannotWrite, match="the disk is full"):
            written(recorded.large(400), disk, *FORMATS)
        assert list(disk.iterdir()) == []


def test_no_format_leaves_or_needs_anything_in_the_folder_of_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "temporary", "24k") as disk:
        monkeypatch.setenv("TMPDIR", str(disk))
        monkeypatch.setattr(tempfile, "tempdir", None)  # looked up once, and kept
        files = export.write(recorded.large(400).events, tmp_path / "to", FORMATS, now=NOW)
        assert {path.suffix for path in files} > {".xlsx", ".docx", ".pdf"}
        assert list(disk.iterdir()) == []


def test_what_the_system_refuses_while_a_file_is_made_is_one_line_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(docx, "Document", full)
    with pytest.raises(CannotWrite, match=r"\.docx was not written: the disk is full\."):
        written(recorded.lobby(), tmp_path, "html", "docx")
    assert list(tmp_path.iterdir()) == []


def test_the_same_session_gives_the_same_bytes(tmp_path: Path) -> None:
    events = recorded.rich().events
    one, other = (
        export.write(events, tmp_path / name, FORMATS, now=NOW) for name in ("one", "other")
    )
    for a, b in zip(one, other, strict=True):
        assert a.read_bytes() == b.read_bytes(), a.name


def test_a_file_that_came_meanwhile_is_left_alone(tmp_path: Path) -> None:
    there = tmp_path / "there.html"
    there.write_text("mine")
    with pytest.raises(CannotWrite, match=r"there\.html is there by now and was left alone"):
        put(there, "ours")
    assert there.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["there.html"]


posix = pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")


@posix
@pytest.mark.parametrize("profile", PROFILES)
def test_others_on_the_computer_can_read_what_may_be_passed_on_and_nothing_else(
    tmp_path: Path, profile: Profile
) -> None:
    events, to = recorded.rich().events, tmp_path / "to"
    with usual_modes():
        files = export.write(events, to, FORMATS, now=NOW, profile=profile)
    own = profile == "facilitator"
    for path in files:
        handed_on = not own or "-plan." in path.name or "-handout." in path.name
        assert mode(path) == (0o644 if handed_on else 0o600), path.name
    folder = files[0].parent
    assert mode(folder) == 0o755  # there are the plan and the handout
    assert mode(folder / "csv") == (0o700 if own else 0o755)
    assert mode(to) == 0o755


@posix
def test_a_folder_of_which_nothing_is_for_others_is_closed_to_them(tmp_path: Path) -> None:
    events, to = recorded.rich().events, tmp_path / "to"
    with usual_modes():
        own = export.write(events, to, ["html", "csv"], names=True, now=NOW)
        loose = export.write(events, to, ["html"], notes=True, now=NOW)
    assert mode(own[0].parent) == 0o700
    assert {mode(path) for path in (*own, *loose)} == {0o600}
    assert mode(to) == 0o755


@contextmanager
def usual_modes() -> Iterator[None]:
    mask = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(mask)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_has_its_name_only_once_all_of_it_is_on_the_disk(tmp_path: Path) -> None:
    done: list[str] = []

    def note(_frame: object, event: str, called: object) -> None:
        name = getattr(called, "__name__", "")
        if event == "c_call" and name in {"write", "flush", "fsync", "link", "rename", "replace"}:
            done.append(name)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        put(tmp_path / "summary.md", "All of it")
    finally:
        sys.setprofile(before)
    assert done == ["write", "flush", "fsync", "link"]
    assert [path.name for path in tmp_path.iterdir()] == ["summary.md"]


def test_an_export_that_fails_midway_leaves_nothing_behind(tmp_path: Path) -> None:
    def blocks(done: int, _total: int, name: str) -> None:
        if done == 2:  # as if another program had made a file of that name
            next(tmp_path.rglob("csv"), tmp_path).joinpath(name).write_text("mine")

    with pytest.raises(CannotWrite, match="left alone"):
        export.write(recorded.rich().events, tmp_path, ["html", "md", "json"], False, blocks)
    assert [path.read_text() for path in tmp_path.rglob("*") if path.is_file()] == ["mine"]


def test_where_files_have_no_second_name_one_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    put(tmp_path / "one.html", "ours")
    with pytest.raises(CannotWrite, match="left alone"):
        put(tmp_path / "one.html", "again")
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(CannotWrite, match="cannot be written to"):
        put(tmp_path / "other.html", "ours")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"one.html": "ours"}
