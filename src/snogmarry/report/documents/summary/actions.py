"""Who does what by when."""

from __future__ import annotations

from collections.abc import Iterator

from snogmarry.report import evidence_words
from snogmarry.report.blocks import Block, Grid
from snogmarry.report.documents.summary.paragraphs import heading, none, referring
from snogmarry.report.summary import Summary
from snogmarry.report.tables import Column


def actions(s: Summary) -> Iterator[Block]:
    """The part about actions."""
    yield heading(1, "Actions")
    yield table(s, "Who does what by when") if s.actions else none()
    yield from unsettled(s)


def table(s: Summary, title: str) -> Grid:
    """The actions as a table."""
    columns = (
        Column("Ref"),
        Column("Action", "said"),
        Column("Owner", "said"),
        Column("Start", "date"),
        Column("Due", "date"),
        Column("Status"),
        Column("Lessons", "said"),
    )
    rows = tuple(
        (
            a.ref,
            a.text,
            a.owner or "not said",
            a.start or "not said",
            a.due or "not said",
            evidence_words.action_status(a),
            ", ".join(a.lessons),
        )
        for a in s.actions
    )
    refs = tuple(a.ref for a in s.actions)
    return Grid(title, columns, rows, (1.1, 3.5, 3.1, 2.4, 2.5, 1.4, 2.4), refs)


def unsettled(s: Summary) -> Iterator[Block]:
    """What actions lack, if they lack anything."""
    lacking = evidence_words.unsettled(s.actions)
    if lacking:
        yield referring(lacking)
