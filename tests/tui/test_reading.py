"""Short fields say what they understood, or what to write instead."""

from __future__ import annotations

import pytest

from snogmarry.session.commands import Refused
from snogmarry.session.written import read_number, read_words
from snogmarry.tui.forms.reading import (
    read_counts,
    read_extension,
    read_people,
    read_time,
)


@pytest.mark.parametrize("written", ["12 / 3 / 5", "12 3 5", "12,3,5", " 12/3/5 ", "12; 3 ,5"])
def test_counts_may_be_apart_by_what_comes_to_hand(written: str) -> None:
    assert read_counts(written, 3) == (12, 3, 5)


@pytest.mark.parametrize("written", ["", "12 3", "12 3 5 1", "twelve 3 5", "12 -3 5", "1.5 2 3"])
def test_counts_that_do_not_fit_the_options_are_refused(written: str) -> None:
    with pytest.raises(Refused, match=r"3 (whole )?numbers, such as 12 / 3 / 5"):
        read_counts(written, 3)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("5", 300),
        ("+5", 300),
        ("-2", -120),
        ("90s", 90),
        ("1m30s", 90),
        ("- 90s", -90),
        ("1h", 3600),
    ],
)
def test_time_given_or_taken(written: str, seconds: int) -> None:
    assert read_extension(written) == seconds * 1_000


@pytest.mark.parametrize("written", ["", "soon", "+", "5.5", "1:30", "0", "٣"])
def test_time_that_cannot_be_read_is_refused_with_a_hint(written: str) -> None:
    with pytest.raises(Refused, match="such as 5 or -2"):
        read_extension(written)


def test_the_time_of_a_step() -> None:
    assert read_time("6m") == read_time("6") == 360_000
    with pytest.raises(Refused, match="unit"):
        read_time("six")


def test_numbers_people_and_words() -> None:
    assert read_number("1,400") == 1400
    assert read_number("-2.5") == -2.5
    assert read_people(" 4 ") == 4
    assert read_words("brave, in time\nhonest, brave") == ("brave", "in time", "honest")
    assert read_words("brave  honest") == ("brave", "honest")
    for bad in ("", "a few", "1,40", "nan", "1e5"):
        with pytest.raises(Refused):
            read_number(bad)
    with pytest.raises(Refused):
        read_people("a few")
