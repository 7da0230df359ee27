"""Being told to go by the system: the terminal is left as it was found."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from types import FrameType

from textual.app import App

PATIENCE = 5.0
"""Seconds for leaving in good order. All that was confirmed is on the disk before."""


def heed_signals(app: App[int]) -> None:
    """End the app in good order on SIGINT, SIGTERM and SIGHUP, with 128 and the signal's number.

    A terminal that no longer reads would hold the program for ever: after `PATIENCE` it ends
    as it stands.
    """
    loop = asyncio.get_running_loop()

    def leave(number: int, _: FrameType | None) -> None:
        if number == getattr(signal, "SIGHUP", None):
            # A closing terminal sends SIGCONT too, and would have the app paint on it again.
            signal.signal(signal.SIGCONT, _nothing)
        last_resort = threading.Timer(PATIENCE, os._exit, (128 + number,))
        last_resort.daemon = True
        last_resort.start()
        loop.call_soon_threadsafe(app.exit, 128 + number, 128 + number)

    # Not the loop's own handlers: those wait for a loop that may be waiting for the terminal.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)
    if hasattr(select, "poll") and sys.stdin.isatty():
        threading.Thread(target=_hear_hangup, args=(sys.stdin.fileno(),), daemon=True).start()


def _hear_hangup(terminal: int) -> None:
    """Pass the closing of the terminal on.

    The system tells it to the first program in the window alone, and that may be one that keeps
    it to itself, such as make.
    """
    hangup = select.poll()
    hangup.register(terminal, 0)  # a hang-up is told, whatever is asked for
    for _, event in hangup.poll():
        if event & select.POLLHUP:
            os.kill(os.getpid(), signal.SIGHUP)


def _nothing(_: int, __: FrameType | None) -> None:
    pass
