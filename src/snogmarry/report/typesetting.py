"""Setting pages of one's own as PDF by typst: tagged, with title and language.

Texts go to typst as JSON and are never part of its source. Pages are made after PDF/UA-1; what
no font of this machine can show is given by its number instead.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

INSTALL = "PDF was not written: it needs typst. Install it with: pip install 'snogmarry[pdf]'"
TRIES = 6
FONTS = (
    "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans",
    "Noto Sans Arabic", "Noto Sans Devanagari", "Nirmala UI", "Libertinus Serif",
)  # fmt: skip
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")


class CannotTypeset(Exception):
    """No PDF could be made; says why in one line."""


def available() -> bool:
    """Whether what makes PDFs is installed."""
    return find_spec("typst") is not None


def typeset(folder: str, name: str, data: dict[str, Any], *, system_fonts: bool = True) -> bytes:
    """A PDF of `data` by a source among the templates.

    With `system_fonts` false, in the fonts alone that everyone has. Raises `CannotTypeset`.
    """
    if not available():
        raise CannotTypeset(INSTALL)
    import typst

    source = files("snogmarry.report").joinpath("templates", folder)
    sources = {
        "main.typ": source.joinpath(name).read_bytes(),
        "base.typ": source.joinpath("base.typ").read_bytes(),
    }
    fonts = fonts_of(system_fonts)
    missing: set[str] = set()

    def made(standards: list[Any]) -> bytes:
        given = _shown(data, missing) | {"fonts": families(system_fonts)}
        pdf: bytes = typst.compile(
            sources,
            font_paths=fonts,
            sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
            pdf_standards=standards,
        )
        return pdf

    try:
        for _ in range(TRIES):
            try:
                return made(["ua-1"])
            except typst.TypstError as error:
                found = named(error.diagnostic) - missing
                if not found:
                    break
                missing |= found
        return made([])
    except typst.TypstError as error:
        raise CannotTypeset(f"PDF was not written: {error.message.splitlines()[0]}") from error


@cache
def fonts_of(system: bool) -> Any:
    """The fonts that typst looks in: those of this machine too, or only its own."""
    import typst

    return typst.Fonts(include_system_fonts=system)


@cache
def families(system: bool) -> tuple[str, ...]:
    """The fonts to write in, best first; typst looks in all others for what they lack."""
    there = {family.casefold() for family in fonts_of(system).families()}
    return tuple(family for family in FONTS if family.casefold() in there)


def named(diagnostic: str) -> set[str]:
    """The characters that no font has, from what typst says."""

    def char(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else found[2]

    return {c for text in _MISSING.findall(diagnostic) for c in _ESCAPED.sub(char, text)}


def _shown(value: Any, missing: set[str]) -> Any:
    """The data, with what cannot be shown replaced by its numbers."""
    if isinstance(value, dict):
        return {key: _shown(one, missing) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(one, missing) for one in value]
    if not isinstance(value, str) or missing.isdisjoint(value):
        return value
    return "".join(f"[U+{ord(char):04X}]" if char in missing else char for char in value)
