"""A PDF as its tags tell it to those who listen: elements with their words."""

from __future__ import annotations

import ctypes
import io
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
from tests.report.reading import Node

_Marked = Mapping[tuple[int, int], list[str]]


def read(content: bytes) -> Node:
    """Its elements, with small letters: table, tr, td, and what no other format has, as lbl."""
    file = pikepdf.open(io.BytesIO(content))
    pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
    return _element(file.Root.StructTreeRoot, -1, pages, _marked(content))


def _element(found: Any, page: int, pages: Mapping[tuple[int, int], int], words: _Marked) -> Node:
    page = _page(found, page, pages)
    node = Node(str(found.get("/S", "")).removeprefix("/").lower())
    kids: Any = found.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            node.children += words[page, int(kid)]
        elif "/MCID" in kid:
            node.children += words[_page(kid, page, pages), int(kid.MCID)]
        elif "/S" in kid:
            node.children.append(_element(kid, page, pages, words))
    return node


def _page(found: Any, page: int, pages: Mapping[tuple[int, int], int]) -> int:
    return pages[found.Pg.objgen] if "/Pg" in found else page


def _marked(content: bytes) -> _Marked:
    """The words of each piece that a tag can name, by page and number."""
    words = defaultdict(list)
    document = pypdfium2.PdfDocument(content)
    try:
        for number, page in enumerate(document):
            on_page = page.get_textpage()
            for piece in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                mark = pypdfium2.raw.FPDFPageObj_GetMarkedContentID(piece.raw)
                words[number, mark].append(_words(piece, on_page))
    finally:
        document.close()
    return words


def _words(piece: pypdfium2.PdfObject, on_page: pypdfium2.PdfTextPage) -> str:
    size = pypdfium2.raw.FPDFTextObj_GetText(piece.raw, on_page.raw, None, 0)
    kept = (ctypes.c_ushort * (size // 2))()
    pypdfium2.raw.FPDFTextObj_GetText(piece.raw, on_page.raw, kept, size)
    # U+0002 stands for a hyphen with which a line ends.
    return bytes(kept).decode("utf-16-le").rstrip("\0").replace("\x02", "-")
