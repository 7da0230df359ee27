from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from snogmarry.scenario import fit
from snogmarry.scenario.models import Scenario
from tests.scenario.texts import reading_of, spoilt


def scenario_of(folder: Path, text: str) -> Scenario:
    reading = reading_of(folder, text)
    assert reading.scenario is not None, reading.errors
    return reading.scenario


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("", 10, 1),
        ("one two", 10, 1),
        ("one two three", 10, 2),
        ("one two th", 10, 1),
        ("four fives", 9, 2),
        ("one\n\ntwo", 10, 3),
        ("abcdefghijklm", 10, 2),
        ("a abcdefghijklm b", 10, 3),
        ("長椅子長椅子", 10, 2),
        ("長椅 長椅 長椅", 9, 2),
        ("👨‍👩‍👧‍👦 we", 5, 1),
    ],
)
def test_text_is_wrapped_between_words_by_cells(text: str, columns: int, rows: int) -> None:
    assert fit.wrapped_rows(text, columns) == rows


@given(st.text(alphabet="ab é長🙂 \n", max_size=60), st.integers(2, 20))
def test_wrapped_text_has_room_in_its_rows(text: str, columns: int) -> None:
    rows = fit.wrapped_rows(text, columns)
    assert rows * columns >= cell_len(text.replace("\n", "").replace(" ", ""))
    assert fit.wrapped_rows(text, 10_000) <= rows


@pytest.mark.parametrize(("rows", "clock", "content"), [(24, 8, 14), (12, 5, 5), (60, 10, 48)])
def test_the_clock_takes_a_third_within_bounds(rows: int, clock: int, content: int) -> None:
    assert fit.clock_rows(rows) == clock
    assert fit.content_rows(rows) == content


def test_a_prompt_that_is_too_long_for_its_column_overflows(tmp_path: Path) -> None:
    text = spoilt("        Who answers?\n", "        " + "Who answers? " * 60 + "\n")
    (over,) = fit.stage_overflows(scenario_of(tmp_path, text), 80, 24)
    assert over.step == "word"
    assert over.path == ("steps", 1, "ask", "council")
    assert over.available == 14
    assert over.rows > 14
    assert fit.stage_overflows(scenario_of(tmp_path, text), 200, 50) == []


def test_posts_of_a_step_must_fit_together(tmp_path: Path) -> None:
    post = "      - {from: ivy, on: chirp, text: Well?}\n"
    text = spoilt("    posts:\n", "    posts:\n" + post * 5)
    (over,) = fit.stage_overflows(scenario_of(tmp_path, text), 80, 24)
    assert over.what == "the posts"
    assert over.rows == 18


def test_choices_stand_below_the_prompt(tmp_path: Path) -> None:
    options = "".join(f"      - {{id: o{n}, text: Option {n}}}\n" for n in range(12))
    text = spoilt("    ballot: stance\n", f"    ballot:\n{options}").replace("avoid:", "o1:")
    text = text.replace("What would you do?\n", "What would you do?\n\n      Think.\n")
    (over,) = fit.stage_overflows(scenario_of(tmp_path, text), 80, 24)
    assert over.step == "stance"
    assert over.rows == 15
