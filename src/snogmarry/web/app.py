"""The participants' pages as an ASGI application. There is no page for a facilitator here."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from snogmarry.web import answering, joining, showing
from snogmarry.web.forms import BadForm
from snogmarry.web.guard import STREAM, Guard
from snogmarry.web.streaming import Streaming
from snogmarry.web.workshop import NotJoined, Workshop

log = logging.getLogger(__name__)


def application(here: Workshop, hosts: Callable[[], frozenset[str]]) -> ASGIApp:
    """The pages of a workshop. `hosts`: what requests may call this server."""
    app = Starlette(
        routes=[
            Route("/", showing.page),
            Route("/j", joining.arrive),
            Route("/j/{code}", joining.arrive),
            Route("/J/{code}", joining.arrive),
            Route("/join", joining.join, methods=["POST"]),
            Route("/back", joining.back),
            Route("/back", joining.come_back, methods=["POST"]),
            Route(STREAM, Streaming(), methods=["GET"]),
            Route("/mine", showing.mine),
            Route("/summary", showing.summary),
            Route("/answer", answering.answer, methods=["POST"]),
            Route("/hands", answering.hands, methods=["POST"]),
            Route("/point", answering.point, methods=["POST"]),
            Route("/pen", answering.pen, methods=["POST"]),
            Route("/writing", answering.writing, methods=["POST"]),
            Route("/static/{name}", showing.static),
        ],
        exception_handlers={
            BadForm: showing.refused,
            NotJoined: showing.not_joined,
            HTTPException: _plain,
            Exception: _mishap,
        },
    )
    app.router.redirect_slashes = False
    app.state.workshop = here
    return Guard(app, hosts)


async def _plain(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    line = {
        HTTPStatus.NOT_FOUND: "There is no such page.",
        HTTPStatus.METHOD_NOT_ALLOWED: "That cannot be done with this page.",
    }.get(HTTPStatus(status), "That was not understood.")
    return await showing.refused(request, BadForm(line, HTTPStatus(status)))


async def _mishap(request: Request, error: Exception) -> Response:
    """What nobody expected: where it happened goes to the log, and the phone tries again later."""
    # Not the message, which may quote people.
    stack = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s\n%s", type(error).__name__, stack)
    line = "Something went wrong on the laptop. What you had sent before is kept."
    return await showing.refused(request, BadForm(line, HTTPStatus.INTERNAL_SERVER_ERROR))
