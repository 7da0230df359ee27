from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from tests.report import recorded
from tests.report.reading import unbroken
from tests.report.recorded import MINUTE
from tests.report.test_programme import adds_up

from snogmarry.report import (
    answer_words,
    lesson_words,
    overview_words,
    result_words,
    speed_words,
    words,
)
from snogmarry.report.profiles import PROFILES
from snogmarry.report.sheets.overview import figures
from snogmarry.report.summary import Profile, summarise
from snogmarry.report.summary.evidence import Entry, LessonItem, Since
from snogmarry.report.summary.values import Summary
from snogmarry.session import events as e
from snogmarry.session.events import Answer
from snogmarry.session.refs import naming
from snogmarry.session.state import Session
from snogmarry.session.written import read_number, write_number
from snogmarry.text import REDACTED, clean


def made(session: Session, *, names: bool = False, notes: bool = False) -> Summary:
    return summarise(session, recorded.BEGAN, names, notes=notes)


@pytest.fixture(scope="module")
def rich() -> Summary:
    return made(recorded.rich().session, notes=True)


def lesson(summary: Summary, which: str) -> LessonItem:
    return next(item for item in summary.list.lessons if item.id == which)


def entries(summary: Summary) -> dict[str, Entry]:
    return {entry.ref: entry for part in summary.answered for entry in part.entries}


def test_the_overview_says_what_was_played_where_and_by_whom(rich: Summary) -> None:
    overview = rich.overview
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
        "5 people in 1 of 3 groups, people of the others not counted"
    )


def test_what_counts_is_told_with_hands_and_without_what_they_replace() -> None:
    session = recorded.rich().session
    glance = made(session).glance
    standing = [r for r in session.responses.values() if not r.withdrawn and not r.late]
    assert (glance.responses, glance.hands) == (len(standing) - 1, 1)
    assert ("Responses counted", glance.responses, None) in figures(made(session))
    assert ("Group votes by show of hands", 1, None) in figures(made(session))


def test_times_of_nobody_are_left_out() -> None:
    recording = recorded.Recording()
    recording.start("first")
    assert made(recording.session).timings == ()


def test_a_lesson_shows_its_points_and_the_responses_that_show_them(rich: Summary) -> None:
    swift = lesson(rich, "swift")
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
    assert lesson_words.shown(by_ref["R-001"]) == "L-01; for Act swiftly; against Listen"
    assert (
        lesson_words.shown(by_ref["R-004"])
        == "L-05; for Act swiftly, Be clear; against Act swiftly"
    )
    assert by_ref["R-003"].points == ()


def test_points_are_shown_by_results_times_and_posts_and_those_name_them() -> None:
    summary = made(recorded.argued().session)
    point = next(p for p in lesson(summary, "swift").points if p.ref == "L-05")
    assert [lesson_words.proof(proof) for proof in point.proofs] == [
        (
            "result of Stance one: Keep It Open: Snog 1, Marry 0, Avoid 7; "
            "Northfield Trust: Snog 1, Marry 1, Avoid 2"
        ),
        "answering times of First word",
        "post of Maya: On the spot",
        "inject of Dan: INJECT-PRESS Any answer?",
    ]
    shown = "L-05; for Be clear; against Act swiftly"
    assert summary.votes[0].ref == summary.stances[0].votes[0].ref == "V-01"
    assert lesson_words.shown(summary.votes[0]) == lesson_words.shown(summary.timings[0]) == shown
    assert lesson_words.shown(summary.feed[1]) == lesson_words.shown(summary.feed[2]) == shown
    prompt, press = summary.speed.challenges[:2]
    assert [(c.ref, c.inject, lesson_words.shown(c)) for c in (prompt, press)] == [
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


def test_honest_about_lessons_without_evidence(rich: Summary) -> None:
    # "clear" has a withdrawn point and a withdrawn response: neither is evidence.
    assert lesson(rich, "clear").standing == "nothing recorded"
    assert lesson(rich, "clear").responses == 0
    assert lesson(rich, "listen").standing == "not exercised"


def test_answering_times_are_held_against_what_is_hoped_for(rich: Summary) -> None:
    (timing,) = lesson(rich, "swift").timings
    assert [(g.group, g.took, g.within) for g in timing.groups] == [
        ("Red table", 90_000, True),
        ("Blue table", None, False),  # withdrawn, and then too late to count
        ("Green table", 240_000, False),
    ]
    assert timing.in_time == 1


def test_first_public_words_are_timed_from_the_first_post_without_pauses(rich: Summary) -> None:
    speed = rich.speed
    assert speed.since == Since("post", recorded.BEGAN + 12 * MINUTE)
    assert [(w.group, w.ref, w.took) for w in speed.words] == [
        ("Red table", "R-001", 150_000),
        ("Blue table", None, None),  # withdrawn, and then too late to count
        ("Green table", "R-002", 300_000),  # half a minute of pause does not count
    ]
    assert [(s.side, s.lasted, s.expected) for s in speed.silences] == [
        ("Keep It Open", 150_000, 180_000),  # until the closing
        ("Northfield Trust", 240_000, 180_000),  # of which no step asked for a post in the first
    ]


def test_words_are_timed_from_the_prompt_where_that_came_before_any_post() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.start("rules")
    r.wait(MINUTE)
    run = r.start("first")
    r.wait(MINUTE)
    r.release(r.give(1, recorded.text("Before anybody asked")))
    alone = made(r.session).speed
    r.wait(MINUTE)
    r.add(e.InjectArrived(run, "press"))
    r.wait(MINUTE)
    r.add(e.SessionEnded())
    with_post = made(r.session).speed
    for speed in (alone, with_post):
        assert speed.since == Since("prompt", recorded.BEGAN + MINUTE)
        assert speed_words.first_words(speed.since) == (
            f"First public word after the first prompt at {words.clock(speed.since.wall)}"
        )
        assert [(w.group, w.ref, w.took) for w in speed.words] == [
            ("Red", "R-001", MINUTE),
            ("Green", None, None),
        ]
    assert [(s.side, s.lasted) for s in alone.silences] == [
        ("Keep It Open", MINUTE),
        ("Northfield Trust", MINUTE),
    ]
    assert [(s.side, s.lasted) for s in with_post.silences] == [
        ("Keep It Open", MINUTE),  # between its post and the inject nothing was asked of it
        ("Northfield Trust", 3 * MINUTE),
    ]


HOUR = 60 * MINUTE


def test_silences_stand_at_the_time_of_day_though_the_machine_slept() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.start("first")
    r.wait(MINUTE)
    r.give(1, recorded.text("Before the night"))
    r.add(e.InjectArrived(1, "press"))
    r.wait(2 * MINUTE)
    r.slept = 12 * HOUR
    r.give(2, recorded.text("After it"))
    r.wait(MINUTE)
    r.start("rules")
    r.slept += HOUR
    r.wait(MINUTE)
    r.add(e.SessionEnded())
    r.slept += HOUR
    r.add(e.NoteTaken(1, recorded.safe("Later"), None))
    began = recorded.BEGAN
    assert [
        (s.since - began, s.until - began, s.lasted) for s in made(r.session).speed.silences
    ] == [
        (MINUTE, 12 * HOUR + 4 * MINUTE, 3 * MINUTE),
        (0, 12 * HOUR + 3 * MINUTE, 3 * MINUTE),
    ]


@pytest.mark.parametrize("end", ["resumed", "ended", "still open"])
def test_a_silence_ends_when_the_step_was_left(end: str) -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.start("rules")
    r.wait(MINUTE)
    r.start("first")
    r.wait(MINUTE)
    r.slept = 12 * HOUR
    left: e.Event = e.SessionEnded() if end == "ended" else e.StepResumed(1)
    r.add(e.NoteTaken(1, recorded.safe("Here"), None) if end == "still open" else left)
    until = recorded.BEGAN + 12 * HOUR + 2 * MINUTE
    if end != "still open":
        r.slept += HOUR
        r.wait(MINUTE)
        r.add(e.NoteTaken(1, recorded.safe("Later"), None))
    assert {silence.until for silence in made(r.session).speed.silences} == {until}


def test_a_prompt_that_asks_for_no_post_or_was_skipped_starts_no_clock() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.start("long")
    r.wait(MINUTE)
    r.start("first")
    r.wait(MINUTE)
    r.start("rules", skipped=True)
    assert made(r.session).speed.since is None


def closed(r: recorded.Recording, run: int) -> None:
    """The prompt closes after a minute; five seconds later Red answers, and Green ten after."""
    r.wait(MINUTE)
    r.add(e.PromptClosed(run, r.at))
    r.wait(5_000)
    r.give(1, recorded.text("Red, too late"), late=True)
    r.wait(10_000)
    r.give(2, recorded.text("Green, too late"), late=True)


def judged(r: recorded.Recording, profile: Profile) -> list[tuple[str, ...]]:
    """Of each group: its first word, what it answered, whether that was in time, its ref."""
    found = recorded.summary(r, profile)
    (timing,) = found.timings
    assert (timing,) == lesson(found, "swift").timings
    prompt = found.speed.challenges[0]
    for reaction, first in zip(prompt.groups, timing.groups, strict=True):
        assert (reaction.group, reaction.took, reaction.late, reaction.within) == (
            *(first.group, first.took, first.late, first.within),
        )
    return [
        (
            speed_words.first_word(word),
            speed_words.reaction(reaction),
            speed_words.in_place_of_ref(word) if word.ref is None else word.ref,
        )
        for word, reaction in zip(found.speed.words, prompt.groups, strict=True)
    ]


@pytest.mark.parametrize("profile", PROFILES)
def test_an_answer_after_the_closing_is_judged_alike_in_every_place(profile: Profile) -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    run = r.start("first")
    closed(r, run)
    late = ("late", "late", "not counted")
    assert judged(r, profile) == [late, late]
    assert speed_words.in_time(recorded.summary(r, profile).timings[0]) == "In time: 0 of 2."
    for entry in entries(recorded.summary(r, profile)).values():
        assert speed_words.took(entry) == "late"
        assert "; late, at" in answer_words.source(entry)
    r.add(e.ResponseAdmitted(2))
    r.release(2)
    counted = (
        unbroken("1 min 15 s, late but counted"),
        unbroken("1 min 15 s, late but counted, in time"),
        "R-002",
    )
    assert judged(r, profile) == [late, counted]
    admitted = entries(recorded.summary(r, profile))["R-002"]
    assert speed_words.took(admitted) == unbroken("1 min 15 s")
    assert "late but counted" in answer_words.marks(admitted)
    assert [answer_words.posted_after(post) for post in recorded.summary(r, profile).feed] == [
        unbroken(", after 1 min 15 s, late but counted")
    ]


@pytest.mark.parametrize("profile", PROFILES)
def test_an_answer_given_aloud_is_a_public_word_when_it_was_marked(profile: Profile) -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.group("trust", "Grey")
    run = r.start("first")
    r.wait(50_000)
    r.add(e.AnsweredAloud(run, 1))
    r.add(e.AnsweredAloud(run, 2))
    r.wait(10_000)
    r.add(e.InjectArrived(run, "press"))
    r.add(e.PromptClosed(run, r.at))
    r.wait(MINUTE)
    r.add(e.AnsweredAloud(run, 3))
    r.release(r.give(1, recorded.text("Off the sheet")))
    late = ("late", "late", "not counted")
    assert judged(r, profile) == [
        (unbroken("50 s"), unbroken("50 s, in time"), "R-001"),
        (unbroken("50 s"), unbroken("50 s, in time"), "aloud"),
        late,
    ]
    entry = entries(recorded.summary(r, profile))["R-001"]
    assert (entry.took, entry.wall - recorded.BEGAN) == (50_000, 50_000)
    assert [post.took for post in recorded.summary(r, profile).feed][-1] == 50_000
    _, inject = recorded.summary(r, profile).speed.challenges
    assert [speed_words.reaction(group) for group in inject.groups] == [
        "had answered before",
        "had answered before",
        "late",
    ]


def test_challenges_are_prompts_and_the_injects_put_to_a_side(rich: Summary) -> None:
    prompt, inject = rich.speed.challenges[:2]
    assert (prompt.ref, prompt.kind, inject.kind) == ("T-01", "prompt", "inject")
    assert [speed_words.reaction(r) for r in prompt.groups] == [
        unbroken("1 min 30 s, in time"),
        "late",
        unbroken("4 min, not in time"),
    ]
    assert [speed_words.reaction(r) for r in inject.groups] == [
        "had answered before",
        "late",
        unbroken("2 min"),
    ]
    assert {c.expected for c in rich.speed.challenges[1:]} == {None}


def test_words_of_a_phone_that_the_facilitator_mended_are_no_answer_to_an_inject() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("campaign", "Blue")
    for person in (1, 2):
        r.add(e.ParticipantJoined(person, person, recorded.safe(""), f"t{person}", f"c{person}"))
    run = r.start("first")
    for person in (1, 2):
        r.give(person, recorded.text("We are hear"), participant=person)
    r.wait(2 * MINUTE)
    r.add(e.InjectArrived(run, "press"))
    r.wait(MINUTE)
    r.add(e.ResponseCorrected(1, recorded.text("We are here")))
    r.add(e.ResponseCorrected(2, recorded.text("And now for Dan"), participant=2))
    _, inject = made(r.session).speed.challenges
    assert [speed_words.reaction(group) for group in inject.groups] == [
        "had answered before",
        unbroken("1 min"),
    ]


def test_what_the_facilitator_typed_over_a_late_answer_of_a_phone_is_its_first_word() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.add(e.ParticipantJoined(1, 1, recorded.safe(""), "t1", "c1"))
    r.start("first")
    r.wait(MINUTE)
    r.start("harvest")
    r.runs = 1
    r.wait(MINUTE)
    r.give(1, recorded.text("As the room moved on"), participant=1, late=True)
    r.add(e.ResponseCorrected(1, recorded.text("As it was called out")))
    speed = made(r.session).speed
    assert [speed_words.reaction(of) for of in speed.challenges[0].groups] == [
        unbroken("1 min, in time")
    ]
    (word,) = speed.words
    assert (speed_words.first_word(word), word.ref) == (unbroken("1 min"), "R-001")


def test_what_comes_in_the_moment_of_an_inject_answers_it() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    run = r.start("first")
    r.wait(2 * MINUTE)
    r.add(e.InjectArrived(run, "press"))
    r.give(1, recorded.text("At once"))
    _, inject = made(r.session).speed.challenges
    assert [speed_words.reaction(group) for group in inject.groups] == [unbroken("0 s")]


def test_what_was_said_while_the_clock_stood_was_said_before_what_then_came() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    run = r.start("first")
    r.wait(MINUTE)
    r.add(e.Paused(run))
    r.wait(MINUTE)
    r.give(1, recorded.text("While it stands"))
    r.wait(MINUTE)
    r.add(e.InjectArrived(run, "petition"))
    _, inject = made(r.session).speed.challenges
    assert [speed_words.reaction(group) for group in inject.groups] == ["had answered before"]


def test_no_answer_came_before_what_it_answers_whatever_was_undone() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    run = r.start("first")
    r.wait(MINUTE)
    r.start("rules")
    left = r.session.head
    r.wait(5 * MINUTE)
    r.add(e.StepResumed(run))
    back = r.session.head
    r.wait(MINUTE)
    r.add(e.InjectArrived(run, "press"))
    r.wait(MINUTE)
    r.runs = run
    r.give(1, recorded.text("To Dan"))
    r.add(e.Undone(back))
    r.add(e.Undone(left))
    _, inject = made(r.session).speed.challenges
    assert [speed_words.reaction(group) for group in inject.groups] == [unbroken("1 min")]


def test_an_inject_for_the_silent_is_put_to_that_side_alone() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    run = r.start("first")
    r.wait(4 * MINUTE)
    r.add(e.InjectArrived(run, "quiet"))
    r.wait(MINUTE)
    _, inject = made(r.session).speed.challenges
    assert [(g.group, speed_words.reaction(g)) for g in inject.groups] == [("Green", "no answer")]


def test_posts_stay_open_until_the_side_has_said_something_public(rich: Summary) -> None:
    assert [(o.step, [side.posts for side in o.sides]) for o in rich.speed.open] == [
        ("First word", [2, 0]),
    ]
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.start("friday")
    r.wait(MINUTE)
    run = r.start("first")
    r.add(e.CastPosted(1, "maya", "blog", recorded.safe("As the step begins"), run))
    r.wait(MINUTE)
    r.add(e.SessionEnded())
    assert [o.sides[0].posts for o in made(r.session).speed.open] == [2]


def test_a_group_that_never_answered_is_shown_as_such() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    run = r.start("first")
    r.wait(MINUTE)
    r.add(e.AnsweredAloud(run, 2))
    (timing,) = lesson(made(r.session), "swift").timings
    assert [(g.group, g.took, g.within) for g in timing.groups] == [
        ("Red", None, False),
        ("Green", MINUTE, True),
    ]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_group_that_came_later_is_not_held_to_what_was_over(profile: Profile) -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    run = r.start("first")
    r.wait(2 * MINUTE)
    r.add(e.InjectArrived(run, "press"))
    r.group("trust", "In the middle")
    r.wait(MINUTE)
    r.start("rules")
    r.group("trust", "Afterwards")
    r.wait(MINUTE)
    found = recorded.summary(r, profile)
    there = ["Red", "Green", "In the middle"]
    assert [[g.group for g in c.groups] for c in found.speed.challenges] == [there, there[:2]]
    assert speed_words.in_time(found.timings[0]) == "In time: 0 of 3."
    assert [speed_words.first_word(word) for word in found.speed.words] == [
        *(["never"] * 3),
        "not asked",
    ]
    swift = next(row for row in found.coverage if row.id == "swift")
    assert [(cell.group, cell.exercised) for cell in swift.cells] == [
        *((group, True) for group in there),
        ("Afterwards", False),
        (None, True),
    ]


def test_a_group_that_came_when_the_prompt_was_closed_was_not_asked() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.start("friday")
    run = r.start("first")
    r.wait(MINUTE)
    r.give(1, recorded.text("In time"))
    r.add(e.PromptClosed(run, r.at))
    r.wait(MINUTE)
    r.group("trust", "After the closing")
    r.wait(MINUTE)
    r.start("harvest")
    found = made(r.session)
    assert speed_words.in_time(found.timings[0]) == "In time: 1 of 1."
    assert [speed_words.first_word(word) for word in found.speed.words] == [
        unbroken("1 min"),
        "not asked",
    ]
    assert [[side.side for side in o.sides] for o in found.speed.open] == [["Keep It Open"]]
    swift = next(row for row in found.coverage if row.id == "swift")
    assert [cell.exercised for cell in swift.cells] == [True, False, True]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_side_that_was_never_asked_for_a_post_left_nothing_open(profile: Profile) -> None:
    plan = recorded.scenario()
    steps = [
        step.model_copy(update={"ask": {"trust": "Only you"}}) if step.id == "first" else step
        for step in plan.steps
    ]
    r = recorded.Recording(plan.model_copy(update={"steps": tuple(steps)}))
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.start("friday")
    r.wait(MINUTE)
    r.start("first")
    r.wait(MINUTE)
    r.start("rules")
    speed = recorded.summary(r, profile).speed
    assert [speed_words.first_word(word) for word in speed.words] == ["not asked", "never"]
    assert [[(s.side, s.posts) for s in o.sides] for o in speed.open] == [
        [("Northfield Trust", 1)],
    ]


def spoke(r: recorded.Recording) -> tuple[list[tuple[str, int]], list[list[int | None]]]:
    """Each side's longest silence, and what it left unanswered prompt by prompt, up to now."""
    r.add(e.NoteTaken(len(r.session.notes) + 1, recorded.safe("Now")))
    found = made(r.session).speed
    silences = [(s.side, s.lasted) for s in found.silences]
    return silences, [[side.posts for side in o.sides] for o in found.open]


def test_a_side_that_said_what_it_was_asked_for_is_not_blamed_for_what_comes_after() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.start("friday")
    run = r.start("first")
    r.wait(20_000)
    r.give(1, recorded.text("Red's post"))
    r.wait(MINUTE)
    r.give(2, recorded.text("Green's post"))
    r.add(e.CastPosted(1, "maya", "blog", recorded.safe("On the spot"), run))
    r.wait(5 * MINUTE)
    assert spoke(r) == ([("Keep It Open", 20_000), ("Northfield Trust", 80_000)], [[0, 0]])
    r.start("rules")
    r.wait(20 * MINUTE)
    r.start("first")
    r.wait(30_000)
    r.give(1, recorded.text("Red again"))
    r.give(2, recorded.text("Green again"))
    r.start("rules")
    assert spoke(r) == ([("Keep It Open", 30_000), ("Northfield Trust", 80_000)], [[0, 0], [0, 0]])


def test_an_inject_asks_anew_the_side_that_it_is_put_to_until_any_group_of_it_posts() -> None:
    r = recorded.Recording()
    for side, name in (("campaign", "Red"), ("trust", "Green"), ("trust", "Grey")):
        r.group(side, name)
    run = r.start("first")
    for group in (1, 2, 3):
        r.give(group, recorded.text("At once"))
    r.wait(2 * MINUTE)
    r.add(e.InjectArrived(run, "press"))
    r.wait(40_000)
    assert spoke(r) == ([("Keep It Open", 40_000), ("Northfield Trust", 40_000)], [[1, 1]])
    r.add(e.ResponseCorrected(3, recorded.text("Grey to Dan")))
    r.wait(MINUTE)
    r.add(e.PromptClosed(run, r.at))
    r.wait(10 * MINUTE)
    assert spoke(r) == ([("Keep It Open", 100_000), ("Northfield Trust", 40_000)], [[1, 0]])
    since = recorded.BEGAN + 2 * MINUTE
    assert {silence.since for silence in made(r.session).speed.silences} == {since}


@pytest.mark.parametrize("by", ["reopened", "taken back"])
def test_while_a_prompt_was_closed_nobody_was_asked_though_it_was_reopened(by: str) -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.start("friday")
    run = r.start("first")
    r.wait(10_000)
    r.give(1, recorded.text("Before it closed"))
    r.wait(50_000)
    r.add(e.PromptClosed(run, r.at))
    r.wait(10 * MINUTE)
    r.add(e.PromptReopened(run) if by == "reopened" else e.Undone(r.session.head))
    r.wait(30_000)
    assert spoke(r) == ([("Keep It Open", 10_000), ("Northfield Trust", 90_000)], [[0, 1]])
    r.give(2, recorded.text("Once it was open again"))
    r.wait(MINUTE)
    assert spoke(r) == ([("Keep It Open", 10_000), ("Northfield Trust", 90_000)], [[0, 0]])


def test_a_silence_lasts_until_each_group_of_the_side_has_posted() -> None:
    r = recorded.Recording()
    r.group("trust", "Green")
    r.group("trust", "Grey")
    run = r.start("first")
    r.wait(MINUTE)
    r.give(1, recorded.text("Green"))
    r.wait(3 * MINUTE)
    r.add(e.InjectArrived(run, "press"))
    r.give(2, recorded.text("Grey"))
    r.wait(10 * MINUTE)
    assert spoke(r) == ([("Northfield Trust", 3 * MINUTE)], [[0]])


def test_an_inject_for_the_silent_is_left_unanswered_by_that_side_alone() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    run = r.start("first")
    r.wait(4 * MINUTE)
    r.add(e.InjectArrived(run, "quiet"))
    r.wait(MINUTE)
    assert spoke(r)[1] == [[0, 1]]


def test_a_side_that_a_prompt_did_not_ask_is_said_not_to_have_been_asked() -> None:
    plan = recorded.scenario()
    steps = [step for step in plan.steps if step.id in {"friday", "first"}]
    alone = {"id": "alone", "ask": {"trust": "Only you"}, "injects": ()}
    steps.append(steps[-1].model_copy(update=alone))
    r = recorded.Recording(plan.model_copy(update={"steps": tuple(steps)}))
    r.group("campaign", "Red")
    r.group("trust", "Green")
    for step in ("friday", "first", "alone"):
        r.start(step)
        r.wait(MINUTE)
    assert [[speed_words.left_open(s) for s in o.sides] for o in made(r.session).speed.open] == [
        [1, 1],
        ["not asked", 1],
    ]
    assert spoke(r) == (
        [("Keep It Open", MINUTE), ("Northfield Trust", 2 * MINUTE)],
        [[1, 1], [None, 1]],
    )


def test_what_is_typed_after_the_prompt_was_left_was_called_out_before() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.start("friday")
    r.start("first")
    r.wait(30_000)
    r.start("first")
    r.runs -= 1
    r.wait(MINUTE)
    r.give(1, recorded.text("Off the sheet"))
    r.wait(90_000)
    assert spoke(r) == ([("Keep It Open", 150_000)], [[0], [0]])


def test_a_silence_is_held_against_what_its_own_steps_hope_for() -> None:
    plan = recorded.scenario()
    steps = [step for step in plan.steps if step.id == "first"]
    hasty = {"id": "hasty", "expect_within": 30_000, "injects": ()}
    steps.append(steps[0].model_copy(update=hasty))
    r = recorded.Recording(plan.model_copy(update={"steps": tuple(steps)}))
    r.group("trust", "Green")
    for step, after in (("first", 2 * MINUTE), ("hasty", 10_000)):
        r.start(step)
        r.wait(after)
        r.give(1, recorded.text(step))
    (silence,) = made(r.session).speed.silences
    assert (silence.lasted, silence.expected) == (2 * MINUTE, 180_000)


def test_what_is_typed_after_the_room_moved_on_has_one_time() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    run = r.start("first")
    r.wait(MINUTE)
    r.start("rules")
    r.wait(MINUTE)
    r.add(e.ResponseGiven(1, run, 1, "campaign", recorded.text("Called out")))
    found = made(r.session)
    (prompt, *_), (word,) = found.speed.challenges, found.speed.words
    assert speed_words.reaction(prompt.groups[0]) == unbroken("1 min, in time")
    assert speed_words.first_word(word) == unbroken("1 min")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_group_that_joins_in_the_middle_is_timed_from_then_on(profile: Profile) -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.start("friday")
    run = r.start("first")
    r.wait(2 * MINUTE)
    r.add(e.InjectArrived(run, "press"))
    r.wait(2 * MINUTE)
    r.group("trust", "Grey")
    r.wait(20_000)
    r.add(e.Paused(run))
    r.wait(MINUTE)
    r.add(e.Resumed(run))
    r.wait(20_000)
    r.give(3, recorded.text("Here we are"))
    r.release(1)
    r.wait(MINUTE)
    r.add(e.InjectArrived(run, "petition"))
    r.wait(5_000)
    r.add(e.ResponseCorrected(1, recorded.text("And to Maya")))
    found = recorded.summary(r, profile)
    assert [speed_words.first_word(word) for word in found.speed.words] == [
        *("never", "never"),
        unbroken("40 s after joining"),
    ]
    prompt, press, petition = found.speed.challenges
    assert speed_words.reaction(prompt.groups[2]) == unbroken("40 s after joining, in time")
    assert speed_words.first_answer(found.timings[0].groups[2]) == unbroken("40 s after joining")
    assert [group.group for group in press.groups] == ["Red", "Green"]
    assert [speed_words.reaction(group) for group in petition.groups][2] == unbroken("5 s")
    assert entries(found)["R-001"].took == found.feed[2].took == 40_000


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
    assert [cell.speaks for cell in swift.cells] == ["nothing recorded"] * 3
    assert found.timeline.runs[0].skipped
    assert [(x.step, x.runs) for x in lesson(found, "swift").exercised] == [("First word", 1)]
    assert speed_words.in_time(found.timings[0]) == "In time: 1 of 2."


def test_what_is_told_as_the_time_hoped_for_is_in_time() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.start("first")
    r.wait(180_900)
    r.give(1, recorded.text("At three minutes"))
    r.wait(100)
    r.give(2, recorded.text("A second later"))
    prompt = made(r.session).speed.challenges[0]
    assert [speed_words.reaction(group) for group in prompt.groups] == [
        unbroken("3 min, in time"),
        unbroken("3 min 1 s, not in time"),
    ]


def test_stances_move(rich: Summary) -> None:
    campaign, trust = rich.stances
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
    assert entries(rich)["R-008"].replaced
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


def test_hands_and_swapped_sides_give_net_changes_only(rich: Summary) -> None:
    for side in rich.stances:
        (movement,) = side.movements
        assert (movement.followed, movement.ways) == (0, ())
        assert result_words.movement(movement).endswith("so only the net change is known.")


def test_every_kind_of_answer_is_counted_in_its_way(rich: Summary) -> None:
    choices = next(vote for vote in rich.votes if vote.step == "Pick some")
    assert choices.counted == "answers"
    assert [(c.option, c.count, c.share) for c in choices.tallies[-1].counts] == [
        ("Ask first", 1, 0.5),
        ("Be there", 2, 1.0),
    ]
    scale = next(vote for vote in rich.votes if vote.step == "Rate it")
    assert [c.option for c in scale.tallies[-1].counts] == ["1 (never)", "2", "3 (always)"]
    assert [(p.option, p.mean) for p in rich.rankings[0].places] == [("Truth", 1), ("Speed", 2)]
    assert (rich.numbers[0].least, rich.numbers[0].median, rich.numbers[0].most) == (
        23.5,
        42.25,
        61,
    )
    assert [(c.option, c.count) for c in rich.words[0].words] == [("warmth", 2), ("quiet", 1)]


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


def test_the_timeline_knows_pauses_from_being_elsewhere(rich: Summary) -> None:
    runs = {run.step: run for run in rich.timeline.runs}
    first = runs["First word"]
    assert (first.pauses, first.paused, first.took) == (1, 30_000, 245_000)
    assert rich.timeline.undone == 1
    assert rich.timeline.never_run == ("Promises",)

    r = recorded.Recording()
    r.start("rules")
    r.wait(MINUTE)
    r.start("friday")
    r.wait(MINUTE)
    r.add(e.StepResumed(1))
    r.wait(MINUTE)
    r.add(e.NoteTaken(1, recorded.safe("A minute later")))
    resumed = made(r.session).timeline.runs[0]
    assert (resumed.took, resumed.pauses) == (2 * MINUTE, 0)


def test_the_difference_to_the_plan_is_that_of_the_figures_beside_it() -> None:
    r = recorded.Recording()
    r.wait(300)
    r.start("rules")
    r.wait(2 * MINUTE + 59_400)
    r.start("friday")
    r.wait(60_900)
    r.add(e.SessionEnded())
    for run in made(r.session).timeline.runs:
        seconds = (run.took - run.planned) // 1_000
        assert words.against(run.over) == (
            "on time"
            if not seconds
            else unbroken(f"{abs(seconds)} s {'over' if seconds > 0 else 'under'}")
        )
    assert [words.length(run.took) for run in made(r.session).timeline.runs] == [
        unbroken("2 min 59 s"),
        unbroken("1 min 1 s"),
    ]
    assert adds_up(made(r.session))
    pace = replace(made(r.session).timeline, planned=60_000, took=59_001)
    assert overview_words.pace(pace) == unbroken("Planned 1 min, took 59 s (1 s under)")


def test_the_figures_of_the_programme_add_up_and_what_is_in_none_is_said() -> None:
    r = recorded.Recording()
    first = r.start("rules")
    r.wait(MINUTE)
    r.add(e.Paused(first))
    r.wait(20_300)
    r.add(e.StepStarted(2, "page-one"))
    r.wait(30_900)
    r.add(e.StepResumed(first))
    r.wait(MINUTE)
    r.add(e.Paused(first))
    r.wait(5_000)
    r.add(e.Interrupted(r.at - 2_000))
    r.wait(10_000)
    r.add(e.Resumed(first))
    r.wait(MINUTE)
    r.add(e.SessionEnded())
    r.wait(10 * MINUTE)
    r.add(e.SessionReopened())
    r.wait(7_000)
    r.add(e.SessionEnded())
    rules, aside = made(r.session).timeline.runs
    assert (rules.pauses, rules.paused, rules.took) == (2, 33_000, 187_000)
    assert aside.pauses == 0
    timeline = made(r.session).timeline
    assert (timeline.paused, timeline.lost) == (33_000, 10 * MINUTE + 2_000)
    assert adds_up(made(r.session))
    assert overview_words.within(timeline) == unbroken(
        "Planned in all is every step of the order once, run or not; asides and further takes are "
        "not. What it took in all is the steps and the pauses between, 33 s; what a step took is "
        "without its pauses. Interruptions, and debriefs that were left again, are in no figure: "
        "10 min 2 s."
    )


def test_of_a_programme_that_went_as_planned_nothing_more_is_said() -> None:
    plan = recorded.scenario()
    r = recorded.Recording(plan.model_copy(update={"steps": plan.steps[:2]}))
    r.start("rules")
    r.wait(3 * MINUTE)
    r.start("friday")
    r.wait(MINUTE)
    r.add(e.SessionEnded())
    assert overview_words.within(made(r.session).timeline) == ""
    assert adds_up(made(r.session))


def test_a_second_take_is_told_apart_and_a_skipped_step_is_marked() -> None:
    r = recorded.Recording()
    r.start("rules")
    r.start("rules")
    r.start("friday", skipped=True)
    timeline = made(r.session).timeline
    assert [(run.step, run.take, run.skipped) for run in timeline.runs] == [
        ("Ground rules", 1, False),
        ("Ground rules", 2, True),
        ("Friday", 1, False),
    ]
    assert words.run_title("Ground rules", 2) == "Ground rules (take 2)"


def test_responses_say_how_they_stand(rich: Summary) -> None:
    by_ref = entries(rich)
    assert len(by_ref) == 36
    assert answer_words.marks(by_ref["R-001"]) == ""
    assert answer_words.marks(by_ref["R-002"]) == "earlier wording released, 3 versions"
    assert by_ref["R-002"].answer == "We are truly, truly sorry. Ruth"
    assert answer_words.marks(by_ref["R-003"]) == "withdrawn"
    assert by_ref["R-003"].answer == ""
    assert answer_words.words_of(by_ref["R-003"]) == "(withdrawn)"  # it may have been replaced
    assert answer_words.marks(by_ref["R-004"]) == "late, not counted, not released"
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
    assert answer_words.marks(entry) == "a later wording came late, 2 versions"
    r.add(e.ResponseAdmitted(given))
    entry = entries(made(r.session))["R-001"]
    assert entry.answer == "Too late"
    assert answer_words.marks(entry) == "late but counted, earlier wording released, 2 versions"


def test_the_feed_keeps_what_the_room_saw(rich: Summary) -> None:
    assert [(p.ref, p.kind, p.author, p.side, p.took) for p in rich.feed] == [
        ("I-01", "cast", "Maya", "", None),
        ("I-02", "inject", "Dan", "", None),
        ("P-01", "on the spot", "Maya", "", None),
        ("R-001", "answer", "Red table", "Keep It Open", 90_000),
        ("R-002", "answer", "Green table", "Northfield Trust", 240_000),
    ]
    assert rich.feed[-1].text == "We are truly sorry. Ruth"


def test_people_and_private_notes_only_on_request(rich: Summary) -> None:
    session = recorded.rich().session
    assert all(entry.person is None for entry in entries(made(session)).values())
    named = entries(made(session, names=True))
    assert [named[ref].person for ref in ("R-011", "R-012", "R-013")] == [
        "Jo",
        "[b]Bo[/b] <i>",
        "Participant 3",
    ]
    assert made(session).notes is None
    assert rich.notes is not None
    assert [note.step for note in rich.notes] == ["Harvest"]


def test_redaction_leaves_a_mark_and_no_words() -> None:
    summary = made(recorded.redacted().session, notes=True)
    first = entries(summary)["R-001"]
    assert (first.answer, first.redacted) == (REDACTED, True)
    assert answer_words.marks(first) == "redacted"
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
