"""The summary on phones, once it is shared."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from snogmarry.report.beside import file_of
from snogmarry.session.commands import Back, EndSession, Give, Release, ShareSummary, TakeNote
from snogmarry.session.events import Answer
from snogmarry.text import clean
from tests.report import reading
from tests.web.served import Served


async def test_the_summary_is_for_the_room_and_only_once_it_is_shared(served: Served) -> None:
    run = await served.at("word")
    phone = await served.joined(1, name="Jo")
    await phone.answers(key="k", text="Save our pond")
    await served.do(Give(run, 2, Answer(text=clean("We are listening"))))
    await served.do(TakeNote(clean("The chair is ill")))
    await served.do(Release((1,)))
    assert (await phone.get("/summary")).status_code == 404
    await served.do(EndSession())
    assert (await phone.get("/summary")).status_code == 404
    before = (await phone.get("/", Accept="text/html")).text
    assert 'href="/summary"' not in before
    assert "If the facilitator shares a summary, it comes to this page" in before
    assert "close this page" not in before
    await served.do(ShareSummary(shared=True))
    shared = (await phone.get("/", Accept="text/html")).text
    assert 'href="/summary"' in shared
    assert "you can close this page" in shared
    assert (await served.phone().get("/summary")).status_code == 401
    page = await phone.get("/summary")
    assert page.status_code == 200
    assert "Save our pond" in page.text
    assert "We are listening" not in page.text
    assert "The chair is ill" not in page.text
    await served.do(Back())
    assert "The workshop goes on" in (await phone.get("/summary")).text
    await served.do(EndSession())
    assert (await phone.get("/summary")).status_code == 200
    await served.do(ShareSummary(shared=False))
    assert (await phone.get("/summary")).status_code == 404


async def test_its_one_style_is_let_in_by_its_digest_and_nothing_else(served: Served) -> None:
    await served.at("word")
    phone = await served.joined(1)
    await served.do(EndSession())
    await served.do(ShareSummary(shared=True))
    page = await phone.get("/summary")
    (style,) = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page.headers.get_list("content-security-policy")
    assert len(policy) == 1
    assert f"style-src 'sha256-{digest}';" in policy[0]
    assert "unsafe" not in policy[0]
    assert " style=" not in page.text
    assert page.headers["x-frame-options"] == "DENY"
    other = await phone.get("/", Accept="text/html")
    assert "style-src 'self';" in other.headers["content-security-policy"]


async def test_it_follows_what_is_released_later(served: Served) -> None:
    await served.at("word")
    phone = await served.joined(1)
    await phone.answers(key="k", text="Save our pond")
    await served.do(EndSession())
    await served.do(ShareSummary(shared=True))
    assert "Save our pond" not in (await phone.get("/summary")).text
    await served.do(Release((1,)))
    assert "Save our pond" in (await phone.get("/summary")).text


async def test_all_who_ask_at_once_get_the_same_while_the_session_goes_on(served: Served) -> None:
    await served.at("word")
    phones = [await served.joined(1) for _ in range(6)]
    await phones[0].answers(key="k", text="Save our pond")
    await served.do(Release((1,)))
    await served.do(EndSession())
    await served.do(ShareSummary(shared=True))
    asking = [asyncio.ensure_future(phone.get("/summary")) for phone in phones]
    for number in range(10):
        await served.do(TakeNote(clean(f"Note {number}")))
    pages = [page.text for page in await asyncio.gather(*asking)]
    assert len(set(pages)) <= 2
    assert all("Save our pond" in page for page in pages)


async def test_on_a_phone_what_matters_is_first_and_what_is_long_is_folded(served: Served) -> None:
    await served.at("word")
    phone = await served.joined(1)
    await phone.answers(key="k", text="Save our pond")
    await served.do(Release((1,)))
    await served.do(EndSession())
    await served.do(ShareSummary(shared=True))
    page = reading.html((await phone.get("/summary")).text)
    headings = [heading.attributes["id"] for heading in page.all("h2")]
    assert headings[:4] == ["glance", "lessons", "loose", "actions"]
    links = [link.attributes["href"] for link in page.all("nav")[0].all("a")]
    assert links == [f"#{heading}" for heading in headings]
    folded = {part.all("h2")[0].attributes["id"]: part for part in page.all("details")}
    assert set(folded) == {"coverage", "timeline", "feed", "responses"}
    assert "Save our pond" in folded["responses"].text()
    assert not any("open" in part.attributes for part in folded.values())
    assert [a.attributes["href"] for back in page.classed("back") for a in back.all("a")] == [
        "/",
        "/",
    ]


async def test_it_has_the_words_beside_the_session_and_follows_them(served: Served) -> None:
    await served.at("word")
    phone = await served.joined(1)
    await served.do(EndSession())
    await served.do(ShareSummary(shared=True))
    beside = file_of(served.room.path)
    for words in ("What we make of it", "What we make of it now"):
        beside.write_text(f"# Conclusions\n{words}.\n", encoding="utf-8")
        assert f"{words}." in (await phone.get("/summary")).text
    beside.write_text("nonsense before any heading", encoding="utf-8")
    page = await phone.get("/summary")
    assert page.status_code == 200
    assert "What we make of it" not in page.text
    beside.unlink()


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for Python")
async def test_one_that_cannot_be_made_is_tried_once_for_all_who_wait_and_its_cause_is_logged(
    served: Served,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await served.at("word")
    phones = [await served.joined(1) for _ in range(4)]
    await served.do(EndSession())
    await served.do(ShareSummary(shared=True))
    python, begun = tmp_path / "python", tmp_path / "begun"
    python.write_text(f"#!/bin/sh\necho x >> {begun}\necho KeyError in votes.py >&2\nexit 3\n")
    python.chmod(0o755)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", str(python))
        pages = await asyncio.gather(*(phone.get("/summary") for phone in phones))
        pages.append(await phones[0].get("/summary"))
    assert {page.status_code for page in pages} == {503}
    assert all("The summary cannot be shown just now." in page.text for page in pages)
    assert begun.read_text() == "x\n"
    assert "KeyError in votes.py" in caplog.text
    page = pages[0]
    while page.status_code in {429, 503}:  # until what failed has rested
        page = await phones[0].get("/summary")
    assert page.status_code == 200


def test_why_one_is_not_made_is_told_without_anybodys_words(tmp_path: Path) -> None:
    session = tmp_path / "what-they-said.snog"
    command = [sys.executable, "-m", "snogmarry.web.summary", str(session)]
    made = subprocess.run(command, check=False, capture_output=True, text=True)
    assert made.returncode == 1
    assert "Missing" in made.stderr
    assert "read_events" in made.stderr
    assert "what-they-said" not in made.stderr
