"""Workbooks: safe, sorted, counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.report import recorded
from tests.report.exported import SESSIONS, Exported, columns, sheet
from tests.report.reading import mended, unpacked

from snogmarry.report import words
from snogmarry.report import xlsx as excel
from snogmarry.report.summary import summarise


def test_nothing_is_a_formula_or_a_link(exported: Exported) -> None:
    for one in exported.excel:
        for row in one.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)


def test_what_looks_like_an_escape_of_excel_is_text() -> None:
    r = recorded.lobby()
    r.group("trust", "_x001B_ _x000D_", 1)
    summary = summarise(r.session, recorded.BEGAN)
    assert "_x005F_x001B_ _x005F_x000D_" in unpacked(excel.render(summary))


def test_sheets_can_be_read_far_down(exported: Exported) -> None:
    names = exported.excel.sheetnames
    assert names[:6] == [
        "overview",
        "lessons",
        "learning points",
        "responses",
        "votes",
        "actions",
    ]
    assert "timeline" in names
    for one in exported.excel:
        assert one.freeze_panes == "B2"
        assert one.auto_filter.ref
        assert one.column_dimensions["A"].width >= 6
        assert one.oddHeader is not None
        assert "EXERCISE" in str(one.oddHeader.left.text)


def test_figures_can_be_counted(rich: Exported) -> None:
    (first, *_) = columns(sheet(rich.excel, "timeline"), "Planned", "Took", "Began")
    assert [part.total_seconds() for part in first[:2]] == [180, 120]
    assert words.clock(recorded.BEGAN + 600_000) == f"{first[2]:%H:%M}"
    assert columns(sheet(rich.excel, "actions"), "Due")[0][0].date().isoformat() == "2026-12-01"


@pytest.mark.parametrize("name", ["lobby", "rich", "argued"])
def test_excel_has_nothing_to_mend(name: str, tmp_path: Path) -> None:
    summary = summarise(SESSIONS[name]().session, recorded.BEGAN, notes=True)
    assert mended(excel.render(summary), tmp_path / "summary.xlsx") == []
