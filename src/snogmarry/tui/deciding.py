"""What the desk can do with what came in: the actions on the piece that is picked."""

from __future__ import annotations

from snogmarry.room import Room
from snogmarry.session import commands as c
from snogmarry.session.commands import Command
from snogmarry.session.state import LearningPoint, Response
from snogmarry.tui import notices
from snogmarry.tui.entered import entered
from snogmarry.tui.forms.learning_point import LearningPointForm
from snogmarry.tui.forms.scribe import ScribeForm
from snogmarry.tui.inbox import Beside, Drawn, Given, LateHands, Piece
from snogmarry.tui.session_screen import SessionScreen

NOTHING = "No response is picked; the arrows pick one in the inbox."
EMPTY = "Nothing has come in here."


class DecidesOnPieces(SessionScreen):
    """Releases, hides, admits, corrects and withdraws what is picked."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.put_away: set[str] = set()
        """What is kept beside and is not to be seen in this window any more."""
        self.pieces: dict[str, Piece] = {}
        """What the inbox lists."""

    def show_pieces(self) -> None:
        """Draw the list of pieces anew."""
        raise NotImplementedError

    def picked(self) -> Piece | None:
        """What is highlighted in the inbox; None while the inbox is hidden."""
        raise NotImplementedError

    def pick_next(self) -> None:
        """Highlight the next piece that waits, if one does."""
        raise NotImplementedError

    async def _act(self, command: Command) -> bool:
        """Do it, and say what was recorded; whether anything was."""
        recorded = await self.carry_out(command)
        if recorded:
            notices.say(self.app, entered(recorded, self.session) or "Done.")
        return bool(recorded)

    def _refuse_nothing(self) -> None:
        """Say that nothing is picked, and why."""
        self._refuse(NOTHING if self.pieces else EMPTY)

    async def action_release(self) -> None:
        """Release what is picked, and pick what waits next."""
        match self.picked():
            case None:
                self._refuse_nothing()
            case Given(response) if response.waiting:
                await self._release(c.Release((response.number,)))
            case Drawn(point) if not point.released:
                await self._release(c.ReleasePoint(point.number))
            case Given(Response(ref=ref)) | Drawn(LearningPoint(ref=ref)):
                self._refuse(f"{ref} is released already.")
            case Beside() | LateHands():
                self._refuse("It does not count yet: shift+a takes it first.")

    async def _release(self, command: Command) -> None:
        if await self._act(command):
            self.pick_next()

    async def action_hide(self) -> None:
        """Hide what is picked."""
        match self.picked():
            case None:
                self._refuse_nothing()
            case Given(response) | Beside(response):
                await self._act(c.Hide(response.number))
            case Drawn(point):
                await self._act(c.ReleasePoint(point.number, released=False))
            case LateHands():
                self._refuse("These hands are not shown, so there is nothing to hide.")

    async def action_admit(self) -> None:
        """Let what is picked count: it came late, or others wrote meanwhile."""
        match self.picked():
            case None:
                self._refuse_nothing()
            case Given(response):
                await self._act(c.Admit(response.number))
            case Beside(response) as beside:
                version = beside.version
                await self._act(c.Correct(response.number, version.answer, version.people))
            case LateHands(hands):
                counts = tuple(hands.counts.items())
                await self._act(c.CountHands(hands.run, hands.group, counts))
            case Drawn(point):
                self._refuse(f"{point.ref} counts already; r releases it.")

    async def action_withdraw(self) -> None:
        """Withdraw what is picked, after a question; what is kept beside just goes from view."""
        match self.picked():
            case None:
                self._refuse_nothing()
            case Given(response):
                await self._ask_to_withdraw(response.ref, c.Withdraw(response.number))
            case Drawn(point):
                await self._ask_to_withdraw(point.ref, c.WithdrawPoint(point.number))
            case Beside(response) as beside:
                self.put_away.add(beside.id)
                self.show_pieces()
                notices.say(self.app, f"Put away until this is opened again; {response.ref} stays.")
            case LateHands():
                self._refuse("It is not counted and not shown, so it can stay.")

    async def _ask_to_withdraw(self, ref: str, command: Command) -> None:
        await self.program.ask(
            f"Withdraw {ref}?",
            "It is kept in the journal, but not counted and not shown.",
            lambda: self._act(command),
        )

    def action_correct(self) -> None:
        """Open what is picked in a form."""
        match self.picked():
            case None:
                self._refuse_nothing()
            case Given(response):
                run = self.session.runs[response.run - 1]
                form = ScribeForm(self.pen, run=run, group=response.group, response=response)
                self.app.push_screen(form)
            case Drawn(point):
                self.app.push_screen(LearningPointForm(self.pen, point=point))
            case Beside() | LateHands():
                self._refuse("Take it with shift+a first; then it can be corrected.")
