from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from snogmarry.text import TooLong, clean, clean_line, dropped, within

KEPT = {
    "Welsh": "Llŷn, ŵyn, tŷ a chlychau'r gog",
    "Arabic": "السَّلامُ عَلَيْكُمْ ؁",
    "Persian with a joiner": "می\u200cخواهم",
    "Hebrew": "שָׁלוֹם עוֹלָם",
    "Hindi": "नमस्ते दुनिया, क्\u200dष",
    "Bengali": "বাংলা ক্ষো",
    "Tamil": "தமிழ் கொ",
    "long vowel": "ক" + "\u09be" * 12,
    "Thai": "ภาษาไทย น้ำ",
    "Tibetan": "བོད་སྐད་ ཧཱུྃ",
    "Vietnamese": "Tiếng Việt",
    "Chinese": "長椅子",
    "Korean": "한국어",
    "family": "👨‍👩‍👧‍👦",
    "skin and hair": "👩🏽‍🦰",
    "heart on fire": "❤️‍🔥",
    "keycap": "1️⃣",
    "new emoji": "\U0001fae9",
    "Wales": "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "Scotland": "🏴󠁧󠁢󠁳󠁣󠁴󠁿!",
    "black flag": "🏴",
    "flag of letters": "🇬🇧",
    "hard space": "10\u00a0km",
    "lines": "one\n\ntwo",
    "markup": "[b]x[/b] [/ <script> =1+1 **y** \\x1b",
}


@pytest.mark.parametrize("name", KEPT)
def test_what_people_write_comes_through(name: str) -> None:
    assert clean(KEPT[name]) == unicodedata.normalize("NFC", KEPT[name])
    assert dropped(KEPT[name]) == ()


# What is typed, what is left, what is named as left out.
SPOILT = {
    "colour": ("a\x1b[31mb", "a[31mb", ("U+001B",)),
    "title": ("\x1b]0;x\x07y", "]0;xy", ("U+0007", "U+001B")),
    "C1": ("a\x9b31mb", "a31mb", ("U+009B",)),
    "NUL and DEL": ("a\x00b\x7fc\x08", "abc", ("U+0000", "U+0008", "U+007F")),
    "right to left": ("a\u202eb\u2066c\u200f", "abc", ("U+200F", "U+202E", "U+2066")),
    "soft hyphen": ("a\u00adb\u200bc\ufeff", "abc", ("U+00AD", "U+200B", "U+FEFF")),
    "fillers": ("\u3164\u115f\u1160\uffa0", "", ("U+115F", "U+1160", "U+3164", "U+FFA0")),
    "private use": ("a\ue000b\U000f0000", "ab", ("U+E000", "U+F0000")),
    "surrogate": ("a\ud800b", "ab", ("U+D800",)),
    "noncharacters": ("a\ufffeb\ufdd0\U0001ffff", "ab", ("U+FDD0", "U+FFFE", "U+1FFFF")),
    "hidden tags": ("hi\U000e0068\U000e0069", "hi", ("U+E0068", "U+E0069")),
    "a flag of tags": ("🏴" + "\U000e0061" * 9, "🏴", ("U+E0061",)),
    "language tag": ("a\U000e0001b", "ab", ("U+E0001",)),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_would_do_harm_is_left_out_and_named(name: str) -> None:
    raw, left, gone = SPOILT[name]
    assert clean(raw) == left
    assert dropped(raw) == gone


def test_a_flag_is_no_cover_for_hidden_text() -> None:
    wales = KEPT["Wales"]
    assert clean(wales + "\U000e0068\U000e0069") == wales


@pytest.mark.parametrize("unseen", ["\u200d", "\u200c \u200d", "\ufe0f", " \u3000\u200d\n\ufe0e"])
def test_what_nobody_can_see_is_no_text(unseen: str) -> None:
    assert clean(unseen) == ""
    assert clean(f"a{unseen}").startswith("a")


def test_line_ends_and_tabs_become_plain() -> None:
    assert clean(" a\r\nb\rc\x85d\u2028e\u2029f\tg\n ") == "a\nb\nc\nd\ne\nf g"
    assert dropped("a\r\nb\tc\u2028d") == ()
    assert clean_line(" a\n\n b \t c\u00a0d ") == "a b c d"


@pytest.mark.parametrize("joiner", ["", "\u200d", "\u200c", "\ufe0f"])
def test_marks_cannot_pile_up(joiner: str) -> None:
    piled = clean("a" + ("\u0316" * 5 + joiner) * 1_000 + "b")
    assert len(piled) == 10
    assert piled.startswith("a")
    assert piled.endswith("b")


def test_many_marks_are_no_bomb() -> None:
    assert len(clean("a" + "\u0316\u0301" * 100_000)) <= 9
    assert "eight" in dropped("a" + "\u0316\u0301" * 100_000)[0]


AWKWARD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\u0316\u0301\u0958\u09c7\u09be\u200d\u200c\ufe0f🏴\U000e0067\U000e007f"),
        st.sampled_from("\r\n\x85\u2028\t \u00a0\x1b\u202e\u1100\u1161\u11a8\u0344\u212b"),
    )
)


@given(AWKWARD)
def test_clean_text_is_clean(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip()
    assert {char for char in text if unicodedata.category(char) in {"Cc", "Cs", "Co"}} <= {"\n"}
    assert dropped(text) == ()


@example("\u0958" + "\u0301" * 8)
@given(st.text(st.sampled_from("a\u0958\u0316\u0301\u05b0\u0f71"), max_size=40))
def test_bounding_marks_settles(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(AWKWARD)
def test_a_clean_line_is_one_line(raw: str) -> None:
    line = clean_line(raw)
    assert clean_line(line) == line
    assert "\n" not in line
    assert "  " not in line


def test_what_is_too_long_is_refused_with_its_count() -> None:
    assert within(clean("abc"), 3) == "abc"
    with pytest.raises(TooLong, match=r"4 characters, 1 too many \(at most 3\)") as raised:
        within(clean("abcd"), 3)
    assert (raised.value.length, raised.value.limit) == (4, 3)
