"""Whom a summary is for: what of the session they may have. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from snogmarry.report.masking import LEFT_OUT, Mask
from snogmarry.report.summary import Profile, Summary, summarise
from snogmarry.report.summary.counts import ALL
from snogmarry.report.summary.sources import ROOM, numbered
from snogmarry.scenario.models import Ask, Scenario, Step, Vote
from snogmarry.session import public
from snogmarry.session.events import Answer, SummaryPart
from snogmarry.session.refs import result_refs
from snogmarry.session.state import Details, Hands, Response, Session
from snogmarry.text import EMPTY, REDACTED, SafeText

Own = Mapping[SummaryPart, SafeText]


PROFILES: tuple[Profile, ...] = get_args(Profile)
SMALL = 3
"""A group of fewer people could be known by its words."""
_PIECES = re.compile(r"[,;/|()\n]| [-–—] ")
"""What parts a building from its town."""


def for_profile(  # noqa: PLR0913 - whom for, and what goes in
    session: Session,
    now_wall: int,
    profile: Profile,
    *,
    names: bool = False,
    notes: bool = False,
    own: Own | None = None,
    holds: bool | None = None,
) -> Summary:
    """The summary for those who are to read it; names and notes are the facilitator's alone.

    The rest is as in `summarise`. Raises ValueError if names or notes are to go to others.
    """
    if profile == "facilitator":
        return summarise(session, now_wall, names, notes=notes, own=own, holds=holds)
    if names or notes:
        raise ValueError(f"no names and no notes for {profile}")
    made = for_participants if profile == "participants" else for_the_public
    return made(session, now_wall, own=own, holds=holds)


def for_participants(
    session: Session, now_wall: int, *, own: Own | None = None, holds: bool | None = None
) -> Summary:
    """The summary as everybody who was in the room may have it.

    Released answers as they were released, results that were revealed, released learning points,
    actions, and what the facilitator wrote into it. Groups are named and nobody else; no notes,
    no briefs, no aims, no steps that were never shown. How soon a group answered is told of every
    answer: it is no secret that there was one.
    """
    seen = as_the_room_saw(session)
    # Results are made of answers of which the room saw the sum alone.
    counted = _as_the_room_counted(session)
    return _of_steps_that_ran(
        summarise(
            seen,
            now_wall,
            own=own,
            holds=holds,
            counted=counted,
            timed=session,
            profile="participants",
        )
    )


def for_the_public(
    session: Session, now_wall: int, *, own: Own | None = None, holds: bool | None = None
) -> Summary:
    """The summary as anybody may have it.

    As for participants, without the words of groups smaller than three or never counted, their
    names, single votes and choices, results of a side with fewer than three people, who sees to
    an action, the ground rules, and the place. Names and the place as far as they are known are
    masked in all that anybody typed, the facilitator too; the scenario is fiction and stays.
    """
    mask = _mask(session, own or {})
    small = _small_groups(session)
    seen = _without_words_of(_without_ballots(as_the_room_saw(session)), small)
    counted = _of_enough_people(_as_the_room_counted(session), small)
    own = {part: LEFT_OUT if part == "place" else text for part, text in (own or {}).items()}
    summary = summarise(
        seen, now_wall, own=own, holds=holds, counted=counted, timed=session, profile="public"
    )
    overview = replace(summary.overview, unquoted=unquoted(session))
    return mask.over(_of_steps_that_ran(replace(summary, overview=overview)))


def unquoted(session: Session) -> int:
    """How many groups said something and are too small for the public to have their words."""
    said = {response.group for response in session.responses.values()}
    said |= {point.group for point in session.points.values() if point.group is not None}
    return len(_small_groups(session) & said)


def _mask(session: Session, own: Own) -> Mask:
    """What of names and places the session knows."""
    details = session.details
    people = {participant.name for participant in session.participants.values()}
    people.add(details.facilitator)
    small = _small_groups(session)
    groups = session.groups | session.removed
    places = {details.place, own.get("place", EMPTY)}
    if "place" in session.texts:
        places.add(session.texts["place"].text)
    names: set[str] = {action.owner for action in session.actions.values()}
    names |= {part.strip() for place in places for part in (place, *_PIECES.split(place))}
    names |= {group.name for number, group in groups.items() if number in small}
    fiction = {*_texts(session.scenario.model_dump()), *_texts(session.lessons.model_dump())}
    # What is no secret here, such as an action that a side or a table sees to.
    names -= {group.name for number, group in groups.items() if number not in small} | fiction
    numbers = {numbered(number) for number in groups}
    names -= numbers
    gone = {f"{name} {REDACTED}" for name in numbers}
    return Mask(names, people, kept={*fiction, *numbers, *gone, ROOM, ALL})


def _texts(value: Any) -> Iterator[str]:
    """All texts in what a model holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _of_steps_that_ran(summary: Summary) -> Summary:
    return replace(summary, timeline=replace(summary.timeline, never_run=()))


def _small_groups(session: Session) -> set[int]:
    return {
        number
        for number, group in (session.groups | session.removed).items()
        if max(group.people, len(session.members.get(number, ()))) < SMALL
    }


def _words_of(response: Response, small: set[int]) -> bool:
    """Whether it is single words of a small group, which a list of words would show."""
    return response.group in small and any(version.answer.words for version in response.versions)


def _without_ballots(seen: Session) -> Session:
    """What was said in a text alone: of many single votes one could work out those not shown."""
    told = {n: r for n, r in seen.responses.items() if r.versions[-1].answer.text is not None}
    points = {
        number: replace(point, responses=tuple(n for n in point.responses if n in told))
        for number, point in seen.points.items()
    }
    return replace(
        seen,
        responses=told,
        by_run=_by_run(seen, told),
        points=points,
        links={link: seq for link, seq in seen.links.items() if link[0] in told},
    )


def _of_enough_people(counted: Session, small: set[int]) -> Session:
    """Without what a side chose of which too few answered, and single words of small groups."""
    behind: Counter[tuple[int, str]] = Counter()
    for response in counted.responses.values():
        behind[response.run, response.side] += _behind(counted, response)
    for (run, _), shown in counted.hands.items():
        behind[run, shown.side] += sum(shown.counts.values())
    told = {
        number: response
        for number, response in counted.responses.items()
        if behind[response.run, response.side] >= SMALL and not _words_of(response, small)
    }
    hands = {at: of for at, of in counted.hands.items() if behind[at[0], of.side] >= SMALL}
    return replace(counted, responses=told, by_run=_by_run(counted, told), hands=hands)


def _behind(session: Session, response: Response) -> int:
    """How many people an answer stands for: a group's for all who are in the group."""
    step = session.step_of(response.step)
    group = session.groups.get(response.group)
    whole = isinstance(step, Ask | Vote) and step.by == "group" and group is not None
    people = response.versions[-1].people
    return max(people, group.people) if whole and group is not None else people


def _without_words_of(seen: Session, small: set[int]) -> Session:
    """What the room saw, without what would tell who somebody is."""
    groups, removed = (
        {n: replace(g, name=SafeText(numbered(n))) if n in small else g for n, g in of.items()}
        for of in (seen.groups, seen.removed)
    )
    place = seen.details.place and LEFT_OUT
    texts = {
        part: replace(written, text=LEFT_OUT) if part == "place" and written.text else written
        for part, written in seen.texts.items()
    }
    return replace(
        seen,
        groups=groups,
        removed=removed,
        details=replace(seen.details, place=place, ground_rules=EMPTY),
        texts=texts,
        responses={
            number: _unquoted(response) if response.group in small else response
            for number, response in seen.responses.items()
        },
        feed=[replace(post, text=LEFT_OUT) if post.group in small else post for post in seen.feed],
        points={
            number: replace(point, text=LEFT_OUT) if point.group in small else point
            for number, point in seen.points.items()
        },
        actions={
            number: replace(action, owner=action.owner and LEFT_OUT)
            for number, action in seen.actions.items()
        },
    )


def _unquoted(response: Response) -> Response:
    versions = [replace(version, answer=Answer(text=LEFT_OUT)) for version in response.versions]
    return replace(response, versions=versions)


def as_the_room_saw(session: Session) -> Session:
    """The session without anything that the room did not see as it stands here."""
    quoted = {r.number: _as_released(r) for r in _quoted(session)}
    hidden = {
        ref
        for run, ref in result_refs(session).items()
        if not (session.runs[run - 1].revealed or _shown_one_by_one(session, run))
    }
    points = {
        point.number: replace(
            point,
            responses=tuple(n for n in point.responses if n in quoted),
            refs=tuple(ref for ref in point.refs if ref not in hidden),
            participant=None,
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


def _shown_one_by_one(session: Session, run: int) -> bool:
    """Whether the room saw answers that make a result, though not the result."""
    asked = isinstance(session.step_of(session.runs[run - 1].step), Ask)
    return asked and any(r.shown is not None for r in session.responses_in(run))


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
        texts=session.texts,
        finality=session.finality,
    )


def _public_plan(scenario: Scenario) -> Scenario:
    sides = tuple(side.model_copy(update={"aim": EMPTY, "brief": EMPTY}) for side in scenario.sides)
    return scenario.model_copy(update={"sides": sides})


def _public_step(step: Step) -> Step:
    private = {"notes": None, "expect": None} if isinstance(step, Ask) else {"notes": None}
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
        elif isinstance(step, Ask) and response.shown is not None:
            counted[response.number] = _without_words(_as_released(response))
    return replace(
        _bare(session),
        responses=counted,
        by_run=_by_run(session, counted),
        hands=_revealed_hands(session),
        participants=session.participants,
    )


def _without_words(response: Response) -> Response:
    assert response.standing is not None  # noqa: S101 - only what counts is counted
    given = response.standing.answer
    answer = Answer(options=given.options, number=given.number)
    version = replace(response.standing, answer=answer, participant=None)
    return replace(response, versions=[version], beside=[], released=None)


def _revealed_hands(session: Session) -> dict[tuple[int, int], Hands]:
    return {at: hands for at, hands in session.hands.items() if session.runs[at[0] - 1].revealed}


def _by_run(session: Session, kept: dict[int, Response]) -> dict[int, list[int]]:
    return {run: [n for n in given if n in kept] for run, given in session.by_run.items()}
