"""A document for Word: real headings, lists and tables, to be edited.

python-docx makes the frame; the body is written as text and put into it, so that thousands of
responses take neither long nor much memory, and the same document gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from snogmarry.report.blocks import Document
from snogmarry.report.word.body import xml
from snogmarry.report.word.frame import BODY, NotATemplate, frame_of

__all__ = ["NotATemplate", "render"]


def render(document: Document, template: Path | None = None) -> bytes:
    """The document; in the looks of `template`, without its text. Raises `NotATemplate`."""
    frame = frame_of(document, template)
    body = xml(frame, document)
    kept = BytesIO()
    frame.save(kept)
    return _joined(kept, body)


def _joined(kept: BytesIO, body: Iterable[str]) -> bytes:
    """The package with its body, and with no times of its own."""
    mark = f"<!--{BODY}-->".encode()
    made = BytesIO()
    with ZipFile(kept) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            before, _, after = old.read(name).partition(mark)
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            with new.open(info, "w") as file:
                file.write(before)
                if name == "word/document.xml":
                    file.writelines(piece.encode() for piece in body)
                file.write(after)
    return made.getvalue()
