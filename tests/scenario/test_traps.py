"""Where YAML would surprise an author: each is a plain message with the mend, or harmless."""

from __future__ import annotations

from pathlib import Path

import pytest

from snogmarry.scenario.nodes import Data, Nodes, Stopped, read
from snogmarry.scenario.problems import Problem, Source
from tests.scenario.texts import errors_of, reading_of, spoilt

QUOTED = "in quotes"
BLOCK = 'write "|"'
LOST = 'text from "#" on is a comment and will be lost'
LINE = 'this line begins with "#"'

# What is written, line:column, part of the message, part of the mend.
TRAPS = {
    "hashtag": ("text: They ran out #vaccine\n", "1:20", LOST, BLOCK),
    "hashtag alone": ("tag: #flu\n", "1:6", LOST, BLOCK),
    "hashtag in a list": ("a:\n  - #flu\n  - b\n", "2:5", LOST, BLOCK),
    "hashtag after quotes": ('a: "They ran out" #vaccine\n', "1:19", LOST, BLOCK),
    "hashtag after |": ("a: | #vaccine\n  ran out\n", "1:6", LOST, "next line"),
    "hashtag in a short list": ("a: [b #c\n  ]\n", "1:7", LOST, BLOCK),
    "hashtag within a text": ("a: ran out #flu\n  today\nb: 1\n", "1:12", LOST, BLOCK),
    "comment after prose": ("text: Closed # for good\n", "1:14", LOST, "a line of its own"),
    "comment after words": ("a: for ever # and ever\n", "1:13", LOST, "a line of its own"),
    "hashtag below a text": ("a: |\n  Gone.\n#SaveIt\nb: 1\n", "3:1", LINE, "indent it"),
    "hashtag with a colon": ("a: |\n  Gone.\n#SaveIt: now\nb: 1\n", "3:1", LINE, "indent it"),
    "hashtag not far enough in": ("a: |\n  b\n #SaveIt\n  c\n", "3:2", LINE, "indent it"),
    "hashtag below plain text": ("a: Ran out\n  #flu\nb: 1\n", "2:3", LINE, BLOCK),
    "hashtag after a gap": ("a: Ran out\n\n  #flu\nb: 1\n", "3:3", LINE, BLOCK),
    "hashtag amid plain text": ("a: Ran out\n  #flu\n  today\n", "2:3", LINE, BLOCK),
    "hashtag below a key": ("a:\n  #flu\n  ran out\n", "2:3", LINE, BLOCK),
    "hashtag after a key": ("a: #flu\n  ran out\n", "1:4", LOST, BLOCK),
    "hashtag in a key": ("a #flu: out\nb: 1\n", "1:3", LOST, BLOCK),
    "hashtag after a comma": ("a: {b: out, #flu}\nc: 1\n", "1:13", LOST, BLOCK),
    "hashtag after a short list": ("a: [b, c] #flu\n", "1:11", LOST, BLOCK),
    "hashtag after a short form": ("a: {b: c} #flu\n", "1:11", LOST, BLOCK),
    "hashtag below a short list": ("a: [b,\n  #flu,\n  c]\n", "2:3", LINE, BLOCK),
    "comment in place of prose": ("notes: # Say it\nb: 1\n", "1:8", LOST, "a line of its own"),
    "handle": ("author: @nurse\n", "1:9", 'may not start with "@"', '"@nurse"'),
    "backtick": ("a: `code`\n", "1:4", 'may not start with "`"', QUOTED[3:]),
    "per cent": ("a: %5 of us\n", "1:4", 'may not start with "%"', '"%5"'),
    "second colon": ("text: Officer: we need help\n", "1:14", 'a second ":"', BLOCK),
    "stars": ("a: *important*\n", "1:4", 'may not start with "*"', '"*important*"'),
    "star": ("a: *important\n", "1:4", '"*" starts', BLOCK),
    "exclamation": ("a: !important\n", "1:4", '"!" starts', BLOCK),
    "exclamation and space": ("a: ! look\n", "1:4", '"!" starts', BLOCK),
    "ampersand": ("a: &co\n", "1:4", '"&" starts', BLOCK),
    "ampersand and space": ("a: & co\n", "1:4", 'may not start with "&"', "quotes"),
    "brackets": ("a: [draft] x\nb: 1\n", "1:4", 'may not start with "["', BLOCK),
    "braces": ("a: {{name}}\nb: 1\n", "1:5", "a key must be a word", "quotes"),
    "braces and text": ("a: {{name}} says\nb: 1\n", "1:5", "a key must be a word", "quotes"),
    "apostrophe": ("a: 'don't'\nb: 1\n", "1:9", "the quotes end here", "twice ('')"),
    "quotes in front": ('a: "Help" she said\nb: 1\n', "1:11", "the quotes end here", BLOCK),
    "open quote": ('a: "Help\nb: 1\n', "1:4", "never closed", "close it"),
    "backslash": ('a: "C:\\Users"\n', "1:9", "a meaning of its own", "single quotes"),
    "tab": ("a:\n\tb: 1\n", "2:1", "indented with a tab", "spaces"),
    "tab later": ("a:\n  b: 1\n\tc: 2\n", "3:1", "indented with a tab", "spaces"),
    "non-breaking space": ("a:\u00a0b\nc: 1\n", "1:3", "non-breaking space", "ordinary space"),
    "non-breaking space at the end": ("x: 1\na:\u00a0b\n", "2:3", "non-breaking", "ordinary"),
    "text after |": ("a: | hello\nb: 1\n", "1:6", "must start on the next line", "new line"),
    "text after >": ("a: > hello\n", "1:6", "must start on the next line", "new line"),
    "dash after a key": ("a: - foo\n", "1:4", "may not start on the line", "new line"),
    "comma": ("a: , x\n", "1:4", 'may not start with ","', BLOCK),
    "question mark": ("a: ? x\n", "1:4", 'may not start with "? "', BLOCK),
    "too deep": ("a:\n  b: 1\n   c: 2\n", "3:5", "taken as more of the text on line 2", "column"),
    "not deep enough": ("a:\n   b: 1\n  c: 2\n", "3:3", "does not belong", "column"),
    "text not indented": ("a: |\n  foo\nbar baz\nb: 1\n", "3:1", "neither", "indent it"),
    "no space after a colon": ("a:b\nc: 1\n", "1:2", 'a space after ":"', '"a: b..."'),
    "open bracket": ("a: [b, c\nd: 1\n", "1:4", "never closed", 'add "]"'),
    "second document": ("a: 1\n---\nb: 1\n", "2:1", "a second document", "remove"),
    "given twice": ("a: 1\nb: 2\na: 3\n", "3:1", '"a" is given twice', "first given on line 1"),
    "list as a key": ("? [a]\n: b\n", "1:3", "a key must be a word", "quotes"),
}


def problems_of(text: str) -> list[Problem]:
    problems: list[Problem] = []
    try:
        read(Source("x.yaml", text), problems)
    except Stopped as stopped:
        problems.append(stopped.problem)
    return problems


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_named_once_and_where_it_is(name: str) -> None:
    text, where, message, mend = TRAPS[name]
    problems = problems_of(text)
    assert len(problems) == 1
    (problem,) = problems
    assert problem.level == "error"
    assert problem.place is not None
    assert f"{problem.place.line}:{problem.place.column}" == where
    assert message in problem.message
    assert mend in (problem.help or "")


FORMS = """\
id: every-form
title: Plain title
summary: plain text that goes
  on for two lines

  and one more
text: |
  A block
  of text
notes: >-
  A folded

  text
about: "Quoted
  text"
brief: 'quoted'
list: [one two, "three",
  four]
more:
  - {name: Ivy, about: Has a dog}
  - plain
  - |
    block
empty:
last: 3
"""


@pytest.mark.parametrize("tag", [" #Shed", "#Shed", "\n  #Shed", "\n#Shed\n", " #Shed: x"])
def test_nowhere_is_a_hashtag_lost_in_silence(tag: str) -> None:
    for at in range(len("id: "), len(FORMS) + 1):
        text = FORMS[:at] + tag + FORMS[at:]
        problems: list[Problem] = []
        try:
            kept = "#Shed" in str(read(Source("x.yaml", text), problems).data)
        except Stopped:
            continue
        assert kept or problems, text


def data_of(text: str) -> Data:
    problems: list[Problem] = []
    nodes: Nodes = read(Source("x.yaml", text), problems)
    assert not problems
    return nodes.data


WORDS = "NO no on yes y 12:30 12:30:00 0755 1_000 0x1f 1.10 2026-11-22 True NULL 1e3 .inf << ="


@pytest.mark.parametrize("written", WORDS.split())
def test_what_yaml_1_1_would_change_stays_text(written: str) -> None:
    assert data_of(f"a: {written}\n") == {"a": written}
    assert data_of(f"{written}: a\n") == {written: "a"}


def test_a_number_of_any_length_is_read() -> None:
    assert data_of(f"a: {'9' * 5_000}\n") == {"a": "9" * 5_000}


def test_what_is_not_text() -> None:
    read = data_of("a: true\nb: false\nc: null\nd: ~\ne:\nf: 12\ng: -3\nh: [0]\n")
    assert read == {
        "a": True,
        "b": False,
        "c": None,
        "d": None,
        "e": None,
        "f": 12,
        "g": -3,
        "h": [0],
    }


def test_quotes_keep_everything_text() -> None:
    assert data_of('a: "true"\nb: \'12\'\nc: "# @ * : |"\n') == {
        "a": "true",
        "b": "12",
        "c": "# @ * : |",
    }


def test_a_block_keeps_everything_text() -> None:
    text = "a: |\n  @maya: *no* word! #SaveTheShed {{x}} [y] `z` %5 'don't'\n"
    assert data_of(text) == {"a": "@maya: *no* word! #SaveTheShed {{x}} [y] `z` %5 'don't'\n"}


def test_comments_are_comments_beside_what_is_no_prose() -> None:
    text = (
        "#top\nid: x   # the id\nby: each\t# each\nn: 3 # three\nlist: # of things\n  - a # one\n"
        "#notes: put out of use\n#- so: is this\n#----\n"
    )
    assert data_of(text + "  # - b\nend: |\n  text\n# done\n") == {
        "id": "x",
        "by": "each",
        "n": 3,
        "list": ["a"],
        "end": "text\n",
    }


def test_an_escape_in_quotes_is_left_out_with_a_warning(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, spoilt("title: The bench\n", 'title: "\\e[31mThe bench"\n'))
    assert reading.scenario is not None
    assert reading.scenario.title == "[31mThe bench"
    (warning,) = [one for one in reading.problems if "left out" in one.message]
    assert warning.level == "warning"
    assert "U+001B" in warning.message
    assert warning.place is not None
    assert (warning.place.line, warning.place.column) == (3, 8)


def test_a_lost_comment_is_not_reported_again_as_nothing(tmp_path: Path) -> None:
    assert errors_of(tmp_path, spoilt("title: The bench\n", "title: #bench\n")).count("error") == 1


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_a_line_end_that_editors_hide_is_shown(end: str, tmp_path: Path) -> None:
    said = errors_of(tmp_path, spoilt("  A bench goes.\n", f"  A bench{end}goes.\n"))
    assert said.startswith(f"x.yaml:5:10: error: there is a hidden line end (U+{ord(end):04X})")
    assert said.count("error") == 1


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_the_same(ends: str, tmp_path: Path) -> None:
    text = spoilt("    of: word\n", "    of: wrod\n").replace("\n", ends)
    assert errors_of(tmp_path, text).startswith("x.yaml:59:9: error")


def test_a_byte_order_mark_moves_nothing(tmp_path: Path) -> None:
    text = spoilt("format: 1\n", "format: 3\n").encode()
    said = errors_of(tmp_path, b"\xef\xbb\xbf" + text)
    assert said.startswith("x.yaml:1:9: error")
    assert said == errors_of(tmp_path, text)
