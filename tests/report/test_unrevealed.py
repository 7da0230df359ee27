"""A vote whose result nobody revealed was held all the same, and how it went is nobody's."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.report import reading, recorded
from tests.report.exported import Exported, columns, sheet
from tests.report.recorded import BEGAN, Recording, safe
from tests.report.test_passing_on import SPOKEN, bare
from tests.report.test_profiles import every_format

from snogmarry.report import overview_words
from snogmarry.report.export import write
from snogmarry.report.profiles import PROFILES, for_profile
from snogmarry.report.summary import Profile
from snogmarry.session import events as e
from snogmarry.session.events import Answer

OTHERS = PROFILES[1:]
HELD = "V-01 Stance one: a vote was held, its result not revealed."
CHOSEN = "V-02 Pick some: answers were given, their result not revealed."


def held() -> Recording:
    """A vote about stance, and a choice, of which the room saw no result."""
    r = Recording()
    r.group("campaign", "Red", 7)
    r.group("trust", "Green", 8)
    r.start("stance-one")
    for group in (1, 2):
        r.give(group, Answer(options=("avoid",), reason=safe("WHY-HELD")), people=7)
    r.start("pick")
    r.give(1, Answer(options=("a", "b")))
    r.start("how-many")
    return r


@pytest.mark.parametrize("profile", OTHERS)
def test_others_read_that_a_vote_was_held_and_not_how_it_went(profile: Profile) -> None:
    r = held()
    summary = for_profile(r.session, BEGAN, profile)
    assert summary.results == ()
    found = every_format(r, summary)
    for tail in SPOKEN:
        said = bare(found, tail)
        assert said.count(reading.squeezed(HELD)) == 2, tail
        assert said.count(reading.squeezed(CHOSEN)) == 1, tail
        assert reading.squeezed("No vote about stance") not in said, tail
        assert reading.squeezed("other choices None.") not in said, tail
    for said in found.values():
        assert "WHY-HELD" not in said
    made = Exported(r, profile=profile, notes=False)
    for rows in (sheet(made.excel, "votes"), made.csv["votes"]):
        told = columns(rows, "Ref", "Step", "Count", "In all")
        assert [[cell or "" for cell in row] for row in told] == [
            ["V-01", "Stance one", "", ""],
            ["V-02", "Pick some", "", ""],
            ["V-03", "How many", "", ""],
        ]
        assert [str(cell) for (cell,) in columns(rows, "Revealed")][:2] in (
            ["no"] * 2,
            ["False"] * 2,
        )
    assert [one["ref"] for one in made.json["summary"]["untold"]] == ["V-01", "V-02", "V-03"]


@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_is_said_left_out_of_what_was_revealed_taken_back_or_not_answered(
    profile: Profile,
) -> None:
    r = held()
    for run in (1, 2):
        r.add(e.VoteRevealed(run))
    r.start("stance-two")
    taken_back = r.start("stance-two")
    r.give(1, Answer(options=("snog",)))
    r.add(e.Undone(r.session.head - 1))
    assert r.session.runs[taken_back - 1].undone
    summary = for_profile(r.session, BEGAN, profile)
    assert [one.why for one in summary.untold] == ["nobody", "nobody", "taken back"]
    found = every_format(r, summary)
    for tail in SPOKEN:
        assert reading.squeezed("not revealed") not in found[tail], tail
        assert "V-01" in found[tail], tail


@pytest.mark.parametrize("profile", PROFILES)
def test_a_room_that_never_voted_is_told_so(profile: Profile) -> None:
    told = "No vote about stance was recorded."
    r = recorded.lobby()
    for tail, said in every_format(r, for_profile(r.session, BEGAN, profile)).items():
        if tail in SPOKEN:
            assert reading.squeezed(told) in said, tail


def remarks(r: Recording, profile: Profile, folder: Path, form: str = "md") -> list[str]:
    said: list[str] = []
    write(r.events, folder, [form], profile=profile, remark=said.append)  # type: ignore[list-item]
    return said


def test_the_export_says_how_many_results_are_missing_and_which_key_reveals_one(
    tmp_path: Path,
) -> None:
    r = held()
    said = (
        "The results of 2 votes and other choices were never revealed, and are not in this version."
    )
    for profile in OTHERS:
        assert said in remarks(r, profile, tmp_path)
        assert not any("revealed" in one for one in remarks(r, profile, tmp_path, "plan"))
    assert not any("revealed" in one for one in remarks(r, "facilitator", tmp_path))
    r.add(e.VoteRevealed(2))
    said = "The result of 1 vote was never revealed, and is not in this version."
    assert said in remarks(r, "participants", tmp_path)
    r.start("stance-one")
    r.give(1, Answer(options=("avoid",)))
    r.add(e.VoteRevealed(1))
    assert f"{said} v reveals it." in remarks(r, "participants", tmp_path)
    r.add(e.SessionEnded())
    assert said in remarks(r, "participants", tmp_path)


def test_the_facilitator_reads_which_results_the_room_did_not_see() -> None:
    r = held()
    r.add(e.VoteRevealed(2))
    made = Exported(r)
    found = every_format(r, made.summary)
    for tail in SPOKEN:
        said = bare(found, tail)
        assert said.count(reading.squeezed("V-01 Stance one (not revealed)")) == 1, tail
        assert said.count("(notrevealed)") == 3, tail  # of two sides, and among other results
    for name in ("votes", "stances"):
        for rows in (sheet(made.excel, name), made.csv[name]):
            shown = set(columns(rows, "Ref", "Revealed"))
            known = {("V-01", "no"), ("V-01", "False"), ("V-01", False)}
            assert shown & known, name
            assert not any(is_ in {"no", "False", False} for ref, is_ in shown if ref == "V-02")


def test_the_facilitator_s_copy_is_said_to_have_what_the_room_did_not_see_if_it_has() -> None:
    r = Recording()
    r.group("campaign", "Red", 5)
    r.start("first")
    for words in ("Shown", "Taken back"):
        r.give(1, recorded.text(words))
    r.release(1)
    has = overview_words.audience(for_profile(r.session, BEGAN, "facilitator"))
    assert "has answers that the room did not see" in has
    r.add(e.ResponseWithdrawn(2))
    has = overview_words.audience(for_profile(r.session, BEGAN, "facilitator"))
    assert "did not see" not in has
    run = r.start("stance-one")
    r.add(e.HandsCounted(run, 1, "campaign", (("snog", 5),)))
    has = overview_words.audience(for_profile(r.session, BEGAN, "facilitator"))
    assert "has results that the room did not see" in has
    r.add(e.VoteRevealed(run))
    has = overview_words.audience(for_profile(r.session, BEGAN, "facilitator"))
    assert "did not see" not in has


def test_a_reason_that_was_released_in_a_vote_never_revealed_is_not_said_to_be_seen() -> None:
    r = Recording()
    r.group("campaign", "Red", 5)
    run = r.start("stance-one")
    for option in ("avoid", "snog"):
        r.give(1, Answer(options=(option,), reason=safe(f"WHY-{option}")))
    r.release(1)
    own = for_profile(r.session, BEGAN, "facilitator")
    assert "has answers and results that the room" in overview_words.audience(own)
    made = Exported(r)
    for rows in (sheet(made.excel, "responses"), made.csv["responses"]):
        assert columns(rows, "Ref", "Status") == [
            ("R-001", "vote not revealed"),
            ("R-002", "not released"),
        ]
    for tail, said in every_format(r, own).items():
        if tail in SPOKEN:
            assert said.count("votenotrevealed") == 2, tail  # among the reasons, and all responses
    others = every_format(r, for_profile(r.session, BEGAN, "participants"))
    assert not any("WHY-" in said for said in others.values())
    r.release(2)
    r.add(e.VoteRevealed(run))
    own = for_profile(r.session, BEGAN, "facilitator")
    assert "did not see" not in overview_words.audience(own)
    (answered,) = own.answered
    assert [entry.status for entry in answered.entries] == ["released", "released"]
