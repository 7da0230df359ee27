"""The summary as one HTML file that loads nothing from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from snogmarry.report import bars, words
from snogmarry.report.blocks import FRAME, Document
from snogmarry.report.days import day_by_day
from snogmarry.report.mixed import bare, is_mixed, parts, theirs
from snogmarry.report.paging import is_tight
from snogmarry.report.rendering import environment
from snogmarry.report.sheets.overview import figures
from snogmarry.report.summary import Summary
from snogmarry.report.summary.lessons import homes
from snogmarry.report.tables import NUMERIC, shown

_BARS: tuple[Callable[..., tuple[bars.Bar, ...]], ...] = (
    bars.lesson_bars,
    bars.run_bars,
    bars.timing_bars,
    bars.stance_bars,
    bars.vote_bars,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; `folded`: it opens when somebody wants it."""

    id: str
    title: str
    template: str
    folded: bool


_OWN = ("introduction", "conclusions", "recommendations")
_TITLES = {
    "introduction": "Introduction",
    "glance": "At a glance",
    "conclusions": "Conclusions",
    "recommendations": "Recommendations",
    "actions": "Actions",
    "overview": "Overview",
    "coverage": "The lessons",
    "lessons": "Lesson by lesson",
    "loose": "Learning points that fit no lesson",
    "stances": "Stances",
    "votes": "Votes and other choices",
    "timeline": "Timeline",
    "notes": "Facilitator’s private notes",
    "feed": "Feed",
    "responses": "All responses",
}
_FIRST = (*_OWN[:1], "glance", "lessons", "loose", "actions", *_OWN[1:])
"""What a phone shows first."""
_LONG = ("coverage", "timeline", "feed", "responses")
"""What a phone shows folded."""


def _sections(s: Summary, *, phone: bool) -> Iterator[Section]:
    first = _FIRST if phone else ()
    for section in (*first, *(known for known in _TITLES if known not in first)):
        own = section in _OWN
        if (own and not getattr(s.told, section)) or (section == "notes" and s.notes is None):
            continue
        template = "own" if own else section
        yield Section(section, _TITLES[section], template, phone and section in _LONG)


@day_by_day
def render(summary: Summary, *, home: str = "") -> str:
    """The whole summary; whatever people typed comes out as they typed it.

    `home`: the page to go back to, on a phone. What matters most is first then, and what is long
    is folded.
    """
    at_home = {point.ref: "" for point in summary.loose} | homes(summary.list.lessons)
    return page(
        "summary.html.j2",
        summary.language,
        s=summary,
        figures=figures(summary),
        sections=tuple(_sections(summary, phone=bool(home))),
        home=home,
        homes=at_home,
        anchors={*at_home, *_anchors(summary)},
    )


def _anchors(summary: Summary) -> Iterator[str]:
    """The refs that the page has a place for."""
    yield from (result.ref for result in summary.results)
    yield from (action.ref for action in summary.actions)
    yield from (challenge.ref for challenge in summary.speed.challenges)
    yield from (post.ref for post in summary.feed)
    for answered in summary.answered:
        yield from (entry.ref for entry in answered.entries)


def printed(document: Document) -> str:
    """A document of its own, such as the improvement plan."""
    return page(
        "document.html.j2",
        document.language,
        d=document,
        tight=is_tight(document),
        numeric=NUMERIC,
        shown=shown,
    )


def page(template: str, language: str, **values: Any) -> str:
    """A template filled in; `language` is that of the texts that people wrote."""
    return _environment(language).get_template(template).render(**values)


def referring(text: str, anchors: Collection[str]) -> Markup:
    """A text with links where it refers to something on the page."""
    pieces = (
        Markup('<a class="ref" href="#{0}">{0}</a>').format(piece)
        if ref and piece in anchors
        else escape(piece)
        for piece, ref in words.referring(text)
    )
    return Markup("").join(pieces)


@lru_cache(maxsize=8)
def _environment(language: str) -> Environment:
    english = language.partition("-")[0] == "en"
    lang = "" if english else f' lang="{language}"'

    def said(text: str) -> Markup:
        """Words of people, within a line, set apart from the direction of what is around."""
        return told(theirs(text))

    def told(text: str) -> Markup:
        """A sentence of the report's with the words of people in it set apart."""
        if not is_mixed(text):
            return escape(text)
        pieces = (
            f'<bdi dir="auto"{lang}>{escape(piece)}</bdi>' if of_people else escape(piece)
            for piece, of_people in parts(text)
        )
        return Markup("".join(pieces))  # noqa: S704

    def paragraph(inside: Markup) -> Markup:
        return Markup(f'<p class="said" dir="auto"{lang}>{inside}</p>')  # noqa: S704

    def block(text: str) -> Markup:
        """Words of people as a paragraph that keeps their line ends."""
        if all(of_people for _, of_people in parts(theirs(text))):
            return paragraph(escape(bare(text)))
        return Markup(f'<p class="said">{told(text)}</p>')  # noqa: S704

    def finalize(value: Any) -> Any:
        return told(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    def prose(text: str, anchors: Collection[str] = ()) -> Markup:
        """A longer text as paragraphs, parted where it has an empty line."""
        linked = (referring(part, anchors) for part in words.parted(text))
        return Markup("\n").join(map(paragraph, linked))

    made = environment(finalize)
    made.filters.update(said=said, block=block, prose=prose, referring=referring)
    made.filters.update({of.__name__: of for of in _BARS})
    made.globals["language"] = language if english else FRAME
    return made
