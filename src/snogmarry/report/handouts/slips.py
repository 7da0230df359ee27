"""Response sheets for groups without phones: a slip for each prompt and side, to write on.

A slip names its prompt by number, so that whoever types for the groups finds the place, and it
has what the scribe's form asks for, in the form's order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from snogmarry.report.handouts.numbering import began_as, prompt_ref
from snogmarry.scenario.models import (
    STANCES_MEAN,
    Ask,
    Scale,
    Scenario,
    Vote,
    asked_sides,
    ballot,
    question,
)
from snogmarry.session.rules.answers import limit_in, options_of

Field = Literal["lines", "tick", "count", "order", "number", "words"]
"""How an answer is written: on lines, as ticks, counts or places beside options, in one box."""

_IN_A_LINE = 45
"""Letters that people write by hand in one line."""
_FEWEST, _MOST = 3, 8
_POINTS = 11
"""The longest scale that has a box for each point."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One prompt to one side, and room for the answer of one group (or person)."""

    ref: str
    """`3-A`, as on the running sheet."""
    number: str
    step: str
    side: str
    began: str | None
    """The side as which those began whom it is for, where they play the other one."""
    text: str
    """What the room is told besides the prompt: what can be voted for, say."""
    means: tuple[str, ...]
    """What can be voted for, in our words, where the scenario does not say what it means."""
    prompt: str
    person: bool
    """One for each person, not for the group."""
    field: Field
    how: str
    options: tuple[str, ...]
    lines: int
    reason: bool
    scribe: tuple[str, ...]
    """What whoever types notes on it: words, each with room after it."""


def slips(scenario: Scenario, number: str, step: Ask | Vote) -> tuple[Slip, ...]:
    """The slips of a step, one for each side that is asked."""
    return tuple(_slip(scenario, number, step, side) for side in asked_sides(step, scenario))


def _slip(scenario: Scenario, number: str, step: Ask | Vote, side: str) -> Slip:
    field = _field(step)
    each = step.by == "each"
    reason = isinstance(step, Vote) and step.reason
    return Slip(
        ref=prompt_ref(scenario, number, side),
        number=number,
        step=step.title,
        side=scenario.side(side).name,
        began=began_as(scenario, step, side),
        text=(isinstance(step, Vote) and step.text) or "",
        means=STANCES_MEAN if _unexplained(step) else (),
        prompt=question(step, side) or "",
        person=each and field != "count",
        field=field,
        how=_how(scenario, step, field),
        options=_options(step) if field in {"tick", "count", "order"} else (),
        lines=_lines(scenario, step, field),
        reason=reason,
        scribe=_scribe(field, reason),
    )


def _unexplained(step: Ask | Vote) -> bool:
    """Whether it is a vote about stance that says nothing of some stance."""
    if not isinstance(step, Vote) or step.ballot != "stance":
        return False
    said = (step.text or "").casefold()
    return not all(option.text.casefold() in said for option in ballot(step))


def _scribe(field: Field, reason: bool) -> tuple[str, ...]:
    if field != "count":
        return ("For the scribe: typed as R-",)
    counts = "For the scribe: counts typed with h at"
    return (counts, "why typed with s as R-") if reason else (counts,)


def _field(step: Ask | Vote) -> Field:
    kind = "choice" if isinstance(step, Vote) else step.answer
    match kind:
        case "choice" | "choices":
            return "count" if step.by == "each" else "tick"
        case "scale" if isinstance(step, Ask) and step.scale and len(_points(step.scale)) > _POINTS:
            return "number"
        case "scale":
            return "count" if step.by == "each" else "tick"
        case "rank":
            return "order"
        case "number" | "words":
            return kind
        case _:
            return "lines"


def _how(scenario: Scenario, step: Ask | Vote, field: Field) -> str:
    match field:
        case "count":
            return "Write how many of you are for each."
        case "tick" if isinstance(step, Ask) and step.answer == "choices":
            return "Tick as many as you like."
        case "tick":
            return "Tick one."
        case "order":
            return "Write 1 beside the first place, 2 beside the second, and so on, for all."
        case "words":
            return "One word a line, as many as you are asked for."
        case "number" if isinstance(step, Ask) and step.scale:
            return f"One whole number from {step.scale.low} to {step.scale.high}."
        case "number":
            return "One number."
        case "lines":
            assert isinstance(step, Ask)  # noqa: S101 - votes are choices
            on = f" Your post on {scenario.channel(step.on).name}." if step.on else ""
            return f"At most {limit_in(scenario, step):,} characters.{on}"


def _options(step: Ask | Vote) -> tuple[str, ...]:
    if isinstance(step, Ask) and step.scale:
        return tuple(_points(step.scale))
    return tuple(option.text for option in options_of(step))


def _points(scale: Scale) -> list[str]:
    """The points of a scale, each with its label or the ends with theirs."""
    points = [str(point) for point in range(scale.low, scale.high + 1)]
    labels: list[str] = list(scale.labels)
    if len(labels) == 2:
        labels = [labels[0], *[""] * (len(points) - 2), labels[1]]
    if len(labels) != len(points):
        return points
    return [f"{point} {label}".strip() for point, label in zip(points, labels, strict=True)]


def _lines(scenario: Scenario, step: Ask | Vote, field: Field) -> int:
    if field == "words":
        return 5
    if field != "lines" or not isinstance(step, Ask):
        return 0
    wanted = -(-limit_in(scenario, step) // _IN_A_LINE) + 1
    return max(_FEWEST, min(_MOST, wanted))
