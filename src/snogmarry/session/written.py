"""What people read and write in the same form everywhere: numbers, single words, what speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from snogmarry.session.commands import Refused
from snogmarry.text import SafeText, clean_line

_WHOLE = 2**53
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


def speaking(shows: Iterable[str], against: Iterable[str]) -> str:
    """Which lessons something speaks for and against: `for Be clear; against Act swiftly`."""
    ways = (("for", ", ".join(shows)), ("against", ", ".join(against)))
    return "; ".join(f"{way} {titles}" for way, titles in ways if titles)


def read_number(written: str) -> float:
    """Read a number such as `61`, `1,400` or `2.5`. Raises Refused with what to write."""
    if not _NUMBER.fullmatch(written.strip()):
        raise Refused("Write a number, such as 61, 1,400 or 2.5.")
    return float(written.replace(",", ""))


def write_number(number: float, *, thousands: bool = True) -> str:
    """A number as it was typed, with or without commas at thousands: `2,345,678.25`.

    Exact as far as floats are: whole numbers up to 2**53, beyond which it has an exponent, others
    to 15 digits, so that a median has none but its own.
    """
    if abs(number) > _WHOLE:
        return f"{number:.15g}"
    exact = Decimal(int(number)) if number == int(number) else Decimal(f"{number:.15g}")
    return f"{exact:,f}" if thousands else f"{exact:f}"


def rounded(number: float, places: int) -> Decimal:
    """A number to so many decimals: a half goes away from nought, as in spreadsheets.

    It is taken as it would be written, so that 0.145, whatever a float makes of it, is a half.
    """
    return Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def whole_seconds(ms: int) -> int:
    """Whole seconds gone, in ms: as lengths are written, held against one another and added up."""
    return ms // 1_000 * 1_000


def read_words(written: str) -> tuple[SafeText, ...]:
    """Read single words, apart by commas, semicolons or line ends, else by spaces."""
    parts = re.split(r"[,;\n]", written) if re.search(r"[,;\n]", written) else written.split()
    return tuple(dict.fromkeys(word for part in parts if (word := clean_line(part))))
