"""When sides said nothing, and what they left unanswered."""

from __future__ import annotations

import pytest
from tests.report import recorded
from tests.report.recorded import MINUTE, made

from snogmarry.report import (
    speed_words,
)
from snogmarry.report.profiles import PROFILES
from snogmarry.report.summary import Profile
from snogmarry.report.summary.values import Summary
from snogmarry.session import events as e

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


def test_posts_stay_open_until_the_side_has_said_something_public(told: Summary) -> None:
    assert [(o.step, [side.posts for side in o.sides]) for o in told.speed.open] == [
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
    r.add(e.ResponseCorrected(3, recorded.text("Grey to Dan"), anew=True))
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
