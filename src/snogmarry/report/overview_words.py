"""What is said of a session as a whole and of its summary, in every format alike."""

from __future__ import annotations

from collections.abc import Iterable

from snogmarry.report.masking import LEFT_OUT
from snogmarry.report.mixed import theirs
from snogmarry.report.summary.lessons import every_point
from snogmarry.report.summary.values import (
    Fixed,
    GroupItem,
    Overview,
    Profile,
    SideItem,
    Summary,
    Timeline,
    Told,
)
from snogmarry.report.words import against, clock, day, length, listed, several, time, written

FINGERPRINT = "Fingerprint (SHA-256) of what happened and when, not of the words typed"
"""What the digest of a final summary vouches for, before the digest itself."""
OWN = "In the facilitator’s own words"
HANDS = "Group votes by show of hands"
ALLOWED = "Allowed on the day"
"""What was planned for a step, with what was added or taken while it ran."""
INVENTED = (
    "A workshop about an invented case. Posts and answers were written in a role and are nobody’s "
    "own view; learning points and actions are the participants’ own."
)


def title(overview: Overview) -> str:
    """What the document is called."""
    return overview.title


def lede(overview: Overview) -> str:
    """When and where it was, with how many, in a line."""
    place = f", {theirs(overview.place)}" if overview.place not in {"", LEFT_OUT} else ""
    scenario = theirs(overview.scenario)
    return f"{day(overview.started)}{place}. {people_in(overview)}. Scenario: {scenario}."


def days(overview: Overview) -> tuple[str, ...]:
    """The day it began, and the last one that is told of if that is another."""
    return tuple(dict.fromkeys((day(overview.started), day(overview.last))))


def date_of(overview: Overview) -> str:
    """When it was: `22 November 2026, from 14:05`, and until which day it went on."""
    first, *later = days(overview)
    began = f"{first}, from {time(overview.started)}"
    return f"{began}; the last entry is of {later[0]}" if later else began


def people_in(overview: Overview) -> str:
    """Who was there: `12 people in 3 groups; 9 joined by phone`, or what is not known of it."""
    joined = f"; {overview.joined} joined by phone" if overview.joined else ""
    return _counted_in(overview) + joined


def made_of(side: SideItem) -> str:
    """What a side is and who plays it: `activist; 2 groups, 6 people in 1 of them`."""
    said = f"{side.kind}; {several(side.groups, 'group')}"
    if not side.people:
        return said
    some = f" in {side.groups - side.uncounted} of them" if side.uncounted else ""
    return f"{said}, {several(side.people, 'person', 'people')}{some}"


def headcount(overview: Overview) -> tuple[str, int | str, None]:
    """The figure of people and what it is called; where nobody counted any, that they did not."""
    if overview.groups and overview.uncounted == len(overview.groups):
        return "People", "not counted", None
    return "People counted" if overview.uncounted else "People", overview.people, None


def _counted_in(overview: Overview) -> str:
    groups = len(overview.groups)
    if not overview.uncounted:
        return f"{several(overview.people, 'person', 'people')} in {several(groups, 'group')}"
    if overview.uncounted == groups:
        return f"{several(groups, 'group')}, people not counted"
    counted = groups - overview.uncounted
    missing = overview.uncounted
    others = "one group was" if missing == 1 else f"{missing} groups were"
    return (
        f"{several(overview.people, 'person', 'people')} counted in {counted} of {groups} groups; "
        f"{others} not counted"
    )


def recounted(groups: Iterable[GroupItem]) -> str:
    """Which groups had other headcounts when they answered or voted; empty if none had."""
    said = [f"{theirs(group.name)} as {counted_before(group)}" for group in groups if group.earlier]
    if not said:
        return ""
    return (
        "Headcounts are the last that were set. Some answers or votes came in while groups were "
        f"counted otherwise: {'; '.join(said)}."
    )


def counted_before(group: GroupItem) -> str:
    """The headcounts of a group when it answered or voted before: `5 (until 14:31)`."""
    return listed(f"{of.people} (until {clock(of.until)})" for of in group.earlier)


def status(overview: Overview) -> str:
    """Draft or final, in a word or two for the head of a page."""
    if overview.fixed is None:
        return "Draft"
    return "Final, changed since" if changed(overview.fixed) else "Final"


def standing_of(overview: Overview) -> str:
    """What can be relied on: draft or final, and whether the session was over."""
    if overview.fixed is not None:
        again = "" if overview.over else ", written before the session was ended"
        return f"Final{again}{changed(overview.fixed)}"
    if not overview.begun:
        return "Draft, written before the first step"
    return "Draft" if overview.over else "Draft, written before the session was ended"


def changed(fixed: Fixed) -> str:
    """What came after the summary was fixed; empty if nothing did."""
    groups: dict[tuple[str, str], list[str]] = {}
    for change in fixed.since:
        noun = _NOUNS.get(change.of.partition("-")[0], "") if "-" in change.of else change.of
        groups.setdefault((noun, change.what), []).append(change.of)
    said = [_done(noun, what, refs) for (noun, what), refs in groups.items()]
    said += [f"{several(fixed.unseen, 'change')} to what is not here"] if fixed.unseen else []
    found = f". Changed since: {listed(said)}" if said else ""
    if fixed.holds is False:
        found += ". The record is no longer the one that was finalised"
    return found


_NOUNS = {
    "R": "response", "L": "learning point", "A": "action", "N": "private note",
    "P": "post", "G": "the name of group", "M": "the name of participant", "S": "the texts of step",
}  # fmt: skip
_MANY = 6
"""How many refs are named; of more it is said how many they are."""
_WHOLE = {
    "details": "the details of the event",
    "groups": "the groups",
    "headcounts": "how many people groups have",
    "hands": "shows of hands",
    "aloud": "who answered aloud",
    "results": "results",
    "course": "the course of the session",
    "DETAILS": "the details of the event",
    "SUMMARY": "the facilitator’s own words",
}


def _done(noun: str, what: str, refs: list[str]) -> str:
    """`actions A-03 and A-04 added`, `the conclusions rewritten`."""
    if noun == refs[0]:
        return f"{_WHOLE.get(noun, f'the {noun}')} {what}"
    if len(refs) > _MANY:
        named = f"{len(refs)} {noun}s"
    else:
        named = f"{noun}{'s' if len(refs) > 1 else ''} {listed(refs)}"
    return f"the links of {named} to lessons changed" if what == "linked" else f"{named} {what}"


def fixed_on(fixed: Fixed) -> str:
    """When it was fixed, and its fingerprint."""
    said = f"Finalised on {written(fixed.wall)}"
    if fixed.first is not None:
        said = f"Finalised anew on {written(fixed.wall)}, first on {written(fixed.first)}"
    return f"{said}. {FINGERPRINT}: {fixed.digest}" if fixed.digest else said


def told(found: Told) -> str:
    """Which parts are the facilitator's own words; empty if none is."""
    return f"{OWN}: {listed(found.parts)}." if found.parts else ""


def audience(s: Summary) -> str:
    """Whom the summary is for, and what of it they do not get, or what no one else does."""
    said = {
        "facilitator": _for_the_facilitator(s),
        "participants": (
            "For participants: what the room saw, and from which group; who sees to an action is "
            "named, as it was agreed aloud."
        ),
        "public": (
            "For the public: words of groups smaller than three or never counted are left out, "
            "and so are the place and all names that were registered."
        ),
    }[s.profile]
    return f"{said} {groups_unquoted(s.overview.unquoted)}".strip()


def _for_the_facilitator(s: Summary) -> str:
    unseen = {
        "answers": any(
            entry.status not in {"released", "withdrawn"}
            for part in s.answered
            for entry in part.entries
        ),
        "results": not all(result.revealed for result in s.results),
        "learning points": not all(point.released for point in every_point(s)),
    }
    has = listed([what for what, there in unseen.items() if there])
    private = {"names of participants": s.named, "private notes": s.notes is not None}
    within = listed([what for what, there in private.items() if there])
    return (
        f"For the facilitator: {f'has {has} that the room did not see; ' if has else ''}"
        "the participants’ and public versions are for passing on."
        + (f" {within[0].upper()}{within[1:]} are in it." if within else "")
    )


def groups_unquoted(groups: int) -> str:
    """That groups are too small for the public to have their words; empty if none is."""
    if not groups:
        return ""
    return (
        f"The words of {several(groups, 'group')} are left out: fewer than three people, or "
        "nobody counted them."
    )


def contents(s: Summary) -> str:
    """What of the session the summary has, and what it leaves out."""
    if s.profile == "facilitator":
        notes = "left out" if s.notes is None else "here too"
        return (
            "All responses are here, whether the room saw them or not, but for the words of those "
            "that were withdrawn. Not counted are those that were withdrawn or came late, and "
            f"votes that a show of hands stands in place of. Private notes are {notes}."
        )
    left_out = (
        "names but of who sees to an action; who gave what within a group; who moved where fewer "
        "than six can be followed."
        if s.profile == "participants"
        else "names, who sees to actions, the place and ground rules; the words of groups smaller "
        "than three or never counted; single votes and choices, their reasons and who moved; what "
        "fewer than three people of a side answered; the least and most of fewer than six "
        "numbers."
    )
    return (
        "Here is what the room saw, responses and learning points as they were released. A "
        "response that is not listed is part of a result, such as a vote. Left out are all other "
        "responses, learning points and results; private notes, the sides’ aims and steps that "
        f"never ran; {left_out}"
    )


def responses(profile: Profile) -> str:
    """What the figure of responses counts, which is less where not all may be read."""
    return "Responses counted" if profile == "facilitator" else "Responses listed or counted"


LISTED = "Of these, listed one by one"
"""What the figure after it is called; the facilitator's own copy lists them all."""


def pace(timeline: Timeline) -> str:
    """Planned against actual in all."""
    if not timeline.runs:
        return f"Planned {length(timeline.planned)}; no step was started"
    over = against(timeline.over)
    return f"Planned {length(timeline.planned)}, took {length(timeline.took)} ({over})"


def within(timeline: Timeline) -> str:
    """What of the time is in which figure, and what is in none; empty if all is as it looks."""
    t = timeline
    said = []
    if t.runs and not t.as_planned:
        said.append(
            "Planned in all is every step of the order once, run or not; asides and further takes "
            "are not."
        )
    if t.paused:
        said.append(
            f"What it took in all is the steps and the pauses between, {length(t.paused)}; what a "
            "step took is without its pauses."
        )
    if t.lost:
        said.append(
            f"Interruptions, and debriefs that were left again, are in no figure: {length(t.lost)}."
        )
    if t.undone:
        said.append(f"{several(t.undone, 'start')} taken back and not listed.")
    return " ".join(said)
