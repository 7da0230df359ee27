"""The pen and the draft of a group in a run, as they stand in the scratch table.

Every change names the version it was made from, so that of two at once one is told so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from snogmarry.journal.protocol import Scratch, draft_of
from snogmarry.text import EMPTY, SafeText

SCRIBE = 0
"""As the holder of a pen: the facilitator, typing for the group."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a group is writing, and who holds the pen."""

    holder: int | None = None
    """The participant's number, or `SCRIBE`."""
    text: SafeText = EMPTY
    version: int = 0
    """0: nobody has taken the pen yet."""


def draft(scratch: Mapping[str, Scratch], run: int, group: int) -> Draft:
    """The draft of a group in a run; an empty one if there is none."""
    entry = scratch.get(draft_of(run, group))
    return Draft() if entry is None else read(entry)


def read(entry: Scratch) -> Draft:
    """A draft from its entry; empty if it was taken away."""
    if entry.value is None:
        return Draft(version=entry.version)
    found = json.loads(entry.value)
    return Draft(found["holder"], SafeText(found["text"]), entry.version)


def noted(holder: int | None, text: SafeText) -> str:
    """A draft as a value of the scratch table."""
    values = asdict(Draft(holder, text))
    del values["version"]
    return json.dumps(values, ensure_ascii=False)
