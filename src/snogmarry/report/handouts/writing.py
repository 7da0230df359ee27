"""Writing the handouts of a scenario into files of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from snogmarry.report import export
from snogmarry.report.handouts import pages
from snogmarry.report.handouts.making import Handout

Format = Literal["html", "pdf"]


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and what is in it."""

    path: Path
    handout: Handout


def write(
    handouts: Sequence[Handout],
    scenario: str,
    directory: Path,
    formats: Sequence[Format] = ("html",),
    *,
    large: bool = False,
) -> list[Written]:
    """Write every handout in each format; give the files, in that order.

    They are named after the scenario's id; where one is there already, all get a number beside.
    `large`: in large letters. Raises `CannotWrite`, and `CannotTypeset` before anything is
    written.
    """
    wanted = [(handout, form) for handout in handouts for form in formats]
    contents = [_render(handout, form, large=large) for handout, form in wanted]
    names = [f"{scenario}-{handout.name}.{form}" for handout, form in wanted]
    written = []
    free = export.free(directory, names)
    for (handout, _), path, content in zip(wanted, free, contents, strict=True):
        export.put(path, content)
        written.append(Written(path, handout))
    return written


def _render(handout: Handout, form: Format, *, large: bool) -> str | bytes:
    if form == "html":
        return pages.render(handout, large=large)
    from snogmarry.report.handouts import pdf

    return pdf.render(handout, large=large)
