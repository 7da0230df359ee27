"""Whether all held: what phones were told, compared with what the session file holds. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from snogmarry.rehearsal.crowd import Result
from snogmarry.rehearsal.phone import Sent
from snogmarry.session.events import Answer, Recorded
from snogmarry.session.fold import folded
from snogmarry.session.state import Run, Session
from snogmarry.session.timing import elapsed
from snogmarry.session.written import write_number
from snogmarry.text import SafeText


@dataclass(frozen=True, slots=True)
class Taken:
    """A step and the time that it took, ms."""

    title: SafeText
    planned: int
    taken: int


@dataclass(slots=True)
class Readiness:
    """What came of a rehearsal."""

    whole: bool
    """Whether it was to be played to the end, so that nothing is left undone."""
    ended: bool
    """Whether the last step was left."""
    result: Result
    steps: list[Taken]
    kept: int = 0
    """Answers that were acknowledged."""
    found: int = 0
    """Of these, how many are in the file, once."""
    again: int = 0
    """Of these, how many said what stood already."""
    missing: list[str] = field(default_factory=list)
    """Keys that were acknowledged and are not there."""
    double: list[str] = field(default_factory=list)
    """Keys that are there more than once."""
    late: int = 0
    unsent: int = 0
    """What no phone could deliver by the end."""
    refused: Counter[str] = field(default_factory=Counter)
    """Lines that phones were told, and how often."""
    restarts: int = 0
    """How often the phones' server was started again."""

    @property
    def ready(self) -> bool:
        """Whether everything acknowledged is kept exactly once, and nothing was left undone."""
        return not any(_troubles(self))


def judge(
    events: Sequence[Recorded], result: Result, *, whole: bool = True, restarts: int = 0
) -> Readiness:
    """Compare key by key."""
    session = folded(events)
    end = session.at
    found = Readiness(
        whole,
        session.phase == "debrief",
        result,
        [_taken(session, run, end) for run in session.runs if not run.undone],
        restarts=restarts,
    )
    there = Counter(key for r in events if (key := getattr(r.event, "key", "")))
    for sent in result.sent:
        found.late += sent.kept == "late"
        found.double += [sent.key] if there[sent.key] > 1 else []
        if sent.refused:
            found.refused[sent.refused] += 1
        elif not sent.kept:
            found.unsent += 1
        else:
            found.kept += 1
            said_already = not sent.ref and _stands(session, sent)
            found.again += said_already
            found.found += there[sent.key] == 1 or said_already
            if not there[sent.key] and not said_already:
                found.missing.append(sent.key)
    return found


def _taken(session: Session, run: Run, end: int) -> Taken:
    return Taken(session.step_of(run.step).title, run.planned, elapsed(run, run.left_at or end))


def _stands(session: Session, sent: Sent) -> bool:
    """Whether some answer of the run says the same."""
    said = _gist(sent)
    return any(
        said
        == (version.answer.text or "", frozenset(version.answer.options), _number(version.answer))
        for response in session.responses_in(sent.run)
        for version in response.versions
    )


def _gist(sent: Sent) -> tuple[str, frozenset[str], str]:
    fields = dict(sent.fields)
    options = frozenset(value for name, value in sent.fields if name == "option")
    places = frozenset(n.removeprefix("place-") for n, _ in sent.fields if n.startswith("place-"))
    return fields.get("text", ""), options | places, fields.get("number", fields.get("words", ""))


def _number(answer: Answer) -> str:
    return (
        ", ".join(answer.words)
        if answer.number is None
        else write_number(answer.number, thousands=False)
    )


def lines(found: Readiness) -> Iterator[str]:
    """The report, for people."""
    result = found.result
    width = max((len(step.title) for step in found.steps), default=0)
    yield f"{'step':{width}}  {'planned':>8}  {'taken':>8}"
    for step in found.steps:
        yield f"{step.title:{width}}  {_minutes(step.planned):>8}  {_minutes(step.taken):>8}"
    yield ""
    yield f"joined               {result.joined} of {result.people}"
    yield f"reconnections        {result.reconnections}, {result.returns} by the personal code"
    if found.restarts:
        yield f"server started anew  {found.restarts}"
    yield f"sent                 {len(result.sent)}"
    yield f"acknowledged         {found.kept}, of these {found.late} late"
    yield f"found in the file    {found.found}, of these {found.again} said what stood already"
    took = [sent.took for sent in result.sent if sent.kept]
    if took:
        yield f"acknowledged within  {_ms(median(took))} (median), {_ms(max(took))} (slowest)"
    for line, times in found.refused.most_common():
        yield f"refused, {times} times: {line}"
    yield ""
    if not found.ready:
        yield f"NOT READY: {'; '.join(_troubles(found))}"
    elif found.whole:
        yield "READY"
    else:
        yield "Everything that was acknowledged is in the file, once."


def _troubles(found: Readiness) -> Iterator[str]:
    if found.whole and not found.ended:
        yield "the end was not reached"
    if not found.result.joined:
        yield "nobody could join"
    if found.missing:
        yield f"{len(found.missing)} acknowledged but not in the file"
    if found.double:
        yield f"{len(found.double)} more than once in the file"
    if found.whole and found.unsent:
        yield f"{found.unsent} never acknowledged"
    if found.result.mishaps:
        yield f"{len(found.result.mishaps)} simulated phones broke ({found.result.mishaps[0]})"


def _minutes(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1_000), 60)
    return f"{minutes}:{seconds:02}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1_000:,.0f} ms"
