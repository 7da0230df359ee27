"""The summary as a document, in the order in which it is read."""

from __future__ import annotations

from snogmarry.report import overview_words
from snogmarry.report.blocks import Document
from snogmarry.report.days import day_by_day
from snogmarry.report.documents.summary import actions, appendix, lessons, opening, timeline, votes
from snogmarry.report.summary import Summary


@day_by_day
def document(s: Summary) -> Document:
    """All that the HTML says, to be edited or printed."""
    first = (
        opening.opening,
        opening.introduction,
        opening.glance,
        opening.findings,
        actions.actions,
    )
    found = (
        opening.overview,
        lessons.coverage,
        lessons.lessons,
        lessons.loose,
        votes.stances,
        votes.votes,
        timeline.timeline,
        timeline.speed,
        timeline.answering,
    )
    behind = (appendix.notes, appendix.feed, appendix.responses)
    return Document(
        title=overview_words.title(s.overview),
        subject="Summary of a workshop",
        language=s.language,
        status=overview_words.status(s.overview),
        standing=overview_words.standing_of(s.overview),
        written=s.written,
        blocks=tuple(block for part in (*first, *found, *behind) for block in part(s)),
    )
