"""The actions that open a form or a list over a screen of the session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from snogmarry.phones import drafts
from snogmarry.scenario.models import Ask, Vote
from snogmarry.session import commands as c
from snogmarry.session.answered import asked_groups, asked_run, group_answer
from snogmarry.session.state import Run
from snogmarry.tui import notices
from snogmarry.tui.board import board
from snogmarry.tui.entered import entered
from snogmarry.tui.forms import shared_pen
from snogmarry.tui.forms.extend import ExtendForm
from snogmarry.tui.forms.follow_up import ActionForm
from snogmarry.tui.forms.form import Form, Pen
from snogmarry.tui.forms.hands import HandsForm, countable
from snogmarry.tui.forms.learning_point import LearningPointForm, Origin
from snogmarry.tui.forms.note import NoteForm
from snogmarry.tui.forms.picker import GroupPicker
from snogmarry.tui.forms.post_as import PostAsForm
from snogmarry.tui.forms.scribe import ScribeForm
from snogmarry.tui.room_screen import RoomScreen

T = TypeVar("T")

BLANK_FIRST = "Blank the projector first (its remote, or its lens cap), then go on."
NOT_ASKED = "This step takes no answers; a learning point (l) or a note (m) can be kept instead."


class OpensForms(RoomScreen[T]):
    """Every action that asks for input."""

    @property
    def pen(self) -> Pen:
        """What forms write with."""
        return Pen(self.session, self.carry_out, self.program.drafts, public=self.public)

    @property
    def public(self) -> bool:
        """Whether the room looks on. The desk was opened knowing that it is private."""
        return self.session.screen_shared and self.place != "desk"

    async def in_private(self, what: str, then: Callable[[], object]) -> None:
        """Do what shows something private; where the room looks on, after a question."""
        if not self.public:
            then()
            return

        async def go_on() -> None:
            then()

        await self.program.ask(f"The room sees this screen, and {what}.", BLANK_FIRST, go_on)

    def picked_group(self) -> int | None:
        """The group that is picked on this screen; None if none is."""
        return None

    def _refuse(self, line: str) -> None:
        notices.say(self.app, line, "refused")

    # Answers

    def action_scribe(self) -> None:
        self._pick_to_scribe(self.picked_group())

    def _pick_to_scribe(self, first: int | None) -> None:
        self._for_a_group("Who answers?", self._scribe, first)

    def _scribe(self, run: Run, group: int) -> None:
        def next_one() -> None:
            if self._by_each(run) or self._someone_silent(run):
                self._pick_to_scribe(None)

        def write() -> None:
            if shared_pen.is_shared(self.room, run, group):
                self.call_later(self._scribe_for_phones, run, group, next_one)
            else:
                self._then(ScribeForm(self.pen, run=run, group=group), next_one)

        earlier = group_answer(self.session, run, group)
        if earlier is not None and earlier.shown is None:
            self.call_later(self.in_private, f"{earlier.ref} was not released", write)
        elif drafts.draft(self.room.scratch, run.number, group).text:
            self.call_later(self.in_private, "the phones' draft was not released", write)
        else:
            write()

    async def _scribe_for_phones(self, run: Run, group: int, then: Callable[[], None]) -> None:
        """Take the pen from the phones, and give it back."""
        draft = await shared_pen.take(self.room, run, group)

        async def closed(kept: bool | None) -> None:
            await shared_pen.put_down(self.room, run, group, kept=bool(kept))
            if kept:
                then()

        self.app.push_screen(ScribeForm(self.pen, run=run, group=group, draft=draft), closed)

    def _by_each(self, run: Run) -> bool:
        step = self.session.step_of(run.step)
        return isinstance(step, Ask | Vote) and step.by == "each"

    def _someone_silent(self, run: Run) -> bool:
        return any(group.state == "silent" for group in board(self.session, run))

    def action_hands(self) -> None:
        run = asked_run(self.session)
        if run is not None and not countable(self.session, run):
            self._refuse("Hands can be counted only where there is something to choose.")
            return
        self._pick_to_count(self.picked_group())

    def _pick_to_count(self, first: int | None) -> None:
        self._for_a_group("Whose hands?", self._hands, first)

    def _hands(self, run: Run, group: int) -> None:
        def next_one() -> None:
            if self._someone_silent(run):
                self._pick_to_count(None)

        self._then(HandsForm(self.pen, run=run, group=group), next_one)

    async def action_aloud(self) -> None:
        run, group = self._answering(), self.picked_group()
        if run is None:
            return
        if group is not None:
            await self._mark_aloud(run, group)
        else:
            self._for_a_group("Who answered aloud?", self._mark_soon, None)

    def _mark_soon(self, run: Run, group: int) -> None:
        self.call_later(self._mark_aloud, run, group)

    async def _mark_aloud(self, run: Run, group: int) -> None:
        aloud = group not in run.aloud
        recorded = await self.carry_out(c.MarkAloud(run.number, group, aloud))
        if recorded:
            notices.say(self.app, entered(recorded, self.session) or "")

    def _answering(self) -> Run | None:
        run = asked_run(self.session)
        if run is None or not isinstance(self.session.step_of(run.step), Ask | Vote):
            self._refuse(NOT_ASKED)
            return None
        return run

    def _for_a_group(
        self, heading: str, then: Callable[[Run, int], None], first: int | None
    ) -> None:
        run = self._answering()
        if run is None:
            return

        def picked(group: int | None) -> None:
            if group is not None:
                then(run, group)

        groups = asked_groups(self.session, run)
        if len(groups) == 1:
            then(run, groups[0].number)
            return
        self.app.push_screen(GroupPicker(self.session, run, heading, first), picked)

    def _then(self, form: Form, then: Callable[[], None]) -> None:
        """Open a form, and once it is kept do what comes next."""

        def closed(kept: bool | None) -> None:
            if kept:
                then()

        self.app.push_screen(form, closed)

    # What was learned

    def action_learning_point(self) -> None:
        origin = Origin(group=self.picked_group())
        self.app.push_screen(LearningPointForm(self.pen, origin=origin))

    def action_follow_up(self) -> None:
        today = datetime.now().astimezone().date()
        self.app.push_screen(ActionForm(self.pen, today=today))

    async def action_note(self) -> None:
        await self.in_private("a note is private", lambda: self.app.push_screen(NoteForm(self.pen)))

    # The room

    def action_post_as(self) -> None:
        if not self.session.scenario.cast or not self.session.scenario.channels:
            self._refuse("This scenario has no cast, or no channel to post on.")
            return
        self.app.push_screen(PostAsForm(self.pen))

    def action_extend_by(self) -> None:
        self.app.push_screen(ExtendForm(self.pen))

    async def action_running_order(self) -> None:
        from snogmarry.tui.screens.running_order import RunningOrderScreen

        await self.in_private(
            "the running order tells what comes",
            lambda: self.app.push_screen(RunningOrderScreen(self.pen, now=self.room.now)),
        )

    def action_groups(self) -> None:
        from snogmarry.tui.screens.groups import GroupsScreen

        self.app.push_screen(GroupsScreen(self.pen))

    def action_participants(self) -> None:
        from snogmarry.tui.screens.participants import ParticipantsScreen

        self.app.push_screen(ParticipantsScreen(self.pen, self.phones))

    async def action_injects(self) -> None:
        from snogmarry.tui.screens.injects import InjectsScreen

        run = self.session.run
        if run is None or self.session.phase != "live":
            self._refuse("The steps are not running, so there are no injects.")
            return
        await self.in_private(
            "the injects tell what comes",
            lambda: self.app.push_screen(InjectsScreen(self.pen, run=run, now=self.room.now)),
        )

    def action_help(self) -> None:
        from snogmarry.tui.screens.help import HelpScreen

        if self.place is not None:
            self.app.push_screen(HelpScreen(self.place))
