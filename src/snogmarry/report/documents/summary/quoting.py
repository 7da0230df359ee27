"""What was asked and answered, quoted in its place, and what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snogmarry.report import answer_words, lesson_words
from snogmarry.report.blocks import Block, Paragraph, Rich, Span, plain, said
from snogmarry.report.documents.summary.paragraphs import apart, lines, link
from snogmarry.report.summary.evidence import Asked, Entry, Evidence


def asked(found: Sequence[Asked]) -> Iterator[Block]:
    """What was put to each side, or to all."""
    return (
        lines(Span(f"{answer_words.asked(one)}: ", look="dim"), said(one.text)) for one in found
    )


def quote(entry: Entry) -> Paragraph:
    """A response in its place; a link leads from evidence to all that is known of it."""
    marks = f"; {answer_words.marks(entry)}" if answer_words.marks(entry) else ""
    return Paragraph(
        plain(
            link(entry.ref),
            " ",
            said(answer_words.words_of(entry)),
            Span(f" ({answer_words.source(entry)}{marks})", look="dim"),
        ),
        "quote",
    )


def shows(evidence: Evidence) -> Iterator[Block]:
    """What a piece of evidence shows, as a paragraph if it shows anything."""
    shown = showing(evidence)
    if shown:
        yield Paragraph(shown)


def showing(evidence: Evidence) -> tuple[Span, ...]:
    """What a piece of evidence shows, and the way back to the points; empty if it shows nothing."""
    points = tuple(apart(link(ref, "dim") for ref in evidence.points))
    speaks = lesson_words.speaks(evidence)
    if not points and not speaks:
        return ()
    between = "; " if points and speaks else ""
    return plain(Span("Shows: ", look="dim"), *points, Span(f"{between}{speaks}", look="dim"))


def with_shown(text: str, evidence: Evidence) -> Rich:
    """Words in a cell, and below them what they show."""
    shown = showing(evidence)
    return Rich(plain(text, "\n" if shown else "", *shown))
