"""What a facilitator writes: scenarios and lesson lists, as frozen values.

The models hold what one look at one place can tell: types, limits, required keys. What needs
two places (ids that must exist, times that must add up) is in `checks`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    Tag,
    WithJsonSchema,
)

from snogmarry.text import SafeText, clean, clean_line

_DURATION = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?")
_DURATION_PATTERN = r"^(?=\d)(\d{1,3}h)?(\d{1,4}m)?(\d{1,5}s)?$"


def milliseconds(written: object) -> int:
    """Read `90s`, `6m`, `1m30s` or `1h`; raise ValueError with a hint for anything else."""
    match = _DURATION.fullmatch(written) if isinstance(written, str) else None
    if match is None or not any(match.groups()):
        raise ValueError("write a time with its unit, such as 90s, 6m, 1m30s or 1h")
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000


def written(duration: int) -> str:
    """Give a duration in milliseconds as a scenario writes it: `1m30s`."""
    minutes, seconds = divmod(duration // 1_000, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"


def _positive(duration: int) -> int:
    if duration <= 0:
        raise ValueError("a time must be longer than nothing")
    return duration


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("there is no text here")
    return text


Duration = Annotated[
    int,
    BeforeValidator(milliseconds),
    AfterValidator(_positive),
    PlainSerializer(written, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _DURATION_PATTERN,
            "examples": ["90s", "6m", "1m30s"],
            "description": "A time with its unit: 90s, 6m, 1m30s, 1h.",
        }
    ),
]
"""Milliseconds, written as `90s`, `6m`, `1m30s` or `1h`."""

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=64)]
Line = Annotated[
    SafeText, Field(max_length=120), AfterValidator(clean_line), AfterValidator(_not_empty)
]
"""One line of text."""
Prose = Annotated[
    SafeText, Field(max_length=8_000), AfterValidator(clean), AfterValidator(_not_empty)
]
"""Text of any number of lines."""
Answering = Literal["text", "post", "choice", "choices", "scale", "rank", "number", "words"]


def _shape(value: object) -> str:
    return "<one>" if isinstance(value, str) else "<several>"


# Told apart by shape, so that a mistake is reported once and not for every form.
_One = Tag("<one>")
_Several = Tag("<several>")
_OneOrSeveral = Discriminator(_shape)


class _Model(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        populate_by_name=True,
        defer_build=True,
    )


class Lesson(_Model):
    """One entry of a lesson list."""

    id: Id
    title: Line
    text: Prose
    """What it is about, in a few sentences."""
    origin: Literal["original", "drawn"]
    """`original`: of the list that about names; `drawn`: drawn from what drawn_from names."""
    drawn_from: Prose | None = None


class LessonList(_Model):
    """The lessons a scenario works towards."""

    format: Literal[1]
    id: Id
    title: Line
    about: Prose
    """Where the list comes from."""
    lessons: Annotated[tuple[Lesson, ...], Field(min_length=1, max_length=50, strict=False)]


class Objective(_Model):
    """What the workshop is for; steps may name the objectives they serve."""

    id: Id
    text: Prose


class Side(_Model):
    """A position in the clash."""

    id: Id
    kind: Literal["activist", "institution", "other"]
    name: Line
    aim: Prose
    """What the side wants, in a sentence."""
    brief: Prose
    """What the side knows, wants and fears: the card its groups hold; the other never sees it."""


class Channel(_Model):
    """An invented place where people post."""

    id: Id
    name: Line
    limit: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """Characters that a post may have."""


class Character(_Model):
    """One of the cast: an invented person who posts."""

    id: Id
    name: Line
    handle: Line | None = None
    about: Line | None = None


class CastPost(_Model):
    """A post by one of the cast."""

    author: Annotated[Id, Field(alias="from")]
    on: Id
    text: Prose


class Inject(CastPost):
    """A post that arrives while a step runs: at a time, on a side's silence, or when released."""

    id: Id
    after: Duration | None = None
    """How long into the run it arrives."""
    unless_answered: Id | None = None
    """It arrives only if this side has said nothing by then."""
    held: bool = False
    """It arrives when the facilitator releases it."""


class Scale(_Model):
    """The ends of a scale, both included, and what they mean."""

    low: Annotated[int, Field(alias="from", ge=-100, le=100)]
    high: Annotated[int, Field(alias="to", ge=-100, le=100)]
    labels: Annotated[tuple[Line, ...], Field(max_length=21, strict=False)] = ()
    """None, one for each end, or one for each point."""


class Option(_Model):
    """One thing that can be chosen."""

    id: Id
    text: Line


class Phase(_Model):
    """A part of a discussion, with its own time."""

    title: Line
    time: Duration


class _Step(_Model):
    id: Id
    title: Line
    time: Duration
    aside: bool = False
    """Runs only when it is offered or jumped to; then the order goes on."""
    notes: Prose | None = None
    """What only the facilitator sees."""
    lessons: Annotated[tuple[Id, ...], Field(strict=False)] = ()
    """Lessons that the step exercises."""
    objectives: Annotated[tuple[Id, ...], Field(strict=False)] = ()


class Brief(_Step):
    """Tell the room something."""

    do: Literal["brief"]
    text: Prose


class Post(_Step):
    """Posts by the cast appear in the feed."""

    do: Literal["post"]
    text: Prose | None = None
    posts: Annotated[tuple[CastPost, ...], Field(min_length=1, max_length=20, strict=False)]


Options = Annotated[tuple[Option, ...], Field(strict=False, min_length=2, max_length=12)]

Question = Annotated[
    Annotated[Prose, _One]
    | Annotated[dict[Id, Prose], Field(min_length=1, max_length=10), _Several],
    _OneOrSeveral,
]
"""One text for all, or one for each side that is asked."""


class Ask(_Step):
    """Put a prompt to each side, in its own words."""

    do: Literal["ask"]
    text: Prose | None = None
    ask: Question
    answer: Answering
    by: Literal["group", "each"] = "group"
    """`group`: one answer a group; `each`: one a person."""
    on: Id | None = None
    """The channel that answers are posted on, where the answer is a post."""
    limit: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """Characters that an answer may have."""
    options: Options | None = None
    scale: Scale | None = None
    expect_within: Duration | None = None
    """What the summary holds the answering time against."""
    release: Literal["held", "at-once"] = "held"
    """Whether the room sees answers when the facilitator releases them, or at once."""
    closes: Literal["facilitator", "time"] = "facilitator"
    expect: Prose | None = None
    """What a good answer holds; the facilitator alone sees it."""
    examples: dict[Id, Annotated[tuple[Prose, ...], Field(strict=False)]] = {}
    injects: Annotated[tuple[Inject, ...], Field(max_length=30, strict=False)] = ()


class Show(_Step):
    """Show what was answered in an earlier step."""

    do: Literal["show"]
    text: Prose | None = None
    of: Id


class Vote(_Step):
    """Snog, marry or avoid; or options of one's own."""

    do: Literal["vote"]
    text: Prose | None = None
    ask: Question
    ballot: Annotated[
        Annotated[Literal["stance"], _One] | Annotated[Options, _Several], _OneOrSeveral
    ]
    by: Literal["group", "each"] = "each"
    reason: bool = False
    """Whether one line on why is asked beside the vote."""
    release: Literal["held", "at-once"] = "held"
    closes: Literal["facilitator", "time"] = "facilitator"
    then: dict[Id, Id] = {}
    """The step offered to the facilitator if an option leads."""
    injects: Annotated[tuple[Inject, ...], Field(max_length=30, strict=False)] = ()


class Discuss(_Step):
    """Talk, in phases if there are any."""

    do: Literal["discuss"]
    text: Prose | None = None
    pattern: (
        Annotated[
            Annotated[Literal["1-2-4-all"], _One]
            | Annotated[
                tuple[Phase, ...], Field(min_length=1, max_length=12, strict=False), _Several
            ],
            _OneOrSeveral,
        ]
        | None
    ) = None
    injects: Annotated[tuple[Inject, ...], Field(max_length=30, strict=False)] = ()


class Swap(_Step):
    """From here on each group plays the other side."""

    do: Literal["swap"]
    text: Prose | None = None


class Learn(_Step):
    """Draw learning points."""

    do: Literal["learn"]
    text: Prose | None = None


class Act(_Step):
    """Agree actions."""

    do: Literal["act"]
    text: Prose | None = None


class Break(_Step):
    """A pause, or the end."""

    do: Literal["break"]
    text: Prose | None = None


Step = Annotated[
    Brief | Post | Ask | Show | Vote | Discuss | Swap | Learn | Act | Break,
    Field(discriminator="do"),
]


class Scenario(_Model):
    """A clash of two sides, and the steps that a room goes through with it."""

    format: Literal[1]
    id: Id
    title: Line
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en-GB"
    summary: Prose
    suits: Line | None = None
    """How many people and how long a booking it is for: what whoever chooses one wants to know."""
    lessons: Annotated[str, Field(min_length=1, max_length=300)]
    """The id of a list that ships, or the path of one beside this file."""
    objectives: Annotated[tuple[Objective, ...], Field(max_length=12, strict=False)] = ()
    sides: Annotated[tuple[Side, ...], Field(min_length=2, max_length=2, strict=False)]
    channels: Annotated[tuple[Channel, ...], Field(max_length=20, strict=False)] = ()
    cast: Annotated[tuple[Character, ...], Field(max_length=50, strict=False)] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=200, strict=False)]

    def side(self, side_id: str) -> Side:
        """The side of that id; KeyError if there is none."""
        return _by_id(self.sides, side_id)

    def channel(self, channel_id: str) -> Channel:
        """The channel of that id; KeyError if there is none."""
        return _by_id(self.channels, channel_id)

    def character(self, character_id: str) -> Character:
        """The one of the cast with that id; KeyError if there is none."""
        return _by_id(self.cast, character_id)

    def step(self, step_id: str) -> Step:
        """The step of that id; KeyError if there is none."""
        return _by_id(self.steps, step_id)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


def _by_id(items: tuple[_N, ...], wanted: str) -> _N:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)


STANCES: tuple[Option, ...] = (
    Option(id="snog", text=SafeText("Snog")),
    Option(id="marry", text=SafeText("Marry")),
    Option(id="avoid", text=SafeText("Avoid")),
)
"""The ballot about the other side."""
STANCES_MEAN = (
    "Snog: work with them on this one thing.",
    "Marry: bind yourselves to them for the long run.",
    "Avoid: keep your distance.",
    "It is a figure of speech.",
)
"""What they mean, where the scenario does not say so."""


def ballot(vote: Vote) -> tuple[Option, ...]:
    """What can be voted for."""
    return STANCES if vote.ballot == "stance" else vote.ballot


PHASES_1_2_4_ALL: tuple[tuple[str, int], ...] = (
    ("Alone", 1),
    ("In pairs", 2),
    ("In fours", 4),
    ("All together", 5),
)
"""The phases of the pattern 1-2-4-all and how the time is shared between them."""


def phases(discuss: Discuss) -> tuple[Phase, ...]:
    """The phases of a discussion with their times, which sum to the step's; none if it has none."""
    if discuss.pattern is None:
        return ()
    if discuss.pattern != "1-2-4-all":
        return discuss.pattern
    shares = sum(share for _, share in PHASES_1_2_4_ALL)
    times = [discuss.time * share // shares // 1_000 * 1_000 for _, share in PHASES_1_2_4_ALL]
    times[-1] += discuss.time - sum(times)
    return tuple(
        Phase.model_construct(title=SafeText(title), time=time)
        for (title, _), time in zip(PHASES_1_2_4_ALL, times, strict=True)
    )


def asked_sides(step: Ask | Vote, scenario: Scenario) -> tuple[str, ...]:
    """The ids of the sides that the prompt is put to."""
    if isinstance(step.ask, str):
        return tuple(side.id for side in scenario.sides)
    return tuple(side.id for side in scenario.sides if side.id in step.ask)


def question(step: Ask | Vote, side_id: str) -> SafeText | None:
    """The prompt in that side's words; None if the side is not asked."""
    if isinstance(step.ask, str):
        return step.ask
    return step.ask.get(side_id)


def injects_of(step: Step) -> tuple[Inject, ...]:
    """The injects of a step; none for kinds that have none."""
    return step.injects if isinstance(step, Ask | Vote | Discuss) else ()
