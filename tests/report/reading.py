"""Reading the formats back as their readers would."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from openxml_audit import OpenXmlValidator, ValidationSeverity
from pydantic import TypeAdapter
from tests.report import portable

from snogmarry.report.entries import Entries
from snogmarry.session.events import Recorded

VOID = frozenset({"meta", "br", "rect", "line", "hr", "img", "input", "link"})


@dataclass
class Node:
    """An element; text is a str among its children."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str) -> list[Node]:
        """The elements below with one of these tags (with none named: all), in order."""
        return [node for node in self.walk() if not tags or node.tag in tags]

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def text(self) -> str:
        """What it shows; a break is a line end."""
        parts = (
            child if isinstance(child, str) else "\n" if child.tag == "br" else child.text()
            for child in self.children
        )
        return "".join(parts)

    def id(self, wanted: str) -> Node:
        return next(node for node in self.walk() if node.attributes.get("id") == wanted)

    def classed(self, name: str) -> list[Node]:
        return [n for n in self.walk() if name in n.attributes.get("class", "").split()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def html(page: str) -> Node:
    """The page as elements; every element has to be closed in order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, f"never closed: {[node.tag for node in reader.open[1:]]}"
    return reader.open[0]


def markdown(text: str) -> Node:
    """Markdown as GitHub shows it: with tables, strikethrough, bare links, HTML let through."""
    return html(MarkdownIt("gfm-like").render(text))


def rows(table: Node) -> list[list[str]]:
    """The cells of a table, its header first."""
    return [[cell.text().strip() for cell in row.all("th", "td")] for row in table.all("tr")]


def events(document: str) -> list[Recorded]:
    """What was recorded, out of the JSON alone."""
    entries: Any = _entries().validate_json(json.dumps(json.loads(document)["events"]))
    return [Recorded(entry.seq, entry.at, entry.wall, entry.data) for entry in entries]


@cache
def _entries() -> TypeAdapter[Entries]:
    return TypeAdapter(Entries)


def text_of(content: bytes) -> str:
    """What a PDF says to whoever copies all of it, without the breaks of its lines."""
    return squeezed(portable.read(content).text)


def unbroken(text: str) -> str:
    """With spaces at which no line ends in its lengths of time: `2 min 5 s`."""
    inside = r"(?<=\d) (?=(?:h|min|s)\b)|(?:(?<=\d h)|(?<=\d min)) (?=\d)"
    return re.sub(inside, "\N{NO-BREAK SPACE}", text)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def unpacked(content: bytes) -> str:
    """All that a file has in it; of an office document, every part."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith("xml")
        )


def all_of(tail: str, content: str | bytes) -> str:
    """All that a file of any format has in it, squeezed."""
    raw = content.encode() if isinstance(content, str) else content
    return squeezed(text_of(raw) if tail.endswith(".pdf") else unpacked(raw))


def mended(content: bytes, path: Path) -> list[Any]:
    """What Word or Excel would mend, with a warning, in a document written to `path`."""
    path.write_bytes(content)
    found = OpenXmlValidator(max_errors=0).validate(path).errors
    # Of texts that stand in their cells Excel makes a table by itself, which mends nothing.
    return [error for error in found if error.severity is not ValidationSeverity.WARNING]
