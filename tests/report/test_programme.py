"""The figures of the programme add up, whatever was pressed, in whatever order."""

from __future__ import annotations

from hypothesis import given, settings
from tests.report import recorded
from tests.session.histories import Wish, histories, play_all

from snogmarry.report.summary import Summary, summarise


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
