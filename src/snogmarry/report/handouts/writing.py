"""Writing the handouts of a scenario into files of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from snogmarry.report import files
from snogmarry.report.formats import CannotMake
from snogmarry.report.handouts import pages
from snogmarry.report.handouts.making import Handout

Format = Literal["html", "pdf"]


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and what is in it."""

    path: Path
    handout: Handout


def write(  # noqa: PLR0913 - what is written, where, and how it looks
    handouts: Sequence[Handout],
    scenario: str,
    directory: Path,
    formats: Sequence[Format] = ("html",),
    *,
    large: bool = False,
    remark: Callable[[str], None] | None = None,
) -> list[Written]:
    """Write every handout in each format; give the files, in that order.

    They are named after the scenario's id; where one is there already, all get a number beside.
    `large`: in large letters, which their names say. `remark` is told, in one
    line each, which could not be made and what is less in one than it should be; the others are
    written all the same. Where one cannot be written, none is left. Raises `CannotWrite`.
    """
    made: list[tuple[Handout, str, str | bytes]] = []
    letters = "-large" if large else ""
    remarks: list[str] = []
    for handout in handouts:
        for form in formats:
            try:
                content = _render(handout, form, remarks.append, large=large)
            except CannotMake as error:
                remarks.append(str(error))
            else:
                made.append((handout, f"{scenario}-{handout.name}{letters}.{form}", content))
    free = files.free(directory, [name for _, name, _ in made]) if made else []
    wanted = [
        files.File(path, partial(_as_it_is, content), private=handout.private)
        for (handout, _, content), path in zip(made, free, strict=True)
    ]
    written = files.put_all(wanted, remarks.append)
    files.say_once(remarks, remark)
    return [Written(path, handout) for (handout, _, _), path in zip(made, written, strict=True)]


def _as_it_is(content: str | bytes, _: Callable[[str], None]) -> str | bytes:
    return content


def _render(
    handout: Handout, form: Format, remark: Callable[[str], None], *, large: bool
) -> str | bytes:
    if form == "html":
        return pages.render(handout, large=large)
    from snogmarry.report.handouts import pdf

    made = pdf.render(handout, large=large)
    for line in made.remarks:
        remark(line)
    return made.content
