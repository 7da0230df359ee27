"""The texts of the desk, from the state alone."""

from __future__ import annotations

from textual.content import Content

from snogmarry.scenario.models import Step, Vote, injects_of
from snogmarry.session.answered import first_line
from snogmarry.session.public import Progress
from snogmarry.session.rules.answers import options_of
from snogmarry.session.state import Run, Session
from snogmarry.session.tally import offer, tally
from snogmarry.session.timing import behind as ms_behind
from snogmarry.session.timing import phase_now, remaining, ticking
from snogmarry.tui.board import Standing
from snogmarry.tui.injects import when, who
from snogmarry.tui.order import mark_of, place_of, took
from snogmarry.tui.words import behind, clock

INJECT_CELLS = 60
"""How much of an inject the desk shows; the list of injects has it all."""


def headline(session: Session) -> Content:
    """Which step the room is in."""
    run, step = session.run, session.step
    if run is None or step is None:
        return Content("DESK")
    place = place_of(session, step)
    take = f" · take {run.take}" if run.take > 1 else ""
    return Content.from_markup(
        "[b $primary]DESK[/]  EXERCISE  $place  [b]$title[/b]  $do$take",
        place="aside" if place is None else "{}/{}".format(*place),
        title=step.title,
        do=step.do,
        take=take,
    )


def time_line(session: Session, now: int) -> Content:
    """What is left, and how the room stands against its plan."""
    run = session.run
    if run is None:
        return Content("")
    left = remaining(run, now)
    words = "left" if left >= 0 else "OVER"
    paused = "" if ticking(run) else "PAUSED  "
    return Content.from_markup(
        "[b]$paused$left[/b] $words · $behind",
        paused=paused,
        left=clock(left),
        words=words,
        behind=behind(ms_behind(session, now)),
    )


def flags(session: Session, run: Run | None, now: int) -> str:
    """What is not as usual."""
    step = session.step
    found = []
    if session.blank:
        found.append("STAGE BLANK")
    if session.interrupted:
        found.append(f"{'PAUSED BY LEAVING' if session.left else 'INTERRUPTED'}: space goes on")
    if run is not None and run.closed_at is not None:
        found.append("prompt closed")
    if step is not None and session.shows_at_once(step):
        found.append("answers show at once")
    if isinstance(step, Vote):
        found.append(_result(session, run))
    phase = None if session.run is None else phase_now(session, session.run, now)
    if phase is not None:
        found.append(f"{phase[0].title} {clock(phase[1])}")
    return " · ".join(found)


def _result(session: Session, run: Run | None) -> str:
    if run is None:
        return ""
    counts = ", ".join(f"{count.text} {count.total}" for count in tally(session, run).counts)
    return f"{counts} ({'revealed' if run.revealed else 'hidden, v shows'})"


def offered(session: Session) -> Content | None:
    """The step that a vote's result offers; None if it offers none."""
    run, step = session.run, session.step
    if run is None or not isinstance(step, Vote):
        return None
    target = offer(session, run)
    if target is None:
        return None
    leading = tally(session, run).leading
    text = next(option.text for option in options_of(step) if option.id == leading)
    return Content.from_markup(
        "[b]$leading[/b] leads. Press [b]>[/b] for “$title”; n goes on without.",
        leading=text,
        title=session.step_of(target).title,
    )


def notes(step: Step | None) -> Content:
    """What the facilitator alone sees of a step."""
    if step is None:
        return Content("")
    parts = []
    expect = getattr(step, "expect", None)
    if expect:
        parts.append(Content.from_markup("[b]A good answer[/b]\n$text", text=expect))
    if step.notes:
        parts.append(Content(step.notes))
    return Content("\n\n").join(parts) if parts else Content("No notes for this step.")


COLUMNS = "    unseen writing given shown"
"""What the numbers of a group's phones are."""


def board_line(number: int, group: Standing, side: str) -> Content:
    """One group on the board; its phones by number, unless it raised hands."""
    key = str(number) if number < 10 else " "
    pace = group.pace
    if pace is None or group.hands:
        how = f"{group.line:<9} {group.time:>5}"
    else:
        unseen = "" if pace.unseen is None else pace.unseen
        how = f"{unseen:>6} {pace.writing:>7} {pace.answered:>5} {pace.released:>5}"
    return Content.assemble(
        f"{key} {group.mark} {how}  ",
        (group.name, "bold"),
        "" if side == group.name else f" ({side})",
    )


def board_title(groups: list[Standing], far: Progress | None) -> str:
    """How many of those who are asked have answered; where each answers alone, how many people."""
    asked = [group for group in groups if group.state != "not asked"]
    answered = sum(group.took is not None for group in asked)
    if far is not None and far.of is None:
        return f"Groups: {answered} of {len(asked)} · {far.line}"
    return f"Groups: {answered} of {len(asked)} have answered"


def order_text(session: Session, now: int) -> Content:
    """The running order from the step before the current one, planned and taken."""
    ids = [step.id for step in session.steps]
    here = ids.index(session.run.step) if session.run else 0
    first = max(0, here - 1)
    return Content("\n").join(_order_line(session, step, now) for step in session.steps[first:])


def _order_line(session: Session, step: Step, now: int) -> Content:
    actual = took(session.runs_of(step.id), now)
    times = f"{clock(step.time):>5}" + (f" took {actual}" if actual else "")
    mark = mark_of(session, step)
    line = Content(f"{mark} {times}  {step.title}{' (aside)' if step.aside else ''}")
    return line.stylize("bold") if mark == ">" else line


def injects_text(session: Session, now: int) -> Content:
    """The injects of the current step and when each arrives."""
    run, step = session.run, session.step
    injects = () if step is None else injects_of(step)
    if run is None or not injects:
        return Content("None in this step.")
    return Content("\n").join(
        Content.from_markup(
            "[b]$when[/b] $who: ",
            when=when(session, run, inject, now),
            who=who(session, inject),
        )
        + Content(first_line(inject.text)).truncate(INJECT_CELLS, ellipsis=True)
        for inject in injects
    )
