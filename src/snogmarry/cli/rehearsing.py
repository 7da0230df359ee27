"""`snogmarry rehearse`: a session with simulated participants."""

from __future__ import annotations

import asyncio
import signal
from argparse import Namespace
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from snogmarry.cli import ELSEWHERE, CommandFailed, log
from snogmarry.clock import SystemClock
from snogmarry.journal import places
from snogmarry.journal.errors import JournalError
from snogmarry.journal.reading import read_events
from snogmarry.rehearsal import headless as alone
from snogmarry.rehearsal import processes
from snogmarry.rehearsal.deciding import Setting
from snogmarry.rehearsal.processes import Process
from snogmarry.rehearsal.readiness import Readiness, judge, lines
from snogmarry.report import export as summaries
from snogmarry.report.files import CannotWrite
from snogmarry.report.formats import DEFAULT, KEPT
from snogmarry.room import Room
from snogmarry.scenario import library
from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.scenario.reader import CannotLoad, load

if TYPE_CHECKING:
    from snogmarry.tui.doors import Doors


def headless(arguments: Namespace) -> int:
    """Play a scenario to the end, export it, and say whether all held."""
    log.set_up()
    scenario, lessons = _load(arguments)
    try:
        found, room = asyncio.run(_play(arguments, scenario, lessons))
        written = summaries.write(read_events(room.path), arguments.to, DEFAULT)
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    except CannotWrite as error:
        raise CommandFailed(error.told(ELSEWHERE, KEPT)) from error
    except JournalError as error:
        raise CommandFailed(str(error)) from error
    setting = _setting(arguments)
    print(
        f"{scenario.title}: {setting.people} people, seed {setting.seed}, speed {setting.speed:g}"
    )
    print()
    _report(found)
    for file in (room.path, *written):
        print(file)
    return 0 if found.ready else 1


async def _play(
    arguments: Namespace, scenario: Scenario, lessons: LessonList
) -> tuple[Readiness, Room]:
    playing = asyncio.current_task()
    assert playing is not None  # noqa: S101 - asyncio.run made it
    with suppress(NotImplementedError):  # Windows
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, playing.cancel)
    setting, sessions = _setting(arguments), places.folder(arguments.sessions)
    room = await alone.open_room(scenario, lessons, sessions, SystemClock(), setting)
    return await alone.play(room, setting, arguments.port), room


@contextmanager
def crowd(arguments: Namespace) -> Iterator[Callable[[Doors], Awaitable[Room]]]:
    """What opens a session with simulated participants, who leave at the end."""
    scenario, lessons = _load(arguments)
    setting = _setting(arguments)
    started: list[Process] = []
    rooms: list[Room] = []

    async def opening(doors: Doors) -> Room:
        room = await alone.open_room(scenario, lessons, doors.sessions, doors.clock, setting)
        rooms.append(room)
        started.append(processes.start_crowd(room.path, setting))
        return room

    try:
        yield opening
        if rooms:
            result = processes.dismiss(started[0], setting.people)
            _report(judge(read_events(rooms[0].path), result, whole=False))
    finally:
        for process in started:
            processes.end(process)


def _load(arguments: Namespace) -> tuple[Scenario, LessonList]:
    try:
        return load(library.find(arguments.scenario))
    except (CannotLoad, library.NotFound) as error:
        raise CommandFailed(str(error), 2) from error


def _setting(arguments: Namespace) -> Setting:
    return Setting(arguments.people, arguments.seed, arguments.speed)


def _report(found: Readiness) -> None:
    for line in lines(found):
        print(line)
