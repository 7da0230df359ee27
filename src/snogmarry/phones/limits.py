"""How many connections a process may hold."""

from __future__ import annotations

from contextlib import suppress

_WANTED = 65_536


def raise_open_files() -> int | None:
    """Let the process open as many files as the system permits; how many, if it tells."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(hard, _WANTED)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return soft
