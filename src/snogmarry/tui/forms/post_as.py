"""Posting as one of the cast, on the spot."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from snogmarry.session.commands import Command, PostAs, Refused
from snogmarry.text import ANSWER_LIMIT
from snogmarry.tui.forms.fields import Choice, Choices, Label, TextField
from snogmarry.tui.forms.form import Form, Pen


class PostAsForm(Form):
    """Who, where, what. It is in the feed, for all to see, once it is kept."""

    heading = "Post as one of the cast"
    hint = "number keys pick · tab next field · ctrl+s post · esc leave"
    draft_key = "post as"
    enter_keeps = False
    dense = True

    def __init__(self, pen: Pen) -> None:
        super().__init__(pen)
        self.channels = {channel.id: channel for channel in pen.session.scenario.channels}

    def fields(self) -> ComposeResult:
        scenario = self.session.scenario
        with Horizontal(classes="columns"):
            with Vertical(classes="who"):
                yield Label("Who")
                cast = [Choice(c.id, c.name, c.handle or "") for c in scenario.cast]
                yield Choices(cast, "one", id="character")
            with Vertical(classes="lessons"):
                yield Label("Where")
                places = [Choice(c.id, c.name) for c in scenario.channels]
                first = [c.id for c in scenario.channels[:1]]
                yield Choices(places, "one", id="channel", picked=first)
        with Horizontal(classes="line"):
            yield Label("What")
            yield Label(id="text-count", classes="count")
        yield TextField(id="text", limit=self._limit(scenario.channels[0].id))

    def _limit(self, channel: str) -> int:
        return self.channels[channel].limit or ANSWER_LIMIT

    def on_choices_picked(self, event: Choices.Picked) -> None:
        if event.choices.id == "channel" and event.choices.picked:
            text = self.field("text", TextField)
            text.limit = self._limit(event.choices.picked[0])
            self.show_count(text)

    def commands(self) -> list[Command]:
        character = self.field("character", Choices).picked
        channel = self.field("channel", Choices).picked
        text = self.field("text", TextField).given
        if not character or not channel:
            raise Refused("Pick who posts, and where.")
        if not text:
            raise Refused("There is nothing typed yet.")
        return [PostAs(character[0], channel[0], text)]
