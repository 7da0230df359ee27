"""`snogmarry`, `run`, `resume` and `stage`: the program on the terminal."""

from __future__ import annotations

import asyncio
import gc
import os
import shlex
import shutil
import sys
from argparse import Namespace
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from snogmarry.cli import UNEXPECTED, CommandFailed, let_go_of, log

if TYPE_CHECKING:
    from snogmarry.room import Room
    from snogmarry.tui.app import SnogmarryApp
    from snogmarry.tui.doors import Doors

Opening = Callable[["Doors"], Awaitable["Room | None"]]

NO_TERMINAL = 2


def home(arguments: Namespace) -> int:
    """Offer scenarios to play and sessions to go on with."""

    async def nowhere(_: Doors) -> None:
        return None

    return _live(arguments, nowhere)


def run(arguments: Namespace) -> int:
    """Begin a session of a scenario."""
    if arguments.scenario is None:
        return home(arguments)
    from snogmarry.scenario import library

    try:
        path = library.find(arguments.scenario)
    except library.NotFound as error:
        raise CommandFailed(str(error), 2) from error
    return _live(arguments, lambda doors: doors.play(path))


def resume(arguments: Namespace) -> int:
    """Go on with a session; one that is open elsewhere is open in both windows then."""

    async def going_on(doors: Doors) -> Room:
        return await doors.go_on(_find(arguments, doors))

    return _live(arguments, going_on)


def stage(arguments: Namespace) -> int:
    """Show the stage of a session, for the projector, and nothing else."""

    async def following(doors: Doors) -> Room:
        return await doors.follow(_find(arguments, doors, open_first=True))

    return _live(arguments, following, follow=True)


def rehearse(arguments: Namespace) -> int:
    """Practise with simulated participants; without a terminal, have it all played."""
    from snogmarry.cli import rehearsing

    if arguments.headless:
        return rehearsing.headless(arguments)
    with rehearsing.crowd(arguments) as opening:
        return _live(arguments, opening)


def _find(arguments: Namespace, doors: Doors, *, open_first: bool = False) -> Path:
    """The session that was named, or the latest. `open_first`: of those that are open, if any."""
    from snogmarry.journal import places

    if arguments.session in {None, places.LATEST}:
        sessions = places.kept_in(arguments.sessions)
        return places.latest(sessions, doors.clock, open_first=open_first)
    return places.look_up(arguments.session, arguments.sessions, doors.clock)


def _live(arguments: Namespace, opening: Opening, *, follow: bool = False) -> int:
    _require_terminal()
    # A size that is exported hides what the terminal says of itself when it is resized.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    # Little of what is made while starting is ever thrown away.
    gc.disable()
    log.set_up()
    from snogmarry.journal import places
    from snogmarry.journal.errors import JournalError
    from snogmarry.scenario.reader import CannotLoad
    from snogmarry.tui.doors import Doors
    from snogmarry.tui.phones import Serve

    serve = None
    if not follow and arguments.phones:
        serve = Serve(arguments.host, arguments.port)
    try:
        doors = Doors(places.folder(arguments.sessions), serve=serve)
        return asyncio.run(_show(doors, opening, follow=follow))
    except (JournalError, CannotLoad) as error:
        raise CommandFailed(str(error)) from error


async def _show(doors: Doors, opening: Opening, *, follow: bool) -> int:
    from snogmarry.tui.app import SnogmarryApp

    room = await opening(doors)
    app = SnogmarryApp(room, follow=follow, doors=doors)
    gc.freeze()
    gc.enable()
    try:
        await app.run_async()
    finally:
        # Not when a signal ends it: the room may be full of people who write, and it is resumed.
        if app.phones is not None and not app.return_code:
            await app.phones.leave()
        if app.room is not None:
            await app.room.close()
    try:
        _say_where(app)
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the terminal is gone
        let_go_of(sys.stdout, sys.stderr)
    return app.return_code or 0


def _say_where(app: SnogmarryApp) -> None:
    if app.return_code == UNEXPECTED:
        sys.stderr.write("snogmarry: something kept going wrong; the log says where.\n")
    if app.room is not None and not app.follow:
        sys.stdout.write(f"Kept: {app.room.path}\nTo go on: {_resuming(app.room)}\n")


def _resuming(room: Room) -> str:
    """The command that goes on with a session, as it can be typed here."""
    from snogmarry.journal import places
    from snogmarry.session.rehearsed import is_marked

    program = "snogmarry" if shutil.which("snogmarry") else shlex.quote(sys.argv[0])
    if Path(sys.argv[0]).name == "__main__.py":
        program = "python -m snogmarry"
    if room.path.parent != places.meant():
        return f"{program} resume {shlex.quote(str(room.path))}"
    rehearsal = is_marked(room.state.scenario.title)
    return f"{program} resume {shlex.quote(room.path.stem)}" if rehearsal else f"{program} resume"


def _require_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        raise CommandFailed("this needs a terminal; open one and type it there.", NO_TERMINAL)
