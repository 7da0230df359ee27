"""What the checks of a scenario find, by the path of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from snogmarry.scenario.problems import Level, did_you_mean

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """Something wrong at a path of the data, or at its key."""

    level: Level
    path: Path
    message: str
    help: str | None = None
    key: bool = False


def unknown(
    path: Path, name: str, known: Sequence[str], what: str, *, key: bool = False
) -> Finding:
    """The finding that there is no `what` of that name."""
    mend = did_you_mean(name, known, f"{what}s")
    return Finding("error", path, f'there is no {what} "{name}"', mend, key)
