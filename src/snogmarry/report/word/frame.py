"""The frame of a document for Word: styles, page, properties, header and footer.

They are an organisation's own where it has a template.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.document import Document as Frame
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Line
from lxml import etree

from snogmarry.report import words
from snogmarry.report.blocks import FRAME, Document
from snogmarry.report.mixed import bare
from snogmarry.report.paging import is_tight
from snogmarry.report.word.borrowed import looks_alone

CELL = "Table Text"
STYLES = ("Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Quote", "Caption", CELL)
BODY = "body"
_INK = RGBColor(0x1B, 0x1B, 0x1F)
_SPACES = (
    ("Normal", 0, 4),
    ("Title", 0, 6),
    ("Heading 1", 18, 6),
    ("Heading 2", 12, 4),
    ("Heading 3", 8, 2),
    ("Quote", 2, 4),
    ("List Bullet", 2, 3),
    ("Caption", 8, 3),
)
"""Styles with the points above and below."""


class NotATemplate(Exception):
    """The file that is to be the template is no Word document that can be one."""


def frame_of(document: Document, template: Path | None) -> Frame:
    """The frame, with a comment, `BODY`, where the body belongs. Raises `NotATemplate`."""
    frame = docx.Document() if template is None else _opened(template)
    body = frame.element.body
    page = body.get_or_add_sectPr()
    _inherit(page, list(body.iter(qn("w:sectPr"))))
    for element in [one for one in body if one is not page]:
        body.remove(element)
    looks_alone(frame)
    body.insert(0, etree.Comment(BODY))
    for name in STYLES:
        _ensure(frame, name)
    _page(frame, document, own=template is None)
    if template is None:
        _looks(frame, tight=is_tight(document))
        _today(frame)
    _properties(frame, document)
    _every_page(frame, document)
    return frame


def _inherit(page: Any, sections: Sequence[Any]) -> None:
    """Give the last section, which stays, the headers and footers that it has from others."""
    found = {}
    for section in sections:
        for tag in ("w:headerReference", "w:footerReference"):
            for reference in section.findall(qn(tag)):
                found[tag, reference.get(qn("w:type"))] = reference
    for reference in reversed(found.values()):
        if reference.getparent() is not page:
            page.insert(0, deepcopy(reference))


def _opened(template: Path) -> Frame:
    try:
        return docx.Document(str(template))
    except (
        OSError,
        PackageNotFoundError,
        BadZipFile,
        KeyError,
        ValueError,
        etree.XMLSyntaxError,
    ) as error:
        raise NotATemplate(str(template)) from error


def _ensure(frame: Frame, name: str) -> None:
    """A style that the template lacks; a heading is one, with its level."""
    if name in frame.styles:
        return
    style = frame.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = frame.styles["Normal"]
    style.font.bold = name.startswith(("Title", "Heading"))
    if name.startswith("Heading"):
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(name[-1]) - 1))
        style.element.get_or_add_pPr().append(level)


def _page(frame: Frame, document: Document, *, own: bool) -> None:
    section = frame.sections[-1]
    if own:
        section.page_width, section.page_height = Mm(210), Mm(297)
        margin = Mm(15 if document.dense or document.wide else 20)
        section.left_margin = section.right_margin = margin
        section.top_margin, section.bottom_margin = Mm(22), Mm(20)
        section.footer_distance = Mm(10)
    width, height = section.page_width, section.page_height
    if document.wide and width is not None and height is not None and width < height:
        section.page_width, section.page_height = height, width
        section.orientation = WD_ORIENT.LANDSCAPE


def _looks(frame: Frame, *, tight: bool) -> None:
    sizes = {
        "Normal": 9.0 if tight else 10.5,
        "Title": 18 if tight else 22,
        "Heading 1": 15,
        "Heading 2": 12,
        "Heading 3": 10.5,
        "Caption": 9.5,
        CELL: 8.5 if tight else 9.5,
    }
    for name, size in sizes.items():
        style = _style(frame, name)
        _font(style, size)
        style.font.color.rgb = _INK
    for name, before, after in _SPACES:
        spacing = _style(frame, name).paragraph_format
        spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    quote = _style(frame, "Quote")
    quote.font.italic = False
    quote.font.color.rgb = _INK
    quote.paragraph_format.left_indent = Mm(8)
    _style(frame, "Caption").paragraph_format.keep_with_next = True


def _today(frame: Frame) -> None:
    """As Word makes documents since 2013: else it says that it is in compatibility mode."""
    for setting in frame.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _style(frame: Frame, name: str) -> ParagraphStyle:
    style = frame.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise NotATemplate(name)
    return style


def _font(style: ParagraphStyle, size: float) -> None:
    style.font.size = Pt(size)
    style.font.name = "Calibri"
    fonts = style.element.rPr.rFonts
    for name in [key for key in fonts.attrib if str(key).endswith("Theme")]:
        del fonts.attrib[name]  # a theme's font would go before the one that is named
    fonts.set(qn("w:cs"), "Calibri")


def _properties(frame: Frame, document: Document) -> None:
    at = datetime.fromtimestamp(document.written / 1_000, UTC).replace(tzinfo=None, microsecond=0)
    core = frame.core_properties
    core.title, core.subject = bare(document.title), f"{document.subject}. {words.EXERCISE}."
    core.language, core.content_status = FRAME, document.status
    core.author = core.last_modified_by = "snogmarry"
    core.created = core.modified = at
    core.comments = core.keywords = core.category = ""
    core.revision = 1
    normal = frame.styles["Normal"].element.get_or_add_rPr()
    for old in normal.findall(qn("w:lang")):
        normal.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), FRAME)
    normal.append(lang)


def _every_page(frame: Frame, document: Document) -> None:
    """What stands on each page, below what the template has there."""
    section = frame.sections[-1]
    heads: list[_Header] = [section.header]
    feet: list[_Footer] = [section.footer]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
        feet.append(section.first_page_footer)
    if frame.settings.odd_and_even_pages_header_footer:
        heads.append(section.even_page_header)
        feet.append(section.even_page_footer)
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    for head in heads:
        line = _own_line(head, width)
        line.add_run(words.EXERCISE).bold = True
        line.add_run(f"\t{document.status}")
    for foot in feet:
        line = _own_line(foot, width)
        line.add_run(f"{bare(document.title)}\tPage ")
        _field(line, "PAGE")
        line.add_run(" of ")
        _field(line, "NUMPAGES")


def _own_line(place: _Header | _Footer, width: int) -> Line:
    there = (line for line in place.paragraphs if not line.text and not line.runs)
    line = next(there, None) or place.add_paragraph()
    line.style = None  # the tab stops of another style would come before the one that follows
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(width / Mm(1)), WD_TAB_ALIGNMENT.RIGHT)
    return line


def _field(line: Line, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {instruction} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)  # noqa: SLF001 - python-docx has no fields
