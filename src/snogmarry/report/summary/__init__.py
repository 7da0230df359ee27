"""The summary of a session: one value, made once, that every format renders."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import get_args

from snogmarry.report.summary import course, votes
from snogmarry.report.summary.answering import timings
from snogmarry.report.summary.evidence import ListItem
from snogmarry.report.summary.headcounts import recounted
from snogmarry.report.summary.lessons import MAIN, lesson_list, matrix, with_headlines
from snogmarry.report.summary.sources import LeftOut, Sources, later
from snogmarry.report.summary.speed import speed
from snogmarry.report.summary.values import (
    ActionItem,
    Fixed,
    Glance,
    GroupItem,
    NoteItem,
    Overview,
    Profile,
    SideItem,
    Summary,
    Timeline,
    Told,
    Weight,
)
from snogmarry.session.coverage import unplaced
from snogmarry.session.events import SummaryPart
from snogmarry.session.state import Change, Session
from snogmarry.text import SafeText

__all__ = ["Profile", "Summary", "summarise"]


def summarise(  # noqa: PLR0913 - what goes in, and how much of it
    session: Session,
    now_wall: int,
    names: bool = False,
    *,
    notes: bool = False,
    own: Mapping[SummaryPart, SafeText] | None = None,
    holds: bool | None = None,
    counted: Session | None = None,
    timed: Session | None = None,
    left_out: LeftOut | None = None,
    profile: Profile = "facilitator",
) -> Summary:
    """Make the summary of an opened session, as of the newest event that it tells of.

    `now_wall` is when it is written, UTC ms. `names`: participants are named, not only groups.
    `notes`: with the facilitator's private notes; they are left out otherwise, because a
    summary travels further than its writer. `own`: what the facilitator wrote beside the
    session; it stands in place of what they typed. `holds`: whether the events that were fixed
    as final are still the same, where that was looked at. `counted`: what results are counted
    from, and `timed`: what tells how soon groups answered, where that is more than may be
    quoted. `left_out`: what of results is not there. `profile`: whom it is for; what they may have
    is chosen in `report.profiles`.
    """
    session, timed = _as_of_its_news(session), timed and _as_of_its_news(timed)
    own = own or {}
    words = {part: text.text for part, text in session.texts.items()} | dict(own)
    sources = Sources(session, names, counted, timed, left_out or LeftOut())
    learned = lesson_list(sources)
    time = course.timeline(sources)
    held = votes.votes(sources)
    ranked, given = votes.rankings(sources), votes.number_questions(sources)
    called = votes.word_questions(sources)
    actions = _actions(sources)
    return Summary(
        profile=profile,
        named=names,
        language=session.scenario.language,
        written=now_wall,
        overview=_overview(sources, words, _fixed(session, own, holds=holds, notes=notes)),
        told=_told(words),
        glance=_glance(sources, learned, time, len(actions)),
        list=learned,
        coverage=matrix(sources),
        loose=tuple(sources.point(point) for point in unplaced(session)),
        stances=votes.stances(sources, held),
        votes=held,
        rankings=ranked,
        numbers=given,
        words=called,
        untold=votes.untold(sources, (*held, *ranked, *given, *called)),
        actions=actions,
        notes=_notes(sources) if notes else None,
        timeline=time,
        timings=timings(sources),
        speed=speed(sources),
        feed=course.feed(sources),
        answered=course.answered(sources, hands=profile == "facilitator"),
    )


def _as_of_its_news(session: Session) -> Session:
    """The same at that moment: what says nothing new, such as an export, moves no figure."""
    news = session.news
    return replace(session, at=news.at, wall=news.wall, away=news.away)


def _told(words: Mapping[SummaryPart, SafeText]) -> Told:
    return Told(
        parts=tuple(part for part in get_args(SummaryPart) if words.get(part)),
        introduction=words.get("introduction", ""),
        conclusions=words.get("conclusions", ""),
        recommendations=words.get("recommendations", ""),
    )


def _fixed(
    session: Session,
    own: Mapping[SummaryPart, SafeText],
    *,
    holds: bool | None,
    notes: bool,
) -> Fixed | None:
    final = session.finality
    if final is None:
        return None
    texts = session.texts
    other = [part for part, text in own.items() if part not in texts or texts[part].text != text]
    every = dict.fromkeys((*final.since, *(Change("rewritten", part) for part in other)))
    known = [change for change in every if _is_here(session, change.of, notes=notes)]
    added, withdrawn = (
        {change.of for change in known if change.what == what} for what in ("added", "withdrawn")
    )
    # Of what is new it is said that it is, and of what is new and gone again, nothing.
    told = [c for c in known if c.what in {"added", "redacted"} or c.of not in added]
    since = tuple(change for change in told if change.of not in added & withdrawn)
    unseen = len(every) - len(known)
    counted = final.changes, final.redactions
    first = None if session.first_final == final.wall else session.first_final
    return Fixed(final.wall, first, final.digest, holds, *counted, bool(other), since, unseen)


def _is_here(session: Session, of: str, *, notes: bool) -> bool:
    """Whether a summary of this session tells of what was changed."""
    letter, _, number = of.partition("-")
    if not number:
        return True
    things: dict[str, Collection[int]] = {
        "R": session.responses,
        "L": session.points,
        "A": session.actions,
        "G": session.groups,
        "N": session.notes if notes else {},
        "M": session.participants,
    }
    return letter in "PS" or int(number) in things.get(letter, {})


def _overview(
    sources: Sources,
    words: Mapping[SummaryPart, SafeText],
    fixed: Fixed | None,
) -> Overview:
    session = sources.session
    scenario, details = session.scenario, session.details
    groups = list(session.groups.values())
    joined = sum(not (one.removed or one.reads) for one in sources.timed.participants.values())
    began = next((run.started_wall for run in session.runs if not run.undone), None)
    return Overview(
        title=words.get("title") or details.event or scenario.title,
        event=details.event,
        place=words.get("place") or details.place,
        facilitator=details.facilitator,
        ground_rules=details.ground_rules,
        scenario=scenario.title,
        about=scenario.summary,
        objectives=tuple(objective.text for objective in scenario.objectives),
        sides=tuple(
            SideItem(
                id=side.id,
                name=side.name,
                kind=side.kind,
                aim=side.aim,
                groups=sum(group.side == side.id for group in groups),
                people=sum(group.people for group in groups if group.side == side.id),
                uncounted=sum(group.side == side.id and not group.people for group in groups),
            )
            for side in scenario.sides
        ),
        groups=tuple(
            GroupItem(
                group.number,
                sources.group(group.number),
                scenario.side(group.side).name,
                group.people,
                recounted(sources, group),
            )
            for group in groups
        ),
        people=sum(group.people for group in groups),
        uncounted=sum(not group.people for group in groups),
        joined=joined,
        unquoted=0,
        begun=began is not None,
        started=session.opened_wall if began is None else began,
        last=_last(sources),
        final=session.final,
        fixed=fixed,
        over=session.phase == "debrief",
    )


def _last(sources: Sources) -> int:
    session = sources.session
    ends = (run.left_wall or session.wall for run in session.runs if not run.undone)
    given = (entry.wall for entry in sources.entries.values())
    posted = (post.wall for post in session.feed)
    drawn = (point.wall for point in session.points.values())
    noted = (note.wall for note in session.notes.values())
    return max((*ends, *given, *posted, *drawn, *noted), default=session.opened_wall)


def _evidence(weight: Weight) -> int:
    return weight.points + weight.responses


def _glance(sources: Sources, learned: ListItem, time: Timeline, actions: int) -> Glance:
    session = sources.session
    points = [sources.point(point) for point in sources.points()]
    recorded = [lesson for lesson in learned.lessons if lesson.standing == "recorded"]
    weights = [
        Weight(of.id, of.title, of.learned, of.responses, of.speaks_for, of.speaks_against)
        for of in recorded
    ]
    ranked = sorted(weights, key=_evidence, reverse=True)
    glance = Glance(
        people=sum(group.people for group in session.groups.values()),
        groups=len(session.groups),
        responses=sources.counted(),
        listed=sources.listed(),
        hands=sum(any(shown.counts.values()) for shown in sources.tallied.hands.values()),
        lessons=len(learned.lessons),
        exercised=sum(bool(lesson.exercised) for lesson in learned.lessons),
        with_evidence=len(recorded),
        strengths=sum(point.verdict == "strength" for point in points),
        improvements=sum(point.verdict == "improve" for point in points),
        actions=actions,
        main_strengths=(),
        main_improvements=(),
        unnamed=0,
        most_evidence=tuple(ranked[:MAIN]),
        level=sum(_evidence(w) == _evidence(ranked[MAIN - 1]) for w in ranked[MAIN:]),
        planned=time.planned,
        took=time.took,
    )
    return with_headlines(glance, points)


def _actions(sources: Sources) -> tuple[ActionItem, ...]:
    return tuple(
        ActionItem(
            ref=action.ref,
            text=action.text,
            owner=action.owner,
            start=action.start,
            due=action.due,
            status=action.status,
            lessons=sources.titles(action.lessons),
            wall=action.wall,
            redacted=action.redacted,
            later=later(sources.session, action.ref),
        )
        for action in sources.session.actions.values()
        if not action.withdrawn
    )


def _notes(sources: Sources) -> tuple[NoteItem, ...]:
    return tuple(
        NoteItem(note.ref, note.text, sources.step_title(note.run), note.wall, note.redacted)
        for note in sources.session.notes.values()
    )
