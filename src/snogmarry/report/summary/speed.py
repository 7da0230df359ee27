"""How soon sides spoke: first public words, and answers to challenges.

Times are of the room's clock: pauses and interruptions do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from snogmarry.report.summary.answering import first_answers, put, put_to
from snogmarry.report.summary.evidence import (
    Challenge,
    FirstWord,
    GroupTiming,
    Reaction,
    Since,
    Speed,
)
from snogmarry.report.summary.publicly import (
    Word,
    injects_in,
    is_after,
    is_for,
    posting,
    said_in_public,
    within_runs,
    words_of,
)
from snogmarry.report.summary.silence import left_open, silences
from snogmarry.report.summary.sources import Sources
from snogmarry.scenario.models import Ask
from snogmarry.session.given import came_late
from snogmarry.session.state import FeedPost, Group, Run


@dataclass(frozen=True, slots=True)
class _Start:
    """From when on it is counted."""

    at: int
    since: Since


def speed(sources: Sources) -> Speed:
    """All of it; empty where nothing was posted and nobody was asked."""
    posts = [post for post in sources.timed.feed if post.response is None]
    said = said_in_public(sources)
    start = _start(sources, posts)
    return Speed(
        since=start.since if start else None,
        words=_first_words(sources, said, start) if start else (),
        challenges=tuple(_challenges(sources)),
        open=left_open(sources, posts, said),
        silences=tuple(silences(sources, said)),
    )


def _start(sources: Sources, posts: list[FeedPost]) -> _Start | None:
    """The first post of the cast, or the first prompt that asks for one if that was sooner."""
    found = [_Start(post.at, Since("post", post.wall)) for post in posts[:1]]
    for run, _ in posting(sources):
        found.append(_Start(run.started_at, Since("prompt", run.started_wall)))
    return min(found, key=lambda start: start.at, default=None)


def _first_words(sources: Sources, said: list[Word], start: _Start) -> tuple[FirstWord, ...]:
    groups = sources.session.groups.values()
    first: dict[int, Word] = {}
    for word in said:
        if word.moment.at >= start.at:
            first.setdefault(word.group, word)
    return tuple(_first_word(sources, group, first.get(group.number), start.at) for group in groups)


def _first_word(sources: Sources, group: Group, word: Word | None, since: int) -> FirstWord:
    name = sources.group(group.number)
    joined = since < group.added
    if word is None:
        asked = [run for run, _ in posting(sources) if group in put_to(sources, run)]
        return FirstWord(
            name,
            sources.sides[group.side],
            None,
            None,
            asked=bool(asked),
            late=any(came_late(sources.timed, run, group.number) for run in asked),
            joined=joined,
            aloud=False,
        )
    since, session, response = max(since, group.added), sources.timed, word.response
    return FirstWord(
        name,
        sources.sides[word.side],
        response.ref if response is not None and response.number in sources.entries else None,
        within_runs(session, session.runs, since, word.moment.at),
        asked=True,
        late=word.late,
        joined=joined,
        aloud=response is None,
    )


# Challenges: a prompt, or an inject while one stands, put to a side


def _challenges(sources: Sources) -> Iterator[Challenge]:
    for run, step in put(sources):
        answers = first_answers(sources, run, step)
        yield _challenge(sources, run, step, None, (_to_prompt(answer) for answer in answers))
        if step.answer != "post":
            continue
        for inject, post in injects_in(sources, run):
            groups = (
                group
                for group in put_to(sources, run)
                if is_for(inject, sources.session.side_in(run, group)) and _saw(group, post)
            )
            reactions = (_to_inject(sources, run, group, post) for group in groups)
            yield _challenge(sources, run, step, post, reactions)


def _saw(group: Group, post: FeedPost) -> bool:
    """Whether a group was there when a post came."""
    return group.seqs[0] < post.seq


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
        answer.group,
        answer.side,
        answer.took,
        answer.late,
        answer.joined,
        answer.within,
        before=False,
    )


def _to_inject(sources: Sources, run: Run, group: Group, post: FeedPost) -> Reaction:
    said = list(words_of(sources, run, group))
    words = [word for word in said if is_after(word, post)]
    word = min(words, key=lambda word: word.moment, default=None)
    timed = sources.timed
    late = came_late(timed, run, group.number) if word is None else word.late
    return Reaction(
        group=sources.group(group.number),
        side=sources.sides[sources.session.side_in(run, group)],
        took=None if word is None else within_runs(timed, [run], post.at, word.moment.at),
        late=late,
        joined=False,
        within=None,
        before=len(words) < len(said),
    )
