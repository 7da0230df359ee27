"""How to join, as the room is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from snogmarry.journal.protocol import Scratch
from snogmarry.phones import code, links, serving
from snogmarry.phones.addresses import LOCALHOST, Address, Reach
from snogmarry.session.state import Session


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a phone needs to join."""

    address: Address
    port: int
    code: str

    @property
    def page(self) -> str:
        """What people type."""
        return links.page(self.address.host, self.port)

    @property
    def spaced(self) -> str:
        """The code as people read it."""
        return code.spaced(self.code)

    @property
    def scanned(self) -> str:
        """What cameras read."""
        return links.scanned(self.address.host, self.port, self.code)

    @property
    def line(self) -> str:
        """All of it on one line, to be said aloud."""
        return f"Same Wi-Fi: type {self.page} and the code {self.spaced}"

    @property
    def reaches(self) -> bool:
        """Whether any phone could follow it."""
        return self.address.host != LOCALHOST


def invitation(session: Session, scratch: Mapping[str, Scratch], reach: Reach) -> Invitation | None:
    """How to join now, if the server lives; None if nobody can."""
    said = serving.serving(scratch)
    if said is None or said.failed or not session.code or not session.joining:
        return None
    return Invitation(given(scratch, reach), said.port, session.code)


def given(scratch: Mapping[str, Scratch], reach: Reach) -> Address:
    """The address that phones are given: the one chosen, else the best."""
    host = serving.host(scratch)
    if host is None:
        return reach.best
    return reach.find(host) or Address(host)


def after(scratch: Mapping[str, Scratch], reach: Reach) -> str:
    """The host to give instead of the one given now."""
    hosts = [address.host for address in reach.addresses]
    now = given(scratch, reach).host
    return hosts[(hosts.index(now) + 1) % len(hosts)] if now in hosts else hosts[0]
