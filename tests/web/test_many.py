"""Many phones that send late, again, in another order, and what is not theirs."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from snogmarry.journal.reading import read_events
from snogmarry.session.commands import ClosePrompt, Jump, Next, Refused
from snogmarry.session.events import ResponseCorrected, ResponseGiven, ResponseOvertaken
from snogmarry.session.fold import folded
from snogmarry.web.identity import cookie_name
from tests.web.served import Phone, Served, serving_phones

GIVEN = ResponseGiven | ResponseCorrected | ResponseOvertaken


@dataclass(frozen=True)
class Sending:
    """One answer that a phone wants kept, however often it is sent."""

    phone: int
    key: str
    option: str
    counter: int
    seen: int


@dataclass(frozen=True)
class Forged:
    """What no page would send."""

    phone: int
    path: str
    fields: tuple[tuple[str, str], ...]
    token: str | None


PHONES = 4
sendings = st.builds(
    Sending,
    st.integers(0, PHONES - 1),
    st.sampled_from("abcde"),
    st.sampled_from(["snog", "marry", "avoid"]),
    st.integers(0, 4),
    st.integers(0, 3),
)
fields = st.lists(
    st.tuples(
        st.sampled_from(["run", "key", "option", "counter", "participant", "group", "text"]),
        st.sampled_from(["", "-1", "0", "7", "x", "snog,avoid", "\x00", "é", "nobody"]),
    ),
    max_size=5,
).map(tuple)
forged = st.builds(
    Forged,
    st.integers(0, PHONES - 1),
    st.sampled_from(["/answer", "/hands", "/point", "/pen", "/join", "/back"]),
    fields,
    st.none() | st.sampled_from(["A" * 22, "", "x", "; ="]),
)
desk = st.sampled_from([ClosePrompt(), Next(), Jump("stance"), Jump("order")])
batches = st.lists(st.lists(sendings | forged, min_size=1, max_size=8), min_size=1, max_size=5)


@given(batches, st.lists(desk | st.none(), min_size=5, max_size=5), st.booleans())
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_what_a_phone_was_told_is_kept_is_there_once_and_under_its_own_name(
    waves: list[list[Sending | Forged]], moves: list[ClosePrompt | Next | Jump | None], again: bool
) -> None:
    asyncio.run(_play(waves, moves, again=again))


async def _play(
    waves: list[list[Sending | Forged]],
    moves: list[ClosePrompt | Next | Jump | None],
    *,
    again: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pond.snog"
        told: dict[tuple[int, str], tuple[str, str]] = {}
        cookies: list[dict[str, str]] = []
        async with serving_phones(path) as served:
            run = await served.at("stance")
            phones = [await served.joined(1 + n % 2) for n in range(PHONES)]
            cookies = [dict(phone.client.cookies) for phone in phones]
            for wave, move in zip(waves, moves, strict=False):
                await asyncio.gather(*(_send(phones, run, one, told) for one in wave))
                if move is not None:
                    with suppress(Refused):
                        await served.room.do(move)
        if again:  # all of it once more, to another server
            async with serving_phones(path) as served:
                phones = [served.phone() for _ in range(PHONES)]
                for phone, known in zip(phones, cookies, strict=True):
                    phone.client.cookies.update(known)
                flat = [one for wave in waves for one in reversed(wave)]
                await asyncio.gather(*(_send(phones, run, one, told) for one in flat))
                _check(served, told)
        else:
            async with serving_phones(path) as served:
                _check(served, told)


async def _send(
    phones: list[Phone],
    run: int,
    one: Sending | Forged,
    told: dict[tuple[int, str], tuple[str, str]],
) -> None:
    phone = phones[one.phone]
    headers = {"Origin": phone.served.origin}
    if isinstance(one, Forged):
        sender = phone
        if one.token is not None:
            sender = phone.served.phone()
            headers["Cookie"] = f"{cookie_name(phone.served.room.state.id)}={one.token}"
        reply = await sender.client.post(one.path, data=dict(one.fields), headers=headers)
        assert 300 <= reply.status_code < 500, (reply.status_code, one)
        assert reply.status_code != 303 or one.path in {"/join", "/back"}
        return
    form = {
        "run": run,
        "key": one.key,
        "option": one.option,
        "counter": one.counter,
        "seen": one.seen,
    }
    reply = await phone.client.post("/answer", data=form, headers=headers)
    assert reply.status_code in {200, 429}, reply.text
    if reply.status_code == 200 and reply.json()["ref"]:
        said = (reply.json()["said"], reply.json()["ref"])
        # The same key gets the same acknowledgement, whoever serves it and however often.
        assert told.setdefault((one.phone, one.key), said) == said


def _check(served: Served, told: dict[tuple[int, str], tuple[str, str]]) -> None:
    events = read_events(served.room.path)  # the window may be a moment behind
    state = folded(events)
    kept = [r.event for r in events if isinstance(r.event, GIVEN)]
    keys = Counter((event.participant, event.key) for event in kept)
    assert set(keys.values()) <= {1}
    # Phones joined one after another, so their participants are numbered in that order.
    assert {(phone + 1, key) for phone, key in told} == set(keys)
    for (phone, key), (said, ref) in told.items():
        fate = state.kept[phone + 1, key]
        assert (fate.fate, fate.ref) == (said, ref)
    for response in state.responses.values():
        versions = (*response.versions, *response.beside)
        members = {v.participant for v in versions}
        assert {state.participants[m or 0].group for m in members} == {response.group}
    assert len(state.participants) == PHONES
    assert not state.points
