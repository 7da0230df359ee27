"""What is left out of a summary for others is named there, with why."""

from __future__ import annotations

from tests.report import reading
from tests.report.exported import Exported, columns, sheet
from tests.report.recorded import Recording, safe
from tests.report.test_passing_on import SPOKEN, bare
from tests.report.test_profiles import every_format, pair_and_crowd

from snogmarry.report.profiles import for_participants, for_the_public
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
    assert for_the_public(r.session, 0).untold == ()
    r.start("stance-two")
    r.give(1, Answer(options=("snog",)))
    r.add(e.VoteRevealed(r.runs))
    enough = r.start("stance-one")
    for option in ("snog", "avoid", "avoid"):
        r.give(2, Answer(options=(option,)))
    r.add(e.VoteRevealed(enough))
    summary = for_the_public(r.session, 0)
    assert [one.ref for one in summary.untold] == ["V-03"]
    assert [one.ref for one in summary.votes] == ["V-04"]
