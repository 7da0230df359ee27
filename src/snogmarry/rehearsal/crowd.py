"""Many simulated participants in one process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from snogmarry.rehearsal import deciding
from snogmarry.rehearsal.browser import Browser
from snogmarry.rehearsal.deciding import Setting
from snogmarry.rehearsal.participant import Participant, Sight
from snogmarry.rehearsal.phone import Phone, Sent
from snogmarry.rehearsal.words import Examples
from snogmarry.scenario.models import Scenario

MOST = 5_000
"""People that one process can play."""
LAST_WORDS = 15.0
"""Seconds that phones have in the end to send what they hold."""


@dataclass(frozen=True, slots=True)
class Result:
    """What phones say of a rehearsal."""

    people: int
    joined: int = 0
    reconnections: int = 0
    """How often a phone followed again after it had been away or the server was."""
    returns: int = 0
    """How often somebody came back with the personal code."""
    sent: list[Sent] = field(default_factory=list)
    mishaps: list[str] = field(default_factory=list)
    """What went wrong in a simulated phone itself."""

    def values(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Result:
        """From plain values."""
        sent = [Sent(**{**one, "fields": _pairs(one["fields"])}) for one in values["sent"]]
        return cls(**{**values, "sent": sent})


def _pairs(fields: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in fields)


async def play(
    scenario: Scenario,
    setting: Setting,
    port: int,
    sight: Sight,
    over: asyncio.Event,
) -> Result:
    """Have people take part until it is over."""
    examples = Examples(scenario)
    everyone = [
        Participant(
            deciding.person(setting.seed, number),
            setting,
            examples,
            Browser("127.0.0.1", port),
            sight,
        )
        for number in range(setting.people)
    ]
    tasks = [asyncio.ensure_future(one.live()) for one in everyone]
    await over.wait()
    for one in everyone:
        one.sit_back()
    phones = [one.phone for one in everyone]
    await _let_finish(phones)
    for task in tasks:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    return Result(
        setting.people,
        sum(phone.joined for phone in phones),
        sum(max(0, phone.connections - 1) for phone in phones),
        sum(phone.returns for phone in phones),
        [sent for phone in phones for sent in phone.sent],
        [type(end).__name__ for end in ended if isinstance(end, Exception)],
    )


async def _let_finish(phones: list[Phone]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS):
            await asyncio.gather(*(phone.empty_outbox() for phone in phones))
