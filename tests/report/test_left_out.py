"""What is left out of a summary for others is named there, with why."""

from __future__ import annotations

import pytest
from tests.report import reading, recorded
from tests.report.exported import Exported, columns, sheet
from tests.report.reading import squeezed
from tests.report.recorded import Recording, safe
from tests.report.test_passing_on import SPOKEN, bare
from tests.report.test_profiles import every_format, pair_and_crowd

from snogmarry.report import markdown
from snogmarry.report.profiles import PROFILES, for_participants, for_profile, for_the_public
from snogmarry.report.summary import Profile
from snogmarry.scenario.models import Scenario
from snogmarry.session import events as e
from snogmarry.session.events import Answer


def of_the_few(*voted: int) -> Recording:
    """A vote about stance, a choice and single words, all revealed; `voted`: by which groups."""
    r = pair_and_crowd()
    run = r.start("stance-one")
    for group in voted:
        r.give(group, Answer(options=("avoid",)))
    r.add(e.VoteRevealed(run))
    run = r.start("pick")
    r.give(1, Answer(options=("a",)))
    r.add(e.VoteRevealed(run))
    r.group("campaign", "Other pair", 2)
    r.start("in-words")
    for number in (1, 1, 3):
        r.release(r.give(number, Answer(words=(safe("WORD-OF-FEW"),))))
    return r


FEW = "left out, as fewer than three people of each side answered."
OF_SMALL_GROUPS = (
    "left out, as all answers were from groups smaller than three or never counted, or from fewer "
    "than three people of a side."
)


def test_of_a_vote_of_the_few_alone_the_public_reads_that_it_was_held_and_why_it_is_not_there() -> (
    None
):
    r = of_the_few(1, 2)
    summary = for_the_public(r.session, 0)
    assert summary.results == ()
    told = {
        f"V-01 Stance one: a vote was held, its result {FEW}": 2,
        f"V-02 Pick some: answers were given, their result {FEW}": 1,
        f"V-03 In words: answers were given, their result {OF_SMALL_GROUPS}": 1,
    }
    found = every_format(r, summary)
    for tail in SPOKEN:
        said = bare(found, tail)
        for line, times in told.items():
            assert said.count(reading.squeezed(line)) == times, (tail, line)
        assert reading.squeezed("No vote about stance was recorded") not in said, tail
        assert reading.squeezed("other choices None.") not in said, tail
    assert not any("WORD-OF-FEW" in said for said in found.values())
    made = Exported(r, profile="public", notes=False)
    for rows in (sheet(made.excel, "votes"), made.csv["votes"]):
        told_of = columns(rows, "Ref", "Step", "Count", "Left out")
        assert [(ref, step, count or "", why) for ref, step, count, why in told_of] == [
            ("V-01", "Stance one", "", f"The result is {FEW}"),
            ("V-02", "Pick some", "", f"The result is {FEW}"),
            ("V-03", "In words", "", f"The result is {OF_SMALL_GROUPS}"),
        ]
        assert {str(cell) for (cell,) in columns(rows, "Revealed")} <= {"yes", "True"}
    untold = made.json["summary"]["untold"]
    assert [one["why"] for one in untold] == ["too few", "too few", "small groups"]
    assert for_participants(r.session, 0).untold == ()


def test_a_vote_that_nobody_answered_is_not_said_to_be_left_out() -> None:
    r = pair_and_crowd()
    run = r.start("stance-one")
    r.add(e.HandsCounted(run, 1, "campaign", (("snog", 0), ("avoid", 0))))
    r.add(e.VoteRevealed(run))
    taken_back = r.start("in-words")
    number = r.give(1, Answer(words=(safe("calm"),)))
    r.add(e.ResponsesReleased(((number, 1),), by_itself=True))
    r.add(e.Undone(r.session.head - 2))
    assert r.session.runs[taken_back - 1].undone
    assert [one.why for one in for_the_public(r.session, 0).untold] == ["nobody", "taken back"]
    r.start("stance-two")
    r.give(1, Answer(options=("snog",)))
    r.add(e.VoteRevealed(r.runs))
    enough = r.start("stance-one")
    for option in ("snog", "avoid", "avoid"):
        r.give(2, Answer(options=(option,)))
    r.add(e.VoteRevealed(enough))
    summary = for_the_public(r.session, 0)
    assert [one.why for one in summary.untold] == ["nobody", "taken back", "too few"]
    assert [one.ref for one in summary.votes] == ["V-04"]


def reasoned() -> Recording:
    """Two votes of two large groups and a small one; one side said why, and once nobody did."""
    r = Recording()
    r.group("campaign", "Red", 5)
    r.group("campaign", "Pair", 2)
    r.group("trust", "Green", 4)
    for step, reasons in (("stance-one", (1, 2)), ("stance-two", ())):
        run = r.start(step)
        for group, people in ((1, 5), (2, 2), (3, 4)):
            why = safe(f"WHY-{group}") if group in reasons else None
            number = r.give(group, Answer(options=("avoid",), reason=why), people=people)
            r.release(number)
        r.add(e.VoteRevealed(run))
    r.start("shoes")
    return r


def test_the_public_reads_where_reasons_are_left_out_and_why() -> None:
    r = reasoned()
    line = "The reasons given in V-01 are left out, as each would show a single vote."
    summary = for_the_public(r.session, 0)
    assert [vote.unreasoned for vote in summary.votes] == [True, False]
    assert [[v.unreasoned for v in side.votes] for side in summary.stances] == [
        [True, False],
        [False, False],
    ]
    found = every_format(r, summary)
    for tail in SPOKEN:
        said = bare(found, tail)
        assert said.count(reading.squeezed(line)) == 2, tail  # under the side, and the vote
        assert said.count(reading.squeezed("reasons given in V-")) == 2, tail
        assert reading.squeezed("under Stances, with the reasons given") not in said, tail
        assert reading.squeezed("Counted side by side under Stances.") in said, tail
    assert not any("WHY-" in said for said in found.values())
    made = Exported(r, profile="public", notes=False)
    for rows in (sheet(made.excel, "votes"), made.csv["votes"]):
        told = {(ref, why or "") for ref, why in columns(rows, "Ref", "Left out")}
        assert told == {("V-01", line), ("V-02", "")}


def test_no_reasons_are_said_to_be_left_out_that_others_do_not_get_either() -> None:
    for profile in PROFILES[:2]:
        page = markdown.render(for_profile(reasoned().session, 0, profile))
        assert "under Stances, with the reasons given." in page
        assert "as each would show a single vote" not in page
    r = Recording()
    r.group("campaign", "Red", 5)
    run = r.start("stance-one")
    r.give(1, Answer(options=("avoid",), reason=safe("WHY")), people=5)  # never released
    r.add(e.VoteRevealed(run))
    for profile in PROFILES[1:]:
        page = markdown.render(for_profile(r.session, 0, profile))
        assert "V-01" in page
        assert "reasons given in V-01" not in page


KINDS = (
    "all other responses, learning points and results",
    "private notes, the sides’ aims and steps that never ran",
    "names, who sees to actions, the place and ground rules",
    "the words of groups smaller than three or never counted",
    "single votes and choices, their reasons and who moved",
    "what fewer than three people of a side answered",
    "the least and most of fewer than six numbers",
)


def test_at_a_glance_the_public_reads_which_kinds_of_content_are_not_there() -> None:
    r = reasoned()
    found = every_format(r, for_the_public(r.session, 0))
    others = every_format(r, for_participants(r.session, 0))
    for tail in (*SPOKEN, ".xlsx", "-overview.csv"):
        for number, kind in enumerate(KINDS):
            assert reading.squeezed(kind) in found[tail], (tail, kind)
            assert (reading.squeezed(kind) in others[tail]) == (number < 2), (tail, kind)
        few = squeezed("who moved where fewer than six can be followed")
        assert (few in others[tail], few in found[tail]) == (True, False), tail


@pytest.mark.parametrize("profile", PROFILES)
def test_the_figures_come_before_what_is_not_there(profile: Profile) -> None:
    r = reasoned()
    summary = for_profile(r.session, 0, profile)
    first = "All responses are here" if profile == "facilitator" else "Here is what the room saw"
    for tail in SPOKEN:
        said = bare(every_format(r, summary), tail)
        glance = said[said.rindex("Lessonswithevidence") :]
        assert squeezed(first) in glance, tail
        assert said.count(squeezed(first)) == 1, tail


def joined(people: int) -> Recording:
    """Fifteen phones a side vote as two groups, of which nobody counted the people, or somebody."""
    r = Recording(one_voice_each())
    r.group("campaign", "Red", people)
    r.group("trust", "Green", people)
    for person in range(1, 31):
        side = 1 + person % 2
        r.add(e.ParticipantJoined(person, side, safe(""), f"token {person}", f"code {person}"))
    r.start("one-voice")
    r.give(1, Answer(options=("yes",)))
    r.give(2, Answer(options=("no",)))
    r.add(e.VoteRevealed(r.runs))
    return r


def one_voice_each() -> Scenario:
    """A vote of one voice a group."""
    vote = {"id": "one-voice", "do": "vote", "title": "One voice", "time": "2m", "ask": "PROMPT"}
    options = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]
    plan = recorded.scenario()
    steps = [step.model_dump(mode="json", by_alias=True, exclude_none=True) for step in plan.steps]
    return recorded.scenario(steps=[*steps, {**vote, "by": "group", "ballot": options}])


@pytest.mark.parametrize("people", [0, 2])
def test_people_whom_nobody_counted_are_not_said_to_be_few(people: int) -> None:
    few = squeezed("fewer than three people of each side answered")
    uncounted = squeezed("left out, as people in the groups that answered were not counted.")
    found = every_format(r := joined(people), for_the_public(r.session, 0))
    for tail in (*SPOKEN, ".xlsx", "-votes.csv"):
        assert (few in bare(found, tail)) is (people == 2), tail
        assert (uncounted in bare(found, tail)) is (people == 0), tail


@pytest.mark.parametrize("people", [0, 2])
def test_a_side_whose_people_nobody_counted_is_not_said_to_be_few(people: int) -> None:
    r = joined(people)
    r.add(e.HeadcountSet(2, 15))
    r.start("one-voice")
    r.give(1, Answer(options=("yes",)))
    r.give(2, Answer(options=("no",)))
    r.add(e.VoteRevealed(r.runs))
    few = squeezed("The answers of Keep It Open are left out: fewer than three people gave one.")
    uncounted = squeezed(
        "The answers of Keep It Open are left out: people in its groups were not counted."
    )
    found = every_format(r, for_the_public(r.session, 0))
    for tail in (*SPOKEN, ".xlsx", "-votes.csv"):
        assert (few in bare(found, tail)) is (people == 2), tail
        assert (uncounted in bare(found, tail)) is (people == 0), tail
