"""Joining, and coming back as the same person."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from snogmarry.session.commands import MoveParticipant, OpenJoining, RemoveParticipant
from snogmarry.web.identity import digest, personal_code
from tests.web.served import Served, guesses, serving_phones


async def test_a_phone_joins_by_the_link_and_is_known_from_then_on(served: Served) -> None:
    phone = served.phone()
    page = await phone.get(f"/j/{served.room.state.code}", Accept="text/html")
    assert f'value="{served.room.state.code}"' in page.text
    reply = await phone.post("/join", code=served.room.state.code, group="2", name="Jo")
    assert (reply.status_code, reply.headers["location"]) == (303, "/")
    (jo,) = served.room.state.participants.values()
    assert (jo.group, jo.name, phone.number) == (2, "Jo", jo.number)
    again = await phone.get("/j")
    assert (again.status_code, again.headers["location"]) == (303, "/")
    assert "Council</h2>" in (await phone.get("/", Accept="text/html")).text


async def test_who_sees_a_name_is_said_before_it_is_given(served: Served) -> None:
    page = await served.phone().get(f"/j/{served.room.state.code}", Accept="text/html")
    said = " ".join(page.text.split())
    assert "The facilitator sees it, and so may your group" in said
    assert "stays in the facilitator's record of the day" in said
    assert "they can print it in their own copy of the summary" in said
    assert "What is made for others does not have it." in said
    assert "only if they ask" not in said


async def test_the_cookie_is_for_this_server_alone_and_not_for_scripts(served: Served) -> None:
    phone = served.phone()
    cookie = (await phone.get("/j")).headers["set-cookie"]
    assert re.match(r"snogmarry-[0-9a-f]{12}=[A-Za-z0-9_-]{22};", cookie)
    assert {"httponly", "path=/", "samesite=lax"} <= set(cookie.lower().split("; "))
    assert "domain" not in cookie.lower()


async def test_what_lets_a_phone_in_again_is_nowhere_in_the_session(served: Served) -> None:
    phone = await served.joined()
    secrets = (phone.token, personal_code(phone.token))
    for file in served.room.path.parent.iterdir():
        assert not any(secret.encode() in file.read_bytes() for secret in secrets)


async def test_a_form_that_is_sent_twice_joins_once(served: Served) -> None:
    phone = served.phone()
    await phone.get("/j")
    offered = phone.token
    for _ in range(2):
        await phone.post("/join", code=served.room.state.code, group="1")
        phone.client.cookies.clear()
        phone.client.cookies.set(f"snogmarry-{digest(served.room.state.id)[:12]}", offered)
    assert len(served.room.state.participants) == 1


async def test_a_wrong_code_lets_nobody_in(served: Served) -> None:
    phone = served.phone()
    for wrong in ("", "BBBBBB", "no code", served.room.state.code[:-1], "é" * 300):
        reply = await phone.post("/join", code=wrong, group="1")
        assert reply.status_code == 403
        assert "not the code on the screen" in reply.text
    assert not served.room.state.participants


async def test_many_wrong_codes_stop_guessing_and_nobody_is_locked_out_who_is_in(
    served: Served,
) -> None:
    known, guessing = await served.joined(1), served.phone()
    await served.at("word")
    statuses = await guesses(guessing)
    assert statuses[0] == 403
    assert statuses[-1] == 429
    right = await guessing.post("/join", code=served.room.state.code, group="1")
    assert right.status_code == 429
    assert right.headers.get("retry-after") or "Wait a minute" in right.text
    assert (await known.answers(text="Save our pond", key="k")).status_code == 200


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a machine has one loopback address")
async def test_one_phone_that_guesses_holds_up_nobody_else(served: Served) -> None:
    assert (await guesses(served.phone("127.0.0.2")))[-1] == 429
    for address in ("127.0.0.3", "127.0.0.1"):
        wrong = await served.phone(address).post("/join", code="BDGHJK", group="1")
        assert wrong.status_code == 403
        right = await served.phone(address).post("/join", code=served.room.state.code, group="1")
        assert right.status_code == 303


async def test_closed_joining_keeps_new_phones_out_and_lets_known_people_back(
    served: Served,
) -> None:
    phone = await served.joined(1)
    await served.do(OpenJoining(open=False))
    new = await served.phone().post("/join", code=served.room.state.code, group="1")
    assert new.status_code == 422
    assert "Joining is closed" in new.text
    other = served.phone()
    back = await other.post("/back", personal=personal_code(phone.token).lower())
    assert back.status_code == 303
    assert other.number == phone.number
    assert other.token != phone.token
    assert (await phone.get("/mine")).status_code == 200


async def test_a_personal_code_that_nobody_has_opens_nothing(served: Served) -> None:
    await served.joined()
    other = served.phone()
    for guess in ("", "BDGHJKMN", "x" * 200):
        assert (await other.post("/back", personal=guess)).status_code == 403
    assert (await other.get("/mine")).status_code == 401


async def test_who_was_taken_out_is_told_so_and_sends_nothing(served: Served) -> None:
    phone = await served.joined(1)
    await served.at("word")
    await served.do(RemoveParticipant(phone.number))
    for path in ("/", "/mine", "/stream"):
        assert (await phone.get(path)).status_code == 403
    assert (await phone.answers(text="No", key="k")).status_code == 403
    back = await served.phone().post("/back", personal=personal_code(phone.token))
    assert back.status_code == 422
    assert not served.room.state.responses


async def test_a_phone_is_the_same_person_after_the_server_was_killed_and_came_back(
    served: Served, tmp_path: Path
) -> None:
    phone = await served.joined(2, name="Jo")
    token, number = phone.token, phone.number
    served.ending.set()
    await served.server
    async with serving_phones(tmp_path / "pond.snog") as again:
        later = again.phone()
        later.client.cookies.set(f"snogmarry-{digest(again.room.state.id)[:12]}", token)
        assert later.number == number
        await again.do(MoveParticipant(number, 1))
        assert "Friends</h2>" in (await later.get("/", Accept="text/html")).text
