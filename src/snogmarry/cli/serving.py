"""`snogmarry serve`: the phones' server of a session, in a process of its own."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from snogmarry.cli import CommandFailed, log


def serve(arguments: Namespace) -> int:
    """Serve phones until asked to end."""
    log.set_up()
    from snogmarry.clock import SystemClock
    from snogmarry.journal import places
    from snogmarry.journal.errors import JournalError
    from snogmarry.phones.port import CannotListen
    from snogmarry.room import RoomClosed
    from snogmarry.web import server

    try:
        path = places.look_up(arguments.session, arguments.sessions, SystemClock())
        asyncio.run(server.run(path, arguments.port))
    except (JournalError, RoomClosed, CannotListen) as error:
        raise CommandFailed(str(error)) from error
    return 0
