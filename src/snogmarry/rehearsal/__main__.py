"""The crowd as a process of its own: plays until its input ends, then writes what came of it."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import threading
from pathlib import Path

from snogmarry.phones import serving
from snogmarry.phones.limits import raise_open_files
from snogmarry.rehearsal import crowd
from snogmarry.rehearsal.deciding import Setting
from snogmarry.rehearsal.participant import Sight
from snogmarry.room import Room


async def attend(session: Path, people: int, seed: int) -> crowd.Result:
    """Have people take part in a session, as soon as there is a server for their phones."""
    over = asyncio.Event()
    _end_with_input(over)
    room = await Room.open(session, kind="stage", read_only=True)
    try:
        while (said := serving.serving(room.scratch)) is None or said.failed or not room.state.code:
            if over.is_set():
                return crowd.Result(people)
            await asyncio.sleep(0.05)
        anchor = room.state.anchor
        speed = 1.0 if anchor is None else anchor.speed
        sight = Sight(lambda: room.state.code, lambda group: len(room.state.members.get(group, ())))
        setting = Setting(people, seed, speed)
        return await crowd.play(room.state.scenario, setting, said.port, sight, over)
    finally:
        await room.close()


def _end_with_input(over: asyncio.Event) -> None:
    """It is over when whoever started this says so, or is no more."""
    loop = asyncio.get_running_loop()

    def wait() -> None:
        sys.stdin.buffer.read()
        loop.call_soon_threadsafe(over.set)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("session", type=Path)
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    raise_open_files()
    result = asyncio.run(attend(arguments.session, arguments.people, arguments.seed))
    json.dump(result.values(), sys.stdout)


if __name__ == "__main__":
    main()
