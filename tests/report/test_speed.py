"""How soon groups spoke, and what they answered."""

from __future__ import annotations

import pytest
from tests.report import recorded
from tests.report.reading import unbroken
from tests.report.recorded import MINUTE, entries, lesson, made

from snogmarry.report import (
    answer_words,
    speed_words,
    words,
)
from snogmarry.report.profiles import PROFILES
from snogmarry.report.summary import Profile
from snogmarry.report.summary.evidence import Since
from snogmarry.report.summary.values import Summary
from snogmarry.session import events as e


def test_answering_times_are_held_against_what_is_hoped_for(told: Summary) -> None:
    (timing,) = lesson(told, "swift").timings
    assert [(g.group, g.took, g.within) for g in timing.groups] == [
        ("Red table", 90_000, True),
        ("Blue table", None, False),  # withdrawn, and then too late to count
        ("Green table", 240_000, False),
    ]
    assert timing.in_time == 1


def test_first_public_words_are_timed_from_the_first_post_without_pauses(told: Summary) -> None:
    speed = told.speed
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


def test_challenges_are_prompts_and_the_injects_put_to_a_side(told: Summary) -> None:
    prompt, inject = told.speed.challenges[:2]
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
    assert {c.expected for c in told.speed.challenges[1:]} == {None}


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


@pytest.mark.parametrize("anew", [False, True], ids=["a slip mended", "said anew"])
def test_a_slip_mended_in_what_the_facilitator_typed_is_no_answer_to_an_inject(anew: bool) -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    r.group("trust", "Green")
    r.start("friday")
    run = r.start("first")
    r.wait(30_000)
    r.give(1, recorded.text("Thier word"))
    r.give(2, recorded.text("Ours"))
    r.wait(MINUTE)
    r.add(e.InjectArrived(run, "press"))
    r.wait(45_000)
    r.add(e.ResponseCorrected(1, recorded.text("Their word"), anew=anew))
    r.wait(MINUTE)
    r.start("harvest")
    found = made(r.session).speed
    _, inject = found.challenges
    assert [speed_words.reaction(group) for group in inject.groups] == [
        unbroken("45 s") if anew else "had answered before",
        "had answered before",
    ]
    assert [side.posts for side in found.open[0].sides] == [0 if anew else 1, 1]
    assert [silence.lasted for silence in found.silences] == [45_000 if anew else 105_000, 105_000]


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
    r.add(e.ResponseCorrected(1, recorded.text("And to Maya"), anew=True))
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
