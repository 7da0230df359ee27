"""How soon sides spoke: first public words, answers to challenges, silences, what was left open.

Times are of the room's clock: pauses and interruptions do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import NamedTuple

from snogmarry.report.summary.answering import first_answers, put, put_to
from snogmarry.report.summary.evidence import (
    Challenge,
    FirstWord,
    GroupTiming,
    OpenPosts,
    Reaction,
    SidePosts,
    Silence,
    Since,
    Speed,
)
from snogmarry.report.summary.sources import Sources, standing
from snogmarry.scenario.models import Ask, asked_sides, injects_of
from snogmarry.session.given import aloud, came_late, counting, given
from snogmarry.session.state import FeedPost, Group, Response, Run, Session
from snogmarry.session.timing import elapsed


@dataclass(frozen=True, slots=True)
class _Word:
    """A public word of a group: an answer that counts, where a post was asked for."""

    at: int
    wall: int
    group: int
    side: str
    response: Response | None
    """None: it was said aloud."""


@dataclass(frozen=True, slots=True)
class _Start:
    """From when on it is counted."""

    at: int
    since: Since


class _Moment(NamedTuple):
    """A moment of the session with its time of day: after a sleep they have drifted apart."""

    at: int
    wall: int


def speed(sources: Sources) -> Speed:
    """All of it; empty where nothing was posted and nobody was asked."""
    session = sources.timed
    posts = [post for post in session.feed if post.response is None]
    said = _said(sources)
    start = _start(sources, posts)
    return Speed(
        since=start.since if start else None,
        words=_first_words(sources, said, start) if start else (),
        challenges=tuple(_challenges(sources)),
        open=_open(sources, posts, said),
        silences=_silences(sources, said, start) if start else (),
    )


def _start(sources: Sources, posts: list[FeedPost]) -> _Start | None:
    """The first post of the cast, or the first prompt that asks for one if that was sooner."""
    asked = (
        run for run in standing(sources.session) if _posting(sources, run.step) and not run.skipped
    )
    found = [_Start(post.at, Since("post", post.wall)) for post in posts[:1]]
    found += [_Start(run.started_at, Since("prompt", run.started_wall)) for run in islice(asked, 1)]
    return min(found, key=lambda start: start.at, default=None)


def _said(sources: Sources) -> list[_Word]:
    """In the order of time; what was typed before the same thing said aloud."""
    return sorted(chain(_written(sources), _aloud(sources)), key=lambda word: word.at)


def _written(sources: Sources) -> Iterator[_Word]:
    for response in sources.timed.responses.values():
        moment = given(sources.timed, response)
        if moment is not None and _posting(sources, response.step):
            yield _Word(moment.at, moment.wall, response.group, response.side, response)


def _aloud(sources: Sources) -> Iterator[_Word]:
    session = sources.timed
    for run in standing(session):
        if not _posting(sources, run.step):
            continue
        for number in run.aloud:
            moment = aloud(run, number)
            if moment is not None:
                side = session.side_in(run, session.groups[number])
                yield _Word(moment.at, moment.wall, number, side, None)


def _posting(sources: Sources, step_id: str) -> Ask | None:
    """The step, if it asks for a post."""
    step = sources.steps[step_id]
    return step if isinstance(step, Ask) and step.answer == "post" else None


def _within(session: Session, runs: Iterable[Run], start: int, end: int) -> int:
    """How long the room's clock went in some runs between two moments of the session, ms."""
    total = 0
    for run in runs:
        for span in run.spans:
            last = session.at if span.end is None else span.end
            total += max(0, min(last, end) - max(span.start, start))
    return total


def _first_words(sources: Sources, said: list[_Word], start: _Start) -> tuple[FirstWord, ...]:
    groups = sources.session.groups.values()
    first: dict[int, _Word] = {}
    for word in said:
        if word.at >= start.at:
            first.setdefault(word.group, word)
    return tuple(_first_word(sources, group, first.get(group.number), start.at) for group in groups)


def _asked(sources: Sources) -> set[int]:
    """The groups that any prompt for a post was put to."""
    return {
        group.number
        for run, step in put(sources)
        if step.answer == "post"
        for group in put_to(sources, run)
    }


def _only_late(sources: Sources, group: int) -> bool:
    """Whether a group that never said a public word had one that came after the closing."""
    return any(
        came_late(sources.timed, run, group)
        for run in standing(sources.session)
        if _posting(sources, run.step)
    )


def _first_word(sources: Sources, group: Group, word: _Word | None, since: int) -> FirstWord:
    name = sources.group(group.number)
    if word is None:
        late = _only_late(sources, group.number)
        asked = group.number in _asked(sources)
        side = sources.sides[group.side]
        return FirstWord(name, side, None, None, asked=asked, late=late, aloud=False)
    took = _within(sources.timed, sources.timed.runs, since, word.at)
    response = word.response
    ref = response.ref if response is not None and response.number in sources.entries else None
    side = sources.sides[word.side]
    return FirstWord(name, side, ref, took, asked=True, late=False, aloud=response is None)


# Challenges: a prompt, or an inject while one stands, put to a side


def _challenges(sources: Sources) -> Iterator[Challenge]:
    for run, step in put(sources):
        answers = first_answers(sources, run, step)
        yield _challenge(sources, run, step, None, (_to_prompt(answer) for answer in answers))
        if step.answer != "post":
            continue
        arrived = {p.inject: p for p in sources.session.feed if p.inject and p.run == run.number}
        for inject in injects_of(step):
            if inject.id in arrived:
                post, named = arrived[inject.id], inject.unless_answered
                groups = (
                    group
                    for group in put_to(sources, run)
                    if named in {None, sources.session.side_in(run, group)}
                )
                reactions = (_to_inject(sources, run, group, post) for group in groups)
                yield _challenge(sources, run, step, post, reactions)


def _challenge(
    sources: Sources, run: Run, step: Ask, post: FeedPost | None, groups: Iterable[Reaction]
) -> Challenge:
    timing = sources.timings[run.number]
    return Challenge(
        *sources.backed(timing if post is None else post.ref),
        ref=timing,
        inject=None if post is None else post.ref,
        step=step.title,
        take=run.take,
        kind="prompt" if post is None else "inject",
        author="" if post is None else sources.author(post),
        text="" if post is None else post.text,
        wall=run.started_wall if post is None else post.wall,
        expected=step.expect_within if post is None else None,
        groups=tuple(groups),
    )


def _to_prompt(answer: GroupTiming) -> Reaction:
    return Reaction(
        answer.group, answer.side, answer.took, answer.late, answer.within, before=False
    )


def _to_inject(sources: Sources, run: Run, group: Group, post: FeedPost) -> Reaction:
    first = run.answered.get(group.number)
    before = first is not None and first < elapsed(run, post.at)
    return Reaction(
        group=sources.group(group.number),
        side=sources.sides[sources.session.side_in(run, group)],
        took=min(_answers_since(sources.timed, run, group.number, post), default=None),
        late=came_late(sources.timed, run, group.number),
        within=None,
        before=before,
    )


def _answers_since(session: Session, run: Run, group: int, post: FeedPost) -> Iterator[int]:
    """How long after a post each thing came that the group then said in the run, and counts."""
    came = elapsed(run, post.at)
    said = aloud(run, group)
    if said is not None and said.took >= came:
        yield said.took - came
    for number in session.by_group.get((run.number, group), ()):
        response = session.responses[number]
        first = given(session, response)
        if first is None:
            continue
        # A phone's words that the facilitator mended are no new answer of the group.
        said_anew = (
            version
            for version in response.versions
            if counting(response, version)
            and (response.participant is None or version.participant is not None)
        )
        for place, version in enumerate(said_anew):
            took = elapsed(run, version.at) if place else first.took
            if version.seq > post.seq and took >= came:
                yield took - came


# What was left open, and silences


def _open(sources: Sources, posts: list[FeedPost], said: list[_Word]) -> tuple[OpenPosts, ...]:
    """What the cast had posted since each side's last public word, when runs with posts ended."""
    session = sources.session
    sides = _heard(sources, said)
    if not sides:
        return ()
    found = []
    for run in standing(session):
        end = session.at if run.left_at is None else run.left_at
        until = [post for post in posts if post.at < end or run.left_at is None]
        posted = any(post.run == run.number for post in until)
        if not until or not (posted or _posting(sources, run.step)):
            continue
        counts = []
        for side, name in sides.items():
            last = max((w.at for w in said if w.side == side and w.at <= end), default=-1)
            counts.append(SidePosts(name, sum(post.at > last for post in until)))
        found.append(OpenPosts(run.number, sources.steps[run.step].title, run.take, tuple(counts)))
    return tuple(found)


def _heard(sources: Sources, said: list[_Word]) -> dict[str, str]:
    """The names of the sides that were asked for a post, or said something in public."""
    asked = (
        asked_sides(step, sources.session.scenario)
        for _, step in put(sources)
        if step.answer == "post"
    )
    heard = {*chain.from_iterable(asked), *(word.side for word in said)}
    return {side: name for side, name in sources.sides.items() if side in heard}


def _silences(sources: Sources, said: list[_Word], start: _Start) -> tuple[Silence, ...]:
    """Each side's longest stretch without a public word, of the time that it was asked for one."""
    session = sources.timed
    silences = []
    for side, name in sources.sides.items():
        asked = [(r, ask) for r in standing(session) if (ask := _asked_to_post(sources, r, side))]
        runs = [run for run, _ in asked]
        if not runs:
            continue
        begin, end = _Moment(start.at, start.since.wall), max(_end(session, run) for run in runs)
        spoken = (_spoken(word) for word in said if word.side == side)
        moments = sorted(m for m in (begin, *spoken, end) if begin.at <= m.at <= end.at)
        pairs = list(pairwise(moments))
        if not pairs:
            continue
        lasted, (first, last) = max(
            (_within(session, runs, one.at, other.at), (one, other)) for one, other in pairs
        )
        hopes = [ask.expect_within for _, ask in asked if ask.expect_within]
        hoped = min(hopes, default=None)
        silences.append(Silence(name, lasted, first.wall, last.wall, hoped))
    return tuple(silences)


def _spoken(word: _Word) -> _Moment:
    return _Moment(word.at, word.wall)


def _end(session: Session, run: Run) -> _Moment:
    """When a run was left; of one that goes on, the newest event."""
    if run.left_at is None or run.left_wall is None:
        return _Moment(session.at, session.wall)
    return _Moment(run.left_at, run.left_wall)


def _asked_to_post(sources: Sources, run: Run, side: str) -> Ask | None:
    """The step of the run, if it asked that side for a post."""
    step = None if run.skipped else _posting(sources, run.step)
    asked = step is not None and side in asked_sides(step, sources.session.scenario)
    return step if asked else None
