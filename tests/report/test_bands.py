"""Shares as pictures in Word and PDF: what they show, what they say, in which colours."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from PIL import Image, ImageColor
from tests.report import portable, reading, recorded

from snogmarry.report import html, pdf, result_words, word, words
from snogmarry.report.bands import BAR, MARK, shades
from snogmarry.report.blocks import Document, Grid
from snogmarry.report.documents import summary as whole
from snogmarry.report.documents.summary import votes
from snogmarry.report.mixed import bare
from snogmarry.report.summary import Summary, summarise
from snogmarry.report.summary.counts import Count
from snogmarry.session import events as e

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def summary() -> Summary:
    return summarise(recorded.argued().session, recorded.BEGAN)


@pytest.fixture(scope="module")
def document(summary: Summary) -> Document:
    return whole.document(summary)


@pytest.fixture(scope="module")
def printed(document: Document) -> Any:
    return docx.Document(io.BytesIO(word.render(document)))


def tallies(summary: Summary) -> list[tuple[Count, ...]]:
    """The counts that have a bar, in the order of the document."""
    stances = [vote.counts for side in summary.stances for vote in side.votes]
    held = [v for v in summary.votes if v.counted == "votes" and not v.stance]
    return stances + [tally.counts for v in held for tally in v.tallies if tally.total]


def drawings(printed: Any, within: Any) -> Iterator[tuple[str, Image.Image]]:
    """What each picture says, and the picture."""
    for drawing in within.iter(qn("w:drawing")):
        (about,) = drawing.iter(f"{WP}docPr")
        (blip,) = drawing.iter(f"{A}blip")
        part = printed.part.related_parts[blip.get(qn("r:embed"))]
        yield about.get("descr"), Image.open(io.BytesIO(part.blob)).convert("RGB")


def colour_at(picture: Image.Image, x: int) -> tuple[int, ...]:
    """The colour half way down."""
    found = picture.getpixel((x, picture.height // 2))
    assert isinstance(found, tuple)
    return found


def widths(picture: Image.Image) -> list[float]:
    """The bands of a bar as shares of it, by their colours from left to right."""
    row = [colour_at(picture, x) for x in range(picture.width)]
    return [row.count(tuple(bytes.fromhex(colour))) / len(row) for colour in shades(3)]


def test_each_row_has_a_bar_that_shows_its_shares_and_says_them(
    summary: Summary, printed: Any
) -> None:
    bars = [(said, picture) for said, picture in drawings(printed, printed.element.body) if said]
    wanted = tallies(summary)
    assert [said for said, _ in bars] == [result_words.shares(counts) for counts in wanted]
    assert bars[0][0] == "Snog 13%, Marry 0%, Avoid 88%"
    for (_, picture), counts in zip(bars, wanted, strict=True):
        assert widths(picture) == pytest.approx([count.share for count in counts], abs=0.02)


def test_the_options_above_have_the_colours_of_their_bands(printed: Any) -> None:
    for table in printed.tables:
        samples = [
            colour_at(picture, picture.width // 2)
            for said, picture in drawings(printed, table.rows[0]._tr)
            if not said
        ]
        if samples:
            assert samples == [tuple(bytes.fromhex(colour)) for colour in shades(3)]
            assert [c.text for c in table.rows[0].cells][-1].strip() == "In all"


def test_a_picture_is_kept_once() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red")
    for _ in range(2):
        r.add(e.HandsCounted(r.start("stance-one"), 1, "campaign", (("snog", 2), ("avoid", 1))))
        r.add(e.VoteRevealed(r.runs))
    summary = summarise(r.session, 0)
    printed = docx.Document(io.BytesIO(word.render(whole.document(summary))))
    parts = [part for part in printed.part.package.iter_parts() if "/media/" in part.partname]
    shares = {tuple(count.share for count in counts) for counts in tallies(summary)}
    assert len(shares) < len(tallies(summary))
    assert len(parts) == len(shares) + len(shades(3))


def test_of_what_several_could_be_chosen_there_is_no_bar_of_parts(document: Document) -> None:
    grids = {bare(block.title): block for block in document.blocks if isinstance(block, Grid)}
    assert grids["Answers: Pick some"].key == ()
    assert grids["Votes: Rate it"].key == ("", *shades(3), "")


def test_nobody_s_votes_have_no_bar() -> None:
    assert votes._bands((Count("Snog", 0, 0.0), Count("Marry", 0, 0.0))) is None


def test_the_bars_of_a_pdf_say_the_same(summary: Summary, document: Document) -> None:
    file = pikepdf.open(io.BytesIO(pdf.render(document).content))
    said = [
        str(found["/Alt"])
        for found in file.objects
        if isinstance(found, pikepdf.Dictionary) and found.get("/S") == "/Figure"
    ]
    assert sorted(said) == sorted(result_words.shares(counts) for counts in tallies(summary))
    with file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_bars_of_a_pdf_show_the_shares(summary: Summary, document: Document) -> None:
    bars: list[dict[str, float]] = []
    for page in portable.read(pdf.render(document).content).pages:
        rows: dict[int, dict[str, float]] = {}
        for colour, (left, bottom, right, top) in page.filled:
            # The samples in the heads of the tables are squares of less than 3 mm.
            if colour in shades(3) and top - bottom > 8:
                rows.setdefault(-round(bottom), {})[colour] = right - left
        bars += [rows[place] for place in sorted(rows)]
    wanted = tallies(summary)
    assert len(bars) == len(wanted)
    for bar, counts in zip(bars, wanted, strict=True):
        shares = [bar.get(colour, 0) / sum(bar.values()) for colour in shades(3)]
        assert shares == pytest.approx([count.share for count in counts], abs=0.02)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10])
def test_shades_go_from_dark_to_light_and_all_can_be_told_from_paper(count: int) -> None:
    greys = [ImageColor.getcolor(f"#{one}", "L") for one in shades(count)]
    values = [grey for grey in greys if isinstance(grey, int)]
    assert len(values) == count
    assert all(b - a > 12 for a, b in pairwise(values))
    assert values[-1] < 232


def test_the_colours_are_those_of_the_page() -> None:
    css = files("snogmarry.report").joinpath("templates/page.css").read_text("utf-8")
    assert re.search(rf"--bar: #{BAR}; --mark: #{MARK};", css)


def per_cent(written: str) -> float:
    return float(written.rstrip("%"))


def charted(page: reading.Node, chart: str) -> list[list[tuple[str, float, float]]]:
    """What each row of a chart of the page is drawn of: its kind, where it begins, how far."""
    rows: list[list[tuple[str, float, float]]] = []
    for node in page.id(chart).all("p", "rect", "line"):
        a = node.attributes
        if node.tag == "p":
            rows.append([])
        elif node.tag == "rect" and a["class"] != "track":
            rows[-1].append((a["class"], per_cent(a["x"]), per_cent(a["width"])))
        elif node.tag == "line":
            rows[-1].append(("limit", per_cent(a["x1"]), per_cent(a["x2"])))
    return rows


def test_what_speaks_against_a_lesson_stands_at_the_end_of_its_bar(summary: Summary) -> None:
    page = reading.html(html.render(summary))
    found = [(item.speaks_for, item.speaks_against) for item in summary.list.lessons]
    assert found == [(6, 2), (2, 1), (0, 1)]
    assert charted(page, "chart-evidence") == [
        [("bar", 0, 75), ("opposed", 75, 25)],
        [("bar", 0, 25), ("opposed", 25, 12.5)],
        [("opposed", 0, 12.5)],
    ]
    chart = page.id("chart-evidence")
    assert [n.text().split(": ")[-1] for n in chart.all("p")] == [
        "6 for, 2 against",
        "2 for, 1 against",
        "1 against",
    ]
    assert "against" in chart.attributes["aria-label"]


def test_bars_of_time_end_at_the_longest_and_show_what_was_hoped_for(summary: Summary) -> None:
    page = reading.html(html.render(summary))
    timing = summary.timings[0]
    longest = max(group.took or 0 for group in timing.groups)
    assert charted(page, "chart-timing-1") == [
        [
            # What came after the closing has no length.
            *(
                [("bar", 0, pytest.approx(100 * group.took / longest, abs=0.01))]
                if group.took
                else []
            ),
            ("limit", *[pytest.approx(100 * timing.expected / longest, abs=0.01)] * 2),
        ]
        for group in timing.groups
    ]
    longest = max(max(run.took, run.planned) for run in summary.timeline.runs)
    for run, row in zip(summary.timeline.runs, charted(page, "chart-timeline"), strict=True):
        assert row[-1][1] == pytest.approx(100 * run.planned / longest, abs=0.01)
        assert [width for kind, _, width in row if kind == "bar"] == (
            [pytest.approx(100 * run.took / longest, abs=0.01)] if run.took else []
        )


def test_a_bar_s_label_and_figures_are_whole_however_long(summary: Summary) -> None:
    first, *rest = summary.timeline.runs
    steps = [f"{first.step}, and then again with {'those who came ' * 6}{who}" for who in "ab"]
    runs = (*(replace(first, step=step) for step in steps), *rest)
    long = replace(summary, timeline=replace(summary.timeline, runs=runs))
    said = [p.text() for p in reading.html(html.render(long)).id("chart-timeline").all("p")]
    for step, bar in zip(steps, said, strict=False):
        assert step in bar
        assert bar.endswith(words.length(first.planned))


def test_no_chart_is_drawn_of_nothing(summary: Summary) -> None:
    nothing = tuple(replace(x, speaks_for=0, speaks_against=0) for x in summary.list.lessons)
    none = replace(summary, list=replace(summary.list, lessons=nothing))
    page = reading.html(html.render(none))
    assert "chart-evidence" not in [n.attributes.get("id") for n in page.classed("chart")]
    assert page.classed("chart")


def test_the_matrix_marks_its_cells_and_never_without_words(printed: Any) -> None:
    (matrix,) = (t for t in printed.tables if t.rows[0].cells[1].text == "Red table")
    marked = {
        cell.text: side.get(qn("w:color")).lower()
        for row in matrix.rows
        for cell in row.cells
        for side in cell._tc.iter(qn("w:left"))
    }
    assert marked == {
        "3 for": BAR,
        "1 for, 2 against": MARK,
        "2 for": BAR,
        "1 against": MARK,
    }
