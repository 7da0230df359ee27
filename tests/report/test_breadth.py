"""How much room words are taken to need, beside what typst makes of them."""

from __future__ import annotations

import json
import unicodedata

import pytest
import typst

from snogmarry.report.breadth import broadest
from snogmarry.report.typesetting import _families, _fonts

LETTERS = [
    chr(code)
    for start, end in (
        (0x21, 0x250),
        (0x370, 0x530),
        (0x5D0, 0x5EB),
        (0x620, 0x64B),
        (0x670, 0x700),
    )
    for code in range(start, end)
    if unicodedata.category(chr(code))[0] in "LNPS"
]
SOURCE = b"""#let d = json(bytes(sys.inputs.data))
#set text(font: d.font, size: 10pt)
#set text(weight: "bold") if d.bold
#context [#metadata(d.letters.map(it => measure(it).width / 10pt)) <breadths>]
"""


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("font", _families(True))
def test_no_letter_is_broader_in_print(font: str, bold: bool) -> None:
    data = json.dumps({"font": font, "letters": LETTERS, "bold": bold})
    (found,) = json.loads(
        typst.query(SOURCE, "<breadths>", font_paths=_fonts(True), sys_inputs={"data": data})
    )
    broader = {
        letter: breadth
        for letter, breadth in zip(LETTERS, found["value"], strict=True)
        if breadth > broadest(letter, bold=bold)
    }
    assert not broader


@pytest.mark.parametrize(
    ("text", "like"),
    [("Salt\nand pepper", "pepper"), ("so-called", "called"), ("ab/c", "ab"), ("", "")],
)
def test_the_longest_run_counts(text: str, like: str) -> None:
    assert broadest(text) == broadest(like)
