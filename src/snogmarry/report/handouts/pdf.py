"""The handouts as PDF, laid out as on their HTML pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, is_dataclass
from functools import partial
from typing import Any

from snogmarry.report import words
from snogmarry.report.handouts.making import Handout
from snogmarry.report.typesetting import Made, replacing, typeset


def render(handout: Handout, *, large: bool = False, system_fonts: bool = True) -> Made:
    """The handout, in large letters or not; in the fonts of this machine or those all have.

    Raises `CannotMake`.
    """
    return typeset(
        f"handouts/{handout.kind}.typ",
        "handouts/base.typ",
        "fitting.typ",
        said=_texts(_data(handout, large, ())),
        data=partial(_data, handout, large),
        system_fonts=system_fonts,
    )


def _data(handout: Handout, large: bool, missing: Collection[str]) -> dict[str, Any]:
    made = handout.made
    values = asdict(made) if is_dataclass(made) else [[asdict(s) for s in each] for each in made]
    shown = replacing(missing)
    language = handout.language.partition("-")[0]
    return {
        "made": _every_text(values, shown),
        "title": shown(handout.title),
        "exercise": words.EXERCISE,
        "large": large,
        "said": language if language != "en" and re.fullmatch("[a-z]{2,3}", language) else None,
    }


def _every_text(value: Any, shown: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _every_text(one, shown) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_every_text(one, shown) for one in value]
    return shown(value) if isinstance(value, str) else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
