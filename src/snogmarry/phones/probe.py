"""Looking at this machine for `findings`. It talks to its own addresses and to nobody else."""

from __future__ import annotations

import platform
import socket
import sys
from http.client import HTTPConnection, HTTPException

from snogmarry.phones import addresses
from snogmarry.phones.addresses import LOCALHOST
from snogmarry.phones.findings import Facts, PortState
from snogmarry.phones.port import EVERYWHERE, PORT, SERVER, CannotListen, listen

_PATIENCE = 1.0
"""Seconds to wait for an answer of this machine to itself."""


def look(port: int = PORT, host: str | None = None) -> Facts:
    """Look at addresses, port and limits. Takes a second for each address that is silent."""
    reach = addresses.look()
    hosts = [address.host for address in reach.addresses]
    if host is not None and host not in hosts and reach.find(host):
        hosts.append(host)
    state, answering = _port(port, hosts)
    return Facts(reach, port, state, answering, host, _open_files(), _in_wsl())


def _port(port: int, hosts: list[str]) -> tuple[PortState, frozenset[str]]:
    """Whether the port can be had, and at which hosts it answers.

    A free port is held for as long as this takes, so that there is something to reach.
    """
    try:
        with listen(port, EVERYWHERE):
            return "free", frozenset(host for host in hosts if _connects(host, port))
    except CannotListen as cannot:
        why = cannot.why
        ours = frozenset(host for host in hosts if _is_ours(host, port))
    # Ours may listen on an address of its own, which is not among those that phones are given.
    if ours or _is_ours(LOCALHOST, port):
        return "ours", ours
    # Windows may call a port forbidden that another program holds.
    taken = why == "taken" or any(_connects(host, port) for host in (LOCALHOST, *hosts))
    return ("taken" if taken else "forbidden"), frozenset()


def _connects(host: str, port: int) -> bool:
    try:
        with socket.create_connection((_number(host), port), timeout=_PATIENCE):
            return True
    except OSError:
        return False


def _is_ours(host: str, port: int) -> bool:
    asking = HTTPConnection(_number(host), port, timeout=_PATIENCE)
    try:
        asking.request("GET", "/", headers={"Host": f"{host}:{port}", "Connection": "close"})
        return asking.getresponse().headers.get("Server") == SERVER
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()


def _number(host: str) -> str:
    # Not by a resolver, which might ask the network.
    return "127.0.0.1" if host == LOCALHOST else host


def _open_files() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    # The hard limit: the server raises its own to that.
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if most == resource.RLIM_INFINITY else most


def _in_wsl() -> bool:
    return "microsoft" in platform.release().casefold()
