"""A small scenario that is right, for tests to spoil."""

from __future__ import annotations

from pathlib import Path

from snogmarry.scenario.problems import render
from snogmarry.scenario.reader import Reading, read

RIGHT = """\
format: 1
id: the-bench
title: The bench
summary: |
  A bench goes.
lessons: ten-lessons
sides:
  - id: friends
    kind: activist
    name: Friends of the Bench
    aim: |
      Keep it.
    brief: |
      You sit there.
  - id: council
    kind: institution
    name: Harrowmere Council
    aim: |
      Be safe.
    brief: |
      It wobbled.
channels:
  - {id: chirp, name: Chirp, limit: 40}
cast:
  - {id: ivy, name: Ivy}
steps:
  - id: gone
    do: post
    title: Gone
    time: 1m
    posts:
      - from: ivy
        on: chirp
        text: |
          Where is our bench?
  - id: word
    do: ask
    title: A word
    time: 5m
    ask:
      friends: |
        What do you post?
      council: |
        Who answers?
    answer: post
    on: chirp
    injects:
      - id: nudge
        after: 2m
        unless_answered: council
        from: ivy
        on: chirp
        text: |
          Hello?
  - id: look
    do: show
    title: Look
    time: 2m
    of: word
  - id: stance
    do: vote
    title: And now?
    time: 2m
    ballot: stance
    ask: |
      What would you do?
    then: {avoid: worse}
  - id: worse
    do: brief
    aside: true
    title: Worse
    time: 1m
    text: |
      It gets worse.
"""


def spoilt(old: str, new: str) -> str:
    """The right scenario with its one `old` made `new`."""
    assert RIGHT.count(old) == 1, old
    return RIGHT.replace(old, new)


def reading_of(folder: Path, text: str | bytes) -> Reading:
    """What reading a file of that text gives."""
    path = folder / "scenario.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def errors_of(folder: Path, text: str | bytes) -> str:
    """The errors of a file of that text, as they are printed."""
    reading = reading_of(folder, text)
    return "\n".join(render(problem, reading.source, "x.yaml") for problem in reading.errors)
