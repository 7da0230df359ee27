"""What the room saw of a session, and what it saw counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from snogmarry.scenario.models import Ask, Scenario, Step
from snogmarry.session import public
from snogmarry.session.answered import kept_back
from snogmarry.session.events import Answer
from snogmarry.session.refs import result_refs
from snogmarry.session.state import Details, Hands, Response, Session
from snogmarry.text import EMPTY


def as_the_room_saw(session: Session) -> Session:
    """The session without anything that the room did not see as it stands here."""
    quoted = {r.number: _as_released(r) for r in _quoted(session)}
    hidden = {
        ref
        for run, ref in result_refs(session).items()
        if not public.seen(session, session.runs[run - 1])
    }
    points = {
        point.number: replace(
            point,
            refs=tuple(ref for ref in point.refs if ref not in hidden),
            participant=None,
        )
        for point in public.points(session)
    }
    feed = [post for post in session.feed if post.response is None or post.response in quoted]
    seen = replace(
        _bare(session),
        by_run=session.by_run,
        hands=_revealed_hands(session),
        feed=feed,
        points=points,
        links=session.links,
        actions={action.number: action for action in public.actions(session)},
    )
    return with_only(seen, quoted)


def with_only(session: Session, responses: dict[int, Response]) -> Session:
    """The session with these responses; no run, learning point or link names another."""
    return replace(
        session,
        responses=responses,
        by_run={run: [n for n in given if n in responses] for run, given in session.by_run.items()},
        points={
            number: replace(point, responses=tuple(n for n in point.responses if n in responses))
            for number, point in session.points.items()
        },
        links={link: seq for link, seq in session.links.items() if link[0] in responses},
    )


def _quoted(session: Session) -> Iterator[Response]:
    """The answers that the room saw one by one."""
    for response in session.responses.values():
        step = session.step_of(response.step)
        hidden = kept_back(session, session.runs[response.run - 1])
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


def as_the_room_counted(session: Session) -> Session:
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
        elif isinstance(step, Ask) and response.shown is not None:
            counted[response.number] = _without_words(_as_released(response))
    course = replace(
        _bare(session),
        by_run=session.by_run,
        hands=_revealed_hands(session),
        participants=session.participants,
    )
    return with_only(course, counted)


def _without_words(response: Response) -> Response:
    assert response.standing is not None  # noqa: S101 - only what counts is counted
    given = response.standing.answer
    answer = Answer(options=given.options, number=given.number)
    version = replace(response.standing, answer=answer, participant=None)
    return replace(response, versions=[version], beside=[], released=None)


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
        news=session.news,
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
        away=session.away,
        texts=session.texts,
        finality=session.finality,
        first_final=session.first_final,
    )


def _public_plan(scenario: Scenario) -> Scenario:
    sides = tuple(side.model_copy(update={"aim": EMPTY, "brief": EMPTY}) for side in scenario.sides)
    return scenario.model_copy(update={"sides": sides})


def _public_step(step: Step) -> Step:
    private = {"notes": None, "expect": None} if isinstance(step, Ask) else {"notes": None}
    return step.model_copy(update=private)


def _revealed_hands(session: Session) -> dict[tuple[int, int], Hands]:
    return {at: hands for at, hands in session.hands.items() if session.runs[at[0] - 1].revealed}
