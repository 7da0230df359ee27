"""The summary for participants holds what the room saw, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from tests.report import reading, recorded
from tests.report.recorded import Recording
from tests.session.histories import Wish, histories
from tests.session.marked import (
    HIDDEN,
    SECRET,
    Marker,
    marked_scenario,
    marks,
    play_marked,
    public_marks,
)
from tests.session.play import MINUTE, Play
from tests.session.test_steps import at_step

from snogmarry.report import html, lesson_words, markdown, overview_words, result_words
from snogmarry.report import json as as_json
from snogmarry.report.finality import marking
from snogmarry.report.formats import FORMATS
from snogmarry.report.making import Source, parts
from snogmarry.report.masking import LEFT_OUT
from snogmarry.report.mixed import bare
from snogmarry.report.profiles import PROFILES, for_participants, for_profile, for_the_public
from snogmarry.report.sheets.overview import figures
from snogmarry.report.summary import Profile, Summary
from snogmarry.report.summary.counts import ALL
from snogmarry.report.summary.values import Answered
from snogmarry.scenario.models import Scenario
from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session.events import Answer
from snogmarry.text import PathText, SafeText, clean

WHOLE = (".html", ".docx", ".pdf", ".xlsx", ".md", ".json")
"""The files that have all of a summary."""


def pages(play: Play) -> str:
    summary = for_participants(play.session, play.session.wall)
    return html.render(summary) + markdown.render(summary)


@given(histories)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_in_it_that_the_room_did_not_see(history: list[Wish]) -> None:
    play = play_marked(history)
    found = marks(pages(play))
    assert found <= public_marks(play.session) | marks(play.session.details.place)
    assert not found & (HIDDEN | SECRET["friends"] | SECRET["council"])


def test_of_an_answer_it_has_the_wording_that_was_released() -> None:
    play = at_step("word")
    play.give(1, "Save our pond")
    play.give(2, "We are listening")
    play.do(c.Release((1,)))
    play.do(c.Correct(1, Answer(text=clean("Save it or else"))))
    found = pages(play)
    assert "Save our pond" in found
    assert "or else" not in found
    assert "listening" not in found


def test_a_vote_is_in_it_once_it_was_revealed_as_sums_and_not_by_whom() -> None:
    play = at_step("stance")
    one, two = play.join(1, name="Jo"), play.join(2, name="Al")
    play.send(one, Answer(options=("avoid",), reason=clean("They lie")))
    play.send(two, Answer(options=("avoid",)))
    summary = for_participants(play.session, 0)
    assert (summary.votes, summary.stances) == ((), ())
    play.do(c.RevealVote(play.run.number))
    summary = for_participants(play.session, 0)
    (vote,) = summary.votes
    assert [tally.counts[-1].count for tally in vote.tallies] == [1, 1]
    assert vote.reasons == ()
    assert not any(run.entries for run in summary.answered)
    play.do(c.Release((1,)))
    (vote,) = for_participants(play.session, 0).votes
    assert [entry.reason for entry in vote.reasons] == ["They lie"]
    assert not {"Jo", "Al"} & set(pages(play).replace("<", " ").replace(">", " ").split())


def test_hands_are_in_it_once_the_vote_was_revealed() -> None:
    play = at_step("stance")
    play.do(c.CountHands(play.run.number, 1, (("snog", 7), ("marry", 0), ("avoid", 1))))
    assert for_participants(play.session, 0).glance.hands == 0
    play.do(c.RevealVote(play.run.number))
    summary = for_participants(play.session, 0)
    assert [tally.total for tally in summary.votes[0].tallies] == [8]


def test_single_words_are_counted_and_stand_under_nobody_s_name() -> None:
    play = at_step("quick")
    play.do(c.SetReleaseMode("quick", at_once=False))
    one, two = play.join(1), play.join(1)
    play.send(one, Answer(words=(clean("mud"),)))
    play.send(two, Answer(words=(clean("calm"),)))
    play.do(c.Release((1,)))
    summary = for_participants(play.session, 0)
    assert [count.option for count in summary.words[0].words] == ["mud"]
    assert not any(run.entries for run in summary.answered)


def test_private_words_of_the_desk_are_not_in_it() -> None:
    play = at_step("learn")
    details = (clean("Pond day"), clean("Hall"), clean("Ms Facilitator"), clean("Be kind"))
    play.do(c.SetDetails(*details))
    play.do(c.TakeNote(clean("The chair is ill")))
    play.do(c.DrawPoint(clean("Seen by all"), "strength", None, ("be-kind",), ()))
    play.do(c.ReleasePoint(1, released=True))
    play.do(c.DrawPoint(clean("Not for all"), "improve", None, ("be-kind",), ()))
    play.do(c.ReleasePoint(2, released=False))
    found = pages(play)
    assert "Pond day" in found
    assert "Seen by all" in found
    for private in ("Ms Facilitator", "The chair is ill", "Not for all"):
        assert private not in found


def test_it_tells_nothing_of_steps_that_did_not_run_or_of_times_hoped_for() -> None:
    play = at_step("rules")
    play.do(c.EndSession(), after=MINUTE)
    summary = for_participants(play.session, 0)
    assert "In order" not in pages(play)
    assert (summary.timings, summary.timeline.never_run) == ((), ())


def test_what_was_redacted_is_marked_and_its_words_are_gone() -> None:
    play = at_step("word")
    play.give(1, "Save our pond")
    play.do(c.Release((1,)))
    play.do(c.Redact("R-001"))
    found = pages(play)
    assert "Save our pond" not in found
    assert "[redacted]" in found


def shared(people: int) -> Play:
    """A room that said much in public; its first group has that many people."""
    play = at_step("word")
    play.do(c.SetDetails(*(clean(word) for word in ("Pond day", "Marsh Lane", "Ms Fay", "Kind"))))
    play.do(c.RenameGroup(1, clean("Ann and Bo")))
    play.do(c.SetHeadcount(1, people))
    play.do(c.SetHeadcount(2, 8))
    play.give(1, "ONE-SAID")
    play.give(2, "TWO-SAID")
    play.do(c.Release((1, 2)))
    play.do(c.DrawPoint(clean("ONE-LEARNED"), "strength", 1, ("be-kind",), (1,)))
    play.do(c.AgreeAction(clean("Write"), clean("Cy Dee")))
    play.do(c.SetSummaryText("introduction", clean("OWN-WORDS")))
    play.do(c.SetSummaryText("place", clean("Marsh Lane, upstairs")))
    play.do(c.Jump("quick"))
    play.do(c.Give(play.run.number, 1, Answer(words=(clean("ONE-WORD"),)), max(people, 1)))
    return play


def every_format(of: Play | Recording, summary: Summary) -> dict[str, str]:
    """All that stands in each file of every format, without spaces and line ends."""
    source = Source(summary, of.session, of.journal if isinstance(of, Play) else of.events)
    return {
        part.tail: reading.all_of(part.tail, part.make(print))
        for form in FORMATS
        for part in parts(form, source)
    }


def public_pages(play: Play) -> dict[str, str]:
    summary = for_the_public(play.session, 0, own={"place": clean("Marsh Lane 3")})
    return every_format(play, summary)


def test_the_public_gets_no_words_of_small_groups_no_names_and_no_place() -> None:
    for people in (0, 2):
        found = public_pages(shared(people))
        for tail, said in found.items():
            for private in ("ONE-", "Ann and Bo", "Cy Dee", "Marsh Lane", "Ms Fay"):
                assert reading.squeezed(private) not in said, tail
        for tail in WHOLE:
            for kept in ("TWO-SAID", "OWN-WORDS", "Pond day", "Group 1", LEFT_OUT):
                assert reading.squeezed(kept) in found[tail], tail
    found = public_pages(shared(3))
    for tail in WHOLE:
        for kept in ("ONE-SAID", "ONE-LEARNED", "ONE-WORD", "Ann and Bo"):
            assert reading.squeezed(kept) in found[tail], tail


@pytest.mark.parametrize("profile", ["participants", "public"])
def test_no_format_has_more_than_its_readers_may_have(profile: Profile) -> None:
    play = play_marked([])
    marker = Marker(count(50_001))
    kept = {name: marker() for name in ("seen", "point", "action")}
    hidden = {
        name: marker()
        for name in ("waits", "reason", "note", "name", "corrected", "point", "facilitator")
    }
    play.do(c.SetDetails(clean("Pond day"), clean(""), hidden["facilitator"], clean("")))
    for group in (1, 2):
        play.do(c.SetHeadcount(group, 8))
    play.join(1, name=hidden["name"])
    play.do(c.TakeNote(hidden["note"]))
    play.give(1, kept["seen"])
    play.give(2, hidden["waits"])
    first, second = list(play.session.responses)[-2:]
    play.do(c.Release((first,)))
    play.do(c.Correct(first, Answer(text=hidden["corrected"])))
    play.do(c.DrawPoint(kept["point"], "improve", 1, ("be-kind",), (first, second)))
    play.do(c.DrawPoint(hidden["point"], "improve", 1, ("be-kind",), (second,)))
    numbers = {point.text: point.number for point in play.session.points.values()}
    play.do(c.ReleasePoint(numbers[kept["point"]], released=True))
    play.do(c.ReleasePoint(numbers[hidden["point"]], released=False))
    play.do(c.AgreeAction(kept["action"], clean("Us")))
    play.do(c.Jump("stance"))
    play.do(c.Give(play.run.number, 1, Answer(options=("avoid",), reason=hidden["reason"])))
    summary = for_profile(play.session, 0, profile)
    found = every_format(play, summary)
    private = {*hidden.values(), *HIDDEN, *SECRET["friends"], *SECRET["council"]}
    for tail, said in found.items():
        assert not marks(said) & private, tail
        assert marks(said) <= public_marks(play.session), tail
    for tail in WHOLE:
        assert set(kept.values()) <= marks(found[tail]), tail
    for tail in (*WHOLE, "-plan.html", "-plan.docx", "-handout.html", "-handout.docx"):
        if tail != ".json":
            assert reading.squeezed(overview_words.audience(summary)) in found[tail], tail
    assert kept["action"] in found["-plan.docx"]
    assert kept["point"] in found["-handout.docx"]
    own = every_format(play, for_profile(play.session, 0, "facilitator", notes=True))
    assert hidden["note"] in own[".docx"]


def test_participants_read_who_sees_to_an_action_and_are_told_so() -> None:
    play = shared(3)
    play.join(1, name="Jo Named")
    found = every_format(play, for_participants(play.session, 0))
    said = reading.squeezed("who sees to an action is named, as it was agreed aloud")
    for tail in (*WHOLE, "-plan.html", "-plan.docx"):
        assert reading.squeezed("Cy Dee") in found[tail], tail
        assert reading.squeezed("Jo Named") not in found[tail], tail
        assert said in found[tail] or tail == ".json", tail
    assert "is named" not in overview_words.audience(for_the_public(play.session, 0))


def test_each_format_says_whom_it_is_for_and_that_it_is_an_exercise() -> None:
    play = shared(3)
    for profile in ("participants", "public"):
        summary = for_profile(play.session, 0, profile)
        for page in (html.render(summary), markdown.render(summary)):
            assert f"For {'the ' if profile == 'public' else ''}{profile}:" in page
            assert "EXERCISE" in page
            assert "Draft" in page
    own = for_profile(play.session, 0, "facilitator")
    assert "For participants:" not in html.render(own) + markdown.render(own)
    with pytest.raises(ValueError, match="no names"):
        for_profile(play.session, 0, "public", names=True)


def test_json_for_others_is_the_summary_without_the_record() -> None:
    play = shared(3)
    summary = for_participants(play.session, 0)
    document = json.loads(as_json.render(summary, play.session, play.journal))
    assert (document["record"], document["events"], document["private"]) == (None, None, "")
    assert document["summary"]["profile"] == "participants"
    assert "Ms Fay" not in json.dumps(document)


def test_a_point_keeps_the_results_that_were_revealed_with_all_that_was_counted() -> None:
    play = at_step("stance")
    one = play.join(1)
    play.send(one, Answer(options=("avoid",)))
    play.do(c.DrawPoint(clean("We kept away"), "strength", None, ("be-kind",), refs=("V-01",)))

    def proofs() -> list[str]:
        points = for_participants(play.session, 0).list.lessons[1].points
        return [bare(lesson_words.proof(proof)) for point in points for proof in point.proofs]

    assert proofs() == []
    play.do(c.RevealVote(play.run.number))
    assert proofs() == ["result of Snog, marry or avoid?: Friends: Snog 0, Marry 0, Avoid 1"]


def test_what_a_room_saw_one_by_one_is_counted_from_that() -> None:
    play = at_step("score")
    for group, number in ((1, 2), (2, 4)):
        play.do(c.Give(play.run.number, group, Answer(number=number)))
    assert for_participants(play.session, 0).votes == ()
    play.do(c.Release((1,)))
    (vote,) = for_participants(play.session, 0).votes
    assert [(tally.side, tally.total) for tally in vote.tallies] == [("Friends", 1), ("All", 1)]


def test_no_time_of_an_answer_turns_into_silence_because_it_was_not_released() -> None:
    play = at_step("news")
    play.do(c.Jump("word"))
    play.give(1, "ONE-SAID", after=MINUTE)
    play.do(c.ReleaseInject("kept"))
    play.give(2, "TWO-SAID", after=MINUTE)
    whole = for_profile(play.session, 0, "facilitator").speed
    assert [word.took for word in whole.words] == [MINUTE, 2 * MINUTE]
    assert [len(challenge.groups) for challenge in whole.challenges] == [2, 2, 2]
    for summary in (for_participants(play.session, 0), for_the_public(play.session, 0)):
        found = summary.speed
        assert [word.took for word in found.words] == [MINUTE, 2 * MINUTE]
        assert [word.ref for word in found.words] == [None, None]
        for seen, known in zip(found.challenges, whole.challenges, strict=True):
            assert [group.took for group in seen.groups] == [group.took for group in known.groups]


@pytest.mark.parametrize(("voices", "followed"), [(5, None), (6, 6)])
def test_nobody_is_followed_from_vote_to_vote_unless_there_are_several(
    voices: int, followed: int | None
) -> None:
    play = at_step("stance")
    phones = [play.join(1) for _ in range(voices)]
    for take, option in enumerate(("snog", "avoid")):
        if take:
            play.do(c.Again())
        for phone in phones:
            play.send(phone, Answer(options=(option,)))
        play.do(c.RevealVote(play.run.number))
    (side,) = for_participants(play.session, 0).stances
    assert [movement.followed for movement in side.movements] == [followed]
    (side,) = for_profile(play.session, 0, "facilitator").stances
    assert [movement.followed for movement in side.movements] == [voices]


def test_nobody_can_work_out_how_the_few_voted() -> None:
    play = at_step("stance")
    play.do(c.SetHeadcount(1, 8))
    play.do(c.SetHeadcount(2, 2))
    for group, people in ((1, 5), (1, 3), (2, 1), (2, 1)):
        reason = clean(f"WHY-{group}")
        play.do(c.Give(play.run.number, group, Answer(options=("avoid",), reason=reason), people))
    play.do(c.RevealVote(play.run.number))
    play.do(c.ReleaseAll(play.run.number))
    public = for_the_public(play.session, 0)
    (vote,) = public.votes
    assert [(tally.side, tally.total) for tally in vote.tallies] == [("Friends", 8)]
    assert (vote.reasons, [run.entries for run in public.answered]) == ((), [])
    assert "WHY-" not in html.render(public)


def pair_and_crowd() -> Recording:
    """Two people with a phone each on one side, many on the other."""
    r = Recording()
    r.group("campaign", "Pair", 2)
    r.group("trust", "Big", 8)
    for person in (1, 2):
        r.add(e.ParticipantJoined(person, 1, clean(""), f"token {person}", f"code {person}"))
    return r


@pytest.mark.parametrize(("people", "quoted"), [(0, False), (2, False), (3, True)])
def test_people_are_counted_by_somebody_and_not_by_their_phones(people: int, quoted: bool) -> None:
    play = at_step("word")
    play.do(c.SetHeadcount(1, people))
    play.do(c.SetHeadcount(2, 8))
    phones = [play.join(1) for _ in range(3)]  # one of them twice, with its cookies gone
    play.send(phones[0], "ONE-SAID")
    play.do(c.ReleaseAll(play.run.number))
    public = for_the_public(play.session, 0)
    assert ("ONE-SAID" in html.render(public)) == quoted
    assert public.overview.unquoted == (not quoted)
    assert "ONE-SAID" in pages(play)


@pytest.mark.parametrize("people", [0, 2])
def test_what_few_with_three_phones_answered_as_a_group_is_no_result_of_three(people: int) -> None:
    play = at_step("score")
    play.do(c.SetHeadcount(1, people))
    play.do(c.SetHeadcount(2, 8))
    phones = [play.join(1) for _ in range(3)]
    play.send(phones[0], Answer(number=1))
    play.do(c.Give(play.run.number, 2, Answer(number=3), 8))
    play.do(c.RevealVote(play.run.number))
    (vote,) = for_the_public(play.session, 0).votes
    assert vote.withheld == ("Friends",)
    assert [tally.side for tally in vote.tallies] == ["Council"]


def test_hands_in_place_of_the_votes_of_the_few_do_not_make_them_more() -> None:
    r = pair_and_crowd()
    run = r.start("stance-one")
    for person in (1, 2):
        r.give(1, Answer(options=("avoid",)), participant=person)
    r.add(e.HandsCounted(run, 1, "campaign", (("snog", 0), ("marry", 0), ("avoid", 2))))
    r.add(e.HandsCounted(run, 2, "trust", (("snog", 8),)))
    r.add(e.VoteRevealed(run))
    (vote,) = for_the_public(r.session, 0).votes
    assert [(tally.side, tally.total) for tally in vote.tallies] == [("Northfield Trust", 8)]


def test_the_public_gets_the_net_change_of_a_side_and_nobody_s_moves() -> None:
    r = recorded.followed()
    whole = for_profile(r.session, 0, "facilitator")
    public = for_the_public(r.session, 0)
    (side,) = public.stances
    assert side.net == whole.stances[0].net != ()
    (moved,) = side.movements
    assert (moved.followed, moved.moved, moved.ways, moved.unknown) == (None, None, (), None)
    (known,) = whole.stances[0].movements
    there, gone = map(result_words.movement, (moved, known))
    assert there == "From V-01 to V-02: this version gives the net change alone."
    assert "can be followed" in gone
    for tail, said in every_format(r, public).items():
        if tail in (*WHOLE, "-moves.csv") and tail != ".json":
            assert reading.squeezed(there) in said, tail
        for word in ("can be followed", "Marry to Avoid"):
            assert reading.squeezed(word) not in said, tail


def rated(few: int) -> Recording:
    """So many of a small side answered what all were asked, and six of the other."""
    r = pair_and_crowd()
    r.add(e.HeadcountSet(1, max(few, 2)))
    run = r.start("rate")
    for _ in range(few):
        r.give(1, Answer(number=1))
    for _ in range(6):
        r.give(2, Answer(number=3))
    r.add(e.VoteRevealed(run))
    point = clean("We were sure")
    r.add(e.LearningPointDrawn(1, point, "strength", None, ("swift",), refs=("V-01",)))
    return r


def test_what_one_side_chose_is_not_called_all_and_what_is_left_out_is_said() -> None:
    r = rated(2)
    summary = for_the_public(r.session, 0)
    (vote,) = summary.votes
    assert [(tally.side, tally.total) for tally in vote.tallies] == [("Northfield Trust", 6)]
    assert vote.withheld == ("Keep It Open",)
    (proof,) = summary.list.lessons[0].points[0].proofs
    assert {chosen.side for chosen in proof.counts} == {"Northfield Trust"}
    line = bare(result_words.withheld(vote))
    assert line == "The answers of Keep It Open are left out: fewer than three people gave one."
    for tail, said in every_format(r, summary).items():
        if tail in (*WHOLE, "-votes.csv") and tail != ".json":
            assert reading.squeezed(line) in re.sub("<[^>]*>", "", said), tail
    everyone = for_participants(r.session, 0)
    assert [tally.side for tally in everyone.votes[0].tallies][-1] == ALL
    for whole in (
        everyone,
        for_the_public(rated(0).session, 0),
        for_the_public(rated(3).session, 0),
    ):
        assert whole.votes[0].withheld == ()
        assert "are left out: fewer than three people gave" not in html.render(whole)


def test_numbers_of_one_side_say_that_the_other_is_left_out() -> None:
    r = pair_and_crowd()
    run = r.start("how-many")
    for group, number in ((1, 61), (2, 3), (2, 4), (2, 5)):
        r.give(group, Answer(number=number))
    r.add(e.VoteRevealed(run))
    summary = for_the_public(r.session, 0)
    (found,) = summary.numbers
    assert (found.given, found.median, found.withheld) == (3, 4, ("Keep It Open",))
    line = bare(result_words.withheld(found))
    assert "Keep It Open" in line
    for tail, said in every_format(r, summary).items():
        if tail in (*WHOLE, "-numbers.csv") and tail != ".json":
            assert reading.squeezed(line) in re.sub("<[^>]*>", "", said), tail


def numbered(*given: float) -> Recording:
    """So many people of a large group gave a number each."""
    r = pair_and_crowd()
    run = r.start("how-many")
    for number in given:
        r.give(2, Answer(number=number))
    r.add(e.VoteRevealed(run))
    return r


def test_the_public_cannot_read_the_answers_of_the_few_from_least_and_most() -> None:
    r = numbered(17.5, 33.25, 61.75, 43.5, 29.5)
    summary = for_the_public(r.session, 0)
    said = "The least and the most are left out: fewer than six numbers were given."
    for tail, found in every_format(r, summary).items():
        assert not {part for part in ("17.5", "61.75") if part in found}, tail
        if tail in (*WHOLE, "-numbers.csv"):
            assert "33.25" in found, tail
            assert reading.squeezed(said) in found or tail == ".json", tail
    page = html.render(for_participants(r.session, 0))
    assert "5 numbers: least 17.5, median 33.25, most 61.75." in page
    assert "left out: fewer than six" not in page
    many = html.render(for_the_public(numbered(1, 2, 3, 4, 5, 9).session, 0))
    assert "6 numbers: least 1, median 3.5, most 9." in many
    assert "left out: fewer than six" not in many


def test_a_point_does_not_name_a_result_of_which_nothing_is_left() -> None:
    r = pair_and_crowd()
    run = r.start("pick")
    r.give(1, Answer(options=("a", "b")))
    r.add(e.VoteRevealed(run))
    point = clean("We were sure")
    r.add(e.LearningPointDrawn(1, point, "strength", None, ("swift",), refs=("V-01",)))
    for summary, refs in (
        (for_participants(r.session, 0), ["V-01"]),
        (for_the_public(r.session, 0), []),
    ):
        (shown,) = summary.list.lessons[0].points
        assert [proof.ref for proof in shown.proofs if proof.ref[0] == "V"] == refs
        assert "Ask first 0" not in markdown.render(summary)


def test_every_format_says_that_groups_are_not_quoted_and_how_many() -> None:
    play = shared(2)
    found = every_format(play, for_the_public(play.session, 0))
    for tail in (*WHOLE, "-plan.docx", "-handout.html", "-overview.csv"):
        said = "1 group are left out: fewer than three people, or nobody counted them."
        assert (reading.squeezed(said) in found[tail]) == (tail != ".json"), tail
    assert '"unquoted":1' in found[".json"]
    play.do(c.SetHeadcount(2, 0))
    assert for_the_public(play.session, 0).overview.unquoted == 2
    assert not any(run.entries and run.entries[0].answer != LEFT_OUT for run in answered(play))
    for number in (1, 2):
        play.do(c.SetHeadcount(number, 3))
    assert "are left out: fewer" not in markdown.render(for_the_public(play.session, 0))


def test_a_result_says_that_words_of_small_groups_are_left_out_of_it() -> None:
    play = shared(2)
    said = reading.squeezed("Words of groups smaller than three or never counted are left out.")
    play.do(c.AddGroup("friends", clean("Third table"), 4))
    for word in ("calm", "mud"):
        play.do(c.Give(play.run.number, 3, Answer(words=(clean(word),)), 4))
    summary = for_the_public(play.session, 0)
    assert [(n.option, n.count) for n in summary.words[0].words] == [("calm", 1), ("mud", 1)]
    for profile in PROFILES:
        found = every_format(play, for_profile(play.session, 0, profile))
        for tail in (*WHOLE, "-words.csv"):
            there = '"small":true' if tail == ".json" else said
            assert (there in found[tail]) == (profile == "public"), (profile, tail)


@pytest.mark.parametrize("profile", PROFILES)
def test_ground_rules_are_for_those_who_agreed_on_them(profile: Profile) -> None:
    r = recorded.rich()
    found = every_format(r, for_profile(r.session, 0, profile))
    for tail, said in found.items():
        assert profile != "public" or "Bekind." not in said, tail
    for tail in (".html", ".md", ".docx", ".pdf", ".json"):
        assert ("Bekind." in found[tail]) == (profile != "public"), tail


def answered(play: Play) -> tuple[Answered, ...]:
    return for_the_public(play.session, 0).answered


@pytest.mark.parametrize(
    ("profile", "figures", "contents"),
    [
        (
            "facilitator",
            {"Responses counted": 13},
            "whether the room saw them or not",
        ),
        (
            "participants",
            {"Responses listed or counted": 12, "Of these, listed one by one": 2},
            "points as they were released",
        ),
        (
            "public",
            {"Responses listed or counted": 12, "Of these, listed one by one": 2},
            "the place and ground rules",
        ),
    ],
)
def test_the_figures_of_responses_are_called_by_what_they_count(
    profile: Profile, figures: dict[str, int], contents: str
) -> None:
    play = shared(3)
    play.do(c.Jump("stance"))
    for _ in range(9):
        play.do(c.Give(play.run.number, 2, Answer(options=("avoid",))))
    play.do(c.RevealVote(play.run.number))
    play.do(c.Jump("score"))
    play.do(c.Give(play.run.number, 2, Answer(number=2)))
    summary = for_profile(play.session, 0, profile)
    found = every_format(play, summary)
    for tail in (*WHOLE, "-overview.csv"):
        if tail != ".json":
            for figure in figures:
                assert reading.squeezed(figure) in found[tail], tail
            assert reading.squeezed(contents) in found[tail], tail
    listed = figures.get("Of these, listed one by one", 13)
    assert sum(len(run.entries) for run in summary.answered) == listed
    page = reading.html(html.render(for_profile(play.session, 0, profile)))
    shown = {
        div.all("dt")[0].text(): div.all("dd")[0].text()
        for div in page.classed("figures")[0].all("div")
    }
    said = {name: int(count) for name, count in shown.items() if name in figures}
    assert said == figures
    assert ("Of these, listed one by one" in shown) == (profile != "facilitator")


def test_all_are_told_how_many_phones_joined_as_the_room_was() -> None:
    play = shared(4)
    for group in (1, 1, 2):
        play.join(group)
    play.do(c.RemoveParticipant(3))
    said = "12 people in 2 groups; 2 joined by phone"
    for profile in PROFILES:
        found = every_format(play, for_profile(play.session, 0, profile))
        for tail in (*WHOLE, "-overview.csv", "-plan.docx", "-handout.html"):
            if tail != ".json":
                assert reading.squeezed(said) in found[tail], (profile, tail)
        assert '"joined":2' in found[".json"]


def uncounted() -> Play:
    """Nobody counted the groups; one answer was typed for eight people."""
    play = at_step("word")
    for group in (1, 2):
        play.do(c.SetHeadcount(group, 0))
    play.do(c.Give(play.run.number, 1, Answer(text=clean("ONE-SAID")), 8))
    play.do(c.ReleaseAll(play.run.number))
    return play


def test_where_nobody_counted_people_they_are_not_said_to_be_none() -> None:
    play = uncounted()
    for profile in PROFILES:
        summary = for_profile(play.session, 0, profile)
        found = every_format(play, summary)
        for tail in (*WHOLE, "-overview.csv"):
            if tail != ".json":
                said = re.sub(r"<[^>]*>|[,:|\"]", "", found[tail])
                assert "Peoplecounted" not in said, (profile, tail)
                assert "Peoplenotcounted" in said or tail == ".xlsx", (profile, tail)
        assert figures(summary)[0] == ("People", "not counted", None)
    play.do(c.SetHeadcount(2, 5))
    assert figures(for_participants(play.session, 0))[0] == ("People counted", 5, None)


def test_of_a_group_whose_words_are_left_out_the_public_gets_no_headcount() -> None:
    play = uncounted()
    eight = tuple(map(reading.squeezed, ("(8 people)", "for 8 people")))
    for made, there in ((for_participants, True), (for_the_public, False)):
        found = every_format(play, made(play.session, 0))
        for tail in (".html", ".md", ".docx", ".pdf"):
            assert any(said in found[tail] for said in eight) == there, tail
        assert ('"people":8' in found[".json"]) == there
        assert ('"8"' in found["-responses.csv"]) == there


def crowded(marker: Marker) -> tuple[Play, set[str], set[str]]:
    """A room in which much was changed, taken back or never shown; what stays, and what is gone."""
    kept: list[SafeText] = []
    gone: list[SafeText] = []

    def stays() -> SafeText:
        kept.append(marker())
        return kept[-1]

    def goes() -> SafeText:
        gone.append(marker())
        return gone[-1]

    play = Play.opened(unplayed(goes))
    play.do(c.SetCode("CODE"))
    play.do(c.SetDetails(goes(), goes(), goes(), goes()))
    play.do(c.SetDetails(stays(), clean(""), goes(), clean("Kind")))
    for group in (1, 2):
        play.do(c.RenameGroup(group, goes()))
        play.do(c.RenameGroup(group, stays()))
        play.do(c.SetHeadcount(group, 8))
    play.do(c.AddGroup("friends", goes(), 8))
    for group in (1, 1, 2):
        play.do(c.Join("CODE", goes(), goes(), group, goes()))
    play.do(c.RemoveParticipant(3))
    for command in (c.Jump("score"), c.Undo(), c.Jump("word")):
        play.do(command)
    run = play.run.number
    play.send(1, Answer(text=stays()), key="a", counter=1)
    play.do(c.Release((1,)))
    play.send(2, Answer(text=goes()), key="b")  # beside what the group has
    play.do(c.Correct(1, Answer(text=goes())))
    for fate in (c.Hide, c.Withdraw):
        play.give(2, goes())
        number = max(play.session.responses)
        play.do(c.Release((number,)))
        play.do(fate(number))
    play.do(c.PostAs("ana", "chirp", stays()))
    play.do(c.ClosePrompt())
    play.send(2, Answer(text=goes()), key="c", run=run, after=MINUTE)
    play.do(c.Jump("learn"))
    play.do(c.SendPoint(1, "d", goes(), "improve", ("be-kind",)))
    for text in (goes(), goes()):
        play.do(c.DrawPoint(text, "strength", 1, ("be-kind",), (1,)))
    first, second = list(play.session.points)[-2:]
    play.do(c.ChangePoint(first, stays(), "strength", 1, ("be-kind",)))
    play.do(c.ReleasePoint(first, released=True))
    play.do(c.WithdrawPoint(second))
    play.do(c.AgreeAction(goes(), goes()))
    play.do(c.ChangeAction(1, stays(), clean(""), None, ()))
    play.do(c.AgreeAction(goes(), goes()))
    play.do(c.WithdrawAction(2))
    play.do(c.TakeNote(goes()))
    for part in ("title", "introduction", "conclusions", "recommendations"):
        play.do(c.SetSummaryText(part, goes()))
        play.do(c.SetSummaryText(part, stays()))
    play.do(c.RemoveGroup(3))
    play.do(c.EndSession(), after=MINUTE)
    play.do(c.NoteExport(PathText(goes())))
    play.do(marking(play.journal))
    play.do(c.TakeNote(goes()))
    return play, set(kept), set(gone)


def unplayed(marker: Callable[[], SafeText]) -> Scenario:
    """The scenario with a mark wherever it has words for what does not come about."""
    document = marked_scenario().model_dump(by_alias=True, exclude_defaults=True)
    for step in document["steps"]:
        if step["id"] in {"worse", "score", "order", "talk"}:
            step["title"] = marker()
        for post in (*step.get("injects", ()), *(step["posts"] if step["id"] == "worse" else ())):
            post["text"] = marker()
        if step["id"] == "order":
            step["options"] = [{"id": one, "text": marker()} for one in ("a", "b")]
        if step["do"] == "ask" and step["id"] != "word":
            sides = step["ask"] if isinstance(step["ask"], dict) else {}
            step["ask"] = {side: marker() for side in sides} or marker()
    return Scenario.model_validate(document)


@pytest.mark.parametrize("profile", ["participants", "public"])
def test_nothing_that_was_changed_taken_back_or_never_came_is_in_any_format(
    profile: Profile,
) -> None:
    play, kept, gone = crowded(Marker(count(70_001)))
    found = every_format(play, for_profile(play.session, 0, profile))
    for tail, said in found.items():
        assert not marks(said) & (gone | HIDDEN), tail
        assert "CODE" not in said, tail
    for tail in WHOLE:
        assert kept <= marks(found[tail]), tail
    whole = every_format(play, for_profile(play.session, 0, "facilitator"))
    assert gone - marks(whole[".json"]) == set()
