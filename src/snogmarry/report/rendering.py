"""Templates, with everything escaped for its format unless a template says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from snogmarry.report import evidence_words, overview_words, words
from snogmarry.session.written import write_number

_WORDS: tuple[Callable[..., Any], ...] = (
    words.clock, words.day, words.long_date, words.zone, words.length, words.against,
    words.percent, words.signed, words.parted, words.several, words.listed,
    words.mean, words.hoped, words.written,
    overview_words.fixed_on, overview_words.told, overview_words.audience,
    overview_words.status, overview_words.people_in, overview_words.contents,
    overview_words.pace, overview_words.within, overview_words.standing_of,
    overview_words.title, overview_words.lede,
    overview_words.date_of,
    evidence_words.change, evidence_words.verdict, evidence_words.marks, evidence_words.proof,
    evidence_words.shown, evidence_words.covered, evidence_words.challenge,
    evidence_words.reaction, evidence_words.in_time, evidence_words.movement,
    evidence_words.words_of, evidence_words.source, evidence_words.origins,
    evidence_words.people_behind, evidence_words.wanted, evidence_words.asked,
    evidence_words.played, evidence_words.posted, evidence_words.unsettled,
    evidence_words.first_words, evidence_words.weight, evidence_words.withheld,
    evidence_words.in_place_of_ref, evidence_words.point_marks, evidence_words.numbers,
    evidence_words.answering, evidence_words.stances_of, evidence_words.took,
    evidence_words.unnamed, evidence_words.action_status,
    evidence_words.after, evidence_words.first_answer, evidence_words.first_word,
    evidence_words.left_open, evidence_words.posted_after,
)  # fmt: skip


def environment(finalize: Callable[[Any], Any] | None = None) -> Environment:
    """The templates of the report, with its words as filters.

    `finalize` has each value first and may escape it for a format other than HTML, giving it
    back as `Markup`; what it leaves plain is escaped as HTML.
    """
    made = Environment(
        loader=PackageLoader("snogmarry.report"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update({function.__name__: function for function in _WORDS})
    made.filters["figure"] = write_number
    made.globals.update(
        run_title=words.run_title,
        EXERCISE=words.EXERCISE,
        INVENTED=overview_words.INVENTED,
        ALLOWED=overview_words.ALLOWED,
        OWN=overview_words.OWN,
        STANCES=evidence_words.STANCES,
        COVERAGE=evidence_words.COVERAGE,
        COUNTED=evidence_words.COUNTED,
        CHANGED_HANDS=evidence_words.CHANGED_HANDS,
        SPEED=evidence_words.SPEED,
        SILENCE=evidence_words.SILENCE,
        OPEN=evidence_words.OPEN,
    )
    return made
