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
from snogmarry.session.events import Answer

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


def moved(people: int) -> Recording:
    """So many phones of a side vote twice; of their first votes the room saw the reasons."""
    r = Recording()
    r.group("campaign", "Red", people)
    r.group("trust", "Green", 5)
    for person in range(1, people + 1):
        r.add(e.ParticipantJoined(person, 1, safe(""), f"token {person}", f"code {person}"))
    for step, options in (("stance-one", ("snog",)), ("stance-two", ("marry", "snog"))):
        run = r.start(step)
        for person in range(1, people + 1):
            option = options[min(person, len(options)) - 1]
            answer = Answer(options=(option,), reason=safe(f"Why {option} {person}"))
            given = r.give(1, answer, participant=person)
            if step == "stance-one":
                r.release(given)
        r.add(e.VoteRevealed(run))
    return r


FEW = "From V-01 to V-02: the net change alone, as fewer than six votes can be followed."
WAYS = "votes that can be followed, 1 moved: Snog to Marry 1"


@pytest.mark.parametrize("people", [3, 5, 6])
def test_who_moved_is_told_in_the_room_only_where_six_can_be_followed(people: int) -> None:
    r = moved(people)
    found = every_format(r, recorded.summary(r, "participants"))
    enough = people == 6
    for tail in (*SPOKEN, "-moves.csv", ".xlsx", ".json"):
        said = bare(found, tail)
        if tail != ".json":
            assert (squeezed(FEW) in said) is not enough, tail
            assert (squeezed(f"of {people} {WAYS}") in said) is enough, tail
        else:
            assert ('"followed":6' in said) is enough
            assert ('"followed":null' in said) is not enough
        if tail in SPOKEN:
            assert squeezed("From the first to the last vote: Snog −1 (") in said, tail
    own = every_format(r, recorded.summary(r, "facilitator"))
    public = every_format(r, recorded.summary(r, "public"))
    for tail in SPOKEN:
        assert squeezed(f"of {people} {WAYS}") in bare(own, tail), tail
        assert squeezed("can be followed") not in bare(public, tail), tail
