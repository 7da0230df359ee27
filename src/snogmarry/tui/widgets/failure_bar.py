"""The bar that stays once the session file takes nothing more."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from snogmarry.text import clean_line


class FailureBar(Static):
    """What happened, what is safe, what to do; on every screen, for as long as it is true."""

    DEFAULT_CSS = """
    FailureBar {
        dock: top;
        width: 1fr;
        height: auto;
        background: $alarm;
        color: $alarm-text;
        text-style: bold;
        padding: 0 1;
    }
    """

    def __init__(self, why: str) -> None:
        super().__init__(Content(f"! NOTHING MORE IS KEPT. {clean_line(why)}"))
