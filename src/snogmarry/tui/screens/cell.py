"""What one group brought to one lesson, and mending it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from snogmarry.session.answered import first_line, group_name, seen_words
from snogmarry.session.commands import ChangePoint, Command, LinkEvidence, WithdrawPoint
from snogmarry.session.coverage import Cell, coverage, responses_of
from snogmarry.session.harvest_words import WAYS
from snogmarry.session.state import LearningPoint
from snogmarry.tui import notices
from snogmarry.tui.debrief_text import lesson_of, point_line
from snogmarry.tui.entered import entered
from snogmarry.tui.forms.evidence import EvidenceForm
from snogmarry.tui.forms.form import Form, Pen
from snogmarry.tui.forms.learning_point import LearningPointForm, Origin
from snogmarry.tui.forms.lists import ListScreen
from snogmarry.tui.words import count


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of the list: something that stands in the cell, or could."""

    kind: Literal["point", "response"]
    number: int

    @property
    def id(self) -> str:
        return f"{self.kind} {self.number}"


class CellScreen(ListScreen[None]):
    """Learning points, the responses that show the lesson, and those that might."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "draw_point", "new point"),
        Binding("delete,backspace", "take_out", "take out"),
        Binding("w", "withdraw", "withdraw"),
        Binding("space", "link", "link"),
        Binding("plus,equals_sign", "speaks(False)", "for"),
        Binding("minus", "speaks(True)", "against"),
    ]
    hint = f"{WAYS}\nspace link · enter mend · l new point · w withdraw · esc leave"
    empty = "Nothing stands here yet. l draws a learning point."

    def __init__(self, pen: Pen, *, lesson: str, group: int | None) -> None:
        super().__init__(pen)
        self.lesson = lesson
        self.group = group
        title = lesson_of(pen.session, lesson).title
        self.heading = f"{title} × {group_name(pen.session, group)}"
        self._order: list[str] = []
        """What was listed, in the order in which it stays while this is open."""

    def _cell(self) -> Cell:
        rows = (row for row in coverage(self.session) if row.lesson == self.lesson)
        return next(cell for row in rows for cell in row.cells if cell.group == self.group)

    def lines(self) -> list[tuple[str, Content]]:
        pieces = {piece.id: piece for piece in self._pieces()}
        new = [name for name in pieces if name not in self._order]
        points = [name for name in new if pieces[name].kind == "point"]
        self._order = [*points, *self._order, *(name for name in new if name not in points)]
        return [(name, self._line(pieces[name])) for name in self._order if name in pieces]

    def _pieces(self) -> Iterator[Piece]:
        """What stands in the cell, then what could, then what did when this was opened."""
        session, cell = self.session, self._cell()
        theirs = [r.number for r in session.responses.values() if r.group == self.group]
        others = [n for n in theirs if n not in cell.responses]
        yield from (Piece("point", number) for number in cell.points)
        for number in (*cell.responses, *others):
            if not session.responses[number].withdrawn:
                yield Piece("response", number)
        for point in session.points.values():
            out = Piece("point", point.number)
            if out.id in self._order and not point.withdrawn and point.group == self.group:
                yield out

    def _line(self, piece: Piece) -> Content:
        mark = Content(self._mark(piece))
        if piece.kind == "point":
            return mark + point_line(self.session, self.session.points[piece.number])
        response = self.session.responses[piece.number]
        return mark + Content.from_markup(
            "[b]$ref[/b] $step: $text",
            ref=response.ref,
            step=self.session.step_of(response.step).title,
            text=first_line(seen_words(self.session, response, public=self.pen.public)),
        )

    def _mark(self, piece: Piece) -> str:
        if not self._stands(piece):
            return "[ ] "
        if piece.kind == "point":
            opposes = self.lesson in self.session.points[piece.number].against
            return "[-] " if opposes else "[+] "
        response = self.session.responses[piece.number]
        backs, opposes = (
            response in responses_of(self.session, self.lesson, against=way)
            for way in (False, True)
        )
        return "[±] " if backs and opposes else "[-] " if opposes else "[+] "

    def _stands(self, piece: Piece) -> bool:
        """Whether it stands in the cell now."""
        cell = self._cell()
        return piece.number in (cell.points if piece.kind == "point" else cell.responses)

    def above(self) -> str:
        cell = self._cell()
        points = count(len(cell.points), "learning point")
        responses = count(len(cell.responses), "response")
        return f"{points}, {responses}: + {cell.speaks_for} for, - {cell.speaks_against} against."

    def _piece(self) -> Piece | None:
        kind, _, number = (self.chosen or "").partition(" ")
        if kind == "point":
            return Piece("point", int(number))
        return Piece("response", int(number)) if kind else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        piece = self._piece()
        if piece is None:
            return
        form: Form
        if piece.kind == "point":
            form = LearningPointForm(self.pen, point=self.session.points[piece.number])
        else:
            form = EvidenceForm(self.pen, response=self.session.responses[piece.number])
        self.app.push_screen(form, self._changed)

    def _changed(self, kept: bool | None) -> None:
        if kept:
            self.draw()

    def action_draw_point(self) -> None:
        origin = Origin(group=self.group, lessons=(self.lesson,))
        self.app.push_screen(LearningPointForm(self.pen, origin=origin), self._changed)

    async def action_link(self) -> None:
        """Link what might show the lesson; take out what does."""
        piece = self._piece()
        if piece is None or self._stands(piece):
            await self.action_take_out()
        else:
            await self.action_speaks(against=False)

    async def action_speaks(self, against: bool) -> None:
        """Link what is picked as speaking for the lesson, or against it, or turn it round."""
        piece = self._piece()
        if piece is None:
            return
        if piece.kind != "point":
            await self._act(LinkEvidence(piece.number, self.lesson, against=against))
            return
        point = self.session.points[piece.number]
        rest, others = self._without(point)
        lessons = point.lessons if self.lesson in point.lessons else (*rest, self.lesson)
        turned = (*others, self.lesson) if against else others
        await self._act(replace(_as_it_is(point), lessons=lessons, against=turned))

    async def action_take_out(self) -> None:
        piece = self._piece()
        if piece is None or not self._stands(piece):
            return
        if piece.kind == "point":
            point = self.session.points[piece.number]
            rest, others = self._without(point)
            await self._act(replace(_as_it_is(point), lessons=rest, against=others))
            return
        if (piece.number, self.lesson) in self.session.links:
            await self._act(LinkEvidence(piece.number, self.lesson, linked=False))
        through = self._through(piece.number)
        if through is not None:
            line = f"R-{piece.number:03} still shows it through {through.ref}; mend that point."
            notices.say(self.app, line, "refused")

    def _without(self, point: LearningPoint) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lessons of a point, and those it speaks against, without this one."""
        rest, against = (
            tuple(lesson for lesson in lessons if lesson != self.lesson)
            for lessons in (point.lessons, point.against)
        )
        return rest, against

    def _through(self, response: int) -> LearningPoint | None:
        for point in self.session.points.values():
            if not point.withdrawn and self.lesson in point.lessons and response in point.responses:
                return point
        return None

    async def action_withdraw(self) -> None:
        piece = self._piece()
        if piece is not None and piece.kind == "point":
            await self._act(WithdrawPoint(piece.number))

    async def _act(self, command: Command) -> None:
        recorded = await self.pen.carry_out(command)
        if recorded:
            notices.say(self.app, entered(recorded, self.session) or "Done.")
        self.draw()


def _as_it_is(point: LearningPoint) -> ChangePoint:
    return ChangePoint(
        point.number,
        point.text,
        point.verdict,
        point.group,
        point.lessons,
        point.responses,
        point.refs,
        point.against,
    )
