"""What an event changes in a summary that was fixed before it."""

from __future__ import annotations

from snogmarry.session import events as e
from snogmarry.session.events import Event
from snogmarry.session.state import Change

_VOTES = (e.HandsCounted, e.HandsWithdrawn, e.VoteRevealed, e.AnsweredAloud)
_GROUPS = (e.GroupAdded, e.GroupRenamed, e.HeadcountSet, e.GroupRemoved)


def changes_of(event: Event) -> tuple[Change, ...]:
    """What it changes, each with the ref or the name of what is changed."""
    if isinstance(event, e.ResponsesReleased):
        return tuple(Change("released", f"R-{number:03}") for number, _ in event.released)
    return ((_response(event) or _learned(event) or _agreed(event) or _else(event)),)


def _response(event: Event) -> Change | None:
    match event:
        case e.ResponseGiven(number):
            return Change("added", f"R-{number:03}")
        case e.ResponseCorrected(number) | e.ResponseOvertaken(number):
            return Change("changed", f"R-{number:03}")
        case e.ResponseAdmitted(number):
            return Change("changed", f"R-{number:03}")
        case e.ResponseWithdrawn(number):
            return Change("withdrawn", f"R-{number:03}")
        case e.ResponseHidden(number):
            return Change("hidden", f"R-{number:03}")
        case e.EvidenceLinked(number):
            return Change("linked", f"R-{number:03}")
    return None


def _learned(event: Event) -> Change | None:
    match event:
        case e.LearningPointDrawn(number):
            return Change("added", f"L-{number:02}")
        case e.LearningPointChanged(number):
            return Change("changed", f"L-{number:02}")
        case e.LearningPointWithdrawn(number):
            return Change("withdrawn", f"L-{number:02}")
        case e.LearningPointReleased(number, released):
            return Change("released" if released else "hidden", f"L-{number:02}")
    return None


def _agreed(event: Event) -> Change | None:
    match event:
        case e.ActionAgreed(number):
            return Change("added", f"A-{number:02}")
        case e.ActionChanged(number):
            return Change("changed", f"A-{number:02}")
        case e.ActionWithdrawn(number):
            return Change("withdrawn", f"A-{number:02}")
        case e.NoteTaken(number):
            return Change("added", f"N-{number:02}")
        case e.CastPosted(number):
            return Change("added", f"P-{number:02}")
    return None


def _else(event: Event) -> Change:
    match event:
        case e.SummaryTextSet(part):
            return Change("rewritten", part)
        case e.Redacted(ref):
            return Change("redacted", ref)
        case e.DetailsSet():
            return Change("changed", "details")
    if isinstance(event, _VOTES):
        return Change("changed", "votes")
    return Change("changed", "groups" if isinstance(event, _GROUPS) else "course")
