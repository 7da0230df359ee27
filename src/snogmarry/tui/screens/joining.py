"""How to join, over a screen that is not the stage."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from snogmarry.tui.forms.fields import Label
from snogmarry.tui.forms.overlay import Overlay
from snogmarry.tui.phones import Phones
from snogmarry.tui.widgets.invite import Invite, words


class JoiningScreen(Overlay[None]):
    """The QR code, the address and the code; until phones are served, why they are not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("Q,shift+q,q,enter", "leave", "leave", show=False)
    ]

    def __init__(self, phones: Phones) -> None:
        super().__init__()
        self.phones = phones

    def compose(self) -> ComposeResult:
        yield Invite(id="join")
        yield Label(id="unserved")
        yield Label("esc leave", id="hint")

    def on_mount(self) -> None:
        self.draw()
        self.set_interval(1.0, self.draw)

    def draw(self) -> None:
        """Bring it up to date."""
        way, unserved = self.phones.invitation, self.query_one("#unserved", Label)
        self.query_one(Invite).show(way, words(way, self.phones.there.line))
        unserved.say(self.phones.unserved)
        unserved.display = bool(self.phones.unserved)
