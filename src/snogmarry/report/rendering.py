"""Templates, with everything escaped for its format unless a template says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from snogmarry.report import words
from snogmarry.report.summary.counts import ALL

_WORDS: tuple[Callable[..., str], ...] = (
    words.clock, words.day, words.long_date, words.zone, words.length, words.against,
    words.percent, words.change, words.signed, words.several, words.listed, words.figure,
    words.verdict, words.marks, words.proof, words.shown, words.covered, words.challenge,
    words.reaction, words.hoped, words.in_time, words.movement, words.fixed_on, words.told,
    words.audience, words.status, words.words_of, words.source, words.origins,
    words.people_behind, words.people_in, words.contents, words.pace, words.standing_of,
    words.title, words.written, words.wanted, words.asked,
    words.played, words.posted, words.lede, words.unsettled,
)  # fmt: skip


def environment(finalize: Callable[[Any], Any] | None = None) -> Environment:
    """The templates of the report, with the words of `words` as filters.

    `finalize` has each value first and may escape it for a format other than HTML, giving it
    back as `Markup`; what it leaves plain is escaped as HTML.
    """
    made = Environment(
        loader=PackageLoader("snogmarry.report"),
        autoescape=True,
        extensions=["jinja2.ext.do"],
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update({function.__name__: function for function in _WORDS})
    made.globals.update(
        run_title=words.run_title,
        EXERCISE=words.EXERCISE,
        INVENTED=words.INVENTED,
        OWN=words.OWN,
        STANCES=words.STANCES,
        COVERAGE=words.COVERAGE,
        ALL=ALL,
        SPEED=words.SPEED,
        SILENCE=words.SILENCE,
    )
    return made
