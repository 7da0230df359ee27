"""The summary as JSON, together with all that it was made from.

Nothing is missing: `record` is the session as it stands, with every version of every response,
and `events` is the journal, event by event, from which the session can be made again. What was
withdrawn, the facilitator's private notes and the names of participants are there too, and the
digests that phones are known by, without which it would not be the same session. Of all that the
facilitator keeps for themselves it is the most private, and the file says so; for others it is the
summary alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_type_hints

from pydantic import TypeAdapter
from pydantic_core import to_json

from snogmarry import __version__
from snogmarry.report.entries import Entries, entries
from snogmarry.report.formats import WHOLE
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
    f"This file is the whole record of the session, with {WHOLE}. It is not meant to be passed on."
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


def render(summary: Summary, session: Session, events: Sequence[Recorded]) -> bytes:
    """The summary, the session that it was made from, and the events that made the session."""
    made_by = f"snogmarry {__version__}"
    own = summary.profile == "facilitator"
    parts = (
        ("format", 1),
        ("made_by", made_by),
        ("exercise", True),
        ("private", PRIVATE if own else ""),
        ("summary", summary),
        ("record", record(session) if own else None),
        ("events", entries(events) if own else None),
    )
    # One by one: all of a large session at once would take several times the memory.
    return b"{\n " + b",\n ".join(_part(name, value) for name, value in parts) + b"\n}\n"


def _part(name: str, value: Any) -> bytes:
    adapter = _adapters()[name]
    if isinstance(value, Record):
        value = adapter.dump_python(value, mode="json", by_alias=True)
        for run in value["runs"]:
            # Sets have no order of their own; the same session is to give the same bytes.
            run["arrived"].sort()
        written = to_json(value, indent=1)
    else:
        written = adapter.dump_json(value, indent=1, by_alias=True)
    # No string of JSON has a line end in it, so every one is between two values.
    return b'"' + name.encode() + b'": ' + written.replace(b"\n", b"\n ")


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


@cache
def _adapters() -> dict[str, TypeAdapter[Any]]:
    return {
        name: TypeAdapter(hint)
        for name, hint in get_type_hints(Document, include_extras=True).items()
    }
