"""Word documents: structure, links, looks."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from tests.report import recorded
from tests.report.exported import SESSIONS, Exported, linked, linked_in, marked
from tests.report.reading import mended

from snogmarry.report import word
from snogmarry.report.documents import handout, plan
from snogmarry.report.documents import summary as whole
from snogmarry.report.summary import summarise
from snogmarry.session import events as e


def test_what_shows_a_point_leads_there_and_back_in_word() -> None:
    document = Exported(recorded.argued()).word
    point, again = (p for p in document.paragraphs if "L-05 Strength: " in p.text)
    assert not list(again._p.iter(qn("w:bookmarkStart")))
    assert [mark.get(qn("w:name")) for mark in point._p.iter(qn("w:bookmarkStart"))] == ["L_05"]
    for ref in ("V-01", "T-01", "P-01", "I-02", "R-004"):
        back = _holding(document, ref)
        leads = [link.get(qn("w:anchor")) for link in back.iter(qn("w:hyperlink"))]
        assert "L_05" in leads, ref


def _holding(document: Word, ref: str) -> Any:
    """The paragraph or row that links by that ref lead to; of a heading what follows it, too."""
    mark = next(
        mark
        for mark in document.element.body.iter(qn("w:bookmarkStart"))
        if mark.get(qn("w:name")) == ref.replace("-", "_")
    )
    rows = list(mark.iterancestors(qn("w:tr")))
    place = rows[0] if rows else mark.getparent()
    if not ref.startswith("V"):
        return place
    return next(line for line in place.itersiblings() if list(line.iter(qn("w:hyperlink"))))


def test_headings_go_down_one_at_a_time(exported: Exported) -> None:
    lines = exported.word.paragraphs
    levels = [
        int(line.style.name[-1])
        for line in lines
        if line.style is not None and str(line.style.name).startswith("Heading")
    ]
    assert [line.style.name for line in lines if line.style][0] == "Title"  # noqa: RUF015
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_tables_have_header_rows_and_are_named(exported: Exported) -> None:
    assert exported.word.tables
    for table in exported.word.tables:
        head = table.rows[0]._tr.trPr
        assert head is not None
        assert head.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_what_stands_between_a_heading_and_its_table_stays_with_both() -> None:
    lines = Exported(recorded.argued()).word.paragraphs
    (place,) = (n for n, line in enumerate(lines) if line.text == "T-01 First word")
    below = lines[place + 1 : place + 3]
    assert [line.text[:6] for line in below] == ["Shows:", "The sc"]
    assert all(line.paragraph_format.keep_with_next for line in below)


def test_a_small_table_stays_together_and_no_row_stands_alone(rich: Exported) -> None:
    for table in rich.word.tables:
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        assert kept[0]
        assert not kept[-1]
        assert all(kept[:2]) or len(kept) == 2
        assert kept[-2]
    (facts,) = (t for t in rich.word.tables if t.rows[0].cells[0].text == "What")
    assert all(
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in facts.rows[:-1]
    )


def test_every_link_of_the_page_is_one_here_and_leads_to_one_place(exported: Exported) -> None:
    places = marked(exported.word)
    assert len(places) == len(set(places))
    assert linked(exported.word) <= set(places)
    assert linked(exported.word) == linked_in(exported.page)
    there = {node.attributes.get("id", "") for node in exported.page.walk()}
    assert set(places) == {ref for ref in there if re.fullmatch(r"[A-Z]-\d+", ref)}


def test_title_language_and_what_stands_on_each_page(rich: Exported) -> None:
    core = rich.word.core_properties
    assert (core.title, core.language) == ("Food for thought", "en-GB")
    section = rich.word.sections[0]
    assert section.header.paragraphs[0].text == "EXERCISE\tDraft"
    assert section.footer.paragraphs[0].text == "Food for thought\tPage  of "
    fields = [f.get(qn("w:instr")) for f in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == [" PAGE ", " NUMPAGES "]


def test_words_of_another_language_and_direction_are_marked() -> None:
    welsh = Exported(recorded.rich(recorded.scenario(language="cy")))
    runs = [
        run for run in welsh.word.element.body.iter(qn("w:r")) if "Dŵr" in run.xpath("string()")
    ]
    assert all(run.rPr.find(qn("w:lang")).get(qn("w:val")) == "cy" for run in runs)
    arabic = [p for p in welsh.word.element.body.iter(qn("w:p")) if "مرحبا" in p.xpath("string()")]
    assert runs
    assert arabic
    assert all(p.pPr.find(qn("w:bidi")) is not None for p in arabic)


@pytest.mark.parametrize("name", ["lobby", "rich", "argued"])
def test_word_has_nothing_to_mend(name: str, tmp_path: Path) -> None:
    summary = summarise(SESSIONS[name]().session, recorded.BEGAN, notes=True)
    template = tmp_path / "ours.docx"
    docx.Document().save(str(template))
    made = {
        "summary.docx": word.render(whole.document(summary)),
        "ours-too.docx": word.render(whole.document(summary), template),
        "plan.docx": word.render(plan.document(summary)),
        "handout.docx": word.render(handout.document(summary)),
    }
    for file, content in made.items():
        assert mended(content, tmp_path / file) == [], file


def test_references_in_the_facilitator_s_own_words_are_links() -> None:
    r = recorded.argued()
    said = "Too slow (L-05), as V-01 and R-002 show; so A-01. Not R-999, XR-002 or R-0021."
    r.add(e.SummaryTextSet("conclusions", recorded.safe(said)))
    made = Exported(r)
    (line,) = (line for line in made.word.paragraphs if line.text == said)
    links = [link.get(qn("w:anchor")) for link in line._p.iter(qn("w:hyperlink"))]
    assert links == ["L_05", "V_01", "R_002", "A_01"]
    (told,) = (p for p in made.page.all("p") if p.text() == said)
    assert [a.attributes["href"] for a in told.all("a")] == ["#L-05", "#V-01", "#R-002", "#A-01"]
    assert said in made.md.text()


def test_word_has_contents_that_lead_to_each_chapter(exported: Exported) -> None:
    body = exported.word.element.body
    (instruction,) = (text.text for text in body.iter(qn("w:instrText")))
    assert instruction.split()[0] == "TOC"
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    places = {
        mark.get(qn("w:name")): mark.getparent().xpath("string()")
        for mark in body.iter(qn("w:bookmarkStart"))
    }
    found = [
        (link.xpath("string()"), places[link.get(qn("w:anchor"))])
        for link in body.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor")).startswith("_Toc")
    ]
    lines = exported.word.paragraphs
    chapters = [line.text for line in lines if line.style and line.style.name == "Heading 1"]
    assert found == [(chapter, chapter) for chapter in chapters]
