"""The mistakes of a file: each told once, where it is."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from snogmarry.scenario.mistake_words import Mistake, number, say
from snogmarry.scenario.nodes import Data, Nodes, Path, at
from snogmarry.scenario.problems import Problem, nearest

_MOST = 200


def explain(
    error: ValidationError, model: type[BaseModel], tree: Nodes, earlier: Sequence[Problem]
) -> list[Problem]:
    """One problem for each mistake, but none where an earlier problem has said it."""
    found = error.errors(include_url=False, include_input=False)[:_MOST]
    mistakes = [_mistake(details, model, tree.data) for details in found]
    paired = _misspelt(mistakes)
    told = {problem.place.line for problem in earlier if problem.place}
    problems = []
    for mistake in mistakes:
        if mistake in paired or _is_echo(mistake):
            continue
        message, mend = say(mistake)
        place = tree.place(mistake.path, key=mistake.key)
        if place and mistake.value is None and {place.line, place.line + 1} & told:
            continue
        problems.append(Problem("error", message, place, mend))
    return problems


def _mistake(details: ErrorDetails, model: type[BaseModel], data: Data) -> Mistake:
    loc = list(details["loc"])
    if len(loc) > 2 and loc[0] == "steps":
        del loc[2]  # the kind of step, which chose among the models and is no key
    key = bool(loc) and loc[-1] == "[key]"
    path = tuple(part for part in loc if part not in ("<one>", "<several>", "[key]"))
    kind = details["type"]
    if kind.startswith("union_tag"):
        path = (*path, _written_do(data, path))
    key = key or kind in ("extra_forbidden", "missing", "union_tag_not_found")
    return Mistake(kind, path, key, dict(details.get("ctx", {})), model, data)


def _written_do(data: Data, step: Path) -> str:
    """The key of a step that was meant as `do`."""
    given = at(data, step)
    keys = given if isinstance(given, dict) else ()
    return next((key for key in keys if key.casefold() == "do"), "do")


def _misspelt(mistakes: Sequence[Mistake]) -> list[Mistake]:
    """Missing keys that an unknown key beside them was meant to be: one mistake, not two."""
    paired = []
    for unknown in mistakes:
        if unknown.kind == "extra_forbidden":
            meant = nearest(unknown.name, unknown.known_keys)
            paired += [
                missing
                for missing in mistakes
                if missing.kind == "missing" and missing.path == (*unknown.path[:-1], meant)
            ]
    return paired


def _is_echo(mistake: Mistake) -> bool:
    """Whether a list is called too short only because entries of it are wrong."""
    if mistake.kind != "too_short" or not isinstance(mistake.value, list):
        return False
    return len(mistake.value) >= number(mistake, "min_length")
