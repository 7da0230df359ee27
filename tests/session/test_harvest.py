"""Groups, learning points, coverage, redaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from snogmarry.scenario.models import Scenario
from snogmarry.session import commands as c
from snogmarry.session.commands import Refused
from snogmarry.session.coverage import coverage, unplaced
from snogmarry.session.events import Answer
from snogmarry.session.refs import cast_posts
from snogmarry.session.tally import words
from snogmarry.text import REDACTED, clean
from tests.session.play import MINUTE, SCENARIO, Play
from tests.session.test_steps import at_step


def test_groups_are_named_after_their_side_until_they_are_renamed() -> None:
    play = Play.opened()
    play.do(c.AddGroup("friends"))
    play.do(c.AddGroup("friends"))
    names = [group.name for group in play.session.groups.values()]
    assert names == ["Friends", "Council", "Friends 2", "Friends 3"]
    with pytest.raises(Refused, match="Another group"):
        play.do(c.RenameGroup(3, clean("Council")))


def test_a_group_that_has_answered_cannot_be_removed_nor_the_last_of_a_side() -> None:
    play = at_step("word")
    play.do(c.AddGroup("friends"))
    play.give(3, "Here we are")
    with pytest.raises(Refused, match="rename it instead"):
        play.do(c.RemoveGroup(3))
    with pytest.raises(Refused, match="at least one group"):
        play.do(c.RemoveGroup(2))


def test_a_removed_groups_number_is_not_given_again() -> None:
    play = Play.opened()
    play.do(c.AddGroup("friends"))
    play.do(c.RemoveGroup(3))
    play.do(c.AddGroup("friends"))
    assert list(play.session.groups) == [1, 2, 4]


def test_coverage_counts_points_and_linked_responses_by_lesson_and_group() -> None:
    play = at_step("word")
    play.give(1, "Save our pond")
    play.give(2, "We hear you")
    play.do(c.DrawPoint(clean("Fast wins"), "strength", 1, ("be-quick",), (2,)))
    play.do(c.LinkEvidence(1, "be-kind"))
    quick, kind = coverage(play.session)
    assert [cell.weight for cell in quick.cells] == [1, 1, 0]
    assert [cell.weight for cell in kind.cells] == [1, 0, 0]
    assert (quick.touched, kind.touched) == ("evidence", "evidence")
    play.do(c.WithdrawPoint(1))
    play.do(c.LinkEvidence(1, "be-kind", linked=False))
    quick, kind = coverage(play.session)
    assert (quick.touched, kind.touched) == ("exercised", "untouched")


def test_a_link_speaks_for_or_against_and_can_be_turned_round() -> None:
    play = at_step("word")
    play.give(1, "Save our pond")
    play.do(c.LinkEvidence(1, "be-kind"))
    assert play.do(c.LinkEvidence(1, "be-kind")) == []
    play.do(c.LinkEvidence(1, "be-kind", against=True))
    _, kind = coverage(play.session)
    assert (kind.cells[0].speaks_for, kind.cells[0].speaks_against) == (0, 1)
    assert kind.cells[0].speaks == "against"
    play.do(c.LinkEvidence(1, "be-kind", linked=False, against=True))
    assert coverage(play.session)[1].cells[0].speaks == "not exercised"


def test_a_point_carries_what_shows_it_for_or_against_its_lessons() -> None:
    play = at_step("word")
    play.give(2, "We hear you")
    play.do(c.DrawPoint(clean("Slow won"), "strength", 1, ("be-quick",), (1,)))
    point = c.ChangePoint(1, clean("Slow won"), "strength", 1, ("be-quick",), (1,))
    play.do(replace(point, against=("be-quick",)))
    quick, _ = coverage(play.session)
    assert [cell.speaks for cell in quick.cells] == ["against", "against", "nothing recorded"]
    with pytest.raises(Refused, match="lessons that it names"):
        play.do(replace(point, against=("be-kind",)))


def test_a_lesson_is_exercised_by_the_groups_that_its_steps_were_put_to() -> None:
    play = at_step("word")
    assert [cell.exercised for cell in coverage(play.session)[0].cells] == [True, True, True]
    raw = SCENARIO.model_dump(by_alias=True)
    raw["steps"][2]["ask"] = {"friends": "What do you post?"}
    alone = Play.opened(Scenario.model_validate(raw))
    alone.do(c.Jump("word"))
    assert [cell.exercised for cell in coverage(alone.session)[0].cells] == [True, False, True]


def test_results_timings_and_posts_keep_their_names_though_a_run_is_taken_back() -> None:
    play = at_step("stance")
    play.do(c.Undo())
    play.do(c.Jump("word"))
    play.do(c.PostAs("ana", "chirp", clean("Any news?")))
    play.do(c.Jump("stance"))
    shown = ("V-02", "T-01", "P-01")
    play.do(c.DrawPoint(clean("We moved"), "strength", refs=shown))
    assert play.session.points[1].refs == shown
    with pytest.raises(Refused, match="There is no V-03"):
        play.do(c.DrawPoint(clean("We moved"), "strength", refs=("V-03",)))


def test_what_the_scenario_posted_keeps_its_name_whatever_comes_and_goes() -> None:
    play = at_step("news")
    play.do(c.Jump("word"))
    play.do(c.Settle(), after=2 * MINUTE)
    play.give(1, "Save our pond")
    play.do(c.Release((1,)))
    play.do(c.PostAs("ana", "chirp", clean("Any news?")))
    assert named(play) == {"I-01": "The pond goes!", "I-02": "Well?", "P-01": "Any news?"}
    play.do(c.DrawPoint(clean("She asked, and we told her"), "strength", refs=("I-02",)))
    play.do(c.Undo())  # the release
    play.do(c.Again())
    play.do(c.Settle(), after=2 * MINUTE)
    play.do(c.Undo())  # the second take
    play.do(c.Jump("news", again=True))
    play.do(c.Jump("word"))
    play.do(c.ReleaseInject("kept"))
    assert named(play) == {
        "I-01": "The pond goes!",
        "I-02": "Well?",
        "P-01": "Any news?",
        "I-03": "Well?",
        "I-04": "No word from the council.",
        "I-05": "Signed!",
    }
    assert play.session.points[1].refs == ("I-02",)
    with pytest.raises(Refused, match=r"There is no I-06 .* injects \(I-05\)"):
        play.do(c.DrawPoint(clean("Silence"), "improve", refs=("I-06",)))


def named(play: Play) -> dict[str, str]:
    return {ref: post.text for ref, post in cast_posts(play.session).items()}


def test_points_without_a_lesson_are_listed_apart() -> None:
    play = Play.opened()
    play.do(c.DrawPoint(clean("Bring biscuits"), "improve"))
    assert [point.text for point in unplaced(play.session)] == ["Bring biscuits"]


def test_a_point_can_be_changed_though_an_answer_behind_it_was_withdrawn() -> None:
    play = at_step("word")
    play.give(1, "Save our pond")
    play.do(c.DrawPoint(clean("Fast wins"), "strength", responses=(1,)))
    play.do(c.Withdraw(1))
    play.do(c.ChangePoint(1, clean("Fast and kind wins"), "strength", responses=(1,)))
    assert play.session.points[1].text == "Fast and kind wins"
    with pytest.raises(Refused, match="was withdrawn"):
        play.do(c.DrawPoint(clean("Another"), "strength", responses=(1,)))


def test_actions_have_an_owner_and_a_date() -> None:
    play = Play.opened()
    play.do(c.AgreeAction(clean("Write to the pond"), clean("Bo"), date(2027, 1, 31)))
    play.do(c.ChangeAction(1, clean("Write to the council"), clean("Bo"), None, ("be-kind",)))
    action = play.session.actions[1]
    assert (action.text, action.due, action.lessons) == ("Write to the council", None, ("be-kind",))


def test_redacting_takes_the_words_out_of_every_version_and_of_the_feed() -> None:
    play = at_step("word")
    play.give(1, "A secret")
    play.give(1, "A better secret")
    play.do(c.Release((1,)))
    play.do(c.Redact("r-001"))
    assert play.feed() == [REDACTED]
    assert "secret" not in repr(play.session)
    with pytest.raises(Refused, match="gone for good"):
        play.do(c.Correct(1, Answer(text=clean("Once more"))))


def test_words_put_into_steps_can_be_redacted() -> None:
    play = Play.opened()
    play.do(c.MendStep("stance", "title", clean("A secret")))
    play.do(c.MendStep("stance", "title", clean("A vote on a secret")))
    play.do(c.MendStep("word", "ask", clean("What of the secret?"), "council"))
    play.do(c.Redact("S-05"))
    play.do(c.Redact("S-03"))
    assert play.session.step_of("stance").title == REDACTED
    asked = getattr(play.session.step_of("word"), "ask", None)
    assert asked == {"friends": "What do you post?", "council": REDACTED}
    assert "secret" not in repr(play.session)
    with pytest.raises(Refused, match="There is nothing called"):
        play.do(c.Redact("S-01"))


def test_the_name_of_a_group_that_was_removed_can_be_redacted() -> None:
    play = Play.opened()
    play.do(c.AddGroup("friends", clean("Ana and her sister")))
    play.do(c.RemoveGroup(3))
    play.do(c.Redact("G-03"))
    assert "sister" not in repr(play.session)


def test_details_that_were_never_set_are_not_there_to_redact() -> None:
    with pytest.raises(Refused, match="There is nothing called"):
        Play.opened().do(c.Redact("DETAILS"))


def test_redacted_words_are_in_no_cloud() -> None:
    play = at_step("quick")
    for word in ("mud", "mud", "calm"):
        play.do(c.Give(play.run.number, 1, Answer(words=(clean(word),))))
    play.do(c.Redact("R-003"))
    for released in (True, False):
        assert words(play.session, play.run, released=released) == [("mud", 2)]


@pytest.mark.parametrize(
    "ref", ["R-009", "", "R-", "Z-1", "R-0", "R-99999999999999", "L-1", "S-99", "\n"]
)
def test_redacting_what_is_not_there_is_refused(ref: str) -> None:
    with pytest.raises(Refused, match="There is nothing called"):
        Play.opened().do(c.Redact(ref))
