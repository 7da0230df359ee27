"""What the files of an export are called."""

from __future__ import annotations

import unicodedata

from snogmarry.report import words
from snogmarry.report.masking import LEFT_OUT
from snogmarry.report.summary import Summary
from snogmarry.session.rehearsed import is_marked
from snogmarry.session.state import Session
from snogmarry.text import REDACTED

_LONGEST = 60
_LARGEST = 120
"""Characters and bytes of a file's name before the date."""


def private_suffix(*, names: bool, notes: bool) -> str:
    """What ends the name of a file that names participants or has private notes."""
    kept = [what for what, there in (("names", names), ("notes", notes)) if there]
    return f"-with-{'-and-'.join(kept)}" if kept else ""


def private_within(*, names: bool, notes: bool) -> str:
    """What of people and notes is in which files, for whoever writes them; empty if nothing."""
    kept = {"names of participants": names, "private notes": notes}
    said = words.listed([what for what, there in kept.items() if there])
    if not said:
        return ""
    suffix = private_suffix(names=names, notes=notes)
    return f"{said[0].upper()}{said[1:]} are in every file whose name says so ({suffix})."


def base(summary: Summary, session: Session) -> str:
    """What the files are called, without ending: `food-for-thought-2026-11-22`.

    Those of a rehearsal, which go by themselves too, say so.
    """
    event = summary.overview.event
    slug = named(event.replace(REDACTED, " ").replace(LEFT_OUT, " ")) or session.scenario.id
    before = "rehearsal-" if is_marked(session.scenario.title) else ""
    return f"{before}{slug}-{words.local(summary.overview.started):%Y-%m-%d}"


def named(text: str) -> str:
    """A text as the name of a file: small letters and digits of any script, and hyphens."""
    slug = ""
    for char in unicodedata.normalize("NFKC", text).casefold():
        kind = unicodedata.category(char)[0]
        # Vowels of many scripts are marks, which belong to the letter before them.
        if kind in "LN" or (kind == "M" and slug and slug[-1] != "-"):
            slug += char
        elif not slug.endswith("-"):
            slug += "-"
    return slug[:_LONGEST].encode()[:_LARGEST].decode(errors="ignore").strip("-")
