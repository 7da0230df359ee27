"""A session that went on for more than one day says of which day its times are."""

from __future__ import annotations

import pytest
from tests.report import recorded
from tests.report.exported import Exported
from tests.report.reading import squeezed, text_of
from tests.report.recorded import MINUTE, Recording

from snogmarry.report import words
from snogmarry.session import events as e

DAY = 24 * 60 * MINUTE


def resumed(slept: int) -> Recording:
    """Red answers, the laptop is shut for that long, and Green answers."""
    r = Recording()
    r.group("campaign", "Red", 4)
    r.group("trust", "Green", 4)
    r.start("friday")
    r.start("first")
    r.wait(MINUTE)
    r.give(1, recorded.text("Before the night"))
    r.slept = slept
    r.wait(MINUTE)
    r.give(2, recorded.text("After it"))
    r.release(1, 2)
    r.add(
        e.LearningPointDrawn(
            1, recorded.safe("Sleep on it"), "strength", 1, ("swift",), (2,), run=2
        )
    )
    r.wait(MINUTE)
    r.add(e.SessionEnded())
    return r


def test_the_last_day_is_that_of_the_wording_that_is_told() -> None:
    r = Recording()
    r.group("campaign", "Red", 4)
    r.add(e.ParticipantJoined(1, 1, recorded.safe(""), "t", "c"))
    r.start("first")
    r.wait(MINUTE)
    r.add(e.SessionEnded())
    r.wait(MINUTE)
    r.give(1, recorded.text("Too late"), participant=1, late=True)
    r.slept = DAY
    r.add(e.ResponseCorrected(1, recorded.text("As it was called out")))
    found = recorded.summary(r, "facilitator")
    ((entry,),) = (part.entries for part in found.answered)
    assert found.overview.last == entry.wall == recorded.BEGAN + DAY + 2 * MINUTE


@pytest.mark.parametrize(("slept", "dated"), [(0, False), (DAY, True)])
def test_times_name_their_day_where_the_session_went_on_for_several(
    slept: int, dated: bool
) -> None:
    made = Exported(resumed(slept))
    began, ended = (words.local(recorded.BEGAN + ms) for ms in (0, slept + 2 * MINUTE))
    first, last = (
        f"{when:%H:%M}" + (f" on {when.day} September" if dated else "") for when in (began, ended)
    )
    for rows in made.tables("Step", "Began"):
        assert {row[1] for row in rows} == {first}
    for rows in made.tables("Side", "Lasted"):
        assert [row[2:4] for row in rows][1] == [first, last]
    for said in (f"after the first post at {first}", f"at {last}"):
        everything = (made.page.text(), made.md.text(), " ".join(made.told.lines))
        assert all(said in text for text in everything)
        assert squeezed(said) in text_of(made.printed)
        assert not any(f"{said} on" in text for text in everything)
    date = f"{words.day(recorded.BEGAN)}, from {began:%H:%M}"
    if dated:
        date += f"; the last entry is of {words.day(recorded.BEGAN + slept)}"
    assert ["Date", date] in made.csv["overview"]
    assert date in made.page.text()
    assert date in made.md.text()
