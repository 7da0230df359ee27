"""The simulated facilitator does what one at the desk would do, by the same commands."""

from __future__ import annotations

from snogmarry.rehearsal.facilitator import move
from tests.session.play import Play


def moves_on(play: Play) -> None:
    """What the facilitator does until the next step has begun."""
    begun = len(play.session.runs)
    while len(play.session.runs) == begun:
        command = move(play.session, play.now, ready=True)
        assert command is not None
        play.do(command)


def headcounts(play: Play) -> dict[int, int]:
    return {number: group.people for number, group in play.session.groups.items()}


def test_heads_are_counted_before_it_begins_and_again_once_others_came() -> None:
    play = Play.opened()
    for group in (1, 1, 1, 2):
        play.join(group)
    assert move(play.session, play.now, ready=False) is None
    moves_on(play)
    assert headcounts(play) == {1: 3, 2: 1}
    play.join(2)
    run = play.session.run
    assert run is not None
    play.now += run.time
    moves_on(play)
    assert headcounts(play) == {1: 3, 2: 2}
