"""What all handlers of the participants' pages share."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic

from starlette.requests import Request

from snogmarry.journal.errors import JournalError
from snogmarry.journal.wishes import Carried
from snogmarry.phones.serving import Held
from snogmarry.room import Room, RoomClosed
from snogmarry.session.commands import Command, Refused
from snogmarry.session.state import Participant
from snogmarry.web.attendance import Attendance
from snogmarry.web.forms import BadForm
from snogmarry.web.guessing import Guessing
from snogmarry.web.hub import Hub
from snogmarry.web.identity import cookie_name, digest
from snogmarry.web.limits import Budget, Budgets
from snogmarry.web.summary import SummaryPage


class TakenOut(BadForm):
    """The facilitator has taken the phone out."""

    def __init__(self) -> None:
        super().__init__(
            "The facilitator has taken this phone out. Ask them if that was a mistake.",
            HTTPStatus.FORBIDDEN,
        )


class NotJoined(Exception):
    """Nobody is known by what the phone shows."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The room, who is in it, and how much anyone may do."""

    room: Room
    attendance: Attendance
    hub: Hub
    guessing: Guessing = field(default_factory=Guessing)
    arrivals: Budget = field(default_factory=lambda: Budget(burst=2_000, rate=100))
    """New phones, right or wrong."""
    summary: SummaryPage = field(default_factory=SummaryPage)
    sending: Budgets = field(default_factory=lambda: Budgets(burst=40, rate=1))
    """What each participant sends."""
    looking: Budgets = field(default_factory=lambda: Budgets(burst=100, rate=5))
    """What each participant asks for, to send or to see."""

    @property
    def cookie(self) -> str:
        """The name of the cookie by which phones of this session are known."""
        return cookie_name(self.room.state.id)

    def token(self, request: Request) -> str | None:
        """What the phone shows to be known by."""
        return request.cookies.get(self.cookie) or None

    def known(self, request: Request) -> Participant | None:
        """Whose phone it is; None if it has not joined."""
        token = self.token(request)
        number = None if token is None else self.room.state.tokens.get(digest(token))
        return None if number is None else self.room.state.participants[number]

    def page_of(self, participant: Participant) -> str:
        """What a page of theirs says whose it is."""
        return f"{self.cookie}-{participant.number}"

    def recognise(self, participant: Participant, page: str) -> None:
        """Raise `NotJoined` for a page of somebody else's, or of another session.

        A browser shows one cookie for all its tabs: one that was left open yesterday, at the same
        address, would follow today's session and bring what it still holds.
        """
        if page and page != self.page_of(participant):
            raise NotJoined

    def participant(self, request: Request) -> Participant:
        """Whose phone it is. Raises `NotJoined`; `BadForm` if taken out, or too fast."""
        found = self.known(request)
        if found is None:
            raise NotJoined
        self.recognise(found, request.query_params.get("page", ""))
        if found.removed:
            raise TakenOut
        _spend(self.looking, found)
        return found

    def sender(self, request: Request) -> Participant:
        """As `participant`, and they may send something now. Raises `BadForm` if not."""
        found = self.participant(request)
        _spend(self.sending, found)
        return found

    def held(self) -> Held:
        """Who cannot join now because wrong codes are tried."""
        return self.guessing.held(self.room.state.code, monotonic())

    async def do(self, command: Command) -> Carried:
        """Carry out a command. Raises `BadForm` with the status that tells a phone what to do.

        4xx: it will never be taken. 503: it may be taken later, and the phone keeps it.
        """
        try:
            return await self.room.do(command)
        except Refused as refused:
            raise BadForm(str(refused), HTTPStatus.UNPROCESSABLE_ENTITY) from None
        except (JournalError, RoomClosed):
            raise BadForm(
                "The laptop cannot keep anything just now. Your phone keeps it and tries again.",
                HTTPStatus.SERVICE_UNAVAILABLE,
            ) from None


def _spend(budgets: Budgets, participant: Participant) -> None:
    if not budgets.spend(participant.number, monotonic()):
        raise BadForm(
            "That was a lot at once; it goes on in a moment.", HTTPStatus.TOO_MANY_REQUESTS
        )


def workshop(request: Request) -> Workshop:
    """The workshop that a request comes to."""
    found: Workshop = request.app.state.workshop
    return found
