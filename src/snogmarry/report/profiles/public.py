"""What the public may have of a session: nothing that tells who somebody is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from snogmarry.report.masking import LEFT_OUT, Mask, each
from snogmarry.report.profiles.room import as_the_room_counted, as_the_room_saw, with_only
from snogmarry.report.summary.counts import ALL, Why
from snogmarry.report.summary.headcounts import counted_in
from snogmarry.report.summary.sources import ROOM, LeftOut, numbered
from snogmarry.report.summary.values import Summary
from snogmarry.scenario.models import STANCES, Ask, Vote
from snogmarry.session.events import Answer, SummaryPart
from snogmarry.session.refs import result_refs
from snogmarry.session.state import Response, Session
from snogmarry.session.tally import voters
from snogmarry.text import EMPTY, REDACTED, SafeText

Own = Mapping[SummaryPart, SafeText]
SMALL = 3
"""A group of fewer people could be known by its words."""
_PIECES = re.compile(r"[,;/|()\n]| [-–—] ")
"""What parts a building from its town."""


class Public(NamedTuple):
    """What of a session the public may see, and may see counted."""

    seen: Session
    counted: Session
    left_out: LeftOut


def as_the_public_may(session: Session) -> Public:
    """What the room saw, without single votes and what would tell who somebody is.

    Results are of what the room saw counted, where enough people are behind it.
    """
    small = _small_groups(session)
    counted = as_the_room_counted(session)
    behind, unsure = _behind(counted)
    enough = _of_enough_people(counted, behind, small)
    few: dict[int, set[str]] = {}
    for (run, side), people in behind.items():
        if 0 < people < SMALL:
            few.setdefault(run, set()).add(side)
    uncounted = {
        run: of for run in few if (of := {side for at, side in unsure if at == run} & few[run])
    }
    refs = result_refs(session)
    gone = _answered(counted) - _answered(enough)
    named = {refs[run] for run in gone if run in refs}
    room = as_the_room_saw(session)
    seen = _without_ballots(_without_results(room, named))
    dropped = (r for r in counted.responses.values() if _words_of(r, small))
    unworded = frozenset(r.run for r in dropped if r.side not in few.get(r.run, ()))
    why: dict[int, Why] = {
        run: "small groups" if run in unworded else _few(few[run], uncounted.get(run, set()))
        for run in sorted(gone & refs.keys())
        if run in few or run in unworded
    }
    left_out = LeftOut(few, uncounted, unworded, why, _reasons(room, seen))
    return Public(_without_words_of(seen, small), enough, left_out)


def _few(sides: set[str], uncounted: set[str]) -> Why:
    """Why a result of which no side remains is left out."""
    if not uncounted:
        return "too few"
    return "uncounted" if uncounted == sides else "few or uncounted"


def _reasons(room: Session, seen: Session) -> dict[int, set[str]]:
    """By run, the sides that gave reasons which the room saw, and which are not seen here."""
    found: dict[int, set[str]] = {}
    for number, response in room.responses.items():
        if response.versions[-1].answer.reason and number not in seen.responses:
            found.setdefault(response.run, set()).add(response.side)
    return found


def _answered(counted: Session) -> set[int]:
    """The runs of which something is counted."""
    return {r.run for r in counted.responses.values()} | {run for run, _ in counted.hands}


def count_unquoted(session: Session) -> int:
    """How many groups said something and are too small for the public to have their words."""
    said = {response.group for response in session.responses.values()}
    said |= {point.group for point in session.points.values() if point.group is not None}
    return len(_small_groups(session) & said)


def _small_groups(session: Session) -> set[int]:
    return {
        number
        for number, group in (session.groups | session.removed).items()
        # Not by its phones: one that came back without its code counts twice.
        if group.people < SMALL
    }


class Known(NamedTuple):
    """What of names and places the session knows."""

    people: AbstractSet[str]
    places: AbstractSet[str]
    owners: AbstractSet[str]
    """Who sees to actions, as it was typed, and each by itself."""
    owners_each: AbstractSet[str]
    small: AbstractSet[str]
    """What small groups are called, and each by itself."""
    small_each: AbstractSet[str]
    kept: frozenset[str]
    """Texts that are no secret."""

    def mask(self, kept: Iterable[str] = ()) -> Mask:
        """All of it left out; `kept`: further texts that are no secret."""
        names = self.owners | self.small
        callings = self.owners_each | self.small_each
        return Mask(names, self.people, callings, self.places, self.kept.union(kept))


def known(session: Session, place: SafeText) -> Known:
    """What of names and places the session knows; `place` is told beside it, and may be empty."""
    details = session.details
    people = {participant.name for participant in session.participants.values()}
    people |= {details.facilitator, *_formerly(session, "facilitator")}
    small = _small_groups(session)
    groups = session.groups | session.removed
    places = {details.place, place, *_formerly(session, "place")}
    if "place" in session.texts:
        places.add(session.texts["place"].text)
    towns = {part.strip() for named in places for part in (named, *_PIECES.split(named))}
    owners = {action.owner for action in session.actions.values()} | _formerly(session, "owner")
    called = {group.name for number, group in groups.items() if number in small}
    called |= {former.name for former in session.former if former.group in small}
    fiction = {*_texts(session.scenario.model_dump()), *_texts(session.lessons.model_dump())}
    fiction |= {option.text for option in STANCES}
    numbers = {numbered(number) for number in groups}
    # What is no secret here, such as an action that a side or a table sees to.
    tables = {group.name for number, group in groups.items() if number not in small}
    open_to_all = {*tables, *fiction, *numbers}
    gone = {f"{name} {REDACTED}" for name in numbers}
    owners_each, called_each = (
        {one for name in of for one in each(name)} - open_to_all for of in (owners, called)
    )
    return Known(
        people,
        towns - open_to_all,
        owners - open_to_all,
        owners_each,
        called - open_to_all,
        called_each,
        frozenset({*fiction, *numbers, *gone, ROOM, ALL}),
    )


def mask(session: Session, place: SafeText, summary: Summary) -> Mask:
    """What leaves out of a summary the names and places that the session knows.

    What the summary joined out of options and sides is fiction as they are, and stays.
    """
    return known(session, place).mask(_joined(summary))


def _formerly(session: Session, of: str) -> set[SafeText]:
    return {former.name for former in session.former if former.of == of}


def _joined(summary: Summary) -> Iterator[str]:
    """Results that are said in a line, and points of scales with what they mean."""
    points = chain(summary.loose, *(lesson.points for lesson in summary.list.lessons))
    yield from (proof.said for p in points for proof in p.proofs if proof.kind == "result")
    yield from (c.option for vote in summary.votes for of in vote.tallies for c in of.counts)


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


def _without_ballots(seen: Session) -> Session:
    """What was said in a text alone: of many single votes one could work out those not shown."""
    told = {n: r for n, r in seen.responses.items() if r.versions[-1].answer.text is not None}
    return with_only(seen, told)


def _without_results(seen: Session, gone: set[str]) -> Session:
    """Without points naming a result of which the public may have nothing."""
    points = {
        number: replace(point, refs=tuple(ref for ref in point.refs if ref not in gone))
        for number, point in seen.points.items()
    }
    return replace(seen, points=points)


def _of_enough_people(
    counted: Session, behind: Counter[tuple[int, str]], small: set[int]
) -> Session:
    """Without what a side chose of which too few answered, and single words of small groups."""
    told = {
        number: response
        for number, response in counted.responses.items()
        if behind[response.run, response.side] >= SMALL and not _words_of(response, small)
    }
    hands = {at: of for at, of in counted.hands.items() if behind[at[0], of.side] >= SMALL}
    return with_only(replace(counted, hands=hands), told)


def _behind(counted: Session) -> tuple[Counter[tuple[int, str]], set[tuple[int, str]]]:
    """How many people answered, by run and side; a group's answer stands for all in the group.

    And where that is the least that is sure, for want of a headcount. They are no more than the
    group was counted as: a phone that came back without its code, or a hand that was raised twice,
    is nobody else.
    """
    behind: Counter[tuple[int, str]] = Counter()
    unsure: set[tuple[int, str]] = set()
    for run in counted.runs:
        step = counted.step_of(run.step)
        as_one = isinstance(step, Ask | Vote) and step.by == "group"
        for (side, group), given in voters(counted, run).items():
            people = counted_in(counted, run, group)
            if as_one and (run.number, group) not in counted.hands:
                # Of a group that nobody counted it is sure that somebody answered.
                behind[run.number, side] += people or 1
                if not people:
                    unsure.add((run.number, side))
            else:
                behind[run.number, side] += min(given, people or given)
    return behind, unsure


def _words_of(response: Response, small: set[int]) -> bool:
    """Whether it is single words of a small group, which a list of words would show."""
    return response.group in small and any(version.answer.words for version in response.versions)


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
            number: _without_answer(response) if response.group in small else response
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


def _without_answer(response: Response) -> Response:
    answer = Answer(text=LEFT_OUT)
    versions = [replace(version, answer=answer, people=0) for version in response.versions]
    return replace(response, versions=versions)
