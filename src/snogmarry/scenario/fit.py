"""The geometry of the stage's text, and which texts of a scenario do not fit it.

The stage lays itself out by these numbers, so that what `check --size` says is what the room
will see. Sizes are in terminal cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

from snogmarry.scenario.models import (
    Ask,
    Inject,
    Post,
    Scenario,
    Step,
    Vote,
    asked_sides,
    ballot,
    injects_of,
    question,
)

TITLE_ROWS = 1
FOOTER_ROWS = 1
CLOCK_ROWS_LEAST, CLOCK_ROWS_MOST = 5, 10
TEXT_MARGIN = 4
"""Columns that text does not use, left and right together."""
PROMPTS_MARGIN = 6
"""Columns that two prompts side by side do not use, the gap between them included."""
POST_FRAME_ROWS = 2
"""The line above a post that says who and where, and the blank line below it."""
PROMPT_HEAD_ROWS = 1
"""The line above a prompt that names the side."""

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Overflow:
    """A text that needs more rows than the stage has for it."""

    step: str
    path: Path
    what: str
    rows: int
    available: int


def clock_rows(rows: int) -> int:
    """The rows of the countdown on a stage of `rows` rows."""
    return min(CLOCK_ROWS_MOST, max(CLOCK_ROWS_LEAST, rows // 3))


def content_rows(rows: int) -> int:
    """The rows left for text between the clock and the footer."""
    return max(1, rows - TITLE_ROWS - clock_rows(rows) - FOOTER_ROWS)


def text_columns(columns: int) -> int:
    """The width of a text that has the stage to itself."""
    return max(1, columns - TEXT_MARGIN)


def prompt_columns(columns: int) -> int:
    """The width of each of two prompts side by side."""
    return max(1, (columns - PROMPTS_MARGIN) // 2)


def wrapped_rows(text: str, columns: int) -> int:
    """How many rows a text takes when it is wrapped between words."""
    return sum(_line_rows(line, columns) for line in text.split("\n"))


def _line_rows(line: str, columns: int) -> int:
    rows, used = 1, 0
    for word in line.split(" "):
        width = cell_len(word)
        if used and used + 1 + width > columns:
            rows, used = rows + 1, 0
        if width > columns:
            pieces = chop_cells(word, columns)
            rows, used = rows + len(pieces) - 1, cell_len(pieces[-1])
        else:
            used += width + (1 if used else 0)
    return rows


def stage_overflows(scenario: Scenario, columns: int, rows: int) -> list[Overflow]:
    """The texts that do not fit a stage of that size, in the order of the scenario."""
    available = content_rows(rows)
    return [
        Overflow(step.id, ("steps", index, *path), what, needed, available)
        for index, step in enumerate(scenario.steps)
        for path, what, needed in _needs(step, scenario, columns)
        if needed > available
    ]


_Need = tuple[Path, str, int]


def _needs(step: Step, scenario: Scenario, columns: int) -> Iterator[_Need]:
    """What a step shows at once, and the rows it needs."""
    width = text_columns(columns)
    head = wrapped_rows(step.text, width) + 1 if step.text else 0
    if isinstance(step, Ask | Vote):
        yield from _prompts(step, scenario, columns, head)
    elif isinstance(step, Post):
        yield ("posts",), "the posts", head + sum(_post(post.text, width) for post in step.posts)
    elif head:
        yield ("text",), "the text", head - 1
    for index, inject in enumerate(injects_of(step)):
        yield from _inject(inject, index, width)


def _prompts(step: Ask | Vote, scenario: Scenario, columns: int, head: int) -> Iterator[_Need]:
    below = sum(wrapped_rows(text, text_columns(columns)) for text in _choices(step))
    if isinstance(step.ask, str):
        rows = wrapped_rows(step.ask, text_columns(columns))
        yield ("ask",), "the prompt", head + rows + below
        return
    for side in asked_sides(step, scenario):
        rows = PROMPT_HEAD_ROWS + wrapped_rows(question(step, side) or "", prompt_columns(columns))
        yield ("ask", side), f"the prompt to {side}", head + rows + below


def _choices(step: Ask | Vote) -> list[str]:
    if isinstance(step, Vote):
        return [option.text for option in ballot(step)]
    if step.scale is not None:
        return [" ".join(step.scale.labels)]
    return [option.text for option in step.options or ()]


def _post(text: str, columns: int) -> int:
    return POST_FRAME_ROWS + wrapped_rows(text, columns)


def _inject(inject: Inject, index: int, width: int) -> Iterator[_Need]:
    yield ("injects", index, "text"), f"the inject {inject.id}", _post(inject.text, width)
