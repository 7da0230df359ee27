"""Hostile requests: each gets a clean refusal, and changes nothing."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from snogmarry.journal.reading import read_events
from snogmarry.web.connection import Connection
from snogmarry.web.guard import HEADERS, PAGE_HEADERS
from snogmarry.web.rendering import pages
from tests.web.served import Phone, Served, raw, said

POSTS = ("/join", "/back", "/answer", "/hands", "/point", "/pen", "/writing")
GETS = ("/", "/j", "/j/BDGHJK", "/J/BDGHJK", "/back", "/stream", "/mine", "/summary", "/nowhere")
FORM = "application/x-www-form-urlencoded"


def request(served: Served, method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    given = {"Host": served.host, "Origin": served.origin, "Connection": "close"}
    if method == "POST":
        given |= {"Content-Type": FORM, "Content-Length": str(len(body))}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{method} {path} HTTP/1.1", *(f"{n}: {v}" for n, v in given.items() if v), "", ""]
    return "\r\n".join(lines).encode() + body


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


@pytest.mark.parametrize("path", [*POSTS, *GETS])
async def test_every_answer_has_its_headers_and_none_lets_other_sites_in(
    served: Served, path: str
) -> None:
    for method in ("GET", "POST", "DELETE"):
        async with raw(served.port) as (reader, writer):
            writer.write(request(served, method, path))
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        assert "\r\nserver: snogmarry\r\n" in head
        for name, value in (HEADERS | PAGE_HEADERS).items():
            assert f"\r\n{name}: {value}\r\n".lower() in head
        assert "access-control" not in head
        assert "date:" not in head


async def test_scripts_and_styles_have_only_the_headers_that_mean_something_to_them(
    served: Served,
) -> None:
    parts = [path for path in pages().static if path.endswith((".js", ".css"))]
    assert parts
    async with httpx.AsyncClient(base_url=served.origin) as client:
        for part in parts:
            headers = (await client.get(part)).headers
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert not any(name in headers for name in PAGE_HEADERS)


async def test_what_is_no_http_gets_a_refusal_with_the_same_headers(served: Served) -> None:
    answer = await said(served.port, b"\x16\x03\x01 hello\r\n\r\n")
    assert status(answer) == 400
    assert b"server: snogmarry" in answer.lower()
    assert b"default-src 'none'" in answer


@pytest.mark.parametrize("path", [*POSTS, *GETS])
async def test_only_the_names_of_this_machine_are_answered(served: Served, path: str) -> None:
    method = "POST" if path in POSTS and path != "/back" else "GET"
    for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1", "", "[::1]", "a@b"):
        answer = await said(served.port, request(served, method, path, Host=host))
        assert status(answer) in {400, 421}, host
    doubled = request(served, method, path).replace(
        b"\r\nHost:", b"\r\nHost: evil.example\r\nHost:", 1
    )
    assert status(await said(served.port, doubled)) in {400, 421}


@pytest.mark.parametrize("path", POSTS)
async def test_only_pages_of_this_server_may_send(served: Served, path: str) -> None:
    before = served.room.state.head
    for origin in ("", "null", "http://evil.example", f"https://{served.host}", "http://127.0.0.1"):
        answer = await said(served.port, request(served, "POST", path, b"code=x", Origin=origin))
        assert status(answer) == 403, origin
    kinds = ("", "text/plain", "application/json", "multipart/form-data; boundary=x")
    for kind in kinds:
        answer = await said(served.port, request(served, "POST", path, b"a=b", Content_Type=kind))
        assert status(answer) == 415, kind
    assert served.room.state.head == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
async def test_other_methods_do_nothing(served: Served, method: str) -> None:
    for path in ("/", "/join", "/answer", "/stream"):
        answer = await said(served.port, request(served, method, path))
        assert 400 <= status(answer) < 500, (method, path)


HOSTILE: tuple[bytes, ...] = (
    b"",
    b"=",
    b"&&&&&&",
    b"%",
    b"%zz=%zz",
    b"run=%ff%fe",
    "run=é".encode(),
    b"run=1" + b"&a=b" * 200,
    b"run=-1",
    b"run=99999999999999999999",
    b"run=%D9%A1&key=k",
    b"run=1&key=" + b"k" * 65 + b"&text=a",
    b"run=1&key=%00&text=a",
    b"run=1&key=%3Cscript%3E&text=a",
    b"run=1.5&key=k",
    b"run=0&key=k&text=a",
    b"run=7&key=k&text=a",
    b"run=1&key=k&text=",
    b"run=1&key=k&text=%00%1b",
    b"run=1&key=k&text=" + b"a" * 1001,
    b"run=1&key=k&text=" + b"a" * 65_000,
    b"run=1&key=k&option=avoid",
    b"run=1&key=k&number=nan",
    b"run=1&key=k&words=a",
    b"run=1&key=k&text=a&counter=x",
    b"run=1&key=k&text=a&people=9999999999",
    b"run=1&version=x&take=1",
    b"run=1&version=0&text=" + b"a" * 20_000,
    b"run=1&version=0&text=" + b"%E0%A5%98" * 7_000,
    b"code=%00&group=9",
    b"personal=%F0%9F%92%A9",
    b"verdict=strength&key=k&text=a&lesson=nowhere",
    b"verdict=other&key=k&text=a",
)


@pytest.mark.parametrize("path", POSTS)
async def test_hostile_forms_get_a_clean_refusal_and_change_nothing(
    served: Served, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    await served.at("word")
    phone, stranger = await served.joined(1), served.phone()
    before = read_events(served.room.path)
    if path == "/writing":  # is no history
        assert (await post(phone, path, HOSTILE[3])).status_code == 400
        return
    for sender in (phone, stranger):
        for body in HOSTILE:
            reply = await post(sender, path, body)
            code = reply.status_code
            draft = path == "/pen" and b"version=0" in body
            redirected = path == "/join" and sender is phone
            assert 400 <= code < 500 or redirected or draft, (code, body[:60])
            assert b"\x00" not in reply.content
    assert read_events(served.room.path) == before
    assert not caplog.records


async def post(phone: Phone, path: str, body: bytes) -> httpx.Response:
    headers = {"Origin": phone.served.origin, "Content-Type": FORM}
    return await phone.client.post(path, content=body, headers=headers)


async def test_bodies_have_an_end(served: Served) -> None:
    phone = await served.joined(1)
    cookie = "; ".join(f"{n}={v}" for n, v in phone.client.cookies.items())
    large = request(served, "POST", "/answer", Content_Length="70000", Cookie=cookie)
    assert status(await said(served.port, large)) == 413
    for length in ("-1", "1e3", "9" * 40):
        odd = request(served, "POST", "/answer", Content_Length=length, Cookie=cookie)
        assert 400 <= status(await said(served.port, odd)) < 500
    chunked = request(
        served, "POST", "/answer", Content_Length="", Transfer_Encoding="chunked", Cookie=cookie
    )
    flood = b"".join(b"1000\r\n" + b"a" * 0x1000 + b"\r\n" for _ in range(20))
    assert status(await said(served.port, chunked + flood + b"0\r\n\r\n")) == 413


async def test_a_form_that_does_not_arrive_is_not_waited_for(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    from snogmarry.web import forms

    monkeypatch.setattr(forms, "_PATIENCE", 0.1)
    slow = request(served, "POST", "/join", Content_Length="100") + b"code="
    assert status(await said(served.port, slow)) == 408


async def test_long_addresses_and_heads_without_end_are_refused(served: Served) -> None:
    for path in ("/" + "a" * 300, "/?" + "a" * 300, "/j/" + "%C3%A9" * 300):
        assert status(await said(served.port, request(served, "GET", path))) == 414
    async with raw(served.port) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\n")
        try:
            for number in range(2_000):
                writer.write(b"X-%d: %s\r\n" % (number, b"a" * 500))
                await writer.drain()
            answer = await reader.read()
        except ConnectionError:
            answer = b""
    assert status(answer) in {0, 400}


async def test_hostile_paths_are_no_pages(served: Served) -> None:
    for path in (
        "/static/../server.py",
        "/static/%2e%2e%2fserver.py",
        "/static/",
        "/static/page.css",
        "//evil.example/",
        "/desk",
        "/admin",
        "/docs",
        "/openapi.json",
        "/%00",
        "/mine/",
    ):
        assert status(await said(served.port, request(served, "GET", path))) in {400, 404}, path


async def test_of_who_asked_and_with_what_nothing_is_kept(
    served: Served, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = await served.joined(1, name="Jo")
    phone.client.headers["User-Agent"] = "Phone-of-Jo/1.0"
    phone.client.headers["X-Forwarded-For"] = "203.0.113.77"
    await served.at("word")
    await phone.answers(key="k", text="Save our pond")
    await phone.post("/pen", run=1, version=0, text="Ducks")
    async with phone.stream() as stream:
        await stream.snapshot()
    scratch = "".join(str(entry) for entry in served.room.scratch.values())
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir()) + scratch.encode()
    for secret in ("Phone-of-Jo", "203.0.113.77", "127.0.0.1", phone.token):
        assert secret.encode() not in kept
        ours = [
            r.getMessage() for r in caplog.records if not r.name.startswith(("http", "asyncio"))
        ]
        assert secret not in "".join(ours)


async def test_a_flood_of_one_phone_is_slowed_and_others_are_not(served: Served) -> None:
    await served.at("word")
    flooding, other = await served.joined(1), await served.joined(2)
    statuses = set()
    for _ in range(60):
        statuses.add((await post(flooding, "/writing", urlencode({"run": 1}).encode())).status_code)
    assert statuses == {204, 429}
    assert (await other.answers(key="k", text="Fair")).status_code == 200


async def test_a_phone_that_asks_for_pages_without_end_is_slowed_and_others_are_not(
    served: Served,
) -> None:
    flooding, other = await served.joined(1), await served.joined(2)
    statuses = {(await flooding.get(path)).status_code for path in ("/", "/mine") * 130}
    assert statuses == {200, 429}
    assert (await other.get("/mine")).status_code == 200


async def test_a_connection_that_sends_no_whole_request_ends(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Connection, "patience", 0.2)
    head = request(served, "POST", "/answer", Content_Type="text/plain", Content_Length="9999")
    head = head.replace(b"Connection: close\r\n", b"")
    for first, more in ((head, b"x"), (b"\r\n", b"\r\n")):
        async with raw(served.port) as (reader, writer):
            writer.write(first)
            ended = asyncio.ensure_future(reader.read())
            while not ended.done():
                with suppress(ConnectionError):
                    writer.write(more)
                    await writer.drain()
                await asyncio.wait([ended], timeout=0.02)
            with suppress(ConnectionError):
                await ended
