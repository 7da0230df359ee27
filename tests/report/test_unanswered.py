"""A vote that nobody answered stands by its ref all the same, so that no number is missing."""

from __future__ import annotations

import re

import pytest
from tests.report import recorded
from tests.report.exported import Exported, columns, sheet
from tests.report.reading import squeezed
from tests.report.recorded import Recording
from tests.report.test_passing_on import SPOKEN, bare
from tests.report.test_profiles import every_format

from snogmarry.report.profiles import PROFILES
from snogmarry.report.summary import Profile
from snogmarry.session import events as e
from snogmarry.session.events import Answer


def unanswered() -> Recording:
    """Seven votes and choices, of which the first and the last were answered."""
    r = Recording()
    r.group("campaign", "Red", 7)
    r.group("trust", "Green", 8)
    hands = (("snog", 3), ("marry", 4), ("avoid", 0))
    run = r.start("stance-one")
    r.add(e.HandsCounted(run, 1, "campaign", hands))
    r.add(e.VoteRevealed(run))
    r.start("pick")
    r.start("how-many")
    r.add(e.AnsweredAloud(r.runs, 1))
    r.start("order")
    r.give(1, Answer(options=("b", "a")))
    r.add(e.ResponseWithdrawn(1))
    r.start("rate")
    r.runs += 1
    r.add(e.StepStarted(r.runs, "stance-two", skipped=True))
    r.start("in-words")
    r.add(e.Undone(r.session.head))
    run = r.start("stance-two")
    r.add(e.HandsCounted(run, 1, "campaign", hands))
    r.add(e.VoteRevealed(run))
    return r


TOLD = (
    "V-02 Pick some: nobody answered.",
    "V-03 How many: answered aloud alone.",
    "V-04 Put in order: no answer that counts.",
    "V-05 Rate it: skipped.",
    "V-06 Stance two: nobody answered.",
    "V-07: a start that was taken back.",
)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_number_stands_with_what_became_of_it(profile: Profile) -> None:
    r = unanswered()
    made = Exported(r, profile=profile)
    found = every_format(r, made.summary)
    for tail in SPOKEN:
        said = bare(found, tail)
        for line in TOLD:
            assert said.count(squeezed(line)) == (2 if "Stance" in line else 1), (tail, line)
    refs = [f"V-{number:02}" for number in range(1, 9)]
    for rows in (sheet(made.excel, "votes"), made.csv["votes"]):
        named = {ref: remark or "" for ref, remark in columns(rows, "Ref", "Remarks")}
        assert sorted(named) == refs
        assert list(named.values())[2:] == [line.partition(": ")[2].capitalize() for line in TOLD]
        assert "In words" not in {step for (step,) in columns(rows, "Step")}
    told = made.json["summary"]
    assert [one["ref"] for one in told["untold"]] == refs[1:-1]
    assert [one["why"] for one in told["untold"]] == [
        "nobody",
        "aloud",
        "none counts",
        "skipped",
        "nobody",
        "taken back",
    ]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_vote_about_stance_that_nobody_answered_was_held_all_the_same(profile: Profile) -> None:
    r = Recording()
    r.group("campaign", "Red", 7)
    r.start("stance-one")
    found = every_format(r, recorded.summary(r, profile))
    for tail in SPOKEN:
        said = bare(found, tail)
        assert said.count(squeezed("V-01 Stance one: nobody answered.")) == 2, tail
        assert squeezed("No vote about stance was recorded") not in said, tail


def test_single_words_that_were_all_redacted_are_said_to_be() -> None:
    r = Recording()
    r.group("campaign", "Red", 7)
    r.start("in-words")
    for number in (1, 2, 3):
        r.give(1, Answer(words=(recorded.safe("SECRET"),)))
        r.release(number)
        r.redact(f"R-00{number}")
    for profile in PROFILES:
        found = every_format(r, recorded.summary(r, profile))
        for tail in SPOKEN:
            assert squeezed("V-01 In words: redacted.") in bare(found, tail), (tail, profile)
        assert not re.search("nobody answered", found[".html"])
