"""What is printed for files that are wrong: the whole of it, as an author sees it."""

# ruff: noqa: E501 - what is printed is as long as it is

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario.texts import RIGHT, errors_of, reading_of, spoilt

BROKEN = {
    "unknown key": (
        "    title: Gone\n    time: 1m\n",
        "    title: Gone\n    tine: 1m\n",
        r"""
x.yaml:30:5: error: unknown key "tine"
   30 |     tine: 1m
      |     ^~~~
      = help: did you mean "time"?
""",
    ),
    "unknown optional key": (
        "    of: word\n",
        "    of: word\n    note: x\n",
        r"""
x.yaml:60:5: error: unknown key "note"
   60 |     note: x
      |     ^~~~
      = help: did you mean "notes"?
""",
    ),
    "unknown kind of step": (
        "    do: show\n",
        "    do: shew\n",
        r"""
x.yaml:56:9: error: unknown kind of step "shew"
   56 |     do: shew
      |         ^~~~
      = help: did you mean "show"?
""",
    ),
    "no kind of step": (
        "    do: show\n",
        "",
        r"""
x.yaml:55:5: error: step "look" has no "do"
   55 |   - id: look
      |     ^
      = help: add "do:" with what the room does, such as "do: ask"
""",
    ),
    "missing key": (
        "    of: word\n",
        "",
        r"""
x.yaml:55:5: error: step "look" has no "of"
   55 |   - id: look
      |     ^
      = help: add "of:"
""",
    ),
    "missing key at the top": (
        "summary: |\n  A bench goes.\n",
        "",
        r"""
x.yaml:1:1: error: the file has no "summary"
    1 | format: 1
      | ^
      = help: add "summary:"
""",
    ),
    "newer format": (
        "format: 1\n",
        "format: 2\n",
        r"""
x.yaml:1:9: error: format 2 is not one that this program reads
    1 | format: 2
      |         ^
      = help: write "format: 1"
""",
    ),
    "id with capitals": (
        "id: the-bench\n",
        "id: The Bench\n",
        r"""
x.yaml:2:5: error: "The Bench" is not an id: small letters, digits and hyphens, first a letter
    2 | id: The Bench
      |     ^~~~~~~~~
      = help: write "the-bench"
""",
    ),
    "number for text": (
        "title: The bench\n",
        "title: 1984\n",
        r"""
x.yaml:3:8: error: "title" should be text, and holds a number
    3 | title: 1984
      |        ^~~~
      = help: put it in quotes: "1984"
""",
    ),
    "text for a number": (
        "limit: 40}",
        'limit: "40"}',
        r"""
x.yaml:23:37: error: "limit" should be a whole number, and holds text
   23 |   - {id: chirp, name: Chirp, limit: "40"}
      |                                     ^~~~
      = help: write figures only, without quotes
""",
    ),
    "yes for true": (
        "    aside: true\n",
        "    aside: yes\n",
        r"""
x.yaml:70:12: error: "aside" is either true or false
   70 |     aside: yes
      |            ^~~
      = help: write true or false, without quotes
""",
    ),
    "time without a unit": (
        "    time: 5m\n",
        "    time: 5\n",
        r"""
x.yaml:39:11: error: 5 of what?
   39 |     time: 5
      |           ^
      = help: write 5m for minutes or 5s for seconds
""",
    ),
    "time in words": (
        "    time: 5m\n",
        "    time: five minutes\n",
        r"""
x.yaml:39:11: error: "five minutes" is not a time
   39 |     time: five minutes
      |           ^~~~~~~~~~~~
      = help: write a time with its unit, such as 90s, 6m, 1m30s or 1h
""",
    ),
    "time of nothing": (
        "    time: 5m\n",
        "    time: 0m\n",
        r"""
x.yaml:39:11: error: a time must be longer than nothing
   39 |     time: 0m
      |           ^~
""",
    ),
    "time like a clock": (
        "    time: 5m\n",
        "    time: 05:00\n",
        r"""
x.yaml:39:11: error: "05:00" is not a time
   39 |     time: 05:00
      |           ^~~~~
      = help: write a time with its unit, such as 90s, 6m, 1m30s or 1h
""",
    ),
    "list for text": (
        "    title: A word\n",
        "    title: [draft] \n",
        r"""
x.yaml:38:12: error: "title" should be text, and holds a list
   38 |     title: [draft]
      |            ^
      = help: if it is meant as text, write "|" after the key and the text on the next line, indented; or put it in quotes
""",
    ),
    "text for a list": (
        "lessons: ten-lessons\n",
        "lessons: ten-lessons\nobjectives: be kind\n",
        r"""
x.yaml:7:13: error: "objectives" should be a list, and holds text
    7 | objectives: be kind
      |             ^~~~~~~
      = help: write each entry on a line of its own that starts with "- "
""",
    ),
    "word out of a few": (
        "    kind: activist\n",
        "    kind: activists\n",
        r"""
x.yaml:9:11: error: "activists" cannot stand here
    9 |     kind: activists
      |           ^~~~~~~~~
      = help: did you mean "activist"?
""",
    ),
    "one side too many": (
        "channels:\n",
        "  - {id: x, kind: other, name: X, aim: X, brief: X}\nchannels:\n",
        r"""
x.yaml:8:3: error: a scenario has exactly two sides
    8 |   - id: friends
      |   ^
""",
    ),
    "duplicate key": (
        "    title: Look\n",
        "    title: Look\n    title: Look again\n",
        r"""
x.yaml:58:5: error: "title" is given twice
   58 |     title: Look again
      |     ^~~~~
      = help: first given on line 57; keep one of the two
""",
    ),
    "duplicate id": (
        "  - id: look\n",
        "  - id: word\n",
        r"""
x.yaml:55:9: error: two steps have the id "word"
   55 |   - id: word
      |         ^~~~
      = help: the first is number 2 of them; give this one another id
""",
    ),
    "unknown side": (
        "      council: |\n        Who",
        "      counsel: |\n        Who",
        r"""
x.yaml:43:7: error: there is no side "counsel"
   43 |       counsel: |
      |       ^~~~~~~
      = help: did you mean "council"?
x.yaml:50:26: error: side "council" is not asked anything in this step, so it stays silent
   50 |         unless_answered: council
      |                          ^~~~~~~
      = help: remove "unless_answered", or ask that side
""",
    ),
    "unknown channel": (
        "    answer: post\n    on: chirp\n",
        "    answer: post\n    on: chrip\n",
        r"""
x.yaml:46:9: error: there is no channel "chrip"
   46 |     on: chrip
      |         ^~~~~
      = help: did you mean "chirp"?
""",
    ),
    "unknown character": (
        "      - from: ivy\n",
        "      - from: ivo\n",
        r"""
x.yaml:32:15: error: there is no cast member "ivo"
   32 |       - from: ivo
      |               ^~~
      = help: did you mean "ivy"?
""",
    ),
    "unknown lesson": (
        "    of: word\n",
        "    of: word\n    lessons: [act-swift]\n",
        r"""
x.yaml:60:15: error: there is no lesson "act-swift"
   60 |     lessons: [act-swift]
      |               ^~~~~~~~~
      = help: did you mean "act-swiftly"?
""",
    ),
    "unknown lesson list": (
        "lessons: ten-lessons\n",
        "lessons: ten-lesson\n",
        r"""
x.yaml:6:10: error: there is no lesson list "ten-lesson"
    6 | lessons: ten-lesson
      |          ^~~~~~~~~~
      = help: did you mean "ten-lessons"?
""",
    ),
    "unknown objective": (
        "    of: word\n",
        "    of: word\n    objectives: [win]\n",
        r"""
x.yaml:60:18: error: there is no objective "win"
   60 |     objectives: [win]
      |                  ^~~
      = help: there are no objectives
""",
    ),
    "show of a later step": (
        "    of: word\n",
        "    of: stance\n",
        r"""
x.yaml:59:9: error: "stance" is not an ask or a vote that comes earlier
   59 |     of: stance
      |         ^~~~~~
      = help: steps to show: word
""",
    ),
    "then to a step in order": (
        "    then: {avoid: worse}\n",
        "    then: {avoid: look}\n",
        r"""
x.yaml:67:19: error: step "look" runs in any case
   67 |     then: {avoid: look}
      |                   ^~~~
      = help: add "aside: true" to step "look"
""",
    ),
    "then for no option": (
        "    then: {avoid: worse}\n",
        "    then: {avoyd: worse}\n",
        r"""
x.yaml:67:12: error: there is no option "avoyd"
   67 |     then: {avoyd: worse}
      |            ^~~~~
      = help: did you mean "avoid"?
""",
    ),
    "choice without options": (
        "    answer: post\n    on: chirp\n",
        "    answer: choice\n",
        r"""
x.yaml:45:13: error: answer: choice needs "options"
   45 |     answer: choice
      |             ^~~~~~
      = help: add "options:" to the step
""",
    ),
    "channel for text": (
        "    answer: post\n",
        "    answer: text\n",
        r"""
x.yaml:46:5: error: "on" is for answers that are post, not text
   46 |     on: chirp
      |     ^~
      = help: remove "on"
""",
    ),
    "limit for a number": (
        "    answer: post\n    on: chirp\n",
        "    answer: number\n    limit: 3\n",
        r"""
x.yaml:46:5: error: "limit" is for answers that are text or post, not number
   46 |     limit: 3
      |     ^~~~~
      = help: remove "limit"
""",
    ),
    "scale upside down": (
        "    answer: post\n    on: chirp\n",
        "    answer: scale\n    scale: {from: 5, to: 1}\n",
        r"""
x.yaml:46:26: error: "to" must be more than "from"
   46 |     scale: {from: 5, to: 1}
      |                          ^
""",
    ),
    "labels that do not fit": (
        "    answer: post\n    on: chirp\n",
        "    answer: scale\n    scale: {from: 1, to: 5, labels: [a, b, c]}\n",
        r"""
x.yaml:46:29: error: 3 labels for 5 points
   46 |     scale: {from: 1, to: 5, labels: [a, b, c]}
      |                             ^~~~~~
      = help: give none, 2 for the ends, or 5
""",
    ),
    "inject without when": (
        "        after: 2m\n        unless_answered: council\n",
        "",
        r"""
x.yaml:48:13: error: inject "nudge" must have either "after" or "held"
   48 |       - id: nudge
      |             ^~~~~
      = help: write "after: 2m" for a time, or "held: true" for the facilitator to release it
""",
    ),
    "inject with both": (
        "        unless_answered: council\n",
        "        held: true\n",
        r"""
x.yaml:48:13: error: inject "nudge" has both "after" and "held"
   48 |       - id: nudge
      |             ^~~~~
      = help: write "after: 2m" for a time, or "held: true" for the facilitator to release it
""",
    ),
    "silence of a side not asked": (
        "      council: |\n        Who answers?\n",
        "",
        r"""
x.yaml:48:26: error: side "council" is not asked anything in this step, so it stays silent
   48 |         unless_answered: council
      |                          ^~~~~~~
      = help: remove "unless_answered", or ask that side
""",
    ),
    "post over its limit": (
        "        text: |\n          Where is our bench?\n",
        "        text: |\n          Where is our bench, the green one with a view?\n",
        r"""
x.yaml:34:15: error: 46 characters, 6 too many (at most 40)
   34 |         text: |
      |               ^
""",
    ),
    "example over its limit": (
        "    answer: post\n",
        "    answer: post\n    examples:\n      council:\n        - This is far longer than the forty that Chirp takes.\n",
        r"""
x.yaml:48:11: error: 51 characters, 11 too many (at most 40)
   48 |         - This is far longer than the forty that Chirp takes.
      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    ),
    "phases that do not add up": (
        "    do: show\n    title: Look\n    time: 2m\n    of: word\n",
        "    do: discuss\n    title: Look\n    time: 2m\n    pattern:\n      - {title: Alone, time: 1m}\n",
        r"""
x.yaml:59:5: error: the phases take 1m, the step takes 2m
   59 |     pattern:
      |     ^~~~~~~
      = help: make them the same, for instance "time: 1m"
""",
    ),
    "lesson list like none": (
        "lessons: ten-lessons\n",
        "lessons: ours.yaml\n",
        r"""
x.yaml:6:10: error: there is no lesson list "ours.yaml"
    6 | lessons: ours.yaml
      |          ^~~~~~~~~
      = help: a file beside this one, or a list that ships: ten-lessons
""",
    ),
    "options without ids": (
        "    ballot: stance\n",
        "    ballot:\n      - Stay\n      - {id: avoid, text: Go}\n",
        r"""
x.yaml:65:9: error: option 1 of step "stance" should have keys, and holds text
   65 |       - Stay
      |         ^~~~
      = help: write each option as "- {id: yes, text: Yes}"
""",
    ),
    "scale in one word": (
        "    answer: post\n    on: chirp\n",
        "    answer: scale\n    scale: 1-5\n",
        r"""
x.yaml:46:12: error: "scale" of step "word" should have keys, and holds text
   46 |     scale: 1-5
      |            ^~~
      = help: write "scale: {from: 1, to: 5}"
""",
    ),
    "examples without sides": (
        "    on: chirp\n    injects:\n",
        "    on: chirp\n    examples:\n      - Sorry\n    injects:\n",
        r"""
x.yaml:48:7: error: "examples" of step "word" should have keys, and holds a list
   48 |       - Sorry
      |       ^
      = help: write the id of a side, and the list of its examples below it
""",
    ),
    "number among examples": (
        "    answer: post\n    on: chirp\n",
        "    answer: number\n    examples: {friends: ['1', 2]}\n",
        r"""
x.yaml:46:31: error: entry 2 of "friends" should be text, and holds a number
   46 |     examples: {friends: ['1', 2]}
      |                               ^
      = help: put it in quotes: "2"
""",
    ),
    "number for an id": (
        "  - id: look\n",
        "  - id: 3\n",
        r"""
x.yaml:55:9: error: "3" is not an id: small letters, digits and hyphens, first a letter
   55 |   - id: 3
      |         ^
""",
    ),
    "capital letters in keys": (
        "    do: show\n",
        "    Do: show\n",
        r"""
x.yaml:56:5: error: unknown key "Do"
   56 |     Do: show
      |     ^~
      = help: keys are written in small letters: "do"
""",
    ),
    "entry without its dash": (
        "  - id: look\n    do: show\n    title: Look\n    time: 2m\n    of: word\n",
        "  id: look\n  do: show\n",
        r"""
x.yaml:55:3: error: this does not belong to what is above it
   55 |   id: look
      |   ^
      = help: begin it with "- ", as on line 27; or indent it further
""",
    ),
    "entry in the margin": (
        "  - id: look\n    do: show\n    title: Look\n    time: 2m\n    of: word\n",
        "- id: look\n  do: show\n",
        r"""
x.yaml:55:1: error: this does not belong to what is above it
   55 | - id: look
      | ^
      = help: start each entry of a list in the same column as the entries above it
""",
    ),
    "comma in the short form": (
        "  - {id: ivy, name: Ivy}\n",
        "  - {id: ivy, name: Ivy, about: One dog, two cats}\n",
        r"""
x.yaml:25:42: error: unknown key "two cats"
   25 |   - {id: ivy, name: Ivy, about: One dog, two cats}
      |                                          ^~~~~~~~
      = help: inside { } a comma ends the text: put it in quotes
""",
    ),
    "wide characters before": (
        "title: The bench\n",
        "title: 長椅子 #ベンチ\n",
        r"""
x.yaml:3:12: error: text from "#" on is a comment and will be lost
    3 | title: 長椅子 #ベンチ
      |               ^~~~~~~
      = help: to keep it, write "|" after the key and the text on the next line, indented; or put it in quotes
""",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_shown_where_it_is_with_its_mend(name: str, tmp_path: Path) -> None:
    old, new, expected = BROKEN[name]
    assert errors_of(tmp_path, spoilt(old, new)) == expected.strip("\n")


def test_the_right_scenario_has_no_errors(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, RIGHT)
    assert not reading.errors
    assert reading.scenario is not None
    assert reading.lesson_list is not None
