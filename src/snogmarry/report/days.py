"""Whether moments need their day: in what tells of a session that went on for more than one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from snogmarry.report import words
from snogmarry.report.overview_words import days
from snogmarry.report.summary import Summary

P = ParamSpec("P")
Made = TypeVar("Made")


def day_by_day(
    make: Callable[Concatenate[Summary, P], Made],
) -> Callable[Concatenate[Summary, P], Made]:
    """`make` writes moments with their day where the summary has more than one."""

    @wraps(make)
    def made(summary: Summary, /, *args: P.args, **how: P.kwargs) -> Made:
        before = words.DATED.set(len(days(summary.overview)) > 1)
        try:
            return make(summary, *args, **how)
        finally:
            words.DATED.reset(before)

    return made
