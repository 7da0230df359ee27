from __future__ import annotations

from pathlib import Path

from snogmarry.scenario.forecast import forecast
from tests.scenario.texts import reading_of, spoilt


def test_times_swaps_and_lessons_add_up(tmp_path: Path) -> None:
    text = spoilt("    of: word\n", "    of: word\n    lessons: [act-swiftly]\n")
    text = text.replace(
        "    ask: |\n      What would you do?\n",
        "    ask:\n      council: |\n        What would you do?\n",
    )
    swap = "  - {id: shoes, do: swap, title: Swap, time: 30s}\n"
    reading = reading_of(tmp_path, text.replace("  - id: look\n", f"{swap}  - id: look\n"))
    assert reading.scenario is not None
    assert reading.lesson_list is not None
    facts = forecast(reading.scenario, reading.lesson_list)
    assert facts.total == (60 + 300 + 120 + 120 + 30) * 1_000
    assert facts.asides == 60_000
    assert facts.idle == {"friends": 120_000, "council": 0}
    assert facts.swaps == 1
    assert len(facts.not_exercised) == 9
    assert "act-swiftly" not in [lesson.id for lesson in facts.not_exercised]
