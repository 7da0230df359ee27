"""The handouts as PDF, laid out as on their HTML pages."""

from __future__ import annotations

import re
from dataclasses import asdict, is_dataclass

from snogmarry.report import words
from snogmarry.report.handouts.making import Handout
from snogmarry.report.typesetting import typeset


def render(handout: Handout, *, large: bool = False, system_fonts: bool = True) -> bytes:
    """The handout, in large letters or not; in the fonts of this machine or those all have.

    Raises `CannotTypeset`.
    """
    made = handout.made
    language = handout.language.partition("-")[0]
    data = {
        "made": asdict(made)
        if is_dataclass(made)
        else [[asdict(s) for s in each] for each in made],
        "title": handout.title,
        "exercise": words.EXERCISE,
        "large": large,
        "said": language if language != "en" and re.fullmatch("[a-z]{2,3}", language) else None,
    }
    return typeset("handouts", f"{handout.kind}.typ", data, system_fonts=system_fonts)
