"""How soon groups first answered a prompt, and whether that was in the time hoped for."""

from __future__ import annotations

from collections.abc import Iterator

from snogmarry.report.summary.evidence import GroupTiming, Timing
from snogmarry.report.summary.sources import Sources, standing
from snogmarry.scenario.models import Ask
from snogmarry.session.answered import asked_groups
from snogmarry.session.given import came_late, let_count
from snogmarry.session.state import Group, Run
from snogmarry.session.timing import took_place, was_there
from snogmarry.session.written import whole_seconds


def put(sources: Sources) -> Iterator[tuple[Run, Ask]]:
    """The runs that put a prompt and took place, in the order of time."""
    for run in standing(sources.session):
        step = sources.steps[run.step]
        if isinstance(step, Ask) and took_place(run):
            yield run, step


def put_to(sources: Sources, run: Run) -> list[Group]:
    """The groups that a run put its prompt to; none that came only once it was over."""
    return [group for group in asked_groups(sources.session, run) if was_there(run, group)]


def first_answers(sources: Sources, run: Run, step: Ask) -> tuple[GroupTiming, ...]:
    """How soon each group that was asked first gave an answer that counts."""
    timed = sources.timed
    found = []
    for group in put_to(sources, run):
        took = run.answered.get(group.number)
        found.append(
            GroupTiming(
                group=sources.group(group.number),
                side=sources.sides[sources.session.side_in(run, group)],
                took=took,
                late=came_late(timed, run, group.number) or let_count(timed, run, group.number),
                joined=joined_in(run, group),
                within=_within(took, step.expect_within),
            )
        )
    return tuple(found)


def joined_in(run: Run, group: Group) -> bool:
    """Whether a group joined when the prompt had been put already, and is timed from then on."""
    return run.started_at < group.added


def _within(took: int | None, hoped: int | None) -> bool | None:
    """Whether a group answered in time, by the whole seconds that are told; None if none is."""
    if hoped is None:
        return None
    return took is not None and whole_seconds(took) <= whole_seconds(hoped)


def timings(sources: Sources, lesson: str | None = None) -> tuple[Timing, ...]:
    """Answering times where the scenario names a time; of one lesson, if one is given."""
    found = (
        _timing(sources, run, step, step.expect_within)
        for run, step in put(sources)
        if step.expect_within is not None and (lesson is None or lesson in step.lessons)
    )
    return tuple(timing for timing in found if timing.groups)


def _timing(sources: Sources, run: Run, step: Ask, expected: int) -> Timing:
    ref = sources.timings[run.number]
    groups = first_answers(sources, run, step)
    return Timing(
        *sources.backed(ref),
        ref,
        step.title,
        run.take,
        expected,
        groups,
        len(groups),
        sum(bool(group.within) for group in groups),
    )
