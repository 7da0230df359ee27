"""Words that would harm a terminal, a page or a program, in every text of every screen.

They come in by every way there is: typed into every form, read from a scenario and its
lessons, and as the name of a file.
"""

from __future__ import annotations

import asyncio
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from snogmarry.journal.reading import read_session
from snogmarry.scenario.models import Vote, question
from snogmarry.session.state import Session
from snogmarry.text import clean, clean_line
from snogmarry.tui.doors import Doors
from tests.end_to_end.conftest import Opens, only_session, run
from tests.end_to_end.facilitator import Facilitator
from tests.end_to_end.hostile import PAYLOADS, marked, no_harm_reached, write_scenario
from tests.terminal import Terminal

SIZE = (170, 40)
"""So wide that a text stands on one line in most places, with its mark."""


class Vandal(Facilitator):
    """Fills whatever takes a text with the same payload, and knows each text by its mark."""

    def __init__(self, terminal: Terminal, payload: str) -> None:
        super().__init__(terminal)
        self.payload = payload
        self.start = clean_line(payload)[:6]
        """How a text begins where there is no room for its end."""

    def finds(self, *marks: str) -> None:
        """Each text with one of these marks stands on the screen."""
        self.sees(*(f"tapir-{mark}" for mark in marks))

    def opens(self, key: str, heading: str, *marks: str) -> None:
        """Open a form or a list, and find these texts in it."""
        self.presses(key)
        self.sees(heading)
        for mark in marks:
            self.sees_line("┃", f"tapir-{mark}")

    def pastes(self, mark: str) -> None:
        """Paste a text with this mark."""
        self.terminal.paste(marked(self.payload, mark))
        self.sees_line("┃", f"tapir-{mark}")

    def empties(self, mark: str) -> None:
        """Empty the line with this mark."""
        before = self.terminal.text.count(f"tapir-{mark}")
        self.presses("ctrl+u")
        self.terminal.wait_until(
            lambda: self.terminal.text.count(f"tapir-{mark}") < before, "an empty line"
        )

    def keeps(self, said: str, heading: str) -> None:
        self.presses("ctrl+s")
        self.sees(said)
        self.sees_no(heading)


@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_words_on_every_screen(opens: Opens, computer: Path, name: str) -> None:
    payload = PAYLOADS[name]
    scenario = write_scenario(computer.parent, payload, escaped=name != "languages")
    asyncio.run(a_session_waits(computer, scenario))
    terminal = opens(size=SIZE)
    f = Vandal(terminal, payload)
    home(f, computer, payload)
    path = only_session(computer)
    lobby(f)
    f.starts()
    f.finds("posts", "text", "post", "cast", "handle", "channel")
    f.goes_to_desk()
    f.goes_on("tapir-asking")
    desk(f)
    stage(f, opens)
    debrief(f)
    f.presses("q")
    assert terminal.wait_end() == 0
    no_harm_reached(terminal)
    # An escape within what is pasted comes to the program as keys of its own.
    given = payload if "\x1b" not in payload else None
    session = read_session(path)
    all_is_kept_literally(session, given)
    the_exports_are_literal(session, computer.parent)
    the_cards_are_literal(scenario, computer.parent / "cards", payload)


async def a_session_waits(sessions: Path, scenario: Path) -> None:
    room = await Doors(sessions).play(scenario)
    await room.close()


def home(f: Vandal, sessions: Path, payload: str) -> None:
    """The library, a session by its scenario's title, a file that is none by its own name."""
    name = payload.replace("/", "").replace("\0", "")
    stray = sessions / f"{marked(name, 'stray')}.snog"
    stray.write_text("Dear all", encoding="utf-8")
    f.finds("scenario", "stray")
    f.presses("end", "enter")
    f.terminal.wait_until(lambda: f.terminal.text.count("tapir-stray") > 2, "why it is refused")
    stray.unlink()
    f.opens("?", "Keys: home")
    f.leaves("Keys: home")
    f.presses("up", "enter")
    f.sees("n start")
    f.finds("scenario", "side", "other")


def lobby(f: Vandal) -> None:
    f.opens("enter", "Name of the event")
    for mark in ("event", "place", "host", "rules"):
        f.pastes(mark)
        f.tabs()
    f.keeps("Kept the details", "Name of the event")
    f.sees_line("Event", "tapir-event")
    f.sees_line("Place", "tapir-place")
    f.sees_line("Facilitator", "tapir-host")
    f.finds("rules")
    f.presses(*["down"] * 4, "enter")
    f.sees(f"1 min  {f.start}")
    f.presses("enter")
    f.sees("What comes is not listed")
    f.opens("G", "┃ Groups", "side", "other")
    f.opens("enter", "Its name", "side")
    f.empties("side")
    f.pastes("group")
    f.keeps("Kept ", "Its name")
    f.sees_line("┃", "tapir-group")
    f.opens("a", "Another group", "side", "other")
    f.leaves("Another group")
    f.leaves("┃ Groups")


def desk(f: Vandal) -> None:
    f.finds("asking", "notes", "expect", "cast", "group")
    f.opens("s", "Who answers?", "group", "other")
    f.presses("1")
    f.sees("stand behind it")
    f.sees_line("┃", "tapir-prompt")
    f.pastes("answer")
    f.keeps("Kept R-001", "stand behind it")
    f.leaves("Who answers?")
    f.finds("answer")
    f.opens("w", "Post as one of the cast")
    f.sees_line(f"1 ( ) {f.start}", f"1 (•) {f.start}")
    f.presses("1")
    f.sees("(•) ")
    f.tabs(2)
    f.pastes("said")
    f.keeps("Posted P-", "Post as one of the cast")
    f.opens("l", "What was learned")
    f.sees_line("1 [ ] R-001", "tapir-group")
    f.sees(f"1 [ ] * {f.start}")
    f.pastes("point")
    f.keeps("Kept L-01", "What was learned")
    f.opens("f", "What is to be done", "lesson")
    for mark in ("action", "owner", "due"):
        f.pastes(mark)
        f.tabs()
    f.presses("ctrl+s")
    f.sees("Write when as")
    f.presses("shift+tab")
    f.empties("due")
    f.keeps("Kept A-01", "What is to be done")
    f.opens("m", "A private note", "asking")
    f.pastes("note")
    f.keeps("Kept N-01", "A private note")
    f.opens("t", "More time, or less")
    f.pastes("more")
    f.presses("enter")
    f.sees("Write minutes")
    f.leaves("More time, or less")
    f.opens("i", "┃ Injects of this step", "cast")
    f.presses("enter")
    f.sees("The inject is in the feed.")
    f.sees_no("┃ Injects of this step")
    a_step_to_come(f)
    f.opens("?", "Keys: desk")
    f.leaves("Keys: desk")


def a_step_to_come(f: Vandal) -> None:
    """Each of its texts is mended."""
    f.opens("j", "┃ Running order", "posts", "asking", "voting", "acting")
    f.presses("down", "down", "down")
    f.opens("m", "┃ Mend: ", "voting", "text", "prompt")
    f.empties("voting")
    f.pastes("title")
    f.tabs(2)
    for mark in ("stands", "question", "private"):
        f.pastes(mark)
        f.tabs()
    f.keeps("Mended ", "┃ Mend: ")
    f.sees_line("┃", "tapir-title")
    f.leaves("┃ Running order")


def stage(f: Vandal, opens: Opens) -> None:
    """Every kind of thing that stands on it, also where it only follows."""
    f.releases_everything()
    f.goes_to_stage()
    seen = ("asking", "text", "prompt", "group", "answer", "inject", "said")
    f.finds(*seen)
    alone = opens("stage", size=SIZE)
    follower = Vandal(alone, f.payload)
    follower.finds(*seen)
    follower.presses("q")
    assert alone.wait_end() == 0
    no_harm_reached(alone)
    f.goes_on("tapir-showing")
    f.finds("answer")
    f.goes_on("tapir-swapping")
    f.finds("text", "group", "other")
    f.goes_on("tapir-title")
    f.finds("stands", "question", "first", "second")
    the_vote(f)
    f.goes_on("tapir-learning")
    f.finds("text")
    f.goes_on("tapir-acting")
    f.finds("text", "action", "owner")


def the_vote(f: Vandal) -> None:
    """A show of hands, and a single vote with its reason."""
    f.opens("h", "Whose hands?", "group", "other")
    f.presses("1")
    f.sees("hands up for")
    f.sees_line("┃", "tapir-first", f" / {f.start}")
    f.pastes("hands")
    f.presses("enter")
    f.sees("Write 2 whole numbers")
    f.empties("hands")
    f.terminal.type("3 / 2")
    f.sees_line("┃", "tapir-first", " 3 · ")
    f.keeps("Kept 5 hands", "hands up for")
    f.leaves("Whose hands?")
    f.opens("s", "Who answers?", "group", "other")
    f.presses("2")
    f.sees("stand behind it")
    f.sees_line("┃", "tapir-question")
    f.presses("1")
    f.sees_line("(•) ", "tapir-first")
    f.tabs()
    f.pastes("reason")
    f.keeps("Kept R-002", "stand behind it")
    f.leaves("Who answers?")
    f.reveals()
    f.sees_line(f.start, "4 (1 + 3)")


def debrief(f: Vandal) -> None:
    f.ends()
    f.finds("event", "lesson", "action", "owner", "point")
    f.presses("left")
    f.opens("enter", "(drawn)", "lesson", "about", "source")
    f.leaves("(drawn)")
    f.presses("right")
    f.sees_line("tapir-lesson", " × ")
    f.opens("enter", "0 learning points", "lesson", "answer")
    f.opens("enter", "what does it show?", "answer", "lesson")
    f.leaves("what does it show?")
    f.presses("space")
    f.sees_line("┃ [+] R-001", "tapir-asking")
    f.finds("answer")
    f.leaves("┃ [+] R-001")
    for heading, mark in (("Mend L-01", "point"), ("Mend A-01", "owner")):
        f.tabs()
        f.opens("enter", heading, mark)
        f.leaves(heading)
    f.opens("x", "Export the summary")
    f.presses("2", "6")  # Markdown in the place of Word
    f.tabs()
    f.sees("Documents")
    f.presses("ctrl+u")
    f.sees_no("Documents")
    f.pastes("folder")
    f.tabs(2)
    f.presses("1", "2", "ctrl+s")
    f.sees("Wrote 3 files")
    # In the field, and where the files went.
    f.terminal.wait_until(lambda: f.terminal.text.count("tapir-folder") == 2, "where they are")
    f.leaves("Export the summary")


def all_is_kept_literally(session: Session, payload: str | None) -> None:
    """Each text that was typed ends as it was given; or, if that is not known, all end alike."""
    (point,) = session.points.values()
    (note,) = session.notes.values()
    (action,) = session.actions.values()
    mended = session.step_of("vote")
    answer, vote = (response.latest.answer for response in session.responses.values())
    said = next(post.text for post in session.feed if "tapir-said" in post.text)
    details = session.details
    assert isinstance(mended, Vote)
    texts = {
        "answer": answer.text, "point": point.text, "note": note.text, "said": said,
        "rules": details.ground_rules, "stands": mended.text, "private": mended.notes,
        "question": question(mended, "one"),
    }  # fmt: skip
    lines = {
        "event": details.event, "place": details.place, "host": details.facilitator,
        "action": action.text, "owner": action.owner, "reason": vote.reason, "title": mended.title,
    }  # fmt: skip
    wanted = note.text.replace("tapir-note", "tapir") if payload is None else clean(payload)
    for mark, text in texts.items():
        assert text is not None
        assert text.endswith(marked(wanted, mark))
    assert lines == {mark: clean_line(marked(wanted, mark)) for mark in lines}


class _Page(HTMLParser):
    """The words of a page, and its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.elements: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]


def page_is_literal(path: Path, *texts: str) -> None:
    page = _Page(path.read_text(encoding="utf-8"))
    words = " ".join(page.words.split())
    for text in texts:
        assert " ".join(text.split()) in words
    assert not {"script", "img", "iframe", "object", "link"} & set(page.elements)


def the_exports_are_literal(session: Session, folder: Path) -> None:
    """What the export screen wrote, into a folder with a name of that kind."""
    written = [folder / export.path for export in session.exports]
    html, md, record = sorted(
        written, key=lambda path: ["html", "md", "json"].index(path.suffix[1:])
    )
    (point,), (note,) = session.points.values(), session.notes.values()
    page_is_literal(html, point.text, note.text, session.details.event)
    kept = _strings(json.loads(record.read_text(encoding="utf-8")))
    assert {point.text, note.text, session.details.event} <= kept
    source = md.read_text(encoding="utf-8")
    assert "tapir" in source
    assert not re.search(r"(?<!\\)(<(script|img)|\]\()", source)


def _strings(value: object) -> set[str]:
    match value:
        case str():
            return {value}
        case dict():
            return set().union(*map(_strings, value.values()))
        case list():
            return set().union(*map(_strings, value))
    return set()


def the_cards_are_literal(scenario: Path, folder: Path, payload: str) -> None:
    written = run("cards", str(scenario), "--to", str(folder))
    assert written.returncode == 0, written.stderr
    for page in folder.glob("*.html"):
        page_is_literal(page, clean(marked(payload, "scenario")))
