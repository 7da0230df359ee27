"""The newest of everything, for every phone that follows.

There is no queue for each phone: one that was away or slow gets what is newest, and nothing of
what was in between.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from snogmarry.journal.protocol import draft_of
from snogmarry.phones.drafts import draft
from snogmarry.room import Room
from snogmarry.session.events import Recorded
from snogmarry.web import parts
from snogmarry.web.attendance import Attendance
from snogmarry.web.changes import Changes
from snogmarry.web.parts import Part, message
from snogmarry.web.views.side import Audience, audience

PACE = 0.1
"""Seconds between two frames."""
TICK = 1.0
"""Seconds between two looks at how many have answered."""
BEAT = 5
"""Ticks between two signs of life; a phone that misses three of them connects anew."""
_BEAT = message("beat")
_FRESH = 200
"""Ms for which a clock that was made is good enough."""


Sight = dict[str, Part]
"""All that an audience may see, by the names of the parts; never changed once it is made."""


class Stream:
    """What one phone has been sent."""

    def __init__(self, participant: int) -> None:
        self.participant = participant
        self.clock: object = ()
        self.seen: Sight | None = None
        self.newest: int | None = None
        self.stirred = asyncio.Event()
        """There may be news for it; to be cleared before they are asked for."""
        self.over = False


class Hub:
    """Makes parts and tells streams that there are newer ones. Used from one event loop."""

    def __init__(self, room: Room, attendance: Attendance) -> None:
        self._room = room
        self._attendance = attendance
        self._changes = Changes()
        self._persons: dict[int, int] = {}
        self._made: dict[tuple[object, ...], tuple[object, Part]] = {}
        self._sights: dict[Audience, tuple[object, Sight]] = {}
        self._told: dict[tuple[int, int], tuple[Sight | None, Sight, bytes]] = {}
        self._epoch = 0
        self._groups: Counter[int] = Counter()
        self._drafts: dict[int, int] = {}
        self._counted = 0
        self._uncounted = True
        self._ticks = 0
        self._stirred = asyncio.Event()
        self._streams: dict[int, set[Stream]] = {}
        self._for_all = False
        self.over = False
        """Whether streams are to end."""
        self._unwatch: Callable[[], None] = room.watch(self._note)
        self._turn()

    async def run(self) -> None:
        """Make frames until cancelled."""
        ticking = asyncio.ensure_future(self._tick())
        try:
            while True:
                await self._stirred.wait()
                self._stirred.clear()
                self._turn()
                await asyncio.sleep(PACE)
        finally:
            ticking.cancel()
            self._unwatch()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            self._ticks += 1
            if self._uncounted:
                self._uncounted = False
                self._counted += 1
                self._stir_all()
            if self._ticks % BEAT == 0:
                self._stir_all()

    def _stir_all(self) -> None:
        self._for_all = True
        self._stirred.set()

    def _note(self, news: tuple[Recorded, ...]) -> None:
        self._changes.add(self._room.state, news)
        self._uncounted = self._uncounted or bool(news)
        moved = self._drafts_moved()
        self._changes.groups |= moved
        if news or moved:
            self._stirred.set()

    def _drafts_moved(self) -> set[int]:
        """The groups whose drafts are others than at the last look."""
        before = self._drafts
        now = {group: self._draft_version(group) for group in self._room.state.groups}
        self._drafts = now
        return {group for group, version in now.items() if version != before.get(group)}

    def _draft_version(self, group: int) -> int:
        entry = self._room.scratch.get(draft_of(self._room.state.current or 0, group))
        return 0 if entry is None else entry.version

    def _turn(self) -> None:
        changes, self._changes = self._changes, Changes(everything=False)
        self._epoch += changes.everything
        self._told.clear()
        if changes.forgets:
            self._made.clear()
            self._sights.clear()
        self._groups.update(changes.groups)
        self._persons |= changes.persons
        state = self._room.state
        self._attendance.enter(state.current if state.phase == "live" else None)
        if changes.everything or self._for_all:
            self._for_all = False
            self._stir(self._streams)
        else:
            # Waking thousands for what one of them sent would delay what comes in meanwhile.
            members = (state.members.get(group, ()) for group in changes.groups)
            self._stir(set(changes.persons).union(*members))

    def _stir(self, participants: Iterable[int]) -> None:
        for number in participants:
            for stream in self._streams.get(number, ()):
                stream.stirred.set()

    def end(self) -> None:
        """Let go of all streams."""
        self.over = True
        self._stir(self._streams)

    # What streams ask

    @contextmanager
    def stream(self, participant: int) -> Iterator[Stream]:
        """A stream of a participant's, which is stirred when there may be news for it."""
        stream = Stream(participant)
        theirs = self._streams.setdefault(participant, set())
        theirs.add(stream)
        try:
            yield stream
        finally:
            theirs.discard(stream)
            if not theirs and self._streams.get(participant) is theirs:
                del self._streams[participant]

    def newest(self, participant: int) -> int:
        """Changes with whatever happens to what a participant gave."""
        return self._persons.get(participant, 0)

    def news(self, stream: Stream) -> bytes:
        """What a stream has not been sent yet; from the first call on it is sent everything."""
        participant = self._room.state.participants[stream.participant]
        if participant.removed:
            stream.over = True
            return message("gone", joining=self._room.state.joining)
        clock = self._clock()
        chunk = b""
        if stream.clock != clock.key:
            stream.clock = clock.key
            chunk = clock.sent
        seen = self._sight(audience(self._room.state, participant))
        if seen is not stream.seen:
            chunk += self._difference(stream.seen, seen)
            stream.seen = seen
        newest = self.newest(participant.number)
        if newest != stream.newest:
            stream.newest = newest
            chunk += message("you", newest=newest)
        if chunk:
            self._attendance.saw(participant.number)
        return chunk

    def _sight(self, seen_by: Audience) -> Sight:
        """All that an audience may see; the same value for as long as it reads the same."""
        group = seen_by.group
        stamp = (
            self._epoch,
            self._counted,
            self._ticks // BEAT,
            self._groups[group],
            self._draft_version(group),
        )
        before = self._sights.get(seen_by)
        if before is not None and before[0] == stamp:
            return before[1]
        seen = dict(self._parts(seen_by))
        if before is not None and all(before[1][name] is part for name, part in seen.items()):
            seen = before[1]
        self._sights[seen_by] = (stamp, seen)
        return seen

    def _difference(self, before: Sight | None, after: Sight) -> bytes:
        """What tells of the one who has the other. Made once for all who are told the same."""
        pair = (id(before), id(after))
        if pair not in self._told:
            news = (
                part.sent
                for name, part in after.items()
                if before is None or before[name].key != part.key
            )
            # With both of them, as another might come to have the id of one that is gone.
            self._told[pair] = (before, after, b"".join(news))
        return self._told[pair][-1]

    def _parts(self, seen_by: Audience) -> Iterator[tuple[str, Part]]:
        """What an audience may see; first of all where the room is and what is asked."""
        state = self._room.state
        asked = (seen_by.side, seen_by.whole, seen_by.group if seen_by.whole else 0)
        yield "step", self._part(("step",), self._epoch, lambda: parts.step(state))
        yield (
            "prompt",
            self._part(("prompt", *asked), self._epoch, lambda: parts.prompt(state, seen_by)),
        )
        yield "ours", self._ours(seen_by)
        yield "shown", self._part(("shown",), self._epoch, lambda: parts.shown(state))
        yield "feed", self._part(("feed",), self._epoch, lambda: parts.feed(state))
        card = ("card", seen_by.group, seen_by.side)
        yield "card", self._part(card, self._epoch, lambda: parts.card(state, seen_by))
        yield (
            "progress",
            self._part(("progress",), (self._epoch, self._counted), lambda: parts.progress(state)),
        )
        yield "ending", self._part(("ending",), self._epoch, lambda: parts.ending(state))
        beat = self._ticks // BEAT
        yield "beat", self._part(("beat",), beat, lambda: Part(beat, _BEAT))

    def _ours(self, seen_by: Audience) -> Part:
        state, group = self._room.state, seen_by.group
        stamp = (self._epoch, self._groups[group], self._draft_version(group))

        def make() -> Part:
            now = draft(self._room.scratch, state.current or 0, group)
            return parts.ours(state, group, now)

        return self._part(("ours", group), stamp, make)

    def _clock(self) -> Part:
        now = self._room.now()
        stamp = (self._epoch, now // _FRESH)
        return self._part(("clock",), stamp, lambda: parts.clock(self._room.state, now))

    def _part(self, key: tuple[object, ...], stamp: object, make: Callable[[], Part]) -> Part:
        """A part that was made for that stamp; the one before if it says the same."""
        before = self._made.get(key)
        if before is not None and before[0] == stamp:
            return before[1]
        part = make()
        if before is not None and before[1].key == part.key and key != ("clock",):
            part = before[1]
        self._made[key] = (stamp, part)
        return part
