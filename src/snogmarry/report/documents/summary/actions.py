"""Who does what by when."""

from __future__ import annotations

from collections.abc import Iterator

from snogmarry.report import lesson_words
from snogmarry.report.blocks import Block, Grid, grid_of
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
    return grid_of(
        title,
        s.actions,
        (Column("Ref"), 1.1, lambda a: a.ref),
        (Column("Action", "said"), 3.5, lambda a: a.text),
        (Column("Owner", "said"), 3.1, lambda a: a.owner or "not said"),
        (Column("Start", "date"), 2.4, lambda a: a.start or "not said"),
        (Column("Due", "date"), 2.5, lambda a: a.due or "not said"),
        (Column("Status"), 1.4, lesson_words.action_status),
        (Column("Lessons", "said"), 2.4, lambda a: ", ".join(a.lessons)),
    )


def unsettled(s: Summary) -> Iterator[Block]:
    """What actions lack, if they lack anything."""
    lacking = lesson_words.unsettled(s.actions)
    if lacking:
        yield referring(lacking)
