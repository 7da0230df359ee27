"""The one door through which text that people typed enters."""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

SafeText = NewType("SafeText", str)
"""Text that went through `clean`: safe to draw on a terminal, to store and to export."""

EMPTY = SafeText("")

REDACTED = SafeText("[redacted]")
"""What stands in place of a text whose bytes were removed."""

ANSWER_LIMIT = 1_000
"""Characters that an answer may have where the scenario names no limit."""

_MARKS_IN_A_ROW = 8
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060\u2061\u2062\u2063"
    "\u2064\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0"
)
_TAGS = re.compile("(?<!\U0001f3f4)(?<![\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+")
_PLAIN = re.compile(r"[\n -~]*")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn"})


class TooLong(ValueError):
    """The text has more characters than its place allows; nothing was cut."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"{length} characters, {length - limit} too many (at most {limit}).")
        self.length = length
        self.limit = limit


def clean(raw: str) -> SafeText:
    """Give `raw` as text that no screen, file or format can be harmed by.

    Line ends become `\\n` and tabs spaces; control characters, bidi controls, invisible
    fillers, private use, unassigned code points and surrogates go; combining marks are
    bounded to eight in a row; the rest is normalised to NFC and stripped at both ends.
    Scripts and emoji come through unchanged. Never shortens for length.
    """
    if _PLAIN.fullmatch(raw):
        return SafeText(raw.strip())
    text = _NEWLINES.sub("\n", raw).replace("\t", " ")
    text = _TAGS.sub("", text)
    kept = "".join(c for c in text if c == "\n" or _is_kept(c))
    bounded = _bound_marks(unicodedata.normalize("NFC", kept))
    return SafeText(unicodedata.normalize("NFC", bounded).strip())


def clean_line(raw: str) -> SafeText:
    """As `clean`, on one line: line ends and runs of space become one space."""
    return SafeText(" ".join(clean(raw).split()))


def within(text: SafeText, limit: int) -> SafeText:
    """Give `text` back, or raise `TooLong` with its count if it is over `limit` characters."""
    if len(text) > limit:
        raise TooLong(len(text), limit)
    return text


def _is_kept(char: str) -> bool:
    if char in _BIDI or char in _INVISIBLE:
        return False
    return unicodedata.category(char) not in _DROPPED_CATEGORIES


def _bound_marks(text: str) -> str:
    marks = 0
    kept: list[str] = []
    for char in text:
        if unicodedata.category(char) in {"Mn", "Me"} and not _is_tag(char):
            marks += 1
            if marks > _MARKS_IN_A_ROW:
                continue
        else:
            marks = 0
        kept.append(char)
    return "".join(kept)


def _is_tag(char: str) -> bool:
    return "\U000e0020" <= char <= "\U000e007f"
