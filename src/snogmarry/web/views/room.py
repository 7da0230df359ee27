"""What the whole room may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from snogmarry.scenario.models import Ask, Step, Swap, Vote, phases
from snogmarry.session import public
from snogmarry.session.answered import group_name, in_words
from snogmarry.session.public import Cloud, Numbers, Ranking
from snogmarry.session.state import (
    FeedPost,
    LearningPoint,
    Response,
    Run,
    Session,
)
from snogmarry.session.tally import Tally
from snogmarry.session.timing import elapsed, remaining, ticking
from snogmarry.session.written import rounded, write_number
from snogmarry.text import EMPTY, SafeText

NEWEST = 50
"""Posts of the feed that a phone holds."""


@dataclass(frozen=True, slots=True)
class StepView:
    """Where the room is."""

    key: str
    """Changes with every step and run."""
    place: str
    """Such as `Step 3 of 24`; empty for an aside."""
    title: SafeText
    text: SafeText
    do: str
    """What the step does, such as `ask`; `lobby` before the first and `debrief` after the last."""
    swapped: tuple[tuple[SafeText, SafeText], ...] = ()
    """Groups and the sides that they play from here on."""


def step_view(session: Session) -> StepView:
    """The step that the room is in."""
    run = session.run
    if session.phase == "lobby" or run is None:
        return StepView("lobby", "", session.scenario.title, session.details.ground_rules, "lobby")
    if session.phase == "debrief":
        return StepView("debrief", "", SafeText("Thank you"), EMPTY, "debrief")
    step = session.step_of(run.step)
    swapped = tuple(_who_plays_what(session, run)) if isinstance(step, Swap) else ()
    text = getattr(step, "text", None) or EMPTY
    place = _place(session, step)
    return StepView(f"run-{run.number}", place, step.title, text, step.do, swapped)


def _place(session: Session, step: Step) -> str:
    main = [one.id for one in session.steps if not one.aside]
    return "" if step.aside else f"Step {main.index(step.id) + 1} of {len(main)}"


def _who_plays_what(session: Session, run: Run) -> Iterator[tuple[SafeText, SafeText]]:
    for group in session.groups.values():
        yield group.name, session.scenario.side(session.side_in(run, group)).name


def progress_line(session: Session) -> str:
    """How many have answered, where anybody is asked."""
    run = session.run
    found = None if run is None or session.phase != "live" else public.progress(session, run)
    return "" if found is None else found.line


@dataclass(frozen=True, slots=True)
class Said:
    """Something that stands under a name: a post, a released answer."""

    who: SafeText
    kind: str
    """`activist`, `institution`, `other` or, for the cast, `cast`."""
    about: str
    """A handle, a channel, the time it took."""
    text: SafeText


def feed_view(session: Session) -> list[Said]:
    """The newest posts of the public feed, oldest first."""
    return [_post(session, post) for post in session.feed[-NEWEST:]]


def _post(session: Session, post: FeedPost) -> Said:
    channel = session.scenario.channel(post.channel).name
    if post.response is not None and post.side is not None:
        kind = session.scenario.side(post.side).kind
        about = f"{channel} · after {minutes(post.took or 0)}"
        return Said(group_name(session, post.group), kind, about, post.text)
    one = session.scenario.character(post.character or "")
    about = f"{one.handle} · {channel}" if one.handle else channel
    return Said(one.name, "cast", about, post.text)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a result, with its bar."""

    text: SafeText
    number: str
    share: int
    """Of the largest, in per cent, for the bar."""
    by_side: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result that was revealed."""

    kind: Literal["votes", "words", "places", "numbers"]
    rows: tuple[Row, ...]
    voices: int = 0
    sides: tuple[tuple[SafeText, str], ...] = ()
    """Names and kinds of the sides that votes are counted by."""


@dataclass(frozen=True, slots=True)
class PointView:
    """A learning point."""

    strength: bool
    who: SafeText
    speaks: str
    """Which lessons it speaks for and against."""
    text: SafeText


@dataclass(frozen=True, slots=True)
class ActionView:
    """What was agreed."""

    owner: SafeText
    due: str
    text: SafeText


@dataclass(frozen=True, slots=True)
class ShownView:
    """What the room has come to see in this step."""

    results: tuple[ResultView, ...] = ()
    said: tuple[Said, ...] = ()
    points: tuple[PointView, ...] = ()
    actions: tuple[ActionView, ...] = ()


def shown_view(session: Session) -> ShownView:
    """Results, released answers, learning points and actions that belong to the step."""
    run = session.run
    if run is None or session.phase == "lobby":
        return ShownView()
    step = session.step_of(run.step)
    over = session.phase == "debrief"
    points = public.points(session) if over or step.do == "learn" else []
    actions = public.actions(session) if over or step.do == "act" else []
    return ShownView(
        results=() if over else tuple(_results(session, run)),
        said=() if over else tuple(_said(session, run)),
        points=tuple(_point(session, point) for point in points),
        actions=tuple(
            ActionView(a.owner, f"{a.due.day} {a.due:%B %Y}" if a.due else "", a.text)
            for a in actions
        ),
    )


def _said(session: Session, run: Run) -> Iterator[Said]:
    # On the stage posts are shown on their own; here the feed has them on the same page.
    for response in public.released(session, run):
        if response.number not in session.answers_in_feed:
            yield _answer(session, response)


def _answer(session: Session, response: Response) -> Said:
    kind = session.scenario.side(response.side).kind
    shown = response.shown
    text = EMPTY if shown is None else in_words(session.step_of(response.step), shown.answer)
    who = group_name(session, response.group)
    return Said(who, kind, f"after {minutes(response.took)}", text)


def _point(session: Session, point: LearningPoint) -> PointView:
    who = group_name(session, point.group)
    speaks = public.spoken_of(session, point)
    return PointView(point.verdict == "strength", who, speaks, point.text)


def _results(session: Session, run: Run) -> Iterator[ResultView]:
    found = (_result(session, result) for result in public.results(session, run))
    # What is revealed may be nothing, such as the counts of a question that takes words.
    return (result for result in found if result.rows)


def _result(session: Session, result: public.Result) -> ResultView:
    match result:
        case Cloud(words):
            most = max((times for _, times in words), default=1)
            rows = tuple(Row(word, str(times), _share(times, most)) for word, times in words)
            return ResultView("words", rows)
        case Ranking(places):
            return ResultView(
                "places", tuple(Row(text, str(rounded(mean, 1)), 0) for _, text, mean in places)
            )
        case Numbers(numbers):
            rows = tuple(Row(SafeText(write_number(number)), "", 0) for number in numbers)
            return ResultView("numbers", rows)
        case Tally():
            return _votes(session, result)


def _votes(session: Session, result: Tally) -> ResultView:
    most = max((count.total for count in result.counts), default=0)
    sides = [side for side in session.scenario.sides if side.id in result.by_side]
    rows = tuple(
        Row(
            count.text,
            str(count.total),
            _share(count.total, most),
            tuple(count.by_side.get(side.id, 0) for side in sides),
        )
        for count in result.counts
    )
    heads = tuple((side.name, side.kind) for side in sides)
    return ResultView("votes", rows, result.voices, heads)


def _share(number: int, most: int) -> int:
    return round(100 * number / most) if most else 0


@dataclass(frozen=True, slots=True)
class ClockView:
    """What is left of the step; a phone counts on from it by itself. Times in ms."""

    run: int
    left: int
    """Below zero it is over by that much."""
    elapsed: int
    going: bool
    closed: bool
    asks: bool
    """Whether answers are taken."""
    closes_by_itself: bool
    phases: tuple[tuple[SafeText, int], ...]
    """Of a discussion: titles and times."""

    @property
    def key(self) -> tuple[object, ...]:
        """What changes it, other than time."""
        return (self.run, self.going, self.closed, self.phases)


def clock_view(session: Session, now: int) -> ClockView | None:
    """The clock of the step; None where none goes."""
    run = session.run
    if run is None or session.phase != "live":
        return None
    step = session.step_of(run.step)
    return ClockView(
        run=run.number,
        left=remaining(run, now),
        elapsed=elapsed(run, now),
        going=ticking(run),
        closed=run.closed_at is not None,
        asks=isinstance(step, Ask | Vote),
        closes_by_itself=getattr(step, "closes", "") == "time",
        phases=tuple((p.title, p.time) for p in phases(step)) if step.do == "discuss" else (),
    )


def minutes(ms: int) -> str:
    """A length of time as people read it: `2:05`."""
    whole, seconds = divmod(max(0, ms) // 1_000, 60)
    hours, whole = divmod(whole, 60)
    return f"{hours}:{whole:02}:{seconds:02}" if hours else f"{whole}:{seconds:02}"
