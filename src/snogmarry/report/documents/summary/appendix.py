"""What stands behind the rest: private notes, the feed, every response."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from snogmarry.report import answer_words, speed_words, words
from snogmarry.report.blocks import Block, Grid, Paragraph, Rich, Span, grid_of, plain, said, suited
from snogmarry.report.documents.summary.paragraphs import heading, lines, link, none
from snogmarry.report.documents.summary.quoting import asked, showing, with_shown
from snogmarry.report.mixed import theirs
from snogmarry.report.summary import Summary
from snogmarry.report.summary.evidence import Entry
from snogmarry.report.summary.values import Answered
from snogmarry.report.tables import Column

_WIDTHS = tuple(
    (1.2, group, 1.7, response, status)
    for response, group, status in product((8, 6.5, 5, 3.5, 2), (2.5, 3.5, 5, 7, 9), (2.5, 3.7, 5))
)
"""Shares of the columns of responses; what leaves most to the words of people comes first."""


def notes(s: Summary) -> Iterator[Block]:
    """The facilitator’s private notes, where they are included."""
    if s.notes is None:
        return
    yield heading(1, "Facilitator’s private notes")
    if not s.notes:
        yield none()
    for note in s.notes:
        step = f"{theirs(note.step)}; " if note.step else ""
        about = Span(f" ({step}at {words.clock(note.wall)})", look="dim")
        spans = plain(Span(f"{note.ref} ", look="strong"), said(note.text), about)
        yield Paragraph(spans, "point")


def feed(s: Summary) -> Iterator[Block]:
    """All that was posted, in order."""
    yield heading(1, "Feed")
    if not s.feed:
        yield lines("Nothing was posted.")
    for p in s.feed:
        side = answer_words.played(p)
        handle = f" {theirs(p.handle)}" if p.handle else ""
        after = answer_words.posted_after(p)
        answer = p.kind == "answer"
        shown = showing(p)
        yield Paragraph(
            plain(
                Span(f"{words.clock(p.wall)} ", look="dim"),
                said(p.author, "strong"),
                Span(f"{side}{handle} on {theirs(p.channel)} (", look="dim"),
                link(p.ref, "dim") if answer else Span(answer_words.posted(p), look="dim"),
                Span(f"{after}): ", look="dim"),
                said(p.text),
                *((Span(" (", look="dim"), *shown, Span(")", look="dim")) if shown else ()),
            ),
            "point",
            "" if answer else p.ref,
        )


def responses(s: Summary) -> Iterator[Block]:
    """All that was answered, step by step."""
    yield heading(1, "All responses")
    if not s.answered:
        yield none()
    for part in s.answered:
        title = words.run_title(part.step, part.take)
        yield heading(2, said(title))
        yield from asked(part.asked)
        yield lines(f"For {answer_words.wanted(part)}: {answer_words.people_behind(part)}.")
        if part.entries:
            yield _answered(part, title)
        yield from (lines(answer_words.raised_by(hands)) for hands in part.hands)


def _answered(part: Answered, title: str) -> Grid:
    grid = grid_of(
        f"Responses: {title}",
        part.entries,
        (Column("Ref"), 1.2, lambda e: e.ref),
        (Column("Group, as", "said"), 2, _who),
        (Column("Took", "length"), 1.7, speed_words.took),
        (Column("Response", "said"), 8, answer_words.words_of),
        (Column("Status and what it shows", "said"), 2.5, _status),
    )
    return suited(grid, _WIDTHS)


def _who(entry: Entry) -> str:
    person = f"{theirs(entry.person)}, " if entry.person else ""
    people = f" ({words.several(entry.people, 'person', 'people')})" if entry.people > 1 else ""
    return f"{person}{theirs(entry.group)}{people}{answer_words.played(entry)}"


def _status(entry: Entry) -> Rich:
    return with_shown(answer_words.marks(entry) or "released", entry)
