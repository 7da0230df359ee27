"""Writing the summary into files: whole or not at all, and never over one that is there."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Literal, get_args

from snogmarry.report import html, json, markdown, words
from snogmarry.report.finality import holds
from snogmarry.report.profiles import for_profile
from snogmarry.report.summary import Profile, Summary
from snogmarry.session.events import Recorded, SummaryPart
from snogmarry.session.fold import folded
from snogmarry.session.state import Session
from snogmarry.text import REDACTED, SafeText, clean_line

Format = Literal["md", "html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
Progress = Callable[[int, int, str], None]
"""Told how many of how many files are written, and which comes next (or `done`)."""

_LONGEST = 60
_LARGEST = 120
"""Characters and bytes of a file's name before the date."""


class CannotWrite(Exception):
    """A file could not be written; says in one line why, and that nothing is lost."""


def write(  # noqa: PLR0913 - what is written, where, and how much of it
    events: Sequence[Recorded],
    directory: Path,
    formats: Sequence[Format],
    names: bool = False,
    progress: Progress | None = None,
    *,
    notes: bool = False,
    profile: Profile = "facilitator",
    own: Mapping[SummaryPart, SafeText] | None = None,
    now: datetime | None = None,
) -> list[Path]:
    """Write the summary of a session in each format; give the files, in that order.

    `events`: all that is recorded of the session, as the journal gives it.
    The files are named after the event and its date; where one is there already, all get a
    number beside. `names`: participants are named. `notes`: with the facilitator's private
    notes; JSON, which is lossless, has them in any case. `profile`: whom it is for; for others
    than the facilitator JSON holds the summary alone, and there are no names and no notes
    (ValueError). `own`: what the facilitator wrote
    beside the session. `now`: when it is written, if not
    at this moment. Raises `CannotWrite`.
    """
    told = progress or (lambda _done, _total, _label: None)
    session = folded(events)
    moment = now or datetime.now(UTC)
    summary = for_profile(
        session,
        round(moment.timestamp() * 1_000),
        profile,
        names=names,
        notes=notes,
        own=own,
        holds=holds(session, events),
    )
    name = base(summary, session) + ("" if profile == "facilitator" else f"-{profile}")
    with _said(directory):
        directory.mkdir(parents=True, exist_ok=True)
        free = _free(directory, name, formats)
    renderings: dict[Format, Callable[[], str]] = {
        "md": partial(markdown.render, summary),
        "html": partial(html.render, summary),
        "json": partial(json.render, summary, session, events),
    }
    written = []
    for done, (form, path) in enumerate(zip(formats, free, strict=True)):
        told(done, len(formats), path.name)
        put(path, renderings[form]())
        written.append(path)
    told(len(formats), len(formats), "done")
    return written


def base(summary: Summary, session: Session) -> str:
    """What the files are called, without ending: `food-for-thought-2026-11-22`."""
    event = summary.overview.event
    slug = named("" if event == REDACTED else event) or session.scenario.id
    return f"{slug}-{words.local(summary.overview.started):%Y-%m-%d}"


def named(text: str) -> str:
    """A text as the name of a file: small letters and digits of any script, and hyphens."""
    slug = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", text).casefold())
    slug = slug[:_LONGEST].encode()[:_LARGEST].decode(errors="ignore")
    return slug.strip("-")


def _free(directory: Path, name: str, endings: Sequence[str]) -> list[Path]:
    """Paths that are not taken, all with the same number."""
    for number in count(1):
        stem = name if number == 1 else f"{name}-{number}"
        paths = [directory / f"{stem}.{ending}" for ending in endings]
        if not any(os.path.lexists(path) for path in paths):
            return paths
    raise AssertionError


def free(directory: Path, name: str, ending: str) -> Path:
    """A path in the folder that is not taken. Raises `CannotWrite`."""
    with _said(directory):
        directory.mkdir(parents=True, exist_ok=True)
        return _free(directory, name, (ending,))[0]


def put(path: Path, text: str) -> None:
    """Write a file so that it is there whole, or not at all. Raises `CannotWrite`."""
    with _said(path):
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        try:
            with open(handle, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """What the system refuses, in one line."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(_line(path, error)) from error


def _line(path: Path, error: OSError) -> str:
    where = clean_line(str(path))
    kept = "The session is safe; nothing of it was lost."
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"{where} was not written: the disk is full. {kept} Free some space and try again."
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return f"{where} cannot be written to. {kept} Choose another folder with --to."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{where} is not a folder. {kept} Choose another one with --to."
    return f"{where} was not written ({error.strerror or error}). {kept}"
