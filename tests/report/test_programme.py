"""The figures of the programme add up, whatever was pressed, in whatever order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from tests.report import recorded
from tests.report.reading import unbroken
from tests.report.recorded import MINUTE, made
from tests.session.histories import Wish, histories, play_all

from snogmarry.report import (
    overview_words,
    words,
)
from snogmarry.report.mixed import bare
from snogmarry.report.summary import Summary, summarise
from snogmarry.session import events as e


def adds_up(summary: Summary) -> bool:
    """Whether steps and pauses are what it took in all, as it is told."""
    t = summary.timeline
    parts = [part for run in t.runs for part in (run.took, run.paused)]
    assert all(part >= 0 and part % 1_000 == 0 for part in (*parts, t.took, t.lost))
    return sum(parts) == t.took


@given(histories)
@settings(max_examples=150, deadline=None)
def test_steps_and_pauses_are_what_it_took_in_all(wishes: list[Wish]) -> None:
    session = play_all(wishes).session
    if session.plan is not None:
        assert adds_up(summarise(session, recorded.BEGAN))


def test_the_timeline_knows_pauses_from_being_elsewhere(told: Summary) -> None:
    runs = {run.step: run for run in told.timeline.runs}
    first = runs["First word"]
    assert (first.pauses, first.paused, first.took) == (1, 30_000, 245_000)
    assert told.timeline.undone == 1
    assert told.timeline.never_run == ("Promises",)

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
    assert bare(words.run_title("Ground rules", 2)) == "Ground rules (take 2)"
