"""What the first page of the summary says of the event, and the rules of the room."""

from __future__ import annotations

from textual.app import ComposeResult

from snogmarry.session.commands import Command, SetDetails
from snogmarry.text import SafeText
from snogmarry.tui.forms.fields import Label, LineField, TextField
from snogmarry.tui.forms.form import Form, Pen

RULES = SafeText(
    "Nobody is marked; we try things out.\n"
    "Say what your side would say, as kindly or as sharply as it would.\n"
    "The people, the places and the posts are invented; what we learn is not.\n"
    "Anyone may call “time out” at any moment, and need not say why.\n"
    "What is said here stays here, unless we agree otherwise."
)
"""Ground rules for a room that has none of its own."""


class DetailsForm(Form):
    """Event, place, facilitator, ground rules."""

    heading = "The event"
    hint = "tab next field · ctrl+s keep · esc leave"
    draft_key = "details"
    enter_keeps = False
    dense = True

    def __init__(self, pen: Pen, *, first: str = "event") -> None:
        super().__init__(pen)
        self.first = first

    def fields(self) -> ComposeResult:
        details = self.session.details
        yield Label("Name of the event")
        yield LineField(details.event, id="event")
        yield Label("Place")
        yield LineField(details.place, id="place")
        yield Label("Who facilitates")
        yield LineField(details.facilitator, id="facilitator")
        yield Label("Ground rules, read aloud at the start")
        yield TextField(details.ground_rules or RULES, id="rules", limit=2_000)

    def on_mount(self) -> None:
        self.query_one(f"#{self.first}").focus()

    def commands(self) -> list[Command]:
        event, place, facilitator = (
            self.field(name, LineField).given for name in ("event", "place", "facilitator")
        )
        rules = self.field("rules", TextField).given
        return [SetDetails(event, place, facilitator, rules)]
