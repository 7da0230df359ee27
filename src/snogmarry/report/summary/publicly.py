"""What groups said in public, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from snogmarry.report.summary.answering import put
from snogmarry.report.summary.sources import Sources
from snogmarry.scenario.models import Ask, Inject, injects_of
from snogmarry.session.given import Given, aloud, counting, given, in_fact_late
from snogmarry.session.state import FeedPost, Group, Response, Run, Session, Version


class Moment(NamedTuple):
    """A moment of the session with its time of day: after a sleep they have drifted apart."""

    at: int
    wall: int


@dataclass(frozen=True, slots=True)
class Word:
    """A public word of a group: an answer that counts, where a post was asked for."""

    moment: Moment
    seq: int | None
    """None: it was said aloud."""
    run: Run
    group: int
    side: str
    response: Response | None
    """None: nothing that was typed stands for it."""
    late: bool
    """It came late, and was let count."""


def posting(sources: Sources) -> Iterator[tuple[Run, Ask]]:
    """The runs that put a prompt for a post."""
    return ((run, step) for run, step in put(sources) if step.answer == "post")


def said_in_public(sources: Sources) -> list[Word]:
    """In the order of time; what was typed before the same thing said aloud."""
    groups = sources.session.groups.values()
    words = (w for run, _ in posting(sources) for g in groups for w in words_of(sources, run, g))
    return sorted(words, key=lambda word: word.moment.at)


def words_of(sources: Sources, run: Run, group: Group) -> Iterator[Word]:
    """What a group said in a run that counts: what it said first, and what it then said anew."""
    session = sources.timed
    side = session.side_in(run, group)
    for number in session.by_group.get((run.number, group.number), ()):
        response = session.responses[number]
        first = given(session, response)
        if first is None:
            continue
        for place, version in enumerate(_said(response)):
            of = version if place else first
            moment, late = _called_out(run, of), in_fact_late(response, of.at)
            yield Word(moment, version.seq, run, group.number, side, response, late)
    spoken = aloud(run, group.number)
    if spoken is not None:
        moment = Moment(spoken.at, spoken.wall)
        yield Word(moment, None, run, group.number, side, None, late=False)


def _called_out(run: Run, typed: Given | Version) -> Moment:
    """When it was said: what is typed after the room moved on was called out before."""
    moment = Moment(typed.at, typed.wall)
    if run.left_at is None or run.left_wall is None:
        return moment
    return min(moment, Moment(run.left_at, run.left_wall))


def _said(response: Response) -> Iterator[Version]:
    """Its first version that counts, and those by which the group said something anew."""
    counted = [version for version in response.versions if counting(response, version)]
    yield from counted[:1]
    # Words that the facilitator mended are no new answer of the group.
    yield from (v for v in counted[1:] if v.participant is not None or v.anew)


def injects_in(sources: Sources, run: Run) -> Iterator[tuple[Inject, FeedPost]]:
    """The injects that arrived in a run, in the order of the scenario."""
    arrived = {p.inject: p for p in sources.timed.feed if p.inject and p.run == run.number}
    return ((i, arrived[i.id]) for i in injects_of(sources.steps[run.step]) if i.id in arrived)


def is_for(inject: Inject, side: str) -> bool:
    """Whether an inject is put to a side: one that comes if a side is silent, to that one alone."""
    return inject.unless_answered in {None, side}


def is_after(word: Word, post: FeedPost) -> bool:
    """Whether a word came after a post, or in the same moment and was noted after it."""
    return word.moment.at >= post.at and (word.seq is None or word.seq > post.seq)


def within_runs(session: Session, runs: Iterable[Run], start: int, end: int) -> int:
    """How long the room's clock went in some runs between two moments of the session, ms."""
    total = 0
    for run in runs:
        for span in run.spans:
            last = session.at if span.end is None else span.end
            total += max(0, min(last, end) - max(span.start, start))
    return total
