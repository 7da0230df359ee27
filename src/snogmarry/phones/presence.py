"""Who is there: what the phones' server notes beside the journal once a second."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from snogmarry.journal.protocol import Scratch

NAME = "presence"
"""Under which name it stands in the scratch table."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Participants by number."""

    connected: frozenset[int] = frozenset()
    run: int | None = None
    """The run that `seen` and `writing` are of."""
    seen: frozenset[int] = frozenset()
    """Whose phone has shown the run."""
    writing: frozenset[int] = frozenset()
    """Who has begun to write in the run."""


NOBODY = Presence()


def noted(presence: Presence) -> str:
    """Presence as a value of the scratch table: small, however many there are."""
    return json.dumps(
        {
            "connected": _bits(presence.connected),
            "run": presence.run,
            "seen": _bits(presence.seen),
            "writing": _bits(presence.writing),
        }
    )


def presence(scratch: Mapping[str, Scratch]) -> Presence:
    """What was noted last; nobody if nothing was. True only while the server lives."""
    entry = scratch.get(NAME)
    if entry is None or entry.value is None:
        return NOBODY
    found = json.loads(entry.value)
    return Presence(
        connected=_numbers(found["connected"]),
        run=found["run"],
        seen=_numbers(found["seen"]),
        writing=_numbers(found["writing"]),
    )


def _bits(numbers: Iterable[int]) -> str:
    return f"{sum(1 << number for number in numbers):x}"


def _numbers(bits: str) -> frozenset[int]:
    digits = bin(int(bits, 16))[:1:-1]
    return frozenset(number for number, digit in enumerate(digits) if digit == "1")
