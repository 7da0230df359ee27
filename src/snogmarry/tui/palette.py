"""What the command palette offers: every key of the screen, and the themes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from snogmarry.tui.keys import keys_of
from snogmarry.tui.themes import THEMES


def commands_of(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """The commands that hold on a screen."""
    place = getattr(screen, "place", None)
    for key in keys_of(place) if place else ():
        run = partial(app.run_action, key.action, screen)
        yield SystemCommand(key.about, f"Key {key.shown}", run)
    for theme in THEMES:
        light = "dark" if theme.dark else "light"
        yield SystemCommand(
            f"Colours: {light}",
            f"High contrast on a {light} ground",
            partial(setattr, app, "theme", theme.name),
        )
