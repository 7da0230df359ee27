"""A clock that is moved by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass
class HandClock:
    ms: int = 0
    """What the monotonic clock stands at."""
    boot_id: str = "boot"
    day: datetime = NOON
    """The time of day when the monotonic clock stood at 0."""

    def wall(self) -> datetime:
        return self.day + timedelta(milliseconds=self.ms)

    def monotonic(self) -> int:
        return self.ms

    def boot(self) -> str:
        return self.boot_id
