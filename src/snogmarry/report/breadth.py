"""How much room words take on paper, before it is known in which font."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

ACROSS = 75
"""Letters on a line from margin to margin, counted low."""
_WORD = re.compile(r"[^ \n]+")
_RUN = re.compile(r"[^\s/-]+|[/-]+")
"""What has no place in it to break a line at."""
_WORDS = 4_096
"""People use the same words again and again: of so many it is kept how broad they are."""
_NARROW = ".,:;!'|()[]/-"
_SMALL = 0.65
_CAPITAL = 0.8
_WIDE = "mwMW"
_BROAD = 1.1
"""Of these letters, and of signs."""
_BOLD = 1.15
_FULL = "\u2e80"
"""Below this a letter takes the room of one."""
_ALPHABETS = "\u0900"
"""Below this letters stand for sounds one by one; above they may be as broad as words."""
_LETTER, _OTHER = 1.45, 2.5
_LIGATURES = "\ufb50"
"""Some of what begins here is a whole phrase."""
_PHRASE = 12.0


def lines(text: str, share: float) -> int:
    """How many lines a text takes at most in such a share of the line."""
    return wrapped(lengths(text), share)


def lengths(text: str) -> tuple[int, ...]:
    """The letters of each of its lines as they were typed."""
    return tuple(map(letters, text.split("\n")))


def wrapped(lengths: Iterable[int], share: float) -> int:
    """How many lines come of lines of so many letters in such a share of the line."""
    return sum(1 + int(length / (share * ACROSS)) for length in lengths)


def letters(text: str) -> int:
    """How much room it takes, in letters."""
    return sum(map(_room, text)) if max(text, default="") >= _FULL else len(text)


def _room(char: str) -> int:
    """In letters; what may have to be given by its number takes as many as that."""
    return 1 if char < _FULL else 2 if char < "\U00010000" else 10


def longest(text: str) -> int:
    """The letters of its longest word."""
    return max(map(letters, _WORD.findall(text)), default=0)


def fitted(wished: Sequence[float], least: Sequence[float]) -> tuple[float, ...]:
    """A line parted as is wished, but into no part that is less than it must be.

    If there is no room for that, all parts fall short by the same share.
    """
    if sum(least) >= ACROSS:
        return tuple(one * ACROSS / sum(least) for one in least)
    widths = list(wished)
    free = set(range(len(widths)))
    while True:
        room = ACROSS - sum(one for place, one in enumerate(least) if place not in free)
        unit = room / sum(wished[place] for place in free)
        short = {place for place in free if wished[place] * unit < least[place]}
        for place in free:
            widths[place] = least[place] if place in short else wished[place] * unit
        if not short:
            return tuple(widths)
        free -= short


def broadest(text: str, *, bold: bool = False) -> float:
    """The breadth of the longest run of letters of a text, in ems; never less than in print."""
    found = max(map(_breadth, _RUN.findall(text)), default=0.0)
    return found * _BOLD if bold else found


@lru_cache(_WORDS)
def _breadth(run: str) -> float:
    return sum(map(_breadth_of, run))


def _breadth_of(char: str) -> float:
    if char > "\x7f":
        if char < _ALPHABETS:
            return _LETTER
        return _OTHER if char < _LIGATURES else _PHRASE
    if char in _NARROW or (char.isalnum() and char not in _WIDE):
        return _CAPITAL if char.isupper() else _SMALL
    return _BROAD
