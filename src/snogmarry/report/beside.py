"""What the facilitator writes beside the session, in `NAME.summary.md`.

The file is plain text under the headings of `PARTS`. A part that it has stands in place of what
was typed in the debrief; what it leaves out, or leaves empty, stands as typed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from snogmarry.report.formats import KEPT
from snogmarry.session.commands import Refused
from snogmarry.session.events import SummaryPart
from snogmarry.session.rules.summary import check_part
from snogmarry.text import SafeText, clean, clean_line

Written = dict[SummaryPart, SafeText]
PARTS: tuple[SummaryPart, ...] = get_args(SummaryPart)
_HEADING = re.compile(r"#\s+(.*?)\s*#*\s*")
_LARGEST = 1_000_000


class CannotRead(Exception):
    """The file beside the session makes no sense; says in one line what to do."""


def file_of(session: Path) -> Path:
    """Where the words for the summary of a session file are looked for."""
    return session.with_name(f"{session.stem}.summary.md")


def read(session: Path) -> Written:
    """The parts that stand in the file beside a session; none if there is no file.

    Raises `CannotRead`.
    """
    path = file_of(session)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CannotRead(f"{path} cannot be read ({error.strerror}). {KEPT}") from error
    if len(raw) > _LARGEST:
        raise CannotRead(f"{path} is too large to be a few words. {KEPT}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRead(f"{path} is not UTF-8: save it as UTF-8. {KEPT}") from error
    return _parts(path, text)


def _parts(path: Path, text: str) -> Written:
    found: dict[SummaryPart, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            part = _part(clean_line(heading[1]))
            if part is None or part in found:
                raise CannotRead(
                    f"{path}, line {number}: headings with one # are "
                    f"{', '.join(known.capitalize() for known in PARTS)}, each once; "
                    "with ## a line is one of your words."
                )
            current = found[part] = []
        elif current is not None:
            current.append(line)
        elif line.strip():
            raise CannotRead(f"{path}, line {number}: text before the first heading.")
    cleaned = {part: _clean(part, "\n".join(lines)) for part, lines in found.items()}
    for part, words in cleaned.items():
        try:
            check_part(part, words)
        except Refused as refused:
            raise CannotRead(f"{path}: {refused}") from refused
    return {part: words for part, words in cleaned.items() if words}


def _part(heading: str) -> SummaryPart | None:
    return next((part for part in PARTS if part == heading.casefold()), None)


def _clean(part: SummaryPart, text: str) -> SafeText:
    return clean_line(text) if part in {"title", "place"} else clean(text)
