"""Participants, and what their phones send."""

from __future__ import annotations

import pytest

from snogmarry.session import commands as c
from snogmarry.session.commands import Refused
from snogmarry.session.events import Answer, Redacted
from snogmarry.session.tally import tally
from snogmarry.text import REDACTED, clean
from tests.session.play import MINUTE, Play
from tests.session.test_answers import totals
from tests.session.test_steps import at_step

POINT = clean("Say sorry sooner")


def test_joining_takes_the_code_on_the_screen() -> None:
    play = Play.opened()
    with pytest.raises(Refused, match="not the code"):
        play.do(c.Join("", "token", "rejoin"))
    play.do(c.SetCode("KTPXWN"))
    with pytest.raises(Refused, match="not the code"):
        play.do(c.Join("KTPXWM", "token", "rejoin"))
    play.do(c.Join("KTPXWN", "token", "rejoin", 2, clean("Jo")))
    assert (play.session.participants[1].group, play.session.participants[1].name) == (2, "Jo")


def test_a_phone_that_joins_twice_has_joined_once() -> None:
    play = Play.opened()
    play.join(1)
    assert play.do(c.Join("CODE", "t1", "another", 2)) == []
    assert len(play.session.participants) == 1


def test_any_group_means_the_emptiest_of_the_side_with_the_fewest_people() -> None:
    play = Play.opened()
    play.do(c.AddGroup("friends"))
    groups = [play.session.participants[play.join()].group for _ in range(8)]
    assert groups == [1, 2, 3, 2, 1, 2, 3, 2]


def test_closed_joining_keeps_new_phones_out_and_lets_a_known_person_back_in() -> None:
    play = Play.opened()
    play.join(1)
    play.do(c.OpenJoining(open=False))
    with pytest.raises(Refused, match="closed"):
        play.join(1)
    play.do(c.Return("r1", "another phone", "its code"))
    assert play.session.tokens["another phone"] == 1
    play.do(c.Return("its code", "a third", "code of that"))
    assert play.session.tokens["a third"] == 1
    with pytest.raises(Refused, match="personal code"):
        play.do(c.Return("guessed", "x", "y"))


def test_who_is_moved_answers_for_the_new_group_and_what_was_given_stays() -> None:
    play = at_step("order")
    phone = play.join(1)
    play.send(phone, Answer(options=("a", "b")))
    play.do(c.MoveParticipant(phone, 2))
    play.send(phone, Answer(options=("b", "a")))
    assert [r.group for r in play.session.responses.values()] == [1, 2]


def test_who_is_moved_in_the_middle_of_a_vote_has_one_voice() -> None:
    play = at_step("stance")
    phone = play.join(1)
    play.send(phone, Answer(options=("avoid",)))
    play.do(c.MoveParticipant(phone, 2))
    assert totals(play) == {"snog": 0, "marry": 0, "avoid": 1}
    play.send(phone, Answer(options=("snog",)))
    assert totals(play) == {"snog": 1, "marry": 0, "avoid": 0}


def test_after_a_redaction_a_group_answers_anew_and_has_one_answer() -> None:
    play = at_step("word")
    one, two = play.join(1), play.join(1)
    play.send(one, "Somebody's name")
    play.do(c.Redact("R-001"))
    play.send(two, "Save our pond")
    standing = [r for r in play.session.responses.values() if not r.withdrawn]
    assert [r.latest.answer.text for r in standing] == ["Save our pond"]
    play.do(c.Redact("R-002"))
    play.give(1, "Ducks first")
    standing = [r for r in play.session.responses.values() if not r.withdrawn]
    assert [r.latest.answer.text for r in standing] == ["Ducks first"]


def test_who_is_removed_sends_no_more_and_what_was_given_stays() -> None:
    play = at_step("word")
    phone = play.join(1)
    play.send(phone, "Save our pond")
    play.do(c.RemoveParticipant(phone))
    with pytest.raises(Refused, match="taken this phone out"):
        play.send(phone, "Save it again")
    assert play.session.responses[1].counts
    with pytest.raises(Refused, match="taken this phone out"):
        play.do(c.Return("r1", "another phone", "its code"))


def test_a_group_that_people_have_joined_cannot_be_taken_out() -> None:
    play = Play.opened()
    play.do(c.AddGroup("friends"))
    phone = play.join(3)
    with pytest.raises(Refused, match="move them first"):
        play.do(c.RemoveGroup(3))
    play.do(c.MoveParticipant(phone, 1))
    play.do(c.RemoveGroup(3))


def test_the_same_key_is_kept_once() -> None:
    play = at_step("order")
    phone = play.join(1)
    play.send(phone, Answer(options=("a", "b")), key="one")
    play.send(phone, Answer(options=("b", "a")), key="two", counter=1)
    assert play.send(phone, Answer(options=("a", "b")), key="one") == []
    assert play.session.kept[phone, "one"].ref == "R-001"
    assert play.session.responses[1].latest.answer.options == ("b", "a")


def test_each_answers_for_themselves_and_can_change_it() -> None:
    play = at_step("order")
    one, two = play.join(1), play.join(1)
    play.send(one, Answer(options=("a", "b")))
    play.send(two, Answer(options=("b", "a")))
    play.send(one, Answer(options=("b", "a")))
    assert [len(r.versions) for r in play.session.responses.values()] == [2, 1]


def test_what_a_phone_sent_earlier_and_arrives_later_is_kept_beside() -> None:
    play = at_step("order")
    phone = play.join(1)
    play.send(phone, Answer(options=("a", "b")), counter=2)
    play.send(phone, Answer(options=("b", "a")), counter=1)
    response = play.session.responses[1]
    assert response.latest.answer.options == ("a", "b")
    assert [version.answer.options for version in response.beside] == [("b", "a")]


def test_nobody_overwrites_a_groups_answer_without_having_seen_it() -> None:
    play = at_step("word")
    one, two = play.join(1), play.join(1)
    play.send(one, "Save our pond")
    play.send(two, "Ducks first")
    response = play.session.responses[1]
    assert response.latest.answer.text == "Save our pond"
    assert [version.answer.text for version in response.beside] == ["Ducks first"]
    play.send(two, "Ducks first", seen=1)
    assert response.latest.answer.text == "Ducks first"


def test_what_the_scribe_typed_is_not_overwritten_unseen_either() -> None:
    play = at_step("word")
    phone = play.join(1)
    play.send(phone, "Save our pnod")
    play.do(c.Correct(1, Answer(text=clean("Save our pond"))))
    play.send(phone, "Save our pond now", seen=1)
    assert play.session.responses[1].latest.answer.text == "Save our pond"
    assert play.session.responses[1].beside[0].answer.text == "Save our pond now"


def test_the_members_of_a_group_stand_behind_its_answer_and_each_behind_their_own() -> None:
    play = at_step("word")
    one = play.join(1)
    play.join(1)
    play.join(2)
    play.send(one, "Save our pond", people=40)
    assert play.session.responses[1].latest.people == 2


def test_behind_the_answer_of_a_group_that_was_counted_stand_as_many_as_it_was_then() -> None:
    play = at_step("word")
    one = play.join(1)
    play.join(1)
    play.do(c.SetHeadcount(1, 5))
    play.send(one, "Save our pond")
    play.do(c.SetHeadcount(1, 4))
    play.send(one, "Save our pond now", seen=1)
    play.do(c.SetHeadcount(1, 2))
    assert [version.people for version in play.session.responses[1].versions] == [5, 4]
    play.do(c.Jump("quick"))
    play.send(one, Answer(words=(clean("calm"),)))
    assert play.session.responses[2].latest.people == 1


def test_one_phone_for_a_whole_group_counts_its_people() -> None:
    play = at_step("stance")
    whole, single = play.join(1, whole=True), play.join(2)
    counts = (("snog", 2), ("marry", 3), ("avoid", 4))
    play.do(c.SendHands(whole, "k", play.run.number, counts))
    assert play.do(c.SendHands(whole, "k", play.run.number, counts)) == []
    assert totals(play) == {"snog": 2, "marry": 3, "avoid": 4}
    with pytest.raises(Refused, match="whole group"):
        play.do(c.SendHands(single, "k", play.run.number, counts))


def test_a_phone_does_not_replace_the_hands_that_the_facilitator_counted() -> None:
    play = at_step("stance")
    whole, run = play.join(1, whole=True), play.run.number
    wrong = (("snog", 9_999), ("marry", 0), ("avoid", 0))
    play.do(c.SendHands(whole, "k", run, wrong))
    play.do(c.CountHands(run, 1, (("snog", 0), ("marry", 2), ("avoid", 3))))
    with pytest.raises(Refused, match="facilitator has counted"):
        play.do(c.SendHands(whole, "again", run, wrong))
    assert totals(play) == {"snog": 0, "marry": 2, "avoid": 3}
    play.do(c.WithdrawHands(run, 1))
    assert play.do(c.SendHands(whole, "again", run, wrong))


def test_hands_replace_the_votes_of_phones_until_they_are_taken_back() -> None:
    play = at_step("stance")
    for _ in range(3):
        play.send(play.join(1), Answer(options=("avoid",)))
    play.do(c.CountHands(play.run.number, 1, (("snog", 1), ("marry", 0), ("avoid", 0))))
    assert totals(play) == {"snog": 1, "marry": 0, "avoid": 0}
    play.do(c.WithdrawHands(play.run.number, 1))
    assert totals(play) == {"snog": 0, "marry": 0, "avoid": 3}


def test_counts_that_come_after_the_closing_are_kept_and_not_counted() -> None:
    play = at_step("stance")
    whole = play.join(1, whole=True)
    play.do(c.ClosePrompt())
    counts = (("snog", 2), ("marry", 3), ("avoid", 4))
    play.do(c.SendHands(whole, "k", play.run.number, counts), after=MINUTE)
    assert tally(play.session, play.run).voices == 0
    assert play.session.late_hands[play.run.number, 1].counts == dict(counts)


def test_a_learning_point_from_a_phone_waits_to_be_released() -> None:
    play = at_step("learn")
    phone = play.join(2)
    play.do(c.SendPoint(phone, "k", POINT, "improve", ("be-quick",)))
    assert play.do(c.SendPoint(phone, "k", POINT, "improve", ("be-quick",))) == []
    point = play.session.points[1]
    assert (point.group, point.participant, point.released) == (2, phone, False)


def test_one_phone_does_not_bury_the_facilitator_in_learning_points() -> None:
    play = at_step("learn")
    phone, other = play.join(2), play.join(2)
    for number in range(100):
        play.do(c.SendPoint(phone, f"k{number}", POINT, "improve"))
    with pytest.raises(Refused, match="at most 100"):
        play.do(c.SendPoint(phone, "one more", POINT, "improve"))
    assert play.do(c.SendPoint(phone, "k0", POINT, "improve")) == []
    assert play.do(c.SendPoint(other, "k", POINT, "improve"))


def test_a_name_can_be_removed_for_good() -> None:
    play = Play.opened()
    phone = play.join(1, name="Jo Bloggs")
    play.do(c.Redact("M-001"))
    assert play.session.participants[phone].name == REDACTED


def test_removing_an_answer_removes_what_is_kept_beside_it() -> None:
    play = at_step("word")
    one, two = play.join(1), play.join(1)
    play.send(one, "Save our pond")
    play.send(two, "Ducks first")
    events = play.do(c.Redact("R-001"))
    redacted = events[0]
    assert isinstance(redacted, Redacted)
    assert len(redacted.seqs) == 2
    assert play.session.responses[1].beside[0].answer.text == REDACTED
