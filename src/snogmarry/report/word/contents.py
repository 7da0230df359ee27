"""A table of contents for Word: links, there at once, which Word can make anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from snogmarry.report.blocks import Heading
from snogmarry.report.mixed import bare

# Headings of the first level, as links, without page numbers: those Word alone knows.
_FIELD = r' TOC \o "1-1" \n \h \z '
_COLOUR = "1D4F8F"


def place_of(number: int) -> str:
    """The bookmark of a heading, by its place among those in the table, from 0."""
    return f"_Toc{number:08}"


def contents(found: Sequence[Heading]) -> Iterator[str]:
    """The table, a paragraph for each heading."""
    yield "<w:p><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>Contents</w:t></w:r></w:p>"
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(_FIELD)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for place, heading in enumerate(found):
        title = escape(bare("".join(span.text for span in heading.spans)))
        link = (
            f'<w:hyperlink w:anchor="{place_of(place)}" w:history="1"><w:r><w:rPr>'
            f'<w:color w:val="{_COLOUR}"/></w:rPr><w:t xml:space="preserve">{title}</w:t></w:r>'
            "</w:hyperlink>"
        )
        first, last = place == 0, place == len(found) - 1
        yield (
            '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'
            f"{begin if first else ''}{link}{end if last else ''}</w:p>"
        )
