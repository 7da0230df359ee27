"""The summary as JSON, together with the whole record that it was made from.

Nothing of the session as it stands is missing: every version of every response, what was
withdrawn, and the facilitator's private notes. The other formats may be passed on; this one is
the facilitator's own copy, and the file says so. Left out is what `undo` keeps in mind, how the
clock was anchored, and what learning points, actions and hands said before they were changed:
that is in the session file alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic_core import to_json

from snogmarry import __version__
from snogmarry.report.summary import Summary
from snogmarry.scenario.models import LessonList, Scenario, Step
from snogmarry.session.state import (
    Action,
    Details,
    FeedPost,
    Group,
    Hands,
    LearningPoint,
    Note,
    Phase,
    Response,
    Run,
    Session,
)

PRIVATE = (
    "This file is the whole record of the session as it stands, with the facilitator's private "
    "notes and every answer that was withdrawn or corrected. It is not meant to be passed on."
)


@dataclass(frozen=True, slots=True)
class Link:
    """A response that was linked to a lesson directly."""

    response: int
    lesson: str
    seq: int


@dataclass(frozen=True, slots=True)
class Record:
    """Everything recorded. R-017 in the summary is response 17 here, and so on.

    `at` and other times without `wall` are session time in milliseconds; `wall` is UTC,
    milliseconds since 1970. `steps` are the scenario's as mended in the session.
    """

    session: str
    head: int
    phase: Phase
    opened_wall: int
    started_at: int | None
    ended_at: int | None
    lost: int
    final: bool
    details: Details
    scenario: Scenario
    lessons: LessonList
    steps: list[Step]
    shown_at_once: dict[str, bool]
    groups: list[Group]
    runs: list[Run]
    responses: list[Response]
    hands: list[Hands]
    feed: list[FeedPost]
    points: list[LearningPoint]
    links: list[Link]
    actions: list[Action]
    notes: list[Note]
    exports: list[str]


@dataclass(frozen=True, slots=True)
class Document:
    """The summary of a workshop with its record. Format 1."""

    format: Literal[1]
    made_by: str
    exercise: Literal[True]
    private: str
    summary: Summary
    record: Record


def render(summary: Summary, session: Session) -> str:
    """The summary and the record of the session that it was made from."""
    document = Document(1, f"snogmarry {__version__}", True, PRIVATE, summary, record(session))
    dumped = _adapter().dump_python(document, mode="json", by_alias=True)
    for run in dumped["record"]["runs"]:
        # Sets have no order of their own; the same session is to give the same bytes.
        run["arrived"].sort()
    return to_json(dumped, indent=1).decode() + "\n"


def record(session: Session) -> Record:
    """What is recorded of a session, as lists."""
    return Record(
        session=session.id,
        head=session.head,
        phase=session.phase,
        opened_wall=session.opened_wall,
        started_at=session.started_at,
        ended_at=session.ended_at,
        lost=session.lost,
        final=session.final,
        details=session.details,
        scenario=session.scenario,
        lessons=session.lessons,
        steps=session.steps,
        shown_at_once=session.at_once,
        groups=list(session.groups.values()),
        runs=session.runs,
        responses=list(session.responses.values()),
        hands=list(session.hands.values()),
        feed=session.feed,
        points=list(session.points.values()),
        links=[Link(response, to, seq) for (response, to), seq in session.links.items()],
        actions=list(session.actions.values()),
        notes=list(session.notes.values()),
        exports=session.exports,
    )


def schema() -> str:
    """The JSON Schema of what `render` gives."""
    made: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_adapter().json_schema(mode="serialization"),
        "title": "A summary written by snogmarry",
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


@cache
def _adapter() -> TypeAdapter[Document]:
    return TypeAdapter(Document)
