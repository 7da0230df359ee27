"""What people write in the short fields of forms, read: counts, times, numbers.

Each function raises Refused with a line that says what to write instead.
"""

from __future__ import annotations

import re

from snogmarry.scenario.models import milliseconds
from snogmarry.session.commands import Refused

MINUTE = 60_000

_EXTENSION = re.compile(r"([+-]?)\s*(.+)")
_MINUTES = re.compile(r"[0-9]{1,4}")


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
