"""What passes between the event loop and the thread that writes."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Sequence
from dataclasses import dataclass

from snogmarry.journal.protocol import Jotted, Jotting, Kind, Scratch
from snogmarry.session.commands import Command
from snogmarry.session.events import Recorded

LOOK = 0.05
"""Seconds between two looks at what other processes wrote, and at what is due."""

Carried = tuple[Recorded, ...]
"""What a command brought about."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A command that waits for its turn, with the time of its arrival."""

    command: Command
    monotonic: int
    wall: int
    answer: asyncio.Future[Carried] | None = None


@dataclass(frozen=True, slots=True)
class Purge:
    """The wish to know when the bytes of all redacted words are gone."""

    answer: asyncio.Future[None]


@dataclass(frozen=True, slots=True)
class Jot:
    """A jotting that waits for its turn, after the commands."""

    jotting: Jotting
    answer: asyncio.Future[Jotted]


Asked = Wish | Purge | Jot | None
Waiting = queue.SimpleQueue[Asked]
"""What the thread is asked for, in order; None asks it to leave."""

Outcome = tuple[asyncio.Future[Carried] | None, Carried | Exception]
"""Whom to answer, and what: what was brought about, or why nothing was."""

JotOutcome = tuple[asyncio.Future[Jotted], Jotted | Exception]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the thread has to tell: committed events, scratch, answers, who else has it open."""

    news: Carried = ()
    answers: Sequence[Outcome] = ()
    purged: Sequence[asyncio.Future[None]] = ()
    elsewhere: tuple[Kind, ...] | None = None
    scratch: Sequence[Scratch] = ()
    """What was jotted by anyone, the newest last."""
    jotted: Sequence[JotOutcome] = ()


def take(wishes: Waiting) -> list[Asked]:
    """Wait a moment for the first wish, and take all that are there by then."""
    taken: list[Asked] = []
    try:
        taken.append(wishes.get(timeout=LOOK))
        while True:
            taken.append(wishes.get_nowait())
    except queue.Empty:
        return taken
