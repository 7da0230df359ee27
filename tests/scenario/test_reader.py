"""Files that are no scenario at all: a plain message, quickly, and never a crash."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snogmarry.scenario.reader import CannotLoad, Invalid, Unreadable, load, read
from tests.scenario.texts import RIGHT, reading_of, spoilt

# What is in the file, part of the message, the exit status of the check.
UNREADABLE = {
    "UTF-16": (RIGHT.encode("utf-16"), "saved as UTF-16"),
    "Latin-1": (RIGHT.replace("wobbled", "wobbl\xe9d").encode("latin-1"), ":21:15: error"),
    "3 MB": (b"# " + b"x" * 3_000_000, "larger than 2 MB"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not UTF-8"),
}
WRONG = {
    "empty": (b"", "the file is empty"),
    "only a comment": (b"# nothing\n", "the file is empty"),
    "only a mark": (b"\xef\xbb\xbf", "the file is empty"),
    "NUL": (b"format: 1\nid: a\x00b\n", "a control character (U+0000)"),
    "text": (b"just some words\n", "this is not a scenario"),
    "list": (b"- a\n- b\n", "this is not a scenario"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_text_is_unreadable(name: str, tmp_path: Path) -> None:
    raw, message = UNREADABLE[name]
    with pytest.raises(Unreadable) as raised:
        reading_of(tmp_path, raw)
    assert message in str(raised.value)
    assert str(tmp_path) in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_scenario_is_one_error(name: str, tmp_path: Path) -> None:
    raw, message = WRONG[name]
    (problem,) = reading_of(tmp_path, raw).problems
    assert problem.level == "error"
    assert message in problem.message


def test_latin_1_is_placed(tmp_path: Path) -> None:
    raw = RIGHT.replace("wobbled", "wobbl\xe9d").encode("latin-1")
    with pytest.raises(Unreadable) as raised:
        reading_of(tmp_path, raw)
    place = raised.value.problem.place
    assert place is not None
    assert (place.line, place.column) == (21, 15)


def test_a_folder_and_nothing_are_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as raised:
        read(tmp_path)
    assert str(raised.value) == (
        f"{tmp_path}: error: this is a folder; "
        "name a file in it, or one of those that `snogmarry scenarios` lists"
    )
    with pytest.raises(Unreadable, match="there is no such file"):
        read(tmp_path / "nothing.yaml")
    with pytest.raises(Unreadable):
        read(tmp_path / "a\x00b.yaml")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="not a file"):
        read(tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "locked.yaml"
    path.write_text(RIGHT)
    path.chmod(0)
    with pytest.raises(Unreadable, match="Permission denied"):
        read(path)


def test_load_names_the_file_the_first_error_and_how_many_more(tmp_path: Path) -> None:
    path = tmp_path / "bench.yaml"
    path.write_text(spoilt("format: 1\n", "format: 2\n").replace("of: word", "off: word"))
    with pytest.raises(Invalid) as raised:
        load(path)
    said = str(raised.value)
    assert said.startswith(f"{path}:1:9: error: format 2")
    assert "(and 1 more)" in said
    assert said.endswith(f"snogmarry check {path}")


def test_load_gives_the_scenario_and_its_lessons(tmp_path: Path) -> None:
    path = tmp_path / "bench.yaml"
    path.write_text(RIGHT)
    scenario, lessons = load(path)
    assert scenario.title == "The bench"
    assert scenario.step("word").time == 300_000
    assert lessons.lessons[0].id == "clarity-of-purpose"


LESSONS = """\
format: 1
id: mine
title: Mine
about: |
  My own.
lessons:
  - id: listen
    title: Listen
    origin: original
    text: |
      First.
"""


@pytest.mark.parametrize("named", ["mine", "mine.yaml", "./mine.yaml"])
def test_a_lesson_list_may_stand_beside_the_scenario(named: str, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(LESSONS)
    reading = reading_of(tmp_path, spoilt("lessons: ten-lessons\n", f"lessons: {named}\n"))
    assert not reading.errors
    assert reading.lesson_list is not None
    assert reading.lesson_list.id == "mine"


def test_a_lesson_list_with_mistakes_is_an_error_of_the_scenario(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(LESSONS.replace("origin: original", "origin: stolen"))
    reading = reading_of(tmp_path, spoilt("lessons: ten-lessons\n", "lessons: mine.yaml\n"))
    (problem,) = reading.errors
    assert problem.place is not None
    assert problem.place.line == 6
    assert "has mistakes" in problem.message
    (mistake,) = read(tmp_path / "mine.yaml").errors
    assert mistake.message == '"stolen" cannot stand here'


def test_a_scenario_that_names_itself_as_its_lessons_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, spoilt("lessons: ten-lessons\n", "lessons: scenario.yaml\n"))
    assert len(reading.errors) == 1


def test_a_lesson_list_is_recognised_and_is_no_scenario(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(LESSONS)
    reading = read(tmp_path / "mine.yaml")
    assert reading.lesson_list is not None
    assert reading.scenario is None
    with pytest.raises(Invalid, match="list of lessons"):
        load(tmp_path / "mine.yaml")


BOMBS = {
    "brackets": "[" * 100_000,
    "braces": "{" * 100_000,
    "dashes": "- " * 100_000,
    "keys": "".join(" " * depth + "a:\n" for depth in range(1_000)),
    "laughs": "a: &a [x,x]\n" + "".join(f"b{i}: &b{i} [*a,*a,*a,*a,*a]\n" for i in range(30)),
    "self": "a: &a [*a]\n",
    "digits": "format: " + "9" * 5_000,
    "commas": "a: [" + "a," * 300_000 + "]",
    "quotes": '"' * 1_000_000,
    "tag": "!<" + "a" * 1_000_000 + "> x",
    "marks": "title: a" + "\u0301\u0316" * 200_000,
    "steps": "format: 1\nsteps:\n" + " - {do: ask, idd: A}\n" * 20_000,
    "again": "a: 1\n" * 100_000,
    "comments": "a: b #c\n" * 100_000,
    "surrogate": 'a: "\\ud800"',
}
BOUNDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from snogmarry.cli import main
sys.exit(main(["check", sys.argv[1]]))
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_and_ends_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.yaml"
    path.write_text(BOMBS[name])
    ran = subprocess.run(
        [sys.executable, "-c", BOUNDED, str(path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1, ran.stderr
    assert "error" in ran.stdout
    assert ran.stderr == ""


STARTER = RIGHT.encode()
BITS = st.sampled_from(
    [
        *(bytes([sign]) for sign in b"#\t\n\r[]{},\"'|>@%~1\\\x00\xff"),
        *(b": ", b"- ", b"? ", b"&a ", b"*a", b"!x ", b"<<: ", b"null", b"---\n", b"...\n"),
        *(mark.encode() for mark in "\xa0\x85\u2028\ufeff\U0001f3f4"),
    ]
)
EDITS = st.lists(
    st.tuples(st.integers(0, len(STARTER)), st.integers(0, 30), BITS), min_size=1, max_size=6
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=EDITS)
def test_no_edit_of_a_scenario_crashes_the_reader(
    edits: list[tuple[int, int, bytes]], tmp_path: Path
) -> None:
    raw = STARTER
    for at, length, bit in edits:
        raw = raw[:at] + bit + raw[at + length :]
    path = tmp_path / "edited.yaml"
    path.write_bytes(raw)
    with contextlib.suppress(CannotLoad):
        reading = read(path)
        assert reading.errors or reading.scenario or reading.lesson_list


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raw=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_no_bytes_crash_the_reader(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bytes.yaml"
    path.write_bytes(raw)
    with contextlib.suppress(CannotLoad):
        assert read(path).errors
