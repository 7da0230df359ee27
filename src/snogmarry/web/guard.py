"""The gate before every page: who may ask for it, how much may be sent, what browsers may do."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 64 * 1024
"""Bytes: room for the longest answer in any script, percent-encoded."""
MOST_PATH = 256
FORM = "application/x-www-form-urlencoded"
SAFE = frozenset({"GET", "HEAD"})
STREAM = "/stream"


def policy(style: str = "'self'") -> str:
    """What a page may load: only what this server sends."""
    return (
        f"default-src 'none'; script-src 'self'; style-src {style}; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer", with which browsers hide the origin of a form that is sent.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer has, unless its page says otherwise."""
PAGE_HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What has them besides: all but scripts and styles, to which they mean nothing."""
_PARTS = ("text/javascript", "text/css")


class Guard:
    """Refuses what no page of ours would ask, and marks what goes out."""

    def __init__(self, app: ASGIApp, hosts: Callable[[], frozenset[str]]) -> None:
        """`hosts`: what a request may call this server, such as `192.168.1.23:8765`."""
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                part = headers.get("content-type", "").startswith(_PARTS)
                for name, value in (HEADERS if part else HEADERS | PAGE_HEADERS).items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, marked)
        else:
            status, line = refusal
            await PlainTextResponse(f"{line}\n", status)(scope, receive, marked)

    def _refusal(self, scope: Scope) -> tuple[HTTPStatus, str] | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        origins = headers.getlist("origin")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts():
            return HTTPStatus.MISDIRECTED_REQUEST, "This address is not that of the workshop."
        own = [f"http://{hosts[0].lower()}"]
        safe = scope["method"] in SAFE
        ours = [origin.lower() for origin in origins] == own
        if not ours and (not safe or (origins and scope["path"] == STREAM)):
            return HTTPStatus.FORBIDDEN, "Pages of other sites may not do this."
        if len(scope["path"]) > MOST_PATH or len(scope.get("query_string", b"")) > MOST_PATH:
            return HTTPStatus.REQUEST_URI_TOO_LONG, "That address is too long."
        return None if safe else _unfit(headers)


def _unfit(headers: Headers) -> tuple[HTTPStatus, str] | None:
    """Why the body of a request is not taken, as far as its headers tell."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Only forms are taken here."
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdecimal():
        return HTTPStatus.BAD_REQUEST, "The length of the form is no number."
    if len(length) > 9 or int(length) > MOST_BODY:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "That is too much text for one answer."
    return None
