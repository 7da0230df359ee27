"""By when something is to be done, as a facilitator in Britain writes it."""

from __future__ import annotations

from calendar import day_name, month_name
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snogmarry.session.commands import Refused
from snogmarry.tui.forms.dates import in_full, read_date

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(2020, 1, 1), date(2080, 1, 1))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", None),
        ("2026-12-01", date(2026, 12, 1)),
        ("1 Dec", date(2026, 12, 1)),
        ("by 1st December", date(2026, 12, 1)),
        ("the 1st of Dec.", date(2026, 12, 1)),
        ("Dec 1", date(2026, 12, 1)),
        ("1/12", date(2026, 12, 1)),
        ("01/12/26", date(2026, 12, 1)),
        ("1.12.2026", date(2026, 12, 1)),
        ("Tues 1 December, 2026", date(2026, 12, 1)),
        ("the 1st", date(2026, 12, 1)),
        ("31st", date(2026, 12, 31)),
        ("24 Nov", TUESDAY),
        ("23 Nov", date(2027, 11, 23)),
        ("29 Feb", date(2028, 2, 29)),
        ("3 Sept 2027", date(2027, 9, 3)),
        ("today", TUESDAY),
        ("Tomorrow", date(2026, 11, 25)),
        ("the day after tomorrow", date(2026, 11, 26)),
        ("Friday", date(2026, 11, 27)),
        ("by Fri", date(2026, 11, 27)),
        ("this friday", date(2026, 11, 27)),
        ("Tuesday", date(2026, 12, 1)),
        ("Monday", date(2026, 11, 30)),
        ("next Friday", date(2026, 12, 4)),
        ("next Monday", date(2026, 11, 30)),
        ("Friday week", date(2026, 12, 4)),
        ("a week on Friday", date(2026, 12, 4)),
        ("in two weeks", date(2026, 12, 8)),
        ("2 weeks", date(2026, 12, 8)),
        ("in a fortnight", date(2026, 12, 8)),
        ("in 2 weeks' time", date(2026, 12, 8)),
        ("in 10 days", date(2026, 12, 4)),
        ("in a month", date(2026, 12, 24)),
        ("in three months", date(2027, 2, 24)),
        ("in a year", date(2027, 11, 24)),
        ("end of the week", date(2026, 11, 27)),
        ("end of next week", date(2026, 12, 4)),
        ("next week", date(2026, 12, 4)),
        ("end of month", date(2026, 11, 30)),
        ("by the end of the month", date(2026, 11, 30)),
        ("end of next month", date(2026, 12, 31)),
        ("end of the year", date(2026, 12, 31)),
        ("end of January", date(2027, 1, 31)),
        ("end of Feb 2028", date(2028, 2, 29)),
    ],
)
def test_what_is_understood(written: str, expected: date | None) -> None:
    assert read_date(written, TUESDAY) == expected


@pytest.mark.parametrize(
    "written",
    ["soon", "asap", "1 Foo", "1 ma", "2026-02-30", "31 Nov", "13/13", "0/1", "week", "month",
     "٣/١", "Friday or so", "1 Dec 20266", "1/12-2026"],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_examples(written: str) -> None:
    with pytest.raises(Refused, match="1 Dec, 1/12/2026, Friday, in 2 weeks or end of next month"):
        read_date(written, TUESDAY)


def test_a_weekday_that_is_wrong_is_named() -> None:
    with pytest.raises(Refused, match="Friday 4 December 2026 is not a Monday"):
        read_date("Monday 4 December", TUESDAY)


def test_the_end_of_a_week_that_is_over_is_that_of_the_next() -> None:
    assert read_date("end of the week", date(2026, 11, 28)) == date(2026, 12, 4)
    assert read_date("in a month", date(2027, 1, 31)) == date(2027, 2, 28)


@given(DAYS, DAYS)
def test_every_day_is_read_as_it_is_written(day: date, today: date) -> None:
    month = month_name[day.month]
    for written in (
        in_full(day),
        day.isoformat(),
        f"{day.day} {month[:3]} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%y}",
    ):
        assert read_date(written, today) == day


@given(DAYS, st.sampled_from(list(day_name)))
def test_a_weekday_is_within_a_week_and_the_next_one_within_the_next(
    today: date, weekday: str
) -> None:
    near, far = read_date(weekday, today), read_date(f"next {weekday}", today)
    assert near is not None
    assert far is not None
    assert f"{near:%A}" == f"{far:%A}" == weekday
    assert timedelta(0) < near - today <= timedelta(7)
    assert far.isocalendar().week == (today + timedelta(7)).isocalendar().week


@given(DAYS, st.integers(0, 400))
def test_days_and_weeks_are_counted_from_today(today: date, number: int) -> None:
    assert read_date(f"in {number} days", today) == today + timedelta(number)
    assert read_date(f"in {number} weeks", today) == today + timedelta(weeks=number)


_VOCABULARY = "end of the next this week month year in a 2 31 30 0 days fri feb sep / - . 1st on by"
_WORDS = st.sampled_from(_VOCABULARY.split())


@given(st.lists(_WORDS, max_size=6).map(" ".join) | st.text(max_size=20), DAYS)
def test_whatever_is_written_is_a_date_or_refused(written: str, today: date) -> None:
    try:
        found = read_date(written, today)
    except Refused:
        return
    assert found is None or found >= today or found.year < today.year + 9
