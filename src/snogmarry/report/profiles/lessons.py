"""Lessons as others than the facilitator may be told of them."""

from __future__ import annotations

from dataclasses import replace

from snogmarry.report.summary.evidence import CoverageCell, LessonItem
from snogmarry.report.summary.values import Summary


def nothing_to_show(summary: Summary) -> Summary:
    """Where it has no evidence of a lesson, without a word on whether any was recorded.

    Whoever sent a point that was not released would take it for lost otherwise.
    """
    lessons = tuple(map(_lesson, summary.list.lessons))
    rows = (replace(row, cells=tuple(map(_cell, row.cells))) for row in summary.coverage)
    told = replace(summary.list, lessons=lessons)
    return replace(summary, list=told, coverage=tuple(rows))


def _lesson(found: LessonItem) -> LessonItem:
    unknown = found.standing == "nothing recorded"
    return replace(found, standing="nothing to show") if unknown else found


def _cell(found: CoverageCell) -> CoverageCell:
    unknown = found.speaks == "nothing recorded"
    return replace(found, speaks="nothing to show") if unknown else found
