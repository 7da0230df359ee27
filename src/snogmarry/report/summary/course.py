"""What happened, in the order of time: the steps, the feed, the responses."""

from __future__ import annotations

from snogmarry.report.summary.sources import Sources, standing
from snogmarry.report.summary.values import (
    Answered,
    PostItem,
    PostKind,
    RunItem,
    Timeline,
    Wanted,
)
from snogmarry.scenario.models import Ask, Step
from snogmarry.session.state import FeedPost, Run, Session
from snogmarry.session.timing import elapsed


def timeline(sources: Sources) -> Timeline:
    """Planned against actual, up to the newest event."""
    session = sources.session
    ran = {run.step for run in standing(session)}
    main = [step for step in session.steps if not step.aside]
    return Timeline(
        runs=tuple(_run(sources, run) for run in standing(session)),
        undone=sum(run.undone for run in session.runs),
        never_run=tuple(step.title for step in main if step.id not in ran),
        planned=sum(step.time for step in main),
        took=_took(session),
        lost=session.lost,
    )


def _took(session: Session) -> int:
    if session.started_at is None:
        return 0
    end = session.at if session.ended_at is None else session.ended_at
    return max(0, end - session.started_at - session.lost)


def _run(sources: Sources, run: Run) -> RunItem:
    step = sources.steps[run.step]
    pauses = _pauses(sources.session, run)
    return RunItem(
        run=run.number,
        step=step.title,
        kind=step.do,
        take=run.take,
        started=run.started_wall,
        planned=run.planned,
        given=run.time,
        took=elapsed(run, sources.session.at),
        pauses=len(pauses),
        paused=sum(pauses),
        skipped=run.skipped,
    )


def _pauses(session: Session, run: Run) -> list[int]:
    """How long the run's clock stood each time, but for when the room was in another run."""
    gaps = [(a.end, b.start) for a, b in zip(run.spans, run.spans[1:], strict=False)]
    last = run.spans[-1].end if run.spans else None
    if run.paused and last is not None:
        gaps.append((last, session.at if run.left_at is None else run.left_at))
    return [
        end - start
        for start, end in gaps
        if start is not None and end > start and not _elsewhere(session, run, start, end)
    ]


def _elsewhere(session: Session, run: Run, start: int, end: int) -> bool:
    return any(
        span.start < end and (span.end is None or span.end > start)
        for other in session.runs
        if other is not run
        for span in other.spans
    )


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


def answered(sources: Sources) -> tuple[Answered, ...]:
    """All responses, run by run; those of a run that was taken back too."""
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
            aloud=tuple(sources.group(group) for group in sorted(run.aloud)),
        )
        for run in session.runs
        if session.by_run.get(run.number) or run.aloud
        for entries in [tuple(sources.entries[r.number] for r in session.responses_in(run.number))]
    )
