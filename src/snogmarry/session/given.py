"""When answers were given, as far as they count: for the record and everything that times them."""

from __future__ import annotations

from typing import NamedTuple

from snogmarry.session.state import Response, Run, Session, Version
from snogmarry.session.timing import GRACE, clock_of, over_at


class Given(NamedTuple):
    """A moment of a run: its clock as it went for the group, session time, and the time of day."""

    took: int
    at: int
    wall: int


def is_late(run: Run, now: int, *, by_phone: bool) -> bool:
    """Late is after the closing, or after the room moved on, and a little grace.

    What was called out in time is often typed once the room has moved on: for the scribe only
    a closing counts.
    """
    end = over_at(run) if by_phone else run.closed_at
    return end is not None and now > end + GRACE


def aloud(run: Run, group: int) -> Given | None:
    """When the group answered by word of mouth; None if it did not, or after the closing."""
    spoke = run.spoke.get(group)
    return None if spoke is None or spoke.late else Given(spoke.took, spoke.at, spoke.wall)


def given(session: Session, response: Response) -> Given | None:
    """When a response was given; None if it does not count.

    What the scribe types for a group counts from when the group was marked "answered aloud".
    """
    if not response.counts:
        return None
    run = session.runs[response.run - 1]
    first = response.versions[0]
    version = first if response.admitted else next(v for v in response.versions if not v.late)
    group = session.groups[response.group]
    took = response.took if version is first else clock_of(run, group, version.at)
    typed = Given(took, version.at, version.wall)
    said = aloud(run, response.group) if response.participant is None else None
    return typed if said is None else min(said, typed)


def counting(response: Response, version: Version) -> bool:
    """Whether that version of a response came in time, or was let count."""
    return not response.withdrawn and (response.admitted or not version.late)


def let_count(session: Session, run: Run, group: int) -> bool:
    """Whether the first answer of a group that counts in a run came late."""
    for number in session.by_group.get((run.number, group), ()):
        response = session.responses[number]
        moment = given(session, response)
        if moment is not None and moment.took == run.answered.get(group):
            return in_fact_late(response, moment.at)
    return False


def in_fact_late(response: Response, at: int) -> bool:
    """Whether what was given then came late, and counts because it was let count."""
    return response.admitted and any(
        version.late and version.at == at for version in response.versions
    )


def came_late(session: Session, run: Run, group: int) -> bool:
    """Whether all that a group gave in a run came after the closing, and does not count."""
    if group in run.answered:
        return False
    written = session.by_group.get((run.number, group), ())
    return (
        any(not session.responses[number].withdrawn for number in written)
        or (run.number, group) in session.late_hands
        or group in run.spoke
    )
