"""The QR code, read off what a terminal and a browser show."""

from __future__ import annotations

import re
from io import StringIO
from xml.etree import ElementTree as ET

import pyte
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style
from rich.text import Text

from snogmarry.phones import links, qr
from snogmarry.phones.code import new_code

LONGEST = links.scanned("255.255.255.255", 65535, "KTPXWN")
HOSTS = st.ip_addresses(v=4).map(str)
DARK_ROOM, WHITE = 20, 255
SCALE, AROUND = 4, 12

Picture = list[list[int]]


def read(picture: Picture) -> str | None:
    """What a reader sees that does not try the code with its colours turned round."""
    scaled = [[level for level in row for _ in range(SCALE)] for row in picture]
    rows = [row for row in scaled for _ in range(SCALE)]
    data = bytes(level for row in rows for level in row)
    image = memoryview(data).cast("B", shape=(len(rows), len(rows[0])))
    found = zxingcpp.read_barcode(image, try_invert=False)
    return None if found is None else found.text


def in_the_dark(picture: Picture) -> Picture:
    """The picture with the dark ground of a terminal around it."""
    side = [DARK_ROOM] * AROUND
    ground = [[DARK_ROOM] * (len(picture[0]) + 2 * AROUND)] * AROUND
    return [*ground, *([*side, *row, *side] for row in picture), *ground]


def shown(code: qr.Modules) -> Picture:
    """The pixels, one for each half cell, of a terminal of 80x24 that was sent the code."""
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="truecolor", width=80)
    for row in qr.cells(code):
        line = Text()
        for cell in row:
            line.append(cell.char, Style(color=cell.ink, bgcolor=cell.paper))
        console.print(line)
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(out.getvalue().replace("\n", "\r\n"))
    picture: Picture = []
    for row_number in range(24):
        cells = [screen.buffer[row_number][column] for column in range(80)]
        upper = [_level(cell.fg if cell.data == "▀" else cell.bg) for cell in cells]
        picture += [upper, [_level(cell.bg) for cell in cells]]
    return picture


def _level(colour: str) -> int:
    return {"000000": 0, "ffffff": WHITE}.get(colour, DARK_ROOM)


@pytest.mark.parametrize("quiet", [qr.QUIET, qr.LEAST_QUIET])
def test_a_camera_reads_it_off_a_dark_terminal(quiet: int) -> None:
    link = links.scanned("192.168.1.23", 8765, "KTPXWN")
    assert link == "HTTP://192.168.1.23:8765/J/KTPXWN"
    assert read(in_the_dark(shown(qr.modules(link, quiet)))) == link


@settings(deadline=None, max_examples=40)
@given(HOSTS, st.integers(1, 65_535), st.builds(new_code))
def test_every_address_can_be_read(host: str, port: int, code: str) -> None:
    link = links.scanned(host, port, code)
    assert read(in_the_dark(shown(qr.modules(link)))) == link


def test_it_leaves_room_beside_it_on_the_smallest_stage() -> None:
    cells = qr.cells(qr.modules(LONGEST))
    assert (len(cells[0]), len(cells)) == (33, 17)
    assert len(qr.modules(LONGEST)) < len(qr.modules(LONGEST.lower()))


def test_the_quiet_zone_gives_way_where_rows_are_short() -> None:
    sizes = {rows: qr.fitting(LONGEST, 40, rows) for rows in (24, 17, 16, 15, 14)}
    assert {rows: code and len(code) for rows, code in sizes.items()} == {
        24: 33,
        17: 33,
        16: 31,
        15: 29,
        14: None,
    }
    assert qr.fitting(LONGEST, 28, 24) is None


def test_every_cell_names_both_of_its_colours() -> None:
    cells = [cell for row in qr.cells(qr.modules(LONGEST)) for cell in row]
    assert {colour for cell in cells for colour in (cell.ink, cell.paper)} == {qr.DARK, qr.LIGHT}
    assert {cell.char for cell in cells} == {" ", "▀"}


# Pages and posters


def test_a_camera_reads_it_off_a_page() -> None:
    assert read(in_the_dark(drawn(qr.svg(LONGEST)))) == LONGEST


def test_the_svg_keeps_to_a_strict_content_policy() -> None:
    svg = qr.svg('http://192.168.1.23:8765/j/A<&">')
    assert "style=" not in svg
    assert "<script" not in svg
    assert ET.fromstring(svg).attrib["viewBox"]  # noqa: S314 - our own
    assert len(svg) < 3_000


def drawn(svg: str) -> Picture:
    """The pixels of an SVG made of a light ground and strokes of one module's height."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    side = int(root.attrib["viewBox"].split()[2])
    picture = [[WHITE] * side for _ in range(side)]
    strokes = [path for path in root.iter() if path.attrib.get("stroke") == "#000"]
    assert len(strokes) == 1
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", strokes[0].attrib["d"]):
        values = [float(number) for number in numbers.split()]
        if command == "M":
            x, y = values
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            for column in range(int(x), int(x + values[0])):
                picture[int(y)][column] = 0
            x += values[0]
    return picture
