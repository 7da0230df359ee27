"""Responses as the desk shows them: what waits first."""

from __future__ import annotations

from textual.content import Content

from snogmarry.session.answered import first_line, group_name, in_words
from snogmarry.session.state import Response, Run, Session
from snogmarry.tui.words import clock, count


def inbox(session: Session, run: Run | None) -> list[Response]:
    """What waits in the run, then what came late to it, what was released, what waits elsewhere."""
    here = [] if run is None else list(session.responses_in(run.number))
    number = 0 if run is None else run.number
    elsewhere = [
        r for r in session.responses.values() if r.run != number and r.waiting and r.counts
    ]
    kept = [r for r in here if not r.withdrawn]
    return sorted(kept, key=_rank) + elsewhere


def _rank(response: Response) -> int:
    if response.late:
        return 1
    return 0 if response.waiting else 2


def mark(response: Response) -> str:
    """A shape for where a response stands; `state` says it in words."""
    if response.late:
        return "!"
    if response.released is None:
        return "o"
    return "~" if response.waiting else "*"


def state(response: Response) -> str:
    """`waits`, `came late`, `changed since its release`, `on the stage`."""
    if response.late:
        return "came late: shift+a admits it"
    if response.released is None:
        return "waits: r releases it"
    if response.waiting:
        return "changed since its release: r releases the change"
    return "released: x hides it"


def line(session: Session, response: Response, run: Run | None) -> Content:
    """One line of the inbox."""
    step = session.step_of(response.step)
    elsewhere = run is None or response.run != run.number
    tags = [
        "LATE" if response.late else "",
        "CHANGED" if mark(response) == "~" else "",
        step.title if elsewhere else "",
    ]
    said = "".join(f"{tag} · " for tag in tags if tag)
    group = group_name(session, response.group)
    text = first_line(in_words(step, response.latest.answer))
    # Assembled, because there may be hundreds of these and markup takes its time.
    return Content.assemble(f"{mark(response)} ", (response.ref, "bold"), f" {said}{group}: {text}")


def detail(session: Session, response: Response | None) -> Content:
    """A response in full."""
    if response is None:
        return Content("")
    step = session.step_of(response.step)
    head = Content.from_markup(
        "[b]$ref[/b] $group · $people · after $took · $state",
        ref=response.ref,
        group=group_name(session, response.group),
        people=count(response.latest.people, "person", "people"),
        took=clock(response.took),
        state=state(response),
    )
    parts = [head, Content(in_words(step, response.latest.answer))]
    if response.shown is not None and response.waiting:
        parts.append(Content.from_markup("[$quiet]The stage still shows:[/]"))
        parts.append(Content(in_words(step, response.shown.answer)))
    return Content("\n").join(parts)
