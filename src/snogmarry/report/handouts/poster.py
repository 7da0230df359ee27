"""The poster by which people join with their phones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Joining:
    """Where phones join, as far as it is known before the day."""

    address: str | None = None
    """As people type it: `http://192.168.1.23:8765/`; None leaves room to write it in."""
    code: str | None = None
    """As people read it; None says that it stands on the screen."""
    qr: str | None = None
    """An SVG element that a camera reads, where the address is known."""


@dataclass(frozen=True, slots=True)
class Poster:
    """The poster of a scenario."""

    scenario: str
    joining: Joining
