"""Shares as bands of one bar, in the colours of the charts of the HTML."""

from __future__ import annotations

from dataclasses import dataclass

BAR, MARK = "2f5d8a", "8a1c4a"
"""What the page draws its bars in, and what it marks."""
_LIGHTEST = 0.82
"""How far the last of the shades is on its way to white: still a colour on white paper."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Shares of 1 beside each other, with the colour of each."""

    colours: tuple[str, ...]
    shares: tuple[float, ...]
    said: str
    """The same in words."""


def shades(count: int) -> tuple[str, ...]:
    """As many colours, from dark to light, so that grey paper shows them in the same order."""
    steps = (_LIGHTEST * step / max(1, count - 1) for step in range(count))
    return tuple(_lighter(BAR, step) for step in steps)


def _lighter(colour: str, share: float) -> str:
    parts = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return "".join(f"{round(part + (255 - part) * share):02x}" for part in parts)
