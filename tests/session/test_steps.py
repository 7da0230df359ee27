"""What a facilitator's keys do to the steps and their clocks."""

from __future__ import annotations

import pytest

from snogmarry.session import commands as c
from snogmarry.session.commands import Refused
from snogmarry.session.events import Answer
from snogmarry.session.timing import behind, elapsed, phase_now, remaining
from snogmarry.text import clean
from tests.session.play import MINUTE, Play


def at_step(step: str) -> Play:
    play = Play.opened()
    play.do(c.Jump(step))
    return play


def left(play: Play) -> int:
    return remaining(play.run, play.now)


def test_next_goes_through_all_steps_but_asides_and_ends_in_the_debrief() -> None:
    play = Play.opened()
    seen: list[str] = []
    while play.session.phase != "debrief":
        play.do(c.Next(), after=1_000)
        seen.append(play.run.step)
    assert seen[:-1] == [
        *("rules", "news", "word", "look", "stance", "shoes", "quick", "score", "order"),
        *("talk", "learn", "act", "end"),
    ]


def test_back_resumes_the_run_with_the_seconds_it_had_left() -> None:
    play = at_step("word")
    play.do(c.Next(), after=2 * MINUTE)
    play.do(c.Back(), after=10 * MINUTE)
    assert play.run.step == "word"
    assert play.run.take == 1
    assert left(play) == 3 * MINUTE


def test_next_after_back_comes_into_the_run_that_was_left() -> None:
    play = at_step("word")
    play.do(c.Jump("stance"), after=MINUTE)
    play.do(c.Give(play.run.number, 1, Answer(options=("marry",))), after=MINUTE)
    for _ in range(2):
        play.do(c.Back())
    for _ in range(2):
        play.do(c.Next(), after=MINUTE)
    assert (play.run.step, play.run.take, left(play)) == ("stance", 1, MINUTE)
    assert [r.run for r in play.session.responses.values()] == [play.run.number]


def test_next_starts_a_new_take_where_groups_play_other_sides_than_before() -> None:
    play = at_step("shoes")
    play.do(c.Skip())
    assert not play.run.swapped
    play.do(c.Back())
    play.do(c.Next())
    assert (play.run.step, play.run.take, play.run.swapped) == ("quick", 2, True)
    play.do(c.Back())
    play.do(c.Skip())
    assert (play.run.step, play.run.take, play.run.swapped) == ("quick", 1, False)


def test_again_starts_a_new_take_and_keeps_the_first_with_its_answers() -> None:
    play = at_step("word")
    play.give(1, "Save our pond", after=MINUTE)
    play.do(c.Again(), after=MINUTE)
    assert (play.run.take, left(play)) == (2, 5 * MINUTE)
    assert [r.run for r in play.session.responses.values()] == [1]
    play.give(1, "Second take")
    assert [r.run for r in play.session.responses.values()] == [1, 2]


def test_pause_stops_the_clock_and_resume_lets_it_go_on() -> None:
    play = at_step("word")
    play.do(c.Pause(), after=MINUTE)
    play.do(c.Resume(), after=30 * MINUTE)
    play.now += MINUTE
    assert left(play) == 3 * MINUTE


def test_extending_gives_and_takes_time_but_never_more_than_is_left() -> None:
    play = at_step("word")
    play.do(c.Extend(MINUTE))
    assert left(play) == 6 * MINUTE
    play.do(c.Extend(-60 * MINUTE), after=2 * MINUTE)
    assert left(play) == 0
    with pytest.raises(Refused, match="no time left"):
        play.do(c.Extend(-MINUTE))


def test_an_overrun_is_counted_and_the_prompt_stays_open() -> None:
    play = at_step("word")
    play.give(1, "Better late", after=7 * MINUTE)
    assert left(play) == -2 * MINUTE
    assert not play.session.responses[1].late


def test_undo_of_a_start_goes_on_as_if_the_step_had_not_been_left() -> None:
    play = at_step("word")
    play.do(c.Next(), after=MINUTE)
    play.do(c.Undo(), after=1_000)
    assert play.run.step == "word"
    assert elapsed(play.run, play.now) == MINUTE + 1_000
    play.do(c.Next())
    assert play.run.take == 1


def test_undo_gives_no_time_to_a_step_for_what_stood_still_meanwhile() -> None:
    for stand in (c.Pause(), c.ReportClockJump(3_600_000), None):
        play = at_step("word")
        play.do(c.Next(), after=MINUTE)
        play.now += 1_000
        if stand is None:
            play.do(c.Attend("boot", play.now + 30 * MINUTE, noted=play.now), after=30 * MINUTE)
        else:
            play.do(stand)
        play.do(c.Undo(), after=30 * MINUTE)
        assert play.run.step == "word"
        assert play.run.paused
        assert left(play) == 4 * MINUTE - 1_000
        assert "Well?" not in play.feed()
        play.do(c.Resume(), after=MINUTE)
        assert left(play) == 4 * MINUTE - 1_000


def test_undoing_back_and_then_the_start_counts_no_time_twice() -> None:
    play = at_step("learn")
    play.do(c.Next(), after=1_000)
    play.do(c.Back(), after=1_000)
    play.do(c.Undo(), after=1_000)
    assert elapsed(play.run, play.now) == 2_000
    play.do(c.Undo())
    assert (play.run.step, elapsed(play.run, play.now)) == ("learn", 3_000)


def test_undo_of_a_start_out_of_a_paused_step_leaves_it_paused() -> None:
    play = at_step("word")
    play.do(c.Pause(), after=MINUTE)
    play.do(c.Next())
    play.do(c.Undo(), after=MINUTE)
    assert (play.run.paused, left(play)) == (True, 4 * MINUTE)


def test_undo_of_a_return_leaves_the_step_as_it_had_been_left() -> None:
    play = at_step("word")
    play.do(c.Pause(), after=MINUTE)
    play.do(c.Skip(), after=MINUTE)
    play.do(c.Back(), after=MINUTE)
    play.do(c.Undo(), after=1_000)
    (word, _) = play.session.runs
    assert (word.paused, word.skipped) == (True, True)
    play.do(c.Undo(), after=MINUTE)
    assert (play.run.paused, left(play)) == (True, 4 * MINUTE)


def test_undo_of_an_end_gives_back_the_seconds_that_were_left() -> None:
    play = at_step("word")
    play.do(c.EndSession(), after=MINUTE)
    play.do(c.Undo(), after=60 * MINUTE)
    assert left(play) == 4 * MINUTE
    assert play.feed() == []


def test_an_interruption_does_not_make_the_room_late_whatever_is_undone() -> None:
    play = Play.opened()
    play.do(c.Next())
    play.do(c.Next())
    play.do(c.Attend("boot", 60 * MINUTE, noted=play.now), after=60 * MINUTE)
    play.do(c.Undo())
    assert behind(play.session, play.now) == 0


def test_undo_of_the_first_start_goes_back_to_the_lobby() -> None:
    play = Play.opened()
    play.do(c.Next())
    play.do(c.Undo())
    assert play.session.phase == "lobby"
    play.do(c.Next())
    assert play.run.step == "rules"


def test_undo_refuses_to_take_back_a_start_that_has_answers() -> None:
    play = at_step("word")
    play.give(1, "Save our pond")
    with pytest.raises(Refused, match="press b"):
        play.do(c.Undo())


@pytest.mark.parametrize("aloud", [False, True])
def test_undo_refuses_to_take_back_a_return_whose_clock_has_timed_an_answer(aloud: bool) -> None:
    play = at_step("word")
    play.give(1, "Save our pond", after=MINUTE)
    play.do(c.Next(), after=MINUTE)
    play.do(c.Back(), after=MINUTE)
    play.do(c.Undo(), after=1_000)
    play.do(c.Back(), after=MINUTE)
    play.now += MINUTE
    if aloud:
        play.do(c.MarkAloud(play.run.number, 2))
    else:
        play.give(2, "And the shed")
    with pytest.raises(Refused, match="press b"):
        play.do(c.Undo(), after=1_000)


def test_undo_of_a_skip_makes_the_step_count_again() -> None:
    play = at_step("word")
    play.do(c.Skip())
    assert play.session.runs[0].skipped
    play.do(c.Undo())
    assert (play.run.step, play.run.skipped) == ("word", False)


def test_undo_takes_back_a_close_and_an_end() -> None:
    play = at_step("word")
    play.do(c.ClosePrompt())
    play.do(c.EndSession(), after=1_000)
    play.do(c.Undo())
    assert play.session.phase == "live"
    assert play.run.closed_at is not None
    play.do(c.Undo())
    assert play.run.closed_at is None


def test_ending_early_and_reopening_comes_back_into_the_same_run() -> None:
    play = at_step("word")
    play.do(c.EndSession(), after=MINUTE)
    play.do(c.ReopenSession(), after=60 * MINUTE)
    assert left(play) == 4 * MINUTE


def test_an_aside_runs_when_jumped_to_and_then_the_order_goes_on() -> None:
    play = at_step("stance")
    play.do(c.Jump("worse"))
    assert "Front page." in play.feed()
    play.do(c.Next())
    assert play.run.step == "shoes"


def test_back_from_an_aside_comes_to_the_step_it_was_reached_from() -> None:
    play = at_step("stance")
    play.do(c.Jump("worse"))
    play.do(c.Back())
    assert play.run.step == "stance"


@pytest.mark.parametrize(
    ("moves", "side"),
    [
        ([c.Jump("shoes"), c.Next()], "council"),
        ([c.Jump("shoes"), c.Skip()], "friends"),
        ([c.Jump("shoes"), c.Next(), c.Jump("stance")], "friends"),
        ([c.Jump("quick")], "friends"),
        ([c.Jump("shoes"), c.Undo(), c.Jump("quick")], "friends"),
        ([c.Jump("shoes"), c.Next(), c.Jump("stance", again=True), c.Jump("quick")], "council"),
    ],
)
def test_a_swap_holds_from_there_on_unless_it_is_skipped(moves: list[c.Command], side: str) -> None:
    play = at_step("stance")
    for move in moves:
        play.do(move)
    assert play.session.side_in(play.run, play.session.groups[1]) == side


def test_responses_keep_the_side_that_was_played() -> None:
    play = at_step("shoes")
    play.do(c.Jump("score"))
    play.do(c.Give(play.run.number, 1, Answer(number=3)))
    assert play.session.responses[1].side == "council"


def test_going_back_in_front_of_a_swap_and_forward_again_swaps_again() -> None:
    play = at_step("stance")
    for _ in range(3):
        play.do(c.Next())
    for _ in range(3):
        play.do(c.Back())
    assert play.run.step == "stance"
    assert not play.run.swapped
    play.do(c.Jump("score"))
    assert play.run.swapped


def test_mending_changes_steps_to_come_and_refuses_those_that_ran() -> None:
    play = at_step("word")
    play.do(c.MendStep("stance", "title", clean("And now what?")))
    play.do(c.MendStepTime("stance", 9 * MINUTE))
    with pytest.raises(Refused, match="has run"):
        play.do(c.MendStepTime("word", MINUTE))
    play.do(c.Jump("stance"))
    assert play.session.step_of("stance").title == "And now what?"
    assert left(play) == 9 * MINUTE


def test_mending_one_sides_prompt_leaves_the_others() -> None:
    play = Play.opened()
    play.do(c.MendStep("word", "ask", clean("Say what?"), "council"))
    asked = getattr(play.session.step_of("word"), "ask", None)
    assert asked == {"friends": "What do you post?", "council": "Say what?"}


def test_behind_counts_overrun_pauses_and_time_saved() -> None:
    play = Play.opened()
    play.do(c.Next())
    play.now += 3 * MINUTE
    assert behind(play.session, play.now) == 2 * MINUTE
    play.do(c.Next())
    play.do(c.Next())
    assert behind(play.session, play.now) == MINUTE


def test_steps_that_were_left_and_are_come_back_to_count_with_what_they_have_left() -> None:
    play = Play.opened()
    for wait in (0, MINUTE, MINUTE):
        play.do(c.Next(), after=wait)
    play.do(c.Back(), after=4 * MINUTE)
    assert (play.run.step, behind(play.session, play.now)) == ("news", 0)


def test_a_discussion_goes_through_its_phases() -> None:
    play = at_step("talk")
    play.now += 2 * MINUTE
    phase = phase_now(play.session, play.run, play.now)
    assert phase is not None
    assert (phase[0].title, phase[1]) == ("In pairs", MINUTE)


def test_an_interruption_gives_back_the_seconds_that_were_left() -> None:
    play = at_step("word")
    play.now += MINUTE
    noted = play.now
    play.now += 55 * MINUTE
    play.do(c.Attend("boot", play.now, noted=noted))
    assert play.run.paused
    assert left(play) == 4 * MINUTE
    play.do(c.Resume(), after=MINUTE)
    assert left(play) == 4 * MINUTE
    assert "Well?" not in play.feed()


def test_after_a_restart_of_the_machine_the_session_goes_on_where_it_stood() -> None:
    play = at_step("word")
    play.now += MINUTE
    play.do(c.Attend("another boot", 5, noted=play.now))
    assert play.run.paused
    assert left(play) == 4 * MINUTE


def test_nothing_changes_while_another_process_keeps_the_session_alive() -> None:
    play = at_step("word")
    play.now += 10 * MINUTE
    play.do(c.Attend("boot", play.now, noted=play.now - 500, alone=False))
    assert not play.run.paused


def test_a_clock_jump_pauses_the_step() -> None:
    play = at_step("word")
    play.do(c.ReportClockJump(3_600_000), after=MINUTE)
    assert play.run.paused
    assert play.session.interrupted
    assert left(play) == 4 * MINUTE
