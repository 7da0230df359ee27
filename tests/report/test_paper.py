"""How documents stand on paper: widths of columns, and what stays on a page with what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pypdfium2
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Row
from hypothesis import given
from hypothesis import strategies as st
from tests.report import portable, reading, recorded
from tests.report.exported import Exported, read_word
from tests.report.recorded import Recording, safe

from snogmarry.report import html, pdf, word
from snogmarry.report.blocks import Block, Document, Grid, Heading, Paragraph, said
from snogmarry.report.breadth import fitted
from snogmarry.report.documents import handout, plan
from snogmarry.report.documents import summary as whole
from snogmarry.report.summary import Summary, summarise
from snogmarry.report.tables import Column
from snogmarry.session import events as e
from snogmarry.session.events import Answer

LETTER = 5.7
"""Points that a letter of a table has room for: more than Calibri takes, or Arial."""
SIDES = 8
"""Points between the words of a cell and its sides."""


def of(*blocks: Block) -> Document:
    return Document("All", "All", "en", "Draft", "A draft", recorded.BEGAN, blocks)


def printed(*blocks: Block) -> Word:
    return opened(of(*blocks))


def opened(document: Document) -> Word:
    return read_word(word.render(document))


def grid(rows: int, words: str = "one") -> Grid:
    columns = (Column("Number"), Column("Words", "said"))
    return Grid("Table", columns, tuple((str(n), words) for n in range(rows)), (1, 4))


def documents(summary: Summary) -> list[Document]:
    return [whole.document(summary), plan.document(summary), handout.document(summary)]


def room(table: Table, place: int) -> float:
    """How wide the words of a column may be, in points."""
    columns = list(table._tbl.tblGrid.iter(qn("w:gridCol")))
    return int(columns[place].get(qn("w:w"))) / 20 - SIDES


def kept(row: _Row) -> bool:
    """Whether it stays on one page with the row that follows."""
    return bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next)


def test_no_title_and_no_length_of_time_breaks_inside(exported: Exported) -> None:
    """A space at which no line ends is a letter like any other."""
    for document in documents(exported.summary):
        for table in opened(document).tables:
            texts = [[cell.text for cell in row.cells] for row in table.rows]
            for place, title in enumerate(texts[0]):
                lengths = [
                    row[place] for row in texts[1:] if row[place].endswith("\N{NO-BREAK SPACE}s")
                ]
                longest = max(len(one) for text in [title, *lengths] for one in text.split(" "))
                assert room(table, place) >= longest * LETTER, (title, lengths)


@given(st.lists(st.tuples(st.floats(0.5, 9), st.floats(1, 40)), min_size=1, max_size=8))
def test_no_column_has_less_than_it_needs_if_the_line_is_long_enough(
    columns: list[tuple[float, float]],
) -> None:
    wished, least = zip(*columns, strict=True)
    line = sum(fitted(wished, [0] * len(wished)))
    found = fitted(wished, least)
    assert sum(found) == pytest.approx(line)
    if sum(least) > line:
        assert all(
            has / needs == pytest.approx(line / sum(least))
            for has, needs in zip(found, least, strict=True)
        )
        return
    assert all(has >= needs - 1e-9 for has, needs in zip(found, least, strict=True))
    units = {
        round(has / wish, 6)
        for has, wish, needs in zip(found, wished, least, strict=True)
        if has > needs + 1e-6
    }
    assert len(units) <= 1, "what is left is parted as was wished"


def test_the_words_of_people_take_no_room_from_figures() -> None:
    link = "https://example.org/" + "a" * 60
    columns = (Column("Took", "length"), Column(link, "said"), Column("Words", "said"))
    took, titled, words = Grid("Table", columns, ((5_025_000, "yes", link),), (1, 3, 3)).widths
    assert took > len("1 h 23 min 45 s")
    assert titled + words > 3 * took


def test_a_table_is_kept_whole_only_while_that_leaves_no_half_page_empty() -> None:
    small, large = printed(grid(12), grid(13)).tables
    assert all(map(kept, small.rows[:-1]))
    assert [kept(row) for row in large.rows] == [True, True, *[False] * 10, True, False]
    (tall,) = printed(grid(4, "many words " * 30)).tables
    assert not kept(tall.rows[2])


@pytest.mark.parametrize(("rows", "size"), [(20, 10.5), (40, 9)])
def test_what_is_for_one_page_has_small_letters_only_if_it_would_be_more(
    rows: int, size: float
) -> None:
    styles = opened(replace(of(grid(rows)), dense=True)).styles
    assert styles["Normal"].element.rPr.sz.val == Pt(size)


def test_questions_stay_with_their_heading_and_their_answers() -> None:
    three = [Paragraph((said(f"Question {number}"),)) for number in (1, 2, 3)]
    lines = printed(Heading(1, (said("Step"),)), *three, grid(3)).paragraphs
    asked = [line for line in lines if line.text.startswith("Question")]
    assert [line.paragraph_format.keep_with_next for line in asked] == [True] * 3


def test_what_is_long_or_a_list_may_part_from_the_table_below_it() -> None:
    long = [Paragraph((said(f"Question {number} " * 60),)) for number in (1, 2, 3)]
    listed = [Paragraph((said(f"Question {number}"),), "point") for number in (1, 2, 3)]
    for above in (long, listed):
        lines = printed(Heading(1, (said("Step"),)), *above, grid(3)).paragraphs
        asked = [line for line in lines if line.text.startswith("Question")]
        leads = [bool(line.paragraph_format.keep_with_next) for line in asked]
        assert leads == [False, False, True]


def test_a_chapter_that_takes_pages_begins_one_and_no_short_one_does() -> None:
    rows = {"First": 120, "Second": 5, "Long": 110, "Next": 5, "Last": 5}
    chapters = [(Heading(1, (said(name),)), grid(many)) for name, many in rows.items()]
    document = of(*(block for chapter in chapters for block in chapter))
    paged = [x.text for x in opened(document).paragraphs if x.paragraph_format.page_break_before]
    assert paged == ["Long"]
    pages = [page.text.splitlines() for page in portable.read(pdf.render(document).content).pages]
    # Under the line at the head of each page.
    assert [page[1] for page in pages if page[1] in rows] == ["Long"]
    assert [line for page in pages for line in page if line in rows] == list(rows)


@pytest.mark.parametrize("words", [[20] * 60, [400] * 12], ids=["many", "long"])
def test_how_long_a_chapter_is_goes_by_its_words(words: list[int]) -> None:
    short, long = (
        [Paragraph((said("word " * (count // by)),)) for count in words] for by in (20, 1)
    )
    for blocks, paged in ((short, []), (long, ["Chapter"])):
        lines = printed(Heading(1, (said("A"),)), Heading(1, (said("Chapter"),)), *blocks)
        breaks = [x.text for x in lines.paragraphs if x.paragraph_format.page_break_before]
        assert breaks == paged


def test_nothing_stands_between_a_table_and_the_page_that_begins_after_it() -> None:
    """A paragraph that had no room below the table would take a page alone."""
    chapters = [(Heading(1, (said(name),)), grid(200)) for name in ("A", "B")]
    parts = list(printed(*(block for chapter in chapters for block in chapter)).element.body)
    tables = [place for place, part in enumerate(parts) if part.tag == qn("w:tbl")]
    assert parts[tables[0] + 1].find(qn("w:pPr")).find(qn("w:pageBreakBefore")) is not None


def test_what_is_for_one_page_is_not_parted() -> None:
    document = replace(
        of(Heading(1, (said("A"),)), grid(200), Heading(1, (said("B"),))), dense=True
    )
    assert not any(x.paragraph_format.page_break_before for x in opened(document).paragraphs)
    assert "B" in portable.read(pdf.render(document).content).pages[-1].text


def test_a_document_that_ends_with_a_table_has_no_empty_page_behind_it(rich: Exported) -> None:
    last = opened(handout.document(rich.summary)).paragraphs[-1]
    assert last.text == ""
    assert last.paragraph_format.line_spacing is not None
    assert last.paragraph_format.line_spacing <= Pt(1)


def test_word_does_not_say_that_it_is_in_compatibility_mode(rich: Exported) -> None:
    settings = rich.word.settings.element
    found = {
        setting.get(qn("w:name")): setting.get(qn("w:val"))
        for setting in settings.iter(qn("w:compatSetting"))
    }
    assert found["compatibilityMode"] == "15"


def test_that_nothing_was_recorded_takes_two_lines_of_the_handout(rich: Exported) -> None:
    (table,) = opened(handout.document(rich.summary)).tables
    assert "exercised, nothing recorded" in [row.cells[3].text for row in table.rows]
    assert room(table, 3) >= len("exercised, nothing") * LETTER


@pytest.mark.parametrize("lessons", [(), ("swift",)])
def test_actions_have_a_column_for_lessons_if_one_is_named(lessons: tuple[str, ...]) -> None:
    r = recorded.Recording()
    r.add(e.ActionAgreed(1, recorded.safe("Ring them"), recorded.safe(""), lessons=lessons))
    made = Exported(r)
    small = html.printed(plan.document(made.summary))
    pages = [made.page, made.md, reading.html(small)]
    tables = [reading.rows(table) for page in pages for table in page.all("table")]
    found = [t for t in (*tables, *made.told.tables) if t[0][:2] == ["Ref", "Action"]]
    assert len(found) == 4
    for head, action in found:
        assert head[2:] == ["Owner", "Start", "Due", "Status", *(["Lessons"] if lessons else [])]
        assert len(action) == len(head)


def responses_of(step: str, answers: Iterable[Answer]) -> Grid:
    r = Recording()
    r.group("campaign", "Northfield Community Trust", 9)
    r.start(step)
    for answer in answers:
        r.wait(5_000)
        r.give(1, answer)
    summary = summarise(r.session, recorded.BEGAN)
    (grid,) = (g for g in blocks_of(whole.document(summary)) if g.title.startswith("Responses:"))
    return grid


def blocks_of(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def test_what_people_wrote_at_length_has_half_the_line_and_their_group_a_fifth() -> None:
    grid = responses_of("long", [Answer(text=safe("We have heard all of you. " * 8))] * 2)
    _, group, _, response, _ = (width / sum(grid.widths) for width in grid.widths)
    assert response > 0.48
    assert group < 0.22


def test_a_vote_is_one_line_though_the_name_of_its_group_is_long() -> None:
    grid = responses_of("stance-one", [Answer(options=("snog",))] * 20)
    pages = pypdfium2.PdfDocument(pdf.render(of(grid), system_fonts=False).content)
    lines = [line for page in pages for line in page.get_textpage().get_text_range().split("\n")]
    assert len([x for x in lines if "Northfield Community Trust, as Keep It Open" in x]) == 20
