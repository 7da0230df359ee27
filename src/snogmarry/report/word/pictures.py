"""Small pictures in the words of a document for Word: bars of shares, and samples of colours."""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate, count
from xml.sax.saxutils import quoteattr

from docx.document import Document as Frame
from docx.shared import Emu, Mm, Pt

from snogmarry.report.bands import Bands
from snogmarry.report.blocks import Document, Grid, Rich

_LINE, _WHITE = "#6b6b76", "#ffffff"
_HEIGHT = Mm(3)
_SAMPLE = Pt(7)
_PIXELS = 36
"""How high a bar is in pixels: fine enough for print."""
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECORATIVE = (
    f'<a:extLst xmlns:a="{_A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)

Drawn = tuple[tuple[str, ...], tuple[float, ...]]
"""Colours and shares, which are all that a picture is made of."""


class Pictures:
    """All pictures of a document, each kept once in the package however often it is shown."""

    def __init__(self, frame: Frame, document: Document) -> None:
        self.ids: dict[Drawn, str] = {}
        self.numbers = count(1)
        for block in document.blocks:
            if isinstance(block, Grid):
                for colour in filter(None, block.key):
                    self._keep(frame, ((colour,), (1.0,)), _PIXELS)
                for cell in (cell for row in block.rows for cell in row):
                    if isinstance(cell, Rich) and cell.bands is not None:
                        self._keep(frame, _drawn(cell.bands), 16 * _PIXELS)

    def _keep(self, frame: Frame, drawn: Drawn, width: int) -> None:
        if drawn not in self.ids:
            self.ids[drawn], _ = frame.part.get_or_add_image(BytesIO(_png(drawn, width)))

    def bar(self, bands: Bands, width: int) -> str:
        """A run with the bar, so many twentieths of a point wide."""
        return self._run(_drawn(bands), Emu(width * 635), _HEIGHT, bands.said)

    def sample(self, colour: str) -> str:
        """A run with a small square of that colour; readers who see none miss nothing."""
        return self._run(((colour,), (1.0,)), _SAMPLE, _SAMPLE, "")

    def _run(self, drawn: Drawn, width: int, height: int, said: str) -> str:
        number = next(self.numbers)
        size = f'cx="{width}" cy="{height}"'
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {size}/><wp:docPr id="{number}" name="Picture {number}" '
            f"descr={quoteattr(said)}>{'' if said else _DECORATIVE}</wp:docPr>"
            f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_R}" r:embed="{self.ids[drawn]}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
            "</w:drawing></w:r>"
        )


def _drawn(bands: Bands) -> Drawn:
    return bands.colours, bands.shares


def _png(drawn: Drawn, width: int) -> bytes:
    from PIL import Image, ImageDraw

    colours, shares = drawn
    picture = Image.new("RGB", (width, _PIXELS), _WHITE)
    draw = ImageDraw.Draw(picture)
    ends = [round(end * (width - 1)) for end in accumulate(shares)]
    for colour, start, end in zip(colours, [0, *ends], ends, strict=False):
        if end > start:
            draw.rectangle((start, 0, end, _PIXELS - 1), f"#{colour}", _LINE)
    draw.rectangle((0, 0, width - 1, _PIXELS - 1), None, _LINE)
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()
