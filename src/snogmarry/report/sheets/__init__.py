"""Every table of the summary as people sort and count them: a row a fact, with its references.

Workbooks and CSV files are these tables and nothing else; a further one stands in `sheets`.
"""

from __future__ import annotations

from dataclasses import replace

from snogmarry.report import words
from snogmarry.report.mixed import bare
from snogmarry.report.sheets import actions, appendix, lessons, overview, timeline, votes
from snogmarry.report.summary import Summary
from snogmarry.report.tables import Cell, Column, Table


def sheets(s: Summary) -> tuple[Table, ...]:
    """All tables that have rows, the overview first; those that readers look for always."""
    always = (
        overview.overview(s),
        lessons.lessons(s),
        lessons.points(s),
        appendix.responses(s),
        votes.votes(s),
        actions.actions(s),
    )
    others = (
        *((appendix.notes(s),) if s.notes is not None else ()),
        overview.own(s),
        timeline.timeline(s),
        lessons.coverage(s),
        lessons.evidence(s),
        votes.stances(s),
        votes.moves(s),
        appendix.hands(s),
        votes.rankings(s),
        votes.numbers(s),
        votes.single_words(s),
        timeline.timings(s),
        timeline.first_words(s),
        timeline.challenges(s),
        timeline.unanswered(s),
        timeline.silences(s),
        appendix.feed(s),
        overview.groups(s),
        appendix.questions(s),
    )
    found = always + tuple(table for table in others if table.rows or table.name == "timeline")
    return tuple(map(_searchable, found))


def _searchable(table: Table) -> Table:
    """The table with the words alone, and plain spaces in the report's: nobody types others."""

    def plain(column: Column, cell: Cell) -> Cell:
        if not isinstance(cell, str):
            return cell
        cell = bare(cell)
        return words.with_plain_spaces(cell) if column.kind == "text" else cell

    rows = (tuple(map(plain, table.columns, row)) for row in table.rows)
    return replace(table, rows=tuple(rows))
