"""Injects: who posts them and when they arrive."""

from __future__ import annotations

from snogmarry.scenario.models import Inject
from snogmarry.session.state import Run, Session
from snogmarry.session.timing import elapsed, silent
from snogmarry.text import SafeText
from snogmarry.tui.words import clock


def when(session: Session, run: Run, inject: Inject, now: int) -> str:
    """Where an inject stands: `arrived`, `in 1:20`, `in 0:40 if the trust is silent`, `held`."""
    if inject.id in run.arrived:
        return "arrived"
    if inject.after is None:
        return "held: your key"
    side = inject.unless_answered
    if side is not None and not silent(session, run, side):
        return f"not coming: {session.scenario.side(side).name} has answered"
    left = max(0, inject.after - elapsed(run, now))
    condition = "" if side is None else f" if {session.scenario.side(side).name} stays silent"
    return f"in {clock(left)}{condition}"


def who(session: Session, inject: Inject) -> SafeText:
    """Who posts it."""
    return session.scenario.character(inject.author).name
