"""Nothing goes to a phone that is not for the person who holds it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings

from snogmarry.journal.protocol import Scratch, draft_of
from snogmarry.phones import drafts
from snogmarry.session.events import Recorded
from snogmarry.session.state import Session
from snogmarry.text import SafeText
from snogmarry.web.attendance import Attendance
from snogmarry.web.hub import Hub, Stream
from snogmarry.web.showing import personal
from snogmarry.web.workshop import Workshop
from tests.session.histories import Wish, histories
from tests.session.marked import (
    HIDDEN,
    SECRET,
    group_marks,
    marks,
    own_marks,
    play_marked,
    public_marks,
)
from tests.session.play import Play

Watcher = Callable[[tuple[Recorded, ...]], None]


@dataclass
class Played:
    """What the hub and the pages ask of a room, of a session that was played in memory."""

    play: Play
    scratch: dict[str, Scratch] = field(default_factory=dict)

    @property
    def state(self) -> Session:
        return self.play.session

    def now(self) -> int:
        return self.play.now

    def watch(self, _: Watcher) -> Callable[[], None]:
        return lambda: None


def draft_mark(group: int) -> str:
    return f"zq{80_000 + group}zq"


def workshop(play: Play) -> Workshop:
    """With a draft of every group in the run that the room is in."""
    names = {group: draft_of(play.session.current or 0, group) for group in play.session.groups}
    scratch = {
        name: Scratch(name, 1, drafts.noted(None, SafeText(draft_mark(group))))
        for group, name in names.items()
    }
    room = Played(play, scratch)
    attendance = Attendance()
    return Workshop(room, attendance, Hub(room, attendance))  # type: ignore[arg-type]


def sent_to(here: Workshop, participant: int) -> set[str]:
    """The marks in all that a phone is sent without asking for more than its own."""
    stream = here.hub.news(Stream(participant)).decode()
    mine = personal(here, here.room.state.participants[participant])
    return marks(stream + json.dumps(mine))


@given(histories)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_phone_gets_what_the_room_its_side_its_group_and_its_person_may_see(
    history: list[Wish],
) -> None:
    play = play_marked(history)
    session, here = play.session, workshop(play)
    for number, participant in session.participants.items():
        if participant.removed:
            gone = json.dumps({"joining": session.joining})
            assert here.hub.news(Stream(number)).decode() == f"event: gone\ndata: {gone}\n\n"
            continue
        group = session.groups[participant.group]
        side = group.side if session.run is None else session.side_in(session.run, group)
        theirs = own_marks(session, number) | group_marks(session, group.number) | SECRET[side]
        allowed = public_marks(session) | theirs | {draft_mark(group.number)}
        assert sent_to(here, number) <= allowed
        assert not sent_to(here, number) & HIDDEN


def test_the_test_finds_what_it_looks_for() -> None:
    play = Play.opened()
    play = play_marked([])
    phone = play.join(1)
    here = workshop(play)
    assert SECRET["friends"] <= sent_to(here, phone)
