"""What tells a rehearsal from a workshop: the title, whatever its file is called."""

from __future__ import annotations

from snogmarry.text import SafeText

_MARK = "REHEARSAL: "
_LONGEST = 120
"""Characters that the title of a scenario may have."""


def marked(title: SafeText) -> SafeText:
    """The title of a rehearsal; of one that leaves no room for the mark, its beginning."""
    whole = f"{_MARK}{title}"
    return SafeText(whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1].rstrip()}…")


def is_marked(title: SafeText) -> bool:
    """Whether it is the title of a rehearsal."""
    return title.startswith(_MARK)
