"""Templates, with everything escaped for its format unless a template says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from snogmarry.report import (
    answer_words,
    lesson_words,
    overview_words,
    result_words,
    speed_words,
    words,
)
from snogmarry.report.mixed import bare
from snogmarry.session.written import write_number

_WORDS: tuple[Callable[..., Any], ...] = (
    words.clock, words.day, words.long_date, words.zone, words.length, words.against,
    words.percent, words.signed, words.parted, words.several, words.listed,
    words.mean, words.hoped, words.written,
    overview_words.fixed_on, overview_words.told, overview_words.audience,
    overview_words.status, overview_words.people_in, overview_words.contents,
    overview_words.pace, overview_words.within, overview_words.standing_of,
    overview_words.title, overview_words.lede, overview_words.made_of,
    overview_words.date_of, overview_words.recounted,
    result_words.change, lesson_words.verdict, answer_words.marks, lesson_words.proof,
    lesson_words.shown, lesson_words.coverage, lesson_words.column, lesson_words.covered,
    speed_words.challenge,
    speed_words.reaction, speed_words.in_time, result_words.movement,
    answer_words.words_of, answer_words.source, lesson_words.origins, lesson_words.standing,
    answer_words.people_behind, answer_words.wanted, answer_words.asked,
    answer_words.played, answer_words.posted, answer_words.raised_by, lesson_words.unsettled,
    lesson_words.owners_left_out, lesson_words.name_lessons,
    speed_words.first_words, lesson_words.weight, result_words.withheld,
    speed_words.in_place_of_ref, lesson_words.point_marks, result_words.numbers,
    speed_words.answering, result_words.stances_of, speed_words.took,
    result_words.untold, result_words.about_stance, result_words.no_stances,
    result_words.held, result_words.raised, result_words.beyond_in, result_words.net,
    result_words.no_results, result_words.counted_apart, result_words.unreasoned,
    lesson_words.headlines, lesson_words.level, lesson_words.unnamed, lesson_words.action_status,
    speed_words.left_open, answer_words.posted_after,
    speed_words.after, speed_words.first_answer, speed_words.first_word,
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
    made.filters.update(figure=write_number, bare=bare)
    made.globals.update(
        run_title=words.run_title,
        EXERCISE=words.EXERCISE,
        INVENTED=overview_words.INVENTED,
        ALLOWED=overview_words.ALLOWED,
        OWN=overview_words.OWN,
        STANCES=result_words.STANCES,
        NOT_REVEALED=result_words.NOT_REVEALED,
        CHANGED_HANDS=result_words.CHANGED_HANDS,
        SPEED=speed_words.SPEED,
        SILENCE=speed_words.SILENCE,
        OPEN=speed_words.OPEN,
    )
    return made
