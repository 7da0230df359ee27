"""A live session: what is done is kept, followed, and survives."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import pytest

from snogmarry.journal import errors
from snogmarry.journal.protocol import MOST, Jotted, Scratch
from snogmarry.journal.reading import read_events, read_session
from snogmarry.journal.sqlite import glance
from snogmarry.room import Room, RoomClosed
from snogmarry.session import commands as c
from snogmarry.session.events import (
    Answer,
    ClockJumped,
    InjectArrived,
    Interrupted,
    NoteTaken,
    Recorded,
)
from snogmarry.session.timing import remaining, ticking
from snogmarry.text import clean
from tests.journal.clocks import HandClock
from tests.journal.files import room_at, until
from tests.session.play import LESSONS, MINUTE, SCENARIO


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.snog"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def room(path: Path, clock: HandClock) -> AsyncIterator[Room]:
    room = await room_at(path, clock)
    yield room
    await room.close()


def note(words: str) -> c.TakeNote:
    return c.TakeNote(clean(words))


def kinds(recorded: list[Recorded]) -> list[type[object]]:
    return [type(entry.event) for entry in recorded]


async def test_a_new_session_knows_its_scenario_and_a_side_each_has_a_group(room: Room) -> None:
    assert room.state.scenario == SCENARIO
    assert room.state.lessons == LESSONS
    assert room.state.id == "a"
    assert [group.side for group in room.state.groups.values()] == ["friends", "council"]
    assert room.failed is None


async def test_what_is_done_is_on_the_disk_and_in_the_state(room: Room, path: Path) -> None:
    (recorded,) = await room.do(note("said"))
    assert read_events(path)[-1] == recorded
    assert recorded.event == NoteTaken(1, clean("said"))
    assert room.state == read_session(path)
    assert room.events == read_events(path)


async def test_what_is_refused_says_why_and_spoils_nothing_done_with_it(room: Room) -> None:
    wishes = [note("one"), c.Pause(), note("two"), c.Withdraw(9), note("three")]
    outcomes = await asyncio.gather(*map(room.do, wishes), return_exceptions=True)
    assert [isinstance(outcome, c.Refused) for outcome in outcomes] == [False, True] * 2 + [False]
    assert [n.text for n in room.state.notes.values()] == ["one", "two", "three"]


async def test_a_fault_in_one_command_spoils_nothing_done_with_it(room: Room, path: Path) -> None:
    class Nonsense(c.Command):
        """A command that no rule knows."""

    wishes = [note("one"), Nonsense(), note("two")]
    outcomes = await asyncio.gather(*map(room.do, wishes), return_exceptions=True)
    assert [isinstance(outcome, KeyError) for outcome in outcomes] == [False, True, False]
    assert [n.text for n in room.state.notes.values()] == ["one", "two"]
    assert room.failed is None
    assert room.state == read_session(path)


async def test_session_time_goes_with_the_clock_and_is_the_time_of_arrival(
    room: Room, clock: HandClock
) -> None:
    assert room.now() == 0
    clock.ms = 1_234
    assert room.now() == 1_234
    (recorded,) = await room.do(note("said"))
    assert recorded.at == 1_234
    assert recorded.wall == round(clock.wall().timestamp() * 1_000)


async def test_watchers_hear_once_of_what_became_state_in_order(room: Room) -> None:
    heard: list[Recorded] = []
    unwatch = room.watch(heard.extend)
    await asyncio.gather(*(room.do(note(str(number))) for number in range(50)))
    assert [entry.seq for entry in heard] == list(range(heard[0].seq, room.state.head + 1))
    assert len(heard) == 50
    unwatch()
    await room.do(note("unheard"))
    assert len(heard) == 50


async def test_a_watcher_that_fails_keeps_no_other_from_hearing(room: Room) -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    heard: list[Recorded] = []

    def fail(_: object) -> None:
        raise KeyError("a fault of a screen")

    room.watch(fail)
    room.watch(heard.extend)
    await room.do(note("said"))
    assert len(heard) == 1
    assert len(complaints) == 1


async def test_a_watcher_runs_in_the_context_in_which_it_began_to_watch(room: Room) -> None:
    where: ContextVar[str] = ContextVar("where", default="nowhere")
    heard: list[str] = []
    where.set("a screen")
    room.watch(lambda _: heard.append(where.get()))
    where.set("elsewhere")
    await room.do(note("said"))
    assert heard == ["a screen"]


async def test_two_processes_follow_each_other(room: Room, path: Path, clock: HandClock) -> None:
    other = await Room.open(path, clock=clock, kind="server")
    assert other.state == room.state
    await asyncio.gather(*(one.do(note("x")) for one in (room, other) for _ in range(20)))
    await until(lambda: room.state.head == other.state.head)
    assert room.state == other.state == read_session(path)
    assert room.events == other.events == read_events(path)
    assert len(room.state.notes) == 40
    await other.close()


async def test_what_is_jotted_is_in_scratch_followed_and_told(
    room: Room, path: Path, clock: HandClock
) -> None:
    stage = await Room.open(path, clock=clock, read_only=True)
    told: list[object] = []
    stage.watch(told.append)
    head = room.state.head
    here = Scratch("phones", 1, "here")
    assert await room.jot("phones", "here", expected=0) == Jotted(True, here)
    assert room.scratch == {"phones": here}
    await until(lambda: stage.scratch == {"phones": here})
    await until(lambda: told == [()])
    server = await Room.open(path, clock=clock, kind="server")
    assert server.scratch == {"phones": here}
    await server.jot("phones", None, expected=1)
    await until(lambda: room.scratch == stage.scratch == {})
    assert [recorded for recorded in read_events(path) if recorded.seq > head] == []
    await server.close()
    await stage.close()


async def test_of_two_who_jot_at_once_one_wins_and_both_end_up_with_that(
    room: Room, path: Path, clock: HandClock
) -> None:
    server = await Room.open(path, clock=clock, kind="server")
    for version in range(20):
        both = [one.jot("pen", f"{one is room} {version}", version) for one in (room, server)]
        left, right = await asyncio.gather(*both)
        assert left.taken != right.taken
        assert left.now == right.now
    await until(lambda: room.scratch == server.scratch == {"pen": left.now})
    await server.close()


async def test_jottings_and_commands_asked_together_are_all_done(room: Room) -> None:
    jots = [room.jot(f"draft/1/{number}", "words") for number in range(20)]
    notes = [room.do(note(str(number))) for number in range(20)]
    await asyncio.gather(*jots, *notes)
    assert len(room.scratch) == len(room.state.notes) == 20


async def test_what_cannot_be_jotted_is_refused_and_spoils_nothing(
    room: Room, path: Path, clock: HandClock
) -> None:
    with pytest.raises(ValueError, match="more than"):
        await room.jot("draft/1/1", "w" * (MOST + 1))
    async with asyncio.timeout(20):
        assert (await room.jot("draft/1/1", "words")).taken
    stage = await Room.open(path, clock=clock, read_only=True)
    with pytest.raises(RoomClosed, match="only shows"):
        await stage.jot("draft/1/1", "mine")
    await stage.close()
    await room.close()
    with pytest.raises(RoomClosed, match="closed in this window"):
        await room.jot("draft/1/1", "too late")


async def test_who_else_is_there_is_known_and_told(room: Room, path: Path) -> None:
    told: list[object] = []
    room.watch(told.append)
    clock = room._clock
    assert isinstance(clock, HandClock)
    other = await Room.open(path, clock=clock, kind="server")
    clock.ms += 1_000
    await until(lambda: room.attended_elsewhere == ["server"])
    assert () in told
    await until(lambda: other.attended_elsewhere == ["desk"])
    await other.close()
    clock.ms += 1_000
    await until(lambda: room.attended_elsewhere == [])


async def test_a_window_that_only_shows_follows_and_changes_nothing(
    room: Room, path: Path, clock: HandClock
) -> None:
    stage = await Room.open(path, clock=clock, kind="stage", read_only=True)
    clock.ms = 1_000
    await room.do(c.Next())
    await until(lambda: stage.state.phase == "live")
    assert stage.now() == room.now() == 1_000
    with pytest.raises(RoomClosed, match="only shows"):
        await stage.do(c.Next())
    assert room.attended_elsewhere == []
    await stage.close()


async def test_what_becomes_due_happens_by_itself_and_once(
    room: Room, path: Path, clock: HandClock
) -> None:
    other = await Room.open(path, clock=clock, kind="server")
    await room.do(c.Jump("word"))
    await room.do(c.Give(1, 1, Answer(text=clean("Save the pond"))))
    assert not room.state.runs[0].arrived
    clock.ms += 2 * MINUTE
    await until(lambda: "timed" in room.state.runs[0].arrived)
    clock.ms += MINUTE
    await until(lambda: "silence" in other.state.runs[0].arrived)
    await other.close()
    assert kinds(read_events(path)).count(InjectArrived) == 2


async def test_a_jump_of_the_time_of_day_pauses_and_is_reported_once(
    room: Room, path: Path, clock: HandClock
) -> None:
    other = await Room.open(path, clock=clock, kind="server")
    await room.do(c.Next())
    clock.day = clock.day.replace(hour=13)
    await until(lambda: ClockJumped in kinds(read_events(path)))
    await room.do(note("afterwards"))
    await other.do(note("afterwards too"))
    assert not ticking(room.state.runs[0])
    assert [e.event for e in read_events(path) if isinstance(e.event, ClockJumped)] == [
        ClockJumped(3_600_000)
    ]
    await other.close()


async def test_a_server_reports_a_jump_while_no_desk_lives(
    room: Room, path: Path, clock: HandClock
) -> None:
    server = await Room.open(path, clock=clock, kind="server")
    await room.close()
    clock.day = clock.day.replace(hour=11)
    await until(lambda: ClockJumped(-3_600_000) in [e.event for e in read_events(path)])
    await server.close()


async def test_after_a_kill_the_session_stands_paused_with_the_seconds_that_were_left(
    path: Path,
) -> None:
    child = [sys.executable, "-m", "tests.journal.children", "cut_off", str(path)]
    assert subprocess.run(child, check=False, timeout=60).returncode == -9
    room = await Room.open(path, clock=HandClock(ms=999_000, boot_id="next boot"))
    run = room.state.run
    assert run is not None
    assert room.state.interrupted
    assert not room.state.left
    assert not ticking(run)
    assert remaining(run, room.now()) == MINUTE - 20_000
    await room.do(c.Resume())
    assert remaining(run, room.now() + 5_000) == MINUTE - 25_000
    await room.close()


async def test_opening_a_session_that_another_keeps_alive_changes_nothing(
    room: Room, path: Path, clock: HandClock
) -> None:
    await room.do(c.Next())
    clock.ms = 30_000
    await until(lambda: any(noted.at == 30_000 for noted in glance(path).notes))
    head = room.state.head
    other = await Room.open(path, clock=clock)
    assert other.state.head == head
    assert other.state.run is not None
    assert ticking(other.state.run)
    await other.close()


async def test_a_session_left_in_good_order_and_opened_later_was_left(
    room: Room, path: Path, clock: HandClock
) -> None:
    await room.do(c.Next())
    clock.ms = 10_000
    await room.close()
    clock.ms = 600_000
    again = await Room.open(path, clock=clock)
    assert read_events(path)[-1].event == Interrupted(10_000, left=True)
    assert again.state.run is not None
    assert remaining(again.state.run, again.now()) == MINUTE - 10_000
    await again.close()


async def test_what_was_asked_before_closing_is_done_and_after_it_is_not(
    room: Room, path: Path
) -> None:
    asked = [asyncio.ensure_future(room.do(note(str(number)))) for number in range(10)]
    await asyncio.sleep(0)
    await room.close()
    assert all([await one for one in asked])
    with pytest.raises(RoomClosed, match="closed in this window"):
        await room.do(note("too late"))
    await room.close()
    assert len(read_session(path).notes) == 10
    assert not path.with_name("a.snog-wal").exists()


async def test_an_opening_that_is_given_up_lets_go_of_the_session(
    path: Path, clock: HandClock
) -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    await (await room_at(path, clock)).close()
    opening = asyncio.ensure_future(Room.open(path, clock=clock))
    await asyncio.sleep(0)
    opening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await opening
    await until(lambda: len(glance(path).notes) == 2 and all(n.gone for n in glance(path).notes))
    assert complaints == []


async def test_a_file_that_goes_away_stops_the_room_and_says_so(room: Room, path: Path) -> None:
    told: list[object] = []
    room.watch(told.append)
    path.rename(path.with_name("b.snog"))
    await until(lambda: room.failed is not None)
    assert room.failed == str(errors.Missing(path))
    assert told == [()]
    with pytest.raises(RoomClosed, match="not there any more"):
        await room.do(note("nowhere to keep it"))


async def test_a_full_disk_stops_the_room_and_keeps_what_was_confirmed(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a disk here")
    try:
        room = await room_at(disk / "a.snog")
        confirmed: list[Recorded] = []
        with contextlib.suppress(errors.DiskFull):
            while True:
                confirmed += await room.do(note("words " * 200))
        assert room.failed is not None
        with pytest.raises(RoomClosed, match="disk is full"):
            await room.redact("N-01")
        await room.close()
        assert confirmed
        assert read_events(disk / "a.snog")[-len(confirmed) :] == confirmed
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


async def test_what_cannot_be_opened_raises_at_once(tmp_path: Path) -> None:
    with pytest.raises(errors.Missing):
        await Room.open(tmp_path / "none.snog")
    (tmp_path / "a.snog").write_text("milk, eggs")
    with pytest.raises(errors.NotASession):
        await Room.open(tmp_path / "a.snog")
    with pytest.raises(errors.AlreadyThere):
        await Room.create(tmp_path / "a.snog", SCENARIO, LESSONS)
