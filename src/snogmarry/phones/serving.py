"""How desk and phones' server tell each other what is no history, beside the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal, cast

from snogmarry.journal.protocol import Scratch
from snogmarry.phones.port import PORT as USUAL

SERVER = "phones"
"""Under which name the server says how it is."""
PORT = "phones/port"
"""Under which name the server says which port it has; it stays there for the next server."""
HOST = "phones/host"
"""Under which name the desk says which address phones are given."""
STOP = "phones/stop"
"""Under which name a desk asks the server of a certain pid to end, once no desk is there."""
START = "phones/start"
"""Under which name a desk says that it starts a server: of several, the first to say so does."""
ON_STAGE = "phones/on-stage"
"""Under which name the desk has the stage show how to join, over all else."""
HELD = "phones/held"
"""Under which name the server says who cannot join because wrong codes are tried."""

Held = Literal["", "one", "all"]
"""Nobody; whoever has the address from which they are tried; everybody."""


@dataclass(frozen=True, slots=True)
class Serving:
    """The phones' server as it last said of itself."""

    pid: int
    port: int
    failed: str = ""
    """Why it does not serve, in one line; empty while all is well."""


def noted(serving: Serving) -> str:
    """What the server says, as a value of the scratch table."""
    return json.dumps(asdict(serving))


def serving(scratch: Mapping[str, Scratch]) -> Serving | None:
    """What the server said last; None if there never was one, or it ended in good order.

    Whether it still lives is told by `Room.attended_elsewhere`.
    """
    value = _value(scratch, SERVER)
    return None if value is None else Serving(**json.loads(value))


def port(scratch: Mapping[str, Scratch], wanted: int | None = None) -> int:
    """The port to serve on: the one wanted, else the one that the session's phones know."""
    return wanted or int(_value(scratch, PORT) or USUAL)


def host(scratch: Mapping[str, Scratch]) -> str | None:
    """The address that phones are given, as the desk chose it."""
    return _value(scratch, HOST)


def asked_to_stop(scratch: Mapping[str, Scratch], pid: int) -> bool:
    """Whether the server of that pid is to end."""
    return _value(scratch, STOP) == str(pid)


def is_on_stage(scratch: Mapping[str, Scratch]) -> bool:
    """Whether the stage shows how to join, over all else."""
    return _value(scratch, ON_STAGE) is not None


def held(scratch: Mapping[str, Scratch]) -> Held:
    """Who cannot join because wrong codes are tried. True only while the server lives."""
    return cast("Held", _value(scratch, HELD) or "")


def _value(scratch: Mapping[str, Scratch], name: str) -> str | None:
    entry = scratch.get(name)
    return None if entry is None else entry.value
