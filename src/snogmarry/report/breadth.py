"""How broad words are in print at most, before it is known in which font."""

from __future__ import annotations

import re

_RUN = re.compile(r"[^\s/-]+|[/-]+")
"""What has no place in it to break a line at."""
_NARROW = ".,:;!'|()[]/-"
_SMALL = 0.75
_CAPITAL = 0.9
_WIDE = "mwMW"
_BROAD = 1.25
"""Of these letters in bold, and of signs."""
_OTHER = 2.5
_LIGATURES = "\ufb50"
"""Some of what begins here is a whole phrase."""
_PHRASE = 12.0


def broadest(text: str) -> float:
    """The breadth of the longest run of letters of a text, in ems; never less than in print."""
    return max((sum(map(_breadth, run)) for run in _RUN.findall(text)), default=0.0)


def _breadth(char: str) -> float:
    if char > "\x7f":
        return _OTHER if char < _LIGATURES else _PHRASE
    if char in _NARROW or (char.isalnum() and char not in _WIDE):
        return _CAPITAL if char.isupper() else _SMALL
    return _BROAD
