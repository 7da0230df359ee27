"""The screens by name; each is imported when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from snogmarry.session.state import Phase
from snogmarry.tui.keys import Place

if TYPE_CHECKING:
    from snogmarry.room import Room

_OF_PHASE: dict[Phase, tuple[Place, ...]] = {
    "lobby": ("lobby",),
    "live": ("stage", "desk"),
    "debrief": ("debrief",),
}


def belongs(place: Place | None, phase: Phase) -> bool:
    """Whether the screen of that name shows that phase."""
    return place is None or place in _OF_PHASE[phase]


def opening(phase: Phase) -> Place:
    """The screen that a phase opens with."""
    return _OF_PHASE[phase][0]


def home() -> Screen[Any]:
    """A new screen of what can be played or resumed."""
    from snogmarry.tui.screens.home import HomeScreen

    return HomeScreen()


def stage_alone(room: Room) -> Screen[Any]:
    """A new screen that only follows."""
    from snogmarry.tui.screens.stage import StageAlone

    return StageAlone(room)


def screen(place: Place, room: Room) -> Screen[Any]:
    """A new screen of that name."""
    if place == "lobby":
        from snogmarry.tui.screens.lobby import LobbyScreen

        return LobbyScreen(room)
    if place == "stage":
        from snogmarry.tui.screens.stage import StageScreen

        return StageScreen(room)
    if place == "desk":
        from snogmarry.tui.screens.desk import DeskScreen

        return DeskScreen(room)
    if place == "debrief":
        from snogmarry.tui.screens.debrief import DebriefScreen

        return DebriefScreen(room)
    return home()
