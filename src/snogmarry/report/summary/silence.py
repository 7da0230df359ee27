"""For how long sides were asked to post and had not, and what they left unanswered.

A side is asked from when a prompt for a post is put to it until each of its groups has posted, and
anew by each inject that is put to it until it posts; while the prompt is open and the room is
there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from snogmarry.report.summary.answering import joined_in, put_to
from snogmarry.report.summary.evidence import OpenPosts, SidePosts, Silence
from snogmarry.report.summary.publicly import (
    Moment,
    Word,
    injects_in,
    is_after,
    is_for,
    posting,
    within_runs,
    words_of,
)
from snogmarry.report.summary.sources import Sources
from snogmarry.scenario.models import injects_of
from snogmarry.session.state import FeedPost, Run, Session
from snogmarry.session.timing import over_at


@dataclass(frozen=True, slots=True)
class _Asked:
    """That a side was asked to post, for a time."""

    run: Run
    start: Moment
    end: Moment
    met: bool
    """It said what it was asked for; if not, the prompt was closed or left."""


def _asked(sources: Sources, run: Run, side: str) -> Iterator[_Asked]:
    """For a post of each group, and then by each inject for a post of the side."""
    session = sources.timed
    groups = [group for group in put_to(sources, run) if session.side_in(run, group) == side]
    said = {group.number: list(words_of(sources, run, group)) for group in groups}
    for group in groups:
        start = Moment(run.started_at, run.started_wall)
        if joined_in(run, group):
            start = Moment(group.added, group.added_wall)
        yield from _until(session, run, start, said[group.number])
    for inject, post in injects_in(sources, run):
        if groups and is_for(inject, side):
            words = [w for of in said.values() for w in of if is_after(w, post)]
            yield from _until(session, run, Moment(post.at, post.wall), words)


def _until(session: Session, run: Run, start: Moment, words: list[Word]) -> Iterator[_Asked]:
    """Until the first of these words; nothing if the prompt was closed by then."""
    end = _end(session, run)
    if start.at < end.at or (start.at == end.at and over_at(run) is None):
        first = min((word.moment for word in words), default=end)
        for since, until in _open_between(run, start, min(first, end)):
            yield _Asked(run, since, until, met=bool(words))


def _open_between(run: Run, start: Moment, end: Moment) -> Iterator[tuple[Moment, Moment]]:
    """The times of a run in which its prompt was not closed, of all that were reopened."""
    for shut in run.shut:
        closed = Moment(shut.start, shut.start_wall)
        if closed >= end:
            break
        if start < closed:
            yield start, closed
        start = max(start, Moment(shut.end, shut.end_wall))
    if start <= end:
        yield start, end


def _end(session: Session, run: Run) -> Moment:
    """When a prompt was closed or left; of one that stands, the newest event."""
    ends = ((run.left_at, run.left_wall), (run.closed_at, run.closed_wall))
    found = (Moment(at, wall) for at, wall in ends if at is not None and wall is not None)
    return min(found, default=Moment(session.at, session.wall))


def left_open(sources: Sources, posts: list[FeedPost], said: list[Word]) -> tuple[OpenPosts, ...]:
    """What the cast had put to each side since its last public word, when prompts ended."""
    names = {
        side: name
        for side, name in sources.sides.items()
        if any(_is_asked(sources, run, side) for run, _ in posting(sources))
    }
    return tuple(
        OpenPosts(
            run.number,
            step.title,
            run.take,
            tuple(
                SidePosts(name, _unanswered(sources, run, side, posts, said))
                for side, name in names.items()
            ),
        )
        for run, step in posting(sources)
        if posts
    )


def _is_asked(sources: Sources, run: Run, side: str) -> bool:
    return any(sources.session.side_in(run, group) == side for group in put_to(sources, run))


def _unanswered(
    sources: Sources, run: Run, side: str, posts: list[FeedPost], said: list[Word]
) -> int | None:
    session = sources.timed
    if not _is_asked(sources, run, side):
        return None
    if all(asked.met for asked in _asked(sources, run, side)):
        return 0
    end = _end(session, run)
    heard = (_heard(session, word).at for word in said if word.side == side)
    last = max((at for at in heard if at <= end.at), default=-1)
    return sum(
        post.at > last
        and (post.at < end.at or over_at(run) is None)
        and _put_to_side(session, post, side)
        for post in posts
    )


def _put_to_side(session: Session, post: FeedPost, side: str) -> bool:
    """Whether the side was to answer a post, which is no inject for the other side."""
    if post.inject is None or post.step is None:
        return True
    injects = injects_of(session.step_of(post.step))
    return any(is_for(inject, side) for inject in injects if inject.id == post.inject)


def _heard(session: Session, word: Word) -> Moment:
    """When a word was said, as far as the prompt stood: what counts may have come late."""
    return min(word.moment, _end(session, word.run))


def silences(sources: Sources, said: list[Word]) -> Iterator[Silence]:
    """Each side's longest stretch without a public word, of the time that it was asked for one."""
    session = sources.timed
    for side, name in sources.sides.items():
        asked = [stretch for run, _ in posting(sources) for stretch in _asked(sources, run, side)]
        spoken = [_heard(session, word) for word in said if word.side == side]
        found = max(_stretches(session, asked, spoken), key=lambda one: one.lasted, default=None)
        if found is not None:
            over = {asked.run.number for asked in found.asked}
            hopes = [step.expect_within for run, step in posting(sources) if run.number in over]
            walls = found.start.wall, found.end.wall
            yield Silence(name, found.lasted, *walls, min(filter(None, hopes), default=None))


@dataclass(frozen=True, slots=True)
class _Silence:
    start: Moment
    end: Moment
    lasted: int
    asked: tuple[_Asked, ...]


def _stretches(session: Session, asked: list[_Asked], spoken: list[Moment]) -> Iterator[_Silence]:
    """All that lies between words, of the time asked; where there is none, one of no length."""
    if asked:
        yield _Silence(asked[0].start, asked[0].start, 0, tuple(asked[:1]))
    cuts = {moment.at for moment in spoken}
    moments = sorted({*spoken, *(a.start for a in asked), *(a.end for a in asked)})
    silence: _Silence | None = None
    for start, end in pairwise(moments):
        if start.at in cuts:
            silence = None
        over = tuple(a for a in asked if a.start.at <= start.at and end.at <= a.end.at)
        if not over:
            continue
        runs = {a.run.number: a.run for a in over}
        lasted = within_runs(session, runs.values(), start.at, end.at)
        before = silence or _Silence(start, start, 0, ())
        silence = _Silence(before.start, end, before.lasted + lasted, before.asked + over)
        yield silence
