"""Votes and other choices, and how stances moved."""

from __future__ import annotations

from statistics import median

from snogmarry.report.summary import counts as v
from snogmarry.report.summary.evidence import Entry
from snogmarry.report.summary.sources import Sources, label, standing
from snogmarry.scenario.models import Ask, Step, Vote
from snogmarry.session.state import Run
from snogmarry.session.tally import Count, Tally, numbers, ranking, tally, words


def votes(sources: Sources) -> tuple[v.VoteItem, ...]:
    """The result of every run that was voted or chosen in, in the order of time."""
    items = []
    for run in standing(sources.session):
        result = tally(sources.session, run)
        if result.counts and result.voices and not _ranked(sources, run):
            items.append(_item(sources, run, result))
    return tuple(items)


def _ranked(sources: Sources, run: Run) -> bool:
    step = sources.steps[run.step]
    return isinstance(step, Ask) and step.answer == "rank"


def _item(sources: Sources, run: Run, result: Tally) -> v.VoteItem:
    step = sources.steps[run.step]
    entries = _entries(sources, run)
    ref = sources.results[run.number]
    return v.VoteItem(
        *sources.backed(ref),
        ref=ref,
        step=step.title,
        take=run.take,
        wall=run.started_wall,
        stance=isinstance(step, Vote) and step.ballot == "stance",
        swapped=run.swapped,
        counted="answers" if isinstance(step, Ask) and step.answer == "choices" else "votes",
        sides=tuple(
            v.SideTally(
                name,
                tuple(
                    _count(_option(step, c), c.by_side.get(side, 0), result.by_side[side])
                    for c in result.counts
                ),
                result.by_side[side],
            )
            for side, name in sources.sides.items()
            if side in result.by_side
        ),
        all=v.SideTally(
            "All",
            tuple(_count(_option(step, c), c.total, result.voices) for c in result.counts),
            result.voices,
        ),
        reasons=tuple(entry for entry in entries if entry.reason),
    )


def _option(step: Step, count: Count) -> str:
    """The words of an option; a point of a scale with what it means."""
    if isinstance(step, Ask) and step.scale is not None:
        return count.text + label(step, int(count.option))
    return count.text


def _entries(sources: Sources, run: Run) -> list[Entry]:
    return [
        sources.entries[response.number] for response in sources.session.responses_in(run.number)
    ]


def _count(option: str, count: int, total: int) -> v.Count:
    return v.Count(option, count, count / total if total else 0.0)


def stances(votes_held: tuple[v.VoteItem, ...]) -> tuple[v.SideStances, ...]:
    """Each side's votes about the other in the order of time, with what moved."""
    sides = dict.fromkeys(side.side for vote in votes_held if vote.stance for side in vote.sides)
    return tuple(_side(name, votes_held) for name in sides)


def _side(name: str, votes_held: tuple[v.VoteItem, ...]) -> v.SideStances:
    held: list[v.StanceVote] = []
    for vote in votes_held:
        for side in vote.sides:
            if vote.stance and side.side == name:
                counts = _moved(side.counts, held[-1].counts) if held else side.counts
                held.append(
                    v.StanceVote(
                        vote.ref, vote.step, vote.take, vote.wall, vote.swapped, counts, side.total
                    )
                )
    net = _moved(held[-1].counts, held[0].counts) if len(held) > 1 else ()
    return v.SideStances(name, tuple(held), net)


def _moved(now: tuple[v.Count, ...], before: tuple[v.Count, ...]) -> tuple[v.Count, ...]:
    return tuple(
        v.Count(n.option, n.count, n.share, n.count - b.count, n.share - b.share)
        for n, b in zip(now, before, strict=True)
    )


def _named(
    sources: Sources, run: Run
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]:
    """What the result of a run shows, and its ref."""
    ref = sources.results[run.number]
    return (*sources.backed(ref), ref)


def rankings(sources: Sources) -> tuple[v.Ranking, ...]:
    """What was ranked, run by run."""
    found = (
        (run, ranking(sources.session, run))
        for run in standing(sources.session)
        if _ranked(sources, run)
    )
    return tuple(
        v.Ranking(
            *_named(sources, run),
            sources.steps[run.step].title,
            run.take,
            tuple(v.Place(text, mean) for _, text, mean in places),
        )
        for run, places in found
        if places
    )


def number_questions(sources: Sources) -> tuple[v.Numbers, ...]:
    """What numbers were given, run by run."""
    items = []
    for run in standing(sources.session):
        step = sources.steps[run.step]
        if isinstance(step, Ask) and step.answer == "number":
            given = numbers(sources.session, run)
            if given:
                items.append(
                    v.Numbers(
                        *_named(sources, run),
                        step.title,
                        run.take,
                        len(given),
                        given[0],
                        median(given),
                        given[-1],
                    )
                )
    return tuple(items)


def word_questions(sources: Sources) -> tuple[v.Words, ...]:
    """What single words were given, run by run, released or not."""
    items = []
    for run in standing(sources.session):
        counted = words(sources.session, run, released=False)
        if counted:
            total = sum(count for _, count in counted)
            step = sources.steps[run.step]
            said = tuple(_count(word, count, total) for word, count in counted)
            items.append(v.Words(*_named(sources, run), step.title, run.take, said))
    return tuple(items)
