"""What an event changes in a summary that was fixed before it."""

from __future__ import annotations

from dataclasses import fields

from snogmarry.session import events as e
from snogmarry.session.events import Event
from snogmarry.session.state import Change, Changed

_NUMBERED: dict[type[Event], tuple[Changed, str]] = {
    e.ResponseGiven: ("added", "R-{:03}"),
    e.ResponseCorrected: ("changed", "R-{:03}"),
    e.ResponseOvertaken: ("changed", "R-{:03}"),
    e.ResponseAdmitted: ("changed", "R-{:03}"),
    e.ResponseWithdrawn: ("withdrawn", "R-{:03}"),
    e.ResponseHidden: ("hidden", "R-{:03}"),
    e.EvidenceLinked: ("linked", "R-{:03}"),
    e.LearningPointDrawn: ("added", "L-{:02}"),
    e.LearningPointChanged: ("changed", "L-{:02}"),
    e.LearningPointWithdrawn: ("withdrawn", "L-{:02}"),
    e.ActionAgreed: ("added", "A-{:02}"),
    e.ActionChanged: ("changed", "A-{:02}"),
    e.ActionWithdrawn: ("withdrawn", "A-{:02}"),
    e.NoteTaken: ("added", "N-{:02}"),
    e.CastPosted: ("added", "P-{:02}"),
}
"""What is done to something that goes by a number, the first thing that the event tells."""
_WHOLE: dict[type[Event], str] = {
    e.HandsCounted: "hands",
    e.HandsWithdrawn: "hands",
    e.AnsweredAloud: "aloud",
    e.HeadcountSet: "headcounts",
    e.GroupAdded: "groups",
    e.GroupRenamed: "groups",
    e.GroupRemoved: "groups",
}
"""What else is changed, and what that is a part of."""


def changes_of(event: Event) -> tuple[Change, ...]:
    """What it changes, each with the ref or the name of what is changed."""
    if isinstance(event, e.ResponsesReleased):
        return tuple(Change("released", f"R-{number:03}") for number, _ in event.released)
    return (_change(event),)


def _change(event: Event) -> Change:
    if type(event) in _NUMBERED:
        what, ref = _NUMBERED[type(event)]
        return Change(what, ref.format(getattr(event, fields(event)[0].name)))
    match event:
        case e.LearningPointReleased(number, released):
            return Change("released" if released else "hidden", f"L-{number:02}")
        case e.SummaryTextSet(part):
            return Change("rewritten", part)
        case e.Redacted(ref):
            return Change("redacted", ref)
        case e.DetailsSet():
            return Change("changed", "details")
        case e.VoteRevealed():
            return Change("revealed", "results")
    return Change("changed", _WHOLE.get(type(event), "course"))
