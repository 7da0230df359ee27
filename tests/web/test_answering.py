"""What phones send is kept once, or refused and not kept at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from snogmarry.phones import drafts
from snogmarry.session.commands import (
    ClosePrompt,
    Correct,
    DrawPoint,
    EndSession,
    Give,
    ReleasePoint,
)
from snogmarry.session.events import Answer
from snogmarry.text import clean
from tests.journal.files import until
from tests.report import reading
from tests.web.served import Phone, Served, serving_phones


def draft(served: Served, run: int, group: int) -> drafts.Draft:
    return drafts.draft(served.room.scratch, run, group)


@pytest.mark.parametrize(
    ("step", "fields", "words"),
    [
        ("word", {"text": "Save\r\nour pond"}, "Save\nour pond"),
        ("stance", {"option": "avoid", "reason": "They lie"}, "Avoid “They lie”"),
        ("quick", {"words": "mud, calm"}, "mud, calm"),
        ("score", {"number": "4"}, "4"),
        ("order", {"place-a": "2", "place-b": "1"}, "1. Frogs  2. Ducks"),
    ],
)
async def test_every_kind_of_answer_is_kept_and_shown_to_who_gave_it(
    served: Served, step: str, fields: dict[str, str], words: str
) -> None:
    await served.at(step)
    phone = await served.joined(1)
    reply = await phone.answers(key="k", **fields)
    assert reply.status_code == 200
    assert (reply.json()["said"], reply.json()["ref"]) == ("kept", "R-001")
    assert words in reply.json()["mine"]
    assert served.room.state.responses[1].participant == phone.number


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("word", {"text": "x" * 41}),
        ("stance", {"option": "nothing"}),
        ("stance", {"option": "avoid", "reason": "x" * 201}),
        ("score", {"number": "6"}),
        ("score", {"number": "many"}),
        ("order", {"place-a": "1", "place-b": "1"}),
        ("order", {}),
        ("rules", {"text": "Not asked"}),
    ],
)
async def test_what_does_not_fit_is_refused_with_a_line_and_not_kept(
    served: Served, step: str, fields: dict[str, str]
) -> None:
    await served.at(step)
    phone = await served.joined(1)
    reply = await phone.answers(key="k", **fields)
    assert 400 <= reply.status_code < 500
    assert reply.json()["line"]
    assert not served.room.state.responses


async def test_without_a_script_the_form_works_and_says_what_became_of_it(served: Served) -> None:
    await served.at("word")
    phone = await served.joined(1)
    phone.client.headers["Accept"] = "text/html"
    reply = await phone.answers(key="", text="Save our pond", counter=0, seen=0)
    assert (reply.status_code, reply.headers["location"]) == (303, "/?said=kept")
    page = await phone.get("/?said=kept")
    assert "Kept. It is on the disk" in page.text
    assert "Save our pond" in page.text
    refused = await phone.answers(key="", text="x" * 41)
    assert refused.status_code == 422
    assert "41" in refused.text


async def test_who_gave_an_answer_sees_how_the_facilitator_corrected_it(served: Served) -> None:
    await served.at("quick")
    phone = await served.joined(1)
    await phone.answers(key="k", words="mud, clam")
    await served.do(Correct(1, Answer(words=(clean("mud"), clean("calm")))))
    mine = (await phone.get("/mine")).json()
    assert "mud, calm" in mine["mine"]
    assert "corrected by the facilitator; kept, the room can see it" in mine["mine"]
    assert 'value="mud, calm"' in mine["prompt"]


async def test_what_is_sent_again_gets_the_same_answer(served: Served) -> None:
    await served.at("word")
    one, two = await served.joined(1), await served.joined(1)
    first = await one.answers(key="a", text="Save our pond")
    beside = await two.answers(key="b", text="Ducks first")
    await served.do(ClosePrompt())
    for phone, key, said in ((one, "a", "kept"), (two, "b", "beside")):
        again = await phone.answers(key=key, text="Whatever")
        assert (again.status_code, again.json()["said"]) == (200, said)
    assert (first.json()["said"], beside.json()["said"]) == ("kept", "beside")
    assert len(served.room.state.responses) == 1
    assert len(served.room.state.responses[1].versions) == 1
    assert len(served.room.state.responses[1].beside) == 1


async def test_an_answer_whose_acknowledgement_was_lost_is_kept_once_by_the_next_server(
    served: Served, tmp_path: Path
) -> None:
    await served.at("order")
    phone = await served.joined(1)
    first = {"place-a": "1", "place-b": "2", "key": "lost", "counter": 1}
    await phone.answers(**first)
    token = dict(phone.client.cookies)
    served.ending.set()
    await served.server
    async with serving_phones(tmp_path / "pond.snog") as again:
        later = again.phone()
        later.client.cookies.update(token)
        reply = await later.answers(**first)
        assert (reply.status_code, reply.json()["said"]) == (200, "kept")
        (response,) = again.room.state.responses.values()
        assert len(response.versions) == 1
        changed = await later.answers(**{"place-a": "2", "place-b": "1", "key": "n", "counter": 2})
        assert changed.json()["said"] == "kept"
        assert len(response.versions) == 2


async def test_nobody_answers_for_somebody_else(served: Served) -> None:
    await served.at("order")
    mine, theirs = await served.joined(1), await served.joined(2)
    await mine.post("/answer", run=1, key="k", participant=theirs.number, group=2, **PLACES)
    (response,) = served.room.state.responses.values()
    assert (response.participant, response.group) == (mine.number, 1)
    stranger = served.phone()
    stranger.client.cookies.update(dict.fromkeys(dict(mine.client.cookies), "A" * 22))
    assert (await stranger.answers(key="k", **PLACES)).status_code == 401


PLACES = {"place-a": "1", "place-b": "2"}


async def test_hands_are_for_the_phone_of_a_whole_group(served: Served) -> None:
    run = await served.at("stance")
    whole, single = await served.joined(1, whole="yes"), await served.joined(2)
    counts = {"count-snog": "1", "count-marry": "", "count-avoid": "3"}
    assert (await single.post("/hands", run=run, key="k", **counts)).status_code == 422
    assert (await whole.post("/hands", run=run, key="k", **counts)).status_code == 200
    assert served.room.state.hands[run, 1].counts == {"snog": 1, "marry": 0, "avoid": 3}


async def test_a_learning_point_is_kept_and_waits(served: Served) -> None:
    await served.at("learn")
    phone, other = await served.joined(1), await served.joined(1)
    fields = {"key": "k", "text": "Say sorry", "verdict": "improve", "lesson": "be-kind"}
    for _ in range(2):
        reply = await phone.post("/point", **fields)
        assert (reply.status_code, reply.json()["ref"]) == (200, "L-01")
        assert "Say sorry" in reply.json()["mine"]
    assert "Say sorry" not in (await other.get("/", Accept="text/html")).text
    await served.do(ReleasePoint(1, released=True))
    assert "Say sorry" in (await other.get("/", Accept="text/html")).text
    assert len(served.room.state.points) == 1


# The pen


async def pens(phone: Phone, run: int, **fields: object) -> tuple[int, dict[str, object]]:
    reply = await phone.post("/pen", run=run, **fields)
    return reply.status_code, reply.json()


async def test_of_two_who_reach_for_the_pen_one_gets_it_and_the_draft_goes_on(
    served: Served,
) -> None:
    run = await served.at("word")
    one, two = await served.joined(1), await served.joined(1)
    assert await pens(one, run, version=0, text="Save our") == (
        200,
        {"version": 1, "holder": one.number, "draft": "Save our"},
    )
    status, now = await pens(two, run, version=0, text="Mine!")
    assert (status, now["draft"], now["holder"]) == (409, "Save our", one.number)
    status, now = await pens(two, run, version=1, text="Mine!")
    assert (status, now["draft"]) == (409, "Save our")
    status, now = await pens(two, run, version=1, take=1)
    assert (status, now["draft"], now["holder"]) == (200, "Save our", two.number)
    assert (await pens(one, run, version=2, text="Still me"))[0] == 409


async def test_an_answer_puts_away_the_draft_of_who_sent_it_and_no_other(served: Served) -> None:
    run = await served.at("word")
    one, two = await served.joined(1), await served.joined(1)
    await pens(one, run, version=0, text="Save our pond")
    await one.answers(key="a", text="Save our pond")
    await until(lambda: draft(served, run, 1).holder is None)
    await pens(two, run, version=2, text="Ducks first")
    await one.answers(key="a", text="Save our pond")  # it comes again
    await one.answers(key="c", text="Save it now", seen=1, counter=2)
    await until(lambda: draft(served, run, 1).version == 3)
    assert (draft(served, run, 1).holder, draft(served, run, 1).text) == (two.number, "Ducks first")


async def test_what_comes_again_leaves_what_was_drafted_since(served: Served) -> None:
    run = await served.at("word")
    phone = await served.joined(1)
    await phone.answers(key="a", text="Save our pond")
    await pens(phone, run, version=0, text="Save our pond, and the ducks")
    await phone.answers(key="a", text="Save our pond")
    assert draft(served, run, 1).text == "Save our pond, and the ducks"


async def test_where_each_writes_alone_there_is_no_pen(served: Served) -> None:
    run = await served.at("order")
    phone = await served.joined(1)
    assert (await pens(phone, run, version=0, text="x"))[0] == 400
    assert (await pens(phone, 99, version=0, text="x"))[0] == 400


# When the laptop cannot keep anything


async def test_when_the_session_was_moved_phones_are_asked_to_keep_what_they_have(
    served: Served, tmp_path: Path
) -> None:
    await served.at("word")
    phone = await served.joined(1)
    (tmp_path / "elsewhere").mkdir()
    served.room.path.rename(tmp_path / "elsewhere" / "pond.snog")
    reply = await phone.client.post(
        "/answer",
        data={"run": 1, "key": "k", "text": "Save our pond"},
        headers={"Origin": served.origin},
    )
    assert reply.status_code == 503
    assert reply.headers["retry-after"]
    assert "tries again" in reply.json()["line"]
    with pytest.raises(Exception, match="not there"):
        await served.server


async def test_what_the_scribe_typed_is_seen_by_the_group(served: Served) -> None:
    run = await served.at("word")
    phone, across = await served.joined(1), await served.joined(2)
    await served.do(Give(run, 1, Answer(text=clean("By word of mouth"))))
    await served.do(DrawPoint(clean("Secret point"), "strength", None, (), ()))
    assert "By word of mouth" in (await phone.get("/", Accept="text/html")).text
    assert "By word of mouth" not in (await across.get("/", Accept="text/html")).text


async def test_a_point_is_shown_with_what_it_speaks_for_and_against(served: Served) -> None:
    await served.at("learn")
    phone = await served.joined(1)
    against: tuple[str, ...]
    for against in (("be-kind",), ("be-quick", "be-kind"), ()):
        lessons = ("be-quick", "be-kind")
        await served.do(DrawPoint(clean("We waited"), "strength", 1, lessons, against=against))
    await served.do(EndSession())
    page = reading.html((await phone.get("/", Accept="text/html")).text).text()
    assert "Speaks for Be quick; against Be kind" in page
    assert "Speaks against Be quick, Be kind" in page
    assert "Speaks for Be quick, Be kind" in page


async def test_a_page_of_another_session_or_person_neither_sends_nor_follows(
    served: Served,
) -> None:
    await served.at("word")
    phone, other = await served.joined(1), await served.joined(1)
    (own,) = set(PAGE.findall((await phone.get("/", Accept="text/html")).text))
    (others,) = set(PAGE.findall((await other.get("/", Accept="text/html")).text))
    yesterdays = f"snogmarry-0123456789ab-{phone.number}"
    for page in (others, yesterdays):
        reply = await phone.answers(key="k", text="Left from yesterday", page=page)
        assert reply.status_code == 401
        assert (await phone.get(f"/mine?page={page}")).status_code == 401
        assert (await phone.get(f"/stream?page={page}")).status_code == 401
    assert not served.room.state.responses
    assert (await phone.get(f"/mine?page={own}")).status_code == 200
    assert (await phone.answers(key="k", text="Of today", page=own)).status_code == 200


PAGE = re.compile(r'(?:data-page|name="page" value)="([^"]*)"')
