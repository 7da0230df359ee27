"""What was typed and not kept yet."""

from __future__ import annotations

Draft = dict[str, str]
"""What stands in the fields of a form, by the field's id."""


class Drafts(dict[str, Draft]):
    """Drafts by the form and what it is for; they live as long as the program runs."""
