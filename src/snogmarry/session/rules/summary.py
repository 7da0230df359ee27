"""The summary itself: the facilitator's own words in it, whether it is final, where it went."""

from __future__ import annotations

from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session.commands import Refused
from snogmarry.session.events import Event, SummaryPart
from snogmarry.session.rules.lobby import LINE_LIMIT, fits
from snogmarry.session.rules.registry import decides
from snogmarry.session.state import Session
from snogmarry.text import EMPTY, SafeText

PROSE_LIMIT = 10_000
_LINES: frozenset[SummaryPart] = frozenset({"title", "place"})


@decides(c.SetSummaryText)
def set_summary_text(s: Session, command: c.SetSummaryText, now: int) -> list[Event]:
    check_part(command.part, command.text)
    stands = s.texts.get(command.part)
    if command.text == (EMPTY if stands is None else stands.text):
        return []
    return [e.SummaryTextSet(command.part, command.text)]


def check_part(part: SummaryPart, text: SafeText) -> None:
    """Refuse what is too long for its part of the summary."""
    fits(part, text, limit_of(part))


def limit_of(part: SummaryPart) -> int:
    """How many characters a part of the summary may have."""
    return LINE_LIMIT if part in _LINES else PROSE_LIMIT


@decides(c.MarkSummary)
def mark_summary(s: Session, command: c.MarkSummary, now: int) -> list[Event]:
    if not command.final:
        return [e.SummaryMarked(False)] if s.final else []
    if s.final and not s.changed_since_final:
        return []
    if command.through not in {0, s.head}:
        raise Refused("Something happened while the summary was being fixed. Do it once more.")
    return [e.SummaryMarked(True, command.through, command.digest)]


@decides(c.NoteExport)
def note_export(s: Session, command: c.NoteExport, now: int) -> list[Event]:
    return [] if command.path in s.exports else [e.ExportWritten(command.path)]
