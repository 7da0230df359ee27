"""What every part of the summary looks things up in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from snogmarry.report.summary.counts import Why
from snogmarry.report.summary.evidence import Asked, Chosen, Entry, Later, PointItem, Proof, Status
from snogmarry.scenario.models import Ask, Step, Vote, question
from snogmarry.session.answered import kept_back
from snogmarry.session.events import Answer
from snogmarry.session.given import given
from snogmarry.session.refs import cast_posts, result_refs, timing_refs
from snogmarry.session.rules.answers import options_of
from snogmarry.session.state import FeedPost, LearningPoint, Response, Run, Session, Version
from snogmarry.session.tally import tally
from snogmarry.session.written import write_number
from snogmarry.text import REDACTED

ROOM = "The whole room"


def numbered(group: int) -> str:
    """What a group is called whose name is not to be had."""
    return f"Group {group}"


class Backing(NamedTuple):
    """What a ref was said to show: the fields of `Evidence`."""

    points: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """What of results is left out beside what the room did not see, by run."""

    sides: Mapping[int, Collection[str]] = field(default_factory=dict)
    """Sides of which results have nothing, because too few answered."""
    uncounted: Mapping[int, Collection[str]] = field(default_factory=dict)
    """Those of them where people were not counted, so that nobody knows how many answered."""
    words: Collection[int] = ()
    """Where single words of small groups are missing."""
    results: Mapping[int, Why] = field(default_factory=dict)
    """Where nothing remains, and why."""
    reasons: Mapping[int, Collection[str]] = field(default_factory=dict)
    """Sides that gave reasons with their votes, of which none is quoted."""


@dataclass(frozen=True)
class Sources:
    """A session with its names and responses made ready to be quoted."""

    session: Session
    names: bool
    sums: Session | None = None
    """What results are counted from, where that is more than may be quoted."""
    whole: Session | None = None
    """What tells how soon groups answered, where that is more than may be quoted."""
    left_out: LeftOut = field(default_factory=LeftOut)
    steps: dict[str, Step] = field(init=False)
    sides: dict[str, str] = field(init=False)
    lessons: dict[str, str] = field(init=False)
    options: dict[str, dict[str, str]] = field(init=False)
    results: dict[int, str] = field(init=False)
    """Refs of results, by run."""
    timings: dict[int, str] = field(init=False)
    """Refs of answering times, by run."""
    posts: dict[str, FeedPost] = field(init=False)
    """What the cast posted, by ref."""
    backing: dict[str, Backing] = field(init=False)
    entries: dict[int, Entry] = field(init=False)

    def __post_init__(self) -> None:
        session = self.session
        made = {
            "steps": {step.id: step for step in session.steps},
            "sides": {side.id: side.name for side in session.scenario.sides},
            "lessons": {lesson.id: lesson.title for lesson in session.lessons.lessons},
            "options": {
                step.id: {option.id: option.text for option in options_of(step)}
                for step in session.steps
                if isinstance(step, Ask | Vote)
            },
            "results": result_refs(session),
            "timings": timing_refs(session),
            "posts": cast_posts(session),
            "backing": _backing(session),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)
        entries = {n: _entry(self, r) for n, r in session.responses.items()}
        object.__setattr__(self, "entries", entries)

    @property
    def tallied(self) -> Session:
        """What results are counted from."""
        return self.session if self.sums is None else self.sums

    @property
    def timed(self) -> Session:
        """What tells how soon groups answered."""
        return self.session if self.whole is None else self.whole

    def group(self, number: int) -> str:
        """The name that the summary gives a group."""
        group = self.session.groups.get(number)
        if group is None or group.name == REDACTED:
            return f"{numbered(number)} {REDACTED}"
        return group.name

    def asked(self, step_id: str) -> tuple[Asked, ...]:
        """What a step asks of each side; nothing if it asks nothing."""
        step = self.steps[step_id]
        if not isinstance(step, Ask | Vote):
            return ()
        if isinstance(step.ask, str):
            return (Asked("", step.ask),)
        asked = ((name, question(step, side)) for side, name in self.sides.items())
        return tuple(Asked(name, text) for name, text in asked if text is not None)

    def step_title(self, run: int | None) -> str | None:
        """The title of the step that a run is of."""
        return None if run is None else self.steps[self.session.runs[run - 1].step].title

    def titles(self, lessons: tuple[str, ...]) -> tuple[str, ...]:
        """The titles of lessons, in the order given."""
        return tuple(self.lessons[lesson] for lesson in lessons if lesson in self.lessons)

    def backed(self, ref: str | None) -> Backing:
        """What a ref was said to show."""
        return _NOTHING if ref is None else self.backing.get(ref, _NOTHING)

    def proof(self, ref: str) -> Proof:
        """What a learning point names beside responses."""
        if ref[0] in "PI":
            post = self.posts[ref]
            kind: Literal["post", "inject"] = "post" if post.inject is None else "inject"
            return Proof(ref, kind, self.author(post), 1, post.text)
        kinds = {"V": self.results, "T": self.timings}
        number = next(number for number, of in kinds[ref[0]].items() if of == ref)
        run = self.session.runs[number - 1]
        title = self.steps[run.step].title
        if ref.startswith("T"):
            return Proof(ref, "answering times", title, run.take, "")
        return Proof(ref, "result", title, run.take, "", tuple(self._result(run)))

    def _result(self, run: Run) -> Iterator[Chosen]:
        """What was chosen, side by side if each was asked something else; nothing if too long."""
        if getattr(self.steps[run.step], "answer", "") == "rank":
            return
        found = tally(self.tallied, run)
        if self.adds_up(run):
            yield from (Chosen("", count.text, count.total) for count in found.counts)
            return
        for side, name in self.sides.items():
            if side in found.by_side:
                yield from (Chosen(name, c.text, c.by_side.get(side, 0)) for c in found.counts)

    def withheld_in(self, run: Run) -> tuple[str, ...]:
        """The names of the sides that are left out of a result."""
        sides = self.left_out.sides.get(run.number, ())
        return tuple(name for side, name in self.sides.items() if side in sides)

    def uncounted_in(self, run: Run) -> tuple[str, ...]:
        """The names of those of them whose people were not counted."""
        sides = self.left_out.uncounted.get(run.number, ())
        return tuple(name for side, name in self.sides.items() if side in sides)

    def unreasoned_in(self, run: int) -> Collection[str]:
        """The sides that gave reasons in a run of which none is quoted."""
        return self.left_out.reasons.get(run, ())

    def adds_up(self, run: Run) -> bool:
        """Whether what both sides chose can be added up: both are there, and asked the same."""
        step = self.steps[run.step]
        stance = isinstance(step, Vote) and step.ballot == "stance"
        same = isinstance(step, Ask | Vote) and isinstance(step.ask, str) and not stance
        return same and not self.left_out.sides.get(run.number)

    def author(self, post: FeedPost) -> str:
        """Whoever of the cast posted it."""
        if post.character is None:
            return ""
        return self.session.scenario.character(post.character).name

    def point(self, point: LearningPoint) -> PointItem:
        """A learning point with what shows it."""
        named = (self.entries[number] for number in dict.fromkeys(point.responses))
        shown_by = tuple(entry for entry in named if entry.status != "withdrawn")
        return PointItem(
            ref=point.ref,
            text=point.text,
            verdict=point.verdict,
            drawn_by=ROOM if point.group is None else self.group(point.group),
            lessons=self.titles(point.lessons),
            against=self.titles(point.against),
            shown_by=shown_by,
            responses=len(shown_by),
            proofs=tuple(self.proof(ref) for ref in dict.fromkeys(point.refs)),
            step=self.step_title(point.run),
            wall=point.wall,
            released=point.released,
            redacted=point.redacted,
            later=later(self.session, point.ref),
        )

    def counted(self) -> int:
        """How many responses count, whether they are listed or went into a result alone."""
        return self.counting((self.tallied.responses | self.session.responses).values())

    def listed(self) -> int:
        """How many of those that count are listed one by one."""
        return self.counting(self.session.responses.values())

    def counting(self, responses: Iterable[Response]) -> int:
        """How many of them count: they stand, and no show of hands stands in their place."""
        hands = self.tallied.hands
        return sum(r.counts and (r.run, r.group) not in hands for r in responses)

    def points(self) -> list[LearningPoint]:
        """The learning points that stand, oldest first."""
        return [point for point in self.session.points.values() if not point.withdrawn]


def later(session: Session, ref: str) -> Later:
    """What became of a thing after the summary was fixed."""
    final = session.finality
    done = set() if final is None else {change.what for change in final.since if change.of == ref}
    if "added" in done:
        return "added"
    return "changed" if done & {"changed", "redacted"} else None


def standing(session: Session) -> list[Run]:
    """The runs that were not taken back, in the order of time."""
    return [run for run in session.runs if not run.undone]


_NOTHING = Backing()


def _backing(session: Session) -> dict[str, Backing]:
    """By ref, what each piece of evidence was said to show; lessons in the order of their list."""
    points: dict[str, dict[str, None]] = {}
    linked: dict[str, set[tuple[str, bool]]] = {}
    for point in session.points.values():
        if point.withdrawn:
            continue
        for ref in (*(session.responses[n].ref for n in point.responses), *point.refs):
            points.setdefault(ref, {})[point.ref] = None
    for (number, lesson), link in session.links.items():
        linked.setdefault(session.responses[number].ref, set()).add((lesson, link.against))
    lessons = session.lessons.lessons
    return {
        ref: Backing(
            tuple(points.get(ref, ())),
            tuple(lesson.title for lesson in lessons if (lesson.id, False) in said),
            tuple(lesson.title for lesson in lessons if (lesson.id, True) in said),
        )
        for ref in points | linked
        for said in [linked.get(ref, set())]
    }


def _person(sources: Sources, response: Response) -> str | None:
    if response.participant is None:
        return None
    participant = sources.session.participants[response.participant]
    return participant.name or f"Participant {participant.number}"


def _entry(sources: Sources, response: Response) -> Entry:
    version = response.standing or response.latest
    answer = version.answer
    withdrawn = response.withdrawn
    hands = sources.session.hands
    # What tells others less of it, such as the released version alone, is still as old.
    moment = given(sources.timed, sources.timed.responses[response.number])
    return Entry(
        *(_NOTHING if withdrawn else sources.backed(response.ref)),
        ref=response.ref,
        run=response.run,
        step=sources.steps[response.step].title,
        take=sources.session.runs[response.run - 1].take,
        group=sources.group(response.group),
        side=sources.sides[response.side],
        answer="" if withdrawn else in_words(sources, response.step, answer),
        reason="" if withdrawn else answer.reason or "",
        people=version.people,
        took=response.took if moment is None else moment.took,
        wall=response.versions[0].wall if moment is None else moment.wall,
        late=version.late,
        admitted=response.admitted,
        status=_status(sources.session, response, version),
        late_wording=not withdrawn and version is not response.latest,
        redacted=response.redacted,
        replaced=(response.run, response.group) in hands,
        versions=len(response.versions),
        person=_person(sources, response) if sources.names else None,
    )


def _status(session: Session, response: Response, quoted: Version) -> Status:
    if response.withdrawn:
        return "withdrawn"
    if response.released is None:
        return "not released"
    if kept_back(session, session.runs[response.run - 1]):
        return "vote not revealed"
    return "released" if response.shown is quoted else "earlier wording released"


def in_words(sources: Sources, step_id: str, answer: Answer) -> str:
    """An answer as a reader sees it: its text, its options by name, its number, its words."""
    if answer.text is not None:
        return answer.text
    if answer.options:
        texts = sources.options.get(step_id, {})
        return ", ".join(texts.get(option, option) for option in answer.options)
    if answer.number is not None:
        return f"{write_number(answer.number)}{label(sources.steps[step_id], answer.number)}"
    return ", ".join(answer.words)


def label(step: Step, number: float) -> str:
    """What a scale says of that point, in brackets; empty if it says nothing."""
    if not isinstance(step, Ask) or step.scale is None:
        return ""
    scale, labels = step.scale, step.scale.labels
    if len(labels) == scale.high - scale.low + 1:
        return f" ({labels[round(number) - scale.low]})"
    ends = {scale.low: 0, scale.high: -1}
    if len(labels) == 2 and round(number) in ends:
        return f" ({labels[ends[round(number)]]})"
    return ""
