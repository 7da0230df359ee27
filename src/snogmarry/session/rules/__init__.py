"""Rules: what follows from a command, or why it is refused. Pure; nothing here reads a clock."""

from __future__ import annotations

from collections.abc import Callable

from snogmarry.session.commands import Attend, Command, OpenSession, Refused, Settle
from snogmarry.session.events import Event
from snogmarry.session.rules import answers, harvest, lobby, phones, release, settle, steps, summary
from snogmarry.session.rules.registry import RULES
from snogmarry.session.state import Session

__all__ = [
    "Refused",
    "answers",
    "carry_out",
    "decide",
    "harvest",
    "lobby",
    "phones",
    "release",
    "settle",
    "steps",
    "summary",
]


def decide(session: Session, command: Command, now: int) -> list[Event]:
    """What follows from `command`, arriving at session time `now` (ms), once all is settled.

    Never changes `session`. Raises Refused, and nothing else, if it cannot be carried out.
    """
    if session.plan is None and not isinstance(command, OpenSession):
        raise Refused("The session has not been opened.")
    if session.plan is not None and isinstance(command, OpenSession):
        raise Refused("The session has been opened already.")
    return RULES[type(command)](session, command, now)


def carry_out(
    session: Session, command: Command, now: int, record: Callable[[Event], object]
) -> None:
    """Settle what is due, then decide `command`.

    `record` must fold each event into `session` before it returns. What was settled stays
    recorded if the command is then refused. Attending does not settle: first it has to be
    known for how long nobody kept the session alive.
    """
    if session.plan is not None and not isinstance(command, Attend):
        for event in decide(session, Settle(), now):
            record(event)
    for event in decide(session, command, now):
        record(event)
