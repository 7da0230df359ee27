"""The files of a summary: which there are, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from snogmarry.report import overview_words, result_words
from snogmarry.report.file_names import base, private_suffix, private_within
from snogmarry.report.files import (
    File,
    Progress,
    put_all,
    room_for,
    say_once,
    without_empty_folders,
)
from snogmarry.report.finality import holds
from snogmarry.report.formats import Format
from snogmarry.report.making import Remark, Source, parts
from snogmarry.report.profiles import for_profile
from snogmarry.report.profiles.own_words import masked
from snogmarry.report.summary import Profile
from snogmarry.scenario.models import Vote
from snogmarry.session import public
from snogmarry.session.answered import asked_run
from snogmarry.session.events import Recorded, SummaryPart
from snogmarry.session.fold import folded
from snogmarry.session.state import Session
from snogmarry.text import SafeText

BROUGHT_IN = "Nobody counted a group? shift+g counts it."
"""What to do about groups whose words are left out."""
REVEALS = "v reveals {}."
HANDED_ON = "The plan and the handout hold only what was released."


def unrevealed(session: Session) -> str:
    """That results are in no version for others, and the key for that; empty if all are."""
    runs = public.unseen(session)
    votes = all(isinstance(session.step_of(run.step), Vote) for run in runs)
    said = result_words.never_revealed(len(runs), votes=votes)
    if session.phase == "debrief" or asked_run(session) not in runs:
        return said
    return f"{said} {REVEALS.format('it' if len(runs) == 1 else 'that of this step')}"


def write(  # noqa: PLR0913 - what is written, where, and how much of it
    events: Sequence[Recorded],
    directory: Path,
    formats: Sequence[Format],
    names: bool = False,
    progress: Progress | None = None,
    *,
    notes: bool = False,
    profile: Profile = "facilitator",
    own: Mapping[SummaryPart, SafeText] | None = None,
    now: datetime | None = None,
    template: Path | None = None,
    remark: Remark | None = None,
) -> list[Path]:
    """Write the summary of a session in each format; give the files, in that order.

    `events`: all that is recorded of the session, as the journal gives it.
    The files are named after the event and its date; more than `LOOSE` stand in a folder of
    that name. Where something of a name is there already, all get a number beside. `names`:
    participants are named. `notes`: with the facilitator's private notes; JSON, which is
    lossless, has them in any case. Names of files tell of both. `profile`: whom it is for; what
    is the facilitator's own and not to be handed on nobody else who uses this computer can read.
    For others JSON holds the summary alone, and there are no names and no notes (ValueError).
    `own`: what the facilitator wrote beside the session. `now`: when it is written, if not at
    this moment. `template`: the Word document whose looks DOCX files take.
    `remark` is told, in one line each, which file could not be made, what is less in one than it
    should be, that groups are not quoted, and what of the facilitator's own words is masked;
    the other files are written all the same. Raises `CannotWrite`.
    """
    session = folded(events)
    moment = now or datetime.now(UTC)
    summary = for_profile(
        session,
        round(moment.timestamp() * 1_000),
        profile,
        names=names,
        notes=notes,
        own=own,
        holds=holds(session, events),
    )
    source = Source(summary, session, events, template, own)
    wanted = [part for form in formats for part in parts(form, source)]
    kept = private_suffix(names=names, notes=notes)
    wanted = [part if part.handed_on else replace(part, tail=kept + part.tail) for part in wanted]
    name = base(summary, session) + ("" if profile == "facilitator" else f"-{profile}")
    fixed = summary.overview.fixed
    if fixed is not None:
        name += "-final-changed" if overview_words.changed(fixed) else "-final"
    own_copy = [profile == "facilitator" and not part.handed_on for part in wanted]
    tails = [part.tail for part in wanted]
    folder, stem = room_for(directory, name, tails, private=all(own_copy))
    files = [
        File(
            folder / (part.within if len(formats) > 1 else "") / f"{stem}{part.tail}",
            part.make,
            private=private,
        )
        for part, private in zip(wanted, own_copy, strict=True)
    ]
    unquoted = overview_words.groups_unquoted(summary.overview.unquoted)
    remarks = [f"{unquoted} {BROUGHT_IN}"] if unquoted else []
    if profile != "facilitator" and not all(part.handed_on for part in wanted):
        remarks += filter(None, [unrevealed(session)])
    if profile == "public":
        remarks += (found.said for found in masked(session, own or {}))
    if not all(part.handed_on for part in wanted):
        remarks += filter(None, [private_within(names=names, notes=notes)])
    with without_empty_folders(directory, files):
        written = put_all(files, remarks.append, progress)
    say_once(remarks, remark)
    return written
