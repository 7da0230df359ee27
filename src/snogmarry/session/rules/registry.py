"""Which function decides which command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from snogmarry.session.commands import Command
from snogmarry.session.events import Event
from snogmarry.session.state import Session

Rule = Callable[[Session, Any, int], list[Event]]
RULES: dict[type[Command], Rule] = {}


def decides(kind: type[Command]) -> Callable[[Rule], Rule]:
    """Mark a function as the one that turns commands of `kind` into events."""

    def register(function: Rule) -> Rule:
        RULES[kind] = function
        return function

    return register
