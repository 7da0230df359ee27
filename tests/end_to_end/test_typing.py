"""Typing faster than the screen follows: a busy laptop, a quick hand."""

from __future__ import annotations

from pathlib import Path

from snogmarry.journal.reading import read_session
from tests.end_to_end.conftest import Opens, only_session

NOTE = "Everybody laughed at the kettle, and then nobody did: caracal"


def test_keeping_at_once_keeps_the_last_word_too(opens: Opens, computer: Path) -> None:
    terminal = opens("run", "twenty-minute-taster")
    terminal.wait_for("n start")
    terminal.press("n")
    terminal.wait_for("step 1 of")
    terminal.press("m")
    terminal.wait_for("a note is private")
    terminal.press("enter")
    terminal.wait_for("A private note")
    terminal.type(f"{NOTE}\x13")
    terminal.wait_for("Kept N-")
    (note,) = read_session(only_session(computer)).notes.values()
    assert note.text == NOTE
