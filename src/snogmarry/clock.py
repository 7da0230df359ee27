"""Wall time for people, monotonic time for durations."""

from __future__ import annotations

import ctypes
import sys
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """What tells the time; tests bring their own."""

    def wall(self) -> datetime:
        """The time of day, in UTC, for people to read."""
        ...

    def monotonic(self) -> int:
        """Milliseconds that never go back; the same for all processes of one boot."""
        ...

    def boot(self) -> str:
        """Which start of the machine `monotonic` counts from."""
        ...


@dataclass(frozen=True)
class SystemClock:
    """The machine's own clocks."""

    def wall(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def boot(self) -> str:
        return _boot_id()


@cache
def _boot_id() -> str:
    linux = Path("/proc/sys/kernel/random/boot_id")
    if linux.exists():
        return linux.read_text(encoding="ascii").strip()
    if sys.platform == "darwin":
        return _darwin_boot_session()
    if sys.platform == "win32":
        # Rounded, because both clocks drift apart by milliseconds between two readings.
        started = time.time() - ctypes.windll.kernel32.GetTickCount64() / 1_000
        return f"windows-{round(started / 10)}"
    return f"unknown-{uuid.uuid4()}"


def _darwin_boot_session() -> str:
    libc = ctypes.CDLL(None)
    size = ctypes.c_size_t(64)
    buffer = ctypes.create_string_buffer(size.value)
    failed = libc.sysctlbyname(b"kern.bootsessionuuid", buffer, ctypes.byref(size), None, 0)
    return f"unknown-{uuid.uuid4()}" if failed else buffer.value.decode("ascii")
