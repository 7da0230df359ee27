"""What is wrong with a file, where, and how to mend it; and how that is printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning"]

_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_BLANKS = "\t\n\u00a0"
_JOINERS = "\u200c\u200d"
_SHOWN = 100


@dataclass(frozen=True, order=True)
class Place:
    """A stretch of one line; line and columns count from 1, in characters, the end excluded."""

    line: int
    column: int
    end: int


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or that the author may want to know."""

    level: Level
    message: str
    place: Place | None = None
    help: str | None = None


@dataclass(frozen=True)
class Source:
    """The text of a file and its lines.

    Lines end at LF, CRLF and CR only: other parsers also split at NEL and U+2028, editors do not.
    """

    name: str
    text: str
    _starts: list[int] = field(init=False, repr=False, compare=False)
    _ends: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        breaks = [match.span() for match in _LINE_ENDS.finditer(self.text)]
        object.__setattr__(self, "_starts", [0, *(after for _, after in breaks)])
        object.__setattr__(self, "_ends", [*(before for before, _ in breaks), len(self.text)])

    def line(self, number: int) -> str:
        """The line of that number, without its end; empty if there is none."""
        if not 1 <= number <= len(self._starts):
            return ""
        return self.text[self._starts[number - 1] : self._ends[number - 1]]

    def place(self, start: int, end: int) -> Place:
        """The place from offset `start` to `end`; what goes over a line's end is cut there."""
        number = bisect_right(self._starts, start)
        column = start - self._starts[number - 1] + 1
        length = self._ends[number - 1] - self._starts[number - 1]
        return Place(number, column, max(column + 1, min(column + end - start, length + 1)))

    def offset(self, place: Place) -> int:
        """Where in the text a place begins."""
        return self._starts[place.line - 1] + place.column - 1


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def did_you_mean(word: str, known: Sequence[str], what: str) -> str:
    """Offer the nearest of the known words, or list them under the name `what`."""
    if meant := nearest(word, known):
        return f'did you mean "{meant}"?'
    return f"{what}: {', '.join(known)}" if known else f"there are no {what}"


def printable(text: str) -> str:
    """`text` on one line, with what a terminal would act upon shown as its code."""
    return "".join(
        char if _is_drawn(char) else " " if char in _BLANKS else f"\\u{ord(char):04x}"
        for char in text
    )


def _is_drawn(char: str) -> bool:
    return char.isprintable() or char in _JOINERS


def headline(problem: Problem, name: str) -> str:
    """`name:line:column: level: message`, as editors read it."""
    at = f":{problem.place.line}:{problem.place.column}" if problem.place else ""
    return f"{printable(name)}{at}: {problem.level}: {printable(problem.message)}"


def render(problem: Problem, source: Source | None, name: str) -> str:
    """The headline, the line of source with a caret below, and the mend."""
    rows = [headline(problem, name)]
    margin = ""
    if problem.place and source:
        number = str(problem.place.line).rjust(5)
        margin = " " * len(number)
        text, before, marked = _excerpt(source.line(problem.place.line), problem.place)
        rows.append(f"{number} | {text}".rstrip())
        rows.append(f"{margin} | {' ' * before}^{'~' * (marked - 1)}")
    if problem.help:
        rows.append(f"{margin or '     '} = help: {printable(problem.help)}")
    return "\n".join(rows)


def _excerpt(line: str, place: Place) -> tuple[str, int, int]:
    """The line cut around the place; the cells before it and the cells it takes."""
    from rich.cells import cell_len

    start = place.column - 1
    first = 0 if len(line) <= _SHOWN or start < _SHOWN * 3 // 4 else start - _SHOWN // 2
    last = min(len(line), first + _SHOWN)
    shown = _drawn(line[first:last])
    lead = "…" if first else ""
    before = _drawn(line[first:start])
    marked = _drawn(line[start : min(place.end - 1, last)])
    tail = "…" if last < len(line) else ""
    return (
        lead + shown + tail,
        cell_len(lead) + cell_len(before),
        max(1, cell_len(marked)),
    )


def _drawn(text: str) -> str:
    return "".join(
        char if _is_drawn(char) else " " if char in _BLANKS else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )


def as_data(problem: Problem, name: str) -> dict[str, object]:
    """The problem for programs that read JSON."""
    place = problem.place
    return {
        "file": name,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_column": place.end if place else None,
        "level": problem.level,
        "message": problem.message,
        "help": problem.help,
    }
