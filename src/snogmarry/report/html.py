"""The summary as one HTML file that loads nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from snogmarry.report import words
from snogmarry.report.blocks import FRAME, Document
from snogmarry.report.rendering import environment
from snogmarry.report.sheets import figures
from snogmarry.report.summary import Summary
from snogmarry.report.summary.lessons import homes
from snogmarry.report.tables import NUMERIC, shown


def render(summary: Summary) -> str:
    """The whole summary; whatever people typed comes out as they typed it."""
    at_home = {point.ref: "" for point in summary.loose} | homes(summary.list.lessons)
    return page(
        "summary.html.j2",
        summary.language,
        s=summary,
        figures=figures(summary),
        homes=at_home,
        anchors={*at_home, *_anchors(summary)},
    )


def _anchors(summary: Summary) -> Iterator[str]:
    """The refs that the page has a place for."""
    for results in (summary.votes, summary.rankings, summary.numbers, summary.words):
        yield from (result.ref for result in results)
    yield from (challenge.ref for challenge in summary.speed.challenges)
    yield from (post.ref for post in summary.feed)
    for answered in summary.answered:
        yield from (entry.ref for entry in answered.entries)


def printed(document: Document) -> str:
    """A document of its own, such as the improvement plan."""
    return page("document.html.j2", document.language, d=document, numeric=NUMERIC, shown=shown)


def page(template: str, language: str, **values: Any) -> str:
    """A template filled in; `language` is that of the texts that people wrote."""
    return _environment(language).get_template(template).render(**values)


@lru_cache(maxsize=8)
def _environment(language: str) -> Environment:
    english = language.partition("-")[0] == "en"
    lang = "" if english else f' lang="{language}"'

    def said(text: str) -> Markup:
        """Words of people, within a line, set apart from the direction of what is around."""
        return Markup(f'<bdi dir="auto"{lang}>{escape(text)}</bdi>')  # noqa: S704

    def block(text: str) -> Markup:
        """Words of people as a paragraph that keeps their line ends."""
        return Markup(f'<p class="said" dir="auto"{lang}>{escape(text)}</p>')  # noqa: S704

    def prose(text: str) -> Markup:
        """A longer text as paragraphs, parted where it has an empty line."""
        return Markup("\n").join(block(part) for part in words.parted(text))

    made = environment()
    made.filters.update(said=said, block=block, prose=prose)
    made.globals["language"] = language if english else FRAME
    return made
