"""What the desk sees of a phones' server: it attends, says where it is, ends when asked.

`python -m tests.phones.stand_in SESSION --port N`
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from snogmarry.phones import serving
from snogmarry.phones.port import CannotListen, listen
from snogmarry.phones.serving import Serving
from snogmarry.room import Room
from snogmarry.session.commands import SetCode

PROGRAM = (sys.executable, "-m", "tests.phones.stand_in")
CODE = "KTPXWN"


async def _serve(session: Path, port: int) -> None:
    room = await Room.open(session, kind="server")
    pid = os.getpid()
    try:
        with listen(port):
            if not room.state.code:
                await room.do(SetCode(CODE))
            await room.jot(serving.SERVER, serving.noted(Serving(pid, port)))
            while "desk" in room.attended_elsewhere or not _asked(room):
                await asyncio.sleep(0.02)
            await room.jot(serving.SERVER, None)
    except CannotListen as cannot:
        await room.jot(serving.SERVER, serving.noted(Serving(pid, port, str(cannot))))
    finally:
        await room.close()


def _asked(room: Room) -> bool:
    return serving.asked_to_stop(room.scratch, os.getpid())


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[3])))
