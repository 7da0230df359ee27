"""Every key, by what it is for."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from snogmarry.tui.forms.fields import Label
from snogmarry.tui.forms.overlay import Overlay
from snogmarry.tui.keys import Key, Place, Theme, keys_of

_THEMES: dict[Theme, str] = {
    "moving": "Moving through the steps",
    "time": "Time",
    "answers": "Answers and votes",
    "feed": "The feed",
    "learning": "What was learned",
    "phones": "Phones",
    "screen": "Screens",
}


class HelpScreen(Overlay[None]):
    """The keys that hold on the screen it was opened from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q", "leave", "leave", show=False)
    ]

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place

    def compose(self) -> ComposeResult:
        with Vertical(classes="form -tall"):
            yield Label(f"Keys: {self.place}", classes="heading")
            with VerticalScroll(id="keys"):
                for theme, title in _THEMES.items():
                    keys = [key for key in keys_of(self.place) if key.theme == theme]
                    if keys:
                        yield Label(title, classes="label -theme")
                        yield Static(_lines(keys), markup=False)
                yield Label("Everywhere", classes="label -theme")
                yield Static(Content("  ctrl+p   Every action by name"), markup=False)
            yield Label("arrows and page up/down scroll · esc leave", classes="hint")

    def on_mount(self) -> None:
        self.query_one("#keys").focus()


def _lines(keys: list[Key]) -> Content:
    return Content("\n").join(
        Content.from_markup("[b]$key[/b]  $about", key=f"{key.shown:>8}", about=key.about)
        for key in keys
    )
