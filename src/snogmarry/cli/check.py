"""`snogmarry check`: what is wrong with a file, and what to know of it before the day."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from snogmarry.scenario import library
from snogmarry.scenario.fit import stage_overflows
from snogmarry.scenario.forecast import Forecast, forecast
from snogmarry.scenario.models import Scenario, written
from snogmarry.scenario.problems import Problem, Source, as_data, printable, render
from snogmarry.scenario.reader import Reading, Unreadable, read

_SHOWN = 20
_WRONG, _UNREADABLE = 1, 2


@dataclass(frozen=True)
class _Checked:
    """One file: its problems, and the facts of it if it can be run."""

    name: str
    problems: tuple[Problem, ...]
    status: int
    source: Source | None = None
    scenario: Scenario | None = None
    facts: Forecast | None = None


def check(arguments: argparse.Namespace) -> int:
    """Check each file; 0 if all can be run, 1 if one has errors, 2 if one cannot be read."""
    checked = [_check(name, arguments.size) for name in arguments.files]
    report = _as_json(checked) if arguments.format == "json" else _as_text(checked)
    sys.stdout.write(report + "\n")
    return max(one.status for one in checked)


def _check(name: str, size: tuple[int, int] | None) -> _Checked:
    try:
        path = library.find(name)
        reading = read(path)
    except library.NotFound as missing:
        return _Checked(name, (Problem("error", str(missing)),), _UNREADABLE)
    except Unreadable as unreadable:
        return _Checked(name, (unreadable.problem,), _UNREADABLE)
    problems = reading.problems + tuple(_too_big(reading, size))
    status = _WRONG if reading.errors else 0
    facts = None
    if reading.scenario and reading.lesson_list:
        facts = forecast(reading.scenario, reading.lesson_list)
    return _Checked(str(path), problems, status, reading.source, reading.scenario, facts)


def _too_big(reading: Reading, size: tuple[int, int] | None) -> Iterator[Problem]:
    if reading.scenario is None or size is None:
        return
    columns, rows = size
    for text in stage_overflows(reading.scenario, columns, rows):
        message = (
            f'{text.what} of step "{text.step}" needs {text.rows} rows of the stage;'
            f" a terminal of {columns}x{rows} has {text.available}"
        )
        place = reading.places.place(text.path, key=True)
        yield Problem("warning", message, place, "shorten it, or use a larger window")


def _as_text(checked: list[_Checked]) -> str:
    return "\n\n".join("\n".join(_lines(one)) for one in checked)


def _lines(one: _Checked) -> Iterator[str]:
    for problem in one.problems[:_SHOWN]:
        yield render(problem, one.source, one.name)
    if len(one.problems) > _SHOWN:
        yield f"... and {len(one.problems) - _SHOWN} more"
    yield f"{printable(one.name)}: {_verdict(one)}"
    if one.scenario and one.facts:
        yield from _facts(one.scenario, one.facts)


def _verdict(one: _Checked) -> str:
    errors = sum(problem.level == "error" for problem in one.problems)
    warnings = len(one.problems) - errors
    if not one.problems:
        return "no problems"
    return f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _facts(scenario: Scenario, facts: Forecast) -> Iterator[str]:
    aside = f", and {written(facts.asides)} of steps that may be offered" if facts.asides else ""
    yield f"  time               {written(facts.total)} in {_steps(scenario)}{aside}"
    yield f"  swaps              {facts.swaps}"
    for side in scenario.sides:
        yield f"  nothing to do      {side.name}: {written(facts.idle[side.id])}"
    never = ", ".join(lesson.title for lesson in facts.not_exercised)
    yield f"  never exercised    {never or 'every lesson is exercised'}"


def _steps(scenario: Scenario) -> str:
    return _count(sum(not step.aside for step in scenario.steps), "step")


def _as_json(checked: list[_Checked]) -> str:
    return json.dumps(
        {
            "problems": [as_data(problem, one.name) for one in checked for problem in one.problems],
            "files": [_file(one) for one in checked],
        },
        indent=2,
        ensure_ascii=False,
    )


def _file(one: _Checked) -> dict[str, object]:
    facts = one.facts
    return {
        "file": one.name,
        "status": one.status,
        "seconds": facts.total // 1000 if facts else None,
        "seconds_aside": facts.asides // 1000 if facts else None,
        "seconds_with_nothing_to_do": (
            {side: time // 1000 for side, time in facts.idle.items()} if facts else None
        ),
        "swaps": facts.swaps if facts else None,
        "lessons_never_exercised": (
            [lesson.id for lesson in facts.not_exercised] if facts else None
        ),
    }
