"""The last door before the terminal: no control character passes, wherever it came from."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# C0, DEL, C1, and the controls that turn the direction of text around.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Visible(LineFilter):
    """Drops control characters from what is about to be painted."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        if not any(_UNSEEN.search(segment.text) for segment in segments):
            return segments
        return [Segment(_UNSEEN.sub("", text), style, control) for text, style, control in segments]
