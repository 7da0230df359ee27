"""Who is there: streams that are open, runs that were shown, forms that are being filled in."""

from __future__ import annotations

from collections import Counter

from snogmarry.phones.presence import Presence


class Attendance:
    """What is known of participants' phones just now; none of it is history."""

    def __init__(self) -> None:
        self._streams: Counter[int] = Counter()
        self._run: int | None = None
        self._seen: set[int] = set()
        self._writing: set[int] = set()

    def came(self, participant: int) -> None:
        """A phone of theirs follows the session."""
        self._streams[participant] += 1

    def went(self, participant: int) -> None:
        """A phone of theirs follows no more."""
        self._streams[participant] -= 1
        if self._streams[participant] <= 0:
            del self._streams[participant]

    def enter(self, run: int | None) -> None:
        """The room is in that run now."""
        if run != self._run:
            self._run = run
            self._seen.clear()
            self._writing.clear()

    def saw(self, participant: int) -> None:
        """Their phone has been given the current run."""
        self._seen.add(participant)

    def writes(self, participant: int, run: int) -> None:
        """They have begun to write in that run."""
        if run == self._run:
            self._writing.add(participant)

    def now(self) -> Presence:
        """As the desk may know it."""
        return Presence(
            frozenset(self._streams), self._run, frozenset(self._seen), frozenset(self._writing)
        )
