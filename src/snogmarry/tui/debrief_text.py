"""The texts of the debrief, from the state alone."""

from __future__ import annotations

from textual.content import Content

from snogmarry.report.words import long_date
from snogmarry.scenario.models import Lesson
from snogmarry.session.answered import first_line, group_name
from snogmarry.session.coverage import Cell, Row
from snogmarry.session.harvest_words import verdict
from snogmarry.session.state import Action, LearningPoint, Note, Session
from snogmarry.session.timing import behind as ms_behind
from snogmarry.tui.words import behind, count, length, time_of_day

_WEIGHTS = " ▂▄▆█"


def headline(session: Session) -> Content:
    """Which session this is, and whether its summary is final."""
    return Content.from_markup(
        "[b $primary]DEBRIEF[/]  EXERCISE  $state  [b]$title[/b]",
        title=session.details.event or session.scenario.title,
        state=_state(session),
    )


def _state(session: Session) -> str:
    if session.changed_since_final:
        return "FINAL, changed since"
    return "FINAL" if session.final else "DRAFT"


def time_line(session: Session) -> Content:
    """How long it took, against its plan."""
    if session.started_at is None or session.ended_at is None:
        return Content("")
    took = session.ended_at - session.started_at - session.lost
    return Content(f"{length(took)} · {behind(ms_behind(session, session.ended_at))}")


def cell_text(cell: Cell) -> str:
    """How much stands in a cell: a bar by its weight, then `L2` and `R3`, `-` if against."""
    if not cell.weight:
        return ""
    bar = _WEIGHTS[min(cell.weight, len(_WEIGHTS) - 1)]
    points = f"L{len(cell.points)}" if cell.points else ""
    responses = f"R{len(cell.responses)}" if cell.responses else ""
    against = "-" if cell.speaks_against else ""
    return f"{bar}{points}{responses}{against}"


def standing(row: Row, *, in_full: bool) -> str:
    """What no one touched, as such; empty for what stands there."""
    match row.touched:
        case "evidence":
            return ""
        case "exercised":
            return "exercised, nothing recorded" if in_full else "nothing recorded"
        case "untouched":
            return "not exercised"


def lesson_of(session: Session, lesson: str) -> Lesson:
    """The lesson of that id."""
    return next(each for each in session.lessons.lessons if each.id == lesson)


def cell_line(session: Session, row: Row, cell: Cell | None) -> Content:
    """The cell under the cursor, or its whole row, in words."""
    title = lesson_of(session, row.lesson).title
    if cell is None:
        return Content.from_markup("[b]$title[/b]: $how", title=title, how=_how(session, row))
    return Content.from_markup(
        "[b]$title[/b] × $group: $how",
        title=title,
        group=group_name(session, cell.group),
        how=_evidence(cell) if cell.weight else f"nothing. {_how(session, row)}",
    )


def _evidence(cell: Cell) -> str:
    points = count(len(cell.points), "learning point")
    responses = count(len(cell.responses), "response")
    return f"{points}, {responses}: {cell.speaks_for} for, {cell.speaks_against} against"


def _how(session: Session, row: Row) -> str:
    if not row.steps:
        exercised = "Not exercised"
    else:
        titles = ", ".join(session.step_of(step).title for step in row.steps)
        exercised = f"Exercised in {titles}"
    recorded = "" if row.touched == "evidence" else ", nothing recorded"
    return f"{exercised}{recorded if row.steps else ''}."


def point_line(session: Session, point: LearningPoint) -> Content:
    """A learning point on one line."""
    return Content.from_markup(
        "[b]$ref[/b] $verdict · $group: $text",
        ref=point.ref,
        verdict=verdict(point.verdict),
        group=group_name(session, point.group),
        text=first_line(point.text),
    )


def action_line(action: Action) -> Content:
    """An action on one line."""
    due = f" by {long_date(action.due)}" if action.due else ""
    return Content.from_markup(
        "[b]$ref[/b] $status$owner$due: $text",
        ref=action.ref,
        status="" if action.status == "open" else f"{action.status}, ",
        owner=action.owner or "no one yet",
        due=due,
        text=first_line(action.text),
    )


def note_line(note: Note, *, public: bool) -> Content:
    """A private note on one line; where the room looks on, without its words."""
    return Content.from_markup(
        "[b]$ref[/b] $time $text",
        ref=note.ref,
        time=time_of_day(note.wall),
        text="(private)" if public else first_line(note.text),
    )
