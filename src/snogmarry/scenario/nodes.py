"""YAML text to plain data in which every key and value has its place.

Built from the parser's events, one by one: PyYAML's own composer recurses (a hundred thousand
brackets end the process) and lets aliases share nodes. What YAML 1.1 would quietly change
(`NO`, `12:30`, `1.10`) stays text, and what YAML would quietly lose is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from snogmarry.scenario import comments, traps
from snogmarry.scenario.comments import span
from snogmarry.scenario.problems import Place, Problem, Source

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | bool | None"
Path: TypeAlias = tuple[str | int, ...]

_MAX_DEPTH = 40
_MAX_EVENTS = 200_000
_MAX_PROBLEMS = 100
_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_TOP: Path = ()


@dataclass
class Nodes:
    """What a file holds, and where each key and value of it stands."""

    data: Data = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> Place | None:
        """The place of the value at `path`, or of its key; else of the nearest thing around it."""
        if key and path in self.keys:
            return self.keys[path]
        if path in self.values:
            return self.values[path]
        return self.place(path[:-1], key=True) if path else None


def at(data: Data, path: Path) -> Data:
    """The part of `data` at `path`; None where there is nothing."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


class Stopped(Exception):
    """The text cannot be read on from here."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass
class _Open:
    """A collection whose end has not come yet."""

    path: Path
    items: dict[str, Data] | list[Data]
    key: str | None = None


def read(source: Source, problems: list[Problem]) -> Nodes:
    """Read the text; add what is wrong to `problems`; raise Stopped if it cannot be read on."""
    builder = _Builder(source, problems)
    try:
        for count, event in enumerate(yaml.parse(source.text, Loader=yaml.CSafeLoader)):
            if count > _MAX_EVENTS:
                raise Stopped(Problem("error", "this is far too long for a scenario"))
            if len(problems) >= _MAX_PROBLEMS:
                raise Stopped(problems.pop())
            builder.take(event)
    except yaml.YAMLError as error:
        builder.look_for_comments(_end(error))
        problem = traps.explain(error, source)
        if problems and _follows(problem, problems[-1]):
            raise Stopped(problems.pop()) from error
        raise Stopped(problem) from error
    return builder.nodes


def _end(error: yaml.YAMLError) -> int:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return mark.index if mark else 0


def _follows(problem: Problem, earlier: Problem) -> bool:
    """Whether a problem is but the consequence of a comment just above it."""
    return bool(
        earlier.message in (comments.LOST, comments.LINE_LOST)
        and problem.place
        and earlier.place
        and problem.place.line - earlier.place.line in (0, 1)
    )


class _Builder:
    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self.nodes = Nodes()
        self._source = source
        self._problems = problems
        self._open: list[_Open] = []
        self._documents = 0
        self._before: yaml.Event | None = None

    def look_for_comments(self, until: int) -> None:
        """Report what a comment cuts off between the event taken last and `until`."""
        if self._before is not None:
            self._problems += comments.lost(self._source, self._before, until)

    def take(self, event: yaml.Event) -> None:
        """Take the next event; raise Stopped if it must not be there."""
        self.look_for_comments(span(event)[0])
        self._before = event
        if isinstance(event, yaml.NodeEvent):
            self._refuse(event)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "a second document starts here", 'remove the line "---"')

    def _stop(self, event: yaml.Event, message: str, mend: str) -> None:
        start, _ = span(event)
        raise Stopped(Problem("error", message, self._source.place(start, start + 1), mend))

    def _refuse(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._stop(event, '"*" starts a YAML alias, which a scenario may not have', traps.QUOTE)
        if event.anchor is not None:
            self._stop(
                event, '"&" starts a YAML anchor, which a scenario may not have', traps.QUOTE
            )
        tagged = isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag
        if tagged or (isinstance(event, yaml.ScalarEvent) and self._starts_with(event, "!")):
            self._stop(event, '"!" starts a YAML tag, which a scenario may not have', traps.QUOTE)

    def _starts_with(self, event: yaml.ScalarEvent, sign: str) -> bool:
        return not event.style and self._source.text.startswith(sign, span(event)[0])

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) >= _MAX_DEPTH:
            self._stop(event, "this is nested too deeply", traps.BRACKETS)
        if self._expects_key():
            self._stop(event, "a key must be a word", traps.BRACKETS)
        items: dict[str, Data] | list[Data] = (
            {} if isinstance(event, yaml.MappingStartEvent) else []
        )
        path = self._put(items, event)
        self._open.append(_Open(path, items))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self._expects_key():
            self._key(event.value, self._source.place(*span(event)))
            return
        self._put(event.value if event.style else _resolve(event.value), event)

    def _expects_key(self) -> bool:
        return (
            bool(self._open)
            and isinstance(self._open[-1].items, dict)
            and (self._open[-1].key is None)
        )

    def _key(self, key: str, place: Place) -> None:
        top = self._open[-1]
        path = (*top.path, key)
        if isinstance(top.items, dict) and key in top.items:
            first = self.nodes.keys[path].line
            message = f'"{key}" is given twice'
            self._problems.append(
                Problem(
                    "error", message, place, f"first given on line {first}; keep one of the two"
                )
            )
        top.key = key
        self.nodes.keys[path] = place

    def _put(self, value: Data, event: yaml.Event) -> Path:
        path = _TOP
        if self._open:
            top = self._open[-1]
            if isinstance(top.items, list):
                path = (*top.path, len(top.items))
                top.items.append(value)
            elif top.key is not None:
                path = (*top.path, top.key)
                top.items[top.key] = value
                top.key = None
        else:
            self.nodes.data = value
        self.nodes.values[path] = self._source.place(*span(event))
        return path


def _resolve(plain: str) -> Data:
    if plain in _WORDS:
        return _WORDS[plain]
    return int(plain) if _WHOLE_NUMBER.fullmatch(plain) else plain
