"""A headcount that was changed after a vote is told beside what was counted before."""

from __future__ import annotations

import pytest
from tests.report import reading
from tests.report.exported import Exported, columns, sheet
from tests.report.recorded import BEGAN, MINUTE, Recording, text
from tests.report.test_passing_on import SPOKEN, bare
from tests.report.test_profiles import every_format

from snogmarry.report import words
from snogmarry.report.profiles import PROFILES, for_profile
from snogmarry.report.summary import Profile
from snogmarry.report.summary.values import Recounted
from snogmarry.session import events as e
from snogmarry.session.events import Answer

ANEW = "Headcounts are the last that were set."


def recounted() -> Recording:
    """Red was five when it voted and four when its hands were counted, and is two at the end."""
    r = Recording()
    r.group("campaign", "Red", 9)
    r.group("trust", "Green", 0)
    r.group("trust", "Blue", 4)
    r.add(e.HeadcountSet(1, 6))
    r.add(e.HeadcountSet(1, 5))
    run = r.start("stance-one")
    for group in (1, 2, 3):
        r.release(r.give(group, Answer(options=("avoid",)), people=5))
    r.add(e.VoteRevealed(run))
    for minute, people in enumerate((3, 4), 1):
        r.wait(minute * MINUTE)
        r.add(e.HeadcountSet(1, people))
    run = r.start("stance-two")
    r.add(e.HandsCounted(run, 1, "campaign", (("snog", 4),)))
    r.add(e.VoteRevealed(run))
    r.wait(MINUTE)
    r.add(e.HeadcountSet(1, 2))
    r.add(e.HeadcountSet(2, 5))  # counted at last, which is no other count
    r.start("shoes")
    return r


@pytest.mark.parametrize("profile", PROFILES)
def test_other_headcounts_at_answers_and_votes_are_told_and_none_between(profile: Profile) -> None:
    r = recounted()
    summary = for_profile(r.session, BEGAN, profile)
    when = [BEGAN + at * MINUTE for at in (1, 4)]
    assert [(group.people, group.earlier) for group in summary.overview.groups] == [
        (2, (Recounted(5, when[0]), Recounted(4, when[1]))),
        (5, ()),
        (4, ()),
    ]
    name = "Group 1" if profile == "public" else "Red"
    first, second = map(words.clock, when)
    line = (
        f"{ANEW} Some answers or votes came in while groups were counted otherwise: "
        f"{name} as 5 (until {first}) and 4 (until {second})."
    )
    found = every_format(r, summary)
    for tail in SPOKEN:
        assert bare(found, tail).count(reading.squeezed(line)) == 1, tail
    made = Exported(r, profile=profile, notes=False)
    for rows in (sheet(made.excel, "groups"), made.csv["groups"]):
        told = columns(rows, "Group", "People before")
        assert [(group, before or "") for group, before in told] == [
            (name, f"5 (until {first}) and 4 (until {second})"),
            ("Green", ""),
            ("Blue", ""),
        ]


def test_of_headcounts_that_stand_or_were_mended_before_any_answer_nothing_is_said() -> None:
    r = Recording()
    r.group("campaign", "Red", 9)
    r.add(e.HeadcountSet(1, 5))
    r.start("first")
    r.give(1, text("A word"), people=5)
    r.add(e.HeadcountSet(1, 4))
    r.add(e.HeadcountSet(1, 5))
    made = Exported(r)
    assert made.summary.overview.groups[0].earlier == ()
    found = every_format(r, made.summary)
    for tail in SPOKEN:
        assert reading.squeezed(ANEW) not in found[tail], tail
    for rows in (sheet(made.excel, "groups"), made.csv["groups"]):
        assert "People before" not in rows[0]
