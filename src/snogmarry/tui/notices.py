"""One line to the person at the keyboard."""

from __future__ import annotations

import logging
from typing import Any, Literal

from textual.app import App

from snogmarry.text import clean_line

Tone = Literal["plain", "refused", "failed"]

LOG = logging.getLogger("snogmarry")

_SEVERITY: dict[Tone, Literal["information", "warning", "error"]] = {
    "plain": "information",
    "refused": "warning",
    "failed": "error",
}
_SECONDS: dict[Tone, float] = {"plain": 2.5, "refused": 5.0, "failed": 12.0}


def say(app: App[Any], line: str, tone: Tone = "plain") -> None:
    """Show `line` for a few seconds in place of what was said before; never parsed as markup."""
    app.clear_notifications()
    app.notify(clean_line(line), severity=_SEVERITY[tone], timeout=_SECONDS[tone], markup=False)
