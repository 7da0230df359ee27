"""What is doubtful in a scenario is a warning, which keeps nobody from running it."""

from __future__ import annotations

from pathlib import Path

import pytest

from snogmarry.scenario import library
from snogmarry.scenario.reader import read
from tests.scenario.texts import RIGHT, reading_of, spoilt

# What is changed, line, part of the message.
DOUBTFUL = {
    "a side with nothing to do": (
        "    ask: |\n      What would you do?\n",
        "    ask:\n      friends: |\n        What would you do?\n",
        65,
        'side "council" has nothing to do',
    ),
    "an inject after the step": ("        after: 2m\n", "        after: 6m\n", 49, "5m"),
    "an answer after the step": (
        "    answer: post\n",
        "    answer: post\n    expect_within: 10m\n",
        46,
        "hoped for within more than",
    ),
    "a lesson named twice": (
        "    of: word\n",
        "    of: word\n    lessons: [act-swiftly, act-swiftly]\n",
        60,
        "named twice",
    ),
    "a swap for nothing": (
        "  - id: worse\n",
        "  - {id: shoes, do: swap, title: Swap, time: 1m}\n  - id: worse\n",
        68,
        "nobody is asked anything",
    ),
    "an objective never served": (
        "sides:\n",
        "objectives:\n  - {id: win, text: Win.}\nsides:\n",
        8,
        'no step serves the objective "win"',
    ),
    "examples of a side not asked": (
        "    ask: |\n      What would you do?\n    then: {avoid: worse}\n",
        """\
    ask: Well?
    then: {avoid: worse}
  - id: extra
    do: ask
    title: E
    time: 1m
    answer: text
    ask: {friends: Well?}
    examples: {council: [Well.]}
""",
        73,
        'side "council" is not asked',
    ),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_doubtful_is_a_warning(name: str, tmp_path: Path) -> None:
    old, new, line, message = DOUBTFUL[name]
    reading = reading_of(tmp_path, spoilt(old, new))
    assert reading.scenario is not None
    said = [(one.place.line, one.message) for one in reading.problems if one.place]
    assert [line for at, words in said if at == line and message in words], said


def test_a_list_of_which_no_step_exercises_a_lesson_is_one_warning(tmp_path: Path) -> None:
    (warning,) = reading_of(tmp_path, RIGHT).problems
    assert warning.level == "warning"
    assert warning.message == 'no step exercises a lesson of the list "ten-lessons"'
    some = spoilt("    of: word\n", "    of: word\n    lessons: [act-swiftly]\n")
    assert list(reading_of(tmp_path, some).problems) == []


def test_nothing_is_doubtful_in_what_ships() -> None:
    for path in library.scenarios().values():
        assert list(read(path).problems) == [], path


TWINS = """\
format: 1
id: ours
title: Ours
about: Here.
lessons:
  - {id: ring, title: Ring first, text: Soon., origin: original}
  - {id: wait, title: Wait, text: Later., origin: original}
  - {id: call, title: ring First, text: Aloud., origin: original}
"""


def test_lessons_that_readers_could_not_tell_apart_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(TWINS)
    (error,) = read(tmp_path / "ours.yaml").errors
    assert error.place
    assert (error.place.line, error.message) == (8, 'two lessons have the title "ring First"')
    assert error.help == "the first is number 1 of them; give this one another title"
    of_it = reading_of(tmp_path, spoilt("lessons: ten-lessons", "lessons: ours.yaml"))
    assert "has mistakes" in of_it.errors[0].message
    (tmp_path / "ours.yaml").write_text(TWINS.replace("ring First", "Call"))
    assert not read(tmp_path / "ours.yaml").errors


def test_steps_that_are_all_aside_are_an_error(tmp_path: Path) -> None:
    text = RIGHT.replace("    time:", "    aside: true\n    time:")
    text = text.replace("    aside: true\n    title: Worse\n", "    title: Worse\n")
    (error,) = reading_of(tmp_path, text).errors
    assert "nothing would run" in error.message


def test_ids_of_injects_are_unique_in_the_scenario(tmp_path: Path) -> None:
    inject = "      - {id: nudge, held: true, from: ivy, on: chirp, text: Well?}\n"
    text = spoilt("    ballot: stance\n", f"    ballot: stance\n    injects:\n{inject}")
    (error,) = reading_of(tmp_path, text).errors
    assert error.message == 'two injects have the id "nudge"'


def test_options_of_a_vote_are_those_it_may_lead_from(tmp_path: Path) -> None:
    options = "    ballot:\n      - {id: stay, text: Stay}\n      - {id: go, text: Go}\n"
    text = spoilt("    ballot: stance\n", options)
    (error,) = reading_of(tmp_path, text).errors
    assert error.message == 'there is no option "avoid"'
    assert not reading_of(tmp_path, text.replace("{avoid:", "{go:")).errors
