"""One line to the person at the keyboard."""

from __future__ import annotations

import logging
from typing import Any, Literal

from rich.cells import cell_len
from textual.app import App

from snogmarry.text import clean_line
from snogmarry.tui.widgets.key_line import KeyLine

Tone = Literal["plain", "refused", "failed"]

LOG = logging.getLogger("snogmarry")

_SEVERITY: dict[Tone, Literal["information", "warning", "error"]] = {
    "plain": "information",
    "refused": "warning",
    "failed": "error",
}
_SECONDS: dict[Tone, float] = {"plain": 2.5, "refused": 5.0, "failed": 12.0}


_FRAME = 3
"""The columns of a notice beside its words."""


def say(app: App[Any], line: str, tone: Tone = "plain") -> None:
    """Show `line` for a few seconds in place of what was said before; never parsed as markup.

    The keys at the foot move together meanwhile: their line is where it stands.
    """
    said, seconds = clean_line(line), _SECONDS[tone]
    app.clear_notifications()
    app.notify(said, severity=_SEVERITY[tone], timeout=seconds, markup=False)
    for screen in app.screen_stack:
        for keys in screen.query(KeyLine):
            keys.give_way(cell_len(said) + _FRAME, seconds)
