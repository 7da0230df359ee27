"""Who does what by when."""

from __future__ import annotations

from collections.abc import Iterator

from snogmarry.report import lesson_words
from snogmarry.report.blocks import Block, Grid, grid_of
from snogmarry.report.documents.summary.paragraphs import heading, lines, none, referring
from snogmarry.report.mixed import ours, theirs
from snogmarry.report.summary import Summary
from snogmarry.report.summary.values import ActionItem
from snogmarry.report.tables import Column


def actions(s: Summary) -> Iterator[Block]:
    """The part about actions."""
    yield heading(1, "Actions")
    yield table(s, "Who does what by when") if s.actions else none()
    yield from unsettled(s)


def table(s: Summary, title: str) -> Grid:
    """The actions as a table; nothing is said of lessons if no action names one."""
    owner = ((Column("Owner", "said"), 2.8, _owner),)
    lessons = ((Column("Lessons", "said"), 2.6, _lessons),)
    return grid_of(
        title,
        s.actions,
        (Column("Ref"), 1.1, lambda a: a.ref),
        (Column("Action", "said"), 5, lambda a: a.text),
        *(() if lesson_words.owners_left_out(s.actions) else owner),
        (Column("Start", "date"), 2.3, lambda a: a.start or "not said"),
        (Column("Due", "date"), 2.3, lambda a: a.due or "not said"),
        (Column("Status"), 1.4, lesson_words.action_status),
        *(lessons if lesson_words.name_lessons(s.actions) else ()),
    )


def _owner(action: ActionItem) -> str:
    return action.owner or ours("not said")


def _lessons(action: ActionItem) -> str:
    return ", ".join(map(theirs, action.lessons))


def unsettled(s: Summary) -> Iterator[Block]:
    """What of actions is left out and what they lack, if anything is."""
    left_out = lesson_words.owners_left_out(s.actions)
    if left_out:
        yield lines(left_out)
    lacking = lesson_words.unsettled(s.actions)
    if lacking:
        yield referring(lacking)
