"""The session, its clock, its groups and its record."""

from __future__ import annotations

from snogmarry.session import events as e
from snogmarry.session import forget
from snogmarry.session.events import Recorded
from snogmarry.session.fold.clock import stop
from snogmarry.session.fold.registry import folds
from snogmarry.session.state import Away, Details, Former, Group, Headcount, Session
from snogmarry.session.timing import ticking


@folds(e.SessionOpened)
def _session_opened(s: Session, r: Recorded, event: e.SessionOpened) -> None:
    s.id = event.session
    s.plan = event.scenario
    s.lesson_list = event.lessons
    s.steps = list(event.scenario.steps)
    s.opened_wall = r.wall


@folds(e.ClockAnchored)
def _clock_anchored(s: Session, r: Recorded, event: e.ClockAnchored) -> None:
    s.anchor = event
    s.anchored_at = r.at


@folds(e.Interrupted)
def _interrupted(s: Session, r: Recorded, event: e.Interrupted) -> None:
    if s.phase != "live":
        return
    s.away += (Away(min(event.since, r.at), r.at),)
    _stand(s, event.since, left=event.left)


@folds(e.ClockJumped)
def _clock_jumped(s: Session, r: Recorded, event: e.ClockJumped) -> None:
    if s.phase == "live":
        _stand(s, r.at)


def _stand(s: Session, since: int, *, left: bool = False) -> None:
    """The current run stands paused since then, whatever was counted after."""
    run = s.run
    if run is not None and ticking(run):
        stop(run, since)
        run.paused = True
        s.interrupted, s.left = True, left


@folds(e.DetailsSet)
def _details_set(s: Session, r: Recorded, event: e.DetailsSet) -> None:
    before = s.details
    if before.seqs:
        s.former += (
            Former(before.seqs[-1], "facilitator", before.facilitator),
            Former(before.seqs[-1], "place", before.place),
        )
    s.details = Details(
        event.event,
        event.place,
        event.facilitator,
        event.ground_rules,
        seqs=[*s.details.seqs, r.seq],
    )


@folds(e.ScreenShared)
def _screen_shared(s: Session, r: Recorded, event: e.ScreenShared) -> None:
    s.screen_shared = event.shared


@folds(e.StageBlanked)
def _stage_blanked(s: Session, r: Recorded, event: e.StageBlanked) -> None:
    s.blank = event.blank


@folds(e.GroupAdded)
def _group_added(s: Session, r: Recorded, event: e.GroupAdded) -> None:
    s.groups[event.group] = Group(
        event.group, event.side, event.name, event.people, [r.seq], r.at, r.wall
    )
    s.groups_made = event.group


@folds(e.GroupRenamed)
def _group_renamed(s: Session, r: Recorded, event: e.GroupRenamed) -> None:
    group = s.groups[event.group]
    s.former.append(Former(group.seqs[-1], "group", group.name, event.group))
    group.name = event.name
    group.seqs.append(r.seq)


@folds(e.HeadcountSet)
def _headcount_set(s: Session, r: Recorded, event: e.HeadcountSet) -> None:
    group = s.groups[event.group]
    group.headcounts.append(Headcount(group.people, r.seq, r.wall))
    group.people = event.people


@folds(e.GroupRemoved)
def _group_removed(s: Session, r: Recorded, event: e.GroupRemoved) -> None:
    s.removed[event.group] = s.groups.pop(event.group)


@folds(e.Redacted)
def _redacted(s: Session, r: Recorded, event: e.Redacted) -> None:
    forget.words(s, event.ref)
    s.former = [former for former in s.former if former.seq not in event.seqs]
