"""Which addresses of this machine phones can probably reach, best first.

IPv4 alone: every network that a room hands out to phones has it, and an IPv6 address is too long
to read off a screen and type.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv4Network
from typing import Literal

LOCALHOST = "localhost"
ONLY_HERE = "No network was found: only this machine itself can join."

Kind = Literal[
    "",
    "Wi-Fi",
    "Ethernet",
    "hotspot",
    "USB",
    "bridge",
    "this machine",
    "link-local",
    "VPN",
    "virtual network",
    "mobile broadband",
]
"""What an interface is, as far as its name tells; "" where it does not (`en0` of a Mac)."""

_UNREACHABLE = frozenset(
    {"this machine", "link-local", "VPN", "virtual network", "mobile broadband"}
)

# The first that matches counts, so what only looks like Ethernet or Wi-Fi stands above them.
_NAMES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("this machine", re.compile(r"lo\d*\b|.*loopback")),
    ("hotspot", re.compile(r"u?ap\d|.*wi-?fi direct")),
    (
        "virtual network",
        re.compile(
            r"docker|podman|veth|br-|virbr|vmnet|vmenet|vboxnet|vnet|vnic|vethernet"
            r"|lxc|lxd|incus|cni|flannel|cali|kube|dummy|ifb|teredo"
            r"|.*(hyper-v|virtualbox|vmware|parallels|wsl\b)"
        ),
    ),
    (
        "VPN",
        re.compile(
            r"u?tun|u?tap|wg|ppp|ipsec|tailscale|feth|zt[a-z0-9]{8}|cscotun|gpd\d|nordlynx|proton"
            r"|.*(vpn|wireguard|tailscale|zerotier|wintun|\btap-|anyconnect|secure client|fortinet"
            r"|globalprotect|pangp|zscaler|tunnel)"
        ),
    ),
    (
        "mobile broadband",
        re.compile(r"wwan|wwp|wwx|rmnet|pdp_ip|.*(cellular|mobile broadband|mobilfunk)"),
    ),
    ("Wi-Fi", re.compile(r"wl|ath\d|.*(wi-?fi|wireless|wlan|802\.11)")),
    ("USB", re.compile(r"usb\d|.*rndis")),
    ("Ethernet", re.compile(r"eth\d|eno\d|enp\d|ens\d|enx|.*(ethernet|gigabit|\bgbe\b)")),
    ("bridge", re.compile(r"br(idge)?\d")),
)

_LINK_LOCAL = IPv4Network("169.254.0.0/16")
_PRIVATE = tuple(map(IPv4Network, ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12")))
# Of the ranges kept for documentation, so it is nobody's; a UDP connect sends nothing anyway.
_SOMEWHERE = ("203.0.113.1", 9)


@dataclass(frozen=True)
class Interface:
    """One IPv4 address of this machine: `about` is the device's description, where there is one."""

    name: str
    address: str
    prefix: int
    about: str = ""


@dataclass(frozen=True)
class Address:
    """A host that phones can be given, the interface it belongs to, and what that is."""

    host: str
    interface: str = ""
    kind: Kind = ""

    @property
    def what(self) -> str:
        """The kind and the interface, for people: `Wi-Fi, wlp2s0`."""
        return ", ".join(dict.fromkeys(part for part in (self.kind, self.interface) if part))

    def __str__(self) -> str:
        return f"{self.host} ({self.what})" if self.what else self.host


@dataclass(frozen=True)
class Reach:
    """Where phones can probably reach this machine.

    `addresses` is best first and never empty: where nothing was found it is `localhost` alone,
    and `warning` says so. `passed_over` are addresses that phones cannot reach. `route` is the
    address that the default route uses, `None` without one.
    """

    addresses: tuple[Address, ...]
    passed_over: tuple[Address, ...] = ()
    route: str | None = None

    @property
    def best(self) -> Address:
        """The address that phones are given unless the facilitator chooses another."""
        return self.addresses[0]

    @property
    def warning(self) -> str:
        """One line if phones cannot join at all, else nothing."""
        return ONLY_HERE if self.best.host == LOCALHOST else ""

    def find(self, host: str) -> Address | None:
        """The address of this machine that `host` is, also one that phones cannot reach."""
        if host == LOCALHOST:
            return Address(LOCALHOST, kind="this machine")
        every = (*self.addresses, *self.passed_over)
        return next((one for one in every if one.host == host), None)


def rank(interfaces: Iterable[Interface], route: str | None) -> Reach:
    """Order the addresses: that of the default route, then private ranges, bridges last."""
    kept: list[tuple[tuple[bool, bool, int], Address]] = []
    passed_over: list[Address] = []
    for interface in interfaces:
        try:
            number = IPv4Address(interface.address)
        except AddressValueError:
            continue
        address = Address(interface.address, interface.name, _kind(interface, number))
        if not _reachable(address, route):
            passed_over.append(address)
            continue
        order = (address.host != route, address.kind == "bridge", _range(number))
        kept.append((order, address))
    kept.sort(key=lambda one: one[0])
    ranked = tuple(address for _, address in kept)
    return Reach(ranked or (Address(LOCALHOST),), tuple(passed_over), route)


def look() -> Reach:
    """Look at the interfaces of this machine. Quick enough to be asked every few seconds."""
    return rank(_interfaces(), _route())


def _reachable(address: Address, route: str | None) -> bool:
    # Hyper-V's external switch looks virtual and is the real network: it has the default route.
    if address.kind == "virtual network" and address.host == route:
        return True
    return address.kind not in _UNREACHABLE


def _kind(interface: Interface, number: IPv4Address) -> Kind:
    if number.is_loopback:
        return "this machine"
    if number in _LINK_LOCAL:
        return "link-local"
    # Name and description apart: patterns are anchored, and Windows tells more in the latter.
    names = [name.casefold() for name in (interface.name, interface.about)]
    for kind, pattern in _NAMES:
        if any(pattern.match(name) for name in names):
            return kind
    return ""


def _range(number: IPv4Address) -> int:
    return next((place for place, net in enumerate(_PRIVATE) if number in net), len(_PRIVATE))


def _interfaces() -> list[Interface]:
    from ifaddr import get_adapters

    from snogmarry.text import clean_line

    try:
        adapters = list(get_adapters())
    except OSError:
        return []
    return [
        Interface(clean_line(ip.nice_name), ip.ip, ip.network_prefix, clean_line(adapter.nice_name))
        for adapter in adapters
        for ip in adapter.ips
        if isinstance(ip.ip, str)
    ]


def _route() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_SOMEWHERE)
        except OSError:
            return None
        host: str = asking.getsockname()[0]
        return host
