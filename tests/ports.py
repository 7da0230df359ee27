"""Ports of this machine, and whether ours is served there."""

from __future__ import annotations

from http.client import HTTPConnection

from snogmarry.phones.port import SERVER, listen

LOCAL = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on."""
    with listen(0, LOCAL) as socket:
        return int(socket.getsockname()[1])


def answers(port: int) -> bool:
    """Whether our own server answers there."""
    asking = HTTPConnection(LOCAL, port, timeout=2)
    try:
        asking.request("GET", "/")
        return asking.getresponse().headers["Server"] == SERVER
    except OSError:
        return False
    finally:
        asking.close()
