"""What a session needs of the place where it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from snogmarry.session.events import Recorded

Kind = Literal["desk", "server", "stage"]
"""What a process that has the session open is for."""


@dataclass(frozen=True, slots=True)
class Note:
    """A process noted that it keeps the session alive."""

    process: str
    """Which one; unlike any other's."""
    kind: Kind
    boot: str
    monotonic: int
    """Ms, of that boot."""
    at: int
    """Session time, ms."""
    gone: bool = False
    """It left in good order."""


STALE = 3_000
"""Ms after which a process that has not noted anything is taken for dead."""


def living(notes: Sequence[Note], boot: str, monotonic: int) -> list[Note]:
    """The notes of processes that live at that instant of that boot."""
    return [
        note
        for note in notes
        if not note.gone and note.boot == boot and abs(monotonic - note.monotonic) < STALE
    ]


def was_left(notes: Sequence[Note]) -> bool:
    """Whether the last window was closed in good order; the phones' server alone is none."""
    windows = [note for note in notes if note.kind != "server"]
    last = max(windows, key=lambda note: note.at, default=None)
    return last is not None and last.gone


MOST = 64 * 1024
"""Bytes that a value of `Scratch` may have."""


@dataclass(frozen=True, slots=True)
class Scratch:
    """One named value that processes share and that is no history."""

    name: str
    version: int
    """Counts from 1 with each change; 0: never written."""
    value: str | None
    """None: taken away."""


@dataclass(frozen=True, slots=True)
class Jotting:
    """The wish to put a value in place of what stands under a name."""

    name: str
    value: str | None
    """At most `MOST` bytes; None takes away what stands."""
    expected: int | None = None
    """The version that must stand, or nothing changes; None: whichever stands."""

    def __post_init__(self) -> None:
        """Raises ValueError."""
        for text in (self.name, self.value or ""):
            size = len(text.encode())
            if size > MOST:
                raise ValueError(f"{size} bytes are more than the {MOST} that can be shared")


@dataclass(frozen=True, slots=True)
class Jotted:
    """What became of a jotting."""

    taken: bool
    now: Scratch
    """What stands afterwards."""


def draft_of(run: int, group: int) -> str:
    """The name of what a group is writing in a run; it goes when their response is redacted."""
    return f"draft/{run}/{group}"


class Transaction(Protocol):
    """A turn of writing: nobody else writes meanwhile, and all of it is kept, or nothing."""

    def read(self, after: int) -> list[Recorded]:
        """The events after that seq, in order."""
        ...

    def append(self, batch: Sequence[Recorded]) -> None:
        """Add events, whose seqs go on from the last; take out the words that they redact.

        The drafts of redacted responses are taken away.
        """
        ...

    def notes(self) -> list[Note]:
        """The last note of each process, oldest process first."""
        ...

    def note(self, note: Note) -> None:
        """Replace the process's last note."""
        ...


class Journal(Protocol):
    """An append-only record of events, shared by processes. Used from one thread.

    Every method raises `JournalError`. After a failed write the journal takes no more.
    """

    def read(self, after: int) -> list[Recorded]:
        """The committed events after that seq, in order."""
        ...

    def transact(self) -> AbstractContextManager[Transaction]:
        """Take a turn of writing. On leaving it all is on the disk; an exception undoes it."""
        ...

    def changed(self) -> bool:
        """Whether anyone else may have written since this was last asked."""
        ...

    def notes(self) -> list[Note]:
        """The last note of each process, oldest process first."""
        ...

    def note(self, note: Note) -> None:
        """Replace the process's last note. It need not survive a power cut."""
        ...

    def scratch(self, after: int) -> tuple[list[Scratch], int]:
        """What was jotted after that stamp, the newest last, and its stamp.

        Stamps count from 1 with each change of any name, by any process.
        """
        ...

    def jot(self, jottings: Sequence[Jotting]) -> list[Jotted]:
        """Do these in order, before anyone else jots. They need not survive a power cut."""
        ...

    def purge(self) -> bool:
        """Remove the last bytes of redacted words; False while a reader holds them back."""
        ...

    def close(self) -> None:
        """Let go. Not an error if it failed before."""
        ...
