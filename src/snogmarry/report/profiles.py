"""Whom a summary is for: what of the session they may have. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from snogmarry.report.summary import Summary, summarise, votes
from snogmarry.report.summary.counts import VoteItem
from snogmarry.report.summary.sources import Sources
from snogmarry.scenario.models import Ask, Scenario, Step, Vote
from snogmarry.session import public
from snogmarry.session.events import Answer
from snogmarry.session.state import Details, Hands, Response, Session
from snogmarry.text import EMPTY


def for_participants(session: Session, now_wall: int) -> Summary:
    """The summary as everybody who was in the room may have it.

    Released answers as they were released, results that were revealed, released learning points,
    and actions. Groups are named and nobody else; no notes, no briefs, no aims, no steps that
    were never shown, no times that the scenario hoped for.
    """
    seen = as_the_room_saw(session)
    summary = summarise(seen, now_wall)
    # Results are made of answers of which the room saw the sum alone.
    counted = Sources(_as_the_room_counted(session), names=False)
    held = tuple(_with_reasons(seen, vote) for vote in votes.votes(counted))
    return replace(
        summary,
        votes=held,
        stances=votes.stances(held),
        rankings=votes.rankings(counted),
        numbers=votes.number_questions(counted),
        words=votes.word_questions(counted),
        timeline=replace(summary.timeline, never_run=()),
    )


def as_the_room_saw(session: Session) -> Session:
    """The session without anything that the room did not see as it stands here."""
    quoted = {r.number: _as_released(r) for r in _quoted(session)}
    points = {
        point.number: replace(
            point, responses=tuple(n for n in point.responses if n in quoted), participant=None
        )
        for point in public.points(session)
    }
    feed = [post for post in session.feed if post.response is None or post.response in quoted]
    return replace(
        _bare(session),
        responses=quoted,
        by_run=_by_run(session, quoted),
        hands=_revealed_hands(session),
        feed=feed,
        points=points,
        links={link: seq for link, seq in session.links.items() if link[0] in quoted},
        actions={action.number: action for action in public.actions(session)},
    )


def _bare(session: Session) -> Session:
    """The course of the session, with nothing that anybody gave to it."""
    details = Details(
        event=session.details.event,
        place=session.details.place,
        ground_rules=session.details.ground_rules,
    )
    return Session(
        head=session.head,
        at=session.at,
        wall=session.wall,
        opened_wall=session.opened_wall,
        id=session.id,
        plan=_public_plan(session.scenario),
        lesson_list=session.lesson_list,
        steps=[_public_step(step) for step in session.steps],
        details=details,
        phase=session.phase,
        groups=session.groups,
        removed=session.removed,
        runs=session.runs,
        current=session.current,
        mainline=session.mainline,
        started_at=session.started_at,
        ended_at=session.ended_at,
        lost=session.lost,
        final=session.final,
    )


def _public_plan(scenario: Scenario) -> Scenario:
    sides = tuple(side.model_copy(update={"aim": EMPTY, "brief": EMPTY}) for side in scenario.sides)
    return scenario.model_copy(update={"sides": sides})


def _public_step(step: Step) -> Step:
    private = {"notes": None}
    if isinstance(step, Ask):
        private |= {"expect": None, "expect_within": None}
    return step.model_copy(update=private)


def _quoted(session: Session) -> Iterator[Response]:
    """The answers that the room saw one by one."""
    for response in session.responses.values():
        step = session.step_of(response.step)
        hidden = isinstance(step, Vote) and not session.runs[response.run - 1].revealed
        cloud = isinstance(step, Ask) and step.answer == "words"
        if response.shown is not None and not (response.withdrawn or hidden or cloud):
            yield response


def _as_released(response: Response) -> Response:
    """With the version that was released and no other."""
    shown = response.shown
    assert shown is not None  # noqa: S101 - it was released
    version = replace(shown, participant=None)
    return replace(
        response,
        versions=[version],
        beside=[],
        participant=None,
        released=1,
        admitted=response.admitted or shown.late,
    )


def _as_the_room_counted(session: Session) -> Session:
    """The session with the answers that went into what was revealed, and no words beside them."""
    counted = {}
    for response in session.responses.values():
        step = session.step_of(response.step)
        if response.standing is None or response.withdrawn:
            continue
        if isinstance(step, Ask) and step.answer == "words":
            if response.shown is not None:
                counted[response.number] = _as_released(response)
        elif session.runs[response.run - 1].revealed:
            counted[response.number] = _without_words(response)
    return replace(
        _bare(session),
        responses=counted,
        by_run=_by_run(session, counted),
        hands=_revealed_hands(session),
    )


def _without_words(response: Response) -> Response:
    assert response.standing is not None  # noqa: S101 - only what counts is counted
    given = response.standing.answer
    answer = Answer(options=given.options, number=given.number)
    version = replace(response.standing, answer=answer, participant=None)
    return replace(response, versions=[version], beside=[], participant=None, released=None)


def _revealed_hands(session: Session) -> dict[tuple[int, int], Hands]:
    return {at: hands for at, hands in session.hands.items() if session.runs[at[0] - 1].revealed}


def _by_run(session: Session, kept: dict[int, Response]) -> dict[int, list[int]]:
    return {run: [n for n in given if n in kept] for run, given in session.by_run.items()}


def _with_reasons(seen: Session, vote: VoteItem) -> VoteItem:
    """With the reasons that were released."""
    entries = Sources(seen, names=False).entries.values()
    runs = [
        run.number
        for run in seen.runs
        if (run.started_wall, run.take) == (vote.wall, vote.take)
        and seen.step_of(run.step).title == vote.step
    ]
    return replace(vote, reasons=tuple(e for e in entries if e.reason and e.run in runs))
