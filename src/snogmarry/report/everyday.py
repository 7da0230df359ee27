"""Everyday words that may stand in a name too. The words themselves are in `everyday.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def _listed() -> dict[str, frozenset[str]]:
    found = tomllib.loads(files(__package__).joinpath("everyday.toml").read_text("utf-8"))
    return {kind: frozenset(words.split()) for kind, words in found.items()}


_KINDS = _listed()

NOBODY = _KINDS["nobody"]
"""What is typed in the place of a name, and what stands before one or between two."""
JOBS = NOBODY | _KINDS["jobs"]
"""What stands in jobs and in names of groups, and names nobody by itself."""
PLACES = NOBODY | _KINDS["places"]
"""What stands in names and addresses of places, and tells of none by itself."""
EVERYDAY = frozenset[str]().union(*_KINDS.values())
"""All of them: in small letters they are words, and nobody's name."""
