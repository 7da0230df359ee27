"""Sentences in which words of people stand among the report’s own, and which are whose.

They are plain texts in which people's words stand between isolates: signs that keep the direction
of what is between them from what is around, and that `clean` lets nobody type. So they can be
joined like any text. Pages, Word and PDF make marks of language and direction of them, each in
its way; what is to be read as a plain text is `bare` of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from snogmarry.report.masking import LEFT_OUT
from snogmarry.report.summary.counts import ALL
from snogmarry.report.summary.sources import ROOM
from snogmarry.scenario.models import STANCES
from snogmarry.text import REDACTED

WITHDRAWN = "(withdrawn)"
"""What stands in place of a response that was taken back."""
_OPEN, _CLOSE = "\u2068", "\u2069"
_RIGHTWARDS = "\u200e"
_THEIRS = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_LEFTWARDS = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""What Unicode keeps for scripts that are written from right to left."""
_OURS = frozenset({ALL, LEFT_OUT, REDACTED, ROOM, WITHDRAWN, *(option.text for option in STANCES)})
"""The report's own words that stand where people's do."""


def theirs(text: str | None) -> str:
    """People's words, to be joined with the report's; as it is if it says already whose it is."""
    if not text or _OPEN in text or text in _OURS:
        return text or ""
    return f"{_OPEN}{text}{_CLOSE}"


def ours(text: str) -> str:
    """Words of the report where all others are people's."""
    return f"{_OPEN}{_CLOSE}{text}"


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, with whether each is people's."""
    pieces = ((piece, number % 2 == 1) for number, piece in enumerate(_THEIRS.split(text)))
    return ((piece, said) for piece, said in pieces if piece)


def is_mixed(text: str) -> bool:
    """Whether it tells anywhere whose words stand there."""
    return _OPEN in text


def bare(text: str) -> str:
    """The words alone."""
    return text.replace(_OPEN, "").replace(_CLOSE, "") if is_mixed(text) else text


def leftwards(text: str) -> bool:
    """Whether a text begins in a script that is written from right to left; a mixed one never."""
    if not turns(text):
        return False
    first, *others = [piece for piece, _ in parts(text)] or [""]
    for char in "" if others else first:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def turns(text: str) -> bool:
    """Whether anything in a text is written from right to left."""
    return not text.isascii() and _LEFTWARDS.search(text) is not None


def held(text: str) -> str:
    """The report's words after such a text, whose direction figures and commas would take."""
    words = text.lstrip()
    return text[: len(text) - len(words)] + _RIGHTWARDS + words
