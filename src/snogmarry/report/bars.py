"""The bars of the charts on the page: how long each is, and what is said beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from snogmarry.report import lesson_words, result_words, speed_words, words
from snogmarry.report.mixed import theirs
from snogmarry.report.summary.counts import Count, SideStances, StanceVote, VoteItem
from snogmarry.report.summary.evidence import LessonItem, Timing
from snogmarry.report.summary.values import RunItem

_ROOM = 1.25
"""How far a chart goes beyond the time hoped for, at least, so that its line can be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart; lengths are shares of its width."""

    label: str
    said: str
    length: float
    opposed: float = 0.0
    """How much follows at its end in the colour of what speaks against."""
    limit: float | None = None
    """Where a broken line stands, if there is one."""

    @property
    def drawn(self) -> bool:
        """Whether there is anything to see of it but the line."""
        return self.length > 0 or self.opposed > 0


def lesson_bars(lessons: Sequence[LessonItem]) -> tuple[Bar, ...]:
    """What speaks for each lesson that anything speaks of, and at the end what against it."""
    most = max([1, *(lesson.speaks_for + lesson.speaks_against for lesson in lessons)])
    return tuple(
        Bar(
            f"{lesson.number}. {theirs(lesson.title)}",
            lesson_words.ways(lesson),
            lesson.speaks_for / most,
            opposed=lesson.speaks_against / most,
        )
        for lesson in lessons
        if lesson.speaks_for or lesson.speaks_against
    )


def run_bars(runs: Sequence[RunItem]) -> tuple[Bar, ...]:
    """How long each step took, with a line at the time planned."""
    longest = max([1, *(max(run.planned, run.took) for run in runs)])
    return tuple(
        Bar(
            words.run_title(run.step, run.take),
            f"{words.length(run.took)} of {words.length(run.planned)}",
            run.took / longest,
            limit=run.planned / longest,
        )
        for run in runs
    )


def timing_bars(timing: Timing) -> tuple[Bar, ...]:
    """How long each group took, with a line at the time hoped for."""
    longest = max([timing.expected * _ROOM, *(group.took or 0 for group in timing.groups)])
    return tuple(
        Bar(
            theirs(group.group),
            speed_words.first_answer(group),
            (group.took or 0) / longest,
            limit=timing.expected / longest,
        )
        for group in timing.groups
    )


def stance_bars(side: SideStances) -> tuple[Bar, ...]:
    """The shares of each option, vote by vote: two votes may be of one minute."""
    return tuple(
        Bar(
            f"{theirs(count.option)} in {vote.ref}{_taken(vote)}",
            result_words.counted_of(side, vote, count),
            count.share,
        )
        for vote in side.votes
        for count in vote.counts
    )


def _taken(vote: StanceVote) -> str:
    return f" (take {vote.take})" if vote.take > 1 else ""


def vote_bars(vote: VoteItem) -> tuple[Bar, ...]:
    """The shares of each option: of all together, or side by side where they are not added up."""
    if vote.together:
        return tuple(_share(theirs(count.option), count) for count in vote.tallies[-1].counts)
    return tuple(
        _share(f"{theirs(count.option)}, {theirs(tally.side)}", count)
        for tally in vote.tallies
        for count in tally.counts
    )


def _share(label: str, count: Count) -> Bar:
    return Bar(label, f"{count.count} ({words.percent(count.share)})", count.share)
