"""The handouts as HTML, each to be printed on whole A4 pages; none loads anything."""

from __future__ import annotations

from markupsafe import Markup

from snogmarry.report.handouts.cards import Card
from snogmarry.report.handouts.poster import Poster
from snogmarry.report.handouts.running_sheet import Sheet
from snogmarry.report.handouts.slips import Slip
from snogmarry.report.html import page


def card(made: Card, language: str, *, large: bool = False) -> str:
    """A side's card."""
    return page("handouts/card.html.j2", language, card=made, large=large)


def running_sheet(made: Sheet, language: str, *, large: bool = False) -> str:
    """The facilitator's running sheet."""
    return page("handouts/running-sheet.html.j2", language, sheet=made, large=large)


def response_sheets(
    title: str, made: list[tuple[Slip, ...]], language: str, *, large: bool = False
) -> str:
    """The response sheets: a page for each step that asks, a half for each side."""
    return page("handouts/response-sheets.html.j2", language, title=title, steps=made, large=large)


def poster(made: Poster, language: str, *, large: bool = False) -> str:
    """The poster, on one page."""
    qr = None if made.joining.qr is None else Markup(made.joining.qr)  # noqa: S704 - made by us
    return page("handouts/poster.html.j2", language, poster=made, qr=qr, large=large)
