from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path

import apsw
import pytest

from snogmarry.cli import main
from snogmarry.journal.reading import read_session
from snogmarry.report.formats import WHOLE
from snogmarry.report.words import written
from snogmarry.room import Room
from snogmarry.scenario import library
from snogmarry.scenario.reader import load
from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.session.fold import folded
from snogmarry.text import clean
from tests.report import reading
from tests.report.disks import make_read_only, small_disk
from tests.terminal import Terminal


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    return folder


@pytest.fixture
async def room(sessions: Path) -> Room:
    """A session that is open, with an answer in it."""
    scenario, lessons = load(library.find("the-drop-in"))
    room = await Room.create(sessions / "one.snog", scenario, lessons)
    empty = clean("")
    for command in (
        c.SetDetails(clean("Food for thought"), empty, empty, empty),
        c.AddGroup("campaign", clean("Red table"), 4),
        c.Jump("first-word"),
        c.Give(1, 1, Answer(text=clean("Our first word"))),
        c.TakeNote(clean("Only for me")),
    ):
        await room.do(command)
    return room


@pytest.fixture
async def closed(room: Room) -> Path:
    await room.close()
    return room.path


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def noted(session: Path) -> list[str]:
    """Where the session knows that exports were written to."""
    return [export.path for export in read_session(session).exports]


def run(sessions: Path, *words: str) -> int:
    return main(["export", *words, "--sessions", str(sessions)])


def test_export_writes_and_notes_every_format(
    closed: Path, sessions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sessions, "one", "--to", "out") == 0
    files = sorted((tmp_path / "out").iterdir())
    assert [path.suffix for path in files] == [".docx", ".html", ".json"]
    assert all("Our first word" in path.read_text("utf-8") for path in files[1:])
    said = capsys.readouterr()
    assert all(path.name in said.out for path in files)
    assert f"{files[2].name} is the whole record of the session, with {WHOLE}.\n" in said.out
    assert said.out.endswith(
        "This is your own copy: it may hold answers that the room never saw. To pass on: "
        "--profile participants, or --profile public. The plan and the handout hold only what was "
        "released.\n"
    )
    assert f"with {WHOLE}." in json.loads(files[2].read_text("utf-8"))["private"]
    assert said.err == ""
    assert sorted(noted(closed)) == [str(path) for path in files]


async def test_groups_that_are_not_quoted_are_said(
    room: Room, sessions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, group in ((2, "Blue table"), (3, "Silent table")):
        await room.do(c.AddGroup("trust", clean(group), 0))
        if number == 2:
            await room.do(c.Give(1, number, Answer(text=clean("Our second word"))))
    await room.close()
    exporting = asyncio.to_thread(run, sessions, "one", "--format", "md,html")
    assert await exporting == 0
    assert "are left out" not in capsys.readouterr().err
    public = ("--profile", "public")
    exporting = asyncio.to_thread(run, sessions, "one", "--format", "md,html", *public)
    assert await exporting == 0
    assert capsys.readouterr().err == (
        "The words of 2 groups are left out: fewer than three people, or nobody counted them. "
        "Nobody counted a group? shift+g counts it.\n"
    )


async def test_the_facilitator_is_told_what_of_their_own_words_was_masked(
    room: Room, sessions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, me = clean("Leeds Central Library"), clean("Ruth Harcourt")
    await room.do(c.SetDetails(clean("Leeds taster: a notice"), place, me, clean("")))
    await room.do(c.SetSummaryText("conclusions", clean(f"{'Much was said. ' * 20}Ask Harcourt.")))
    await room.do(c.SetSummaryText("recommendations", clean("Listen first.")))
    await room.close()
    file = room.path.with_name("one.summary.md")
    file.write_text("# Introduction\nRuth Harcourt met us in Leeds.", encoding="utf-8")
    for profile in ("facilitator", "participants", "public"):
        status = await asyncio.to_thread(run, sessions, "one", "--profile", profile)
        assert status == 0
        said = capsys.readouterr().err
        masked = (
            "The title reads “(left out) taster: a notice” in the public version, since it names "
            "the place.\n"
            "The introduction reads “(left out) met us in (left out).” in the public version, "
            "since it names the place and a person.\n"
            "The conclusions read “… was said. Much was said. Ask (left out).” in the public "
            "version, since they name a person.\n"
        )
        assert (masked in said) == (profile == "public")
        assert "recommendations" not in said


def test_a_session_can_be_made_again_from_its_json(
    closed: Path, sessions: Path, tmp_path: Path
) -> None:
    assert main(["redact", "one", "N-01", "--sessions", str(sessions)]) == 0
    before = read_session(closed)
    assert run(sessions, "one", "--format", "json") == 0
    (written,) = tmp_path.glob("*.json")
    document = written.read_text("utf-8")
    assert folded(reading.events(document)) == before
    assert "Our first word" in document
    assert "Only for me" not in document


def test_only_what_was_asked_for(
    closed: Path, sessions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sessions, "latest", "--format", "md") == 0
    (written,) = tmp_path.glob("*.md")
    assert "Only for me" not in written.read_text("utf-8")
    said = capsys.readouterr().out
    assert "private" not in said
    assert "To pass on: --profile participants, or --profile public" in said
    assert run(sessions, "one", "--format", "md,plan", "--notes", "--names") == 0
    printed = capsys.readouterr()
    said = printed.out + printed.err
    assert (
        "Names of participants and private notes are in every file whose name says so "
        "(-with-names-and-notes)." in said
    )
    assert "The plan and the handout hold only what was released" in said
    again = written.with_name(f"{written.stem}-with-names-and-notes.md")
    (again,) = tmp_path.rglob(again.name)
    assert "Only for me" in again.read_text("utf-8")
    assert closed.exists()


def test_all_formats_stand_in_one_folder_which_is_noted(
    closed: Path, sessions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sessions, "one", "--format", "all", "--to", "out") == 0
    (folder,) = (tmp_path / "out").iterdir()
    files = [path for path in folder.rglob("*") if path.is_file()]
    said = capsys.readouterr()
    assert all(str(path.relative_to(tmp_path)) in said.out for path in files)
    assert said.err == ""
    assert noted(closed) == [str(folder)]


@pytest.mark.usefixtures("closed")
def test_the_looks_of_a_template_are_taken_and_its_text_is_not(
    sessions: Path, tmp_path: Path
) -> None:
    import docx

    template = docx.Document()
    template.sections[0].header.paragraphs[0].text = "Northfield Council"
    template.styles["Heading 1"].font.name = "Council Sans"
    template.add_paragraph("Lorem ipsum")
    template.add_section()  # which has the header of the one before
    template.save("ours.docx")
    assert run(sessions, "one", "--format", "docx", "--template", "ours.docx") == 0
    (written,) = set(tmp_path.glob("*.docx")) - {tmp_path / "ours.docx"}
    made = docx.Document(str(written))
    header = [line.text for line in made.sections[0].header.paragraphs]
    assert header == ["Northfield Council", "EXERCISE\tDraft"]
    assert made.styles["Heading 1"].font.name == "Council Sans"
    assert "Lorem ipsum" not in [line.text for line in made.paragraphs]


@pytest.mark.usefixtures("closed")
def test_a_template_that_is_none_is_found_before_anything_is_written(
    sessions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = list(tmp_path.iterdir())
    todo = "Nothing was written: name a Word document, or leave out --template."
    wrong = tmp_path / "wrong.docx"
    wrong.write_text("no zip at all")
    for template, what in (
        ("nowhere.docx", "is not there"),
        ("wrong.docx", "is not a Word document (.docx) that can be a template"),
        (".", "is not a Word document (.docx) that can be a template"),
    ):
        for formats in ("docx", "html,docx", "md"):
            assert run(sessions, "one", "--format", formats, "--template", template) == 1
            said = capsys.readouterr()
            assert said.err == f"snogmarry: {template} {what}. {todo}\n"
            assert said.out == ""
    assert sorted(tmp_path.iterdir()) == sorted({sessions, wrong, *before})


@pytest.mark.usefixtures("closed")
def test_a_template_that_nothing_takes_is_said_to_be_of_no_use(
    sessions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import docx

    docx.Document().save("ours.docx")
    assert run(sessions, "one", "--format", "md", "--template", "ours.docx") == 0
    said = "ours.docx was not used: no Word file was asked for (--format docx).\n"
    assert capsys.readouterr().err == said
    assert run(sessions, "one", "--format", "plan", "--template", "ours.docx") == 0
    assert capsys.readouterr().err == ""


@pytest.fixture
async def ended(room: Room) -> Path:
    await room.do(c.EndSession())
    await room.close()
    return room.path


def test_a_summary_is_not_final_before_the_session_is_ended(
    closed: Path, sessions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closed.with_name("one.summary.md").write_text("# Title\nOne evening", encoding="utf-8")
    assert main(["--sessions", str(sessions), "finalise", "one"]) == 1
    assert run(sessions, "one", "--format", "md", "--final") == 1
    line = (
        "snogmarry: The summary cannot be final before the session is ended: end it first, "
        "with e on its stage or desk.\n"
    )
    assert capsys.readouterr() == ("", line * 2)
    session = read_session(closed)
    assert (session.final, session.texts) == (False, {})
    assert list(tmp_path.glob("*.md")) == []


def test_final_marks_the_session(ended: Path, sessions: Path, tmp_path: Path) -> None:
    assert run(sessions, "one", "--format", "json") == 0
    assert not read_session(ended).final
    assert run(sessions, "one", "--format", "json", "--final") == 0
    assert read_session(ended).final
    finals = [json.loads(path.read_text("utf-8")) for path in sorted(tmp_path.glob("*.json"))]
    assert sorted(one["summary"]["overview"]["final"] for one in finals) == [False, True]


def test_finalise_fixes_it_with_the_words_of_the_file_beside(
    ended: Path, sessions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    beside = ended.with_name("one.summary.md")
    beside.write_text("# Title\nOne evening", encoding="utf-8")
    finalise = ["--sessions", str(sessions), "finalise", "one"]
    assert main(finalise) == 0
    said = capsys.readouterr().out
    session = read_session(ended)
    assert session.finality is not None
    vouched = "Fingerprint (SHA-256) of what happened and when, not of the words typed:"
    assert f"{vouched} {session.finality.digest}\n" in said
    assert session.texts["title"].text == "One evening"
    assert run(sessions, "one", "--format", "json") == 0
    (written,) = tmp_path.glob("*.json")
    overview = json.loads(written.read_text("utf-8"))["summary"]["overview"]
    assert overview["title"] == "One evening"
    assert (overview["fixed"]["changes"], overview["fixed"]["holds"]) == (0, True)
    beside.write_text("# Budget\nNone", encoding="utf-8")
    assert main(finalise) == 1
    assert "headings with one #" in capsys.readouterr().err
    assert read_session(ended).final


@pytest.mark.parametrize("words", [["finalise", "one"], ["export", "one", "--final"]])
def test_what_is_final_and_has_changed_since_is_fixed_anew_only_if_asked_for(
    ended: Path, sessions: Path, tmp_path: Path, words: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    if words[0] == "export":
        words = [*words, "--format", "md", "--to", str(tmp_path)]
    fix = ["--sessions", str(sessions), *words]
    assert main(fix) == 0
    first = read_session(ended).finality
    assert first is not None
    since = f"final as of {written(first.wall)}, with the fingerprint {first.digest}"
    capfd.readouterr()
    for again in (fix, [*fix, "--anew"]):
        assert main(again) == 0
        assert f"It was {since}, and nothing has changed since" in "".join(capfd.readouterr())
    assert read_session(ended).finality == first

    (ended.with_name("one.summary.md")).write_text("# Title\nOne evening", encoding="utf-8")
    made = set(tmp_path.glob("*.md"))
    assert main(fix) == 1
    said = capfd.readouterr().err
    assert f"The summary is {since}, and has changed since." in said
    assert "--anew" in said
    session = read_session(ended)
    assert (session.finality, session.texts, set(tmp_path.glob("*.md"))) == (first, {}, made)

    assert main([*fix, "--anew"]) == 0
    assert f"It was {since}. It is fixed anew" in "".join(capfd.readouterr())
    session = read_session(ended)
    assert session.finality is not None
    assert session.finality.digest != first.digest
    assert session.first_final == first.wall
    assert session.texts["title"].text == "One evening"


def test_anew_without_final_is_refused(
    closed: Path, sessions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert closed.exists()
    assert run(sessions, "one", "--anew") == 2
    assert "--anew goes with --final" in capsys.readouterr().err


def test_profiles_are_for_passing_on_and_names_are_not(
    closed: Path, sessions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert closed.exists()
    assert run(sessions, "one", "--profile", "public", "--names") == 2
    assert "for your own copy" in capsys.readouterr().err
    assert run(sessions, "one", "--profile", "participants", "--format", "json") == 0
    (written,) = tmp_path.glob("*-participants.json")
    said = capsys.readouterr().out
    assert "whole record" not in said
    assert "own copy" not in said
    assert "Only for me" not in written.read_text("utf-8")


async def test_a_running_desk_is_not_disturbed(room: Room, sessions: Path) -> None:
    import asyncio

    before = room.state.run
    assert before is not None
    status = await asyncio.to_thread(run, sessions, "one", "--format", "md")
    assert status == 0
    await room.do(c.TakeNote(clean("Still here")))
    state = room.state
    assert state.run is not None
    assert not state.run.paused
    assert not state.interrupted
    assert len(state.exports) == 1
    await room.close()


def test_a_session_that_cannot_be_written_to_is_exported(closed: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "4m") as disk:
        (disk / "copy.snog").write_bytes(closed.read_bytes())
        make_read_only(disk)
        assert run(disk, "copy", "--format", "md") == 0
        assert len(list(tmp_path.glob("*.md"))) == 1
        assert run(disk, "copy", "--format", "md", "--final") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "There is no session nowhere."),
        (
            ["one", "--to", "file"],
            (
                "file is not a folder. The session is safe; nothing of it was lost. "
                "Choose another folder with --to."
            ),
        ),
    ],
)
def test_what_cannot_be_done_is_one_line(
    closed: Path,
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("file").write_text("")
    assert run(closed.parent, *words) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert noted(closed) == []


def test_people_are_told_of_which_session_it_is(closed: Path, tmp_path: Path) -> None:
    command = ("export", "latest", "--sessions", str(closed.parent), "--format", "md")
    with Terminal([sys.executable, "-m", "snogmarry", *command], cwd=tmp_path) as window:
        assert window.wait_end() == 0
        written = window.written.decode().replace("\r\n", "\n")
    assert re.search(r"The summary of one:\nfood-for-thought-[-0-9]{10}\.md\n", written)


def test_a_record_that_was_tampered_with_is_fixed_anew_only_if_asked_for(
    ended: Path, sessions: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fix = ["--sessions", str(sessions), "finalise", "one"]
    assert main(fix) == 0
    db = apsw.Connection(str(ended))
    db.execute("UPDATE events SET at = at + 1 WHERE seq = 2")
    db.close()
    capfd.readouterr()
    assert main(fix) == 1
    assert "its record is no longer the one that was" in capfd.readouterr().err
    assert main([*fix, "--anew"]) == 0
