"""The lessons to take home: as large as one page allows."""

from __future__ import annotations

import io
from collections import Counter

import docx
import pypdfium2
import pytest
from pypdfium2 import raw
from tests.report import recorded
from tests.report.recorded import Recording, safe

from snogmarry.report import html, pdf, word
from snogmarry.report.blocks import Document, Grid
from snogmarry.report.documents import handout
from snogmarry.report.mixed import bare
from snogmarry.report.profiles import for_participants
from snogmarry.scenario.models import LessonList
from snogmarry.session import events as e

FEW, MANY = 2, 20
"""Learning points, long ones, of a room with ten lessons."""


def of(lessons: int, points: int) -> Document:
    ids = ("swift", "clear", *(f"lesson-{number}" for number in range(3, lessons + 1)))
    listed = [
        {
            "id": lesson,
            "title": f"Say what is known, {lesson}",
            "text": "As one does.",
            "origin": "original",
        }
        for lesson in ids
    ]
    about = {"format": 1, "id": "three", "title": "Lessons", "about": "All", "lessons": listed}
    r = Recording(of=LessonList.model_validate(about))
    r.group("campaign", "Red table", 4)
    for number in range(points):
        verdict, lesson = ("strength", "improve")[number % 2], ids[number // 2 % lessons]
        said = safe("What a room says of itself. " * 8)
        r.add(e.LearningPointDrawn(number + 1, said, verdict, 1, (lesson,), ()))  # type: ignore[arg-type]
    return handout.document(for_participants(r.session, recorded.BEGAN))


def cells(document: Document) -> dict[str, tuple[str, ...]]:
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    return {bare(str(title)): tuple(bare(str(cell)) for cell in rest) for title, *rest in grid.rows}


def test_points_that_are_not_named_are_counted() -> None:
    found = cells(of(2, 12))["1. Say what is known, swift"]
    assert found[0].endswith("(Red table), and 2 more")
    assert found[1].endswith("(Red table), and 2 more")
    assert found[2] == "6 points"
    few = cells(of(2, 4))["1. Say what is known, swift"]
    assert few[0].endswith("(Red table)")


def test_the_points_that_are_not_named_are_counted_kind_by_kind() -> None:
    r = Recording()
    r.group("campaign", "Red table", 4)
    kinds = {"strength": (4, 2), "improve": (2, 3)}
    number = 0
    for verdict, counts in kinds.items():
        for lessons, count in zip((("swift",), ()), counts, strict=True):
            for _ in range(count):
                number += 1
                drawn = (number, safe("So."), verdict, 1, lessons, ())
                r.add(e.LearningPointDrawn(*drawn))  # type: ignore[arg-type]
    rows = cells(handout.document(for_participants(r.session, recorded.BEGAN)))
    assert rows["1. Act swiftly"] == (
        "So. (Red table), and 3 more",
        "So. (Red table), and 1 more",
        "6 points",
    )
    assert rows["Fits no lesson"] == (
        "So. (Red table), and 1 more",
        "So. (Red table), and 2 more",
        "5 points",
    )


def test_points_that_fit_no_lesson_have_the_last_row() -> None:
    r = Recording()
    r.group("campaign", "Red table", 4)
    for number, said in enumerate(("Sit closer.", "Open a window.", "Bring cake."), 1):
        verdict = "strength" if number == 1 else "improve"
        r.add(e.LearningPointDrawn(number, safe(said), verdict, 1, (), ()))  # type: ignore[arg-type]
    rows = cells(handout.document(for_participants(r.session, recorded.BEGAN)))
    assert list(rows)[-1] == "Fits no lesson"
    strength, improve, counted = rows["Fits no lesson"]
    assert strength.startswith("Sit closer.")
    assert improve == "Open a window. (Red table), and 1 more"
    assert counted == "3 points"
    assert "Fits no lesson" not in cells(of(2, 4))


def letters(document: Document) -> tuple[int, float]:
    """How many pages the PDF has, and how large most of its letters are, in points."""
    made = pypdfium2.PdfDocument(pdf.render(document, system_fonts=False).content)
    text = made[0].get_textpage()
    sizes = Counter(
        round(raw.FPDFText_GetFontSize(text.raw, at), 1) for at in range(text.count_chars())
    )
    return len(made), sizes.most_common(1)[0][0]


@pytest.mark.parametrize("points", [FEW, MANY])
def test_ten_lessons_are_one_page(points: int) -> None:
    pages, _ = letters(of(10, points))
    assert pages == 1


def test_where_there_is_room_the_letters_are_large() -> None:
    few, many, too_many = (letters(of(*how)) for how in ((10, FEW), (10, MANY), (50, 100)))
    assert few == (1, 11.0)
    assert 8.5 <= many[1] < 11
    assert too_many[0] > 1
    assert too_many[1] == 8.5


def test_word_and_paper_have_the_usual_letters_for_little_and_small_ones_for_much() -> None:
    def cell(document: Document) -> object:
        styles = docx.Document(io.BytesIO(word.render(document))).styles
        return styles["Table Text"].font.size.pt

    assert (cell(of(10, FEW)), cell(of(10, MANY))) == (9.5, 8.5)
    small = "html { font-size: 8.5pt; }"
    assert small not in html.printed(of(10, FEW))
    assert small in html.printed(of(10, MANY))
