"""How figures and moments are written, in every format alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, date, datetime

from snogmarry.report.mixed import theirs
from snogmarry.session.written import rounded, whole_seconds, write_number

EXERCISE = "EXERCISE"
_UNBROKEN = "\N{NO-BREAK SPACE}"
DATED: ContextVar[bool] = ContextVar("dated", default=False)
"""Whether moments are written with their day, like a locale: `report.days` sets it."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PARTED = re.compile(r"\n{2,}")
_REF = re.compile(r"\b([AILPRTV]-[0-9]{2,})\b")


def local(wall: int) -> datetime:
    """The moment in this machine's time zone; `wall` is UTC, ms since 1970."""
    return datetime.fromtimestamp(wall / 1_000, UTC).astimezone()


def clock(wall: int) -> str:
    """The time of day: `14:05`; of one of several days, `14:05 on 22 November`."""
    when = local(wall)
    return time(wall) + (f" on {when.day} {_MONTHS[when.month - 1]}" if DATED.get() else "")


def time(wall: int) -> str:
    """The time of day alone: `14:05`."""
    return f"{local(wall):%H:%M}"


def day(wall: int) -> str:
    """The date: `22 November 2026`."""
    return long_date(local(wall).date())


def long_date(when: date) -> str:
    """A date in full: `22 November 2026`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def written(wall: int) -> str:
    """A moment in full: `22 November 2026 at 14:05`."""
    return f"{day(wall)} at {time(wall)}"


def zone(wall: int) -> str:
    """The time zone that moments are given in: `GMT (UTC+00:00)`."""
    moment = local(wall)
    offset = f"{moment:%z}"
    return f"{moment:%Z} (UTC{offset[:3]}:{offset[3:5]})"


def with_plain_spaces(text: str) -> str:
    """A text in which any line may end at a space."""
    return text.replace(_UNBROKEN, " ")


def length(ms: int | None) -> str:
    """How long something took, in whole seconds gone: `2 min 5 s`; `no answer` for None.

    No line ends inside it.
    """
    if ms is None:
        return "no answer"
    seconds = whole_seconds(abs(ms)) // 1_000
    hours, rest = divmod(seconds, 3_600)
    minutes, rest = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "min"), (rest, "s"))
    said = " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"
    said = said.replace(" ", _UNBROKEN)
    return f"−{said}" if ms < 0 and seconds else said


def against(ms: int) -> str:
    """A length against its plan: `2 min over`, `30 s under`, `on time`."""
    if abs(ms) < 1_000:
        return "on time"
    return f"{length(abs(ms))} {'over' if ms > 0 else 'under'}"


def hoped(expected: int | None) -> str:
    """The time that the scenario hopes for; `none named` if it names none."""
    return "none named" if expected is None else length(expected)


def hundredths(share: float) -> int:
    """A share of 1 as how many of a hundred, rounded as a workbook shows it."""
    return int(rounded(share, 2).scaleb(2))


def percent(share: float) -> str:
    """A share of 1: `60%`."""
    return f"{hundredths(share)}%"


def mean(number: float) -> str:
    """A mean place, to two decimals at most."""
    return write_number(float(rounded(number, 2)))


def signed(number: int) -> str:
    """`+3`, `−3` or `±0`."""
    return "±0" if number == 0 else f"{'+' if number > 0 else '−'}{abs(number)}"


def several(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 group`, `3 groups`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(things: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = list(things) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def parted(text: str) -> list[str]:
    """The paragraphs of a text: what empty lines part."""
    return _PARTED.split(text)


def referring(text: str) -> list[tuple[str, bool]]:
    """A text in pieces, with whether a piece is a reference such as `R-017`."""
    pieces = ((piece, number % 2 == 1) for number, piece in enumerate(_REF.split(text)))
    return [(piece, ref) for piece, ref in pieces if piece]


def shortened(text: str, most: int) -> str:
    """A text on one line, cut between words if it is longer than that."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def run_title(step: str, take: int) -> str:
    """A step, with its take if it was run again."""
    return theirs(step) if take == 1 else f"{theirs(step)} (take {take})"
