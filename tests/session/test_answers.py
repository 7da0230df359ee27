"""Answers, lateness, release, injects, votes."""

from __future__ import annotations

import pytest

from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session import public
from snogmarry.session.commands import Refused
from snogmarry.session.events import Answer
from snogmarry.session.given import came_late, given
from snogmarry.session.tally import numbers, offer, ranking, tally, words
from snogmarry.session.timing import silent
from snogmarry.text import clean
from tests.session.play import EPOCH, MINUTE, Play
from tests.session.test_steps import at_step


def vote(play: Play, group: int, option: str, people: int = 1) -> None:
    play.do(c.Give(play.run.number, group, Answer(options=(option,)), people))


def totals(play: Play) -> dict[str, int]:
    return {count.option: count.total for count in tally(play.session, play.run).counts}


def test_a_post_stands_in_the_feed_once_released_with_the_time_it_took() -> None:
    play = at_step("word")
    play.give(1, "Save our pond", after=MINUTE)
    assert play.feed() == []
    play.do(c.Release((1,)), after=1_000)
    assert play.feed() == ["Save our pond"]
    assert play.session.feed[0].took == MINUTE


def test_a_change_after_release_waits_while_the_stage_keeps_the_released_words() -> None:
    play = at_step("word")
    play.give(1, "Save our pond")
    play.do(c.Release((1,)))
    play.give(1, "Save our pond, please")
    response = play.session.responses[1]
    assert (response.waiting, play.feed()) == (True, ["Save our pond"])
    play.do(c.ReleaseAll(play.run.number))
    assert play.feed() == ["Save our pond, please"]
    play.do(c.Undo())
    assert play.feed() == ["Save our pond"]
    play.do(c.Undo())
    assert play.feed() == []


def test_where_one_answer_a_group_is_taken_a_second_one_takes_its_place() -> None:
    play = at_step("word")
    play.give(1, "Won")
    play.do(c.Correct(1, Answer(text=clean("One"))))
    play.give(1, "Two")
    said = [(v.answer.text, v.anew) for v in play.session.responses[1].versions]
    assert said == [("Won", False), ("One", False), ("Two", True)]
    assert len(play.session.responses) == 1


def test_what_is_posted_anew_after_the_closing_is_late_and_a_mended_slip_is_not() -> None:
    play = at_step("word")
    play.give(1, "Won")
    play.do(c.ClosePrompt(), after=MINUTE)
    play.do(c.Correct(1, Answer(text=clean("One"))), after=MINUTE)
    assert not play.session.responses[1].late
    play.do(c.Correct(1, Answer(text=clean("Two")), anew=True))
    assert play.session.responses[1].latest.late


def test_a_post_may_be_said_once_more_in_the_same_words() -> None:
    play = at_step("word")
    play.give(1, "Save our pond")
    play.do(c.Correct(1, Answer(text=clean("Save our pond"))), after=MINUTE)
    assert len(play.session.responses[1].versions) == 1
    play.do(c.Correct(1, Answer(text=clean("Save our pond")), anew=True))
    assert [version.anew for version in play.session.responses[1].versions] == [False, True]


def test_release_all_of_a_group_leaves_the_others_waiting() -> None:
    play = at_step("word")
    play.give(1, "Ours")
    play.give(2, "Theirs")
    play.do(c.ReleaseAll(play.run.number, group=2))
    assert play.feed() == ["Theirs"]


def test_hiding_takes_a_response_off_the_stage() -> None:
    play = at_step("word")
    play.give(1, "Oh dear")
    play.do(c.Release((1,)))
    play.do(c.Hide(1))
    assert play.feed() == []
    assert play.session.responses[1].waiting


def test_undo_never_brings_back_what_was_hidden() -> None:
    play = at_step("word")
    play.give(1, "Oh dear")
    play.do(c.Release((1,)))
    play.give(1, "Oh dear, oh dear")
    play.do(c.Release((1,)))
    play.do(c.Hide(1))
    play.do(c.Undo())
    assert play.feed() == []
    assert play.session.responses[1].shown is None


def test_undo_of_a_release_takes_back_what_was_not_hidden_since() -> None:
    play = at_step("word")
    play.give(1, "Ours")
    play.give(2, "Theirs")
    play.do(c.ReleaseAll(play.run.number))
    play.do(c.Hide(1))
    assert play.feed() == ["Theirs"]
    play.do(c.Undo())
    assert play.feed() == []


def test_at_once_shows_without_a_release_and_undo_does_not_touch_it() -> None:
    play = at_step("quick")
    play.do(c.Give(play.run.number, 1, Answer(words=(clean("calm"), clean("Mud")))))
    assert words(play.session, play.run, released=True) == [("calm", 1), ("Mud", 1)]
    assert [deed.kind for deed in play.session.deeds] == ["start"]


def test_the_facilitator_can_set_a_step_to_show_at_once() -> None:
    play = at_step("word")
    play.do(c.SetReleaseMode("word", at_once=True))
    play.give(1, "Out it goes")
    assert play.feed() == ["Out it goes"]


def test_after_a_closing_by_time_and_its_grace_answers_are_late_and_kept() -> None:
    play = at_step("quick")
    answer = Answer(words=(clean("mud"),))
    one, two = play.join(1), play.join(1)
    play.send(one, answer, after=MINUTE + 2_000)
    play.send(two, answer, after=1)
    on_time, late = play.session.responses.values()
    assert (on_time.late, late.late) == (False, True)
    assert words(play.session, play.run, released=False) == [("mud", 1)]
    with pytest.raises(Refused, match="admit it first"):
        play.do(c.Release((late.number,)))
    play.do(c.Admit(late.number))
    assert words(play.session, play.run, released=True) == [("mud", 2)]


def test_a_change_that_comes_late_leaves_the_answer_in_time_standing() -> None:
    play = at_step("quick")
    run = play.run.number
    phone = play.join(1)
    play.send(phone, Answer(words=(clean("mud"),)))
    play.do(c.SetReleaseMode("quick", at_once=False))
    play.send(phone, Answer(words=(clean("calm"),)), after=2 * MINUTE)
    response = play.session.responses[1]
    assert (response.late, response.counts) == (True, True)
    assert words(play.session, play.run, released=True) == [("mud", 1)]
    assert words(play.session, play.run, released=False) == [("mud", 1)]
    with pytest.raises(Refused, match="Nothing waits"):
        play.do(c.ReleaseAll(run))
    play.do(c.Admit(1))
    assert words(play.session, play.run, released=False) == [("calm", 1)]


def test_a_late_change_of_a_vote_does_not_take_the_vote_away() -> None:
    play = at_step("stance")
    phone = play.join(1, whole=True)
    play.send(phone, Answer(options=("marry",)), people=3)
    play.do(c.ClosePrompt())
    play.send(phone, Answer(options=("avoid",)), people=9, after=MINUTE)
    assert totals(play) == {"snog": 0, "marry": 3, "avoid": 0}


def test_an_admitted_answer_is_shown_where_answers_are_shown_at_once() -> None:
    play = at_step("quick")
    run = play.run.number
    play.do(c.Give(run, 1, Answer(words=(clean("mud"),))), after=2 * MINUTE)
    assert words(play.session, play.run, released=True) == []
    play.do(c.Admit(1))
    assert words(play.session, play.run, released=True) == [("mud", 1)]


def test_one_more_minute_reopens_a_prompt_that_its_time_closed() -> None:
    play = at_step("quick")
    closings = [e.PromptClosed(1, closed_at=MINUTE, by_time=True)]
    assert play.do(c.Settle(), after=2 * MINUTE) == closings
    play.do(c.Extend(2 * MINUTE))
    closings = [e.PromptClosed(1, closed_at=3 * MINUTE, by_time=True)]
    assert play.do(c.Settle(), after=MINUTE) == closings


def test_time_given_to_an_overrun_prompt_that_was_reopened_never_closes_it() -> None:
    play = at_step("quick")
    play.do(c.Settle(), after=MINUTE)
    play.do(c.ReopenPrompt(), after=MINUTE)
    play.do(c.Extend(90_000), after=MINUTE)
    play.do(c.Settle())
    assert play.run.closed_at is None


@pytest.mark.parametrize("by", [-10_000, 30_000])
def test_what_the_facilitator_closed_stays_closed_whatever_the_clock_is_given(by: int) -> None:
    play = at_step("quick")
    play.do(c.ClosePrompt(), after=10_000)
    play.do(c.Extend(by))
    assert play.run.closed_at == 10_000


def test_a_reopened_prompt_does_not_close_again_for_the_same_end() -> None:
    play = at_step("quick")
    play.do(c.Settle(), after=2 * MINUTE)
    play.do(c.ReopenPrompt())
    play.do(c.Settle(), after=MINUTE)
    assert play.run.closed_at is None


def test_timed_injects_arrive_in_order_once_and_wait_while_paused() -> None:
    play = at_step("word")
    play.do(c.Pause(), after=MINUTE)
    play.do(c.Settle(), after=30 * MINUTE)
    assert play.feed() == []
    play.do(c.Resume())
    play.do(c.Settle(), after=5 * MINUTE)
    play.do(c.Settle())
    assert play.feed() == ["Well?", "No word from the council."]


def test_silence_is_broken_by_an_unreleased_answer_and_by_one_given_aloud() -> None:
    for break_silence in ("written", "aloud"):
        play = at_step("word")
        if break_silence == "written":
            play.give(2, "We are listening")
        else:
            play.do(c.MarkAloud(play.run.number, 2))
        assert not silent(play.session, play.run, "council")
        assert silent(play.session, play.run, "friends")
        play.do(c.Settle(), after=4 * MINUTE)
        assert play.feed() == ["Well?"]


def test_a_held_inject_arrives_when_released_and_stays_arrived() -> None:
    play = at_step("word")
    play.do(c.Settle(), after=MINUTE)
    assert "Signed!" not in play.feed()
    play.do(c.ReleaseInject("kept"))
    with pytest.raises(Refused, match="arrived already"):
        play.do(c.ReleaseInject("kept"))
    assert play.feed() == ["Signed!"]


def test_what_the_room_has_seen_stays_after_an_undo_and_does_not_come_twice() -> None:
    play = Play.opened()
    play.do(c.Next())
    play.do(c.Next())
    play.do(c.Undo())
    assert play.feed() == ["The pond goes!"]
    play.do(c.Next())
    assert play.feed() == ["The pond goes!"]


def test_votes_are_counted_by_side_and_an_offer_is_made_never_forced() -> None:
    play = at_step("stance")
    vote(play, 1, "avoid", people=3)
    vote(play, 2, "avoid")
    vote(play, 2, "snog", people=2)
    result = tally(play.session, play.run)
    assert totals(play) == {"snog": 2, "marry": 0, "avoid": 4}
    assert (result.voices, result.by_side) == (6, {"friends": 3, "council": 3})
    assert offer(play.session, play.run) == "worse"
    play.do(c.Next())
    assert play.run.step == "shoes"


def test_a_draw_offers_nothing() -> None:
    play = at_step("stance")
    vote(play, 1, "avoid")
    vote(play, 2, "snog")
    assert tally(play.session, play.run).leading is None
    assert offer(play.session, play.run) is None


def test_hands_replace_a_groups_votes_until_they_are_withdrawn() -> None:
    play = at_step("stance")
    vote(play, 1, "marry", people=4)
    play.do(c.CountHands(play.run.number, 1, (("snog", 12), ("marry", 3), ("avoid", 5))))
    assert totals(play) == {"snog": 12, "marry": 3, "avoid": 5}
    play.do(c.WithdrawHands(play.run.number, 1))
    assert totals(play) == {"snog": 0, "marry": 4, "avoid": 0}


def test_the_time_to_a_first_answer_forgets_what_was_entered_by_mistake() -> None:
    play = at_step("stance")
    run = play.run.number
    hands = (("snog", 1), ("marry", 0), ("avoid", 0))
    play.do(c.MarkAloud(run, 1), after=1_000)
    play.do(c.MarkAloud(run, 1, aloud=False))
    play.do(c.CountHands(run, 1, hands), after=1_000)
    play.do(c.CountHands(run, 1, (("snog", 2), ("marry", 0), ("avoid", 0))), after=1_000)
    assert play.run.answered == {1: 2_000}
    play.do(c.WithdrawHands(run, 1))
    assert play.run.answered == {}
    vote(play, 1, "marry")
    play.now += 1_000
    vote(play, 1, "marry")
    assert play.run.answered == {1: 3_000}
    play.do(c.Withdraw(1))
    assert play.run.answered == {1: 4_000}


def test_an_answer_after_the_closing_is_no_first_answer_until_it_is_admitted() -> None:
    play = at_step("word")
    play.do(c.ClosePrompt(), after=MINUTE)
    play.send(play.join(1), "Sent too late", after=5_000)
    play.do(c.MarkAloud(play.run.number, 2))
    assert play.run.answered == {}
    assert [came_late(play.session, play.run, group) for group in (1, 2)] == [True, True]
    play.do(c.Admit(1), after=MINUTE)
    assert play.run.answered == {1: 65_000}
    assert not came_late(play.session, play.run, 1)


def test_what_came_late_is_no_answer_on_the_stage_until_it_is_let_count() -> None:
    play = at_step("word")
    play.do(c.ClosePrompt(), after=MINUTE)
    play.send(play.join(1), "Sent too late", after=5_000)
    play.do(c.MarkAloud(play.run.number, 2))
    found = public.progress(play.session, play.run)
    assert found is not None
    assert found.line == "0 of 2 groups have answered"
    sides = [side.id for side in play.session.scenario.sides]
    assert [silent(play.session, play.run, side) for side in sides] == [True, True]
    play.do(c.Admit(1))
    found = public.progress(play.session, play.run)
    assert found is not None
    assert found.line == "1 of 2 groups have answered"
    assert [silent(play.session, play.run, side) for side in sides] == [False, True]


def test_an_answer_that_was_late_counts_from_when_it_came_in_time_after_all() -> None:
    play = at_step("word")
    phone = play.join(1)
    play.do(c.ClosePrompt(), after=MINUTE)
    play.send(phone, "Sent too late", after=5_000)
    play.do(c.ReopenPrompt(), after=5_000)
    play.send(phone, "Sent again", after=10_000)
    assert play.run.answered == {1: 80_000}


def test_what_was_marked_aloud_before_the_closing_was_given_then_when_it_is_typed_after() -> None:
    play = at_step("word")
    play.do(c.MarkAloud(play.run.number, 1), after=50_000)
    play.do(c.ClosePrompt(), after=10_000)
    play.give(1, "Off the sheet", after=MINUTE)
    play.give(2, "Nothing was said of it", after=1_000)
    marked, unmarked = play.session.responses.values()
    assert (marked.late, unmarked.late) == (False, True)
    assert given(play.session, marked) == (50_000, marked.versions[0].at - 70_000, EPOCH + 50_000)
    assert play.run.answered == {1: 50_000}
    play.do(c.MarkAloud(play.run.number, 1, aloud=False))
    assert play.run.answered == {1: 120_000}


def test_withdrawn_answers_are_kept_and_not_counted() -> None:
    play = at_step("stance")
    vote(play, 1, "marry")
    play.do(c.Withdraw(1))
    assert totals(play)["marry"] == 0
    assert play.session.responses[1].withdrawn


def test_scales_ranks_and_numbers_are_summed_up() -> None:
    play = at_step("score")
    play.do(c.Give(play.run.number, 1, Answer(number=4)))
    play.do(c.Give(play.run.number, 2, Answer(number=5)))
    assert numbers(play.session, play.run) == [4, 5]
    assert totals(play) == {"1": 0, "2": 0, "3": 0, "4": 1, "5": 1}
    play.do(c.Next())
    play.do(c.Give(play.run.number, 1, Answer(options=("b", "a"))))
    play.do(c.Give(play.run.number, 1, Answer(options=("b", "a"))))
    play.do(c.Give(play.run.number, 2, Answer(options=("a", "b"))))
    best, second = ranking(play.session, play.run)
    assert (best[0], round(best[2], 2), second[0]) == ("b", 1.33, "a")


@pytest.mark.parametrize(
    ("step", "answer", "reason"),
    [
        ("word", Answer(text=clean("x" * 41)), "41 characters, 1 too many"),
        ("word", Answer(), "no text"),
        ("word", Answer(options=("snog",)), "not the kind"),
        ("stance", Answer(options=("hug",)), "among the options"),
        ("stance", Answer(options=("snog", "avoid")), "one of the options"),
        ("score", Answer(number=6), "from 1 to 5"),
        ("score", Answer(number=2.5), "whole number"),
        ("score", Answer(number=float("nan")), "Write a number"),
        ("order", Answer(options=("a",)), "all 2 options"),
        ("order", Answer(options=("a", "a")), "at most once"),
    ],
)
def test_what_a_step_cannot_take_is_refused_with_a_reason(
    step: str, answer: Answer, reason: str
) -> None:
    play = at_step(step)
    with pytest.raises(Refused, match=reason):
        play.do(c.Give(play.run.number, 1, answer))


def test_a_side_that_is_not_asked_cannot_answer() -> None:
    play = at_step("quick")
    with pytest.raises(Refused, match="Council is not asked"):
        play.do(c.Give(play.run.number, 2, Answer(words=(clean("mud"),))))


def test_correcting_an_answer_of_an_earlier_step_does_not_make_it_late() -> None:
    play = at_step("word")
    play.give(1, "Save our pnod")
    play.do(c.Next())
    play.do(c.Correct(1, Answer(text=clean("Save our pond"))), after=MINUTE)
    assert not play.session.responses[1].late


def test_after_the_room_moved_on_phones_are_late_and_the_scribe_is_not() -> None:
    play = at_step("word")
    run = play.run.number
    play.do(c.Next())
    play.give(1, "Called out in time", after=3_000, run=run)
    play.send(play.join(2), "Sent too late", run=run)
    assert [r.late for r in play.session.responses.values()] == [False, True]
    assert [r.run for r in play.session.responses.values()] == [run, run]
