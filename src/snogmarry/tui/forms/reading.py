"""What people write in the short fields of forms, read: counts, times, dates, numbers.

Each function raises Refused with a line that says what to write instead.
"""

from __future__ import annotations

import re
from datetime import date

from snogmarry.scenario.models import milliseconds
from snogmarry.session.commands import Refused
from snogmarry.text import clean_line

MINUTE = 60_000

_EXTENSION = re.compile(r"([+-]?)\s*(.+)")
_MINUTES = re.compile(r"[0-9]{1,4}")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]+)\.?,?(?:\s+([0-9]{4}))?")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATE_HINT = "Write the date as 2026-12-01 or 1 Dec."


def read_counts(written: str, options: int) -> tuple[int, ...]:
    """Read a show of hands such as `12 / 3 / 5`, one number for each option."""
    parts = [part for part in re.split(r"[\s,;/]+", written.strip()) if part]
    if any(not re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        raise Refused(f"Write {options} whole numbers, such as {_example(options)}.")
    if len(parts) != options:
        raise Refused(f"Write {options} numbers, such as {_example(options)}; {_given(parts)}.")
    return tuple(int(part) for part in parts)


def _example(options: int) -> str:
    return " / ".join(str(number) for number in (12, 3, 5, 4, 2, 6, 1, 7, 2, 3, 1, 2)[:options])


def _given(parts: list[str]) -> str:
    match len(parts):
        case 0:
            return "there are none"
        case 1:
            return "there is 1"
        case number:
            return f"there are {number}"


def read_extension(written: str) -> int:
    """Read how much time to give or take, in ms: `5` or `+5` (minutes), `-2`, `90s`, `1m30s`."""
    match = _EXTENSION.fullmatch(written.strip().lower())
    hint = "Write minutes, such as 5 or -2, or a time with its unit, such as 90s or 1m30s."
    if match is None:
        raise Refused(hint)
    sign, amount = match[1], match[2].replace(" ", "")
    try:
        by = int(amount) * MINUTE if _MINUTES.fullmatch(amount) else milliseconds(amount)
    except ValueError:
        raise Refused(hint) from None
    if by == 0:
        raise Refused("That is no time at all. " + hint)
    return -by if sign == "-" else by


def read_time(written: str) -> int:
    """Read the time of a step, in ms: `6m`, `90s`, `1m30s`, or a bare number of minutes."""
    amount = written.strip().lower().replace(" ", "")
    if _MINUTES.fullmatch(amount):
        return int(amount) * MINUTE
    try:
        return milliseconds(amount)
    except ValueError:
        raise Refused("Write the time with its unit, such as 90s, 6m or 1m30s.") from None


def read_people(written: str) -> int:
    """Read how many people stand behind an answer."""
    if not re.fullmatch(r"[0-9]{1,4}", written.strip()):
        raise Refused("Write how many people stand behind it, such as 4.")
    return int(written)


def read_headcount(written: str) -> int:
    """Read how many people a group has; none if that is not known."""
    if written.strip() and not re.fullmatch(r"[0-9]{1,4}", written.strip()):
        raise Refused("Write how many people the group has, such as 6.")
    return int(written.strip() or 0)


def read_date(written: str, today: date) -> date | None:
    """Read a date; without a year it is the next such day from `today`. None if empty."""
    given = " ".join(written.lower().split())
    if not given:
        return None
    if match := _ISO_DAY.fullmatch(given):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _DAY_AND_MONTH.fullmatch(given)
    if match is None:
        raise Refused(f"{_DATE_HINT} What stands there cannot be read as a date.")
    month = _month(match[2])
    if match[3]:
        return _day(int(match[3]), month, int(match[1]))
    return _next_such_day(today, month, int(match[1]))


def _month(name: str) -> int:
    if len(name) >= 3:
        for number, month in enumerate(_MONTHS, start=1):
            if month.startswith(name) or (name == "sept" and number == 9):
                return number
    raise Refused(f"{_DATE_HINT} There is no month called “{clean_line(name)}”.")


def _next_such_day(today: date, month: int, day: int) -> date:
    # Eight years hold a 29 February, also around a century that has none.
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise Refused(f"{_DATE_HINT} There is no such day in that month.")


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused(f"{_DATE_HINT} There is no such day in the calendar.") from None
