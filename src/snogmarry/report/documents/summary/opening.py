"""What the document begins with: what it is of, in short and in the facilitator’s own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snogmarry.report import lesson_words, overview_words
from snogmarry.report.blocks import Block, Grid, Paragraph, Span, plain, said
from snogmarry.report.documents.summary.paragraphs import (
    apart,
    heading,
    lines,
    link,
    prose,
    told,
)
from snogmarry.report.mixed import theirs
from snogmarry.report.sheets.overview import figures, overview_rows, own_words
from snogmarry.report.summary import Summary
from snogmarry.report.summary.evidence import PointItem
from snogmarry.report.summary.values import Weight
from snogmarry.report.tables import Column


def opening(s: Summary) -> Iterator[Block]:
    """When and where, what kind of thing it was, and whom it is for."""
    yield lines(overview_words.lede(s.overview))
    yield lines(overview_words.INVENTED)
    yield lines(overview_words.audience(s))


def introduction(s: Summary) -> Iterator[Block]:
    """The facilitator’s own words before all else, if there are any."""
    return _own(s, ("Introduction",))


def findings(s: Summary) -> Iterator[Block]:
    """The facilitator’s own conclusions and recommendations, if there are any."""
    return _own(s, ("Conclusions", "Recommendations"))


def _own(s: Summary, wanted: Sequence[str]) -> Iterator[Block]:
    for name, text in own_words(s):
        if name in wanted:
            yield heading(1, name)
            yield lines(Span(overview_words.OWN, look="dim"))
            yield from told(text)


def glance(s: Summary) -> Iterator[Block]:
    """What is here, in figures, and what weighs most."""
    g = s.glance
    yield heading(1, "At a glance")
    rows = tuple(
        (name, str(number) if of is None else f"{number} of {of}")
        for name, number, of in figures(s)
    )
    columns = (Column("Figure"), Column("Number", "number"))
    yield Grid("Figures", columns, rows, (3, 1))
    yield lines(overview_words.pace(s.timeline), ".")
    if g.most_evidence:
        yield lines(
            "Most evidence: ", *apart(_weights(g.most_evidence), "; "), f"{lesson_words.level(g)}."
        )
    yield lines(overview_words.contents(s))
    if lesson_words.headlines(g):
        yield lines(lesson_words.headlines(g))
    for title, points in (
        ("Main strengths", g.main_strengths),
        ("Main things to improve", g.main_improvements),
    ):
        if points:
            yield heading(2, title)
            yield from (_short(point) for point in points)
    if g.unnamed:
        yield lines(lesson_words.unnamed(g.unnamed))


def _weights(found: Sequence[Weight]) -> Iterator[Span]:
    return (Span(f"{theirs(weight.title)} ({lesson_words.weight(weight)})") for weight in found)


def _short(point: PointItem) -> Paragraph:
    marks = f"; {lesson_words.point_marks(point)}" if lesson_words.point_marks(point) else ""
    about = Span(f" ({theirs(point.drawn_by)}{marks})", look="dim")
    return Paragraph(plain(link(point.ref), " ", said(point.text), about), "point")


def overview(s: Summary) -> Iterator[Block]:
    """What, where and when, and who took part."""
    o = s.overview
    yield heading(1, "Overview")
    columns = (Column("What"), Column("Value"))
    yield Grid("What, where and when", columns, overview_rows(s), (1, 4))
    yield from prose(o.about)
    if o.objectives:
        yield heading(2, "Objectives")
        yield from (Paragraph((said(one),), "point") for one in o.objectives)
    yield heading(2, "Sides and groups")
    for side in o.sides:
        about = f" ({overview_words.made_of(side)})"
        about += ": " if side.aim else ""
        yield Paragraph(plain(said(side.name, "strong"), about, said(side.aim)), "point")
    if o.groups:
        titles = (
            Column("Group", "said"),
            Column("Side at the start", "said"),
            Column("People", "number"),
        )
        rows = tuple((g.name, g.side, g.people or "not counted") for g in o.groups)
        yield Grid("Groups and headcounts", titles, rows, (3, 3, 1))
        if again := overview_words.recounted(o.groups):
            yield lines(again)
    if o.ground_rules:
        yield heading(2, "Ground rules")
        yield from prose(o.ground_rules)
