"""Every event of the journal as the JSON has it: its place, its type, all that it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, make_dataclass
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler, GetPydanticSchema
from pydantic_core import CoreSchema

from snogmarry.session.events import KINDS, Event, Recorded, Redacted


@dataclass(frozen=True)
class Entry:
    """An event in its place. `redacted`: the words were removed; each text reads `[redacted]`."""

    seq: int
    at: int
    wall: int
    redacted: bool


@cache
def _types() -> dict[type[Event], type[Any]]:
    return {kind: _type(kind) for kind in KINDS}


def _type(kind: type[Event]) -> type[Any]:
    """Entries of that kind of event: they name it, and hold what it says."""
    return make_dataclass(
        f"{kind.__name__}Entry",
        [("type", Literal[kind.__name__]), ("data", kind)],
        bases=(Entry,),
        frozen=True,
        namespace={"__doc__": Entry.__doc__},
    )


def _by_type(_: object, schema: GetCoreSchemaHandler) -> CoreSchema:
    any_of_them: Any = reduce(or_, _types().values())
    return schema(Annotated[any_of_them, Field(discriminator="type")])


Entries = list[Annotated[Entry, GetPydanticSchema(_by_type)]]
"""Entries, each of them written, read and described as the type that it names."""


def entries(events: Sequence[Recorded]) -> Entries:
    """Every event in order. The words that were redacted are to be gone from them already."""
    gone = {seq for r in events if isinstance(r.event, Redacted) for seq in r.event.seqs}
    return [_placed(recorded, redacted=recorded.seq in gone) for recorded in events]


def _placed(recorded: Recorded, *, redacted: bool) -> Any:
    kind = type(recorded.event)
    place = (recorded.seq, recorded.at, recorded.wall)
    return _types()[kind](*place, redacted, kind.__name__, recorded.event)
