"""Examples are answers that their prompt would take from a group."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario.texts import errors_of, spoilt

OPTIONS = "    options:\n      - {id: yes, text: Yes}\n      - {id: no, text: No}\n"
SCALE = "    scale: {from: 1, to: 5}\n"

# The keys of the answer, an example, and what is said of it; nothing if it suits.
EXAMPLES = {
    "a text": ("    answer: text\n", "Sorry.", ""),
    "a text without end": ("    answer: text\n", "x" * 1_001, "1001 characters, 1 too many"),
    "a post": ("    answer: post\n    on: chirp\n", "x" * 41, "41 characters, 1 too many"),
    "an option": (f"    answer: choice\n{OPTIONS}", "yes", ""),
    "an option in other words": (f"    answer: choice\n{OPTIONS}", "Yes", 'no option "Yes"'),
    "two for one": (f"    answer: choice\n{OPTIONS}", "yes, no", "one can be chosen"),
    "several options": (f"    answer: choices\n{OPTIONS}", "yes, no", ""),
    "one of several": (f"    answer: choices\n{OPTIONS}", "no", ""),
    "an option twice": (f"    answer: choices\n{OPTIONS}", "no, no", "named twice"),
    "a ranking": (f"    answer: rank\n{OPTIONS}", "no, yes", ""),
    "half a ranking": (f"    answer: rank\n{OPTIONS}", "no", "this one lacks yes"),
    "a point": (f"    answer: scale\n{SCALE}", "5", ""),
    "a point beyond": (f"    answer: scale\n{SCALE}", "6", '"6" is no point'),
    "a point between": (f"    answer: scale\n{SCALE}", "2.5", '"2.5" is no point'),
    "a point in words": (f"    answer: scale\n{SCALE}", "three", '"three" is no point'),
    "a number": ("    answer: number\n", "-61.5", ""),
    "a number in words": ("    answer: number\n", "about 60", '"about 60" is no number'),
    "no finite number": ("    answer: number\n", "inf", '"inf" is no number'),
    "words": ("    answer: words\n", "warm, quiet, Mill Street", ""),
    "a word missing": ("    answer: words\n", "warm,, quiet", "with commas between them"),
    "too many words": ("    answer: words\n", ", ".join("abcdefghijk"), "1 to 10 words"),
    "a word too long": ("    answer: words\n", "w" * 41, "41 characters, 1 too many"),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_suits_the_kind_of_answer(name: str, tmp_path: Path) -> None:
    answer, example, expected = EXAMPLES[name]
    text = spoilt(
        "    answer: post\n    on: chirp\n",
        f'{answer}    examples:\n      friends: ["{example}"]\n',
    )
    said = errors_of(tmp_path, text)
    if not expected:
        assert not said
        return
    assert expected in said.splitlines()[0]
    assert f'friends: ["{example[:40]}' in said
    assert said.count(": error: ") == 1
