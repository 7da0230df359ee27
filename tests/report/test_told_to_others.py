"""What others are told of what they do not have is true, and tells no more than it says."""

from __future__ import annotations

import pytest
from tests.report import recorded
from tests.report.exported import Exported
from tests.report.reading import squeezed
from tests.report.recorded import Recording, safe
from tests.report.test_passing_on import SPOKEN, bare
from tests.report.test_profiles import every_format

from snogmarry.report import html
from snogmarry.report.documents import handout
from snogmarry.report.profiles import PROFILES
from snogmarry.report.summary import Profile
from snogmarry.session import events as e

OTHERS = PROFILES[1:]


def kept_back() -> Recording:
    """A lesson of which a point was kept and not released, and one that nobody said a word of."""
    r = Recording()
    r.group("campaign", "Red", 5)
    r.group("trust", "Green", 5)
    r.start("first")
    r.wait(recorded.MINUTE)
    r.add(e.LearningPointDrawn(1, safe("KEPT"), "improve", 1, ("swift",), (), run=1))
    r.add(e.LearningPointReleased(1, released=False))
    return r


@pytest.mark.parametrize("profile", OTHERS)
def test_others_are_not_told_that_nothing_was_recorded_where_it_was_kept_back(
    profile: Profile,
) -> None:
    r = kept_back()
    made = Exported(r, profile=profile, notes=False)
    found = every_format(r, made.summary)
    for tail, said in found.items():
        assert "KEPT" not in said
        assert squeezed("nothing recorded") not in squeezed(said).casefold(), tail
    for tail in SPOKEN:
        said = bare(found, tail)
        exercised = squeezed("Exercised, nothing to show here but how soon groups answered.")
        assert said.count(exercised) == 2, tail
        # And in the matrix two lessons of two groups and of the room.
        assert said.count(squeezed("nothing to show")) == 2 + 6, tail
        assert squeezed("“Nothing to show” tells only") in said, tail
    standing = [lesson["standing"] for lesson in made.json["summary"]["list"]["lessons"]]
    assert standing == ["nothing to show", "nothing to show", "not exercised"]
    printed = squeezed(html.printed(handout.document(made.summary)))
    assert printed.count(squeezed("exercised, nothing to show here")) == 2


def test_the_facilitator_is_told_what_was_recorded_and_what_was_not() -> None:
    r = kept_back()
    found = every_format(r, recorded.summary(r, "facilitator"))
    for tail in SPOKEN:
        said = bare(found, tail)
        assert squeezed("nothing to show") not in said, tail
        assert squeezed("Exercised, nothing recorded but how soon") in said, tail
        assert "KEPT" in said, tail
