"""Keys, and what stands on the screen: forms, lists, and the way between stage and desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise

from tests.terminal import Terminal

LOOKS_ON = "The room sees this screen, and"
"""What the program asks before it shows something private."""


class Keyboard:
    """One pair of hands and eyes at a window. What is done is believed when it is seen."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.refs: dict[str, str] = {}
        """The reference that the screen gave to each answer, by its text."""
        self.staged: list[bytes] = []
        """All that stood on the stage while it was up."""
        self._stage_since: int | None = None
        self._picker = ""
        self._more_silent = False

    # Looking

    def sees(self, *wanted: str) -> str:
        return self.terminal.wait_for(*wanted)

    def sees_no(self, *unwanted: str) -> str:
        return self.terminal.wait_gone(*unwanted)

    def sees_line(self, *parts: str) -> None:
        """One line of the screen has all of these."""

        def stands() -> bool:
            lines = self.terminal.text.splitlines()
            return any(all(part in line for part in parts) for line in lines)

        self.terminal.wait_until(stands, parts)

    def presses(self, *keys: str) -> None:
        self.terminal.press(*keys)

    @property
    def top(self) -> str:
        """The line of the title."""
        return self.terminal.text.splitlines()[0]

    def _comes_to(self, title: str) -> None:
        self.terminal.wait_until(lambda: title in self.top, title)

    # Stage and desk

    def goes_to_desk(self) -> None:
        """The projector is blanked by hand, as the program says."""
        self.presses("d")
        self.sees(LOOKS_ON, "the desk is private")
        self._stage_is_down()
        self.presses("enter")
        self._comes_to("DESK")

    def goes_to_stage(self) -> None:
        self.presses("d")
        self.terminal.wait_until(
            lambda: (
                "DESK" not in self.top
                and "EXERCISE" in self.top
                # Its first line may be painted before the rest.
                and not any(map(self._stands, ("For you alone", "Groups: ", "Answers: ")))
            ),
            "the stage",
        )
        self._stage_is_up()

    @contextmanager
    def _in_private(self, key: str, mark: str) -> Iterator[None]:
        """Open what is private; where the room looks on, the projector is blanked meanwhile."""
        on_stage = self._stage_since is not None
        self.presses(key)
        self.terminal.wait_until(lambda: self._stands(mark) or self._stands(LOOKS_ON), mark)
        if self._stands(LOOKS_ON):
            self._stage_is_down()
            self.presses("enter")
            self.sees(mark)
        yield
        if on_stage and self._stage_since is None:
            self._stage_is_up()

    def _stands(self, mark: str) -> bool:
        return mark in self.terminal.text

    def blanks(self) -> None:
        self.presses(".")
        self.sees("The stage is blank.")
        self.sees_no("EXERCISE")

    def unblanks(self) -> None:
        self.presses(".")
        self._comes_to("EXERCISE")

    def _stage_is_up(self) -> None:
        self.staged.append(self.terminal.text.encode())
        self._stage_since = len(self.terminal.written)

    def _stage_is_down(self) -> None:
        if self._stage_since is not None:
            self.staged.append(self.terminal.written[self._stage_since :])
            self._stage_since = None

    # Forms and lists

    def _waits_for_another(self, looks: Callable[[], str], before: str) -> None:
        self.terminal.wait_until(
            lambda: looks() not in {before, ""}, f"something else than {before}"
        )

    def leaves(self, mark: str) -> None:
        """Leave the form or the list that `mark` stands in."""
        self.sees(mark)
        self.presses("escape")
        self.sees_no(mark)

    def _keeps(self, mark: str) -> None:
        self.presses("ctrl+s")
        self.sees_no(mark)

    def _fills(self, label: str, text: str) -> None:
        """Type into the line under a label."""
        self.terminal.type(text)
        self.terminal.wait_until(lambda: self._line_under(label) == text, f"{label}: {text}")

    def _replaces(self, label: str, text: str) -> None:
        """Empty the line under a label, and type another text."""
        self.presses("ctrl+u")
        self.terminal.wait_until(lambda: self._line_under(label) == "", f"{label}: empty")
        self._fills(label, text)

    def _line_under(self, label: str) -> str | None:
        lines = self.terminal.text.splitlines()
        for line, below in pairwise(lines):
            if f"┃ {label}" in line and below.count("┃") > 1:
                return below.split("┃")[1].strip()
        return None

    def _writes(self, text: str) -> None:
        """Type into the field with a count, until all of it is counted."""
        self.terminal.type(text)
        self.sees(f" {len(text)} / ")

    def tabs(self, times: int = 1) -> None:
        """To the next field; wait each time until another one is lit."""
        for _ in range(times):
            before = self._lit()
            self.presses("tab")
            self.terminal.wait_until(partial(self._is_lit_anew, before), "the next field")

    def _is_lit_anew(self, before: set[tuple[int, int, str]]) -> bool:
        # A cursor that blinks is one cell, a field is many.
        return len(self._lit() ^ before) > 4

    def _lit(self) -> set[tuple[int, int, str]]:
        # What was said last comes and goes in the right half.
        screen = self.terminal.screen
        rows, columns = range(screen.lines), range(screen.columns // 2)
        return {(y, x, screen.buffer[y][x].bg) for y in rows for x in columns}

    def _ticks(self, text: str) -> None:
        self.presses(self._key_of(text, marks=r"\[.\] (?:\* )?"))
        self.terminal.wait_until(lambda: self._ticked(text), f"a mark before {text}")

    def _ticked(self, text: str) -> bool:
        return re.search(rf"\[[x+]\] (?:\* )?{re.escape(text)}", self.terminal.text) is not None

    def _key_of(self, text: str, marks: str = r"(?:\(.\) | ?[0-9.]+\.? +|\[.\] | \.  )?") -> str:
        """The key that stands before `text` in a list."""
        line = re.compile(rf"┃ (?:.* {{2}})?([1-9a-z]) {marks}{re.escape(text)}")
        # What was said last may stand in front of it for some seconds.
        self.terminal.wait_until(lambda: bool(line.search(self.terminal.text)), f"{text} in a list")
        found = line.search(self.terminal.text)
        assert found
        return found[1]
