from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from tests.report import recorded
from tests.report.reading import unbroken
from tests.report.recorded import MINUTE, entries, lesson, made

from snogmarry.report import (
    answer_words,
    lesson_words,
    overview_words,
    result_words,
    speed_words,
    words,
)
from snogmarry.report.mixed import bare
from snogmarry.report.profiles import PROFILES
from snogmarry.report.sheets.overview import figures
from snogmarry.report.summary import Profile
from snogmarry.report.summary.values import Summary
from snogmarry.session import events as e
from snogmarry.session.events import Answer
from snogmarry.session.refs import naming
from snogmarry.session.written import read_number, write_number
from snogmarry.text import REDACTED, clean


def test_the_overview_says_what_was_played_where_and_by_whom(told: Summary) -> None:
    overview = told.overview
    assert (overview.event, overview.place, overview.facilitator) == (
        "Food for thought",
        "Village hall",
        "Alex",
    )
    assert [(g.name, g.side, g.people) for g in overview.groups] == [
        ("Red table", "Keep It Open", 5),
        ("Blue table", "Keep It Open", 3),
        ("Green table", "Northfield Trust", 4),
    ]
    assert overview.people == 12
    assert overview.started == recorded.BEGAN + 10 * MINUTE
    assert overview_words.standing_of(overview) == "Draft"


def test_it_is_a_draft_until_it_is_marked_final() -> None:
    session = recorded.rich().session
    recording = recorded.Recording()
    recording.session, recording.at = session, session.at
    assert overview_words.standing_of(made(session).overview) == "Draft"
    recording.add(e.SummaryMarked(True))
    assert overview_words.standing_of(made(session).overview) == "Final"
    lobby = made(recorded.lobby().session).overview
    assert overview_words.standing_of(lobby) == "Draft, written before the first step"
    recording = recorded.Recording()
    recording.start("rules")
    assert overview_words.standing_of(made(recording.session).overview) == (
        "Draft, written before the session was ended"
    )


def test_what_was_not_counted_is_not_said_to_be_nobody() -> None:
    recording = recorded.Recording()
    assert overview_words.people_in(made(recording.session).overview) == "0 people in 0 groups"
    recording.group("campaign", "Red table", 0)
    recording.group("trust", "Green table", 0)
    assert (
        overview_words.people_in(made(recording.session).overview) == "2 groups, people not counted"
    )
    recording.group("trust", "Blue table", 5)
    assert overview_words.people_in(made(recording.session).overview) == (
        "5 people counted in 1 of 3 groups; 2 groups were not counted"
    )
    recording.add(e.HeadcountSet(1, 12))
    assert overview_words.people_in(made(recording.session).overview) == (
        "17 people counted in 2 of 3 groups; one group was not counted"
    )


def test_what_counts_is_told_with_hands_and_without_what_they_replace() -> None:
    session = recorded.rich().session
    glance = made(session).glance
    standing = [r for r in session.responses.values() if not r.withdrawn and not r.late]
    assert (glance.responses, glance.hands) == (len(standing) - 1, 1)
    assert ("Responses counted", glance.responses, None) in figures(made(session))
    assert ("Group votes by show of hands", 1, None) in figures(made(session))


def test_where_responses_stand_it_is_said_how_many_of_them_count(told: Summary) -> None:
    assert sum(run.counted for run in told.answered) == told.glance.responses
    assert any(run.counted < run.responses for run in told.answered)
    r = recorded.lobby()
    r.group("trust", "Green")
    r.start("first")
    for said in ("One", "Two"):
        r.give(1, recorded.text(said))
    r.add(e.ResponseWithdrawn(1))
    (answered,) = made(r.session).answered
    assert answer_words.people_behind(answered) == "2 responses, 1 of them counted"


def test_a_show_of_hands_in_which_nobody_raised_one_is_no_vote() -> None:
    r = recorded.lobby()
    r.group("trust", "Green")
    run = r.start("stance-one")
    r.add(e.HandsCounted(run, 1, "trust", (("snog", 0), ("marry", 0), ("avoid", 0))))
    assert made(r.session).glance.hands == 0
    r.add(e.HandsCounted(run, 1, "trust", (("snog", 1), ("marry", 0), ("avoid", 0))))
    assert made(r.session).glance.hands == 1


def test_a_lesson_of_which_only_times_are_known_says_so() -> None:
    r = recorded.lobby()
    r.group("trust", "Green")
    r.start("first")
    r.give(1, recorded.text("Soon"))
    said = [lesson_words.standing(of) for of in made(r.session).list.lessons if of.timings]
    assert set(said) == {"Exercised, nothing recorded but how soon groups answered."}


def test_redacted_groups_are_told_apart_where_groups_are_listed() -> None:
    r = recorded.lobby()
    for name in ("Green", "Grey"):
        r.group("trust", name)
    for number in (1, 2):
        r.redact(f"G-{number:02}")
    told = made(r.session).overview
    assert [group.name for group in told.groups] == [
        f"Group 1 {REDACTED}",
        f"Group 2 {REDACTED}",
    ]


def test_times_of_nobody_are_left_out() -> None:
    recording = recorded.Recording()
    recording.start("first")
    assert made(recording.session).timings == ()


def test_a_lesson_shows_its_points_and_the_responses_that_show_them(told: Summary) -> None:
    swift = lesson(told, "swift")
    assert swift.standing == "recorded"
    assert [(p.ref, p.verdict, p.drawn_by) for p in swift.points] == [
        ("L-01", "strength", "Red table"),
        ("L-02", "improve", "Green table"),
    ]
    assert [entry.ref for entry in swift.points[0].shown_by] == ["R-001", "R-002"]
    # R-001 is linked to the lesson too, but stands under a point already.
    assert [entry.ref for entry in swift.linked] == ["R-004"]
    assert swift.responses == 4


def test_what_is_named_at_a_glance_is_the_oldest_of_what_weighs_the_same() -> None:
    r = recorded.Recording()
    for number in range(1, 120):
        verdict: e.Verdict = "strength" if number in range(98, 103) else "improve"
        r.add(
            e.LearningPointDrawn(number, recorded.safe(f"P{number}"), verdict, None, ("swift",), ())
        )
    glance = made(r.session).glance
    assert [point.ref for point in glance.main_strengths] == ["L-98", "L-99", "L-100"]


def test_only_open_actions_are_still_to_be_settled() -> None:
    r = recorded.Recording()
    for number, status in enumerate(get_args(e.Status), 1):
        r.add(e.ActionAgreed(number, recorded.safe("Ring"), recorded.safe(""), status=status))
    assert {action.status for action in made(r.session).actions} == {"open", "done", "dropped"}
    said = lesson_words.unsettled(made(r.session).actions)
    assert said == "Still to be settled: A-01 (owner and date)."


def test_evidence_says_which_way_it_speaks_there_and_back() -> None:
    summary = made(recorded.argued().session)
    swift, clear, listen = summary.list.lessons
    assert [(p.ref, p.against) for p in swift.points] == [
        ("L-01", ()),
        ("L-02", ()),
        ("L-05", ("Act swiftly",)),
    ]
    # R-004 is linked as speaking for it, and shows a point that speaks against it.
    assert [entry.ref for entry in swift.linked] == ["R-004"]
    assert (swift.speaks_for, swift.speaks_against) == (6, 2)
    assert [entry.ref for entry in clear.opposed] == ["R-002"]
    assert ([e.ref for e in listen.linked], [e.ref for e in listen.opposed]) == ([], ["R-001"])
    by_ref = entries(summary)
    assert bare(lesson_words.shown(by_ref["R-001"])) == "L-01; for Act swiftly; against Listen"
    assert bare(lesson_words.shown(by_ref["R-004"])) == "L-05; for Act swiftly"
    assert by_ref["R-003"].points == ()


def test_points_are_shown_by_results_times_and_posts_and_those_name_them() -> None:
    summary = made(recorded.argued().session)
    point = next(p for p in lesson(summary, "swift").points if p.ref == "L-05")
    assert [bare(lesson_words.proof(proof)) for proof in point.proofs] == [
        (
            "result of Stance one: Keep It Open: Snog 1, Marry 0, Avoid 7; "
            "Northfield Trust: Snog 1, Marry 1, Avoid 2"
        ),
        "answering times of First word",
        "post of Maya: On the spot",
        "inject of Dan: INJECT-PRESS Any answer?",
    ]
    # What the point says of lessons is not said by what shows it.
    shown = "L-05"
    assert summary.votes[0].ref == summary.stances[0].votes[0].ref == "V-01"
    behind = (summary.votes[0], summary.timings[0], summary.feed[1], summary.feed[2])
    assert [bare(lesson_words.shown(one)) for one in behind] == [shown] * 4
    prompt, press = summary.speed.challenges[:2]
    assert [(c.ref, c.inject, bare(lesson_words.shown(c))) for c in (prompt, press)] == [
        ("T-01", None, shown),
        ("T-01", "I-02", shown),
    ]
    assert lesson_words.shown(summary.votes[1]) == ""


def test_the_coverage_tells_what_was_exercised_from_what_was_recorded() -> None:
    rows = made(recorded.argued().session).coverage
    assert [[lesson_words.covered(cell) for cell in row.cells] for row in rows] == [
        ["3 for", "1 for, 2 against", "2 for", "nothing recorded"],
        ["nothing recorded", "2 for", "1 against", "nothing recorded"],
        ["1 against", "not exercised", "not exercised", "not exercised"],
    ]


def test_honest_about_lessons_without_evidence(told: Summary) -> None:
    # "clear" has a withdrawn point and a withdrawn response: neither is evidence.
    assert lesson(told, "clear").standing == "nothing recorded"
    assert lesson(told, "clear").responses == 0
    assert lesson(told, "listen").standing == "not exercised"


@pytest.mark.parametrize("profile", PROFILES)
def test_a_step_that_was_answered_and_then_skipped_was_exercised(profile: Profile) -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.start("first")
    r.wait(MINUTE)
    r.add(e.StepStarted(2, "rules", skipped=True))
    found = recorded.summary(r, profile)
    assert {cell.speaks for row in found.coverage for cell in row.cells} == {"not exercised"}
    assert (found.timings, found.glance.exercised) == ((), 0)
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.start("first")
    r.wait(MINUTE)
    r.give(1, recorded.text("Before it was skipped"))
    r.add(e.StepStarted(2, "rules", skipped=True))
    found = recorded.summary(r, profile)
    swift = next(row for row in found.coverage if row.id == "swift")
    speaks = "nothing recorded" if profile == "facilitator" else "nothing to show"
    assert [cell.speaks for cell in swift.cells] == [speaks] * 3
    assert found.timeline.runs[0].skipped
    assert [(x.step, x.runs) for x in lesson(found, "swift").exercised] == [("First word", 1)]
    assert speed_words.in_time(found.timings[0]) == "In time: 1 of 2."


def test_stances_move(told: Summary) -> None:
    campaign, trust = told.stances
    assert campaign.side == "Keep It Open"
    first, second = campaign.votes
    assert {c.option: c.count for c in first.counts} == {"Snog": 1, "Marry": 0, "Avoid": 7}
    assert first.total == 8
    assert (first.swapped, second.swapped) == (False, True)
    assert {c.option: c.change for c in second.counts} == {"Snog": -1, "Marry": 0, "Avoid": -3}
    assert [c.share_change for c in second.counts] == [-1 / 8, 0, 1 / 8]
    # Hands stand in place of the trust's single votes.
    assert {c.option: c.count for c in trust.votes[0].counts} == {
        "Snog": 1,
        "Marry": 1,
        "Avoid": 2,
    }
    assert entries(told)["R-008"].replaced
    assert [c.change for c in trust.net] == [6, 0, -2]


def voted(*votes: tuple[tuple[int, str], ...], hands: bool = False) -> Summary:
    """Two votes of four phones at one table, and hands at another if so."""
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("campaign", "Blue")
    for person in (1, 2, 3, 4):
        whole = person == 4
        r.add(e.ParticipantJoined(person, 1, clean(""), f"t{person}", f"r{person}", whole))
    for step, given in zip(("stance-one", "stance-one"), votes, strict=True):
        run = r.start(step)
        for person, option in given:
            r.give(1, Answer(options=(option,), reason=clean(f"Why {option}")), participant=person)
        if hands:
            r.add(e.HandsCounted(run, 2, "campaign", (("snog", 2), ("avoid", 1))))
    return made(r.session)


def test_who_moved_is_told_as_far_as_voices_can_be_followed() -> None:
    before = ((1, "avoid"), (2, "avoid"), (3, "marry"), (4, "avoid"))
    after = ((1, "snog"), (2, "avoid"), (3, "avoid"), (4, "snog"))
    (side,) = voted(before, after, hands=True).stances
    (movement,) = side.movements
    # The fourth phone speaks for a whole group, and hands have no names.
    assert (movement.followed, movement.moved, movement.unknown) == (3, 2, 4)
    assert [(way.before, way.now, way.count) for way in movement.ways] == [
        ("Marry", "Avoid", 1),
        ("Avoid", "Snog", 1),
    ]
    assert result_words.movement(movement) == (
        "From V-01 to V-02: of 3 votes that can be followed, 2 moved: Marry to Avoid 1, "
        "Avoid to Snog 1. Of 4 more only the net change is known."
    )
    assert [entry.reason for entry in side.votes[0].reasons] == [
        "Why avoid",
        "Why avoid",
        "Why marry",
        "Why avoid",
    ]


def test_hands_and_swapped_sides_give_net_changes_only(told: Summary) -> None:
    for side in told.stances:
        (movement,) = side.movements
        assert (movement.followed, movement.ways) == (0, ())
        assert result_words.movement(movement).endswith("so only the net change is known.")


def test_every_kind_of_answer_is_counted_in_its_way(told: Summary) -> None:
    choices = next(vote for vote in told.votes if vote.step == "Pick some")
    assert choices.counted == "answers"
    assert [(c.option, c.count, c.share) for c in choices.tallies[-1].counts] == [
        ("Ask first", 1, 0.5),
        ("Be there", 2, 1.0),
    ]
    scale = next(vote for vote in told.votes if vote.step == "Rate it")
    assert [c.option for c in scale.tallies[-1].counts] == ["1 (never)", "2", "3 (always)"]
    assert [(p.option, p.mean) for p in told.rankings[0].places] == [("Truth", 1), ("Speed", 2)]
    assert (told.numbers[0].least, told.numbers[0].median, told.numbers[0].most) == (
        23.5,
        42.25,
        61,
    )
    assert [(c.option, c.count) for c in told.words[0].words] == [("warmth", 2), ("quiet", 1)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2345678", "2,345,678"),
        ("1,400", "1,400"),
        ("0.004", "0.004"),
        ("-1234.5678", "-1,234.5678"),
        ("0.00000012", "0.00000012"),
        ("0", "0"),
        ("12345678901234.5", "12,345,678,901,234.5"),
        ("1000000000000000", "1,000,000,000,000,000"),
        ("1234567890123456", "1,234,567,890,123,456"),
        ("9" * 21, "1e+21"),
    ],
)
def test_a_number_is_quoted_as_it_was_typed(typed: str, said: str) -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.start("how-many")
    r.give(1, Answer(number=read_number(typed)))
    summary = made(r.session)
    assert entries(summary)["R-001"].answer == said
    assert write_number(summary.numbers[0].median) == said


def test_what_is_worked_out_has_no_noise() -> None:
    assert write_number((0.1 + 0.2) / 2) == "0.15"
    assert words.mean(5 / 3) == "1.67"
    assert words.mean(2.0) == "2"


def test_responses_say_how_they_stand(told: Summary) -> None:
    by_ref = entries(told)
    assert len(by_ref) == 36
    assert answer_words.marks(by_ref["R-001"]) == ""
    assert answer_words.marks(by_ref["R-002"]) == "earlier wording released, 3 versions"
    assert by_ref["R-002"].answer == "We are truly, truly sorry. Ruth"
    assert answer_words.marks(by_ref["R-003"]) == "withdrawn"
    assert by_ref["R-003"].answer == ""
    assert answer_words.words_of(by_ref["R-003"]) == "(withdrawn)"  # it may have been replaced
    assert answer_words.marks(by_ref["R-004"]) == "not released, late, not counted"
    assert by_ref["R-001"].shows == ("Act swiftly",)
    assert by_ref["R-003"].shows == ()
    assert by_ref["R-033"].side == "Northfield Trust"  # after the swap


def test_a_wording_that_came_late_is_told_from_one_that_waits() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    run = r.start("first")
    given = r.give(1, recorded.text("In time"))
    r.release(given)
    r.add(e.PromptClosed(run, r.at))
    r.wait(MINUTE)
    r.add(e.ResponseCorrected(given, recorded.text("Too late"), late=True))
    entry = entries(made(r.session))["R-001"]
    assert (entry.answer, entry.status) == ("In time", "released")
    assert answer_words.marks(entry) == "released, a later wording came late, 2 versions"
    r.add(e.ResponseAdmitted(given))
    entry = entries(made(r.session))["R-001"]
    assert entry.answer == "Too late"
    assert answer_words.marks(entry) == "earlier wording released, late but counted, 2 versions"


def test_the_feed_keeps_what_the_room_saw(told: Summary) -> None:
    assert [(p.ref, p.kind, p.author, p.side, p.took) for p in told.feed] == [
        ("I-01", "cast", "Maya", "", None),
        ("I-02", "inject", "Dan", "", None),
        ("P-01", "on the spot", "Maya", "", None),
        ("R-001", "answer", "Red table", "Keep It Open", 90_000),
        ("R-002", "answer", "Green table", "Northfield Trust", 240_000),
    ]
    assert told.feed[-1].text == "We are truly sorry. Ruth"


def test_people_and_private_notes_only_on_request(told: Summary) -> None:
    session = recorded.rich().session
    assert all(entry.person is None for entry in entries(made(session)).values())
    named = entries(made(session, names=True))
    assert [named[ref].person for ref in ("R-011", "R-012", "R-013")] == [
        "Jo",
        "[b]Bo[/b] <i>",
        "Participant 3",
    ]
    assert made(session).notes is None
    assert told.notes is not None
    assert [note.step for note in told.notes] == ["Harvest"]


def test_redaction_leaves_a_mark_and_no_words() -> None:
    summary = made(recorded.redacted().session, notes=True)
    first = entries(summary)["R-001"]
    assert (first.answer, first.redacted) == (REDACTED, True)
    assert answer_words.marks(first) == "released, redacted"
    assert summary.feed[3].text == summary.feed[2].text == REDACTED
    assert lesson(summary, "swift").points[0].text == REDACTED
    assert summary.actions[1].owner == REDACTED
    assert entries(summary)["R-004"].group == f"Group 2 {REDACTED}"
    for gone in ("Red's first word", "Answered at once", "Ring them", "PRIVATE", "Blue table"):
        assert gone not in repr(replace(summary, answered=())) + repr(entries(summary))


def test_nothing_happened_is_a_summary_too() -> None:
    summary = made(recorded.lobby().session, notes=True)
    assert summary.glance.responses == summary.timeline.took == 0
    assert [item.standing for item in summary.list.lessons] == ["not exercised"] * 3
    assert summary.notes == ()


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (None, "no answer"),
        (0, unbroken("0 s")),
        (125_400, unbroken("2 min 5 s")),
        (3_600_000, unbroken("1 h")),
        (-500, unbroken("0 s")),
        (999, unbroken("0 s")),
    ],
)
def test_lengths_are_said_in_words(ms: int | None, said: str) -> None:
    assert words.length(ms) == said


def test_moments_are_told_in_the_zone_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    try:
        assert words.clock(recorded.BEGAN) == "15:13"
        assert words.zone(recorded.BEGAN) == "BST (UTC+01:00)"
        assert words.day(recorded.BEGAN) == "21 September 2026"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_refers_to_a_ref_is_known_so_that_it_can_be_read_when_that_is_redacted() -> None:
    r = recorded.argued()
    r.add(e.SummaryTextSet("conclusions", recorded.safe("As R-002 shows, and not R-0022.")))
    assert list(naming(r.session, "R-002")) == ["L-01", "L-02", "the conclusions that you wrote"]
    assert list(naming(r.session, "V-01")) == ["L-05"]
    assert list(naming(r.session, "R-0022")) == ["the conclusions that you wrote"]
    assert list(naming(r.session, "R-003")) == []


def test_an_export_changes_nothing_that_the_next_one_says_of_a_session_under_way() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red table")
    r.group("trust", "Green table")
    r.start("first")
    r.wait(MINUTE)
    r.give(1, recorded.text("A first word"))
    before = [recorded.summary(r, profile) for profile in PROFILES]
    assert before[0].timeline.took == MINUTE
    r.wait(MINUTE)
    r.add(e.ExportWritten("minutes.html"))
    assert [recorded.summary(r, profile) for profile in PROFILES] == before
    # So does an export that comes when nobody has the session open any more.
    r.wait(MINUTE)
    r.add(e.Interrupted(r.at - 20_000))
    r.add(e.ClockAnchored("another boot", 0))
    r.add(e.ExportWritten("more-minutes.html"))
    assert [recorded.summary(r, profile) for profile in PROFILES] == before
    r.add(e.Resumed(1))
    assert made(r.session).timeline.took == 3 * MINUTE - 20_000
