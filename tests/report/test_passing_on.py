"""What is handed on holds what was released; what is not for passing on says so."""

from __future__ import annotations

import re
from functools import cache

import pytest
from tests.report import reading, recorded
from tests.report.recorded import Recording, safe
from tests.report.test_profiles import WHOLE, every_format

from snogmarry.report.profiles import PROFILES, for_profile
from snogmarry.report.summary import Profile, Summary
from snogmarry.session import events as e

HANDED_ON = tuple(
    f"-{kind}.{form}" for kind in ("plan", "handout") for form in ("html", "docx", "pdf")
)
SPOKEN = (".html", ".md", ".docx", ".pdf")


@cache
def held_back() -> Recording:
    """A room that drew two points, of which the facilitator released none."""
    r = recorded.rich()
    for number, verdict in ((5, "strength"), (6, "improve")):
        shown = (1, 2, 4)
        said = safe(f"HELD-BACK-{verdict}")
        lessons = ("swift", "clear", "listen")
        r.add(e.LearningPointDrawn(number, said, verdict, 1, lessons, shown, False))  # type: ignore[arg-type]
    return r


@cache
def files(profile: Profile, *, names: bool = False, notes: bool = False) -> dict[str, str]:
    r = held_back()
    return every_format(r, for_profile(r.session, 0, profile, names=names, notes=notes))


@pytest.mark.parametrize("profile", PROFILES)
def test_handout_and_plan_hold_only_what_was_released(profile: Profile) -> None:
    found = files(profile)
    for tail in HANDED_ON:
        assert "HELD-BACK" not in found[tail], tail
    assert "Answeredatonce" in found["-handout.html"]
    assert "Tooslow:fourminutes" in found["-plan.html"]


@pytest.mark.parametrize("profile", PROFILES)
def test_headlines_and_plan_say_what_speaks_against(profile: Profile) -> None:
    r = recorded.argued()
    both, against = ("swift", "clear"), ("swift",)
    r.add(e.LearningPointDrawn(6, safe("Wait"), "improve", 1, both, (), against=against))
    summary = for_profile(r.session, 0, profile)
    weight = summary.glance.most_evidence[0]
    assert (weight.title, weight.speaks_against > 1) == ("Act swiftly", True)
    ways = f": {weight.speaks_for} for, {weight.speaks_against} against); Be clear ("
    found = every_format(r, summary)
    for tail in SPOKEN:
        said = re.sub("<[^>]*>", "", found[tail])
        assert reading.squeezed(ways) in said, tail
    for tail in HANDED_ON[:3]:
        said = re.sub("<[^>]*>", "", found[tail])
        assert reading.squeezed("for Be clear; against Act swiftly") in said, tail


def test_a_board_can_read_what_figures_and_columns_are_called() -> None:
    found = files("facilitator")
    columns = ("Planned", "Allowed on the day", "Took")
    for tail in (*SPOKEN, ".xlsx", "-overview.csv", "-timeline.csv"):
        said = re.sub("<[^>]*>|[|]", "", found[tail])
        if tail != "-timeline.csv":
            assert "Responsescounted" in said, tail
            assert "Groupvotesbyshowofhands" in said, tail
        if tail.endswith(".csv"):
            said = re.sub(r'[",]|[(]seconds[)]', "", said)
        if tail == ".xlsx":  # It keeps each text once, where it came up first.
            assert all(f"{reading.squeezed(column)}<" in found[tail] for column in columns)
        elif tail != "-overview.csv":
            assert reading.squeezed("".join(columns)) in said, tail
        for jargon in ("Responsesthatcount", "Showsofhands", "PlannedGiven"):
            assert jargon not in said, (tail, jargon)
    late = "Not counted are those that were withdrawn or came late, and votes that a show of hands"
    assert reading.squeezed(late) in found[".docx"]


def unworded() -> Recording:
    """A room of which two points are a small group's, and one was redacted."""
    r = recorded.argued()
    r.add(e.HeadcountSet(3, 2))
    for number, verdict in ((6, "strength"), (7, "improve"), (8, "improve")):
        said = safe(f"SMALL-{number}")
        r.add(e.LearningPointDrawn(number, said, verdict, 3, ("listen",), (1, 4)))  # type: ignore[arg-type]
    r.redact("L-08")
    r.add(e.LearningPointDrawn(9, safe("By a large table"), "improve", 1, ("clear",), ()))
    return r


@pytest.mark.parametrize(
    ("profile", "strengths", "improvements", "unnamed"),
    [
        ("facilitator", ["L-06", "L-01", "L-05"], ["L-02", "L-07", "L-09"], 1),
        ("participants", ["L-06", "L-05", "L-01"], ["L-07", "L-02", "L-09"], 1),
        ("public", ["L-05", "L-01"], ["L-09", "L-03"], 4),
    ],
)
def test_points_without_words_are_no_headlines_and_are_counted(
    profile: Profile, strengths: list[str], improvements: list[str], unnamed: int
) -> None:
    r = unworded()
    summary = for_profile(r.session, 0, profile)
    glance = summary.glance
    assert {p.ref for p in glance.main_strengths} == set(strengths)
    assert {p.ref for p in glance.main_improvements} == set(improvements)
    found = every_format(r, summary)
    several = f"{unnamed} learning point{'s' if unnamed > 1 else ''}"
    said = reading.squeezed(f"Not named here: {several} whose words are left out.")
    for tail in SPOKEN:
        assert bare(found, tail).count(said) == 1, tail
    improve = 1 if profile != "public" else 3
    several = f"{improve} learning point{'s' if improve > 1 else ''}"
    said = reading.squeezed(f"Not named here: {several} whose words are left out.")
    for tail in HANDED_ON:
        page = bare(found, tail)
        assert (said in page) == ("plan" in tail), tail
        assert "(leftout)(" not in page
        assert "[redacted]" not in page
    handout = bare(found, "-handout.html")
    assert ("SMALL-6" in handout) == (profile != "public")
    assert ("1point,wordsleftout" in handout) == (profile == "public")


def bare(pages: dict[str, str], tail: str) -> str:
    """What a file says, without what sets it apart or leads elsewhere."""
    return re.sub(r"<[^>]*>|[|*#]|(?<=[A-Z])\\\\(?=-)", "", pages[tail])


def test_what_stands_in_one_place_is_referred_to_and_not_said_again() -> None:
    found = files("facilitator")
    timed = reading.squeezed("How soon groups answered in First word: T-01. In time: 1 of 3.")
    stands = reading.squeezed("Counted side by side under Stances, with the reasons given.")
    for tail in SPOKEN:
        said = bare(found, tail)
        assert said.count(timed) == 2, tail
        assert said.count(stands) == 2, tail
        assert "Firstanswersin" not in said
        captions = said.count("withthechangesincethevotebefore")
        assert captions == (0 if tail == ".md" else 2), tail
    first = Recording()
    first.group("campaign", "Red")
    first.add(e.HandsCounted(first.start("stance-one"), 1, "campaign", (("snog", 2),)))
    first.add(e.VoteRevealed(1))
    once = every_format(first, for_profile(first.session, 0, "participants"))
    for tail in (*SPOKEN, ".xlsx"):
        assert "sincethevotebefore" not in once[tail], tail
        assert "StancesofKeepItOpen" in once[tail] or tail in {".md", ".xlsx"}


TABLED = (*SPOKEN, "-plan.html", "-plan.docx", "-plan.pdf")
"""What has the table of actions as readers see it."""


def owned(*owners: str) -> Recording:
    """A room at a place that agreed on actions, each with its owner."""
    r = Recording()
    r.add(e.DetailsSet(safe("Pond day"), safe("Marsh Lane"), safe(""), safe("")))
    for number, owner in enumerate(owners, 1):
        r.add(e.ActionAgreed(number, safe(f"Do it {number}"), safe(owner)))
    return r


@pytest.mark.parametrize("profile", PROFILES)
def test_there_is_no_column_of_owners_who_are_all_left_out(profile: Profile) -> None:
    public = profile == "public"
    said = reading.squeezed("Owners are left out of this version.")
    found = every_format(*_told(owned("Priya", "Ruth", ""), profile))
    for tail in TABLED:
        page = bare(found, tail)
        assert ("RefActionOwnerStart" in page) == (not public), tail
        assert ("RefActionStart" in page) == public, tail
        assert page.count(said) == public, tail
    assert '"Owner"' in found["-actions.csv"]
    found = every_format(*_told(owned("", ""), profile))
    for tail in TABLED:
        page = bare(found, tail)
        assert "RefActionOwnerStart" in page, tail
        assert said not in page, tail


@pytest.mark.parametrize("profile", PROFILES)
def test_the_head_names_the_place_or_says_nothing_of_it(profile: Profile) -> None:
    r, summary = _told(owned("Priya"), profile)
    place = ", Marsh Lane" if profile != "public" else ""
    head = reading.squeezed(f"21 September 2026{place}. 0 people")
    found = every_format(r, summary)
    for tail in (*TABLED, "-handout.html", "-handout.docx"):
        assert head in bare(found, tail), tail


def _told(r: Recording, profile: Profile) -> tuple[Recording, Summary]:
    return r, for_profile(r.session, 0, profile)


def test_the_whole_marks_what_was_not_released_wherever_it_stands() -> None:
    found = files("facilitator")
    for tail in SPOKEN:
        page = found[tail]
        for verdict in ("strength", "improve"):
            _, *after = page.split(f"HELD-BACK-{verdict}")
            assert len(after) > 1, tail
            for rest in after:
                assert "notreleased" in rest[:900], (tail, rest[:900])
        assert "HELD-BACK" not in files("participants")[tail]


def test_the_whole_says_at_its_top_whom_it_is_for_and_what_is_in_it() -> None:
    for_whom = reading.squeezed(
        "For the facilitator: has answers, results and learning points that the room did not see; "
        "the participants’ and public versions are for passing on."
    )
    for tail in (*SPOKEN, ".xlsx"):
        assert for_whom in files("facilitator")[tail], tail
    for tail in SPOKEN:
        assert "Ataglance" not in files("facilitator")[tail].split(for_whom)[0].split("<main")[0]
    for kept, said in (
        ({"names": True}, "Names of participants are in it."),
        ({"notes": True}, "Private notes are in it."),
        ({"names": True, "notes": True}, "Names of participants and private notes are in it."),
    ):
        found = files("facilitator", **kept)
        for tail in (*SPOKEN, ".xlsx"):
            assert for_whom + reading.squeezed(said) in found[tail], tail
            assert reading.squeezed("are in it.") not in files("facilitator")[tail]
        for tail in HANDED_ON:
            assert "isforyou" not in found[tail]
            assert "PRIVATE-NOTE" not in found[tail]
            assert "Participant3" not in found[tail]
    assert set(WHOLE) <= set(files("facilitator"))
