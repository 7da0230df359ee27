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

from snogmarry.report.everyday import EVERYDAY, JOBS, NOBODY, PLACES
from snogmarry.text import REDACTED, SafeText

T = TypeVar("T")

LEFT_OUT = SafeText("(left out)")
"""What stands in place of words that a summary for the public does not have."""
SHORT = 3
"""A name of so few letters is a word or a part of one as often: Jo, Al, Bob."""
SAYING = 2
"""Words, at least, beside those that were left out, without which nobody reads what was meant."""
_BETWEEN = re.compile(r"[,;/&+()|、，；／＆\n]|\band\b", re.IGNORECASE)
"""What stands between the names of several people."""
_REF = re.compile(r"[A-Z]-\d+")
_PLAIN = re.compile(r"[A-Za-z0-9]+")
_JOINER, _NON_JOINER = "\u200d", "\u200c"
_ACCENTS = re.compile(
    "[\u0300-\u036f\ufe00-\ufe0f"
    # The vowels and signs that Hebrew and Arabic are mostly written without, and what stretches.
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    f"{_JOINER}{_NON_JOINER}]"
)
_LETTERS = str.maketrans("øłđðħıŧŋ", "olddhitn") | str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})
"""What else is written without its stroke, or as two, where a keyboard lacks it."""
_IN_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""How German and Nordic letters are written out."""
_LONG, _OF_TWO = re.compile(r"\w{5,}"), re.compile("([aou])e")
"""In words of so many letters two may stand for one of those; `Joe` is not `Jo`."""
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""Scripts that write words without spaces, or their endings onto a name."""


class _Word(NamedTuple):
    start: int
    end: int
    folded: str
    small: bool
    """Whether it begins with a small letter."""


class _Name(NamedTuple):
    words: tuple[str, ...]
    proper: bool
    """Whether it is known by its capital letter alone."""


class Mask:
    """Leaves known names out of texts.

    A name is found as whole words, in capitals or not, with its accents and signs of vowels or
    without, its words apart or written together; in scripts that part no words, wherever it stands.
    One word, which a name has or is, is found in small letters too unless it is short or an
    everyday word.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        people: Iterable[str] = (),
        callings: Iterable[str] = (),
        places: Iterable[str] = (),
        kept: Iterable[str] = (),
    ) -> None:
        """`people`: names of which each word may be used alone, unless a kept text has it.

        `callings`: what may be a name or a job or a group's; the same of its words that are no
        ordinary ones, and nothing if it is one ordinary word. `places`: the same of those of its
        words that places in general do not have. `kept`: texts that stay as they are wherever
        one is the whole text.
        """
        own = {LEFT_OUT, REDACTED}
        names, people, callings, places = map(_spellings, (names, people, callings, places))
        self._kept = own.union(kept)
        called = {name for name in set(callings) - own if not _is_one_ordinary_word(name)}
        known = {
            form for name in {*names, *people, *places, *called} - own for form in _forms(name)
        }
        parts = {part for name in set(people) - own for part in _parts(name, frozenset())}
        parts |= {part for name in called for part in _parts(name, JOBS)}
        parts |= {part for name in set(places) - own for part in _parts(name, PLACES)}
        said = {word for text in self._kept for word in _words(text)}
        parts -= {(word.folded,) for word in said}
        everyday = EVERYDAY.union(word.folded for word in said if word.small)
        self._names: dict[str, list[_Name]] = defaultdict(list)
        for name in known | parts:
            proper = len(name) == 1 and (len(name[0]) <= SHORT or name[0] in everyday)
            self._names[name[0]].append(_Name(name, proper))
        for found in self._names.values():
            found.sort(key=lambda name: -len(name.words))
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
        for name, proper in self._names.get(words[at].folded, ()):
            if proper and words[at].small:
                continue
            if len(name) == 1 or tuple(w.folded for w in words[at : at + len(name)]) == name:
                return len(name)
        return 0


def readable(text: str) -> bool:
    """Whether a text still says something where words of it were left out or redacted."""
    rest = text.replace(LEFT_OUT, " ").replace(REDACTED, " ")
    if rest == text:
        return True
    return sum(word not in NOBODY for word in _folded(rest)) >= SAYING


def each(names: str) -> list[str]:
    """The names of several people or groups, each by itself."""
    return [found for part in _BETWEEN.split(names) if (found := part.strip())]


def _spellings(names: Iterable[str]) -> set[str]:
    """The names, and how they are written where a keyboard lacks a letter."""
    found = set(names)
    small = {name.casefold() for name in found}
    in_two = {name.translate(_IN_TWO) for name in small}
    in_one = {_LONG.sub(lambda word: _OF_TWO.sub(r"\1", word[0]), name) for name in small}
    return found | in_two | in_one


def _is_one_ordinary_word(calling: str) -> bool:
    """Such as `the team`, not `head of communications`."""
    said = [word for word in _folded(calling) if word not in NOBODY]
    return len(said) == 1 and said[0] in JOBS


def _forms(name: str) -> Iterator[tuple[str, ...]]:
    """How a whole name may be written: `anne marie o brien`, `annemarie obrien`, as one word."""
    words = _folded(name)
    if not _tells(words):
        return
    yield words
    if not any(_is_unspaced(word[0]) for word in words):
        yield tuple(_together(found) for part in name.split() if (found := _folded(part)))
        yield (_together(words),)


def _parts(name: str, ordinary: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """What of a name may be used alone: its words, and those that a hyphen or the like joins."""
    for part in name.split():
        words = _folded(part)
        telling = [(word,) for word in words if word not in ordinary and _tells((word,))]
        if ordinary:  # One sign of a job or a place tells nothing.
            telling = [word for word in telling if not _is_unspaced(word[0][0])]
        yield from telling
        if telling and len(words) > 1:
            yield from _forms(part)


def _together(words: tuple[str, ...]) -> str:
    return "".join(words)


def _folded(name: str) -> tuple[str, ...]:
    return tuple(word.folded for word in _words(name))


def _tells(name: tuple[str, ...]) -> bool:
    """Whether somebody could be known by it: not by a number, an initial, or `everyone`."""
    letters = "".join(name)
    initial = letters.isascii() and len(letters) == 1
    return not (initial or letters.isdecimal()) and not NOBODY.issuperset(name)


def _words(text: str) -> Iterator[_Word]:
    if text.isascii():
        for found in _PLAIN.finditer(text):
            word = found[0]
            yield _Word(*found.span(), word.casefold(), word[0].islower())
        return
    start: int | None = None
    for at, char in enumerate(text):
        if start is not None and _joins(text, at):
            continue
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


def _joins(text: str, at: int) -> bool:
    """Whether nobody can see that there is a sign; in Arabic script it may part a name's ending."""
    if text[at] == _NON_JOINER:
        return not unicodedata.name(text[at - 1], "").startswith("ARABIC")
    return text[at] == _JOINER


def _word(text: str, start: int, end: int) -> _Word:
    word = text[start:end]
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", word)).casefold().translate(_LETTERS)
    return _Word(start, end, bare or word, word[0].islower())


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
