"""What of a template's package goes on into the document: its looks, and nothing else.

A Word file knows who wrote and managed it, from which folder it was made, what was commented and
changed; with a document that is given to everybody, all that would be given away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from docx.document import Document as Frame
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import nsmap, qn
from lxml import etree

_LOOKS = (RT.STYLES, RT.THEME, RT.NUMBERING, RT.SETTINGS, RT.FONT_TABLE)
_EDGES = (RT.HEADER, RT.FOOTER)
_BELOW = {
    RT.THEME: (RT.IMAGE,),
    RT.NUMBERING: (RT.IMAGE,),
    RT.FONT_TABLE: (RT.FONT,),
    RT.HEADER: (RT.IMAGE,),
    RT.FOOTER: (RT.IMAGE,),
}
"""What belongs to each part of the looks."""
_SETTINGS = frozenset((
    "w:zoom", "w:mirrorMargins", "w:alignBordersAndEdges", "w:bordersDoNotSurroundHeader",
    "w:bordersDoNotSurroundFooter", "w:gutterAtTop", "w:displayBackgroundShape",
    "w:defaultTabStop", "w:autoHyphenation", "w:consecutiveHyphenLimit", "w:hyphenationZone",
    "w:doNotHyphenateCaps", "w:evenAndOddHeaders", "w:bookFoldPrinting",
    "w:characterSpacingControl", "w:noLineBreaksAfter", "w:noLineBreaksBefore", "w:compat",
    "w:themeFontLang", "w:clrSchemeMapping", "w:decimalSymbol", "w:listSeparator",
))  # fmt: skip
_HOLLOW = frozenset({"w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:hyperlink"})
"""What goes while the words in it stay."""
_GONE = frozenset((
    "w:del", "w:moveFrom", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart",
    "w:moveToRangeEnd", "w:cellIns", "w:cellDel", "w:cellMerge", "w:commentRangeStart",
    "w:commentRangeEnd", "w:commentReference", "w:permStart", "w:permEnd", "w:dataBinding",
    "w:rsid", "w:printerSettings", "w:smartTagPr", "w:customXmlPr", "w:numberingChange",
))  # fmt: skip
_WHOLE = ("mc:AlternateContent", "w:drawing", "w:pict", "w:object")
"""What makes no sense without something that it is made of."""
_R, _O = nsmap["r"], "urn:schemas-microsoft-com:office:office"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def looks_alone(frame: Frame) -> None:
    """Keep what gives the document its looks: styles, theme, numbering, fonts, page, edges."""
    package, document = frame.part.package, frame.part
    _keep(package, (RT.OFFICE_DOCUMENT,))
    page = frame.element.body.get_or_add_sectPr()
    named = {reference.get(qn("r:id")) for reference in page if reference.get(qn("r:id"))}
    for key, rel in list(document.rels.items()):
        if rel.is_external or not (
            rel.reltype in _LOOKS or (rel.reltype in _EDGES and key in named)
        ):
            del document.rels[key]
    for rel in document.rels.values():
        _look_alone(rel.target_part, _keep(rel.target_part, _BELOW.get(rel.reltype, ())))
    _bare(frame.element, frozenset())
    for background in frame.element.findall(qn("w:background")):
        background[:] = []
    settings = frame.settings.element
    for setting in list(settings):
        if not isinstance(setting.tag, str) or _short(setting) not in _SETTINGS:
            settings.remove(setting)


def _keep(of: Any, kinds: Collection[str]) -> frozenset[str]:
    """Keep the parts of these kinds; give the names by which the others are referred to."""
    gone = {key for key, rel in of.rels.items() if rel.is_external or rel.reltype not in kinds}
    for key in gone:
        del of.rels[key]
    return frozenset(gone)


def _look_alone(part: Part, gone: frozenset[str]) -> None:
    if isinstance(part, XmlPart):
        _bare(part.element, gone)


def _bare(root: Any, gone: frozenset[str]) -> None:
    """Without what is not there any more, who wrote and changed it, and what programs note."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            _drop(element)
            continue
        refers = {value for name, value in element.attrib.items() if name.startswith(f"{{{_R}}}")}
        kind = _short(element)
        if kind in _HOLLOW:
            _unwrap(element)
        elif kind in _GONE or (kind.endswith("Change") and element.get(qn("w:author"))):
            _drop(element)
        elif refers & gone:
            _drop(_whole(element))
        for name in list(element.attrib):
            if "rsid" in name or name in {f"{{{_O}}}title", f"{{{_O}}}href", f"{{{_O}}}relid"}:
                del element.attrib[name]
        if kind in {"wp:docPr", "pic:cNvPr"}:
            # Often the path of the file that the picture was made from.
            element.set("name", "Picture")
        if kind == "pic:cNvPr":
            for name in ("descr", "title"):
                element.attrib.pop(name, None)


def _whole(element: Any) -> Any:
    """The outermost thing that is nothing without this part of it."""
    tags = {_tag(name) for name in _WHOLE}
    around = [one for one in element.iterancestors() if one.tag in tags]
    return around[-1] if around else element


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent[place : place + 1] = list(_content(element))


def _content(element: Any) -> Iterator[Any]:
    return (child for child in element if _short(child) not in _GONE)


def _short(element: Any) -> str:
    """The name of an element with the prefix that it usually has; empty for what has none."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    prefix = next((prefix for prefix, uri in nsmap.items() if uri == name.namespace), "")
    return f"{prefix}:{name.localname}" if prefix else ""


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_MC}}}{local}" if prefix == "mc" else qn(name)
