"""Whole pages, what one participant gave, and the files that pages are made with."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from snogmarry.phones.code import spaced
from snogmarry.phones.drafts import draft
from snogmarry.scenario.models import Ask, Vote
from snogmarry.session.answered import in_words
from snogmarry.session.state import Participant, Session
from snogmarry.web.forms import BadForm, fields
from snogmarry.web.identity import new_token, personal_code
from snogmarry.web.rendering import Static, pages
from snogmarry.web.summary import Made
from snogmarry.web.views.group import group_view
from snogmarry.web.views.person import beside_view, current_answer, mine_view
from snogmarry.web.views.room import clock_view, feed_view, progress_line, shown_view, step_view
from snogmarry.web.views.side import audience, card_view, prompt_view
from snogmarry.web.workshop import TakenOut, Workshop, workshop

SAID = {
    "kept": "Kept. It is on the disk of the laptop.",
    "late": "Kept. It came after the closing and is marked late.",
    "beside": "Kept beside your group's answer, which somebody changed meanwhile.",
}
"""What a page says after a form was sent without a script."""


def html(template: str, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> HTMLResponse:
    """A page from a template."""
    return HTMLResponse(pages().render(template, **values), status)


async def page(request: Request) -> Response:
    """The participant's page, or the one to join on."""
    here = workshop(request)
    participant = here.known(request)
    if participant is None:
        return RedirectResponse("/j", HTTPStatus.SEE_OTHER)
    here.participant(request)
    said = SAID.get(request.query_params.get("said", ""), "")
    return participants_page(here, request, participant, said=said)


def participants_page(
    here: Workshop,
    request: Request,
    participant: Participant,
    *,
    said: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """The page as it stands now; `said` is a line about what was just sent."""
    session = here.room.state
    seen_by = audience(session, participant)
    token = here.token(request) or ""
    code = personal_code(token)
    now = draft(here.room.scratch, session.current or 0, participant.group)
    whole = html(
        "page",
        status,
        session=session,
        participant=participant,
        page=here.page_of(participant),
        group=session.groups[participant.group].name,
        personal=f"{code[:4]} {code[4:]}",
        code=spaced(session.code),
        newest=here.hub.newest(participant.number),
        said=said,
        key=new_token(),
        clock=clock_view(session, here.room.now()),
        step=step_view(session),
        progress=progress_line(session),
        shown=shown_view(session),
        posts=feed_view(session),
        card=card_view(session, seen_by.side),
        prompt=prompt_view(session, seen_by),
        current=current_answer(session, participant),
        ours=group_view(session, participant.group, now),
        mine=mine_view(session, participant.number),
    )
    return _small(request, whole)


def _small(request: Request, response: Response) -> Response:
    """The same, compressed if the browser takes that: briefs and a feed are long."""
    response.headers["Vary"] = "Accept-Encoding"
    if "gzip" in request.headers.get("accept-encoding", ""):
        response.body = gzip.compress(response.body, compresslevel=5, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.body))
    return response


async def mine(request: Request) -> Response:
    """What the participant gave, and the form with it filled in."""
    here = workshop(request)
    return JSONResponse(personal(here, here.participant(request)))


def personal(here: Workshop, participant: Participant) -> dict[str, object]:
    """The regions of the page that are one participant's alone."""
    session = here.room.state
    prompt = prompt_view(session, audience(session, participant))
    current = current_answer(session, participant)
    return {
        "newest": here.hub.newest(participant.number),
        "mine": pages().render("parts/mine", mine=mine_view(session, participant.number)),
        "prompt": pages().render("parts/prompt", prompt=prompt, current=current),
        "promptKey": "none" if prompt is None else prompt.key,
        "beside": _beside(session, participant),
    }


def _beside(session: Session, participant: Participant) -> dict[str, object] | None:
    """What is offered to become the group's answer after all, with the fields to send."""
    version = beside_view(session, participant)
    if version is None or session.run is None:
        return None
    step = session.step_of(session.run.step)
    assert isinstance(step, Ask | Vote)  # noqa: S101 - others have no answers
    run = session.run.number
    sent = [("run", str(run)), ("people", str(version.people)), *fields(step, version.answer)]
    words = in_words(step, version.answer)
    return {"run": run, "seq": version.seq, "words": words, "fields": sent}


async def summary(request: Request) -> Response:
    """What the room has come to, if the facilitator shares it."""
    here = workshop(request)
    here.participant(request)
    made = await here.summary.of(here.room)
    headers = {"Content-Security-Policy": made.policy}
    return _shorter(request, made, "text/html; charset=utf-8", headers)


async def static(request: Request) -> Response:
    """A file that belongs to the pages; its name changes with it."""
    found = pages().static.get(request.url.path)
    if found is None:
        raise BadForm("There is no such file.", HTTPStatus.NOT_FOUND)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return _shorter(request, found, found.kind, headers)


def _shorter(
    request: Request, found: Static | Made, kind: str, headers: dict[str, str]
) -> Response:
    """What is kept packed, packed if the browser can unpack it."""
    headers["Vary"] = "Accept-Encoding"
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(found.zipped, media_type=kind, headers=headers)
    return Response(found.body, media_type=kind, headers=headers)


def wants_json(request: Request) -> bool:
    """Whether a script asked, which puts the answer into the page itself."""
    return "application/json" in request.headers.get("accept", "")


async def refused(request: Request, error: Exception) -> Response:
    """One line on why a request was not taken."""
    assert isinstance(error, BadForm)  # noqa: S101 - it is registered for these
    headers = {"Retry-After": "2"} if error.status in _LATER else None
    session = workshop(request).room.state
    gone = isinstance(error, TakenOut)
    if wants_json(request):
        more = {"joining": session.joining} if gone else {}
        return JSONResponse({"line": str(error), **more}, error.status, headers)
    written = request.method == "POST"
    page = {"line": str(error), "session": session, "written": written and not gone, "gone": gone}
    return html("message", error.status, **page)


_LATER = {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}


async def not_joined(request: Request, _: Exception) -> Response:
    """To the page to join on, or, for a script, the word that this is needed."""
    if wants_json(request):
        return JSONResponse({"line": "Join first."}, HTTPStatus.UNAUTHORIZED)
    if request.method in {"GET", "HEAD"}:
        return RedirectResponse("/j", HTTPStatus.SEE_OTHER)
    line = "This phone has not joined, or has forgotten it. Join, or come back with your code."
    session = workshop(request).room.state
    status = HTTPStatus.UNAUTHORIZED
    return html("message", status, line=line, session=session, written=True, gone=False)
