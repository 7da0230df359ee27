"""Comments that would silently cut off text: hashtags above all."""

from __future__ import annotations

import re

import yaml

from snogmarry.scenario.problems import Problem, Source

LOST = 'text from "#" on is a comment and will be lost'
BLOCK = 'write "|" after the key and the text on the next line, indented; or put it in quotes'
LINE = re.compile(r"(?P<indent>\s*(?:- +)*)(?:(?P<key>[\w-]+)\s*:\s+)?(?P<value>\S.*)?")
"""A line of YAML as people write it: the key and the value, if it has them."""

_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\s#][^\r\n]*)")
_AFTER_BLOCK = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*[ \t]*(#[^\s#!-][^\r\n:]*)(?:[\r\n]|\Z)")
_HASHTAG = re.compile(r"#[^\s#]")
_PROSE = frozenset(
    {"about", "aim", "brief", "drawn_from", "expect", "name", "notes", "summary", "text", "title"}
)


def span(event: yaml.Event) -> tuple[int, int]:
    """The offsets in the text between which an event stands."""
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)


def lost(source: Source, event: yaml.ScalarEvent) -> Problem | None:
    """A problem if a `#` on the line of this text cuts off what was meant to be text."""
    if event.style in ("|", ">"):
        return _lost_at_block(source, event)
    match = _COMMENT.match(source.text, span(event)[1])
    if match is None:
        return None
    comment = match[1]
    prose = not event.style and (" " in event.value or _key_before(source, event) in _PROSE)
    if not (_HASHTAG.match(comment) or (event.value and prose)):
        return None
    place = source.place(match.start(1), match.end(1))
    return Problem("error", LOST, place, _keep(comment))


def _keep(comment: str) -> str:
    if _HASHTAG.match(comment):
        return f"to keep it, {BLOCK}"
    return f"to keep it, {BLOCK}; if it is a comment, give it a line of its own"


def _lost_at_block(source: Source, event: yaml.ScalarEvent) -> Problem | None:
    header = _BLOCK_HEADER.match(source.text, span(event)[0])
    if header:
        place = source.place(header.start(1), header.end(1))
        return Problem("error", LOST, place, "put it on the next line, indented")
    after = _AFTER_BLOCK.match(source.text, span(event)[1])
    if after:
        place = source.place(after.start(1), after.end(1))
        message = "this line is a comment, not part of the text above it"
        mend = 'if it is text, indent it as far as the text; if not, put a space after "#"'
        return Problem("error", message, place, mend)
    return None


def _key_before(source: Source, event: yaml.ScalarEvent) -> str | None:
    line = source.line(source.place(*span(event)).line)
    match = LINE.match(line)
    return match["key"] if match else None
