"""The stage: what the room sees."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from snogmarry.scenario.fit import TEXT_MARGIN, clock_rows
from snogmarry.scenario.models import Act, Learn
from snogmarry.session import events as e
from snogmarry.session.events import Recorded
from snogmarry.session.state import Run
from snogmarry.session.tally import offer
from snogmarry.session.timing import behind
from snogmarry.tui import stage_words
from snogmarry.tui.face import face, interruption
from snogmarry.tui.keys import bindings_of, foot_of
from snogmarry.tui.order import place_of
from snogmarry.tui.room_screen import RoomScreen
from snogmarry.tui.session_screen import SessionScreen
from snogmarry.tui.widgets.big_clock import BigClock
from snogmarry.tui.widgets.feed_view import GUTTER, FeedView, Passage
from snogmarry.tui.widgets.invite import Invite, words
from snogmarry.tui.widgets.key_line import KeyLine
from snogmarry.tui.widgets.pane import Line
from snogmarry.tui.words import behind as in_words

WIDE = 120
"""From so many columns on, what grows stands beside what stands still."""
MEASURE = 110
"""Columns beyond which a line of text is hard to read."""
LEAST_FEED = 5
"""Rows that what grows is given, if there is any."""


class StageView(Container):
    """The stage itself, in the facilitator's window and in one that only follows."""

    _under = ""

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        yield BigClock()
        yield Static(id="under")
        with Container(id="body"):
            yield FeedView(id="standing")
            yield FeedView(id="growing", newest_last=True)
            yield Invite(id="join")
        yield Line(id="join-line")

    def show(self, screen: RoomScreen[None]) -> None:
        """Show the room as it stands now."""
        session = screen.session
        run = session.run
        self._show_joining(screen)
        self.screen.set_class(session.blank, "-blank")
        self.set_class(run is None or session.phase != "live", "-idle")
        if run is None or session.phase != "live":
            self._show_idle(screen)
        else:
            self.query_one("#title", Static).update(self._title(screen, run))
            self.query_one("#standing", FeedView).show(stage_words.standing(session, run))
            self.query_one("#growing", FeedView).show(stage_words.growing(session, run))
            self.show_time(screen)
        self._lay_out()

    def show_time(self, screen: RoomScreen[None]) -> None:
        """Show the time alone anew."""
        run = screen.session.run
        if run is None or screen.session.phase != "live":
            return
        now = face(screen.session, run, screen.room.now())
        under = self.query_one("#under", Static)
        clock = self.query_one(BigClock)
        clock.show(now.figures)
        if now.under != self._under:
            self._under = now.under
            under.update(Content(now.under), layout=False)
        if not self.has_class(f"-{now.stand}"):
            self.remove_class("-plenty", "-minute", "-seconds", "-over", "-paused")
            self.add_class(f"-{now.stand}")

    def _show_joining(self, screen: RoomScreen[None]) -> None:
        """How to join: before the start and on demand in full, else on a quiet line."""
        phones, lobby = screen.phones, screen.session.phase == "lobby"
        way = phones.invitation
        self.set_class(phones.on_stage is not None, "-joining")
        self.set_class(lobby and way is not None and way.reaches, "-lobby")
        self.query_one(Invite).show(way, words(way, phones.there.line))
        line = way.line if way is not None and way.reaches else ""
        self.query_one("#join-line", Line).show(Content(line))

    def _show_idle(self, screen: RoomScreen[None]) -> None:
        session = screen.session
        name = session.details.event or session.scenario.title
        line = (
            "We begin in a moment."
            if session.phase == "lobby"
            else "The steps are over. Thank you."
        )
        self.query_one("#title", Static).update(Content.assemble(" EXERCISE  ", (name, "bold")))
        self.query_one("#growing", FeedView).show([])
        rules = session.details.ground_rules if session.phase == "lobby" else ""
        content = Content.assemble((line, "bold"), f"\n\n{rules}" if rules else "")
        self.query_one("#standing", FeedView).show([Passage(content.plain, content)])

    def _title(self, screen: RoomScreen[None], run: Run) -> Content:
        session = screen.session
        step = session.step_of(run.step)
        place = place_of(session, step)
        of = "aside" if place is None else "step {} of {}".format(*place)
        take = f"take {run.take} · " if run.take > 1 else ""
        right = f"{take}{of} "
        left = Content.assemble(" EXERCISE  ", (step.title, "bold"))
        room = self.app.size.width - len(right) - 1
        return left.truncate(room, ellipsis=True, pad=True).append(f" {right}")

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        """Share the rows: text first, then what grows, and the rest to the figures."""
        size = self.size
        if not size.width or not self.query("#growing"):
            return
        standing, growing = (
            self.query_one("#standing", FeedView),
            self.query_one("#growing", FeedView),
        )
        both = bool(standing.entries) and bool(growing.entries)
        beside = both and size.width >= WIDE
        width = min(size.width - TEXT_MARGIN, MEASURE)
        if self.has_class("-lobby"):
            width = (size.width - TEXT_MARGIN) // 2
        if beside:
            width = (size.width - TEXT_MARGIN) // 2 - 1
        width += GUTTER
        self.set_class(beside, "-beside")
        self.set_class(not growing.entries, "-alone")
        text = standing.rows(width)
        wanted = growing.rows(width) if growing.entries else 0
        body = max(text, wanted) if beside else text + wanted + both
        joining = self._joining_rows(body)
        clock = self._clock_rows(body, size.height - joining)
        left = size.height - joining - 2 - clock - 1
        standing.styles.width = growing.styles.width = width
        if beside or not growing.entries:
            standing.styles.height = growing.styles.height = "1fr"
        else:
            feed = min(wanted, LEAST_FEED)
            standing.styles.height = min(text, max(1, left - feed - 1))
            growing.styles.height = "1fr"
        self.query_one(BigClock).styles.height = clock

    def _joining_rows(self, body: int) -> int:
        """Whether the line on how to join has a row to itself that nothing else needs."""
        line = self.query_one("#join-line", Line)
        spare = self.size.height - clock_rows(self.size.height) - 3 - body
        fits = 0 < line.length < self.size.width and spare > 0
        line.display = fits and not self.has_class("-idle") and not self.has_class("-joining")
        return int(line.display)

    def _clock_rows(self, body: int, rows: int) -> int:
        if self.has_class("-idle"):
            return 0
        usual = clock_rows(rows) - 1
        return min(max(usual, rows // 2), max(usual, rows - 3 - body - 2))


_FOOT_OF_HARVEST = ("next", "pause", "learning_point", "follow_up", "note", "desk")


class StageScreen(SessionScreen):
    """The stage in the facilitator's window, with every key."""

    CSS_PATH = "../styles/stage.tcss"
    place = "stage"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("stage")]
    _jumped: int | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="banner")
        yield StageView()
        yield Static(id="dark")
        yield KeyLine()

    def room_moved(self, events: tuple[Recorded, ...]) -> None:
        for recorded in events:
            if isinstance(recorded.event, e.ClockJumped):
                self._jumped = recorded.event.by
            elif isinstance(recorded.event, e.Interrupted):
                self._jumped = None
        self.query_one(StageView).show(self)
        self._show_banner()
        dark = "The stage is blank. A full stop (.) shows it again."
        self.query_one("#dark", Static).update(Content(dark if self.session.blank else ""))
        self._show_foot()

    def tick(self) -> None:
        self.query_one(StageView).show_time(self)
        self._show_foot()

    def action_older(self) -> None:
        self.query_one("#growing", FeedView).scroll_page_up(animate=False)

    def action_newer(self) -> None:
        self.query_one("#growing", FeedView).scroll_page_down(animate=False)

    def _show_banner(self) -> None:
        run = self.run
        line = ""
        if run is not None:
            line = interruption(self.session, run, self.room.now(), self._jumped)
        banner = self.query_one("#banner", Static)
        banner.display = bool(line)
        banner.update(Content(f"❚❚ {line}" if line else ""))

    def _show_foot(self) -> None:
        asides = []
        run = self.run
        # Before the result is shown, an offer would tell the room which option leads.
        if run is not None and run.revealed and offer(self.session, run) is not None:
            asides.append("an aside is offered: d")
        asides.append(in_words(behind(self.session, self.room.now())))
        harvest = isinstance(self.session.step, Learn | Act)
        keys = foot_of("stage", _FOOT_OF_HARVEST if harvest else ())
        self.query_one(KeyLine).tell(" · ".join(asides), keys)


class StageAlone(RoomScreen[None]):
    """The stage in a window that only follows: no commands, for the projector."""

    CSS_PATH = "../styles/stage.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "app.leave", "leave", show=False)]
    _line = ""

    def compose(self) -> ComposeResult:
        yield StageView()
        yield Static(id="dark")
        yield Static(id="alone")

    def room_moved(self, events: tuple[Recorded, ...]) -> None:  # noqa: ARG002
        self.query_one(StageView).show(self)

    def tick(self) -> None:
        self.query_one(StageView).show_time(self)
        gone = "desk" not in self.room.attended_elsewhere
        line = "waiting for the facilitator's window" if gone else ""
        if line != self._line:
            self._line = line
            self.query_one("#alone", Static).update(Content(line), layout=False)
