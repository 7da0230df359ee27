"""How many connections a process may hold."""

from __future__ import annotations

from contextlib import suppress

_WANTED = 65_536


def raise_open_files() -> None:
    """Let the process hold as many connections as the system permits it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(hard, _WANTED)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
