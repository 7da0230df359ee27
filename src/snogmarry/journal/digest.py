"""A fingerprint of what happened, which stays the same when words are removed later."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

from snogmarry.journal.codec import encode
from snogmarry.session.events import Recorded, SessionOpened


def digest(events: Iterable[Recorded]) -> str:
    """SHA-256 over the events in order, with the words that people typed left apart.

    Each adds a line of its place, session time, UTC, kind and body; the body names texts by
    their number within the event. Of the scenario and the lesson list it says what they say,
    without what stands at its default, so that a newer program finds the same.
    """
    found = sha256()
    for recorded in events:
        line = [recorded.seq, recorded.at, recorded.wall, *_body(recorded)]
        found.update(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return found.hexdigest()


def _body(recorded: Recorded) -> tuple[object, ...]:
    event = recorded.event
    if isinstance(event, SessionOpened):
        said = (
            model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            for model in (event.scenario, event.lessons)
        )
        return "SessionOpened", event.session, *said
    row = encode(event, 0)
    return row.kind, row.body
