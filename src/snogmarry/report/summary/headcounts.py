"""How many people groups were counted as, and when."""

from __future__ import annotations

from collections.abc import Iterator

from snogmarry.report.summary.counts import Beyond
from snogmarry.report.summary.sources import Sources
from snogmarry.report.summary.values import Recounted
from snogmarry.session.state import Group, Run, Session
from snogmarry.session.tally import voters


def recounted(sources: Sources, group: Group) -> tuple[Recounted, ...]:
    """What else the group was said to be when it answered or voted; not counted is no count."""
    if not group.headcounts:
        return ()
    session = sources.timed
    given = [
        version.seq
        for (_, by), numbers in session.by_group.items()
        if by == group.number
        for number in numbers
        for version in session.responses[number].versions
    ]
    given += [hands.seq for (_, by), hands in session.hands.items() if by == group.number]
    found = []
    since = 0
    for people, until, wall in group.headcounts:
        answered = any(since < seq < until for seq in given)
        if answered and people not in {0, group.people}:
            found.append(Recounted(people, wall))
        since = until
    return tuple(found)


def beyond(sources: Sources, run: Run, side: str) -> tuple[Beyond, ...]:
    """The groups of a side of which more voted in a run than they were counted as."""
    session = sources.tallied
    found = []
    for (played, number), given in voters(session, run).items():
        people = counted_in(session, run, number)
        if played == side and 0 < people < given:
            found.append(Beyond(sources.group(number), given, people))
    return tuple(found)


def counted_in(session: Session, run: Run, number: int) -> int:
    """The most that a group was counted as for what it answered in a run; 0 if it never was.

    Who sees that more voted mends the headcount while the step is on, and those who leave then
    take no vote with them.
    """
    group = session.groups.get(number) or session.removed[number]
    if not group.headcounts:
        return group.people
    given = list(_given(session, run, number))
    most = since = began = 0
    for people, until, wall in group.headcounts:
        on = wall > run.started_wall and (run.left_wall is None or began <= run.left_wall)
        if on or any(since < seq < until for seq in given):
            most = max(most, people)
        since, began = until, wall
    if run.left_wall is None or began <= run.left_wall or any(since < seq for seq in given):
        most = max(most, group.people)
    return most


def _given(session: Session, run: Run, group: int) -> Iterator[int]:
    """The events by which a group answered in a run."""
    for response in session.responses_in(run.number):
        if response.group == group:
            yield from (version.seq for version in response.versions)
    if (run.number, group) in session.hands:
        yield session.hands[run.number, group].seq
