"""The thread that writes: what could not be committed is not part of what follows."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from snogmarry.journal.errors import Busy
from snogmarry.journal.protocol import Jotted, Jotting, Scratch
from snogmarry.journal.reading import read_session
from snogmarry.journal.sqlite import SqliteJournal
from snogmarry.journal.sqlite.journal import SqliteTransaction
from snogmarry.journal.wishes import Delivery, Jot, Waiting, Wish
from snogmarry.journal.writer import Writer
from snogmarry.session.commands import OpenSession, TakeNote
from snogmarry.text import clean
from tests.journal.clocks import HandClock
from tests.session.play import LESSONS, SCENARIO


class HeldOnce(SqliteJournal):
    """A journal whose next commit, or jotting, is refused by another program."""

    held = False

    def jot(self, jottings: Sequence[Jotting]) -> list[Jotted]:
        if self.held:
            self.held = False
            raise Busy(self._path)
        return super().jot(jottings)

    @contextmanager
    def transact(self) -> Iterator[SqliteTransaction]:
        with super().transact() as transaction:
            yield transaction
            if self.held:
                self.held = False
                raise Busy(self._path)


def test_what_another_program_kept_from_the_disk_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "a.snog"
    journal = HeldOnce.create(path)
    told: list[Delivery] = []
    writer = Writer(journal, HandClock(), "desk", told.append)
    writer.start(OpenSession("a", SCENARIO, LESSONS))
    for words, held in (("never kept", True), ("kept", False)):
        journal.held = held
        wishes: Waiting = queue.SimpleQueue()
        wishes.put(Wish(TakeNote(clean(words)), 0, 0))
        wishes.put(None)
        writer.run(wishes)
    journal.close()
    assert [note.text for note in read_session(path).notes.values()] == ["kept"]
    outcomes = [outcome for delivery in told for _, outcome in delivery.answers]
    assert [isinstance(outcome, Busy) for outcome in outcomes] == [True, False]


async def test_commands_go_before_jottings_that_were_asked_earlier(tmp_path: Path) -> None:
    journal = HeldOnce.create(tmp_path / "a.snog")
    told: list[Delivery] = []
    writer = Writer(journal, HandClock(), "desk", told.append)
    writer.start(OpenSession("a", SCENARIO, LESSONS))
    wishes: Waiting = queue.SimpleQueue()
    wishes.put(_jot("pen", "mine"))
    wishes.put(_jot("phones", "here"))
    wishes.put(Wish(TakeNote(clean("first")), 0, 0))
    wishes.put(None)
    writer.run(wishes)
    journal.close()
    answered, jotted = told
    assert answered.news
    assert len(jotted.jotted) == 2
    assert jotted.scratch == [Scratch("pen", 1, "mine"), Scratch("phones", 1, "here")]


async def test_jottings_that_another_program_held_up_can_be_asked_again(tmp_path: Path) -> None:
    journal = HeldOnce.create(tmp_path / "a.snog")
    told: list[Delivery] = []
    writer = Writer(journal, HandClock(), "desk", told.append)
    writer.start(OpenSession("a", SCENARIO, LESSONS))
    for held in (True, False):
        journal.held = held
        wishes: Waiting = queue.SimpleQueue()
        wishes.put(_jot("pen", "mine"))
        wishes.put(None)
        writer.run(wishes)
    journal.close()
    outcomes = [outcome for delivery in told for _, outcome in delivery.jotted]
    assert isinstance(outcomes[0], Busy)
    assert outcomes[1:] == [Jotted(True, Scratch("pen", 1, "mine"))]


def _jot(name: str, value: str) -> Jot:
    return Jot(Jotting(name, value), asyncio.get_running_loop().create_future())
