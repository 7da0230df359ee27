"""The facilitator's own words in the summary."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from snogmarry.session.commands import Command, SetSummaryText
from snogmarry.session.events import SummaryPart
from snogmarry.session.rules.summary import limit_of
from snogmarry.text import EMPTY, SafeText
from snogmarry.tui.forms.fields import Label, LineField, TextField
from snogmarry.tui.forms.form import Form

_LINES: dict[SummaryPart, str] = {
    "title": "Title (empty: the name of the event)",
    "place": "Place (empty: as given in the lobby)",
}
_TEXTS: dict[SummaryPart, str] = {
    "introduction": "Introduction",
    "conclusions": "Conclusions",
    "recommendations": "Recommendations",
}


class SummaryForm(Form):
    """Title, place, introduction, conclusions, recommendations; all may stay empty."""

    heading = "Your own words in the summary"
    hint = "tab next field · ctrl+s keep · esc leave"
    draft_key = "summary"
    enter_keeps = False
    dense = True

    def fields(self) -> ComposeResult:
        for line, label in _LINES.items():
            yield Label(label)
            yield LineField(self._stands(line), id=line)
        for text, label in _TEXTS.items():
            with Horizontal(classes="line"):
                yield Label(label)
                yield Label(id=f"{text}-count", classes="count")
            yield TextField(self._stands(text), id=text, limit=limit_of(text))

    def _stands(self, part: SummaryPart) -> SafeText:
        stands = self.session.texts.get(part)
        return EMPTY if stands is None else stands.text

    def commands(self) -> list[Command]:
        given: dict[SummaryPart, SafeText] = {
            **{line: self.field(line, LineField).given for line in _LINES},
            **{text: self.field(text, TextField).given for text in _TEXTS},
        }
        return [
            SetSummaryText(part, text) for part, text in given.items() if text != self._stands(part)
        ]
