"""Changing a text of a step."""

from __future__ import annotations

from snogmarry.scenario.models import Step
from snogmarry.session.events import StepPart
from snogmarry.session.state import Session
from snogmarry.text import SafeText


def mend(session: Session, step_id: str, part: StepPart, text: SafeText, side: str | None) -> None:
    """Put `text` in place of a part of a step; of one side's prompt, where it names a side."""
    step = session.step_of(step_id)
    change: object = text
    if part == "ask" and side is not None:
        asked = getattr(step, "ask", None)
        change = {**(asked if isinstance(asked, dict) else {}), side: text}
    replace(session, step.model_copy(update={part: change}))


def replace(session: Session, mended: Step) -> None:
    """Put a step in place of the one of its id."""
    session.steps = [mended if step.id == mended.id else step for step in session.steps]
