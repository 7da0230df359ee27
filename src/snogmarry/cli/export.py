"""`snogmarry export`: the summary of a session, in files for people."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from snogmarry.cli import ELSEWHERE, CommandFailed
from snogmarry.clock import SystemClock
from snogmarry.journal import places
from snogmarry.journal.errors import JournalError
from snogmarry.journal.reading import read_events
from snogmarry.report import beside, files, making, words
from snogmarry.report import export as summaries
from snogmarry.report.beside import CannotRead
from snogmarry.report.files import CannotWrite
from snogmarry.report.finality import adopting, holds, marking, would_change
from snogmarry.report.formats import KEPT, WHOLE, WORD, CannotMake
from snogmarry.report.overview_words import FINGERPRINT
from snogmarry.room import Room, RoomClosed
from snogmarry.session.commands import Command, NoteExport, Refused
from snogmarry.session.state import Finality
from snogmarry.text import PathText

_RECORD = f"{{name}} is the whole record of the session, with {WHOLE}."
_YOURS = (
    "This is your own copy: it may hold answers that the room never saw. To pass on: "
    "--profile participants, or --profile public. " + summaries.HANDED_ON
)
_AS_IT_IS = " To export it as it is, leave out --final."
_OWN_COPY = (
    "Names and private notes are for your own copy. Leave out --names and --notes, or --profile."
)


def export(arguments: Namespace) -> int:
    """Write the summary of a session, also while it runs elsewhere."""
    if arguments.profile != "facilitator" and (arguments.names or arguments.notes):
        raise CommandFailed(_OWN_COPY, 2)
    if arguments.anew and not arguments.final:
        raise CommandFailed("--anew goes with --final.", 2)
    template, formats = arguments.template, arguments.format
    if template is not None:
        _look_at(template)
    with _told():
        path = places.look_up(arguments.session, arguments.sessions, SystemClock())
        own = beside.read(path)
        remarks: list[str] = []
        if arguments.final:
            fixing = asyncio.run(_finalise(path, own, anew=arguments.anew, otherwise=_AS_IT_IS))
            remarks += fixing.told()
        events = read_events(path)
        wanted = 0
        with _shown() as progress:

            def told(done: int, total: int, label: str) -> None:
                nonlocal wanted
                wanted = total
                progress(done, total, label)

            written = summaries.write(
                events,
                arguments.to,
                formats,
                names=arguments.names,
                notes=arguments.notes,
                profile=arguments.profile,
                own=own,
                progress=told,
                template=template,
                remark=remarks.append,
            )
    # A session that cannot be written to can be exported all the same.
    with suppress(JournalError, Refused, RoomClosed):
        noted = [NoteExport(PathText(str(place.absolute()))) for place in files.places(written)]
        asyncio.run(_record(path, noted))
    _say_where(written, path)
    if arguments.profile == "facilitator":
        _say_what_to_keep(written)
    if template is not None and not WORD.intersection(formats):
        remarks.append(f"{template} was not used: no Word file was asked for (--format docx).")
    for remark in remarks:
        print(remark, file=sys.stderr)
    return 0 if len(written) == wanted else 1


def _look_at(template: Path) -> None:
    """Refuse what can be no template before a file is written."""
    try:
        making.look_at(template)
    except CannotMake as error:
        line = f"{error} Nothing was written: name a Word document, or leave out --template."
        raise CommandFailed(line) from error


def finalise(arguments: Namespace) -> int:
    """Fix the summary of a session as final, with the words of the file beside it."""
    with _told():
        path = places.look_up(arguments.session, arguments.sessions, SystemClock())
        fixing = asyncio.run(_finalise(path, beside.read(path), anew=arguments.anew))
    for line in fixing.told():
        print(line)
    final = fixing.final
    print(f"The summary of {path.stem} is final, as it stood on {words.written(final.wall)}.")
    print(f"    {FINGERPRINT}: {final.digest}")
    print("    What is changed from now on shows in the exports as changed later.")
    return 0


class _Fixing(NamedTuple):
    """What a summary was final as, and what it is final as now."""

    before: Finality | None
    final: Finality

    def told(self) -> list[str]:
        """What became of the date and fingerprint that it had; nothing if it had none."""
        if self.before is None:
            return []
        since = _since(self.before)
        if self.final.wall == self.before.wall:
            return [f"It was {since}, and nothing has changed since: it stays as it is."]
        return [f"It was {since}. It is fixed anew, with a new date and fingerprint."]


def _since(final: Finality) -> str:
    marked = f", with the fingerprint {final.digest}" if final.digest else ""
    return f"final as of {words.written(final.wall)}{marked}"


async def _finalise(path: Path, own: beside.Written, *, anew: bool, otherwise: str = "") -> _Fixing:
    """Fix the summary. `otherwise`: what else can be done where it would lose its date."""
    room = await Room.open(path, kind="stage")
    try:
        before = room.state.finality
        intact = holds(room.state, room.events) is not False
        if before is not None and intact and not would_change(room.state, own):
            return _Fixing(before, before)
        if before is not None and not anew:
            what = "has changed since" if intact else "its record is no longer the one that was"
            raise Refused(
                f"The summary is {_since(before)}, and {what}. To fix it anew, with a new date and "
                f"fingerprint, add --anew.{otherwise}"
            )
        for command in adopting(room.state, own):
            await room.do(command)
        await room.do(marking(room.events))
    finally:
        await room.close()
    if room.state.finality is None:
        raise RoomClosed("The summary was made a draft again in another window.")
    return _Fixing(before, room.state.finality)


async def _record(path: Path, commands: Sequence[Command]) -> None:
    # As a stage: it keeps no session alive and does not stand in a desk's way.
    room = await Room.open(path, kind="stage")
    try:
        for command in commands:
            await room.do(command)
    finally:
        await room.close()


@contextmanager
def _shown() -> Iterator[files.Progress]:
    """Progress for whoever watches; nothing where the output goes into a file."""
    console = Console(stderr=True)
    said = TextColumn("{task.completed}/{task.total} {task.description}", markup=False)
    with Progress(BarColumn(20), said, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", visible=False)

        def progress(done: int, total: int, label: str) -> None:
            bar.update(task, completed=done, total=total, description=label, visible=True)

        yield progress


def _say_where(written: Sequence[Path], session: Path) -> None:
    """A path a line for programs; people are told which session it was, and of many the folder."""
    people = sys.stdout.isatty()
    folder = files.folder_of(written) if people and len(written) > files.LOOSE else None
    if people and written:
        there = f", {words.several(len(written), 'file')} in {folder}" if folder else ""
        print(f"The summary of {session.stem}{there}:")
    for file in written:
        print(f"    {file.relative_to(folder)}" if folder else file)


def _say_what_to_keep(written: Sequence[Path]) -> None:
    if not written:
        return
    for file in written:
        if file.suffix == ".json":
            print(_RECORD.format(name=file.name))
    print(_YOURS)


@contextmanager
def _told() -> Iterator[None]:
    """What cannot be done is one line for people."""
    try:
        yield
    except CannotWrite as error:
        raise CommandFailed(error.told(ELSEWHERE, KEPT)) from error
    except (JournalError, Refused, RoomClosed, CannotRead) as error:
        raise CommandFailed(str(error)) from error
