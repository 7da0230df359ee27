"""Counting what was chosen, ranked, rated and called out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from snogmarry.scenario.models import Ask, Vote
from snogmarry.session.events import Answer
from snogmarry.session.rules.answers import options_of
from snogmarry.session.state import Response, Run, Session, Version
from snogmarry.text import SafeText


@dataclass(frozen=True, slots=True)
class Count:
    """How often one option was chosen."""

    option: str
    text: SafeText
    total: int
    by_side: dict[str, int]
    by_group: dict[int, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of a vote or a choice in one run."""

    counts: tuple[Count, ...]
    """In the order of the ballot."""
    voices: int
    """How many votes there are; where several may be chosen, how many people chose."""
    by_side: dict[str, int]
    """Votes of each side."""

    @property
    def leading(self) -> str | None:
        """The option that has more than every other; None if there is no such one."""
        best = sorted((count.total for count in self.counts), reverse=True)
        if not best or best[0] == 0 or (len(best) > 1 and best[0] == best[1]):
            return None
        return next(count.option for count in self.counts if count.total == best[0])


def tally(session: Session, run: Run) -> Tally:
    """The result of a vote, a choice, or a scale (whose options are its points).

    A show of hands stands in place of its group's single votes. Where a step takes one answer
    a group, each counts one; else as many as stand behind it. Late, withdrawn: not counted.
    """
    step = session.step_of(run.step)
    if not isinstance(step, Ask | Vote):
        return Tally((), 0, {})
    options = _options(step)
    votes = list(_votes(session, run, step))
    sides: Counter[str] = Counter()
    for vote in votes:
        sides[vote.side] += vote.weight
    counts = tuple(_count(option, text, votes) for option, text in options)
    return Tally(counts, sum(sides.values()), dict(sides))


def _options(step: Ask | Vote) -> list[tuple[str, SafeText]]:
    if isinstance(step, Ask) and step.scale is not None:
        points = range(step.scale.low, step.scale.high + 1)
        return [(str(point), SafeText(str(point))) for point in points]
    return [(option.id, option.text) for option in options_of(step)]


@dataclass(frozen=True, slots=True)
class _Vote:
    group: int
    side: str
    options: tuple[str, ...]
    weight: int


def _votes(session: Session, run: Run, step: Ask | Vote) -> Iterator[_Vote]:
    raised = {group: h for (number, group), h in session.hands.items() if number == run.number}
    for response, version in _counted(session, run):
        if response.group not in raised:
            weight = 1 if step.by == "group" else version.people
            yield _Vote(response.group, response.side, _chosen(version.answer, step), weight)
    for group, hands in raised.items():
        for option, count in hands.counts.items():
            yield _Vote(group, hands.side, (option,), count)


def _counted(session: Session, run: Run) -> Iterator[tuple[Response, Version]]:
    """The responses of a run that count, each with the version that does."""
    for response in session.responses_in(run.number):
        if not response.withdrawn and (version := response.standing) is not None:
            yield response, version


def _chosen(answer: Answer, step: Ask | Vote) -> tuple[str, ...]:
    if isinstance(step, Ask) and step.scale is not None and answer.number is not None:
        return (str(round(answer.number)),)
    return answer.options


def _count(option: str, text: SafeText, votes: list[_Vote]) -> Count:
    by_side: Counter[str] = Counter()
    by_group: Counter[int] = Counter()
    for vote in votes:
        if option in vote.options:
            by_side[vote.side] += vote.weight
            by_group[vote.group] += vote.weight
    return Count(option, text, sum(by_side.values()), dict(by_side), dict(by_group))


def voters(session: Session, run: Run) -> dict[tuple[str, int], int]:
    """How many people voted, or chose, in each group, by side and group; at the least.

    Of a voice for a whole group that is one. A show of hands where several may be chosen has some
    people more than once.
    """
    step = session.step_of(run.step)
    if not isinstance(step, Ask | Vote):
        return {}
    found: Counter[tuple[str, int]] = Counter()
    raised = {group: h for (number, group), h in session.hands.items() if number == run.number}
    for response, version in _counted(session, run):
        if response.group not in raised:
            found[response.side, response.group] += 1 if step.by == "group" else version.people
    for group, hands in raised.items():
        found[hands.side, group] = raising(step, hands.counts.values())
    return dict(found)


def raising(step: Ask | Vote, hands: Iterable[int]) -> int:
    """How many people raised these hands; at the least, where one may raise several."""
    several = isinstance(step, Ask) and step.answer == "choices"
    return max(hands, default=0) if several else sum(hands)


def offer(session: Session, run: Run) -> str | None:
    """The step that a vote's result offers to the facilitator; None if it offers none."""
    step = session.step_of(run.step)
    if not isinstance(step, Vote):
        return None
    leading = tally(session, run).leading
    return None if leading is None else step.then.get(leading)


def words(session: Session, run: Run, *, released: bool) -> list[tuple[SafeText, int]]:
    """Single words and how often each was given, most often first; letter case is folded.

    Those that were redacted are left out.
    """
    counter: Counter[str] = Counter()
    first: dict[str, SafeText] = {}
    for response, standing in _counted(session, run):
        version = response.shown if released else standing
        if version is None or response.redacted:
            continue
        for word in version.answer.words:
            counter[word.casefold()] += 1
            first.setdefault(word.casefold(), word)
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return [(first[folded], count) for folded, count in ranked]


def ranking(session: Session, run: Run) -> list[tuple[str, SafeText, float]]:
    """Options with the mean place they were given, best first; empty if none was ranked."""
    step = session.step_of(run.step)
    ranked = [v.answer.options for _, v in _counted(session, run) if v.answer.options]
    if not isinstance(step, Ask) or step.answer != "rank" or not ranked:
        return []
    means = [
        (o.id, o.text, sum(options.index(o.id) + 1 for options in ranked) / len(ranked))
        for o in options_of(step)
    ]
    return sorted(means, key=lambda mean: mean[2])


def numbers(session: Session, run: Run) -> list[float]:
    """The numbers that were given, smallest first."""
    given = (version.answer.number for _, version in _counted(session, run))
    return sorted(number for number in given if number is not None)
