"""Which function folds which event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from snogmarry.session.events import Event, Recorded
from snogmarry.session.state import Session

Fold = Callable[[Session, Recorded, Any], None]
FOLDS: dict[type[Event], Fold] = {}


def folds(kind: type[Event]) -> Callable[[Fold], Fold]:
    """Mark a function as the one that brings a session forward by events of `kind`."""

    def register(function: Fold) -> Fold:
        FOLDS[kind] = function
        return function

    return register
