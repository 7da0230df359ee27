"""Reading the screens as a person would, and waiting for what they show."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from textual.pilot import Pilot

from snogmarry.tui.app import SnogmarryApp

PATIENCE = 20.0


def painted(app: SnogmarryApp) -> str:
    """What stands on the terminal, line by line."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def shows(pilot: Pilot[int], *wanted: str) -> str:
    """Wait until all of `wanted` stands on the terminal; give its text."""
    app = pilot.app
    assert isinstance(app, SnogmarryApp)
    await comes(pilot, lambda: all(part in painted(app) for part in wanted), lambda: painted(app))
    return painted(app)


async def comes(
    pilot: Pilot[int], holds: Callable[[], bool], picture: Callable[[], object] = str
) -> None:
    """Wait until `holds`; fail if it does not in time."""
    deadline = time.monotonic() + PATIENCE
    while True:
        await pilot.pause()
        if holds():
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain; the screen:\n{picture()}")
        await asyncio.sleep(0.01)
