"""Stopping the clock of a run and letting it go on."""

from __future__ import annotations

from snogmarry.session.state import Run, Span


def stop(run: Run, at: int) -> None:
    """The clock stands from `at` on; nothing if it stands already."""
    span = run.spans[-1]
    if span.end is None:
        span.end = max(span.start, at)


def go(run: Run, at: int) -> None:
    """The clock goes from `at` on."""
    run.spans.append(Span(at))
