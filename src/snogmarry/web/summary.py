"""The summary, once the facilitator shares it: what the room was allowed to see, and no more."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from http import HTTPStatus

from snogmarry.report import html, profiles
from snogmarry.report.summary import Summary
from snogmarry.session.state import Session
from snogmarry.web.forms import BadForm
from snogmarry.web.guard import policy

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it is sent."""

    body: bytes
    zipped: bytes
    policy: str
    """Its own: it has the style in it, and by its digest that one style is let in."""


class SummaryPage:
    """Made once for each state of the session, however many ask."""

    def __init__(self) -> None:
        self._head = -1
        self._made: Made | None = None
        self._making = asyncio.Lock()

    async def of(self, session: Session) -> Made:
        """The page as of now. Raises `BadForm` while it is not shared."""
        if session.phase != "debrief" or not session.summary_shared:
            raise BadForm("There is no summary here yet.", HTTPStatus.NOT_FOUND)
        async with self._making:
            if self._made is None or self._head != session.head:
                head = session.head
                summary = profiles.for_participants(session, session.wall)
                self._made = await asyncio.to_thread(_made, summary)
                self._head = head
            return self._made


def _made(summary: Summary) -> Made:
    page = html.render(summary)
    digests = [
        f"'sha256-{b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
        for style in _STYLE.findall(page)
    ]
    body = page.encode()
    return Made(body, gzip.compress(body, mtime=0), policy(style=" ".join(digests)))
