"""CSV files: safe in spreadsheets."""

from __future__ import annotations

import re

from tests.report import recorded
from tests.report.exported import Exported


def test_nothing_can_be_taken_for_a_formula(exported: Exported) -> None:
    for rows in exported.csv.values():
        for row in rows:
            for cell in row:
                number = re.fullmatch(r"-?[\d.]+", cell)
                assert number or not cell.lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))


def test_hostile_text_is_one_apostrophe_away_from_what_was_typed(rich: Exported) -> None:
    cells = [cell for row in rich.csv["responses"] for cell in row]
    for typed in recorded.HOSTILE:
        said = str(recorded.safe(typed))
        assert said in cells or f"'{said}" in cells
    assert f"'{recorded.HOSTILE[3]}" in cells
