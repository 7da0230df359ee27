"""What is said of lessons, of what shows them and of what follows, in every format alike."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from snogmarry.report.masking import LEFT_OUT
from snogmarry.report.mixed import theirs
from snogmarry.report.summary.evidence import (
    Chosen,
    CoverageCell,
    Evidence,
    Later,
    LessonItem,
    ListItem,
    PointItem,
    Proof,
)
from snogmarry.report.summary.sources import ROOM
from snogmarry.report.summary.values import ActionItem, Glance, Summary, Weight
from snogmarry.report.words import listed, run_title, several
from snogmarry.session.written import speaking

_COVERAGE = (
    "How many learning points and responses of each group speak for a lesson or against it, as "
    "people linked them; a response speaks with the learning point that it shows. For: it bears "
    "the lesson out, whether the lesson was kept to or missed. Against: it speaks against the "
    "lesson itself. "
)
_NO_EVIDENCE = (
    "tells only that a step of the scenario that names the lesson was put to the group: it is no "
    "evidence."
)


def coverage(s: Summary) -> str:
    """What the matrix tells, and what an empty place in it means to whoever reads it."""
    if s.profile == "facilitator":
        return f"{_COVERAGE}“Nothing recorded” {_NO_EVIDENCE}"
    return (
        f"{_COVERAGE}“Nothing to show” {_NO_EVIDENCE} If something was recorded of it, it is not "
        "in this version."
    )


def proof(found: Proof) -> str:
    """What shows a learning point beside responses: `result of Stance two: Snog 3, Marry 1`."""
    of = run_title(found.of, found.take)
    said = theirs(found.said) or _counted(found.counts)
    return f"{found.kind} of {of}" + (f": {said}" if said else "")


def _counted(counts: Iterable[Chosen]) -> str:
    """What was chosen: `Campaign: Snog 3, Marry 1; Trust: Snog 0, Marry 2`."""

    def line(side: str, chosen: Iterable[Chosen]) -> str:
        options = ", ".join(f"{theirs(one.option)} {one.count}" for one in chosen)
        return f"{theirs(side)}: {options}" if side else options

    return "; ".join(line(*of) for of in groupby(counts, lambda one: one.side))


def shown(evidence: Evidence) -> str:
    """What it shows and was linked to: `L-02; for Act swiftly; against Be clear`."""
    return "; ".join(part for part in (", ".join(evidence.points), speaks(evidence)) if part)


def speaks(evidence: Evidence) -> str:
    """Which lessons a piece of evidence speaks for and against; empty if of none."""
    return speaking(map(theirs, evidence.shows), map(theirs, evidence.against))


def spoken_of(point: PointItem) -> str:
    """Which lessons a learning point speaks for and against; empty if of none."""
    shows = (of for of in point.lessons if of not in point.against)
    return speaking(map(theirs, shows), map(theirs, point.against))


def column(cell: CoverageCell) -> str:
    """Whom a column of the matrix is about: a group, or the whole room."""
    return theirs(cell.group) or ROOM


def covered(cell: CoverageCell) -> str:
    """What can be said of a lesson and a group: `2 for, 1 against`, `not exercised`."""
    return ways(cell) if cell.speaks in {"for", "against", "both"} else cell.speaks


def ways(found: CoverageCell | LessonItem | Weight) -> str:
    """How much speaks which way: `2 for, 1 against`; `none` if nothing does."""
    counts = ((found.speaks_for, "for"), (found.speaks_against, "against"))
    return ", ".join(f"{number} {way}" for number, way in counts if number) or "none"


def point_marks(point: PointItem) -> str:
    """What has to be said of a learning point beside its words: `not released; redacted`."""
    said = {"not released": not point.released, "redacted": point.redacted}
    marks = [mark for mark, found in said.items() if found]
    return "; ".join([*marks, *filter(None, [since_final(point.later)])])


def action_status(action: ActionItem) -> str:
    """How an action stands, and what became of it after the summary was fixed."""
    return "; ".join(filter(None, [action.status, since_final(action.later)]))


def since_final(later: Later) -> str:
    """`added after it was finalised`; empty if nothing was."""
    return f"{later} after it was finalised" if later else ""


def headlines(found: Glance) -> str:
    """Which points are named at a glance, and why those; empty if all are that have words."""
    kinds = (
        (len(found.main_strengths), found.strengths, "strengths"),
        (len(found.main_improvements), found.improvements, "things to improve"),
    )
    named = sum(shown for shown, _, _ in kinds)
    if found.strengths + found.improvements - named == found.unnamed:
        return ""
    parts = [f"{shown} of {count} {kind}" for shown, count, kind in kinds if shown < count]
    return (
        f"Named here: {listed(parts)}, those with most responses and other evidence behind them; "
        "where that is even, those of most lessons, then the oldest."
    )


def unnamed(points: int) -> str:
    """That points are no headlines, for want of words; empty if none is."""
    if not points:
        return ""
    return f"Not named here: {several(points, 'learning point')} whose words are left out."


def verdict(found: str) -> str:
    """`Strength` or `To improve`."""
    return "Strength" if found == "strength" else "To improve"


def level(found: Glance) -> str:
    """That the lessons named as those of most evidence are not alone; empty if they are."""
    return f", and {several(found.level, 'more lesson')} with as much" if found.level else ""


def weight(found: Weight) -> str:
    """How much stands behind a lesson, and which way: `1 learning point, 2 responses: 3 for`."""
    points, responses = (
        several(found.points, "learning point"),
        several(found.responses, "response"),
    )
    return f"{points}, {responses}: {ways(found)}"


def origins(found: ListItem) -> str:
    """Plainly, what is of the list that was just told of and what was drawn from elsewhere."""
    original, drawn = len(found.original), len(found.drawn)
    if not drawn:
        return "Every title is marked “original”: it is of the list named above."
    if not original:
        return "No title is of a published list; each says below what it is drawn from."
    return (
        f"{several(original, 'title is', 'titles are')} of the list named above and marked "
        f"“original”; {several(drawn, 'is', 'are')} marked “drawn” and "
        f"{'is' if drawn == 1 else 'are'} not of it: {listed(map(theirs, found.drawn))}."
    )


def standing(found: LessonItem) -> str:
    """That a lesson was not exercised, or nothing recorded of it; empty if something was."""
    if found.standing == "recorded":
        return ""
    timed = found.timings and found.standing != "not exercised"
    return f"{without(found).capitalize()}{' but how soon groups answered' if timed else ''}."


def without(found: LessonItem) -> str:
    """Why there is no evidence of a lesson: `exercised, nothing recorded`; `not exercised`."""
    match found.standing:
        case "nothing recorded":
            return "exercised, nothing recorded"
        case "nothing to show":
            return "exercised, nothing to show here"
        case _:
            return "not exercised"


def unsettled(actions: Iterable[ActionItem]) -> str:
    """Open actions without an owner or a date; empty if there are none."""
    lacking = [
        f"{action.ref} ({listed(missing)})"
        for action in actions
        if action.status == "open"
        and (missing := [*([] if action.owner else ["owner"]), *([] if action.due else ["date"])])
    ]
    return f"Still to be settled: {listed(lacking)}." if lacking else ""


def owners_left_out(actions: Iterable[ActionItem]) -> str:
    """That no owner is to be had, in place of a column of them; empty if one is or none is known.

    It stands under a table for readers, which has no such column then.
    """
    owners = {action.owner for action in actions}
    return "Owners are left out of this version." if {LEFT_OUT} == owners - {""} else ""


def name_lessons(actions: Iterable[ActionItem]) -> bool:
    """Whether any of them names a lesson; a table for readers has no column for it otherwise."""
    return any(action.lessons for action in actions)
