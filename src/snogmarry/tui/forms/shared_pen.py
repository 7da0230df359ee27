"""The pen of a group that writes on its phones: the scribe takes it like anyone."""

from __future__ import annotations

from contextlib import suppress

from snogmarry.journal.errors import JournalError
from snogmarry.journal.protocol import draft_of
from snogmarry.phones import drafts
from snogmarry.phones.drafts import SCRIBE, Draft
from snogmarry.room import Room, RoomClosed
from snogmarry.scenario.models import Ask
from snogmarry.session.state import Run
from snogmarry.text import EMPTY

TRIES = 5
"""How often the pen is reached for while somebody types."""


def is_shared(room: Room, run: Run, group: int) -> bool:
    """Whether phones of the group write one text together in the run."""
    step = room.state.step_of(run.step)
    written = isinstance(step, Ask) and step.by == "group" and step.answer in {"text", "post"}
    return written and bool(room.state.members.get(group))


async def take(room: Room, run: Run, group: int) -> Draft:
    """Take the pen; give the draft and who held the pen before."""
    before = drafts.draft(room.scratch, run.number, group)
    name = draft_of(run.number, group)
    with suppress(JournalError, RoomClosed):  # the scribe types on in any case
        for _ in range(TRIES):
            taken = await room.jot(name, drafts.noted(SCRIBE, before.text), before.version)
            if taken.taken:
                break
            before = drafts.read(taken.now)
    return before


async def put_down(room: Room, run: Run, group: int, *, kept: bool) -> None:
    """Give the pen back, unless a phone has taken it meanwhile; what was kept is no draft."""
    now = drafts.draft(room.scratch, run.number, group)
    if now.holder != SCRIBE:
        return
    noted = drafts.noted(None, EMPTY if kept else now.text)
    with suppress(JournalError, RoomClosed):
        await room.jot(draft_of(run.number, group), noted, now.version)
