"""What of the facilitator's own words the public does not get to read, to be told beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from snogmarry.report.masking import LEFT_OUT, Mask
from snogmarry.report.profiles.public import Own, known
from snogmarry.report.words import listed
from snogmarry.session.events import SummaryPart
from snogmarry.session.state import Session
from snogmarry.text import EMPTY

_BEFORE, _AFTER = 30, 60
"""Characters that are quoted at most, before the first that was left out and from it on."""
_PARTS: tuple[SummaryPart, ...] = ("title", "introduction", "conclusions", "recommendations")
_SEVERAL = ("conclusions", "recommendations")


class Masked(NamedTuple):
    """A part of the facilitator's own words as the public reads it, and what was in it."""

    part: str
    excerpt: str
    names: tuple[str, ...]

    @property
    def said(self) -> str:
        """`The title reads “(left out) taster” in the public version, since it names the place.`"""
        several = self.part in _SEVERAL
        reads, it_names = ("read", "they name") if several else ("reads", "it names")
        quoted = f"“{self.excerpt}” in the public version"
        return f"The {self.part} {reads} {quoted}, since {it_names} {listed(self.names)}."


def masked(session: Session, own: Own) -> Iterator[Masked]:
    """The parts of the facilitator's own words, and the event's name, that name what is masked."""
    of = known(session, own.get("place", EMPTY))
    masks = {
        "the place": Mask(places=of.places, kept=of.kept),
        "a person": Mask(people=of.people, kept=of.kept),
        "whoever sees to an action": Mask(of.owners, callings=of.owners_each, kept=of.kept),
        "a small group": Mask(of.small, callings=of.small_each, kept=of.kept),
    }
    whole = of.mask()
    event = session.details.event
    texts = {part: text.text for part, text in session.texts.items()} | dict(own)
    texts["title"] = title = texts.get("title") or event
    parts = {part: texts.get(part, EMPTY) for part in _PARTS}
    named = {} if event == title else {"event’s name": event}
    for part, text in (*named.items(), *parts.items()):
        shown = whole.text(text)
        names = tuple(name for name, mask in masks.items() if mask.text(text) != text)
        if shown != text and names:
            yield Masked(part, _excerpt(shown), names)


def _excerpt(text: str) -> str:
    """What stands around the first words that were left out, cut between words."""
    line = " ".join(text.split())
    before, _, after = line.partition(LEFT_OUT)
    if len(before) > _BEFORE:
        before = "… " + before[-_BEFORE:].partition(" ")[2]
    if len(after) > _AFTER:
        after = after[:_AFTER].rpartition(" ")[0] + " …"
    return f"{before}{LEFT_OUT}{after}"
