"""The handouts as HTML, each to be printed on whole A4 pages; none loads anything."""

from __future__ import annotations

from markupsafe import Markup

from snogmarry.report.handouts.making import Handout
from snogmarry.report.handouts.poster import Poster
from snogmarry.report.html import page


def render(handout: Handout, *, large: bool = False) -> str:
    """The handout, in large letters or not."""
    made = handout.made
    qr = made.joining.qr if isinstance(made, Poster) else None
    return page(
        f"handouts/{handout.kind}.html.j2",
        handout.language,
        made=made,
        title=handout.title,
        large=large,
        qr=None if qr is None else Markup(qr),  # noqa: S704 - made by us
    )
