"""The fields of forms. None lets a control character or markup in, and none cuts anything off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from snogmarry.text import SafeText, clean, clean_line

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""What picks the first, the second, … of a list."""

Mode = Literal["one", "any", "ways", "order", "key"]
"""Pick one, any number, all in order; or one that is acted upon at once. `ways`: any number,
each of them for (+) or against (-)."""


class LineField(Input):
    """One line of text."""

    def __init__(
        self,
        text: str = "",
        *,
        id: str,  # noqa: A002
        placeholder: str = "",
        replace: bool = False,
    ) -> None:
        # With replace, what is typed first takes the place of what stood there.
        super().__init__(
            text, placeholder=placeholder, id=id, compact=True, select_on_focus=replace
        )

    @property
    def given(self) -> SafeText:
        return clean_line(self.value)

    @property
    def draft(self) -> str:
        return self.value

    @draft.setter
    def draft(self, text: str) -> None:
        self.value = text
        self.cursor_position = len(text)

    def _on_paste(self, event: events.Paste) -> None:
        # What is pasted is cleaned before it is drawn: the terminal would obey it.
        event.prevent_default()
        event.stop()
        start, end = self.selection
        self.replace(clean_line(event.text), start, end)


class TextField(TextArea):
    """Any number of lines, with their count against a limit."""

    def __init__(self, text: str = "", *, id: str, limit: int, placeholder: str = "") -> None:  # noqa: A002
        super().__init__(
            text, id=id, compact=True, placeholder=Content(placeholder), highlight_cursor_line=False
        )
        self.limit = limit

    @property
    def given(self) -> SafeText:
        return clean(self.text)

    @property
    def draft(self) -> str:
        return self.text

    @draft.setter
    def draft(self, text: str) -> None:
        self.text = text
        self.move_cursor(self.document.end)

    @property
    def over(self) -> bool:
        """Whether there is too much of it."""
        return len(self.given) > self.limit

    @property
    def count(self) -> Content:
        """`123 / 280`; what is too much is said in words too."""
        length = len(self.given)
        if not self.over:
            return Content(f"{length} / {self.limit}")
        return Content(f"{length} / {self.limit}: {length - self.limit} too many")

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert(_pasted(event.text))


def _pasted(raw: str) -> str:
    # Cleaning strips the ends; within a sentence the space at them is meant.
    before = " " if raw[:1].isspace() else ""
    after = " " if raw[-1:].isspace() else ""
    return f"{before}{clean(raw)}{after}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list to pick from."""

    id: str
    text: str
    note: str = ""
    """After the text."""


class Choices(OptionList):
    """A list to pick from by key, or with the arrows and space."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "pick", "pick", show=False)]

    class Picked(Message):
        """Something was picked or dropped."""

        def __init__(self, choices: Choices, choice: str) -> None:
            super().__init__()
            self.choices = choices
            self.choice = choice

        @property
        def control(self) -> Choices:
            return self.choices

    def __init__(
        self,
        choices: Sequence[Choice],
        mode: Mode,
        *,
        id: str,  # noqa: A002
        picked: Iterable[str] = (),
        against: Iterable[str] = (),
    ) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self.choices = list(choices)
        self.mode = mode
        self.against = set(against)
        """Those picked as speaking against."""
        self.picked = [choice for choice in picked if choice in {c.id for c in choices}]
        self._fill()

    @property
    def draft(self) -> str:
        return "\n".join(f"{'-' if c in self.against else ''}{c}" for c in self.picked)

    @draft.setter
    def draft(self, text: str) -> None:
        lines = text.split("\n")
        self.against = {line[1:] for line in lines if line.startswith("-")}
        self.pick_all(line.removeprefix("-") for line in lines)

    def pick_all(self, wanted: Iterable[str]) -> None:
        """Pick exactly these, in this order; unknown ones are left out."""
        known = {choice.id for choice in self.choices}
        self.picked = [choice for choice in wanted if choice in known]
        self._refill()

    def toggle(self, choice: str) -> None:
        """Pick it; where several may be picked, drop it again."""
        if self.mode in {"one", "key"}:
            self.picked = [choice]
        elif choice in self.picked:
            self.picked.remove(choice)
            self.against.discard(choice)
        else:
            self.picked.append(choice)
        self._refill()
        self.post_message(self.Picked(self, choice))

    def turn(self, choice: str, *, against: bool) -> None:
        """Pick it as speaking for, or against."""
        (self.against.add if against else self.against.discard)(choice)
        if choice not in self.picked:
            self.picked.append(choice)
        self._refill()
        self.post_message(self.Picked(self, choice))

    def action_pick(self) -> None:
        if self.highlighted is not None:
            self.toggle(self.choices[self.highlighted].id)

    def on_key(self, event: events.Key) -> None:
        index = KEYS.find(event.character or " ")
        if 0 <= index < len(self.choices):
            event.stop()
            event.prevent_default()
            self.highlighted = index
            self.toggle(self.choices[index].id)
        elif self.mode == "ways" and event.character in {"+", "-"} and self.highlighted is not None:
            event.stop()
            event.prevent_default()
            self.turn(self.choices[self.highlighted].id, against=event.character == "-")

    def _fill(self) -> None:
        self.add_options(
            Option(self._line(number, choice)) for number, choice in enumerate(self.choices)
        )

    def _refill(self) -> None:
        for number, choice in enumerate(self.choices):
            self.replace_option_prompt_at_index(number, self._line(number, choice))

    def _line(self, number: int, choice: Choice) -> Content:
        key = KEYS[number] if number < len(KEYS) else " "
        note = f" · {choice.note}" if choice.note else ""
        return Content(f"{key} {self._mark(choice.id)}{choice.text}{note}")

    def _mark(self, choice: str) -> str:
        place = self.picked.index(choice) + 1 if choice in self.picked else 0
        match self.mode:
            case "one":
                return "(•) " if place else "( ) "
            case "any":
                return "[x] " if place else "[ ] "
            case "ways":
                return f"[{'-' if choice in self.against else '+'}] " if place else "[ ] "
            case "order":
                return f"({place}) " if place else "( ) "
            case "key":
                return ""


Field = LineField | TextField | Choices


class Label(Static):
    """A line that names the field under it; never parsed as markup."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str = "label") -> None:  # noqa: A002
        super().__init__(Content(text), id=id, classes=classes, markup=False)

    def say(self, text: str) -> None:
        """Show another text."""
        self.update(Content(text))
