"""Where YAML surprises people who write prose: what happened, in their words, and the mend."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from snogmarry.scenario.comments import BLOCK, LINE
from snogmarry.scenario.problems import Place, Problem, Source

QUOTE = f"if it is text, {BLOCK}"
BRACKETS = f"text may start with {{ or [ only in quotes: {BLOCK}"
_NBSP = re.compile(r"^\s*\u00a0\s*|^\s*(?:- +)?[\w-]+:\u00a0|^\s*-\u00a0")


@dataclass(frozen=True)
class _Trouble:
    """What libyaml complained of, and the line it stands on."""

    said: str
    doing: str
    at: Place
    since: Place | None
    source: Source

    @property
    def line(self) -> str:
        return self.source.line(self.at.line)

    @property
    def value(self) -> tuple[int, str]:
        """The column at which the value of the line starts, and the value."""
        match = LINE.match(self.line)
        if match is None or match["value"] is None:
            return 1, ""
        return match.start("value") + 1, match["value"]

    def problem(self, message: str, mend: str, column: int | None = None) -> Problem:
        place = self.at if column is None else Place(self.at.line, column, column + 1)
        return Problem("error", message, place, mend)


def explain(error: yaml.YAMLError, source: Source) -> Problem:
    """Say what libyaml's complaint means for someone who is writing a scenario."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem("error", f"not valid YAML: {error}".splitlines()[0])
    at = error.problem_mark.index
    since = error.context_mark.index if error.context_mark else None
    trouble = _Trouble(
        said=error.problem or "",
        doing=error.context or "",
        at=_last_place(source, at),
        since=None if since is None else source.place(since, since + 1),
        source=source,
    )
    for trap in _TRAPS:
        if found := trap(trouble):
            return found
    return _plainly(trouble)


def _last_place(source: Source, offset: int) -> Place:
    """The place at `offset`; where the text has ended, the end of its last line."""
    written = len(source.text.rstrip())
    return source.place(min(offset, max(written, 0)), offset + 1)


def _plainly(trouble: _Trouble) -> Problem:
    what = f"not valid YAML: {trouble.said}"
    if trouble.since and trouble.since.line != trouble.at.line:
        what += f" ({trouble.doing} that began on line {trouble.since.line})"
    return trouble.problem(what, "do this line and the ones above it start in the right column?")


def _hard_space(trouble: _Trouble) -> Problem | None:
    for number in range(trouble.at.line, max(0, trouble.at.line - 4), -1):
        line = trouble.source.line(number)
        match = _NBSP.match(line)
        if match:
            column = line.index("\u00a0") + 1
            return Problem(
                "error",
                "there is a non-breaking space here, which YAML does not take for a space",
                Place(number, column, column + 1),
                "type an ordinary space in its place",
            )
    return None


def _tab(trouble: _Trouble) -> Problem | None:
    indent = trouble.line[: len(trouble.line) - len(trouble.line.lstrip())]
    if "\t" not in indent:
        return None
    return trouble.problem(
        "a line may not be indented with a tab",
        "use spaces, two for each level",
        indent.index("\t") + 1,
    )


def _sign(trouble: _Trouble) -> Problem | None:
    column, value = trouble.value
    if not value or value[0] not in "@`%*&!":
        return None
    sign = value[0]
    example = re.match(r"\S+", value)
    quoted = f'"{example[0]}"' if example and len(example[0]) < 30 else f'"{sign}..."'
    if '"' in quoted[1:-1]:
        quoted = f'"{sign}..."'
    return trouble.problem(
        f'text may not start with "{sign}" unless it is in quotes',
        f'write {quoted} with the quotes; or "|" after the key and the text on the next line',
        column,
    )


def _colon(trouble: _Trouble) -> Problem | None:
    if "mapping values are not allowed" not in trouble.said:
        return None
    before = trouble.line[: trouble.at.column - 1]
    if not re.match(r"\s*(?:- +)*[\w-]+\s*:\s", before):
        return _joined_lines(trouble)
    return trouble.problem('a second ":" on this line; what follows a key may hold none', BLOCK)


def _joined_lines(trouble: _Trouble) -> Problem:
    above = trouble.at.line - 1
    while above > 0 and not trouble.source.line(above).strip():
        above -= 1
    glued = re.match(r"\s*(?:- +)?([\w-]+):(\S)", trouble.source.line(above))
    if glued:
        return Problem(
            "error",
            'there must be a space after ":"',
            Place(above, glued.start(2), glued.start(2) + 1),
            f'write "{glued[1]}: {glued[2]}..."',
        )
    if above < 1:
        return _plainly(trouble)
    return trouble.problem(
        f"this key is taken as more of the text on line {above}",
        f"start it in the same column as line {above}",
    )


def _quotes(trouble: _Trouble) -> Problem | None:
    if "quoted scalar" in trouble.doing and trouble.since:
        if "end of stream" in trouble.said or "document indicator" in trouble.said:
            return Problem("error", "this quote is never closed", trouble.since, "close it")
        return trouble.problem(
            'in double quotes "\\" has a meaning of its own', 'use single quotes, or write "\\\\"'
        )
    column, value = trouble.value
    if value[:1] not in ("'", '"') or trouble.at.column <= column:
        return None
    if value[0] == "'" and re.search(r"\w'\w", value):
        mend = "inside single quotes write an apostrophe twice (''), or use double quotes"
    else:
        mend = 'write "|" after the key and the text on the next line, indented'
    return trouble.problem("the quotes end here, but the text goes on", mend)


def _bracket(trouble: _Trouble) -> Problem | None:
    column, value = trouble.value
    if value[:1] not in ("[", "{", "]", "}", ","):
        return _unclosed(trouble)
    if trouble.at.column < column:
        return None
    return trouble.problem(
        f'text may not start with "{value[0]}" unless it is in quotes', BLOCK, column
    )


def _unclosed(trouble: _Trouble) -> Problem | None:
    if "flow" not in trouble.doing or trouble.since is None:
        return None
    opened = _sign_at(trouble.source, trouble.since)
    closing = {"[": "]", "{": "}"}.get(opened, "]")
    return Problem("error", f'this "{opened}" is never closed', trouble.since, f'add "{closing}"')


def _sign_at(source: Source, place: Place) -> str:
    return source.line(place.line)[place.column - 1 : place.column]


def _block_header(trouble: _Trouble) -> Problem | None:
    if "block scalar" not in trouble.doing or trouble.since is None:
        return None
    sign = _sign_at(trouble.source, trouble.since)
    return Problem(
        "error",
        f'after "{sign}" the text must start on the next line',
        trouble.at,
        f'begin a new line after "{sign}" and indent the text; or put all of it in quotes',
    )


def _dash(trouble: _Trouble) -> Problem | None:
    if "block sequence entries" in trouble.said:
        return trouble.problem(
            'a list may not start on the line of its key; nor text with "- "',
            'begin a new line before "-"; if it is text, put it in quotes',
        )
    if "mapping keys are not allowed" in trouble.said:
        return trouble.problem('text may not start with "? " unless it is in quotes', BLOCK)
    return None


def _stray_line(trouble: _Trouble) -> Problem | None:
    if "could not find expected ':'" not in trouble.said or trouble.since is None:
        return None
    stray = trouble.source.line(trouble.since.line)
    column = trouble.since.column
    if re.match(r"[\w-]+:\S", stray[column - 1 :]):
        return Problem(
            "error",
            'there must be a space after ":"',
            Place(trouble.since.line, stray.index(":", column - 1) + 1, stray.index(":") + 2),
            'write "key: value"',
        )
    return Problem(
        "error",
        'this line is neither "key: value" nor part of the text above it',
        Place(trouble.since.line, column, len(stray.rstrip()) + 1),
        "if it belongs to the text above, indent it as far as that text",
    )


def _column(trouble: _Trouble) -> Problem | None:
    if trouble.said not in ("did not find expected key", "did not find expected '-' indicator"):
        return None
    since = trouble.since
    mend = "check the column it starts in."
    if since and since.column != trouble.at.column:
        mend += f" Its neighbours start in column {since.column}, as on line {since.line}."
    elif since and "'-'" in trouble.said:
        mend = f'begin it with "- ", as on line {since.line}; or indent it further'
    elif trouble.line.lstrip().startswith("- "):
        mend = "start each entry of a list in the same column as the entries above it"
    return trouble.problem("this does not belong to what is above it", mend)


_TRAPS: tuple[Callable[[_Trouble], Problem | None], ...] = (
    _hard_space,
    _tab,
    _block_header,
    _dash,
    _quotes,
    _colon,
    _sign,
    _bracket,
    _stray_line,
    _column,
)
