"""PDFs read back: the words as they stand on each page, and the tags for those who listen."""

from __future__ import annotations

import ctypes
import io
import math
from itertools import combinations
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw


class Box(NamedTuple):
    """Words on a page, and where: points from its left and lower edge."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


class Letter(NamedTuple):
    """A sign that is not blank, and how large it is set, in points."""

    size: float
    sign: str


class Page(NamedTuple):
    """A page: its size in points, its words line by line, and where they stand."""

    size: tuple[int, int]
    text: str
    boxes: list[Box]
    letters: list[Letter]
    rules: list[tuple[float, float, float, float]]
    """What is drawn: the left, lower, right and upper edge of each line and frame."""
    filled: list[tuple[str, tuple[float, float, float, float]]]
    """Of what of it is filled, the colour, as `1b1b1f`, and the edges."""

    @property
    def head(self) -> str:
        """What stands above the text of the page."""
        edge = self.size[1] - 20 * 72 / 25.4
        return "".join(box.text for box in self.boxes if box.bottom > edge)

    def below(self, size: float) -> str:
        """All that is set smaller than that, in points."""
        return "".join(one.sign for one in self.letters if one.size < size - 0.05)

    def keeps_clear(self, edge: int) -> bool:
        """Whether nothing is nearer to an edge of the paper than that, in points."""
        width, height = self.size
        return (
            min(box.left for box in self.boxes) > edge
            and min(box.bottom for box in self.boxes) > edge
            and max(box.right for box in self.boxes) < width - edge
            and max(box.top for box in self.boxes) < height - edge
        )

    def keeps_margins(self, side: float) -> bool:
        """Whether nothing is nearer to the left or right edge of the paper than that, in points.

        The space at which a line ends may be.
        """
        right, space = self.size[0] - side, 6
        return all(box.left > side - 1 and box.right < right + space for box in self.boxes)

    def smeared(self) -> list[tuple[str, str]]:
        """Words that stand over others."""
        return [
            (one.text, other.text)
            for one, other in combinations(self.boxes, 2)
            if min(one.right, other.right) - max(one.left, other.left) > 1
            and min(one.top, other.top) - max(one.bottom, other.bottom) > 1
        ]


class Portable(NamedTuple):
    """A PDF."""

    file: pikepdf.Pdf
    pages: list[Page]
    tags: list[str]

    @property
    def text(self) -> str:
        """What is copied by whoever copies all of it."""
        return "\n".join(page.text for page in self.pages)

    @property
    def title(self) -> str:
        return str(self.file.docinfo["/Title"])

    @property
    def marked(self) -> bool:
        """Whether it has tags at all."""
        return "/MarkInfo" in self.file.Root and bool(self.file.Root.MarkInfo["/Marked"])

    @property
    def accessible(self) -> bool:
        """Whether it says that it is made after PDF/UA-1."""
        with self.file.open_metadata() as metadata:
            return bool(metadata.get("pdfuaid:part") == "1")


def read(content: bytes) -> Portable:
    """What is in a PDF."""
    file = pikepdf.open(io.BytesIO(content))
    elements = (
        found
        for found in file.objects
        if isinstance(found, pikepdf.Dictionary) and "/S" in found and "/P" in found
    )
    tags = [str(element["/S"]) for element in elements]
    document = pypdfium2.PdfDocument(content)
    try:
        return Portable(file, [_page(page) for page in document], tags)
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Page:
    words = page.get_textpage()
    boxes = []
    for number in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(number)
        text = words.get_text_bounded(left, bottom, right, top)
        boxes.append(Box(left, bottom, right, top, text))
    width, height = page.get_size()
    # U+FFFE stands for a hyphen with which a line ends.
    text = words.get_text_range().replace("\r\n", "\n").replace("\ufffe", "-\n")
    drawn = list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]))
    rules = [found.get_bounds() for found in drawn]
    filled = [(_fill(found), found.get_bounds()) for found in drawn if _is_filled(found)]
    return Page((round(width), round(height)), text, boxes, _letters(words), rules, filled)


def _is_filled(found: pypdfium2.PdfObject) -> bool:
    how, stroked = ctypes.c_int(), ctypes.c_int()
    assert pypdfium2.raw.FPDFPath_GetDrawMode(found.raw, how, stroked)
    return bool(how.value != pypdfium2.raw.FPDF_FILLMODE_NONE)


def _fill(found: pypdfium2.PdfObject) -> str:
    colour = [ctypes.c_uint() for _ in range(4)]
    assert pypdfium2.raw.FPDFPageObj_GetFillColor(found.raw, *colour)
    return bytes(part.value for part in colour[:3]).hex()


def _letters(words: pypdfium2.PdfTextPage) -> list[Letter]:
    letters = []
    for place in range(words.count_chars()):
        sign = chr(pypdfium2.raw.FPDFText_GetUnicode(words, place))
        if sign.isspace() or pypdfium2.raw.FPDFText_IsGenerated(words, place):
            continue
        drawn = pypdfium2.raw.FS_MATRIX()
        pypdfium2.raw.FPDFText_GetMatrix(words, place, drawn)
        size = pypdfium2.raw.FPDFText_GetFontSize(words, place) * math.hypot(drawn.c, drawn.d)
        letters.append(Letter(size, sign))
    return letters
