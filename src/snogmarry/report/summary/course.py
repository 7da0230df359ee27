"""What happened, in the order of time: the steps, the feed, the responses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from snogmarry.report.summary.evidence import Chosen
from snogmarry.report.summary.sources import Sources, standing
from snogmarry.report.summary.values import (
    Answered,
    PostItem,
    PostKind,
    RaisedHands,
    RunItem,
    Timeline,
    Wanted,
)
from snogmarry.scenario.models import Ask, Step
from snogmarry.session.state import FeedPost, Run, Session
from snogmarry.session.written import whole_seconds


def timeline(sources: Sources) -> Timeline:
    """Planned against actual, up to the newest event."""
    session = sources.session
    ran = {run.step for run in standing(session)}
    main = [step for step in session.steps if not step.aside]
    runs = tuple(_run(sources, run) for run in standing(session))
    return Timeline(
        runs=runs,
        undone=sum(run.undone for run in session.runs),
        never_run=tuple(step.title for step in main if step.id not in ran),
        planned=sum(step.time for step in main),
        took=_took(session),
        paused=sum(run.paused for run in runs),
        lost=sum(map(_lasted, session.away)),
    )


class _Stretch(NamedTuple):
    start: int
    end: int


def _lasted(stretch: tuple[int, int]) -> int:
    """How long a stretch lasted, from one whole second of the session to another, ms.

    Where one ends the next begins, so that what they lasted adds up to the second.
    """
    start, end = (whole_seconds(at) for at in stretch)
    return end - start


def _took(session: Session) -> int:
    if session.started_at is None:
        return 0
    end = session.at if session.ended_at is None else session.ended_at
    return _lasted((session.started_at, end)) - sum(map(_lasted, session.away))


def _run(sources: Sources, run: Run) -> RunItem:
    step = sources.steps[run.step]
    session = sources.session
    now = session.at
    spans = ((s.start, now if s.end is None else min(s.end, now)) for s in run.spans)
    pauses = list(filter(None, _pauses(session, run)))
    return RunItem(
        run=run.number,
        step=step.title,
        kind=step.do,
        take=run.take,
        started=run.started_wall,
        planned=run.planned,
        given=run.time,
        took=sum(map(_lasted, spans)),
        pauses=len(pauses),
        paused=sum(pauses),
        skipped=run.skipped,
    )


def _pauses(session: Session, run: Run) -> Iterator[int]:
    """How long the run's clock stood each time while the room was in it, ms."""
    ends = [span.start for span in run.spans[1:]]
    if run.paused:
        ends.append(session.at)
    for span, end in zip(run.spans, ends, strict=False):
        if span.end is not None and span.end < session.at:
            stood = _Stretch(span.end, end if span.left is None else span.left)
            yield _lasted(stood) - sum(_lasted(_shared(stood, away)) for away in session.away)


def _shared(one: tuple[int, int], other: tuple[int, int]) -> _Stretch:
    start = max(one[0], other[0])
    return _Stretch(start, max(start, min(one[1], other[1])))


def feed(sources: Sources) -> tuple[PostItem, ...]:
    """All public messages."""
    return tuple(_post(sources, post) for post in sources.session.feed)


def _post(sources: Sources, post: FeedPost) -> PostItem:
    scenario = sources.session.scenario
    character = None if post.character is None else scenario.character(post.character)
    entry = None if post.response is None else sources.entries[post.response]
    return PostItem(
        *sources.backed(post.ref),
        ref=post.ref,
        wall=post.wall,
        channel=scenario.channel(post.channel).name,
        author=entry.group if entry else sources.author(post),
        handle=(character.handle or "") if character else "",
        side=entry.side if entry else "",
        text=post.text,
        kind=_kind(post),
        took=entry.took if entry else None,
        late=entry is not None and entry.late,
    )


def _kind(post: FeedPost) -> PostKind:
    if post.response is not None:
        return "answer"
    if post.post is not None:
        return "on the spot"
    return "cast" if post.inject is None else "inject"


def _wanted(step: Step) -> Wanted:
    return step.answer if isinstance(step, Ask) else "vote"


def _channel(sources: Sources, step: Step) -> str:
    on = step.on if isinstance(step, Ask) and step.answer == "post" else None
    return "" if on is None else sources.session.scenario.channel(on).name


def answered(sources: Sources, *, hands: bool) -> tuple[Answered, ...]:
    """All responses, run by run; those of a run that was taken back too.

    `hands`: with the shows of hands of each group.
    """
    session = sources.session
    return tuple(
        Answered(
            run=run.number,
            step=sources.steps[run.step].title,
            take=run.take,
            asked=sources.asked(run.step),
            wanted=_wanted(sources.steps[run.step]),
            channel=_channel(sources, sources.steps[run.step]),
            undone=run.undone,
            entries=entries,
            responses=len(entries),
            counted=sources.counting(session.responses_in(run.number)),
            aloud=tuple(sources.group(group) for group in sorted(run.aloud)),
            hands=raised,
        )
        for run in session.runs
        for raised in [tuple(_raised(sources, run)) if hands else ()]
        if session.by_run.get(run.number) or run.aloud or raised
        for entries in [tuple(sources.entries[r.number] for r in session.responses_in(run.number))]
    )


def _raised(sources: Sources, run: Run) -> Iterator[RaisedHands]:
    session = sources.session
    options = sources.options.get(run.step, {})
    for late, found in ((False, session.hands), (True, session.late_hands)):
        for (number, group), hands in found.items():
            if number == run.number:
                counts, side = hands.counts.items(), sources.sides[hands.side]
                yield RaisedHands(
                    sources.results[number],
                    sources.group(group),
                    side,
                    tuple(Chosen(side, options.get(of, of), count) for of, count in counts),
                    late,
                )
