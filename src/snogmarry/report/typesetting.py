"""Setting pages as PDF by typst: tagged, with title and language.

Texts go to typst as JSON and are never part of its source. Pages are made after PDF/UA-1; what
no font of this machine can show is given by its number instead, and they say so.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import Any

from snogmarry.report import words
from snogmarry.report.formats import CannotMake

Data = Callable[[Collection[str]], dict[str, Any]]
"""What a source is given, with those characters replaced: see `replacing`."""

_STANDARD: Any = "ua-1"
_TRIES = 6
_SHOWN = 6
"""How many characters are named when some could not be shown."""
HOW = "Add it: pipx inject snogmarry typst, or pip install typst where snogmarry is installed."
"""How to get what makes PDFs, however snogmarry was installed."""

_FONTS = (
    "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans",
    "Noto Sans Arabic", "Noto Sans Devanagari", "Nirmala UI", "Libertinus Serif",
)  # fmt: skip
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_UNUSUAL = re.compile(r"[^\s\x00-\xff]+")
_WORDS = b"""#let d = json(bytes(sys.inputs.data))
#set document(title: "Words")
#set text(font: d.fonts)
#d.words
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF, and one line about each thing in which it is less than it should be."""

    content: bytes
    remarks: tuple[str, ...]


def available() -> bool:
    """Whether what makes PDFs is installed."""
    return find_spec("typst") is not None


def typeset(
    source: str,
    *beside: str,
    said: Iterable[str],
    data: Data,
    written: int | None = None,
    system_fonts: bool = True,
) -> Made:
    """A PDF of `data` by a source among the templates; `beside`: what that source imports.

    `said`: all the words in it, in which those that no font can show are looked for.
    The source finds the data as JSON, with `fonts` to write in and in `substituted` a line about
    what could not be shown, if there is one. `written`: the time for which it is made, UTC, ms.
    With `system_fonts` false, in the fonts alone that everyone has. Raises `CannotMake`.
    """
    if not available():
        raise CannotMake(f"PDF was not written: it needs typst. {HOW}")
    import typst

    missing: set[str] = set()
    setting = _Setting(_sources(source, *beside), missing, written, system_fonts)
    try:
        # The words that may be a difficulty come first and alone: that is quickly tried.
        if unusual := " ".join(sorted(set(_UNUSUAL.findall("\n".join(said))))):
            alone = _Setting({"main.typ": _WORDS}, missing, None, system_fonts)
            alone.after_the_standard(lambda lacking: {"words": replacing(lacking)(unusual)})
        content = setting.after_the_standard(data)
        if content is not None:
            return Made(content, _remarks(missing))
        return Made(
            setting.plainly(data),
            (*_remarks(missing), "The PDF is tagged, but is no PDF/UA-1."),
        )
    except typst.TypstError as error:
        why = error.message.splitlines()[0]
        raise CannotMake(f"PDF was not written ({why}). HTML can be printed instead.") from error


def replacing(missing: Collection[str]) -> Callable[[str], str]:
    """What gives each of those characters of a text by its number."""
    if not missing:
        return str
    chars = re.compile(f"[{''.join(re.escape(char) for char in missing)}]+")
    return lambda text: chars.sub(_numbers, text)


def _numbers(found: re.Match[str]) -> str:
    return f"[{' '.join(f'U+{ord(char):04X}' for char in found[0])}]"


class _Setting:
    """typst with a source, the fonts for it, and what is known to be in none of them."""

    def __init__(
        self, sources: dict[str, bytes], missing: set[str], written: int | None, system_fonts: bool
    ) -> None:
        self.sources = sources
        self.missing = missing
        self.written = written
        self.fonts = _fonts(system_fonts)
        self.families = _families(system_fonts)

    def after_the_standard(self, data: Data) -> bytes | None:
        """The pages, or none if they cannot be made so; `missing` gains what is in no font."""
        import typst

        for _ in range(_TRIES):
            try:
                return self._made(data, [_STANDARD])
            except typst.TypstError as error:
                found = _named(error.diagnostic)
                if not found - self.missing:
                    break
                self.missing |= found
        return None

    def plainly(self, data: Data) -> bytes:
        """The pages, after no standard."""
        return self._made(data, [])

    def _made(self, data: Data, standards: list[Any]) -> bytes:
        import typst

        about = {"fonts": self.families, "substituted": _remarks(self.missing)}
        pdf: bytes = typst.compile(
            self.sources,
            font_paths=self.fonts,
            sys_inputs={"data": json.dumps(data(self.missing) | about, ensure_ascii=False)},
            pdf_standards=standards,
            timestamp=None if self.written is None else self.written // 1_000,
        )
        return pdf


def _sources(source: str, *beside: str) -> dict[str, bytes]:
    templates = files("snogmarry.report").joinpath("templates")
    named = {"main.typ": source} | {PurePosixPath(other).name: other for other in beside}
    return {name: templates.joinpath(path).read_bytes() for name, path in named.items()}


@cache
def _fonts(system: bool) -> Any:
    """The fonts that typst looks in: those of this machine too, or only its own."""
    import typst

    return typst.Fonts(include_system_fonts=system)


@cache
def _families(system: bool) -> tuple[str, ...]:
    """The fonts to write in, best first; typst looks in all others for what they lack."""
    there = {family.casefold() for family in _fonts(system).families()}
    return tuple(family for family in _FONTS if family.casefold() in there)


def _named(diagnostic: str) -> set[str]:
    """The characters that no font has, from what typst says."""

    def char(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else found[2]

    return {c for text in _MISSING.findall(diagnostic) for c in _ESCAPED.sub(char, text)}


def _remarks(missing: Collection[str]) -> tuple[str, ...]:
    if not missing:
        return ()
    # Joiners and their like mean nothing alone.
    visible = [char for char in sorted(missing) if unicodedata.category(char) not in {"Cf", "Mn"}]
    named = visible or sorted(missing)
    listed = [f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip() for char in named]
    if len(listed) > _SHOWN:
        listed[_SHOWN:] = [f"{len(listed) - _SHOWN} more"]
    many = words.several(len(named), "character")
    numbers = "its number" if len(named) == 1 else "their numbers"
    line = (
        f"The fonts of this computer lack {many}; the PDF gives {numbers} in brackets "
        f"({words.listed(listed)}). The other formats show what was typed."
    )
    return (line,)
