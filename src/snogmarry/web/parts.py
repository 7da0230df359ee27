"""What goes down the streams: parts, each made once for all who see the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from snogmarry.phones.drafts import SCRIBE, Draft
from snogmarry.session.state import Session
from snogmarry.web.rendering import pages
from snogmarry.web.views.group import group_view
from snogmarry.web.views.room import clock_view, feed_view, progress_line, shown_view, step_view
from snogmarry.web.views.side import Audience, card_view, prompt_view


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a stream, ready to be sent, and what tells whether it is news."""

    key: object
    sent: bytes


def message(event: str, **data: Any) -> bytes:
    """A message of a stream of server-sent events."""
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _region(name: str, key: object, html: str) -> Part:
    """A region of the page; it is news if it reads differently."""
    return Part((key, html), message("region", name=name, key=str(key), html=html))


def clock(session: Session, now: int) -> Part:
    """The clock. It is news if it goes otherwise than it went, not because time passes."""
    view = clock_view(session, now)
    if view is None:
        return Part(None, message("clock", run=None))
    deadline = now + view.left if view.going else view.left
    data = {
        "run": view.run,
        "left": view.left,
        "elapsed": view.elapsed,
        "going": view.going,
        "closed": view.closed,
        "asks": view.asks,
        "closesByItself": view.closes_by_itself,
        "phases": [[title, time] for title, time in view.phases],
    }
    # Seconds, because the deadline is computed anew each time and may be off by one ms.
    return Part((view.key, round(deadline / 500)), message("clock", **data))


def step(session: Session) -> Part:
    """Where the room is."""
    view = step_view(session)
    return _region("step", view.key, pages().render("parts/step", step=view))


def shown(session: Session) -> Part:
    """What the room has come to see in this step."""
    html = pages().render("parts/shown", shown=shown_view(session))
    return _region("shown", step_view(session).key, html)


def feed(session: Session) -> Part:
    """The public feed."""
    posts = feed_view(session)
    return _region("feed", len(session.feed), pages().render("parts/feed", posts=posts))


def progress(session: Session) -> Part:
    """How many have answered."""
    line = progress_line(session)
    return Part(line, message("progress", line=line))


def ending(session: Session) -> Part:
    """What is there once the steps are over."""
    html = pages().render("parts/ending", session=session)
    return _region("ending", session.phase, html)


def card(session: Session, seen_by: Audience) -> Part:
    """Who one plays."""
    group = session.groups[seen_by.group].name
    html = pages().render("parts/card", card=card_view(session, seen_by.side), group=group)
    return _region("card", f"{seen_by.side}-{seen_by.group}", html)


def prompt(session: Session, seen_by: Audience) -> Part:
    """What is asked, and an empty form for it."""
    view = prompt_view(session, seen_by)
    key = "none" if view is None else view.key
    html = pages().render("parts/prompt", prompt=view, current=None)
    return _region("prompt", key, html)


def ours(session: Session, group: int, draft: Draft) -> Part:
    """What a group shares: its answer, its draft, its pen."""
    view = group_view(session, group, draft)
    if view is None:
        return Part(None, message("ours", run=None, html=""))
    holder = "scribe" if view.holder == SCRIBE else view.holder
    html = pages().render("parts/ours", ours=view)
    data = {
        "run": view.run,
        "versions": view.versions,
        "holder": holder,
        "holderName": view.holder_name,
        "draft": view.draft,
        "version": view.version,
        "html": html,
    }
    return Part(json.dumps(data), message("ours", **data))
