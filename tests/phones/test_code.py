"""Codes to join: what is made, and what people make of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from snogmarry.phones.code import ALPHABET, LENGTH, new_code, normalise, spaced

CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_new_code_has_six_symbols_none_of_them_doubled() -> None:
    codes = {new_code() for _ in range(2_000)}
    assert len(codes) > 1_900
    assert {len(code) for code in codes} == {LENGTH}
    assert all(one != next_one for code in codes for one, next_one in pairwise(code))
    assert set("".join(codes)) == set(ALPHABET)


def test_no_symbol_looks_like_another_or_makes_words() -> None:
    assert not set(ALPHABET) & set("AEIOUY0123456789LQ")
    assert len(set(ALPHABET)) == len(ALPHABET)


@given(CODES, st.lists(st.sampled_from(["", " ", "-", "–", ".", "\n"]), min_size=7, max_size=7))
def test_case_spaces_and_dashes_do_not_matter(code: str, between: list[str]) -> None:
    typed = "".join(gap + symbol for gap, symbol in zip(between, code + " ", strict=True))
    assert normalise(typed) == code
    assert normalise(typed.lower()) == code
    assert normalise(spaced(code)) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ktp xwn", "KTPXWN"),
        ("8RTZ6H", "BRTZGH"),
        ("0rt2uh", "DRTZVH"),
        ("http://192.168.1.23:8765/j/ktpxwn", "KTPXWN"),
        ("HTTP://192.168.1.23:8765/J/KTPXWN/", "KTPXWN"),
        ("ＫＴＰＸＷＮ", "KTPXWN"),
        ("KTPXW", ""),
        ("KTPXWNN", ""),
        ("KTPXWA", ""),
        ("", ""),
        ("/", ""),
        ("K" * 100_000, ""),
    ],
)
def test_what_people_type(typed: str, code: str) -> None:
    assert normalise(typed) == code


@given(st.text())
@example("ß" * 3)
@example("\u0345" * 6)
def test_whatever_is_typed_means_a_code_or_nothing(typed: str) -> None:
    code = normalise(typed)
    assert code == "" or (len(code) == LENGTH and set(code) <= set(ALPHABET))
    assert normalise(code) == code
