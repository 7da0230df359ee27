"""The summary as JSON, together with all that it was made from.

Nothing is missing: `record` is the session as it stands, with every version of every response,
and `events` is the journal, event by event, from which the session can be made again. What was
withdrawn and the facilitator's private notes are there too. The other formats may be passed
on; this one is the facilitator's own copy, and the file says so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic_core import to_json

from snogmarry import __version__
from snogmarry.report.entries import Entries, entries
from snogmarry.report.summary import Summary
from snogmarry.scenario.models import Step
from snogmarry.session.events import Recorded, SummaryPart
from snogmarry.session.state import (
    Action,
    Details,
    FeedPost,
    Finality,
    Group,
    Hands,
    LearningPoint,
    Note,
    Phase,
    Response,
    Run,
    Session,
    SummaryText,
)

PRIVATE = (
    "This file is the whole record of the session, with the facilitator's private notes and "
    "all that was withdrawn or corrected. It is not meant to be passed on."
)


@dataclass(frozen=True, slots=True)
class Link:
    """A response that was linked to a lesson directly."""

    response: int
    lesson: str
    seq: int
    against: bool
    """It speaks against the lesson, not for it."""


@dataclass(frozen=True, slots=True)
class Record:
    """The session as it stands. R-017 in the summary is response 17 here, and so on.

    `at` and other times without `wall` are session time in milliseconds; `wall` is UTC,
    milliseconds since 1970. `steps` are the scenario's as mended in the session; the scenario
    as it was, and the lesson list, stand in the first of the events.
    """

    session: str
    head: int
    phase: Phase
    opened_wall: int
    started_at: int | None
    ended_at: int | None
    lost: int
    final: bool
    finality: Finality | None
    texts: dict[SummaryPart, SummaryText]
    details: Details
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
    """The summary of a workshop with its record, and every event in order. Format 1.

    The events, folded from the first one on, make the session again.
    """

    format: Literal[1]
    made_by: str
    exercise: Literal[True]
    private: str
    """Whom it is not for; empty where it may be passed on."""
    summary: Summary
    record: Record | None
    """None, and no events, where the summary is for others than the facilitator."""
    events: Entries | None


def render(summary: Summary, session: Session, events: Sequence[Recorded]) -> str:
    """The summary, the session that it was made from, and the events that made the session."""
    made_by = f"snogmarry {__version__}"
    if summary.profile == "facilitator":
        kept = record(session), entries(events)
        document = Document(1, made_by, True, PRIVATE, summary, *kept)
    else:
        document = Document(1, made_by, True, "", summary, None, None)
    dumped = _adapter().dump_python(document, mode="json", by_alias=True)
    for run in dumped["record"]["runs"] if dumped["record"] else ():
        # Sets have no order of their own; the same session is to give the same bytes.
        run["arrived"].sort()
    return to_json(dumped, indent=1).decode() + "\n"


def record(session: Session) -> Record:
    """A session as it stands, as lists."""
    return Record(
        session=session.id,
        head=session.head,
        phase=session.phase,
        opened_wall=session.opened_wall,
        started_at=session.started_at,
        ended_at=session.ended_at,
        lost=session.lost,
        final=session.final,
        finality=session.finality,
        texts=session.texts,
        details=session.details,
        steps=session.steps,
        shown_at_once=session.at_once,
        groups=list(session.groups.values()),
        runs=session.runs,
        responses=list(session.responses.values()),
        hands=list(session.hands.values()),
        feed=session.feed,
        points=list(session.points.values()),
        links=[
            Link(response, to, link.seq, link.against)
            for (response, to), link in session.links.items()
        ],
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
