"""The one door through which text that people typed enters."""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

SafeText = NewType("SafeText", str)
"""Text that went through `clean`: safe to draw on a terminal, to store and to export."""

PathText = NewType("PathText", str)
"""A path of this computer, exactly, so that it leads there: not cleaned, and not safe to draw."""

EMPTY = SafeText("")

REDACTED = SafeText("[redacted]")
"""What stands in place of a text whose bytes were removed."""

ANSWER_LIMIT = 1_000
"""Characters that an answer may have where the scenario names no limit."""

MOST_WORDS = 10
"""Words that an answer in single words may have."""

WORD_LIMIT = 40
"""Characters that one of these words may have."""

_MARKS_IN_A_ROW = 8
_PLAIN = re.compile(r"[\n -~]*")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_JOINERS = frozenset("\u200c\u200d")
_UNSEEN = _JOINERS | frozenset(map(chr, range(0xFE00, 0xFE10)))
# Format characters that are seen: signs that span numbers in Arabic, Syriac and Kaithi.
_VISIBLE_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2065\u3164\uffa0")
_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co"})
# The flags of England, Scotland and Wales are a black flag and tags, closed by a cancel tag.
# Anywhere else tags are hidden text.
_TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e007a]{1,6}\U000e007f)|[\U000e0020-\U000e007f]+")


class TooLong(ValueError):
    """The text has more characters than its place allows; nothing was cut."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"{length} characters, {length - limit} too many (at most {limit}).")
        self.length = length
        self.limit = limit


def clean(raw: str) -> SafeText:
    """Give `raw` as text that no screen, file or format can be harmed by.

    Line ends become `\\n` and tabs spaces; control characters, bidi controls, invisible
    fillers, private use, noncharacters and surrogates go; combining marks and joiners are
    bounded to eight in a row; the rest is normalised to NFC and stripped at both ends.
    Scripts and emoji come through unchanged. Never shortens for length. What nobody could
    see is no text.
    """
    if _PLAIN.fullmatch(raw):
        return SafeText(raw.strip())
    text = _LINE_ENDS.sub("\n", raw).replace("\t", " ")
    if gone := _dropped_of(text):
        text = text.translate(dict.fromkeys(map(ord, gone)))
    text = _TAGS.sub(lambda tags: tags[1] or "", text)
    # Bounded before as well: normalising takes quadratic time in the length of a run of marks.
    text = _bound_marks(unicodedata.normalize("NFC", _bound_marks(text)))
    if all(char in _UNSEEN or char.isspace() for char in set(text)):
        return EMPTY
    return SafeText(text.strip())


def clean_line(raw: str) -> SafeText:
    """As `clean`, on one line: line ends and runs of space become one space."""
    return SafeText(" ".join(clean(raw).split()))


def within(text: SafeText, limit: int) -> SafeText:
    """Give `text` back, or raise `TooLong` with its count if it is over `limit` characters."""
    if len(text) > limit:
        raise TooLong(len(text), limit)
    return text


def dropped(raw: str) -> tuple[str, ...]:
    """Name the kinds of character that `clean` leaves out of `raw`, such as `U+202E`."""
    if _PLAIN.fullmatch(raw):
        return ()
    text = _LINE_ENDS.sub("\n", raw).replace("\t", " ")
    gone = _dropped_of(text) | (set(text) - set(_TAGS.sub(lambda tags: tags[1] or "", text)))
    if len(_bound_marks(text)) < len(text):
        return (*_named(gone), "more than eight marks on one letter")
    return _named(gone)


def _named(chars: set[str]) -> tuple[str, ...]:
    return tuple(f"U+{ord(char):04X}" for char in sorted(chars))


def _dropped_of(text: str) -> set[str]:
    return {char for char in set(text) if _is_dropped(char)}


def _is_dropped(char: str) -> bool:
    if char == "\n" or char in _JOINERS or char in _VISIBLE_FORMATS or _is_tag(char):
        return False
    if char in _FILLERS or _is_noncharacter(ord(char)):
        return True
    return unicodedata.category(char) in _UNWANTED


def _is_noncharacter(code: int) -> bool:
    # With the unassigned parts of the plane of tags, which every font shows as nothing.
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or _is_unassigned_format(code)


def _is_unassigned_format(code: int) -> bool:
    return 0xFFF0 <= code <= 0xFFF8 or (
        0xE0000 <= code <= 0xE0FFF and unicodedata.category(chr(code)) == "Cn"
    )


def _bound_marks(text: str) -> str:
    marks = {char for char in set(text) if char in _JOINERS or _is_mark(char)}
    if not marks:
        return text
    some = "[" + "".join(map(re.escape, marks)) + "]"
    return re.sub(f"({some}{{{_MARKS_IN_A_ROW}}}){some}+", r"\1", text)


def _is_mark(char: str) -> bool:
    # Spacing marks (Mc) take room of their own, and Indic scripts need them.
    return unicodedata.category(char) in {"Mn", "Me"}


def _is_tag(char: str) -> bool:
    return "\U000e0020" <= char <= "\U000e007f"
