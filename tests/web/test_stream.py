"""What comes down to phones, and to whom."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from snogmarry.session.commands import (
    CountHands,
    Next,
    Redact,
    Release,
    RemoveParticipant,
    RevealVote,
    ShareSummary,
)
from snogmarry.web import streaming
from tests.web.served import Phone, Served, raw


async def test_the_first_that_comes_is_where_the_room_is_and_what_is_left(served: Served) -> None:
    run = await served.at("word")
    phone = await served.joined(1)
    async with phone.stream() as stream:
        (kind, clock), (_, step), (_, prompt), *_ = await stream.snapshot()
        assert kind == "clock"
        assert clock["run"] == run
        assert clock["going"]
        assert 290_000 < clock["left"] <= 300_000
        assert (step["name"], step["key"]) == ("step", f"run-{run}")
        assert "First word" in step["html"]
        assert "What do you post?" in prompt["html"]
        assert "200 OK" in stream.head
        assert "content-type: text/event-stream" in stream.head


async def test_a_step_that_begins_reaches_every_phone(served: Served) -> None:
    phones = [await served.joined() for _ in range(3)]
    for phone in phones:
        async with phone.stream() as stream:
            await stream.snapshot()
            await served.room.do(Next())
            assert served.room.state.run is not None
            await stream.until("region", name="step", key=f"run-{served.room.state.current}")


async def test_a_draft_reaches_the_group_that_writes_it_and_nobody_else(served: Served) -> None:
    run = await served.at("word")
    writer, reader, across = [await served.joined(group) for group in (1, 1, 2)]
    async with reader.stream() as ours, across.stream() as theirs:
        await ours.snapshot()
        await theirs.snapshot()
        await writer.post("/pen", run=run, version=0, text="Ducks and drakes")
        heard = await ours.until("ours", draft="Ducks and drakes")
        assert heard["holder"] == writer.number
        await writer.answers(key="k", text="Ducks and drakes")
        await ours.until("ours", versions=1, holder=None)
        await served.room.do(Next())  # the others hear of this after all that was before
        await theirs.until("region", name="step", key=f"run-{run + 1}")
        assert b"Ducks" not in theirs.received


async def test_who_is_moved_gets_the_other_card_and_had_nothing_of_it_before(
    served: Served,
) -> None:
    await served.at("word")
    phone = await served.joined(1)
    async with phone.stream() as stream:
        await stream.snapshot()
        assert b"Council" not in stream.received
        assert b"What do you answer?" not in stream.received
        await served.move(phone, 2)
        assert "What do you answer?" in (await stream.until("region", name="prompt"))["html"]
        assert "Council</h2>" in (await stream.until("region", name="card"))["html"]


async def test_who_is_taken_out_hears_it_and_nothing_more(served: Served) -> None:
    phone = await served.joined(1)
    async with phone.stream() as stream:
        await stream.snapshot()
        await served.do(RemoveParticipant(phone.number))
        await stream.until("gone")
        with pytest.raises(EOFError):
            await stream.event()


async def test_a_phone_hears_what_became_of_what_it_gave(served: Served) -> None:
    await served.at("word")
    phone, other = await served.joined(1), await served.joined(2)
    async with phone.stream() as stream, other.stream() as others:
        await stream.snapshot()
        await others.snapshot()
        reply = (await phone.answers(key="k", text="Save our pond")).json()
        await stream.until("you", newest=reply["newest"])
        await served.do(Release((1,)))
        you = await stream.until("you")
        assert you["newest"] > reply["newest"]
        assert "the room can see it" in (await phone.get("/mine")).json()["mine"]
        assert "Save our pond" in (await others.until("region", name="feed"))["html"]
        await served.do(Redact("R-001"))
        assert "Save our pond" not in (await others.until("region", name="feed"))["html"]


async def test_words_are_not_seen_though_the_result_of_their_step_is_revealed(
    served: Served,
) -> None:
    run = await served.at("word")
    phone = await served.joined(1)
    await phone.answers(key="k", text="Save our pond")
    await served.do(RevealVote(run))
    assert "kept, not shown yet" in (await phone.get("/mine")).json()["mine"]


async def test_a_result_that_was_revealed_grows_on_phones_too(served: Served) -> None:
    run = await served.at("stance")
    one, other = await served.joined(1), await served.joined(2)
    async with one.stream() as stream:
        await stream.snapshot()
        await one.answers(key="k", option="avoid")
        await served.do(RevealVote(run))
        assert "1 vote counted<" in (await stream.until("region", name="shown"))["html"]
        await other.answers(key="k", option="avoid")
        assert "2 votes counted<" in (await stream.until("region", name="shown"))["html"]


async def test_an_answer_with_words_that_were_released_is_seen_only_with_its_result(
    served: Served,
) -> None:
    run = await served.at("stance")
    reasoned, bare, raised = [await served.joined(group) for group in (1, 1, 2)]
    await reasoned.answers(key="k", option="avoid", reason="They fenced it")
    await bare.answers(key="k", option="snog")
    await raised.answers(key="k", option="snog")
    await served.do(Release((1,)))

    async def told(phone: Phone) -> str:
        return str((await phone.get("/mine")).json()["mine"])

    assert "kept, not shown yet" in await told(reasoned)
    async with bare.stream() as stream:
        await stream.snapshot()
        await served.do(RevealVote(run))
        await stream.until("you", newest=served.room.state.head)
    assert "kept, the room can see it<" in await told(reasoned)
    assert "kept, the room can see it counted<" in await told(bare)
    async with raised.stream() as stream:
        await stream.snapshot()
        await served.do(CountHands(run, 2, (("snog", 1), ("marry", 0), ("avoid", 0))))
        await stream.until("you", newest=served.room.state.head)
    assert "the show of hands in your group counts instead<" in await told(raised)


async def test_how_many_have_answered_is_told_and_nothing_of_what(served: Served) -> None:
    await served.at("order")
    one, other = await served.joined(1), await served.joined(2)
    async with other.stream() as stream:
        await stream.snapshot()
        await one.answers(**{"key": "k", "place-a": 1, "place-b": 2})
        await stream.until("progress", line="1 answer is in")


async def test_streams_end_at_once_when_the_server_does(served: Served) -> None:
    phone = await served.joined()
    async with phone.stream() as stream:
        await stream.snapshot()
        served.ending.set()
        with pytest.raises(EOFError) as over:
            await stream.until("never")
        assert over.type is EOFError  # it was ended, not cut off
        await served.server


async def test_of_too_many_tabs_the_oldest_gives_way(served: Served) -> None:
    phone = await served.joined()
    async with phone.stream() as oldest:
        await oldest.snapshot()
        async with asyncio.TaskGroup() as group:
            done = asyncio.Event()

            async def follow() -> None:
                async with phone.stream() as stream:
                    await stream.snapshot()
                    await done.wait()

            for _ in range(streaming.MOST_STREAMS):
                group.create_task(follow())
            with pytest.raises(EOFError):
                await oldest.until("never")
            done.set()


async def test_a_phone_that_does_not_read_keeps_nobody_waiting(served: Served) -> None:
    stuck, well = await served.joined(1), await served.joined(2)
    async with stuck.stream(), well.stream() as stream:
        await stream.snapshot()
        for _ in range(20):
            await served.room.do(ShareSummary(shared=not served.room.state.summary_shared))
        run = await served.at("word")
        await stream.until("region", name="step", key=f"run-{run}")


async def test_a_stream_is_for_who_has_joined_and_for_pages_of_this_server(
    served: Served,
) -> None:
    assert (await served.phone().get("/stream")).status_code == 401
    phone = await served.joined()
    reply = await phone.get("/stream", Origin="http://elsewhere")
    assert reply.status_code == 403
    head = await phone.client.head("/stream")
    assert (head.status_code, head.content) == (200, b"")


async def test_a_phone_that_goes_is_not_thought_to_be_there(served: Served) -> None:
    from snogmarry.phones.presence import presence

    phone = await served.joined()
    async with phone.stream() as stream:
        await stream.snapshot()
        while presence(served.room.scratch).connected != {phone.number}:
            await asyncio.sleep(0.02)
    while presence(served.room.scratch).connected:
        await asyncio.sleep(0.02)


async def test_a_connection_that_says_nothing_is_not_kept_for_ever(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    from snogmarry.web.connection import Connection

    monkeypatch.setattr(Connection, "patience", 0.2)
    for begun in (b"", b"GET / HTTP/1.1\r\nHost: "):
        async with raw(served.port) as (reader, writer):
            writer.write(begun)
            with suppress(ConnectionResetError):
                assert await asyncio.wait_for(reader.read(), 30) == b""


async def test_however_many_answers_are_kept_beside_a_groups_its_phones_get_the_newest(
    served: Served,
) -> None:
    await served.at("word")
    one, other = await served.joined(1), await served.joined(1)
    await one.answers(key="first", counter=1, text="Save our pond")
    for number in range(10, 30):
        reply = await one.answers(key=f"k{number}", counter=0, text=f"Stale {number}")
        assert reply.json()["said"] == "beside"
    assert len(served.room.state.responses[1].beside) == 20
    async with other.stream() as stream:
        html = (await stream.until("ours", versions=1))["html"]
    assert [number for number in range(10, 30) if f"Stale {number}" in html] == [27, 28, 29]
