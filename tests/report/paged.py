"""The formats that are read from top to bottom, as the same tables and lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from docx.document import Document as Word
from docx.table import Table
from tests.report.reading import Node, rows

_TAGS = {
    "Title": "h1",
    "Heading 1": "h2",
    "Heading 2": "h3",
    "Heading 3": "h4",
    "List Bullet": "li",
    "Quote": "li",
    "Caption": "caption",
}
_ASIDE = {"table", "caption", "dl", "toc", "nav", "head", "footer", "svg"}
_LINES = {"h1", "h2", "h3", "h4", "p", "li"}
PAIRS = {"Figure", "What", ""}
"""How tables begin that are lists elsewhere: of figures, and of facts."""
_FRAME = {"Drawn", "by", "speaks", "Speaks"}
"""Words that stand in some formats only, or once with a capital letter."""


def of_word(document: Word) -> Node:
    """A Word document as such elements."""
    return Node("document", {}, list(_of_word(document)))


def _of_word(document: Word) -> Iterator[Node]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines = [[Node("td", {}, [cell.text]) for cell in row.cells] for row in block.rows]
            yield Node("table", {}, [Node("tr", {}, [*line]) for line in lines])
        else:
            style = block.style.name if block.style is not None else ""
            yield Node(_TAGS.get(str(style), "p"), {}, [block.text])


def parted(cell: str) -> str:
    """What a cell says, however its parts are set apart: by line ends, commas, brackets."""
    return re.sub(r"[\s,;()]", "", cell)


def tables(page: Node) -> list[list[list[str]]]:
    """The tables, head first; of a matrix that is too broad for one, a table again."""
    found: list[list[list[str]]] = []
    for table in page.all("table"):
        cells = [[parted(cell) for cell in row] for row in rows(table)]
        # Where no title stands above a table, its first cell is one.
        cells[0][0] = cells[0][0].replace("Votesof", "Side").replace("Answersof", "Side")
        before = found[-1] if found else [[]]
        if [row[:1] for row in before] == [row[:1] for row in cells]:
            found[-1] = [one + other[1:] for one, other in zip(before, cells, strict=True)]
        else:
            found.append(cells)
    return found


def lines(page: Node) -> dict[str, Counter[str]]:
    """What is said beside tables, chapter by chapter: of each line its words, in any order.

    What stands before the first chapter is put together in its own way in each format, and of
    responses one by one only HTML has a list.
    """
    chapters: dict[str, Counter[str]] = {}
    chapter: Counter[str] = Counter()
    for tag, line in _lines(page):
        if tag == "h2":
            chapter = chapters[line.strip()] = Counter()
        elif chapters and (said := _in_any_order(line)):
            chapter[said] += 1
    return chapters


def _in_any_order(line: str) -> str:
    found = re.findall(r"[\w%+−±@#-]+", line)
    return " ".join(sorted(word for word in found if word not in _FRAME))


def _lines(node: Node) -> Iterator[tuple[str, str]]:
    for child, following in _followed(node):
        kind = child.attributes.get("class", "")
        titles = _is_title(child, following)
        response = child.attributes.get("id", "").startswith("R-")
        if child.tag in _ASIDE or kind in {"chart", "skip"} or titles or response:
            yield from _pairs(child)
            continue
        if child.tag in _LINES or kind == "asked":
            yield child.tag, _own(child)
            for inner in child.all("ul"):
                yield from _lines(inner)
        else:
            yield from _lines(child)


def titles(page: Node) -> set[str]:
    """What stands above tables, as far as it does in Markdown, where it is a paragraph."""
    captions = {parted(caption.text()) for caption in page.all("caption")}
    return captions | {parted(one.text()[:-1]) for one, by in _followed(page) if _is_title(one, by)}


def _followed(node: Node) -> Iterator[tuple[Node, Node]]:
    """What is in it, each with what follows."""
    below = [child for child in node.children if isinstance(child, Node)]
    return pairwise([*below, Node("")])


def _is_title(node: Node, following: Node) -> bool:
    return node.tag == "p" and following.tag == "table" and node.text().endswith(":")


_APART = ("For whom", "Words")
"""Facts that some formats have at the head or the foot of the page."""


def _pairs(node: Node) -> Iterator[tuple[str, str]]:
    """What is a table of a name and what it stands for, or a list of such, line by line."""
    if node.tag == "dl":
        found = zip(node.all("dt"), node.all("dd"), strict=True)
        pairs = [[name.text(), value.text()] for name, value in found]
    else:
        pairs = rows(node)[1:] if node.tag == "table" and rows(node)[0][0] in PAIRS else []
    yield from (("li", " ".join(pair)) for pair in pairs if pair[0] not in _APART)


def _own(node: Node) -> str:
    """What it says without the lists in it."""
    parts = (
        child
        if isinstance(child, str)
        else "\n"
        if child.tag == "br"
        else f" {_own(child)} "
        if child.tag in {"p", "div"}
        else _own(child)
        for child in node.children
        if isinstance(child, str) or child.tag not in {"ul", "table"}
    )
    return "".join(parts)
