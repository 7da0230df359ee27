"""Comments that would silently cut off text: hashtags above all.

What stands between two things that YAML read is signs, space and comments: nothing else can hold
a `#` there. So that is where comments are looked for, whatever form the text around them has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from snogmarry.scenario.problems import Problem, Source

LOST = 'text from "#" on is a comment and will be lost'
LINE_LOST = 'this line begins with "#": it is a comment and will be lost'
BLOCK = 'write "|" after the key and the text on the next line, indented; or put it in quotes'
LINE = re.compile(r"(?P<indent>\s*(?:- +)*)(?:(?P<key>[\w-]+)\s*:\s+)?(?P<value>\S.*)?")
"""A line of YAML as people write it: the key and the value, if it has them."""

_COMMENT = re.compile(r"#[^\r\n]*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\s#][^\r\n]*)")
_HASHTAG = re.compile(r"#[^\s#]")
_HASHTAG_LINE = re.compile(r"#\w")
_COMMENTED_OUT = re.compile(r"#([\w-]+):(?:\s|\Z)")
_PROSE = frozenset(
    {"about", "aim", "brief", "drawn_from", "expect", "name", "notes", "summary", "text", "title"}
)


def span(event: yaml.Event) -> tuple[int, int]:
    """The offsets in the text between which an event stands."""
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)


def lost(source: Source, before: yaml.Event, until: int) -> Iterator[Problem]:
    """A problem for each `#` that cuts off what was meant as text, from `before` to `until`."""
    if isinstance(before, yaml.ScalarEvent) and before.style in ("|", ">"):
        yield from _lost_at_block(source, before)
    if isinstance(before, yaml.StreamStartEvent | yaml.DocumentStartEvent):
        return
    _, start = span(before)
    if source.text.find("#", start, until) < 0:
        return
    for comment in _COMMENT.finditer(source.text, start, until):
        place = source.place(*comment.span())
        if source.line(place.line)[: place.column - 1].strip():
            if _HASHTAG.match(comment[0]) or _is_prose(source, before, comment.start()):
                yield Problem("error", LOST, place, _keep(comment[0]))
        elif _HASHTAG_LINE.match(comment[0]) and not _is_commented_out(comment[0]):
            yield Problem("error", LINE_LOST, place, _keep_line(before))


def _is_prose(source: Source, before: yaml.Event, comment: int) -> bool:
    """Whether what ends at the comment is prose that is not in quotes, or prose to come."""
    if not isinstance(before, yaml.ScalarEvent) or before.style:
        return False
    _, end = span(before)
    if source.text[end:comment].strip(" \t"):
        return False
    return " " in before.value or _key_before(source, before) in _PROSE


def _is_commented_out(comment: str) -> bool:
    """Whether it is a line of a scenario that was put out of use, such as `#notes: |`."""
    from snogmarry.scenario import schema

    match = _COMMENTED_OUT.match(comment)
    return match is not None and match[1] in schema.known_keys()


def _keep(comment: str) -> str:
    if _HASHTAG.match(comment):
        return f"to keep it, {BLOCK}"
    return f"to keep it, {BLOCK}; if it is a comment, give it a line of its own"


def _keep_line(before: yaml.Event) -> str:
    block = isinstance(before, yaml.ScalarEvent) and before.style in ("|", ">")
    mend = "indent it as far as the text above" if block else BLOCK
    return f'if it is text, {mend}; if it is a comment, put a space after "#"'


def _lost_at_block(source: Source, event: yaml.ScalarEvent) -> Iterator[Problem]:
    header = _BLOCK_HEADER.match(source.text, span(event)[0])
    if header:
        place = source.place(header.start(1), header.end(1))
        yield Problem("error", LOST, place, "put it on the next line, indented")


def _key_before(source: Source, event: yaml.ScalarEvent) -> str | None:
    line = source.line(source.place(*span(event)).line)
    match = LINE.match(line)
    return match["key"] if match else None
