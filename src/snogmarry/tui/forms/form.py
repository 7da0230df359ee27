"""What all forms share: fields, keeping, drafts, and a line that says what is missing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, OptionList, TextArea

from snogmarry.session.commands import Command, Refused
from snogmarry.session.events import Recorded
from snogmarry.session.rules import decide
from snogmarry.session.state import Session
from snogmarry.tui import notices
from snogmarry.tui.entered import entered
from snogmarry.tui.forms.drafts import Draft, Drafts, Typed
from snogmarry.tui.forms.fields import Choices, Field, Label, LineField, TextField
from snogmarry.tui.forms.overlay import Overlay
from snogmarry.tui.words import time_of_day

CarryOut = Callable[[Command], Awaitable[tuple[Recorded, ...] | None]]
"""Do it, and give what was recorded; None if it was not done, which has been said."""

T = TypeVar("T", bound=Field)


@dataclass(frozen=True, slots=True)
class Pen:
    """What a form writes with."""

    session: Session
    carry_out: CarryOut
    drafts: Drafts
    public: bool = False
    """Whether the room looks on while the form is open."""


class Form(Overlay[bool]):
    """Takes input and has it carried out.

    It stays open, with all that was typed in it, until the room has kept it; it gives True then.
    What is left with Esc is a draft, and stands there again next time.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep", priority=True),
        Binding("ctrl+n", "swap_draft", "draft", priority=True),
    ]
    heading: str = ""
    hint: str = "ctrl+s keep · tab next field · esc leave"
    legend: str = ""
    """What marks in the fields mean."""
    draft_key: str = ""
    """What the draft is for; empty: none is kept."""
    _keeping = False
    _away = False
    """Whether the draft was put away."""
    _problem = ""
    """What is said to be wrong."""
    enter_keeps: bool = True
    """Whether Enter in a line keeps the form; else it goes to the next field."""

    dense: bool = False
    """Whether there is so much in it that a short window has no room for empty lines."""

    def __init__(self, pen: Pen) -> None:
        super().__init__()
        self.public = pen.public
        self.session = pen.session
        self.carry_out = pen.carry_out
        self.drafts = pen.drafts
        self.untouched: Typed = {}
        """What stood in the fields before anyone typed."""
        self._draft: Draft | None = None
        """What the form was left with before, if it stands in the fields or was put away."""
        self._aside: Typed = {}
        """What stood in the fields before the draft was put there, or away."""

    def fields(self) -> ComposeResult:
        """The fields, each under its label."""
        raise NotImplementedError

    def commands(self) -> list[Command]:
        """What is to be carried out. Raises Refused with what is missing."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(classes="form -dense" if self.dense else "form"):
            with Vertical(classes="head"):
                yield Label(self.heading, id="heading", classes="heading")
                yield Label(id="draft", classes="draft")
            with VerticalScroll(classes="fields", can_focus=False):
                yield from self.fields()
            with Vertical(classes="foot"):
                yield Label(id="problem", classes="problem")
                if self.legend:
                    yield Label(self.legend, classes="hint legend")
                yield Label(self.hint, id="hint", classes="hint")

    def on_mount(self) -> None:
        for text in self.query(TextField):
            text.move_cursor(text.document.end)
            self.show_count(text)
        self.untouched = self._typed()
        self.put_back_draft()
        # Focusing a field has scrolled its label out of sight.
        self.call_after_refresh(self.query_one(VerticalScroll).scroll_home, animate=False)

    def put_back_draft(self) -> None:
        """Fill the fields with what was typed before and not kept."""
        self._draft = self.drafts.get(self.draft_key)
        if self._draft is not None:
            self._aside = self.untouched
            self._fill(self._draft.typed)
            self._say_of_draft(away=False)

    def action_swap_draft(self) -> None:
        """Put the draft away, or back: no key takes what was typed for good."""
        if self._draft is not None:
            self._away = not self._away
            typed = self._typed()
            self._fill(self._aside)
            self._aside = typed
            self._say_of_draft(away=self._away)

    def _say_of_draft(self, *, away: bool) -> None:
        assert self._draft is not None  # noqa: S101 - there is something to say
        stands = (
            "is put away until you leave; ctrl+n: back."
            if away
            else "stands here, NOT kept yet; ctrl+n empties it."
        )
        time = time_of_day(self._draft.wall)
        self.query_one("#draft", Label).say(f"Your draft from {time} {stands}")
        self.query_one(".form").add_class("-drafted")

    def _fill(self, typed: Typed) -> None:
        for field in self._fields():
            if field.id in typed:
                field.draft = typed[field.id]

    def _fields(self) -> Iterator[Field]:
        for widget in self.query("LineField, TextField, Choices"):
            if isinstance(widget, LineField | TextField | Choices):
                yield widget

    def field(self, name: str, kind: type[T]) -> T:
        """The field of that id."""
        return self.query_one(f"#{name}", kind)

    def tell(self, line: str, *, problem: bool = False) -> None:
        """Say something below the fields."""
        self._problem = line if problem else ""
        label = self.query_one("#problem", Label)
        label.set_class(problem, "-refused")
        label.say(line)
        self.query_one(".form").set_class(bool(line), "-told")

    def action_keep(self) -> None:
        # Behind the keys that were typed before it and still wait in the field's own queue.
        (self.focused or self).call_later(self.call_later, self.keep)

    async def keep(self) -> None:
        """Have what was typed carried out, once, and close once it is kept."""
        if self._keeping or self.left:
            return
        self._keeping = True
        try:
            await self._keep()
        finally:
            self._keeping = False

    async def _keep(self) -> None:
        try:
            commands = self._checked()
        except Refused as refused:
            self.tell(str(refused), problem=True)
            return
        recorded: list[Recorded] = []
        for command in commands:
            events = await self.carry_out(command)
            if events is None:
                self.tell("It was not kept; what you typed is still here.", problem=True)
                return
            recorded.extend(events)
        self.drafts.pop(self.draft_key, None)
        notices.say(self.app, entered(tuple(recorded), self.session) or "Nothing has changed.")
        self.dismiss(True)

    def _checked(self) -> list[Command]:
        commands = self.commands()
        for command in commands:
            decide(self.session, command, self.session.at)
        return commands

    def look_again(self) -> None:
        """Take back what was said of a mistake, once it is mended."""
        if not self._problem:
            return
        try:
            self._checked()
        except Refused as refused:
            if str(refused) == self._problem:
                return
        self.tell("")

    def action_leave(self) -> None:
        self.put_by()
        self.dismiss(False)

    def put_by(self) -> None:
        """Hold what was typed and not kept as a draft."""
        if self.unkept:
            self._hold()
            notices.say(self.app, "Not kept yet; your draft is there when you come back.")
        else:
            self.drafts.pop(self.draft_key, None)

    def _hold(self) -> None:
        typed, before = self._typed(), self.drafts.get(self.draft_key)
        if before is None or before.typed != typed:
            now = datetime.now(UTC)
            self.drafts[self.draft_key] = Draft(typed, round(now.timestamp() * 1_000))

    @property
    def unkept(self) -> bool:
        """Whether something was typed that would be lost."""
        return bool(self.draft_key) and not self.left and self._typed() != self.untouched

    def _typed(self) -> Typed:
        return {field.id or "": field.draft for field in self._fields()}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.enter_keeps:
            self.call_later(self.keep)
        else:
            self.focus_next()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if isinstance(event.option_list, Choices) and not event.option_list.picked:
            event.option_list.action_pick()
        if self.enter_keeps:
            self.call_later(self.keep)
        else:
            self.focus_next()

    def on_input_changed(self, event: Input.Changed) -> None:  # noqa: ARG002
        self.look_again()

    def on_choices_picked(self, event: Choices.Picked) -> None:  # noqa: ARG002
        self.look_again()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        self.look_again()
        if isinstance(event.text_area, TextField):
            self.show_count(event.text_area)

    def show_count(self, text: TextField) -> None:
        """Bring the count beside a field up to date, if it has one."""
        for label in self.query(f"#{text.id}-count").results(Label):
            label.update(text.count)
            label.set_class(text.over, "-refused")
