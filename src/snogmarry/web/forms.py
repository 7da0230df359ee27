"""What phones send, from form fields to values.

Raises `BadForm` for what no page would send, and Refused for what people may write by mistake.
"""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from snogmarry.scenario.models import Ask, Vote
from snogmarry.session.commands import Refused
from snogmarry.session.events import Answer
from snogmarry.session.rules.answers import options_of
from snogmarry.session.written import read_number, read_words, write_number
from snogmarry.text import SafeText, clean, clean_line
from snogmarry.web.guard import MOST_BODY
from snogmarry.web.identity import new_token

_MOST_FIELDS = 100
_PATIENCE = 15.0
"""Seconds that a form may take to arrive."""


class BadForm(Exception):
    """The form cannot be taken; one line on why."""

    def __init__(self, line: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(line)
        self.status = status


class Form:
    """The fields of a form; several may have one name."""

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        self._fields = fields

    def one(self, name: str) -> str:
        """The first field of that name; empty if there is none."""
        return next((value for key, value in self._fields if key == name), "")

    def all(self, name: str) -> list[str]:
        """What the fields of that name hold, in order."""
        return [value for key, value in self._fields if key == name]

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number, not below zero."""
        written = self.one(name).strip()
        if not written and default is not None:
            return default
        if not (written.isascii() and written.isdecimal() and len(written) <= 9):
            raise BadForm(f"A whole number is wanted for {name}.")
        return int(written)


async def read(request: Request) -> Form:
    """Read a form, within its bounds. Raises `BadForm`."""
    try:
        async with asyncio.timeout(_PATIENCE):
            body = await _body(request)
    except TimeoutError:
        raise BadForm("The form did not arrive.", HTTPStatus.REQUEST_TIMEOUT) from None
    except ClientDisconnect:
        raise BadForm("The form did not arrive.") from None
    try:
        text = body.decode("ascii")
        fields = parse_qsl(
            text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"
        )
    except ValueError:
        raise BadForm("The form cannot be read.") from None
    return Form(fields)


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BODY:
            raise BadForm(
                "That is too much text for one answer.", HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            )
    return bytes(body)


def answer(step: Ask | Vote, form: Form) -> Answer:
    """The answer that a form gives to a step; whether it fits is for the rules to say."""
    kind = "choice" if isinstance(step, Vote) else step.answer
    reason = clean_line(form.one("reason")) or None
    match kind:
        case "text" | "post":
            return Answer(text=clean(form.one("text")))
        case "scale" | "number":
            return Answer(number=read_number(form.one("number")))
        case "words":
            return Answer(words=read_words(form.one("words")))
        case "rank":
            return Answer(options=_ranked(step, form))
        case _:
            return Answer(options=tuple(form.all("option")), reason=reason)


def fields(step: Ask | Vote, answer: Answer) -> list[tuple[str, str]]:
    """The fields from which `answer` would make that answer."""
    kind = "choice" if isinstance(step, Vote) else step.answer
    match kind:
        case "text" | "post":
            return [("text", answer.text or "")]
        case "scale" | "number":
            return [("number", write_number(answer.number or 0, thousands=False))]
        case "words":
            return [("words", ", ".join(answer.words))]
        case "rank":
            return [(f"place-{o}", str(place)) for place, o in enumerate(answer.options, start=1)]
        case _:
            return [*(("option", o) for o in answer.options), ("reason", answer.reason or "")]


def _ranked(step: Ask | Vote, form: Form) -> tuple[str, ...]:
    """Options in the order of the places given to them."""
    offered = [option.id for option in options_of(step)]
    places = {option: form.number(f"place-{option}") for option in offered}
    if sorted(places.values()) != list(range(1, len(offered) + 1)):
        raise Refused(f"Give each place from 1 to {len(offered)} once.")
    return tuple(sorted(offered, key=lambda option: places[option]))


def key(form: Form) -> str:
    """By what a phone's sending is known when it comes again.

    A page without a script may have none to give; then each sending stands for itself.
    """
    given = form.one("key") or new_token()
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", given):
        raise BadForm("The key of what was sent cannot be read.")
    return given


def counts(step: Ask | Vote, form: Form) -> tuple[tuple[str, int], ...]:
    """A show of hands: a number for each option; an empty field counts none."""
    return tuple((o.id, form.number(f"count-{o.id}", default=0)) for o in options_of(step))


def name(form: Form) -> SafeText:
    """The name that somebody goes by; empty if they gave none."""
    return clean_line(form.one("name"))
