"""Whether the examples of a prompt are answers that it takes."""

from __future__ import annotations

import math
from collections.abc import Iterator

from snogmarry.scenario.finding import Finding, Path, unknown
from snogmarry.scenario.models import Ask, Scale
from snogmarry.text import MOST_WORDS, WORD_LIMIT


def of_examples(step: Ask, path: Path, limit: int) -> Iterator[Finding]:
    """Check the examples of the step at `path`, texts against `limit` in characters."""
    for side, examples in step.examples.items():
        for index, example in enumerate(examples):
            yield from _of_example(step, example, (*path, "examples", side, index), limit)


def _of_example(step: Ask, example: str, path: Path, limit: int) -> Iterator[Finding]:
    match step.answer:
        case "text" | "post":
            yield from fits(example, limit, path)
        case "choice" | "choices" | "rank":
            yield from _chosen(step, _parts(example), path)
        case "scale" | "number":
            yield from _number(step.scale if step.answer == "scale" else None, example, path)
        case "words":
            yield from _words(_parts(example), path)


def fits(text: str, limit: int, path: Path) -> Iterator[Finding]:
    """Say by how much a text is over its limit, if it is."""
    if len(text) > limit:
        over = len(text) - limit
        yield Finding("error", path, f"{len(text)} characters, {over} too many (at most {limit})")


def _parts(example: str) -> list[str]:
    return [part.strip() for part in example.split(",")]


def _chosen(step: Ask, named: list[str], path: Path) -> Iterator[Finding]:
    known = [option.id for option in step.options or ()]
    strange = [name for name in named if name not in known]
    if not known:
        return
    if strange:
        yield unknown(path, strange[0], known, "option")
    elif len(set(named)) < len(named):
        yield Finding("error", path, "an option is named twice in this example")
    elif step.answer == "choice" and len(named) > 1:
        message = "this example names several options, and one can be chosen"
        yield Finding("error", path, message, "make each of them an example of its own")
    elif step.answer == "rank" and len(named) < len(known):
        missing = ", ".join(name for name in known if name not in named)
        message = f"a ranking holds every option; this one lacks {missing}"
        yield Finding("error", path, message)


def _number(scale: Scale | None, example: str, path: Path) -> Iterator[Finding]:
    try:
        number = float(example)
    except ValueError:
        number = math.nan
    if scale is not None:
        if number not in range(scale.low, scale.high + 1):
            message = f'"{example}" is no point of the scale'
            mend = f'write a whole number from {scale.low} to {scale.high}, such as "{scale.low}"'
            yield Finding("error", path, message, mend)
    elif not math.isfinite(number):
        yield Finding("error", path, f'"{example}" is no number', 'write figures only, as in "61"')


def _words(words: list[str], path: Path) -> Iterator[Finding]:
    if len(words) > MOST_WORDS or not all(words):
        message = f"an answer in words is 1 to {MOST_WORDS} words with commas between them"
        yield Finding("error", path, message)
    for word in words:
        yield from fits(word, WORD_LIMIT, path)
