"""How often something may be done. Time is given in seconds; nothing here reads a clock."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Budget:
    """So many at once, and so many a second after that."""

    burst: float
    rate: float
    _left: float = field(init=False)
    _at: float | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._left = self.burst

    def left(self, now: float) -> float:
        """How many there are to spend now."""
        if self._at is not None:
            self._left = min(self.burst, self._left + max(0.0, now - self._at) * self.rate)
        self._at = now
        return self._left

    def spend(self, now: float) -> bool:
        """Spend one, if there is one."""
        if self.left(now) < 1:
            return False
        self._left -= 1
        return True


class Budgets:
    """A budget for each of many, of which only those in use are remembered."""

    def __init__(self, burst: float, rate: float, most: int = 20_000) -> None:
        self._burst, self._rate, self._most = burst, rate, most
        self._budgets: dict[Hashable, Budget] = {}

    def left(self, who: Hashable, now: float) -> float:
        """How many of theirs there are to spend now."""
        budget = self._budgets.get(who)
        return self._burst if budget is None else budget.left(now)

    def spend(self, who: Hashable, now: float) -> bool:
        """Spend one of theirs, if there is one."""
        budget = self._budgets.get(who)
        if budget is None:
            if len(self._budgets) >= self._most:
                self._forget_full(now)
            budget = self._budgets[who] = Budget(self._burst, self._rate)
        return budget.spend(now)

    def _forget_full(self, now: float) -> None:
        self._budgets = {w: b for w, b in self._budgets.items() if b.left(now) < self._burst}
