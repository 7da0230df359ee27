"""Names and places that are known, taken out of every text of a summary. Pure.

Nobody can know a name that nobody registered: that is for whoever reads it before it travels.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from snogmarry.text import REDACTED, SafeText

T = TypeVar("T")

LEFT_OUT = SafeText("(left out)")
"""What stands in place of words that a summary for the public does not have."""
SHORT = 6
"""A name of so few letters may be a common word too: Will, May, Grace, Hunter."""

# fmt: off
_SAY_NOBODY = frozenset((
    "all", "anybody", "anyone", "both", "each", "everybody", "everyone", "nobody", "none", "one",
    "ourselves", "somebody", "someone", "tba", "tbc", "tbd", "they", "us", "we", "you",
    "a", "an", "and", "at", "in", "of", "on", "or", "the", "with",
    "dr", "miss", "mr", "mrs", "ms", "mx", "prof", "professor", "sir",
))
# fmt: on
"""What is typed in the place of a name, and what stands before one or between two."""
# fmt: off
_ORDINARY = _SAY_NOBODY | frozenset((
    "board", "campaign", "chair", "chief", "committee", "communications", "comms", "council",
    "department", "deputy", "director", "executive", "group", "head", "lead", "leader", "local",
    "manager", "media", "member", "office", "officer", "our", "people", "press", "public",
    "secretary", "services", "side", "staff", "table", "team", "treasurer", "trustees",
    "volunteers",
    "blue", "first", "orange", "pink", "purple", "red", "second", "third", "yellow",
    "two", "three", "four", "five", "six",
    "are", "by", "can", "duty", "for", "from", "has", "is", "next", "that", "then", "to", "turn",
    "whichever", "who", "whoever",
))
# fmt: on
"""What stands in jobs and in names of groups, and names nobody by itself."""
_BETWEEN = re.compile(r"[,;/&+()|、，；／＆\n]|\band\b", re.IGNORECASE)
"""What stands between the names of several people."""
_REF = re.compile(r"[A-Z]-\d+")
_PLAIN = re.compile(r"[A-Za-z0-9]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""Scripts that write words without spaces, or their endings onto a name."""


class _Word(NamedTuple):
    start: int
    end: int
    folded: str
    small: bool
    """Whether it begins with a small letter."""


class Mask:
    """Leaves known names out of texts.

    A name is found as whole words, in capitals or not, with its accents or without; in scripts
    that part no words, wherever it stands. One short word is found with a capital letter alone,
    and so is one word of a longer name.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        people: Iterable[str] = (),
        callings: Iterable[str] = (),
        kept: Iterable[str] = (),
    ) -> None:
        """`people`: names of which each word may be used alone, unless a kept text has it.

        `callings`: what may be a name or a job or a group's; the same of its words that are no
        ordinary ones, and nothing if it is one ordinary word. `kept`: texts that stay as they
        are wherever one is the whole text.
        """
        own = {LEFT_OUT, REDACTED}
        self._kept = own.union(kept)
        called = {_folded(name) for name in set(callings) - own}
        known = {_folded(name) for name in {*names, *people} - own}
        known |= {name for name in called if not _is_ordinary(name)}
        common = {word for text in self._kept for word in _folded(text)}
        self._parts = {(word,) for name in set(people) - own for word in _folded(name)}
        self._parts |= {(word,) for name in called for word in _telling(name)}
        self._parts -= known
        self._parts -= {(word,) for word in common}
        self._names: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in filter(_tells, known | self._parts):
            self._names[name[0]].append(name)
        for found in self._names.values():
            found.sort(key=len, reverse=True)
        self._made: dict[str, str] = {}

    def over(self, value: T) -> T:
        """The same value with every text in it masked, however deep it stands.

        What has a fixed set of values is the report's own word, and so is a ref.
        """
        made: T = self._over(value)
        return made

    def _over(self, value: Any) -> Any:
        if isinstance(value, str):
            if value not in self._made:
                self._made[value] = self.text(value)
            return self._made[value]
        if isinstance(value, tuple):
            return tuple(self._over(one) for one in value)
        if is_dataclass(value) and not isinstance(value, type):
            masked = {name: self._over(getattr(value, name)) for name in _open(type(value))}
            return replace(value, **masked)
        return value

    def text(self, text: str) -> str:
        """A text with `LEFT_OUT` in place of each name."""
        if not self._names or text in self._kept or _REF.fullmatch(text):
            return text
        made, upto = "", 0
        for start, end in self._found(text):
            made += text[upto:start] + LEFT_OUT
            upto = end
        return made + text[upto:]

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        words = list(_words(text))
        at = 0
        while at < len(words):
            length = self._begins(words, at)
            if length:
                yield words[at].start, words[at + length - 1].end
            at += length or 1

    def _begins(self, words: list[_Word], at: int) -> int:
        """How many words the longest name has that stands there; 0 if none does."""
        for name in self._names.get(words[at].folded, ()):
            there = words[at : at + len(name)]
            if tuple(word.folded for word in there) == name and not (
                there[0].small and self._is_common(name)
            ):
                return len(name)
        return 0

    def _is_common(self, name: tuple[str, ...]) -> bool:
        return name in self._parts or (len(name) == 1 and len(name[0]) <= SHORT)


def each(names: str) -> list[str]:
    """The names of several people or groups, each by itself."""
    return [found for part in _BETWEEN.split(names) if (found := part.strip())]


def _is_ordinary(calling: tuple[str, ...]) -> bool:
    """Whether it is one ordinary word: `the team`, not `head of communications`."""
    said = [word for word in calling if word not in _SAY_NOBODY]
    return len(said) == 1 and said[0] in _ORDINARY


def _telling(calling: tuple[str, ...]) -> set[str]:
    """Words of what may be a job that are no ordinary ones, in scripts that part words."""
    return {word for word in calling if word not in _ORDINARY and not _is_unspaced(word[0])}


def _folded(name: str) -> tuple[str, ...]:
    return tuple(word.folded for word in _words(name))


def _tells(name: tuple[str, ...]) -> bool:
    """Whether somebody could be known by it: not by a number, an initial, or `everyone`."""
    letters = "".join(name)
    initial = letters.isascii() and len(letters) == 1
    return not (initial or letters.isdecimal()) and not _SAY_NOBODY.issuperset(name)


def _words(text: str) -> Iterator[_Word]:
    if text.isascii():
        for found in _PLAIN.finditer(text):
            word = found[0]
            yield _Word(*found.span(), word.casefold(), word[0].islower())
        return
    start: int | None = None
    for at, char in enumerate(text):
        kind = unicodedata.category(char)[0]
        if start is not None and (kind not in "LMN" or (kind != "M" and _is_unspaced(char))):
            yield _word(text, start, at)
            start = None
        if start is None and kind in "LN":
            start = at
        elif start is not None and kind != "M" and _is_unspaced(text[start]):
            yield _word(text, start, at)
            start = at
    if start is not None:
        yield _word(text, start, len(text))


def _word(text: str, start: int, end: int) -> _Word:
    word = text[start:end]
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", word)).casefold()
    return _Word(start, end, bare, word[0].islower())


@cache
def _is_unspaced(char: str) -> bool:
    return unicodedata.name(char, "").startswith(_UNSPACED)


@cache
def _open(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass that may hold any text."""
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if not _closed(hints[field.name]))


def _closed(hint: Any) -> bool:
    if get_origin(hint) is Literal:
        return True
    return get_origin(hint) is tuple and all(_closed(of) for of in get_args(hint) if of is not ...)
