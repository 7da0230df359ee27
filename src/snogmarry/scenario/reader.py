"""A scenario or a lesson list from its file, or everything that is wrong with it, with places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from snogmarry.scenario import checks, library, nodes
from snogmarry.scenario.finding import Finding
from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.scenario.nodes import Nodes
from snogmarry.scenario.problems import Place, Problem, Source, did_you_mean, headline
from snogmarry.text import dropped

_LIMIT = 2_000_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# What YAML refuses, and the line ends that it sees and editors do not.
_NOT_FOR_YAML = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIDDEN_LINE_ENDS = "\x85\u2028\u2029"
_M = TypeVar("_M", bound=BaseModel)


class CannotLoad(Exception):
    """A file gives no scenario; the message is one line, for people."""


class Unreadable(CannotLoad):
    """The file is missing, not a text file, or far too large."""

    def __init__(self, name: str, problem: Problem) -> None:
        mend = f"; {problem.help}" if problem.help else ""
        super().__init__(f"{headline(problem, name)}{mend}")
        self.problem = problem
        self.name = name


class Invalid(CannotLoad):
    """The file can be read, and is wrong."""


@dataclass(frozen=True)
class Reading:
    """What reading a file gave: a scenario with its lessons, or a lesson list; and problems.

    With an error among the problems there may be neither.
    """

    source: Source
    problems: tuple[Problem, ...]
    places: Nodes
    scenario: Scenario | None = None
    lesson_list: LessonList | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the file from being run."""
        return tuple(problem for problem in self.problems if problem.level == "error")


def load(path: Path) -> tuple[Scenario, LessonList]:
    """The scenario at `path` and the lessons it works towards; raise CannotLoad otherwise."""
    reading = read(path)
    if reading.errors:
        raise Invalid(_summary(reading, path))
    if reading.scenario is None or reading.lesson_list is None:
        raise Invalid(f"{path} is a list of lessons; a scenario is expected")
    return reading.scenario, reading.lesson_list


def _summary(reading: Reading, path: Path) -> str:
    first, *others = reading.errors
    more = f" (and {len(others)} more)" if others else ""
    return f"{headline(first, str(path))}{more}. To see all of it: snogmarry check {path}"


def read(path: Path) -> Reading:
    """Read a scenario or a lesson list; raise Unreadable if there is no text to read."""
    draft = _Draft(read_source(path))
    if isinstance(draft.tree.data, dict) and isinstance(draft.tree.data.get("lessons"), list):
        return draft.lesson_list()
    scenario = draft.validated(Scenario)
    if scenario is None:
        return draft.reading()
    lessons, finding = _lessons_for(scenario, path)
    found = checks.of_scenario(scenario, lessons)
    return draft.reading((finding, *found) if finding else found, scenario, lessons)


class _Draft:
    """A file on the way to being read: its text, its data with places, what is wrong so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.tree = Nodes()
        self._stopped = False
        try:
            _refuse_control_characters(source)
            self.tree = nodes.read(source, self.problems)
            _require_mapping(self.tree, source)
        except nodes.Stopped as stopped:
            self.problems.append(stopped.problem)
            self._stopped = True
        self.problems += _left_out(self.tree)

    def lesson_list(self) -> Reading:
        """What the file gives as a lesson list."""
        lessons = self.validated(LessonList)
        found = checks.of_lessons(lessons) if lessons else ()
        return self.reading(found, lessons=lessons)

    def validated(self, model: type[_M]) -> _M | None:
        """The value, unless it or anything before it is wrong."""
        if self._stopped:
            return None
        try:
            value = model.model_validate(self.tree.data, by_alias=True, by_name=False)
        except ValidationError as error:
            from snogmarry.scenario import mistakes

            self.problems += mistakes.explain(error, model, self.tree, self.problems)
            return None
        return None if any(problem.level == "error" for problem in self.problems) else value

    def reading(
        self,
        findings: tuple[Finding, ...] = (),
        scenario: Scenario | None = None,
        lessons: LessonList | None = None,
    ) -> Reading:
        """All problems in the order of the file, and the values if there are no errors."""
        placed = [
            Problem(found.level, found.message, self._place(found), found.help)
            for found in findings
        ]
        problems = tuple(sorted([*self.problems, *placed], key=_position))
        if any(problem.level == "error" for problem in problems):
            scenario = lessons = None
        return Reading(self.source, problems, self.tree, scenario, lessons)

    def _place(self, found: Finding) -> Place | None:
        return self.tree.place(found.path, key=found.key)


def read_source(path: Path) -> Source:
    """The text of a file; raise Unreadable, saying why, if it has none."""
    name = str(path)
    try:
        if path.is_dir():
            mend = "name a file in it, or one of those that `snogmarry scenarios` lists"
            raise _unreadable(name, "this is a folder", mend)
        if path.exists() and not path.is_file():
            raise _unreadable(name, "this is not a file")
        with path.open("rb") as file:
            raw = file.read(_LIMIT + 1)
    except FileNotFoundError:
        raise _unreadable(name, "there is no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(name, f"cannot be opened: {reason}") from None
    if len(raw) > _LIMIT:
        raise _unreadable(name, "larger than 2 MB, which is no scenario")
    if raw.startswith(_UTF_16):
        raise _unreadable(name, "saved as UTF-16", 'save it as "UTF-8" in your editor')
    try:
        return Source(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        source = Source(name, before + "\N{REPLACEMENT CHARACTER}")
        problem = Problem(
            "error",
            f"byte 0x{raw[error.start]:02x} is not UTF-8; the file has another encoding",
            source.place(len(before), len(before) + 1),
            'save it as "UTF-8" in your editor',
        )
        raise Unreadable(name, problem) from None


def _unreadable(name: str, message: str, mend: str | None = None) -> Unreadable:
    return Unreadable(name, Problem("error", message, None, mend))


def _refuse_control_characters(source: Source) -> None:
    found = _NOT_FOR_YAML.search(source.text)
    if found is None:
        return
    place = source.place(found.start(), found.end())
    if found[0] in _HIDDEN_LINE_ENDS:
        message = f"there is a hidden line end (U+{ord(found[0]):04X}) here"
        mend = "delete it; where a new line is meant, begin one with the Enter key"
    else:
        message = f"a control character (U+{ord(found[0]):04X}) has no place in a text file"
        mend = "delete it"
    raise nodes.Stopped(Problem("error", message, place, mend))


def _require_mapping(tree: Nodes, source: Source) -> None:
    if tree.data is None:
        raise nodes.Stopped(Problem("error", "the file is empty", None, _BEGIN))
    if not isinstance(tree.data, dict):
        place = tree.place(()) or source.place(0, 1)
        raise nodes.Stopped(Problem("error", "this is not a scenario", place, _BEGIN))


_BEGIN = 'a scenario begins with "format: 1"; "snogmarry new ID" writes one to start from'


def _left_out(tree: Nodes) -> list[Problem]:
    """Warn of characters that will not come through `clean`."""
    problems = []
    for path in tree.values:
        text = nodes.at(tree.data, path)
        if isinstance(text, str) and (gone := dropped(text)):
            message = f"characters that cannot be shown are left out: {', '.join(gone)}"
            problems.append(Problem("warning", message, tree.place(path)))
    return problems


def _lessons_for(scenario: Scenario, path: Path) -> tuple[LessonList | None, Finding | None]:
    """The lesson list that a scenario names, or what is wrong with it."""
    where = library.lesson_list(scenario.lessons, beside=path)
    if where is None:
        shipped = tuple(library.lesson_lists())
        mend = did_you_mean(
            scenario.lessons, shipped, "a file beside this one, or a list that ships"
        )
        message = f'there is no lesson list "{scenario.lessons}"'
        return None, Finding("error", ("lessons",), message, mend)
    try:
        reading = _Draft(read_source(where)).lesson_list()
    except Unreadable as error:
        return None, Finding("error", ("lessons",), f"its lesson list: {error}")
    if reading.lesson_list is None:
        message = f"its lesson list {where} has mistakes"
        return None, Finding("error", ("lessons",), message, f"snogmarry check {where}")
    return reading.lesson_list, None


def _position(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)
