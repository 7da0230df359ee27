"""Being told to go by the system: the terminal is left as it was found."""

from __future__ import annotations

import asyncio
import signal

from textual.app import App


def heed_signals(app: App[int]) -> None:
    """End the app in good order on SIGINT, SIGTERM and SIGHUP, with 128 and the signal's number."""
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, app.exit, 128 + number, 128 + number)
        except NotImplementedError:
            # Windows has no such handlers; closing the window ends the process there.
            return
