"""Whom a summary is for: what of the session they may have. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from snogmarry.report.masking import LEFT_OUT
from snogmarry.report.profiles.lessons import nothing_to_show
from snogmarry.report.profiles.public import (
    Own,
    as_the_public_may,
    count_unquoted,
    mask,
)
from snogmarry.report.profiles.results import (
    unfollowed,
    ungrouped,
    ungrouped_stances,
    without_ends,
)
from snogmarry.report.profiles.room import as_the_room_counted, as_the_room_saw
from snogmarry.report.summary import Profile, Summary, summarise
from snogmarry.report.summary.lessons import every_point, with_headlines
from snogmarry.session.state import Session
from snogmarry.text import EMPTY

__all__ = ["PROFILES", "Own", "for_participants", "for_profile", "for_the_public"]

PROFILES: tuple[Profile, ...] = get_args(Profile)


def for_profile(  # noqa: PLR0913 - whom for, and what goes in
    session: Session,
    now_wall: int,
    profile: Profile,
    *,
    names: bool = False,
    notes: bool = False,
    own: Own | None = None,
    holds: bool | None = None,
) -> Summary:
    """The summary for those who are to read it; names and notes are the facilitator's alone.

    The rest is as in `summarise`. Raises ValueError if names or notes are to go to others.
    """
    if profile == "facilitator":
        return summarise(session, now_wall, names, notes=notes, own=own, holds=holds)
    if names or notes:
        raise ValueError(f"no names and no notes for {profile}")
    made = for_participants if profile == "participants" else for_the_public
    return made(session, now_wall, own=own, holds=holds)


def for_participants(
    session: Session, now_wall: int, *, own: Own | None = None, holds: bool | None = None
) -> Summary:
    """The summary as everybody who was in the room may have it.

    Released answers as they were released, results that were revealed, released learning points,
    actions, and what the facilitator wrote into it. Who gave what is told by group. Who sees to
    an action is named as it was typed: the room agreed it aloud, and nobody would see to an
    action of no one. No notes, no briefs, no aims, no steps that were never shown. How soon a
    group answered is told of every answer: it is no secret that there was one.
    """
    seen = as_the_room_saw(session)
    # Results are made of answers of which the room saw the sum alone.
    counted = as_the_room_counted(session)
    summary = summarise(
        seen,
        now_wall,
        own=own,
        holds=holds,
        counted=counted,
        timed=session,
        profile="participants",
    )
    several = unfollowed(summary.stances, only_few=True)
    return _for_others(replace(summary, stances=several))


def for_the_public(
    session: Session, now_wall: int, *, own: Own | None = None, holds: bool | None = None
) -> Summary:
    """The summary as anybody may have it.

    As for participants, without the words of groups smaller than three or never counted, their
    names, single votes and choices, who moved between votes, which groups had more votes than
    people, results of a side with fewer than three people, the least and the most of fewer than
    six numbers, who sees to an action, the ground rules, and the place. Names and the place as
    far as they are known are masked in all that anybody typed, the facilitator too; the scenario
    is fiction and stays.
    """
    own = own or {}
    public = as_the_public_may(session)
    shown = {part: LEFT_OUT if part == "place" else text for part, text in own.items()}
    summary = summarise(
        public.seen,
        now_wall,
        own=shown,
        holds=holds,
        counted=public.counted,
        timed=session,
        left_out=public.left_out,
        profile="public",
    )
    overview = replace(summary.overview, unquoted=count_unquoted(session))
    masked = mask(session, own.get("place", EMPTY), summary)
    shown_alone = replace(
        summary,
        overview=overview,
        stances=ungrouped_stances(unfollowed(summary.stances)),
        votes=ungrouped(summary.votes),
        numbers=without_ends(summary.numbers),
    )
    read = masked.over(_for_others(shown_alone))
    # Of names alone nothing may be left to read.
    return replace(read, glance=with_headlines(read.glance, every_point(read)))


def _for_others(summary: Summary) -> Summary:
    ran = replace(summary.timeline, never_run=())
    return nothing_to_show(replace(summary, timeline=ran))
