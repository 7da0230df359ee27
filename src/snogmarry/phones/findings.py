"""What was found out about phones, in lines for a facilitator. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from snogmarry.phones import links
from snogmarry.phones.addresses import LOCALHOST, Address, Reach
from snogmarry.phones.port import PORT
from snogmarry.text import clean_line

Level = Literal["fine", "note", "wrong"]
PortState = Literal["free", "ours", "taken", "forbidden"]

WHEN_PHONES_CANNOT_REACH_IT = (
    "Look whether the phone is on the same Wi-Fi as this machine, and keeps it without internet.",
    "Allow the program (Python) in this machine's firewall; on Windows make the network private.",
    "Guest Wi-Fi often keeps devices apart, and nothing here can change that. Then:",
    "- make a hotspot on this laptop or on a phone, and let all join it;",
    "- if a hotspot takes only a few, let one device for each group join;",
    "- or type for the groups yourself: that needs no network;",
    "- or run it on a machine that phones can reach, and drive it over SSH.",
)
"""What to try, first things first; for `doctor` and for a lobby that stays empty."""

# Each phone holds one stream and now and then asks on a second connection.
_FILES_OF_OUR_OWN = 64
_PHONES_EXPECTED = 500


@dataclass(frozen=True)
class Facts:
    """What was looked at. `answering` are the hosts at which this machine reaches the port.

    `host` is the one that was asked for, or `None` for the best. `open_files` is the most that
    the system lets a process open, `None` for no limit that matters.
    """

    reach: Reach
    port: int
    state: PortState
    answering: frozenset[str] = frozenset()
    host: str | None = None
    open_files: int | None = None
    wsl: bool = False


@dataclass(frozen=True)
class Finding:
    """One thing that was found: how bad, in one line, and what to do about it."""

    level: Level
    line: str
    remedy: str = ""


def findings(facts: Facts) -> tuple[Finding, ...]:
    """Judge the facts, in the order in which a facilitator would look."""
    given = _given(facts)
    return (
        *_of_the_address(facts, given),
        *_of_the_port(facts, given),
        *_of_the_network(facts.reach),
        *_of_the_machine(facts),
    )


def phones_can_probably_join(found: Iterable[Finding]) -> bool:
    """Whether nothing stands in their way that can be seen from here."""
    return all(finding.level != "wrong" for finding in found)


def lines(found: Iterable[Finding]) -> Iterator[str]:
    """The findings in plain lines, each remedy beneath its own."""
    for finding in found:
        yield f"{finding.level:<5}  {finding.line}"
        if finding.remedy:
            yield f"       {finding.remedy}"


def beside(port: int) -> int:
    """Another port to try."""
    return port + 1 if 1024 <= port < 65_535 else PORT + 1


def _given(facts: Facts) -> Address:
    if facts.host is None:
        return facts.reach.best
    return facts.reach.find(facts.host) or Address(clean_line(facts.host))


def _of_the_address(facts: Facts, given: Address) -> Iterator[Finding]:
    reach = facts.reach
    others = [one for one in reach.addresses if one.host not in {given.host, LOCALHOST}]
    listed = ", ".join(map(str, others))
    if reach.warning and facts.host is None:
        yield Finding("wrong", reach.warning, "Join a network, or make a hotspot on this laptop.")
    elif given in reach.addresses and not reach.warning:
        page = links.page(given.host, facts.port)
        yield Finding("fine", f"Phones are given {page} ({given.what}).")
        if listed:
            also = f"This machine has other addresses: {listed}."
            yield Finding("note", also, "Give one of them if phones do not get through.")
    elif given.kind in _OUT_OF_REACH:
        line = f"Phones cannot reach {given.host}: {_OUT_OF_REACH[given.kind]}."
        yield Finding("wrong", line, listed and f"Give them {listed}.")
    else:
        line = f"{given.host} is not an address of this machine."
        yield Finding("wrong", line, listed and f"Give phones {listed}.")


_OUT_OF_REACH = {
    "this machine": "by it this machine talks to itself",
    "link-local": "it stands in for one that no network gave",
    "VPN": "it belongs to a VPN",
    "virtual network": "it belongs to containers or virtual machines",
    "mobile broadband": "it belongs to mobile broadband",
}


def _of_the_port(facts: Facts, given: Address) -> Iterator[Finding]:
    port, host = facts.port, given.host
    another = f"--port {beside(port)}"
    if facts.state == "taken":
        remedy = f"Close that program, or use another port, such as {another}."
        yield Finding("wrong", f"Port {port} is taken by another program.", remedy)
    elif facts.state == "forbidden":
        line = f"This system does not let programs use port {port}."
        yield Finding("wrong", line, f"Use another, such as {another}.")
    elif host in facts.answering:
        at = f"at {host}, from this machine"
        if facts.state == "ours":
            yield Finding("fine", f"A snogmarry server answers on port {port} {at}.")
        else:
            yield Finding("fine", f"Port {port} is free and answers {at}.")
    elif facts.state == "ours":
        line = f"A snogmarry server has port {port}, but does not answer at {host}."
        yield Finding("wrong", line, "It may listen on another address: start it again.")
    elif facts.reach.find(host):
        line = f"Port {port} does not answer at {host}, even from this machine."
        yield Finding("wrong", line, "Look at this machine's firewall and at any VPN.")


def _of_the_network(reach: Reach) -> Iterator[Finding]:
    hidden = {one.host: one for one in reach.passed_over}
    virtual = [one for one in hidden.values() if one.kind in {"VPN", "virtual network"}]
    through = hidden.get(reach.route or "")
    if through is not None and through.kind == "VPN":
        line = f"A VPN carries the traffic of this machine: {through.interface}, {through.host}."
        yield Finding("note", line, "If phones do not get through, switch it off for the workshop.")
    if virtual:
        listed = ", ".join(map(str, virtual))
        yield Finding("note", f"Passed over, as phones cannot reach them: {listed}.")
    if reach.route is None and not reach.warning:
        line = "This network leads nowhere else (no default route)."
        remedy = "Phones may leave it for mobile data: ask people to stay connected."
        yield Finding("note", line, remedy)


def _of_the_machine(facts: Facts) -> Iterator[Finding]:
    if facts.wsl:
        line = "This is Linux inside Windows (WSL), which phones cannot reach by themselves."
        yield Finding("wrong", line, "Install snogmarry in Windows and run it there.")
    if facts.open_files is not None and facts.open_files < _PHONES_EXPECTED * 2:
        phones = max(0, (facts.open_files - _FILES_OF_OUR_OWN) // 2)
        line = f"This system lets a program open {facts.open_files} files: some {phones} phones."
        yield Finding("note", line, "For more, raise the limit (ulimit -n) before you start.")
