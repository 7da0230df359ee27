"""Dates as people in Britain write them when they agree by when something is done.

The day stands before the month, a week begins on Monday and its work ends on Friday. Whoever
asks for a date shows which one was understood.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from snogmarry.session.commands import Refused

_HINT = "Write when as 1 Dec, 1/12/2026, Friday, in 2 weeks or end of next month."
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FRIDAY = 4
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def read_date(written: str, today: date) -> date | None:
    """Read a date; None if nothing is written.

    A day without a year, or a weekday, is the next such day. Raises Refused with examples.
    """
    given = _plain(written)
    if not given:
        return None
    for form, reads in _FORMS:
        if match := form.fullmatch(given):
            try:
                return reads(match, today)
            except (ValueError, OverflowError):
                raise Refused(f"There is no such day in the calendar. {_HINT}") from None
    raise Refused(_HINT)


def in_full(day: date) -> str:
    """`Friday 4 December 2026`."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def _plain(written: str) -> str:
    """In small letters, without what changes nothing: commas, full stops, `by`, `the`."""
    text = re.sub(r"[,'’]|\.(?![0-9])", " ", written.lower())
    return " ".join(word for word in text.split() if word not in {"by", "on", "the", "s"})


# Names and numbers


def _beginnings(names: tuple[str, ...], **more: int) -> dict[str, int]:
    """Each name and all its beginnings of three letters and more, by the name's place."""
    cut = {
        name[:length]: place
        for place, name in enumerate(names)
        for length in range(3, len(name) + 1)
    }
    return cut | more


_MONTH = _beginnings(_MONTHS, sept=8)
_WEEKDAY = _beginnings(_WEEKDAYS, weds=2)
_NUMBER = {name: number for number, name in enumerate(_NUMBERS, start=1)} | {"a": 1, "an": 1}


def _number(written: str) -> int:
    return _NUMBER[written] if written in _NUMBER else int(written)


def _year(written: str) -> int:
    return int(written) + (2_000 if len(written) == 2 else 0)


# What each form means


def _iso(match: re.Match[str], _: date) -> date:
    return date(int(match["year"]), int(match["number"]), int(match["day"]))


def _day_and_month(match: re.Match[str], today: date) -> date:
    parts = match.groupdict()
    number = _MONTH[parts["month"]] + 1 if parts.get("month") else int(parts["number"])
    if parts["year"]:
        found = date(_year(parts["year"]), number, int(parts["day"]))
    else:
        found = _first(today, lambda year: date(year, number, int(parts["day"])))
    return _on(parts["weekday"], found)


def _on(weekday: str | None, found: date) -> date:
    """The day that was found. Raises Refused if it is not the weekday that was written."""
    if weekday and found.weekday() != _WEEKDAY[weekday]:
        raise Refused(f"{in_full(found)} is not a {_WEEKDAYS[_WEEKDAY[weekday]].title()}.")
    return found


def _first(today: date, of_year: Callable[[int], date]) -> date:
    """The first such day from today. ValueError if no year has it."""
    # Eight years hold a 29 February, also around a century that has none.
    for year in range(today.year, today.year + 9):
        try:
            found = of_year(year)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError


def _day_of_month(match: re.Match[str], today: date) -> date:
    for months in range(12):
        first = _months_on(today.replace(day=1), months)
        day = int(match["day"])
        if day <= _last(first).day and first.replace(day=day) >= today:
            return _on(match["weekday"], first.replace(day=day))
    raise ValueError


def _soon(match: re.Match[str], today: date) -> date:
    days = {"today": 0, "tomorrow": 1, "day after tomorrow": 2}
    return today + timedelta(days=days[match["soon"]])


def _on_weekday(match: re.Match[str], today: date) -> date:
    weekday = _WEEKDAY[match["weekday"]]
    if match["which"] == "next":
        return _monday(today) + timedelta(weeks=1, days=weekday)
    days = (weekday - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=days, weeks=1 if match["before"] or match["after"] else 0)


def _from_now(match: re.Match[str], today: date) -> date:
    number = _number(match["count"])
    match match["unit"]:
        case "day":
            return today + timedelta(days=number)
        case "week":
            return today + timedelta(weeks=number)
        case "fortnight":
            return today + timedelta(weeks=2 * number)
        case "month":
            return _months_on(today, number)
        case _:
            return _months_on(today, 12 * number)


def _end_of_span(match: re.Match[str], today: date) -> date:
    further = 1 if match["which"] == "next" else 0
    match match["unit"]:
        case "week":
            friday = _monday(today) + timedelta(weeks=further, days=_FRIDAY)
            return friday if friday >= today else friday + timedelta(weeks=1)
        case "month":
            return _last(_months_on(today.replace(day=1), further))
        case _:
            return date(today.year + further, 12, 31)


def _end_of_month(match: re.Match[str], today: date) -> date:
    number = _MONTH[match["month"]] + 1
    if match["year"]:
        return _last(date(_year(match["year"]), number, 1))
    return _first(today, lambda year: _last(date(year, number, 1)))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _last(day: date) -> date:
    """The last day of that day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _months_on(day: date, months: int) -> date:
    """So many months later; the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, _last(first).day))


# The forms


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_DAY = r"(?P<day>[0-9]{1,2})"
_TH = "(?:st|nd|rd|th)"
_IN_WORDS = f"(?P<month>{_any(_MONTH)})"
_OF_YEAR = r"(?: (?P<year>[0-9]{4}|[0-9]{2}))?"
_IN_DIGITS = r"(?P<apart>[/.-])(?P<number>[0-9]{1,2})(?:(?P=apart)(?P<year>[0-9]{4}|[0-9]{2}))?"
_ON = f"(?P<weekday>{_any(_WEEKDAY)})"
_COUNT = f"(?P<count>[0-9]{{1,3}}|{_any(_NUMBER)})"
_UNIT = "(?P<unit>day|week|fortnight|month|year)s?"
_SPAN = "(?:(?P<which>this|next) )?(?P<unit>week|month|year)"

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = tuple(
    (re.compile(form), reads)
    for form, reads in (
        (f"(?P<year>[0-9]{{4}})-(?P<number>[0-9]{{1,2}})-{_DAY}", _iso),
        (f"(?:{_ON} )?{_DAY}{_TH}? ?(?:of )?{_IN_WORDS}{_OF_YEAR}", _day_and_month),
        (f"(?:{_ON} )?{_IN_WORDS} {_DAY}{_TH}?{_OF_YEAR}", _day_and_month),
        (f"(?:{_ON} )?{_DAY}{_IN_DIGITS}", _day_and_month),
        (f"(?:{_ON} )?{_DAY}{_TH}", _day_of_month),
        ("(?P<soon>today|tomorrow|day after tomorrow)", _soon),
        (f"(?P<before>(?:a )?week )?(?:(?P<which>this|next) )?{_ON}(?P<after> week)?", _on_weekday),
        (f"(?:in |within )?{_COUNT} {_UNIT}(?: time)?", _from_now),
        (f"(?=end of |this |next )(?:end of )?{_SPAN}", _end_of_span),
        (f"end of {_IN_WORDS}{_OF_YEAR}", _end_of_month),
    )
)
