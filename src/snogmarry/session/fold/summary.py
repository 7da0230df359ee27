"""What is written and kept of the summary itself."""

from __future__ import annotations

from snogmarry.session import events as e
from snogmarry.session.events import Event, Recorded
from snogmarry.session.fold.later import changes_of
from snogmarry.session.fold.registry import folds
from snogmarry.session.state import Export, Finality, Former, News, Session, SummaryText
from snogmarry.text import PathText

_NOTHING_NEW: tuple[type[Event], ...] = (
    e.ClockAnchored,
    e.ClockJumped,
    e.CodeSet,
    e.ExportNoted,
    e.ExportWritten,
    e.Interrupted,
    e.JoiningOpened,
    e.ParticipantReturned,
    e.ScreenShared,
    e.StageBlanked,
    e.SummaryMarked,
    e.SummaryShared,
)
"""What no summary tells of."""


@folds(e.SummaryTextSet)
def _summary_text_set(s: Session, r: Recorded, event: e.SummaryTextSet) -> None:
    before = s.texts.get(event.part)
    if before is not None and event.part == "place":
        s.former.append(Former(before.seqs[-1], "place", before.text))
    s.texts[event.part] = SummaryText(event.text, [*(before.seqs if before else ()), r.seq])


@folds(e.SummaryMarked)
def _summary_marked(s: Session, r: Recorded, event: e.SummaryMarked) -> None:
    s.finality = Finality(r.wall, event.through, event.digest) if event.final else None
    if event.final and s.first_final is None:
        s.first_final = r.wall


@folds(e.ExportWritten)
def _export_written(s: Session, r: Recorded, event: e.ExportWritten) -> None:
    s.exports.append(Export(r.seq, PathText(event.path), lasting=True))


@folds(e.ExportNoted)
def _export_noted(s: Session, r: Recorded, event: e.ExportNoted) -> None:
    s.exports.append(Export(r.seq, event.path))


def tell(s: Session, r: Recorded) -> None:
    """Note what a summary has to tell anew; what came after one was fixed is counted."""
    if isinstance(r.event, _NOTHING_NEW) or _is_about_a_reader(s, r.event):
        return
    s.news = News(r.at, r.wall, s.away)
    if s.finality is None:
        return
    s.finality.since += changes_of(r.event)
    if isinstance(r.event, e.Redacted):
        s.finality.redactions += 1
    else:
        s.finality.changes += 1


def _is_about_a_reader(s: Session, event: Event) -> bool:
    """Whether it tells of somebody who joined when the steps were over, to read the summary."""
    joining = e.ParticipantJoined | e.ParticipantMoved | e.ParticipantRemoved
    return isinstance(event, joining) and s.participants[event.participant].reads
