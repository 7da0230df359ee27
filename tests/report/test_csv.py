"""CSV files: safe in spreadsheets."""

from __future__ import annotations

import re

import pytest
from tests.report import recorded
from tests.report.exported import Exported, read_csv

from snogmarry.report import speed_words
from snogmarry.report.csv import render
from snogmarry.report.tables import Column, Table


def test_nothing_can_be_taken_for_a_formula(exported: Exported) -> None:
    for rows in exported.csv.values():
        for row in rows:
            for cell in row:
                number = re.fullmatch(r"-?[\d.]+", cell)
                assert number or not cell.lstrip(" ").startswith(
                    tuple("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫")
                )


def test_hostile_text_is_one_apostrophe_away_from_what_was_typed(rich: Exported) -> None:
    cells = [cell for row in rich.csv["responses"] for cell in row]
    for typed in recorded.HOSTILE:
        said = str(recorded.safe(typed))
        assert said in cells or f"'{said}" in cells
    assert f"'{recorded.HOSTILE[3]}" in cells


@pytest.mark.parametrize("first", "=+-@＝＋－＠﹦﹢﹣﹫")
def test_every_form_of_a_sign_that_begins_a_formula_is_guarded(first: str) -> None:
    r = recorded.lobby()
    r.group("trust", f"{first}1+1", 1)
    r.group("campaign", f"{first}A1", 1)
    r.group("campaign", f"x;{first}A1;y", 1)
    names = [row[0] for row in Exported(r).csv["groups"][1:]]
    assert names == [f"'{first}1+1", f"'{first}A1", f"x;{first}A1;y"]


def test_times_in_words_are_found_by_what_anybody_types(rich: Exported) -> None:
    (reaction, *_) = rich.summary.speed.challenges[0].groups
    titles, *rows = rich.csv["challenges"]
    said = {row[titles.index("In words")] for row in rows}
    assert speed_words.reaction(reaction).replace("\N{NO-BREAK SPACE}", " ") in said


def test_no_cell_has_a_space_that_nobody_can_type(rich: Exported) -> None:
    cells = [cell for rows in rich.csv.values() for row in rows for cell in row]
    assert [cell for cell in cells if "\N{NO-BREAK SPACE}" in cell] == []


def test_titles_are_guarded_and_so_is_what_begins_after_spaces() -> None:
    typed = "  =1+1"
    table = Table("tally", "Tally", (Column("@SUM(A1)"), Column(typed)), (("a", typed),))
    assert read_csv(render(table)) == [["'@SUM(A1)", f"'{typed}"], ["a", f"'{typed}"]]
