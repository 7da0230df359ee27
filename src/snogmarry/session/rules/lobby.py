"""The session itself: opening it, its clock, its details, its groups."""

from __future__ import annotations

from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session import forget
from snogmarry.session.commands import Refused
from snogmarry.session.events import Event
from snogmarry.session.rules.registry import decides
from snogmarry.session.state import Group, Session
from snogmarry.text import EMPTY, SafeText, within

ALIVE_WITHIN = 3_000
"""Ms after which a process that noted nothing counts as gone."""
NAME_LIMIT = 60
LINE_LIMIT = 200
RULES_LIMIT = 2_000
MOST_GROUPS = 60
MOST_PEOPLE = 9_999


@decides(c.OpenSession)
def open_session(s: Session, command: c.OpenSession, now: int) -> list[Event]:
    events: list[Event] = [e.SessionOpened(command.session, command.scenario, command.lessons)]
    for number, side in enumerate(command.scenario.sides, start=1):
        events.append(e.GroupAdded(number, side.id, side.name, 0))
    return events


@decides(c.Attend)
def attend(s: Session, command: c.Attend, now: int) -> list[Event]:
    anchor = s.anchor
    moved = anchor is None or (anchor.boot, anchor.speed) != (command.boot, command.speed)
    events: list[Event] = []
    if command.alone and anchor is not None:
        since = max(s.at, command.noted or 0)
        if moved or now - since > ALIVE_WITHIN:
            events.append(e.Interrupted(min(since, now), command.left))
    if moved:
        events.append(e.ClockAnchored(command.boot, command.monotonic, command.speed))
    return events


@decides(c.ReportClockJump)
def report_clock_jump(s: Session, command: c.ReportClockJump, now: int) -> list[Event]:
    return [e.ClockJumped(command.by)]


@decides(c.SetDetails)
def set_details(s: Session, command: c.SetDetails, now: int) -> list[Event]:
    for what, text in (
        ("name of the event", command.event),
        ("place", command.place),
        ("facilitator", command.facilitator),
    ):
        fits(what, text, LINE_LIMIT)
    fits("ground rules", command.ground_rules, RULES_LIMIT)
    d = s.details
    new = (command.event, command.place, command.facilitator, command.ground_rules)
    if new == (d.event, d.place, d.facilitator, d.ground_rules):
        return []
    return [e.DetailsSet(*new)]


@decides(c.ShareScreen)
def share_screen(s: Session, command: c.ShareScreen, now: int) -> list[Event]:
    return [] if command.shared == s.screen_shared else [e.ScreenShared(command.shared)]


@decides(c.BlankStage)
def blank_stage(s: Session, command: c.BlankStage, now: int) -> list[Event]:
    return [] if command.blank == s.blank else [e.StageBlanked(command.blank)]


@decides(c.AddGroup)
def add_group(s: Session, command: c.AddGroup, now: int) -> list[Event]:
    if command.side not in {side.id for side in s.scenario.sides}:
        raise Refused(f"There is no side {command.side!r}.")
    if len(s.groups) >= MOST_GROUPS:
        raise Refused(f"There are {MOST_GROUPS} groups already; more than that nobody can follow.")
    name = command.name or _next_name(s, command.side)
    _free_name(s, name, None)
    people = _headcount(command.people)
    return [e.GroupAdded(s.groups_made + 1, command.side, name, people)]


def _next_name(s: Session, side_id: str) -> SafeText:
    side = s.scenario.side(side_id).name
    taken = {group.name for group in s.groups.values()}
    stem = side[: NAME_LIMIT - 4]
    names = [SafeText(stem), *(SafeText(f"{stem} {n}") for n in range(2, MOST_GROUPS + 2))]
    return next(name for name in names if name not in taken)


@decides(c.RenameGroup)
def rename_group(s: Session, command: c.RenameGroup, now: int) -> list[Event]:
    group = group_of(s, command.group)
    if command.name == group.name:
        return []
    _free_name(s, command.name, group)
    return [e.GroupRenamed(group.number, command.name)]


def _free_name(s: Session, name: SafeText, own: Group | None) -> None:
    if name == EMPTY:
        raise Refused("A group needs a name.")
    fits("name of a group", name, NAME_LIMIT)
    if any(group.name == name for group in s.groups.values() if group is not own):
        raise Refused("Another group has that name; choose one that tells them apart.")


@decides(c.SetHeadcount)
def set_headcount(s: Session, command: c.SetHeadcount, now: int) -> list[Event]:
    group = group_of(s, command.group)
    people = _headcount(command.people)
    return [] if people == group.people else [e.HeadcountSet(group.number, people)]


def _headcount(people: int) -> int:
    if not 0 <= people <= MOST_PEOPLE:
        raise Refused(f"A headcount is a number from 0 to {MOST_PEOPLE}.")
    return people


@decides(c.RemoveGroup)
def remove_group(s: Session, command: c.RemoveGroup, now: int) -> list[Event]:
    group = group_of(s, command.group)
    if _has_spoken(s, group.number):
        raise Refused("That group has answered already; rename it instead, so nothing is lost.")
    if s.members.get(group.number):
        raise Refused("People have joined that group with their phones; move them first.")
    if sum(other.side == group.side for other in s.groups.values()) == 1:
        raise Refused("A side needs at least one group.")
    return [e.GroupRemoved(group.number)]


def _has_spoken(s: Session, number: int) -> bool:
    return (
        any(response.group == number for response in s.responses.values())
        or any(number in run.aloud or number in run.answered for run in s.runs)
        or any(group == number for _, group in s.hands)
        or any(point.group == number for point in s.points.values())
    )


REDACTABLE = "R-017, L-02, A-01, N-01, P-01, G-01, M-004, S-03, DETAILS or SUMMARY"
"""One ref of each kind that can be redacted."""


@decides(c.Redact)
def redact(s: Session, command: c.Redact, now: int) -> list[Event]:
    ref = command.ref.strip().upper()
    try:
        seqs = forget.seqs(s, ref)
    except KeyError:
        raise Refused(
            f"There is nothing called {command.ref!r} in this session; the refs stand in its "
            f"summary, such as {REDACTABLE}."
        ) from None
    return [e.Redacted(ref, seqs)]


def group_of(s: Session, number: int) -> Group:
    """The group of that number, or Refused."""
    try:
        return s.groups[number]
    except KeyError:
        raise Refused(f"There is no group {number} in this session.") from None


def fits(what: str, text: SafeText, limit: int) -> None:
    """Refuse text that is over its limit, with its count."""
    try:
        within(text, limit)
    except ValueError as error:
        raise Refused(f"The {what} has {error}") from None
