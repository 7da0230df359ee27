"""What was typed and not kept yet."""

from __future__ import annotations

from dataclasses import dataclass

Typed = dict[str, str]
"""What stands in the fields of a form, by the field's id."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form was left with."""

    typed: Typed
    wall: int
    """When, in UTC ms."""


class Drafts(dict[str, Draft]):
    """Drafts by the form and what it is for; they live as long as the program runs."""
