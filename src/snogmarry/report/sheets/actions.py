"""Who does what by when."""

from __future__ import annotations

from snogmarry.report.sheets.columns import LESSONS, REF
from snogmarry.report.summary import Summary
from snogmarry.report.tables import Column, Table


def actions(s: Summary) -> Table:
    """A row an action."""
    columns = (
        REF,
        Column("Action", "said", 60),
        Column("Owner", "said", 24),
        Column("Start", "date", 18),
        Column("Due", "date", 18),
        Column("Status", "text", 12),
        LESSONS,
        Column("Agreed", "moment", 18),
    )
    rows = tuple(
        (a.ref, a.text, a.owner, a.start, a.due, a.status, ", ".join(a.lessons), a.wall)
        for a in s.actions
    )
    return Table("actions", "Actions", columns, rows)
