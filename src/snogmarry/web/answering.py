"""What participants send: answers, counts, learning points, the pen and drafts."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from snogmarry.journal.errors import JournalError
from snogmarry.journal.protocol import draft_of
from snogmarry.journal.wishes import Carried
from snogmarry.phones import drafts
from snogmarry.phones.drafts import Draft
from snogmarry.room import RoomClosed
from snogmarry.scenario.models import Ask, Vote
from snogmarry.session.commands import Refused, Send, SendHands, SendPoint
from snogmarry.session.state import Kept, Participant
from snogmarry.text import ANSWER_LIMIT, EMPTY, SafeText, clean
from snogmarry.web import forms
from snogmarry.web.forms import BadForm, Form
from snogmarry.web.showing import SAID, personal, wants_json
from snogmarry.web.workshop import Workshop, workshop

DRAFT_LIMIT = 10 * ANSWER_LIMIT
"""Characters that a draft may have: what is too long for an answer is not lost."""


async def answer(request: Request) -> Response:
    """Take an answer."""
    here, participant, form = await _sent(request)
    step = _step(here, form)
    run = form.number("run")
    try:
        given = forms.answer(step, form)
    except Refused as refused:
        raise BadForm(str(refused), HTTPStatus.UNPROCESSABLE_ENTITY) from None
    key = forms.key(form)
    command = Send(
        participant.number,
        key,
        run,
        given,
        counter=form.number("counter", default=0),
        seen=form.number("seen", default=0),
        people=form.number("people", default=1),
    )
    carried = await here.do(command)
    if step.by == "group":
        await _put_draft_away(here, run, participant, given.text or EMPTY, again=not carried)
    return _kept(here, request, participant, key, carried)


async def hands(request: Request) -> Response:
    """Take a show of hands from one phone for a whole group."""
    here, participant, form = await _sent(request)
    counts = forms.counts(_step(here, form), form)
    key = forms.key(form)
    command = SendHands(participant.number, key, form.number("run"), counts)
    return _kept(here, request, participant, key, await here.do(command))


async def point(request: Request) -> Response:
    """Take a learning point."""
    here, participant, form = await _sent(request)
    verdict = form.one("verdict")
    if verdict not in {"strength", "improve"}:
        raise BadForm("Say whether to do it again or otherwise.", HTTPStatus.UNPROCESSABLE_ENTITY)
    key = forms.key(form)
    command = SendPoint(
        participant.number,
        key,
        clean(form.one("text")),
        "strength" if verdict == "strength" else "improve",
        tuple(dict.fromkeys(form.all("lesson"))),
    )
    return _kept(here, request, participant, key, await here.do(command))


async def pen(request: Request) -> Response:
    """Take the pen of one's group, with the draft as it stands, or save what was drafted.

    Compares versions: of two who change the same draft at once, one is told so (409), with the
    draft as it stands then. Only who holds the pen saves, or takes it by doing so if nobody does.
    """
    here, participant, form = await _sent(request)
    run, group, version = form.number("run"), participant.group, form.number("version")
    if _step(here, form).by != "group":
        raise BadForm("Here each writes alone.")
    now = drafts.draft(here.room.scratch, run, group)
    takes = bool(form.one("take"))
    text = now.text if takes else clean(form.one("text"))
    if len(text) > DRAFT_LIMIT:
        raise BadForm("That is too long for a draft.", HTTPStatus.UNPROCESSABLE_ENTITY)
    if version != now.version and now.version:
        return _draft(now, HTTPStatus.CONFLICT)
    if not takes and now.holder not in {None, participant.number}:
        return _draft(now, HTTPStatus.CONFLICT)
    try:
        noted = drafts.noted(participant.number, text)
        jotted = await here.room.jot(draft_of(run, group), noted, version)
    except ValueError:
        raise BadForm("That is too long for a draft.", HTTPStatus.UNPROCESSABLE_ENTITY) from None
    except (JournalError, RoomClosed):
        raise BadForm(
            "The laptop cannot keep the draft just now.", HTTPStatus.SERVICE_UNAVAILABLE
        ) from None
    status = HTTPStatus.OK if jotted.taken else HTTPStatus.CONFLICT
    return _draft(drafts.read(jotted.now), status)


def _draft(now: Draft, status: HTTPStatus) -> Response:
    values = {"version": now.version, "holder": now.holder, "draft": now.text}
    return JSONResponse(values, status)


async def writing(request: Request) -> Response:
    """Note that somebody has begun to write."""
    here, participant, form = await _sent(request)
    here.attendance.writes(participant.number, form.number("run"))
    return Response(status_code=HTTPStatus.NO_CONTENT)


async def _sent(request: Request) -> tuple[Workshop, Participant, Form]:
    here = workshop(request)
    participant = here.sender(request)
    return here, participant, await forms.read(request)


def _step(here: Workshop, form: Form) -> Ask | Vote:
    session = here.room.state
    run = form.number("run")
    if not 1 <= run <= len(session.runs):
        raise BadForm("That step has not run.")
    step = session.step_of(session.runs[run - 1].step)
    if not isinstance(step, Ask | Vote):
        raise BadForm("That step takes no answers.")
    return step


async def _put_draft_away(
    here: Workshop, run: int, participant: Participant, sent: SafeText, *, again: bool
) -> None:
    """What was a draft is an answer now, and nobody holds the pen.

    Not the draft of somebody else who has the pen by now; and when an answer comes `again`, not
    what its writer has drafted since.
    """
    group = participant.group
    now = drafts.draft(here.room.scratch, run, group)
    if now.holder != participant.number or (again and now.text not in {sent, EMPTY}):
        return
    with suppress(JournalError, RoomClosed):  # the answer is kept, which is what counts
        await here.room.jot(draft_of(run, group), drafts.noted(None, EMPTY), now.version)


def _kept(
    here: Workshop, request: Request, participant: Participant, key: str, carried: Carried
) -> Response:
    """Say that something is on the disk; the same for something that came a second time."""
    kept = here.room.state.kept.get((participant.number, key), Kept("", "kept"))
    if not wants_json(request):
        return RedirectResponse(f"/?said={kept.fate}", HTTPStatus.SEE_OTHER)
    values = personal(here, participant) | {
        "said": kept.fate,
        "line": SAID[kept.fate],
        "ref": kept.ref,
    }
    if carried:
        values["newest"] = carried[-1].seq
    return JSONResponse(values)
