"""Medians, and how they are shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

HEADER = "| what | measured | wanted |\n|---|---|---|"


def median(measured: list[float]) -> float:
    return statistics.median(measured)


def seconds(what: Callable[[], object], times: int = 5) -> float:
    """The median of how long it takes, in seconds."""
    measured = []
    for _ in range(times):
        started = time.perf_counter()
        what()
        measured.append(time.perf_counter() - started)
    return median(measured)


def row(what: str, measured: str, wanted: str) -> None:
    """Print a row of a Markdown table."""
    print(f"| {what} | {measured} | {wanted} |", flush=True)
