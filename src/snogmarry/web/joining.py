"""Joining, and coming back with a personal code."""

from __future__ import annotations

from http import HTTPStatus
from time import monotonic

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from snogmarry.phones.code import normalise
from snogmarry.session.commands import Join, Return
from snogmarry.session.state import Session
from snogmarry.text import clean_line
from snogmarry.web import forms
from snogmarry.web.forms import BadForm, Form
from snogmarry.web.identity import PERSONAL, digest, is_token, new_token, personal_code
from snogmarry.web.showing import html
from snogmarry.web.workshop import Workshop, workshop

KEPT = 14 * 24 * 3_600
"""Seconds for which a phone remembers who it is."""
_WRONG = "That is not the code on the screen. Look again, or scan the square code."
_WRONG_PERSONAL = "Nobody here has that personal code. It stands at the foot of your page."
_TOO_MANY = "Too many wrong codes were tried. Wait a minute, then try again."


async def arrive(request: Request) -> Response:
    """The page to join on, with the code filled in if the address carries one."""
    here = workshop(request)
    if _is_in(here, request):
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    code = normalise(request.path_params.get("code", ""))
    return _page(request, Form([("code", code)]))


async def join(request: Request) -> Response:
    """Take somebody in."""
    here = workshop(request)
    if _is_in(here, request):
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    form = await forms.read(request)
    try:
        _let_try(here, request)
        code = normalise(form.one("code"))
        if not code or code != here.room.state.code:
            raise _wrong(here, request, _WRONG)
        token = _token(here, _offered(here, request))
        command = Join(
            code,
            digest(token),
            digest(personal_code(token)),
            _group(here.room.state, form),
            forms.name(form),
            whole=form.one("whole") == "yes",
        )
        await here.do(command)
    except BadForm as refused:
        return _page(request, form, str(refused), refused.status)
    return _welcome(here, token)


async def back(request: Request) -> Response:
    """The page to come back on, by the personal code."""
    return html("back", line="", code="", session=workshop(request).room.state)


async def come_back(request: Request) -> Response:
    """Let somebody be who they were."""
    here = workshop(request)
    form = await forms.read(request)
    try:
        _let_try(here, request)
        code = normalise(form.one("personal"), PERSONAL)
        if digest(code) not in here.room.state.rejoins:
            raise _wrong(here, request, _WRONG_PERSONAL)
        token = _token(here)
        await here.do(Return(digest(code), digest(token), digest(personal_code(token))))
    except BadForm as refused:
        page = {"line": str(refused), "code": clean_line(form.one("personal"))[:20]}
        return html("back", refused.status, session=here.room.state, **page)
    return _welcome(here, token)


def _is_in(here: Workshop, request: Request) -> bool:
    found = here.known(request)
    return found is not None and not found.removed


def _offered(here: Workshop, request: Request) -> str:
    """What the phone would be known by; nothing if that is somebody who was taken out."""
    return "" if here.known(request) is not None else here.token(request) or ""


def _let_try(here: Workshop, request: Request) -> None:
    """Raise `BadForm` while no code may be tried from there."""
    now = monotonic()
    lets = here.guessing.lets_try(_address(request), here.room.state.code, now)
    if not lets or not here.arrivals.spend(now):
        raise BadForm(_TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS)


def _wrong(here: Workshop, request: Request, line: str) -> BadForm:
    here.guessing.wrong(_address(request), monotonic())
    return BadForm(line, HTTPStatus.FORBIDDEN)


def _address(request: Request) -> str:
    return "" if request.client is None else request.client.host


def _token(here: Workshop, offered: str = "") -> str:
    """What the phone will be known by: the same if it sends the same form twice.

    One whose personal code is nobody else's.
    """
    token = offered if is_token(offered) else new_token()
    while digest(personal_code(token)) in here.room.state.rejoins:
        token = new_token()
    return token


def _group(session: Session, form: Form) -> int | None:
    if form.one("group") in {"", "any"}:
        return None
    number = form.number("group")
    if number not in session.groups:
        raise BadForm("That group is not there any more. Choose another.")
    return number


def _page(
    request: Request, form: Form, line: str = "", status: HTTPStatus = HTTPStatus.OK
) -> Response:
    here = workshop(request)
    response = html(
        "join",
        status,
        session=here.room.state,
        line=line,
        code=clean_line(form.one("code"))[:40],
        name=clean_line(form.one("name"))[:200],
        group=form.one("group"),
        whole=form.one("whole") == "yes",
    )
    # Offered before joining, so that a form that is sent twice joins once.
    if not is_token(_offered(here, request)):
        _remember(here, response, new_token())
    return response


def _welcome(here: Workshop, token: str) -> Response:
    response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    _remember(here, response, token)
    return response


def _remember(here: Workshop, response: Response, token: str) -> None:
    response.set_cookie(here.cookie, token, max_age=KEPT, path="/", httponly=True, samesite="lax")
