"""`snogmarry cards`: what is printed before the day."""

from __future__ import annotations

import re
import sys
from argparse import Namespace

from snogmarry.cli import ELSEWHERE, CommandFailed
from snogmarry.phones import addresses, links, qr
from snogmarry.phones.code import spaced
from snogmarry.phones.port import PORT
from snogmarry.report.files import CannotWrite
from snogmarry.report.handouts.making import Handout, Kind, handouts
from snogmarry.report.handouts.poster import Joining
from snogmarry.report.handouts.writing import write
from snogmarry.scenario import library
from snogmarry.scenario.reader import CannotLoad, load

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_USE: dict[Kind, str] = {
    "card": "print one for every two or three people who play {side}",
    "running-sheet": "for you alone",
    "response-sheets": "for groups without phones: print on one side, hand out step by step",
    "poster": "for the door and the tables",
}


def cards(arguments: Namespace) -> int:
    """Write the cards, the running sheet, the response sheets and the poster."""
    joining = _joining(arguments.host, arguments.port or PORT, arguments.code)
    remarks: list[str] = []
    try:
        scenario, lessons = load(library.find(arguments.scenario))
        made = handouts(scenario, lessons, arguments.start, joining)
        written = write(
            made,
            scenario.id,
            arguments.to,
            arguments.format,
            large=arguments.large,
            remark=remarks.append,
        )
    except CannotWrite as error:
        raise CommandFailed(error.told(ELSEWHERE)) from error
    except (CannotLoad, library.NotFound) as error:
        raise CommandFailed(str(error), 2) from error
    for one in written:
        print(one.path)
        print(f"    {_use(one.handout, joining)}")
    for remark in remarks:
        print(remark, file=sys.stderr)
    return 0 if len(written) == len(made) * len(arguments.format) else 1


def _joining(host: str | None, port: int, code: str | None) -> Joining:
    """What the poster says. With a code the session is open, so this machine's address is meant."""
    if host is None and code is not None:
        best = addresses.look().best.host
        host = None if best == addresses.LOCALHOST else best
    shown = None if code is None else spaced(code)
    if host is None:
        return Joining(code=shown)
    if not _HOST.fullmatch(host):
        message = f'"{host}" is not an address: write it as snogmarry doctor gives it, 192.168.1.23'
        raise CommandFailed(message, 2)
    if host == addresses.LOCALHOST or host.startswith("127."):
        message = (
            f"{host} is this machine itself, where no phone can follow; "
            "snogmarry doctor says which address phones are given."
        )
        raise CommandFailed(message, 2)
    address = links.page(host, port)
    scanned = address if code is None else links.scanned(host, port, code)
    return Joining(address, shown, qr.svg(scanned))


def _use(one: Handout, joining: Joining) -> str:
    said = _USE[one.kind].format(side=one.side)
    if one.kind != "poster":
        return said
    if joining.address is None:
        return f"{said}; address and code are to be written in: they will stand on the screen"
    code = "the code is to be written in" if joining.code is None else f"code {joining.code}"
    return f"{said}; it leads to {joining.address}, {code}"
