"""What the room may see, chosen for the stage and for every phone alike.

Never here: a response that was not released, a brief, notes, what a good answer holds, an
aside that is offered, a result that was not revealed.
"""

from __future__ import annotations

from dataclasses import dataclass

from snogmarry.scenario.models import Act, Ask, Brief, Discuss, Learn, Post, Show, Swap, Vote
from snogmarry.session.answered import asked_groups, kept_back
from snogmarry.session.refs import result_refs
from snogmarry.session.state import Action, FeedPost, LearningPoint, Response, Run, Session
from snogmarry.session.tally import Tally, numbers, ranking, tally, words
from snogmarry.session.written import speaking
from snogmarry.text import SafeText


def feed(session: Session, run: Run) -> list[FeedPost]:
    """The posts that belong on the screen during a run, oldest first."""
    step = session.step_of(run.step)
    if isinstance(step, Brief | Show | Swap | Learn | Act):
        return []
    if isinstance(step, Post | Discuss) or (isinstance(step, Ask) and step.answer == "post"):
        return session.feed
    return [post for post in session.feed if post.run == run.number]


def released(session: Session, run: Run) -> list[Response]:
    """The released responses of a run that are shown one by one, oldest first."""
    step = session.step_of(run.step)
    if isinstance(step, Show):
        return [r for of in session.runs_of(step.of) for r in _released_in(session, of)]
    if isinstance(step, Ask) and step.answer == "post":
        return []  # they stand in the feed
    return _released_in(session, run)


def _released_in(session: Session, run: Run) -> list[Response]:
    step = session.step_of(run.step)
    if isinstance(step, Ask) and step.answer == "words":
        return []
    if kept_back(session, run):
        return []
    return [
        response
        for response in session.responses_in(run.number)
        if response.shown is not None and not response.withdrawn
    ]


def points(session: Session) -> list[LearningPoint]:
    """The learning points that were released."""
    return [p for p in session.points.values() if p.released and not p.withdrawn]


def spoken_of(session: Session, point: LearningPoint) -> str:
    """Which lessons a learning point speaks for and against; empty if of none."""
    titles = {lesson.id: lesson.title for lesson in session.lessons.lessons}
    known = [lesson for lesson in point.lessons if lesson in titles]
    ways = ([titles[of] for of in known if (of in point.against) is way] for way in (False, True))
    return speaking(*ways)


def actions(session: Session) -> list[Action]:
    """What was agreed to be done."""
    return [action for action in session.actions.values() if not action.withdrawn]


@dataclass(frozen=True, slots=True)
class Cloud:
    """Single words and how often each was given, most often first."""

    words: list[tuple[SafeText, int]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Options with the mean place they were given, best first."""

    places: list[tuple[str, SafeText, float]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that were given, smallest first."""

    numbers: list[float]


Result = Tally | Cloud | Ranking | Numbers


def results(session: Session, run: Run) -> list[Result]:
    """The result of a run, or of the step that it shows, once the room may see it."""
    step = session.step_of(run.step)
    if isinstance(step, Show):
        return [found for of in session.runs_of(step.of)[-1:] for found in results(session, of)]
    if isinstance(step, Ask) and step.answer == "words":
        cloud = words(session, run, released=True)
        return [Cloud(cloud)] if cloud else []
    if not isinstance(step, Ask | Vote) or not run.revealed:
        return []
    if isinstance(step, Ask) and step.answer == "rank":
        return [Ranking(ranking(session, run))]
    if isinstance(step, Ask) and step.answer == "number":
        return [Numbers(numbers(session, run))]
    return [tally(session, run)]


def seen(session: Session, run: Run) -> bool:
    """Whether the room saw the result of a run, or answers that make it one by one."""
    if run.revealed or not isinstance(session.step_of(run.step), Ask):
        return run.revealed
    return any(r.shown is not None and not r.withdrawn for r in session.responses_in(run.number))


def unseen(session: Session) -> list[Run]:
    """The runs of which the room did not see what it voted or chose, the oldest first."""
    refs = result_refs(session)
    hands = {run for (run, _), of in session.hands.items() if any(of.counts.values())}
    return [
        run
        for run in session.runs
        if run.number in refs and not run.undone and not seen(session, run)
        if run.number in hands or any(r.counts for r in session.responses_in(run.number))
    ]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many have answered, and nothing of what."""

    done: int
    of: int | None
    """How many groups are asked; None where each answers alone."""
    vote: bool

    @property
    def line(self) -> str:
        """Such as `2 of 3 groups have answered`."""
        if self.of is not None:
            groups, have = ("group", "has") if self.of == 1 else ("groups", "have")
            return f"{self.done} of {self.of} {groups} {have} answered"
        noun = "vote" if self.vote else "answer"
        return f"1 {noun} is in" if self.done == 1 else f"{self.done} {noun}s are in"


def progress(session: Session, run: Run) -> Progress | None:
    """How far a run is, by what counts; None where nobody is asked."""
    step = session.step_of(run.step)
    asked = asked_groups(session, run)
    if not isinstance(step, Ask | Vote) or not asked:
        return None
    given = [r for r in session.responses_in(run.number) if r.counts]
    vote = isinstance(step, Vote)
    if vote or step.by == "each":
        chosen = isinstance(step, Vote) or step.answer in {"choice", "choices"}
        return Progress(tally(session, run).voices if chosen else len(given), None, vote)
    return Progress(sum(group.number in run.answered for group in asked), len(asked), vote)
