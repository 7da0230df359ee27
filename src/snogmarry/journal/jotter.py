"""The part of the thread that writes which is no history: jottings, own and others'."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from snogmarry.journal.errors import Busy
from snogmarry.journal.protocol import Journal
from snogmarry.journal.wishes import Delivery, Jot, JotOutcome


class Jotter:
    """Carries out jottings, all that wait at once, and delivers what anyone jotted."""

    def __init__(self, journal: Journal, deliver: Callable[[Delivery], None]) -> None:
        self._journal = journal
        self._deliver = deliver
        self._stamp = 0

    def jot(self, waiting: Sequence[Jot]) -> None:
        """Carry out what waits, and answer with what then stands. Raises `JournalError`."""
        if not waiting:
            return
        answers = [jot.answer for jot in waiting]
        try:
            jotted = self._journal.jot([jot.jotting for jot in waiting])
        except Busy as busy:
            self._deliver(Delivery(jotted=[(answer, busy) for answer in answers]))
        else:
            self._follow(list(zip(answers, jotted, strict=True)))

    def follow(self) -> None:
        """Deliver what is new. Raises `JournalError`."""
        self._follow([])

    def _follow(self, jotted: Sequence[JotOutcome]) -> None:
        news, self._stamp = self._journal.scratch(self._stamp)
        if news or jotted:
            self._deliver(Delivery(scratch=news, jotted=jotted))
