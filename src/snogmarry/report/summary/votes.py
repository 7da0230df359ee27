"""Votes and other choices, and how stances moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise, product
from statistics import median
from typing import Literal, NamedTuple

from snogmarry.report.summary import counts as v
from snogmarry.report.summary.evidence import Asked, Entry
from snogmarry.report.summary.headcounts import beyond
from snogmarry.report.summary.sources import Sources, label, standing
from snogmarry.scenario.models import STANCES, Ask, Step, Vote
from snogmarry.session import public
from snogmarry.session.state import Response, Run, Session
from snogmarry.session.tally import Count, Tally, numbers, ranking, tally, words


def votes(sources: Sources) -> tuple[v.VoteItem, ...]:
    """The result of every run that was voted or chosen in, in the order of time."""
    items = []
    for run in standing(sources.session):
        result = tally(sources.tallied, run)
        if result.counts and result.voices and not _ranked(sources, run):
            items.append(_item(sources, run, result))
    return tuple(items)


def _ranked(sources: Sources, run: Run) -> bool:
    step = sources.steps[run.step]
    return isinstance(step, Ask) and step.answer == "rank"


def _item(sources: Sources, run: Run, result: Tally) -> v.VoteItem:
    step = sources.steps[run.step]
    entries = _entries(sources, run)
    sides = tuple(
        v.SideTally(
            name,
            tuple(
                _count(_option(step, c), c.by_side.get(side, 0), result.by_side[side])
                for c in result.counts
            ),
            result.by_side[side],
            _by(sources, run, result.by_side[side], side),
            beyond(sources, run, side),
        )
        for side, name in sources.sides.items()
        if side in result.by_side
    )
    both = v.SideTally(
        v.ALL,
        tuple(_count(_option(step, c), c.total, result.voices) for c in result.counts),
        result.voices,
        _by(sources, run, result.voices),
        tuple(group for side in sides for group in side.beyond),
    )
    return v.VoteItem(
        *_head(sources, run),
        wall=run.started_wall,
        stance=isinstance(step, Vote) and step.ballot == "stance",
        swapped=run.swapped,
        counted="answers" if isinstance(step, Ask) and step.answer == "choices" else "votes",
        tallies=(*sides, both) if sources.adds_up(run) else sides,
        reasons=tuple(entry for entry in entries if entry.reason),
        unreasoned=any(side in result.by_side for side in sources.unreasoned_in(run.number)),
    )


def _by(sources: Sources, run: Run, total: int, side: str = "") -> v.By:
    """How a side, or with none named everybody, gave so many votes."""
    shown = [of for (number, _), of in sources.tallied.hands.items() if number == run.number]
    hands = sum(sum(of.counts.values()) for of in shown if side in {"", of.side})
    if not hands:
        return "votes"
    return "hands" if hands == total else "votes and hands"


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
    return v.Count(option, count, float(_share(count, total)))


def _share(count: int, total: int) -> Fraction:
    return Fraction(count, total) if total else Fraction(0)


def stances(sources: Sources, votes_held: tuple[v.VoteItem, ...]) -> tuple[v.SideStances, ...]:
    """Each side's votes about the other in the order of time, with what moved."""
    voted = {side.side for vote in votes_held if vote.stance for side in vote.tallies}
    return tuple(
        _side(sources, side, votes_held) for side, name in sources.sides.items() if name in voted
    )


def _side(sources: Sources, side_id: str, votes_held: tuple[v.VoteItem, ...]) -> v.SideStances:
    name = sources.sides[side_id]
    held: list[v.StanceVote] = []
    steps: list[str] = []
    for vote in votes_held:
        for side in vote.tallies:
            if vote.stance and side.side == name:
                steps.append(sources.session.runs[vote.run - 1].step)
                held.append(
                    v.StanceVote(
                        ref=vote.ref,
                        step=vote.step,
                        take=vote.take,
                        wall=vote.wall,
                        swapped=vote.swapped,
                        counts=_moved(side, held[-1]) if held else side.counts,
                        total=side.total,
                        by=side.by,
                        beyond=side.beyond,
                        reasons=tuple(entry for entry in vote.reasons if entry.side == name),
                        unreasoned=side_id in sources.unreasoned_in(vote.run),
                        revealed=vote.revealed,
                    )
                )
    net = _moved(held[-1], held[0]) if len(held) > 1 else ()
    movements = tuple(_movement(sources, side_id, *pair) for pair in pairwise(held))
    again = len(held) > 1 and steps[0] == steps[-1]
    return v.SideStances(name, tuple(held), net, movements, again)


def _movement(sources: Sources, side: str, before: v.StanceVote, now: v.StanceVote) -> v.Movement:
    first, second = (_voices(sources, side, vote.ref) for vote in (before, now))
    options = {option.id: option.text for option in STANCES}
    ways = Counter((first[voice], second[voice]) for voice in first.keys() & second.keys())
    return v.Movement(
        before.ref,
        now.ref,
        followed=ways.total(),
        moved=sum(count for (was, is_), count in ways.items() if was != is_),
        ways=tuple(
            v.Way(options[was], options[is_], ways[was, is_])
            for was, is_ in product(options, repeat=2)
            if was != is_ and ways[was, is_]
        ),
        unknown=now.total - ways.total(),
    )


Voice = tuple[Literal["group", "participant"], int]


def _voices(sources: Sources, side: str, ref: str) -> dict[Voice, str]:
    """What each voice that can be known again chose: a participant, or a group that has one."""
    session = sources.tallied
    number = next(number for number, named in sources.results.items() if named == ref)
    step = sources.steps[session.runs[number - 1].step]
    by_group = isinstance(step, Vote) and step.by == "group"
    voices: dict[Voice, str] = {}
    for response in session.responses_in(number):
        version = response.standing
        replaced = (number, response.group) in session.hands
        if response.withdrawn or version is None or replaced or response.side != side:
            continue
        voice = _voice(session, response, by_group=by_group)
        if voice is not None and version.answer.options:
            voices[voice] = version.answer.options[0]
    return voices


def _voice(session: Session, response: Response, *, by_group: bool) -> Voice | None:
    if by_group:
        return "group", response.group
    number = response.participant
    if number is None or session.participants[number].whole:
        return None
    return "participant", number


def _moved(
    now: v.SideTally | v.StanceVote, before: v.SideTally | v.StanceVote
) -> tuple[v.Count, ...]:
    return tuple(
        v.Count(
            n.option,
            n.count,
            n.share,
            n.count - b.count,
            # The difference of two floats would not be a half where that of the shares is one.
            float(_share(n.count, now.total) - _share(b.count, before.total)),
        )
        for n, b in zip(now.counts, before.counts, strict=True)
    )


class _Head(NamedTuple):
    """The fields of `Result`."""

    points: tuple[str, ...]
    shows: tuple[str, ...]
    against: tuple[str, ...]
    ref: str
    run: int
    step: str
    take: int
    asked: tuple[Asked, ...]
    withheld: tuple[str, ...]
    uncounted: tuple[str, ...]
    revealed: bool


def _head(sources: Sources, run: Run) -> _Head:
    ref, title = sources.results[run.number], sources.steps[run.step].title
    asked = sources.asked(run.step)
    left_out = sources.withheld_in(run), sources.uncounted_in(run)
    revealed = public.seen(sources.timed, run)
    return _Head(*sources.backed(ref), ref, run.number, title, run.take, asked, *left_out, revealed)


def untold(sources: Sources, told: Iterable[v.Result]) -> tuple[v.Untold, ...]:
    """What was voted and chosen and is not among what is told, in the order of time."""
    here = {result.run for result in told}
    why: dict[int, v.Why] = {run.number: "not revealed" for run in public.unseen(sources.timed)}
    why |= sources.left_out.results
    return tuple(
        _untold(sources, run, why.get(run.number) if not run.undone else None)
        for run in sources.session.runs
        if run.number in sources.results and run.number not in here
    )


def _untold(sources: Sources, run: Run, left_out: v.Why | None) -> v.Untold:
    step = sources.steps[run.step]
    vote = isinstance(step, Vote) and not run.undone
    return v.Untold(
        sources.results[run.number],
        "" if run.undone else step.title,
        run.take,
        run.started_wall,
        vote,
        vote and getattr(step, "ballot", None) == "stance",
        left_out or _without(sources, run),
    )


def _without(sources: Sources, run: Run) -> v.Without:
    """Why a run has no result, though nobody keeps it back."""
    if run.undone:
        return "taken back"
    given = list(sources.timed.responses_in(run.number))
    if any(response.counts and response.redacted for response in given):
        return "redacted"
    if run.aloud:
        return "aloud"
    late = any(number == run.number for number, _ in sources.timed.late_hands)
    if given or late:
        return "none counts"
    return "skipped" if run.skipped else "nobody"


def rankings(sources: Sources) -> tuple[v.Ranking, ...]:
    """What was ranked, run by run."""
    found = (
        (run, ranking(sources.tallied, run))
        for run in standing(sources.session)
        if _ranked(sources, run)
    )
    return tuple(
        v.Ranking(
            *_head(sources, run),
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
            given = numbers(sources.tallied, run)
            if given:
                items.append(
                    v.Numbers(
                        *_head(sources, run),
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
        counted = words(sources.tallied, run, released=False)
        if counted:
            total = sum(count for _, count in counted)
            said = tuple(_count(word, count, total) for word, count in counted)
            items.append(v.Words(*_head(sources, run), said, run.number in sources.left_out.words))
    return tuple(items)
