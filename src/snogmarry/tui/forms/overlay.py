"""What is opened over a screen and left with Esc."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

R = TypeVar("R")


class Overlay(ModalScreen[R | None]):
    """Gives None when it is left."""

    CSS_PATH = "../styles/forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", priority=True)]

    def action_leave(self) -> None:
        self.dismiss(None)
