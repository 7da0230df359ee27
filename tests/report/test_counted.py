"""How votes were counted is told beside their results: by hands, beyond a headcount, once more."""

from __future__ import annotations

import pytest
from tests.report import reading, recorded
from tests.report.exported import Exported, columns, sheet
from tests.report.recorded import MINUTE, Recording
from tests.report.test_passing_on import SPOKEN, bare
from tests.report.test_profiles import every_format

from snogmarry.report.profiles import PROFILES
from snogmarry.report.summary import Profile
from snogmarry.session import events as e
from snogmarry.session.events import Answer

FACILITATOR = PROFILES[0]


def spoken(r: Recording, profile: Profile = FACILITATOR) -> dict[str, str]:
    """What each format that is read from top to bottom says."""
    found = every_format(r, Exported(r, profile=profile, notes=False).summary)
    return {tail: bare(found, tail) for tail in SPOKEN}


def said_once(pages: dict[str, str], *lines: str) -> None:
    for tail, page in pages.items():
        for line in lines:
            assert page.count(reading.squeezed(line)) == 1, f"{tail}: {line}"


def never_said(pages: dict[str, str], *lines: str) -> None:
    for tail, page in pages.items():
        for line in lines:
            assert reading.squeezed(line) not in page, f"{tail}: {line}"


@pytest.mark.parametrize("profile", PROFILES)
def test_that_hands_were_part_of_a_result_stands_beside_it(profile: Profile) -> None:
    pages = spoken(recorded.raised(), profile)
    said_once(
        pages,
        "Stance one, 14:13 (by votes and hands)",
        "Stance one, 14:13 (by a show of hands)",
        "Stance one (take 2), 14:14 (by a show of hands)",
        "Keep It Open by a show of hands.",
        "PROMPT-HOLD By a show of hands.",
    )
    for page in pages.values():
        # Under all responses the facilitator reads them group by group.
        results = page.rpartition("Allresponses")[0]
        assert results.count("byashowofhands") == 3
        assert results.count("byvotesandhands") == 1


def test_where_nobody_raised_a_hand_nothing_is_said_of_how_it_was_counted() -> None:
    r = Recording()
    r.group("campaign", "Red", 5)
    for step, option in (("stance-one", "avoid"), ("pick", "a")):
        r.start(step)
        r.give(1, Answer(options=(option,)), people=5)
    never_said(spoken(r), "by votes", "by answers", "by a show of", "than people counted")


def chosen_by_both(hands: tuple[int, int]) -> Recording:
    """Several could be chosen, by hands in one group of a side and by phones in the other."""
    r = Recording()
    r.group("campaign", "Red", 5)
    r.group("campaign", "Blue", 3)
    run = r.start("pick")
    r.add(e.HandsCounted(run, 1, "campaign", tuple(zip("ab", hands, strict=True))))
    for _ in range(3):
        r.give(2, Answer(options=("a", "b")))
    r.add(e.VoteRevealed(run))
    return r


def test_hands_that_may_be_raised_more_than_once_are_no_more_people() -> None:
    pages = spoken(chosen_by_both((5, 5)))
    said_once(pages, "By answers and hands.")
    never_said(pages, "than people counted")
    said_once(spoken(chosen_by_both((6, 1))), "More answers than people counted: Red (6 of 5).")


BEYOND = {
    "V-01": "V-01 has more votes than people counted: Red (7 of 5).",
    "V-02": "V-02 has more hands than people counted: Green (4 of 3).",
    "V-04": "More hands than people counted: Red (6 of 5), Blue (4 of 2).",
}
UNNAMED = {
    "V-01": "V-01 has more votes than people counted: a group of Keep It Open.",
    "V-02": "V-02 has more hands than people counted: a group of Northfield Trust.",
    "V-04": "More hands than people counted: 2 groups of Keep It Open.",
}
"""The same for the public, which is not told of any group how many in it voted."""


@pytest.mark.parametrize("profile", PROFILES)
def test_more_votes_or_hands_than_people_are_remarked_in_every_format(profile: Profile) -> None:
    r = recorded.raised()
    wanted = UNNAMED if profile == "public" else BEYOND
    pages = spoken(r, profile)
    said_once(pages, *wanted.values())
    for page in pages.values():
        assert page.count("thanpeoplecounted") == 3
    made = Exported(r, profile=profile, notes=False)
    for rows in (sheet(made.excel, "votes"), made.csv["votes"]):
        found = {(ref, side): said for ref, side, said in columns(rows, "Ref", "Side", "Remarks")}
        told = {at: said for at, said in found.items() if said}
        assert told == {
            ("V-01", "Keep It Open"): wanted["V-01"],
            ("V-02", "Northfield Trust"): wanted["V-02"],
            ("V-04", "Keep It Open"): wanted["V-04"],
            ("V-04", "All"): wanted["V-04"],
        }
    for rows in (sheet(made.excel, "stances"), made.csv["stances"]):
        assert {said for (said,) in columns(rows, "Remarks") if said} == {
            wanted["V-01"],
            wanted["V-02"],
        }
    in_json = {
        (vote["ref"], tally["side"]): [(of["group"], of["given"], of["people"]) for of in beyond]
        for vote in made.json["summary"]["votes"]
        for tally in vote["tallies"]
        if (beyond := tally["beyond"])
    }
    hidden = profile == "public"
    red, green, both = (
        [("", None, None)] * len(of) if hidden else of
        for of in ([("Red", 7, 5)], [("Green", 4, 3)], [("Red", 6, 5), ("Blue", 4, 2)])
    )
    assert in_json == {
        ("V-01", "Keep It Open"): red,
        ("V-02", "Northfield Trust"): green,
        ("V-04", "Keep It Open"): both,
        ("V-04", "All"): both,
    }


def test_the_public_is_told_of_no_group_how_many_voted_or_raised_hands() -> None:
    r = recorded.raised()
    found = every_format(r, Exported(r, profile="public", notes=False).summary)
    for tail, said in found.items():
        for told in ("(7of5)", "(4of3)", "(6of5)", "(4of2)", "Blue"):
            assert told not in said, tail


@pytest.mark.parametrize("profile", PROFILES)
def test_hands_beyond_a_small_group_make_nobody_public(profile: Profile) -> None:
    """Two people are no three for having raised three hands, or come back with a third phone."""
    r = Recording()
    r.group("campaign", "Pair", 2)
    r.group("trust", "Big", 8)
    run = r.start("stance-one")
    r.add(e.HandsCounted(run, 1, "campaign", (("snog", 3), ("marry", 0), ("avoid", 0))))
    r.add(e.HandsCounted(run, 2, "trust", (("snog", 1), ("marry", 0), ("avoid", 6))))
    r.add(e.VoteRevealed(run))
    run = r.start("stance-two")
    for _ in range(3):
        r.give(1, Answer(options=("marry",)))
    r.give(2, Answer(options=("avoid",)), people=8)
    r.add(e.VoteRevealed(run))
    pages = spoken(r, profile)
    left_out = "The answers of Keep It Open are left out: fewer than three people gave one."
    if profile == "public":
        never_said(pages, "than people counted", "Keep It Open about", "Pair")
        for page in pages.values():
            assert page.count(reading.squeezed(left_out)) == 2
            assert page.count("byashowofhands") == 1
    else:
        said_once(pages, "V-01 has more hands than people counted: Pair (3 of 2).")
        said_once(pages, "V-02 has more votes than people counted: Pair (3 of 2).")


def test_an_answer_for_a_whole_group_is_one_voice_and_never_more_than_its_people() -> None:
    plan = recorded.scenario()
    steps = [s.model_dump(mode="json", by_alias=True, exclude_none=True) for s in plan.steps]
    steps = [{**s, "by": "group"} if s["id"] == "stance-one" else s for s in steps]
    r = Recording(recorded.scenario(steps=steps))
    r.group("campaign", "Red", 3)
    r.start("stance-one")
    r.give(1, Answer(options=("snog",)), people=9)
    never_said(spoken(r), "than people counted")


def voted(*, before: int, then: int, later: int, raised: int) -> Recording:
    """Red voted when it was counted as so many, was then counted anew, and once more later."""
    r = Recording()
    r.group("campaign", "Red", before)
    r.start("stance-one")
    r.wait(MINUTE)
    r.add(e.HandsCounted(1, 1, "campaign", (("snog", raised), ("marry", 0), ("avoid", 0))))
    r.wait(MINUTE)
    r.add(e.HeadcountSet(1, then))
    r.wait(MINUTE)
    r.start("shoes")
    r.wait(MINUTE)
    r.add(e.HeadcountSet(1, later))
    return r


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ((5, 7, 7), ""),  # mended while the step was on
        ((7, 5, 5), ""),  # some went after they had voted
        ((5, 6, 9), "Red (7 of 6)"),  # others came later
        ((5, 0, 9), "Red (7 of 5)"),
        ((0, 0, 5), ""),  # nobody had counted them
    ],
)
def test_votes_are_held_against_what_the_group_was_counted_as_then(
    counted: tuple[int, int, int], said: str
) -> None:
    before, then, later = counted
    pages = spoken(voted(before=before, then=then, later=later, raised=7))
    if said:
        said_once(pages, f"V-01 has more hands than people counted: {said}.")
    else:
        never_said(pages, "than people counted")


def test_what_was_typed_from_paper_is_held_against_the_headcount_of_that_moment() -> None:
    r = voted(before=5, then=5, later=9, raised=3)
    r.wait(MINUTE)
    r.add(e.HandsCounted(1, 1, "campaign", (("snog", 8), ("marry", 0), ("avoid", 0))))
    never_said(spoken(r), "than people counted")


def test_a_group_that_is_gone_is_named_all_the_same() -> None:
    r = voted(before=5, then=6, later=6, raised=7)
    r.add(e.GroupRemoved(1))
    for page in spoken(r).values():
        assert "thanpeoplecounted:Group1" in page
        assert page.count("(7of6)") == 1


@pytest.mark.parametrize("profile", PROFILES)
def test_a_change_says_how_many_voted_each_time_and_that_it_was_the_same_question(
    profile: Profile,
) -> None:
    said_once(
        spoken(recorded.raised(), profile),
        "From the first to the last vote, the same question asked again: Snog 6 of 9, then 0 of 4 "
        "(−67 points); Marry 1 of 9, then 4 of 4 (+89 points); Avoid 2 of 9, then 0 of 4 "
        "(−22 points).",
        "From the first to the last vote, the same question asked again: Snog 0 of 3, then 3 of 4 "
        "(+75 points); Marry 1 of 3, then 1 of 4 (−8 points); Avoid 2 of 3, then 0 of 4 "
        "(−67 points).",
    )


def test_of_as_many_votes_on_another_question_neither_is_said() -> None:
    r = Recording()
    r.group("campaign", "Red", 4)
    for step, option in (("stance-one", "avoid"), ("stance-one", "marry"), ("stance-two", "snog")):
        r.start(step)
        r.give(1, Answer(options=(option,)), people=4)
    pages = spoken(r)
    said_once(
        pages,
        "From the first to the last vote: Snog +4 (+100 points), Marry ±0 (±0 points), "
        "Avoid −4 (−100 points).",
    )
    never_said(pages, "asked again")
