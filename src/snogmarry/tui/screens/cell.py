"""What one group brought to one lesson, and mending it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from snogmarry.session.answered import first_line, group_name, seen_words
from snogmarry.session.commands import ChangePoint, Command, LinkEvidence, WithdrawPoint
from snogmarry.session.coverage import Cell, coverage, responses_of
from snogmarry.session.state import LearningPoint, Response
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

    kind: Literal["point", "shows", "could"]
    number: int


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
    hint = "enter mend · space link · l new point · w withdraw · esc leave"
    empty = "Nothing stands here yet. l draws a learning point."

    def __init__(self, pen: Pen, *, lesson: str, group: int | None) -> None:
        super().__init__(pen)
        self.lesson = lesson
        self.group = group
        title = lesson_of(pen.session, lesson).title
        self.heading = f"{title} × {group_name(pen.session, group)}"

    def _cell(self) -> Cell:
        rows = (row for row in coverage(self.session) if row.lesson == self.lesson)
        return next(cell for row in rows for cell in row.cells if cell.group == self.group)

    def lines(self) -> list[tuple[str, Content]]:
        cell = self._cell()
        responses = self.session.responses.values()
        could = [
            r
            for r in responses
            if r.group == self.group and not r.withdrawn and r.number not in cell.responses
        ]
        return [
            *(self._point(self.session.points[number]) for number in cell.points),
            *(self._response("shows", self.session.responses[n]) for n in cell.responses),
            *(self._response("could", response) for response in could),
        ]

    def _point(self, point: LearningPoint) -> tuple[str, Content]:
        line = Content(_mark(self.lesson not in point.against, self.lesson in point.against))
        line += point_line(self.session, point)
        return f"point {point.number}", line

    def _response(self, kind: str, response: Response) -> tuple[str, Content]:
        step = self.session.step_of(response.step)
        line = Content.from_markup(
            "$mark[b]$ref[/b] $step: $text",
            mark=self._mark(kind, response),
            ref=response.ref,
            step=step.title,
            text=first_line(seen_words(self.session, response, public=self.pen.public)),
        )
        return f"{kind} {response.number}", line

    def _mark(self, kind: str, response: Response) -> str:
        if kind == "could":
            return "[ ] "
        ways = (responses_of(self.session, self.lesson, against=way) for way in (False, True))
        return _mark(*(response in speaking for speaking in ways))

    def above(self) -> str:
        cell = self._cell()
        points = count(len(cell.points), "learning point")
        responses = count(len(cell.responses), "response")
        return f"{points}, {responses}: + {cell.speaks_for} for, - {cell.speaks_against} against."

    def _piece(self) -> Piece | None:
        kind, _, number = (self.chosen or "").partition(" ")
        if kind == "point":
            return Piece("point", int(number))
        if kind in {"shows", "could"}:
            return Piece("shows" if kind == "shows" else "could", int(number))
        return None

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
        if piece is not None and piece.kind == "could":
            await self._act(LinkEvidence(piece.number, self.lesson))
        else:
            await self.action_take_out()

    async def action_speaks(self, against: bool) -> None:
        """Link what is picked as speaking for the lesson, or against it, or turn it round."""
        piece = self._piece()
        if piece is None:
            return
        if piece.kind != "point":
            await self._act(LinkEvidence(piece.number, self.lesson, against=against))
            return
        point = self.session.points[piece.number]
        others = tuple(lesson for lesson in point.against if lesson != self.lesson)
        turned = (*others, self.lesson) if against else others
        await self._act(replace(_as_it_is(point), against=turned))

    async def action_take_out(self) -> None:
        piece = self._piece()
        if piece is None or piece.kind == "could":
            return
        if piece.kind == "point":
            await self._act(self._without_lesson(self.session.points[piece.number]))
        elif (piece.number, self.lesson) in self.session.links:
            await self._act(LinkEvidence(piece.number, self.lesson, linked=False))
        through = self._through(piece.number) if piece.kind == "shows" else None
        if through is not None:
            line = f"R-{piece.number:03} still shows it through {through.ref}; mend that point."
            notices.say(self.app, line, "refused")

    def _without_lesson(self, point: LearningPoint) -> Command:
        rest, against = (
            tuple(lesson for lesson in lessons if lesson != self.lesson)
            for lessons in (point.lessons, point.against)
        )
        return replace(_as_it_is(point), lessons=rest, against=against)

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


def _mark(backs: bool, opposes: bool) -> str:
    return "[±] " if backs and opposes else "[-] " if opposes else "[+] "


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
