"""What one side may see: its card, and what it is asked."""

from __future__ import annotations

from dataclasses import dataclass

from snogmarry.scenario.models import Ask, Option, Scale, Vote, question
from snogmarry.session.answered import label_of
from snogmarry.session.rules.answers import (
    REASON_LIMIT,
    counts_hands,
    limit_of,
    options_of,
)
from snogmarry.session.state import (
    Participant,
    Session,
)
from snogmarry.text import EMPTY, SafeText


@dataclass(frozen=True, slots=True)
class Audience:
    """Phones that see the same."""

    group: int
    side: str
    """The side that the group plays now."""
    whole: bool
    """One phone for the whole group."""


def audience(session: Session, participant: Participant) -> Audience:
    """Whom a participant belongs to now."""
    group = session.groups[participant.group]
    run = session.run
    side = group.side if run is None else session.side_in(run, group)
    return Audience(group.number, side, participant.whole)


@dataclass(frozen=True, slots=True)
class CardView:
    """Who one plays."""

    side: SafeText
    kind: str
    aim: SafeText
    brief: SafeText


def card_view(session: Session, side_id: str) -> CardView:
    """A side's card."""
    side = session.scenario.side(side_id)
    return CardView(side.name, side.kind, side.aim, side.brief)


@dataclass(frozen=True, slots=True)
class PromptView:
    """What is asked of an audience in the current run, and how it is answered."""

    key: str
    run: int
    text: SafeText
    """Empty: this side waits and watches."""
    kind: str
    """`text`, `post`, `choice`, `choices`, `scale`, `rank`, `number`, `words`, `hands`, `learn`."""
    by: str
    """`group` or `each`."""
    options: tuple[Option, ...] = ()
    points: tuple[tuple[int, str], ...] = ()
    """Of a scale: each point and what it means."""
    limit: int = 0
    channel: SafeText = EMPTY
    reason: int = 0
    """Characters that a reason may have; 0: none is asked."""
    whole: bool = False
    """One phone for a group: it says how many people stand behind an answer."""
    people: int = 0
    lessons: tuple[tuple[str, SafeText], ...] = ()


def prompt_view(session: Session, seen_by: Audience) -> PromptView | None:
    """What is asked of an audience now; None where nobody is asked."""
    run = session.run
    if run is None or session.phase != "live":
        return None
    step = session.step_of(run.step)
    key = f"{run.number}-{seen_by.side}-{'whole' if seen_by.whole else 'one'}"
    if step.do == "learn":
        lessons = tuple((lesson.id, lesson.title) for lesson in session.lessons.lessons)
        return PromptView(key, run.number, step.title, "learn", "each", lessons=lessons)
    if not isinstance(step, Ask | Vote):
        return None
    text = question(step, seen_by.side) or EMPTY
    kind: str = "choice" if isinstance(step, Vote) else step.answer
    if seen_by.whole and counts_hands(step) and step.by == "each":
        kind = "hands"
    ask = step if isinstance(step, Ask) else None
    return PromptView(
        key,
        run.number,
        text,
        kind,
        step.by,
        options=options_of(step),
        points=_points_of(ask.scale) if ask and ask.scale else (),
        limit=limit_of(session, ask) if ask and kind in {"text", "post"} else 0,
        channel=session.scenario.channel(ask.on).name if ask and ask.on else EMPTY,
        reason=REASON_LIMIT if isinstance(step, Vote) and step.reason else 0,
        whole=seen_by.whole,
        people=session.groups[seen_by.group].people,
    )


def _points_of(scale: Scale) -> tuple[tuple[int, str], ...]:
    return tuple((point, label_of(scale, point)) for point in range(scale.low, scale.high + 1))
