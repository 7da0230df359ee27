"""The one thread of a process that uses the journal: it writes for all, and follows others."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress

from snogmarry.clock import Clock
from snogmarry.journal.errors import Busy, JournalError
from snogmarry.journal.jotter import Jotter
from snogmarry.journal.protocol import Journal, Kind, Note, Transaction, living, was_left
from snogmarry.journal.wishes import Delivery, Jot, Outcome, Purge, Waiting, Wish, take
from snogmarry.session.commands import (
    Attend,
    Command,
    OpenSession,
    Refused,
    ReportClockJump,
    Settle,
)
from snogmarry.session.events import Event, Recorded, Redacted
from snogmarry.session.fold import fold
from snogmarry.session.rules import carry_out
from snogmarry.session.state import Session
from snogmarry.session.timing import next_due, session_time

NOTE = 1_000
"""Ms between two notes of being alive."""
JUMP = 2_000
"""Ms by which the time of day may move against the monotonic clock between two looks."""


class Writer:
    """Carries out wishes in order, many in one transaction, and answers once it is on the disk."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        attending: Kind | None,
        deliver: Callable[[Delivery], None],
    ) -> None:
        """`attending`: what it keeps the session alive as; None: it only reads."""
        self._journal = journal
        self._clock = clock
        self._attending = attending
        self._deliver = deliver
        self._jotter = Jotter(journal, deliver)
        self._process = uuid.uuid4().hex
        self._boot = clock.boot()
        self._state = Session()
        self._told = 0
        self._behind = False
        self._due: int | None = None
        self._noted = clock.monotonic()
        self._drift = self._wall() - clock.monotonic()
        self._purges: list[Purge] = []
        self._to_purge = attending is not None
        self._elsewhere: tuple[Kind, ...] = ()

    def start(self, opening: OpenSession | None = None) -> list[Recorded]:
        """Read all there is, open the session if it is new, attend; give all that is recorded.

        What scratch there is, and who else is there, gets delivered.
        """
        if self._attending is None:
            news = self._catch_up(self._journal)
        else:
            with self._journal.transact() as transaction:
                news = self._attend(transaction, opening)
        self._told = self._state.head
        self._plan()
        self._look_elsewhere(self._clock.monotonic())
        self._jotter.follow()
        return news

    def run(self, wishes: Waiting) -> None:
        """Work until None comes, then leave in good order. Raises `JournalError`."""
        while True:
            waiting = take(wishes)
            self._serve([wish for wish in waiting if isinstance(wish, Wish)])
            self._jotter.jot([wish for wish in waiting if isinstance(wish, Jot)])
            self._purges += [wish for wish in waiting if isinstance(wish, Purge)]
            with suppress(Busy):  # the next look is soon
                self._look_after()
            if None in waiting:
                break
        if self._attending is not None:
            self._note(gone=True)

    # Carrying out

    def _serve(self, waiting: list[Wish]) -> None:
        if self._attending is not None:
            waiting = [*self._own_wishes(), *waiting]
        if waiting:
            self._carry_out(waiting)

    def _look_after(self) -> None:
        """Follow the others, finish removals, note being alive."""
        self._behind = self._journal.changed() or self._behind
        if self._behind:
            self._tell(self._catch_up(self._journal))
            self._jotter.follow()
            self._behind = False
        self._purge()
        self._keep_alive()

    def _own_wishes(self) -> list[Wish]:
        monotonic, wall = self._clock.monotonic(), self._wall()
        wishes = []
        drift = wall - monotonic
        by, self._drift = drift - self._drift, drift
        if abs(by) > JUMP and self._reports_jumps(monotonic):
            wishes.append(Wish(ReportClockJump(by), monotonic, wall))
        if self._due is not None and self._session_time(monotonic) >= self._due:
            wishes.append(Wish(Settle(), monotonic, wall))
        return wishes

    def _carry_out(self, wishes: list[Wish]) -> None:
        try:
            self._transact(wishes)
        except Busy as busy:
            if self._state.head > self._told:
                self._rebuild()
            self._tell([], [(wish.answer, busy) for wish in wishes])
        except JournalError:
            raise
        except Exception as error:  # noqa: BLE001 - one command's mistake is not another's
            self._rebuild()
            if len(wishes) == 1:
                self._tell([], [(wishes[0].answer, error)])
            else:
                for wish in wishes:
                    self._carry_out([wish])

    def _transact(self, wishes: list[Wish]) -> None:
        own: list[Recorded] = []
        answers: list[Outcome] = []
        with self._journal.transact() as transaction:
            others = self._catch_up(transaction)
            for wish in wishes:
                first = len(own)
                now = self._session_time(wish.monotonic)
                try:
                    self._decide(wish.command, now, wish.wall, own)
                except Refused as refused:
                    answers.append((wish.answer, refused))
                else:
                    answers.append((wish.answer, tuple(own[first:])))
            if own:
                transaction.append(own)
        self._tell(others + own, answers)

    def _decide(self, command: Command, now: int, wall: int, record: list[Recorded]) -> None:
        def keep(event: Event) -> None:
            state = self._state
            recorded = Recorded(state.head + 1, max(now, state.at), wall, event)
            fold(state, recorded)
            record.append(recorded)

        carry_out(self._state, command, now, keep)

    def _catch_up(self, journal: Journal | Transaction) -> list[Recorded]:
        news = journal.read(self._state.head)
        for recorded in news:
            fold(self._state, recorded)
        return news

    def _rebuild(self) -> None:
        """Throw away a fold that holds what was not committed."""
        self._state = Session()
        self._tell([r for r in self._catch_up(self._journal) if r.seq > self._told])

    def _tell(
        self,
        news: list[Recorded],
        answers: Sequence[Outcome] = (),
    ) -> None:
        if news:
            self._told = news[-1].seq
            self._plan()
            if self._attending and any(isinstance(r.event, Redacted) for r in news):
                self._to_purge = self._behind = True  # drafts went too
        if news or answers:
            self._deliver(Delivery(tuple(news), answers))

    # Keeping the session alive

    def _attend(self, transaction: Transaction, opening: OpenSession | None) -> list[Recorded]:
        news = self._catch_up(transaction)
        own: list[Recorded] = []
        monotonic, wall = self._clock.monotonic(), self._wall()
        if opening is not None:
            self._decide(opening, 0, wall, own)
        notes = transaction.notes()
        noted = max((note.at for note in notes), default=None)
        paced = opening or self._state.anchor
        attend = Attend(
            self._boot,
            monotonic,
            noted=noted,
            alone=not living(notes, self._boot, monotonic),
            speed=1.0 if paced is None else paced.speed,
            left=was_left(notes),
        )
        now = session_time(self._state, self._boot, monotonic)
        self._decide(attend, max(self._state.at, noted or 0) if now is None else now, wall, own)
        if own:
            transaction.append(own)
        transaction.note(self._note_at(monotonic))
        return news + own

    def _keep_alive(self) -> None:
        monotonic = self._clock.monotonic()
        if abs(monotonic - self._noted) < NOTE:
            return
        self._noted = monotonic
        if self._attending is not None:
            self._note()
        self._look_elsewhere(monotonic)

    def _look_elsewhere(self, monotonic: int) -> None:
        elsewhere = tuple(note.kind for note in self._others(monotonic))
        if elsewhere != self._elsewhere:
            self._elsewhere = elsewhere
            self._deliver(Delivery(elsewhere=elsewhere))

    def _others(self, monotonic: int) -> list[Note]:
        notes = living(self._journal.notes(), self._boot, monotonic)
        return [note for note in notes if note.process != self._process]

    def _reports_jumps(self, monotonic: int) -> bool:
        """A jump is reported once: by the desk, or by the server while no desk lives."""
        notes = living(self._journal.notes(), self._boot, monotonic)
        desks = [note for note in notes if note.kind == "desk"]
        first = next(iter(desks or notes), None)
        return first is None or first.process == self._process

    def _note(self, *, gone: bool = False) -> None:
        with suppress(Busy):  # one note more or less
            self._journal.note(self._note_at(self._clock.monotonic(), gone=gone))

    def _note_at(self, monotonic: int, *, gone: bool = False) -> Note:
        at = self._session_time(monotonic)
        kind = self._attending or "stage"
        return Note(self._process, kind, self._boot, monotonic, at, gone)

    def _purge(self) -> None:
        if (self._to_purge or self._purges) and self._journal.purge():
            done = [purge.answer for purge in self._purges]
            self._to_purge, self._purges = False, []
            if done:
                self._deliver(Delivery(purged=done))

    # Time

    def _plan(self) -> None:
        self._due = next_due(self._state, self._session_time(self._clock.monotonic()))

    def _session_time(self, monotonic: int) -> int:
        now = session_time(self._state, self._boot, monotonic)
        return self._state.at if now is None else now

    def _wall(self) -> int:
        return round(self._clock.wall().timestamp() * 1_000)
