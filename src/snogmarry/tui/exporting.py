"""Writing the summary while the facilitator goes on: no screen has to stay open for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event

from snogmarry.report import beside
from snogmarry.report.export import write
from snogmarry.report.files import CannotWrite, Progress, places
from snogmarry.report.formats import KEPT, Format
from snogmarry.report.summary import Profile
from snogmarry.room import Room
from snogmarry.session.commands import NoteExport
from snogmarry.session.events import Recorded
from snogmarry.text import PathText
from snogmarry.tui import notices
from snogmarry.tui.forms.form import CarryOut


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written, where, and for whom."""

    folder: Path
    formats: tuple[Format, ...]
    extras: Collection[str]
    profile: Profile


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files, with what is to be said of them; or else what went wrong."""

    files: tuple[Path, ...] = ()
    remarks: tuple[str, ...] = ()
    problem: str = ""


class _Stopped(Exception):
    """Nobody waits for the files any more, or could note them."""


async def export(room: Room, carry_out: CarryOut, wanted: Wanted, told: Progress) -> Outcome:
    """Write the summary of a room and note in it what was written.

    `told` is called in a thread. Cancelled, it leaves no file that is not noted.
    """
    stopped = Event()

    def going_on(done: int, total: int, following: str) -> None:
        if stopped.is_set():
            raise _Stopped
        told(done, total, following)

    try:
        outcome = await asyncio.to_thread(_written, tuple(room.events), room.path, wanted, going_on)
    except asyncio.CancelledError:
        stopped.set()
        raise
    for place in places(outcome.files):
        await carry_out(NoteExport(PathText(str(place))))
    return outcome


def _written(
    events: tuple[Recorded, ...],
    session: Path,
    wanted: Wanted,
    progress: Callable[[int, int, str], None],
) -> Outcome:
    remarks: list[str] = []
    try:
        files = write(
            events,
            wanted.folder,
            wanted.formats,
            now=datetime.now().astimezone(),
            names="names" in wanted.extras,
            notes="notes" in wanted.extras,
            profile=wanted.profile,
            own=beside.read(session),
            progress=progress,
            remark=remarks.append,
        )
    except CannotWrite as error:
        return Outcome(problem=error.told("Name another in the field Folder.", KEPT))
    except beside.CannotRead as error:
        return Outcome(problem=str(error))
    except _Stopped:
        return Outcome()
    except Exception as error:  # noqa: BLE001 - the session goes on, whatever broke here
        notices.LOG.exception("The export failed")
        line = f"The export failed ({type(error).__name__}). The session is not touched."
        return Outcome(problem=line)
    return Outcome(tuple(files), tuple(remarks))
