"""Two and three windows on one session: a desk, the stage on the projector, a second desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from snogmarry.journal.reading import read_session
from tests.end_to_end.conftest import Opens, only_session
from tests.end_to_end.facilitator import Facilitator

TABLE, COUNTER = "Toys Stay Put", "Harrowmere Library"
HELD = "We hold this back. Zorilla"
RELEASED = "This the room may read. Pangolin"
NOTE = "Somebody at the counter is upset: gerenuk"
POSTED = "I came for a computer and stayed for the quarrel."


@pytest.fixture
def desk(opens: Opens) -> Facilitator:
    """The facilitator's window, in the lobby."""
    f = Facilitator(opens("run", "twenty-minute-taster"))
    f.sees("n start")
    return f


def test_the_projector_shows_what_the_room_may_see_and_never_more(
    desk: Facilitator, opens: Opens, computer: Path
) -> None:
    projector = opens("stage", size=(100, 30))
    projector.wait_for("We begin in a moment.")
    desk.starts()
    projector.wait_for("step 1 of 9")
    desk.goes_on("What is a library for?")
    projector.wait_for("What is a library for?", "0 of 2 groups have answered")
    desk.goes_on("Tuesday, half past nine")
    desk.goes_on("Your first public post")
    desk.answers(TABLE, HELD)
    projector.wait_for("1 of 2 groups have answered")
    desk.answers(COUNTER, RELEASED)
    projector.wait_for("2 of 2 groups have answered")
    desk.notes(NOTE)
    desk.posts_as("Curtis", POSTED)
    projector.wait_for(POSTED)
    desk.pauses()
    projector.wait_for("PAUSED")
    desk.resumes()
    projector.wait_gone("PAUSED")
    desk.goes_to_desk()
    desk.releases_picked(desk.refs[RELEASED])
    projector.wait_for("Pangolin")
    desk.goes_to_stage()
    desk.blanks()
    projector.wait_gone("Pangolin", "EXERCISE")
    desk.unblanks()
    projector.wait_for("Pangolin")
    desk.goes_on("What the other side saw")
    projector.wait_for("What the other side saw", "Pangolin")
    desk.ends()
    projector.wait_for("The steps are over. Thank you.")
    assert desk.leaves_program() == 0
    projector.wait_for("waiting for the facilitator's window")
    projector.press("q")
    assert projector.wait_end() == 0
    for private in ("Zorilla", "gerenuk"):
        assert private.encode() not in projector.written
    assert {
        r.latest.answer.text for r in read_session(only_session(computer)).responses.values()
    } == {HELD, RELEASED}


def test_the_projector_takes_no_commands(desk: Facilitator, opens: Opens) -> None:
    desk.starts()
    projector = opens("stage")
    projector.wait_for("step 1 of 9")
    projector.press("n", "k", "e", "s", "d", ".", "space", "l")
    desk.goes_on("What is a library for?")
    projector.wait_for("step 2 of 9", "0 of 2 groups have answered")
    assert "PAUSED" not in projector.text


def test_a_second_desk_and_the_first_follow_one_another(
    desk: Facilitator, opens: Opens, computer: Path
) -> None:
    desk.starts()
    desk.goes_on("What is a library for?")
    desk.goes_on("Tuesday, half past nine")
    desk.goes_on("Your first public post")
    projector = opens("stage")
    second = Facilitator(opens("resume"))
    second.sees("Your first public post", "also open in another window")
    assert "interrupted" not in second.terminal.text
    second.answers(COUNTER, RELEASED)
    desk.sees("1 of 2 groups have answered")
    desk.goes_to_desk()
    desk.sees("Pangolin")
    desk.answers(TABLE, HELD)
    second.sees("2 of 2 groups have answered")
    second.releases_all()
    for window in (second.terminal, projector):
        window.wait_for("Zorilla", "Pangolin")
    second.goes_on("What the other side saw")
    desk.sees("What the other side saw")
    desk.goes_to_stage()
    assert second.leaves_program(live=True) == 0
    desk.goes_on("Snog, marry or avoid?")
    projector.wait_for("Snog, marry or avoid?")
    session = read_session(only_session(computer))
    assert not session.interrupted
    assert [r.ref for r in session.responses.values()] == ["R-001", "R-002"]


SOON = """\
format: 1
id: soon
title: Soon
language: en-GB
summary: |
  A post that comes by itself.
lessons: ten-lessons
sides:
  - {id: one, kind: activist, name: One, aim: To wait, brief: Wait}
  - {id: two, kind: institution, name: Two, aim: To wait, brief: Wait}
channels:
  - {id: chirp, name: Chirp}
cast:
  - {id: dan, name: Dan}
steps:
  - id: wait
    do: ask
    title: Wait
    time: 5m
    ask: What do you see?
    answer: text
    injects:
      - {id: early, after: 2s, from: dan, on: chirp, text: Here it is by itself}
      - {id: silence, after: 3s, unless_answered: two, from: dan, on: chirp, text: Two is silent}
      - {id: unfair, after: 3s, unless_answered: one, from: dan, on: chirp, text: One is silent}
"""


def test_posts_come_by_themselves_in_every_window(opens: Opens, computer: Path) -> None:
    scenario = computer.parent / "soon.yaml"
    scenario.write_text(SOON)
    desk = Facilitator(opens("run", str(scenario)))
    desk.sees("n start")
    projector = opens("stage")
    projector.wait_for("We begin in a moment.")
    desk.starts()
    desk.marks_aloud("One")
    desk.sees("Here it is by itself", "Two is silent")
    projector.wait_for("Here it is by itself", "Two is silent")
    assert "One is silent" not in projector.text


def test_a_rehearsal_stands_in_the_way_of_no_workshop(opens: Opens, computer: Path) -> None:
    workshop = Facilitator(opens("run", "twenty-minute-taster"))
    workshop.sees("n start")
    workshop.leaves_program()
    practice = Facilitator(opens("rehearse", "twenty-minute-taster", "--people", "1"))
    practice.sees("REHEARSAL")
    opens("stage").wait_for("REHEARSAL")
    practice.leaves_program()
    (rehearsal,) = computer.glob("rehearsal-*.snog")
    assert f"resume {rehearsal.stem}\r\n" in practice.terminal.written.decode()
    again = Facilitator(opens("resume"))
    again.sees("n start")
    assert "REHEARSAL" not in again.terminal.text
