"""Wrong codes: how many may be tried, and who is held up by those who try more."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from snogmarry.phones.serving import Held
from snogmarry.web.limits import Budget, Budgets

QUIET = 30.0
"""Seconds after which somebody who was held up is one no more, if nobody was since."""


def _most() -> Budget:
    return Budget(burst=120, rate=1)


@dataclass(slots=True)
class Guessing:
    """How many wrong codes may be tried: few from one address, and not many in all.

    Phones behind a hotspot may have one address between them, so that one may try as many as a
    table mistypes. Time is given in seconds.
    """

    each: Budgets = field(default_factory=lambda: Budgets(burst=30, rate=0.25))
    most: Budget = field(default_factory=_most)
    _code: str = ""
    _all_held: float | None = None
    _one_held: float | None = None

    def lets_try(self, address: Hashable, code: str, now: float) -> bool:
        """Whether that address may try a code, while `code` is the one that lets in."""
        self._follow(code)
        if self.each.left(address, now) < 1:
            self._one_held = now
            return False
        if self.most.left(now) < 1:
            self._all_held = now
            return False
        return True

    def wrong(self, address: Hashable, now: float) -> None:
        """A wrong one was tried from there."""
        self.each.spend(address, now)
        self.most.spend(now)

    def held(self, code: str, now: float) -> Held:
        """Who was held up lately, while `code` is the one that lets in."""
        self._follow(code)
        if self._all_held is not None and now - self._all_held < QUIET:
            return "all"
        if self._one_held is not None and now - self._one_held < QUIET:
            return "one"
        return ""

    def _follow(self, code: str) -> None:
        """What was tried against another code brings nobody closer to this one."""
        if code != self._code:
            self._code, self.most, self._all_held = code, _most(), None
