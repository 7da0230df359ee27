"""Of an organisation's template a Word document has the looks, and nothing that it knows."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor
from PIL import Image
from tests.report import recorded
from tests.report.reading import mended

from snogmarry.report import word
from snogmarry.report.documents import summary as whole
from snogmarry.report.profiles import for_profile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = nsdecls("w")


def picture(colour: str) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(made, "PNG")
    made.seek(0)
    return made


def template(folder: Path) -> Path:
    """What an organisation may have, with `MARK-` in all that is nobody else's business."""
    ours = docx.Document()
    ours.styles["Heading 1"].font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    _in_the_body(ours)
    _in_the_header(ours)
    _in_the_settings(ours)
    _beside_the_document(ours)
    core = ours.core_properties
    for name in ("author", "last_modified_by", "identifier", "version", "keywords", "comments"):
        setattr(core, name, f"MARK-{name}")
    path = folder / "ours.docx"
    ours.save(str(path))
    return path


def _xml(source: str) -> Any:
    return parse_xml(source)


def _in_the_header(ours: Any) -> None:
    ours.sections[0].header.paragraphs[0].text = "MARK-header of another section"
    header = ours.add_section().header
    header.is_linked_to_previous = False
    line = header.paragraphs[0]
    line.add_run("KEPT-header ").add_picture(picture("red"))
    link = header.part.relate_to("https://MARK-link.example/", RT.HYPERLINK, is_external=True)
    line._p.append(
        _xml(
            f'<w:hyperlink {W} {nsdecls("r")} r:id="{link}">'
            "<w:r><w:t>KEPT-link</w:t></w:r></w:hyperlink>"
        )
    )
    line._p.append(
        _xml(
            f'<w:ins {W} w:id="9" w:author="MARK-inserter" w:date="2026-01-01T00:00:00Z">'
            "<w:r><w:t>KEPT-inserted</w:t></w:r></w:ins>"
        )
    )
    line._p.append(
        _xml(
            f'<w:del {W} w:id="8" w:author="MARK-deleter" w:date="2026-01-01T00:00:00Z">'
            "<w:r><w:delText>MARK-deleted</w:delText></w:r></w:del>"
        )
    )
    for about in header._element.iter(qn("pic:cNvPr")):
        about.set("descr", "C:\\Users\\MARK-path\\logo.png")


def _in_the_body(ours: Any) -> None:
    line = ours.add_paragraph("MARK-words")
    ours.add_comment(line.runs, "MARK-comment", author="MARK-commenter", initials="MC")
    line.add_run().add_picture(picture("blue"))
    ours.part.relate_to("https://MARK-body.example/", RT.HYPERLINK, is_external=True)


def _in_the_settings(ours: Any) -> None:
    settings = ours.part.part_related_by(RT.SETTINGS)
    found = settings.relate_to(
        "file:///C:/MARK-attached.dotx", f"{OFFICE}/attachedTemplate", is_external=True
    )
    for source in (
        f'<w:attachedTemplate {W} {nsdecls("r")} r:id="{found}"/>',
        f'<w:docVars {W}><w:docVar w:name="x" w:val="MARK-variable"/></w:docVars>',
        f'<w:rsids {W}><w:rsidRoot w:val="00ABCDEF"/></w:rsids>',
    ):
        settings.element.insert(0, _xml(source))


def _beside_the_document(ours: Any) -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>MARK-footnote</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    parts = (
        (ours.part, RT.FOOTNOTES, "/word/footnotes.xml", notes),
        (ours.part, RT.CUSTOM_XML, "/customXml/item9.xml", "<x>MARK-custom-xml</x>"),
        (ours.part, f"{OFFICE}/people", "/word/people.xml", "<x>MARK-people</x>"),
        (ours.part.package, RT.CUSTOM_PROPERTIES, "/docProps/custom.xml", "<x>MARK-property</x>"),
        (
            ours.part.package,
            RT.EXTENDED_PROPERTIES,
            "/docProps/app9.xml",
            "<x>MARK-manager MARK-company</x>",
        ),
    )
    for of, kind, name, source in parts:
        content = Part(PackURI(name), "application/xml", source.encode(), ours.part.package)
        of.relate_to(content, kind)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    session = recorded.rich().session
    document = whole.document(for_profile(session, recorded.BEGAN, "public"))
    return word.render(document, template(tmp_path_factory.mktemp("template")))


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_template_has_all_the_marks(tmp_path: Path) -> None:
    there = b"".join(parts_of(template(tmp_path).read_bytes()).values())
    assert len(set(re.findall(rb"MARK-[\w-]+", there))) > 20


def test_nothing_that_the_template_knows_is_in_the_document(made: bytes) -> None:
    for name, content in parts_of(made).items():
        assert not re.findall(rb"MARK-[\w-]*|rsid|Macintosh", content), name
    names = " ".join(parts_of(made))
    for gone in ("comments", "footnotes", "customXml", "people", "custom.xml", "app"):
        assert gone not in names
    linked = b"".join(content for name, content in parts_of(made).items() if "rels" in name)
    assert b"External" not in linked


def test_the_looks_of_the_template_are_in_the_document(made: bytes) -> None:
    document = docx.Document(io.BytesIO(made))
    header = document.sections[-1].header
    assert "KEPT-header KEPT-linkKEPT-inserted" in [line.text for line in header.paragraphs]
    (blip,) = header._element.iter(qn("a:blip"))
    shown = Image.open(io.BytesIO(header.part.related_parts[blip.get(qn("r:embed"))].blob))
    assert shown.convert("RGB").getpixel((5, 5)) == (255, 0, 0)
    assert str(document.styles["Heading 1"].font.color.rgb) == "123456"


def test_word_has_nothing_to_mend_in_it(made: bytes, tmp_path: Path) -> None:
    assert mended(made, tmp_path / "made.docx") == []


def test_without_a_template_no_other_program_is_named() -> None:
    session = recorded.rich().session
    content = word.render(whole.document(for_profile(session, recorded.BEGAN, "public")))
    for name, part in parts_of(content).items():
        assert not re.findall(rb"Macintosh|python-docx|rsid", part), name
