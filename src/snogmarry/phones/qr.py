"""A QR code that a phone reads off a terminal, a page or a poster."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

QUIET = 4
"""Light modules around the code that the standard asks for."""

LEAST_QUIET = 2
"""Enough for every reader tried, where rows are short."""

DARK, LIGHT = "#000000", "#ffffff"

Modules = tuple[tuple[bool, ...], ...]
"""The rows of a code with its quiet zone; true is dark."""


class Cell(NamedTuple):
    """One cell of a terminal: two modules, one above the other.

    Both colours are given, as readers miss a code whose colours the terminal's theme turned round.
    """

    char: str
    ink: str
    paper: str


@lru_cache(maxsize=16)
def modules(url: str, quiet: int = QUIET) -> Modules:
    """The code of `url`: 33 modules a side for a `links.scanned` address, quiet zone included."""
    import segno

    code = segno.make_qr(url, error="m")
    return tuple(tuple(map(bool, row)) for row in code.matrix_iter(border=quiet))


def fitting(url: str, columns: int, rows: int) -> Modules | None:
    """The code in the largest modules and then the widest quiet zone that fit so many cells.

    `None` if none does.
    """
    side = min(columns, 2 * rows)
    times = side // len(modules(url, LEAST_QUIET))
    for quiet in range(QUIET, LEAST_QUIET - 1, -1):
        code = modules(url, quiet)
        if times and len(code) * times <= side:
            return _enlarged(code, times)
    return None


def _enlarged(code: Modules, times: int) -> Modules:
    rows = (tuple(dark for dark in row for _ in range(times)) for row in code)
    return tuple(row for row in rows for _ in range(times))


def cells(code: Modules) -> tuple[tuple[Cell, ...], ...]:
    """The code as rows of cells. Equal halves are spaces: a glyph may not fill its cell."""
    light = (False,) * len(code)
    lower = (*code[1::2], light)
    return tuple(
        tuple(_cell(*pair) for pair in zip(upper, under, strict=True))
        for upper, under in zip(code[::2], lower, strict=False)
    )


def svg(url: str, quiet: int = QUIET) -> str:
    """The code as an SVG element that takes the size it is given, named by `url`."""
    import segno

    written = BytesIO()
    segno.make_qr(url, error="m").save(
        written,
        kind="svg",
        border=quiet,
        dark=DARK,
        light=LIGHT,
        xmldecl=False,
        omitsize=True,
        title=url,
        nl=False,
    )
    return written.getvalue().decode()


def _cell(upper: bool, under: bool) -> Cell:
    colour = {True: DARK, False: LIGHT}
    char = " " if upper == under else "▀"
    return Cell(char, colour[upper], colour[under])
