"""In sentences that have words of people in them, each is said in its language and direction."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn
from pypdfium2 import raw
from tests.report import reading, recorded
from tests.report.exported import Exported
from tests.report.reading import Node, squeezed
from tests.report.recorded import Recording, safe

from snogmarry.report import csv, html, pdf, word
from snogmarry.report.blocks import Document
from snogmarry.report.documents import handout, plan
from snogmarry.report.documents import summary as whole
from snogmarry.report.sheets import sheets
from snogmarry.scenario.models import Scenario
from snogmarry.session import events as e

PLACE, TITLE = "القاهرة، مصر", "إعلان على الباب"
STEP, LESSON = "الكلمة الأولى", "تصرف بسرعة"
ISOLATES, RIGHTWARDS = re.compile("[\u2066-\u2069]"), "\u200e"
OURS = {"All", "The whole room", "Snog", "(withdrawn)", "not said", "Group", "Figures"}


def of(language: str) -> Recording:
    """A workshop of which much is in Arabic, with a second take of a step."""
    raw = recorded.scenario(language=language, title=TITLE).model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude_defaults=True
    )
    for step in raw["steps"]:
        if step["id"] == "first":
            step["title"] = STEP
    r = recorded.rich(Scenario.model_validate(raw))
    r.start("first")
    r.add(e.DetailsSet(safe("ورشة عمل"), safe(PLACE), safe("Alex"), safe("")))
    r.add(
        e.LearningPointDrawn(
            5, safe("Aros"), "strength", None, ("swift",), (4,), refs=("T-01", "V-01")
        )
    )
    return r


@cache
def made(language: str) -> Exported:
    return Exported(of(language))


def texts(value: Any) -> Iterator[str]:
    """All texts of a summary."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


@cache
def known(language: str) -> set[str]:
    """What people wrote, as it may stand by itself."""
    found = set(texts(made(language).summary))
    found |= {part for text in found for part in text.split("\n")}
    found |= {f"{x.answer} – {x.reason}" for x in made(language).entries}
    return {squeezed(text) for text in found}


def documents(language: str) -> list[Document]:
    summary = made(language).summary
    return [whole.document(summary), plan.document(summary), handout.document(summary)]


def foreign(page: Node, language: str) -> list[str]:
    return [node.text() for node in page.walk() if node.attributes.get("lang") == language]


def runs(document: Document, language: str) -> list[str]:
    body = docx.Document(io.BytesIO(word.render(document))).element.body
    langs = (run for run in body.iter(qn("w:r")) if run.xpath("w:rPr/w:lang"))
    found = [(run.xpath("string(w:rPr/w:lang/@w:val)"), run.xpath("string()")) for run in langs]
    assert {lang for lang, _ in found} <= {language}
    return [text for _, text in found]


def numbers(page: pikepdf.Page, language: str) -> Iterator[int]:
    """The numbers of what is marked as being in that language."""
    for said in pikepdf.parse_content_stream(page):
        about: Any = said.operands[1] if str(said.operator) == "BDC" else {}
        if str(about.get("/Lang", "")) == language:
            yield int(about["/MCID"])


def spans(content: bytes, language: str) -> list[str]:
    """What a PDF says in that language."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as tagged:
        marked = [set(numbers(page, language)) for page in tagged.pages]
    printed = pypdfium2.PdfDocument(content)
    for page, wanted in zip(printed, marked, strict=True):
        words: dict[int, list[str]] = {}
        text = page.get_textpage()
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            number = raw.FPDFPageObj_GetMarkedContentID(one)
            if number in wanted:
                left, bottom, right, top = one.get_bounds()
                words.setdefault(number, []).append(text.get_text_bounded(left, bottom, right, top))
        found += ["".join(said) for said in words.values()]
    return found


@pytest.mark.parametrize("language", ["cy", "ar"])
def test_pages_say_only_what_people_wrote_in_the_language_of_the_scenario(language: str) -> None:
    summary = made(language)
    printed = (reading.html(html.printed(one)) for one in documents(language)[1:])
    for page in (summary.page, *printed):
        found = foreign(page, language)
        assert PLACE in found
        assert {squeezed(text) for text in found} - known(language) == set()
        assert not OURS & set(found)


@pytest.mark.parametrize("language", ["cy", "ar"])
def test_so_does_word(language: str) -> None:
    for document in documents(language):
        found = runs(document, language)
        assert PLACE in found
        assert {squeezed(text) for text in found} - known(language) == set()
        assert not OURS & set(found)


def test_so_does_a_pdf() -> None:
    for document in documents("cy"):
        found = {squeezed(text) for text in spans(pdf.render(document).content, "cy")}
        assert {"Actswiftly", "Bluetable"} & found
        # A line may end within what somebody wrote; letters that join are read in other shapes.
        found = {text for text in found if text.isascii()}
        assert {
            text for text in found if not any(text in theirs for theirs in known("cy"))
        } == set()
        assert not {squeezed(text) for text in OURS} & found


def test_a_place_written_leftwards_moves_nothing_around_it() -> None:
    lede = (
        f"21 September 2026, {PLACE}. 12 people in 3 groups; 3 joined by phone. Scenario: {TITLE}."
    )
    summary = made("en-GB")
    (line,) = summary.page.classed("lede")
    assert line.text() == lede
    assert [(node.tag, node.text()) for node in line.walk()] == [("bdi", PLACE), ("bdi", TITLE)]

    paragraph = next(p for p in summary.word.paragraphs if "21 September 2026, " in p.text)
    held = lede.replace(f"{PLACE}. ", f"{PLACE}{RIGHTWARDS}. ")
    assert paragraph.text == f"{held[:-1]}{RIGHTWARDS}."
    assert not paragraph._p.xpath("w:pPr/w:bidi")
    leftwards = [run.text for run in paragraph.runs if run._r.xpath("w:rPr/w:rtl")]
    assert leftwards == [PLACE, TITLE]


def test_it_moves_nothing_in_a_pdf_either() -> None:
    page = pypdfium2.PdfDocument(made("en-GB").printed)[0].get_textpage()
    said = page.get_text_range()
    boxes = [page.get_charbox(place) for place in range(len(said))]
    line = boxes[said.index("12 people")]
    seen = sorted(
        (left, sign)
        for (left, bottom, _, top), sign in zip(boxes, said, strict=True)
        if bottom < line[3] and top > line[1]
    )
    latin = "".join(sign for _, sign in seen if sign.isascii() and not sign.isspace())
    assert latin == "21September2026,.12peoplein3groups;3joinedbyphone.Scenario:."


def test_the_number_of_a_lesson_stands_before_its_title_in_a_chart() -> None:
    summary = made("en-GB").summary
    swift, *others = summary.list.lessons
    lessons = (replace(swift, title=LESSON), *others)
    titled = replace(summary, list=replace(summary.list, lessons=lessons))
    label = reading.html(html.render(titled)).id("chart-evidence").all("p")[0]
    assert label.text().startswith(f"1. {LESSON}: ")
    assert [(node.tag, node.text()) for node in label.walk()] == [("bdi", LESSON)]


def test_a_heading_is_turned_in_word_where_all_of_it_is_people_s() -> None:
    headings = [p for p in made("en-GB").word.paragraphs if STEP in p.text]
    headings = [p for p in headings if p._p.xpath("w:pPr/w:pStyle[starts-with(@w:val, 'Head')]")]
    assert {p.text for p in headings if p._p.xpath("w:pPr/w:bidi")} == {STEP}
    assert {p.text for p in headings} > {STEP}


def test_what_is_read_as_plain_text_has_no_signs_that_nobody_sees() -> None:
    summary = made("ar")
    assert ISOLATES.search(summary.page_source) is None
    assert ISOLATES.search(summary.md_source) is None
    for table in sheets(summary.summary):
        assert ISOLATES.search(csv.render(table)) is None
        assert RIGHTWARDS not in csv.render(table)
    for document in documents("ar"):
        assert ISOLATES.search(html.printed(document)) is None
        assert ISOLATES.search(reading.unpacked(word.render(document))) is None
        assert ISOLATES.search(reading.text_of(pdf.render(document).content)) is None
