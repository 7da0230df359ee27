"""What stage, desk and debrief share: the keys that act in the room."""

from __future__ import annotations

from snogmarry.scenario.models import Ask, Vote
from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session.answered import asked_run
from snogmarry.session.events import Recorded
from snogmarry.session.state import Response, Run
from snogmarry.session.timing import ticking
from snogmarry.tui import notices
from snogmarry.tui.entered import entered
from snogmarry.tui.forms.opening import OpensForms
from snogmarry.tui.inbox import inbox, waits
from snogmarry.tui.joining import HelpsToJoin
from snogmarry.tui.words import MINUTE, count


class SessionScreen(OpensForms[None], HelpsToJoin[None]):
    """A screen of a session that runs, or ran, with every action on it.

    An action that cannot be done now says why instead of being hidden.
    """

    @property
    def run(self) -> Run | None:
        """The run that the room is in."""
        return self.session.run

    async def action_next(self) -> None:
        await self.carry_out(c.Next())

    async def action_back(self) -> None:
        await self.carry_out(c.Back())

    async def action_again(self) -> None:
        await self.carry_out(c.Again())

    async def action_skip(self) -> None:
        await self.carry_out(c.Skip())

    async def action_undo(self) -> None:
        if await self.carry_out(c.Undo()):
            notices.say(self.app, "Taken back.")

    async def action_pause(self) -> None:
        run = self.run
        await self.carry_out(c.Pause() if run is not None and ticking(run) else c.Resume())

    async def action_minute_more(self) -> None:
        await self.carry_out(c.Extend(MINUTE))

    async def action_minute_less(self) -> None:
        await self.carry_out(c.Extend(-MINUTE))

    async def action_close(self) -> None:
        closed = self.run is not None and self.run.closed_at is not None
        if await self.carry_out(c.ReopenPrompt() if closed else c.ClosePrompt()):
            notices.say(
                self.app, "The prompt is open again." if closed else "The prompt is closed."
            )

    async def action_end(self) -> None:
        """End the steps early, after a question."""
        await self.program.ask(
            "End the steps here and open the debrief?",
            "Nothing is lost; e in the debrief goes back into the steps.",
            lambda: self.carry_out(c.EndSession()),
        )

    async def action_blank(self) -> None:
        await self.carry_out(c.BlankStage(not self.session.blank))

    async def action_reveal(self) -> None:
        run = asked_run(self.session)
        if run is None:
            notices.say(self.app, "There is no vote in this step.", "refused")
        else:
            await self.carry_out(c.RevealVote(run.number))

    async def action_release(self) -> None:
        """Release all that waits in this step."""
        await self.release_all()

    async def release_all(self, group: int | None = None) -> None:
        """Release all that waits here, of one group or of all, and say how much."""
        run = asked_run(self.session)
        commands: list[c.Command] = [
            c.ReleasePoint(point.number)
            for point in self.session.points.values()
            if not point.released and not point.withdrawn and group in {None, point.group}
        ]
        if run is not None and self._waits(run, group):
            commands.append(c.ReleaseAll(run.number, group))
        if not commands:
            left = "" if group is not None else self._left_waiting(run)
            notices.say(self.app, f"Nothing waits to be released here. {left}".strip(), "refused")
            return
        recorded: list[Recorded] = []
        for command in commands:
            recorded += await self.carry_out(command) or ()
        points = sum(isinstance(one.event, e.LearningPointReleased) for one in recorded)
        said = [entered(tuple(recorded), self.session) or ""]
        if points > 1 or (points and len(recorded) > points):
            said = [
                f"Released {count(points, 'learning point')}.",
                *said[points == len(recorded) :],
            ]
        if group is None:
            said.append(self._left_waiting(run))
        notices.say(self.app, " ".join(said).strip())

    def _left_waiting(self, run: Run | None) -> str:
        left = sum(map(waits, inbox(self.session, run)))
        return f"{left} of other steps wait; on the desk r releases each." if left else ""

    def _waits(self, run: Run, group: int | None) -> bool:
        return any(
            r.waiting and not r.late and group in {None, r.group}
            for r in self.session.responses_in(run.number)
        )

    async def action_hide(self) -> None:
        """Hide what the room was shown last."""
        shown = self.last_shown()
        if shown is None:
            notices.say(self.app, "Nothing in this step has been released.", "refused")
        elif await self.carry_out(c.Hide(shown.number)):
            notices.say(self.app, f"{shown.ref} is hidden again.")

    def last_shown(self) -> Response | None:
        """The response that the room was shown last, of those dealt with now."""
        run = asked_run(self.session)
        if run is None:
            return None
        shown = [r for r in self.session.responses_in(run.number) if r.shown is not None]
        posts = self.session.answers_in_feed
        return max(
            shown,
            key=lambda r: (posts[r.number].seq if r.number in posts else 0, r.number),
            default=None,
        )

    async def action_release_mode(self) -> None:
        step = self.session.step
        if not isinstance(step, Ask | Vote):
            notices.say(self.app, "This step takes no answers.", "refused")
            return
        at_once = not self.session.shows_at_once(step)
        if await self.carry_out(c.SetReleaseMode(step.id, at_once)):
            line = (
                "Answers to this step show at once." if at_once else "Answers wait for a release."
            )
            notices.say(self.app, line)

    async def action_desk(self) -> None:
        """From the stage to the desk and back; where the room sees this screen, with a warning."""
        if self.place == "desk":
            self.program.show("stage")
        else:
            await self.in_private("the desk is private", lambda: self.program.show("desk"))

    async def action_share(self) -> None:
        """Say whether the room sees this screen."""
        shared = not self.session.screen_shared
        if await self.carry_out(c.ShareScreen(shared)) is not None:
            line = "The room sees this screen." if shared else "The room does not see this screen."
            notices.say(self.app, line)

    async def action_leave(self) -> None:
        """Leave the program, after a question if somebody would miss it."""
        await self.program.ask_to_leave()
