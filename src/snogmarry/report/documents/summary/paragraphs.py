"""Headings, lines and links, of the report’s words and people’s."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from snogmarry.report import words
from snogmarry.report.blocks import Heading, Look, Paragraph, Span, plain, said


def heading(level: int, *parts: str | Span, ref: str = "") -> Heading:
    """A heading of the report’s words and people’s; links to `ref` lead to it."""
    return Heading(level, plain(*parts), ref)


def lines(*parts: str | Span) -> Paragraph:
    """A paragraph of the report's words and people's."""
    return Paragraph(plain(*parts))


def prose(text: str) -> Iterator[Paragraph]:
    """A longer text, parted where it has an empty line."""
    return (Paragraph((said(part),)) for part in words.parted(text))


def told(text: str) -> Iterator[Paragraph]:
    """What the facilitator wrote: the references in it are links."""
    return (Paragraph(tuple(_referring(part, said=True))) for part in words.parted(text))


def _referring(text: str, *, said: bool) -> Iterator[Span]:
    return (Span(piece, said, to=piece if ref else "") for piece, ref in words.referring(text))


def referring(text: str) -> Paragraph:
    """A sentence of the report's; the references in it are links."""
    return Paragraph(tuple(_referring(text, said=False)))


def none() -> Paragraph:
    """That there is nothing in a part that is always there."""
    return lines("None.")


def link(ref: str, look: Look = "strong") -> Span:
    """A reference that leads to what it names."""
    return Span(ref, look=look, to=ref)


def apart(spans: Iterable[Span], by: str = ", ") -> Iterator[str | Span]:
    """One after the other, with commas between them or what else parts them."""
    for number, span in enumerate(spans):
        if number:
            yield by
        yield span
