"""The port that phones use, and the socket that listens on it."""

from __future__ import annotations

import errno
import socket
import sys
from typing import Literal

PORT = 8765
"""Fixed: a phone forgets who it is if the address of the page changes."""

SERVER = "snogmarry"
"""The `Server` header of our own server, by which it is told from another program's."""

EVERYWHERE = "0.0.0.0"  # noqa: S104 - phones come in by whichever address they can reach

_BACKLOG = 2048
_WINDOWS_DENIED = 10013

Why = Literal["taken", "forbidden", "not here"]


class CannotListen(Exception):
    """The port cannot be had; `why` it is, and one line for people."""

    def __init__(self, why: Why, line: str) -> None:
        super().__init__(line)
        self.why = why


def listen(port: int = PORT, host: str = EVERYWHERE) -> socket.socket:
    """Listen on `port` of one address, or of all. Raises `CannotListen`."""
    # The protocol is named because asyncio turns Nagle's algorithm off only where it is.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # On Windows SO_REUSEADDR would share the port with another program.
        if sys.platform == "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise _refused(error, port, host) from error
    return listening


def _refused(error: OSError, port: int, host: str) -> CannotListen:
    if error.errno in {errno.EACCES, errno.EPERM, _WINDOWS_DENIED}:
        return CannotListen("forbidden", f"This system does not let programs use port {port}.")
    if error.errno == errno.EADDRINUSE:
        return CannotListen("taken", f"Port {port} is taken by another program.")
    if error.errno == errno.EADDRNOTAVAIL:
        return CannotListen("not here", f"{host} is not an address of this machine now.")
    return CannotListen("forbidden", f"Port {port} cannot be used: {error.strerror}.")
