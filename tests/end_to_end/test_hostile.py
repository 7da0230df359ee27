"""Words that would harm a terminal, a page or a program, typed and pasted into every form."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from snogmarry.journal.reading import read_session
from snogmarry.text import clean, clean_line
from tests.end_to_end.conftest import Opens, only_session, run
from tests.end_to_end.facilitator import Facilitator
from tests.terminal import Terminal

PAYLOADS = {
    "escapes": "\x1b]0;PWNED\x07\x1b[2J\x1b[7;7HPWNED\x1b]52;c;UFdORUQ=\x07 a tapir",
    "controls": "\x9b31m\x9d0;PWNED\x9c\x90PWNED\x84\x00\x08\x0b\x0c\x7f a tapir",
    "turned": "\u202eriput\u202c \u2066a\u2069 Z" + "\u0301\u0316" * 30 + "algo\u2028a tapir",
    "markup": "[/ [@click=app.quit]a tapir[/] [/foo] [bar $primary {x} %s \\[",
    "pages": "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; a tapir",
    "sheets": "=cmd|'/c calc'!A0 ![a](http://x.invalid) | --- | `a` # a tapir",
    "languages": "a tapir: Llŷr, नमस्ते, مرحبا, 👩‍👩‍👧, 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
}
NEVER = (
    b"\x1b]0;", b"\x1b]52;", b"\x1b[7;7H", b"\xc2\x9b", b"\xc2\x9c", b"\xc2\x9d", b"\xc2\x90",
    b"\xc2\x84", b"\x00", b"\x07", b"\x0b", b"\x0c", b"\x7f", "\u202e".encode(), "\u202c".encode(),
    "\u2066".encode(), "\u2069".encode(), "\u2028".encode(), "\u0301\u0316".encode() * 20,
)  # fmt: skip
_POINTER = re.compile(rb"\x1b\]22;[a-z]+\x07")
"""The screens' own wish for a shape of the mouse's pointer; it ends in a bell."""


def no_harm_reached(terminal: Terminal) -> None:
    """Nothing of a payload that a terminal would obey is in what the program wrote."""
    written = _POINTER.sub(b"", terminal.written)
    for harm in NEVER:
        assert harm not in written, harm


def pastes(f: Facilitator, text: str) -> None:
    f.terminal.paste(text)
    f.sees_line("┃", "a tapir")


def keeps(f: Facilitator, said: str, heading: str) -> None:
    f.presses("ctrl+s")
    f.sees(said)
    f.sees_no(heading)


@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_words_in_every_form(opens: Opens, computer: Path, name: str) -> None:
    text = PAYLOADS[name]
    terminal = opens("run", "twenty-minute-taster", size=(100, 36))
    f = Facilitator(terminal)
    f.sees("n start")
    the_lobby_takes(f, text)
    f.starts()
    f.goes_to_desk()
    f.goes_on("What is a library for?")
    f.goes_on("Tuesday, half past nine")
    f.goes_on("Your first public post")
    the_desk_takes(f, text)
    every_screen_is_opened(f)
    f.ends()
    f.sees("tapir")
    f.presses("q")
    assert terminal.wait_end() == 0
    no_harm_reached(terminal)
    path = only_session(computer)
    kept = all_is_kept_literally(path)
    # An escape within what is pasted comes to the program as keys of its own.
    assert kept == clean(text) or "\x1b" in text
    the_summary_is_literal(path, kept, computer.parent / "summary")


def the_lobby_takes(f: Facilitator, text: str) -> None:
    f.presses("enter")
    f.sees("Name of the event")
    pastes(f, text)
    keeps(f, "tapir", "Name of the event")


def the_desk_takes(f: Facilitator, text: str) -> None:
    """An answer, a group's name, a post, a point, an action, a note, a step's title."""
    f.presses("s")
    f.sees("Who answers?")
    f.presses("1")
    f.sees("stand behind it")
    pastes(f, text)
    keeps(f, "Kept R-001", "stand behind it")
    f.leaves("Who answers?")
    f.presses("w")
    f.sees("Post as one of the cast")
    f.presses("1")
    f.sees("(•) Nadia")
    f.tabs(2)
    pastes(f, text)
    keeps(f, "Posted P-", "Post as one of the cast")
    f.presses("l")
    f.sees("What was learned")
    pastes(f, text)
    keeps(f, "Kept L-01", "What was learned")
    f.presses("f")
    f.sees("What is to be done")
    pastes(f, text)
    keeps(f, "Kept A-01", "What is to be done")
    f.presses("m")
    f.sees("A private note")
    pastes(f, text)
    keeps(f, "Kept N-01", "A private note")
    f.presses("G")
    f.sees("┃ Groups")
    f.presses("enter")
    f.sees("Its name")
    f.terminal.paste(text[-12:])
    keeps(f, "Kept ", "Its name")
    f.leaves("┃ Groups")


def every_screen_is_opened(f: Facilitator) -> None:
    lists = ("s", "┃ Who answers?"), ("j", "┃ Running order"), ("i", "┃ Injects"), ("l", "┃ It is")
    for key, mark in lists:
        f.presses(key)
        f.leaves(mark)
    f.releases_everything()
    f.goes_to_stage()
    f.sees("tapir")
    f.goes_on("What the other side saw")
    f.sees("tapir")


def all_is_kept_literally(path: Path) -> str:
    session = read_session(path)
    (response,) = session.responses.values()
    (point,) = session.points.values()
    (note,) = session.notes.values()
    (action,) = session.actions.values()
    assert response.latest.answer.text == point.text == note.text == clean(note.text)
    assert action.text == session.details.event == clean_line(note.text)
    assert note.text in [post.text for post in session.feed]
    return note.text


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


def the_summary_is_literal(path: Path, text: str, folder: Path) -> None:
    exported = run("export", str(path), "--format", "html,md,json", "--to", str(folder))
    assert exported.returncode == 0, exported.stderr
    page = _Page(next(folder.glob("*.html")).read_text())
    assert clean_line(text) in " ".join(page.words.split())
    assert not {"script", "img", "iframe", "object", "link"} & set(page.elements)
    record = next(folder.glob("*.json")).read_text()
    assert clean(text) in _strings(json.loads(record))
    source = next(folder.glob("*.md")).read_text()
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


SCENARIO = """\
format: 1
id: hostile
title: {title}
language: en-GB
summary: {title}
lessons: ten-lessons
sides:
  - {{id: one, kind: activist, name: One, aim: {title}, brief: {title}}}
  - {{id: two, kind: institution, name: Two, aim: {title}, brief: {title}}}
channels:
  - {{id: chirp, name: {title}}}
cast:
  - {{id: dan, name: {title}, handle: "@dan", about: {title}}}
steps:
  - id: first
    do: post
    title: {title}
    time: 1m
    text: {title}
    notes: {title}
    posts:
      - {{from: dan, on: chirp, text: {title}}}
"""


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_hostile_scenario_file(opens: Opens, computer: Path, name: str) -> None:
    path = computer.parent / "hostile.yaml"
    quoted = json.dumps(PAYLOADS[name], ensure_ascii=name != "languages")
    path.write_text(SCENARIO.format(title=quoted))
    terminal: Terminal = opens("run", str(path))
    f = Facilitator(terminal)
    f.sees("n start", "tapir")
    f.starts()
    f.sees("tapir")
    f.goes_to_desk()
    f.sees("tapir")
    f.goes_to_stage()
    f.ends()
    assert f.leaves_program() == 0
    no_harm_reached(terminal)
