"""HTML, Markdown, Word and PDF say the same: each cell of each table, and each line beside them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from tests.report import paged, reading
from tests.report.exported import Exported
from tests.report.paged import parted
from tests.report.reading import Node, squeezed

from snogmarry.report import answer_words, lesson_words, overview_words, speed_words, words
from snogmarry.report.mixed import bare


def test_every_cell_of_a_table_is_the_same_on_every_page(exported: Exported) -> None:
    found = {
        name: [table for table in paged.tables(page) if not _is_elsewhere(table)]
        for name, page in exported.paged.items()
    }
    assert len(found["HTML"]) >= 1
    for name, tables in found.items():
        assert [table[0] for table in tables] == [table[0] for table in found["HTML"]], name
        for table, wanted in zip(tables, found["HTML"], strict=True):
            assert table == wanted, f"{name}, {table[0]}"
    in_html, in_md, in_word = (
        paged.titles(exported.paged[name]) for name in ("HTML", "Markdown", "Word")
    )
    assert in_md <= in_html & in_word


def _is_elsewhere(table: list[list[str]]) -> bool:
    """Whether it is a list in HTML."""
    return table[0][0] in paged.PAIRS or table[0][-1] in {"Shows", "Statusandwhatitshows"}


def test_every_line_beside_the_tables_is_the_same_on_every_page(exported: Exported) -> None:
    html, markdown, word = (
        paged.lines(exported.paged[name]) for name in ("HTML", "Markdown", "Word")
    )
    assert list(html) == list(markdown) == list(word)
    for chapter, lines in html.items():
        for name, others in (("Markdown", markdown), ("Word", word)):
            assert others[chapter] == lines, f"{name}, {chapter}"


def test_every_page_begins_with_what_it_is_of_and_whom_it_is_for(exported: Exported) -> None:
    o = exported.summary.overview
    for name, page in exported.paged.items():
        said = squeezed(page.text())
        (title,) = page.all("title" if name == "PDF" else "h1")
        assert squeezed(title.text()) == squeezed(bare(overview_words.title(o)))
        for wanted in (
            overview_words.lede(o),
            f"{words.EXERCISE}. {overview_words.standing_of(o)}.",
            overview_words.INVENTED,
            overview_words.audience(exported.summary),
        ):
            assert squeezed(bare(wanted)) in said, name


def test_every_response_is_the_same_on_every_page(exported: Exported) -> None:
    """All of it: who gave it, as whom and how soon, its words, how it stands and what it shows."""
    in_md, in_word = (_of_responses(exported.paged[name]) for name in ("Markdown", "Word"))
    wanted = [entry.ref for entry in exported.entries]
    assert [row[0] for row in in_md] == [row[0] for row in in_word] == wanted
    for entry, md, word in zip(exported.entries, in_md, in_word, strict=True):
        person = f"{entry.person}, " if entry.person else ""
        people = f" ({entry.people} people)" if entry.people > 1 else ""
        who, took = f"{person}{entry.group}{people}", speed_words.took(entry)
        said, shown = bare(answer_words.words_of(entry)), bare(lesson_words.shown(entry))
        stands = answer_words.marks(entry) or "released"
        assert list(map(squeezed, md[1:])) == list(
            map(squeezed, (who, entry.side, took, said, stands, shown))
        )
        who += bare(answer_words.played(entry))
        stands += f"Shows: {shown}" if shown else ""
        assert list(map(squeezed, word[1:])) == list(map(squeezed, (who, took, said, stands)))
        item = exported.ids[entry.ref]
        assert item.all("p")[0].text() == said
        marks = [f"; {answer_words.marks(entry)}"] if answer_words.marks(entry) else []
        marks += [f". Shows: {shown}"] if shown else []
        source = f"{entry.ref} {bare(answer_words.source(entry))}{''.join(marks)}"
        assert squeezed(item.classed("source")[0].text()) == squeezed(source)


def _of_responses(page: Node) -> list[list[str]]:
    tables = (reading.rows(table) for table in page.all("table"))
    found = (table[1:] for table in tables if _is_elsewhere([list(map(parted, table[0]))]))
    return [row for rows in found for row in rows if row[0].startswith("R-")]


def test_the_pdf_says_word_for_word_what_word_does(exported: Exported) -> None:
    printed = squeezed("".join(_printed(exported.paged["PDF"])))
    place, skipped = 0, False
    for piece in _pieces(exported.paged["Word"]):
        # Of letters that a font may lack, or that run from right to left, this knows no order.
        if not all(map(_is_plain, piece)):
            skipped = True
            continue
        place = printed.find(piece, place) if skipped else place
        assert printed[place : place + len(piece)] == piece
        place, skipped = place + len(piece), False
    assert skipped or place == len(printed)


def _printed(page: Node) -> Iterator[str]:
    """What a PDF says after its table of contents, without the marks of its lists."""
    begun = False
    (document,) = page.children
    assert isinstance(document, Node)
    for before, node in pairwise(document.children):
        assert isinstance(node, Node)
        begun = begun or (isinstance(before, Node) and before.tag == "toc")
        if begun:
            yield node.text().replace("• ", "") if node.tag == "l" else node.text()


def _pieces(document: Node) -> Iterator[str]:
    """What a Word document says from its first chapter on: lines, and rows of tables."""
    begun = False
    for node in document.children:
        assert isinstance(node, Node)
        begun = begun or node.tag == "h2"
        pieces = node.all("tr") if node.tag == "table" else [node]
        yield from (squeezed(piece.text()) for piece in pieces if begun)


def _is_plain(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(
        ("LATIN", "LEFT", "RIGHT", "MINUS", "PLUS-MINUS", "EN DASH", "NO-BREAK")
    )
