"""What one group may see: its answer, and who is writing it."""

from __future__ import annotations

from dataclasses import dataclass

from snogmarry.phones.drafts import SCRIBE, Draft
from snogmarry.scenario.models import Ask, Vote
from snogmarry.session.answered import in_words, kept_back
from snogmarry.session.rules.answers import standing_for_group
from snogmarry.session.state import Response, Session
from snogmarry.text import EMPTY, SafeText

MOST_BESIDE = 3
"""Answers kept beside the group's that its phones are sent; the desk has them all."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """The answer of a group, and who is writing it."""

    run: int
    versions: int
    """How many versions of the group's answer there are."""
    answer: SafeText
    """The current one in words; empty: none yet."""
    status: str
    beside: tuple[SafeText, ...]
    """Answers that came after it and are kept beside it, the newest of them."""
    holder: int | None
    """Who has the pen: a participant's number, `SCRIBE`, or nobody."""
    holder_name: SafeText
    draft: SafeText
    version: int


def group_view(session: Session, group: int, draft: Draft) -> GroupView | None:
    """What a group shares in the current run, where one answer of it is asked."""
    run = session.run
    if run is None or session.phase != "live":
        return None
    step = session.step_of(run.step)
    if not isinstance(step, Ask | Vote) or step.by != "group":
        return None
    given = standing_for_group(session, run, group)
    beside = [] if given is None else given.beside[-MOST_BESIDE:]
    return GroupView(
        run=run.number,
        versions=0 if given is None else len(given.versions),
        answer=EMPTY if given is None else in_words(step, given.latest.answer),
        status="" if given is None else status(session, given),
        beside=tuple(in_words(step, version.answer) for version in beside),
        holder=draft.holder,
        holder_name=_holder(session, draft.holder),
        draft=draft.text,
        version=draft.version,
    )


def _holder(session: Session, holder: int | None) -> SafeText:
    if holder is None:
        return EMPTY
    if holder == SCRIBE:
        return SafeText("The facilitator")
    return session.participants[holder].name or SafeText("Somebody in your group")


def _is_counted(session: Session, response: Response) -> bool:
    """Whether it goes into a result that is revealed as a whole, though nobody released it."""
    step = session.step_of(response.step)
    return isinstance(step, Vote) or (
        isinstance(step, Ask) and step.answer not in {"text", "post", "words"}
    )


def status(session: Session, response: Response) -> str:
    """How it stands with an answer, in the words of a phone."""
    run = session.runs[response.run - 1]
    if response.redacted:
        return "taken out by the facilitator"
    if response.late:
        return "kept, but it came late"
    if (response.run, response.group) in session.hands:
        return "kept, but the show of hands in your group counts instead"
    if response.shown is None and run.revealed and _is_counted(session, response):
        return "kept, the room can see it counted"
    if response.shown is None or kept_back(session, run):
        return "kept, not shown yet"
    if response.waiting:
        return "kept; the room still sees the version before"
    return "kept, the room can see it"
