"""How figures and moments are written, in every format alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from snogmarry.report.summary.counts import Count, Movement
from snogmarry.report.summary.evidence import (
    Asked,
    Challenge,
    CoverageCell,
    Entry,
    Evidence,
    ListItem,
    Proof,
    Reaction,
    Timing,
)
from snogmarry.report.summary.values import (
    ActionItem,
    Answered,
    Fixed,
    Overview,
    PostItem,
    Profile,
    Summary,
    Timeline,
    Told,
    Wanted,
)

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PARTED = re.compile(r"\n{2,}")
EXERCISE = "EXERCISE"
OWN = "In the facilitator’s own words"
INVENTED = (
    "A workshop about an invented case. Posts and answers were written in a role and are nobody’s "
    "own view; learning points and actions are the participants’ own."
)
STANCES = (
    "Each side voted about the other. Snog: work with them on this one thing. Marry: bind "
    "yourselves to them for the long run. Avoid: keep your distance. It is a figure of speech."
)
COVERAGE = (
    "How many learning points and responses of each group speak for a lesson or against it, as "
    "people linked them. For: it bears the lesson out, whether the lesson was kept to or missed. "
    "Against: it speaks against the lesson itself. “Nothing recorded” tells only that a step of "
    "the scenario that names the lesson was put to the group: it is no evidence."
)
SPEED = (
    "By the room’s clock: pauses and interruptions do not count, and an answer counts from when it "
    "was given, not from when the room saw it. A public word is an answer that is a post. An "
    "inject that comes only if a side is silent is put to that side, any other to all who are "
    "asked for a post; what the scenario hopes for is held against the answer to the prompt alone."
)
SILENCE = "Longest silence, of the time that steps asked the side to post"
_WANTED: dict[Wanted, str] = {
    "text": "a text",
    "post": "a post",
    "choice": "one choice",
    "choices": "any number of choices",
    "scale": "a point on a scale",
    "rank": "an order",
    "number": "a number",
    "words": "single words",
    "vote": "a vote",
}


def local(wall: int) -> datetime:
    """The moment in this machine's time zone; `wall` is UTC, ms since 1970."""
    return datetime.fromtimestamp(wall / 1_000, UTC).astimezone()


def clock(wall: int) -> str:
    """The time of day: `14:05`."""
    return f"{local(wall):%H:%M}"


def day(wall: int) -> str:
    """The date: `22 November 2026`."""
    return long_date(local(wall).date())


def long_date(when: date) -> str:
    """A date in full: `22 November 2026`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def written(wall: int) -> str:
    """A moment in full: `22 November 2026 at 14:05`."""
    return f"{day(wall)} at {clock(wall)}"


def zone(wall: int) -> str:
    """The time zone that moments are given in: `GMT (UTC+00:00)`."""
    moment = local(wall)
    offset = f"{moment:%z}"
    return f"{moment:%Z} (UTC{offset[:3]}:{offset[3:5]})"


def length(ms: int | None) -> str:
    """How long something took: `2 min 5 s`; `no answer` for None."""
    if ms is None:
        return "no answer"
    seconds = (abs(ms) + 500) // 1_000
    hours, rest = divmod(seconds, 3_600)
    minutes, rest = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "min"), (rest, "s"))
    said = " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"
    return f"−{said}" if ms < 0 and seconds else said


def against(ms: int) -> str:
    """A length against its plan: `2 min over`, `30 s under`, `on time`."""
    if abs(ms) < 500:
        return "on time"
    return f"{length(abs(ms))} {'over' if ms > 0 else 'under'}"


def percent(share: float) -> str:
    """A share of 1: `60%`."""
    return f"{share:.0%}"


def change(count: Count) -> str:
    """How a count moved since the vote before: `+3 (+15 points)`; empty if there was none."""
    if count.change is None or count.share_change is None:
        return ""
    points = round(count.share_change * 100)
    return f"{signed(count.change)} ({signed(points)} {'point' if abs(points) == 1 else 'points'})"


def movement(found: Movement) -> str:
    """Who moved and which way, and what of it nobody can know."""
    if not found.followed:
        return (
            f"From {found.before} to {found.now}: no single vote can be followed, so only the net "
            "change is known."
        )
    ways = ", ".join(f"{way.before} to {way.now} {way.count}" for way in found.ways)
    said = (
        f"From {found.before} to {found.now}: of {several(found.followed, 'vote')} that can be "
        f"followed, {found.moved} moved{': ' + ways if ways else ''}."
    )
    if found.unknown:
        said += f" Of {found.unknown} more only the net change is known."
    return said


def signed(number: int) -> str:
    """`+3`, `−3` or `±0`."""
    return "±0" if number == 0 else f"{'+' if number > 0 else '−'}{abs(number)}"


def several(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 group`, `3 groups`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(things: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = list(things) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def figure(number: float) -> str:
    """A number without idle decimals."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def parted(text: str) -> list[str]:
    """The paragraphs of a text: what empty lines part."""
    return _PARTED.split(text)


def shortened(text: str, most: int) -> str:
    """A text on one line, cut between words if it is longer than that."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def run_title(step: str, take: int) -> str:
    """A step, with its take if it was run again."""
    return step if take == 1 else f"{step} (take {take})"


def verdict(found: str) -> str:
    """`Strength` or `To improve`."""
    return "Strength" if found == "strength" else "To improve"


def standing_of(overview: Overview) -> str:
    """What can be relied on: draft or final, and whether the session was over."""
    if overview.fixed is not None:
        return f"Final{changed(overview.fixed)}"
    if not overview.begun:
        return "Draft, written before the first step"
    return "Draft" if overview.over else "Draft, written before the session was ended"


def status(overview: Overview) -> str:
    """Draft or final, in a word or two for the head of a page."""
    if overview.fixed is None:
        return "Draft"
    return "Final, changed since" if changed(overview.fixed) else "Final"


def changed(fixed: Fixed) -> str:
    """What came after the summary was fixed; empty if nothing did."""
    said = [several(fixed.changes, "event")] if fixed.changes else []
    said += [several(fixed.redactions, "redaction")] if fixed.redactions else []
    said += ["words in the file beside the session"] if fixed.reworded else []
    found = f"; changed after it was finalised: {listed(said)}" if said else ""
    if fixed.holds is False:
        found += "; the record is no longer the one that was finalised"
    return found


def fixed_on(fixed: Fixed) -> str:
    """When it was fixed, and its fingerprint."""
    said = f"Finalised on {day(fixed.wall)} at {clock(fixed.wall)}"
    return f"{said}; SHA-256 of the record: {fixed.digest}" if fixed.digest else said


def told(found: Told) -> str:
    """Which parts are the facilitator's own words; empty if none is."""
    return f"{OWN}: {listed(found.parts)}." if found.parts else ""


def audience(s: Summary) -> str:
    """Whom the summary is for, and what of it they do not get; empty for the facilitator's own."""
    said = {
        "facilitator": "",
        "participants": "For participants: what the room saw, by group.",
        "public": (
            "For the public: words of groups smaller than three or never counted are left out, "
            "and so are the place and all names that were registered."
        ),
    }[s.profile]
    return f"{said} {unquoted(s.overview.unquoted)}".strip()


def unquoted(groups: int) -> str:
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
            f"that were withdrawn. Private notes are {notes}."
        )
    left_out = "private notes, and who gave what within a group"
    if s.profile == "public":
        left_out = "private notes, names, the place, and the words of small groups"
    return (
        "Here is what the room saw: responses as they were released, and results that were "
        f"revealed. Left out are all other responses, {left_out}."
    )


def people_in(overview: Overview) -> str:
    """Who was there: `12 people in 3 groups; 9 joined by phone`, or what is not known of it."""
    joined = f"; {overview.joined} joined by phone" if overview.joined else ""
    return _counted_in(overview) + joined


def _counted_in(overview: Overview) -> str:
    groups = len(overview.groups)
    if not overview.uncounted:
        return f"{several(overview.people, 'person', 'people')} in {several(groups, 'group')}"
    if overview.uncounted == groups:
        return f"{several(groups, 'group')}, people not counted"
    counted = groups - overview.uncounted
    return (
        f"{several(overview.people, 'person', 'people')} in {counted} of {groups} groups, "
        "people of the others not counted"
    )


def responses(profile: Profile) -> str:
    """What the figure of responses counts, which is less where not all may be read."""
    return "Responses that count" if profile == "facilitator" else "Responses that the room saw"


def pace(timeline: Timeline) -> str:
    """Planned against actual in all."""
    if not timeline.runs:
        return f"Planned {length(timeline.planned)}; no step was started"
    over = against(timeline.took - timeline.planned)
    return f"Planned {length(timeline.planned)}, took {length(timeline.took)} ({over})"


def title(overview: Overview) -> str:
    """What the document is called."""
    return overview.title


def marks(entry: Entry) -> str:
    """What has to be said of a response beside its words: `late, not released, 2 versions`."""
    said = []
    if entry.late:
        said.append("late, counted" if entry.admitted else "late, not counted")
    if entry.status != "released":
        said.append(entry.status)
    if entry.replaced and entry.status != "withdrawn":
        said.append("not counted: hands were")
    if entry.redacted:
        said.append("redacted")
    if entry.versions > 1:
        said.append(f"{entry.versions} versions")
    return ", ".join(said)


def words_of(entry: Entry) -> str:
    """The response as it is quoted, with its reason."""
    if entry.status == "withdrawn":
        return "(entered by mistake and withdrawn)"
    return f"{entry.answer} – {entry.reason}" if entry.reason else entry.answer


def shares(counts: Iterable[Count]) -> str:
    """What each option has of the whole: `Snog 25 %, Marry 25 %, Avoid 50 %`."""
    return ", ".join(f"{count.option} {percent(count.share)}" for count in counts)


def proof(found: Proof) -> str:
    """What shows a learning point beside responses: `result of Stance two: Snog 3, Marry 1`."""
    of = found.of if found.kind in {"post", "inject"} else run_title(found.of, found.take)
    return f"{found.kind} of {of}" + (f": {found.said}" if found.said else "")


def challenge(found: Challenge) -> str:
    """What was put: `the prompt of First word`, or an inject with its words."""
    step = run_title(found.step, found.take)
    if found.kind == "prompt":
        return f"Prompt: {step}"
    return f"Inject in {step}: {found.author}: {found.text}"


def reaction(found: Reaction) -> str:
    """How soon a group answered: `2 min, in time`, `had answered before`, `no answer`."""
    if found.took is None:
        return "had answered before" if found.before else "no answer"
    judged = {None: "", True: ", in time", False: ", late"}[found.within]
    return length(found.took) + judged


def hoped(expected: int | None) -> str:
    """The time that the scenario hopes for; `none named` if it names none."""
    return "none named" if expected is None else length(expected)


def in_time(timing: Timing) -> str:
    """How many groups answered within the time hoped for: `In time: 2 of 3.`"""
    return f"In time: {timing.in_time} of {len(timing.groups)}."


def shown(evidence: Evidence) -> str:
    """What a piece of evidence shows: `L-02; for Act swiftly; against Be clear`."""
    return "; ".join(part for part in (", ".join(evidence.points), speaks(evidence)) if part)


def speaks(evidence: Evidence) -> str:
    """Which lessons a piece of evidence speaks for and against; empty if of none."""
    said = [f"for {', '.join(evidence.shows)}"] if evidence.shows else []
    said += [f"against {', '.join(evidence.against)}"] if evidence.against else []
    return "; ".join(said)


def column(cell: CoverageCell) -> str:
    """Whom a column of the matrix is about: a group, or the whole room."""
    return cell.group or "The whole room"


def covered(cell: CoverageCell) -> str:
    """What can be said of a lesson and a group: `2 for, 1 against`, `not exercised`."""
    if cell.speaks == "not exercised":
        return "not exercised"
    if cell.speaks == "nothing recorded":
        return "nothing recorded"
    ways = ((cell.speaks_for, "for"), (cell.speaks_against, "against"))
    return ", ".join(f"{number} {way}" for number, way in ways if number)


def played(found: Entry | PostItem) -> str:
    """The side that a group played, after its name; nothing if it is called like the side."""
    group = found.group if isinstance(found, Entry) else found.author
    return f", as {found.side}" if found.side not in {"", group} else ""


def posted(found: PostItem) -> str:
    """Its ref, and whose words it is in if they are no group's: `I-02, scripted`."""
    whose = {"cast": ", scripted", "inject": ", scripted", "on the spot": ", by the facilitator"}
    return found.ref + whose.get(found.kind, "")


def lede(overview: Overview) -> str:
    """When and where it was, with how many, in a line."""
    place = f", {overview.place}" if overview.place else ""
    return f"{day(overview.started)}{place}. {people_in(overview)}. Scenario: {overview.scenario}."


def unsettled(actions: Iterable[ActionItem]) -> str:
    """Actions that nobody sees to yet, or for which there is no date; empty if there are none."""
    lacking = [
        f"{action.ref} ({listed(missing)})"
        for action in actions
        if (missing := [*([] if action.owner else ["owner"]), *([] if action.due else ["date"])])
    ]
    return f"Still to be settled: {listed(lacking)}." if lacking else ""


def source(entry: Entry) -> str:
    """Where a response comes from: group, side played, step, how long it took, when."""
    people = f" for {several(entry.people, 'person', 'people')}" if entry.people > 1 else ""
    person = f"{entry.person}, " if entry.person else ""
    return (
        f"{person}{entry.group}{people}{played(entry)}; {run_title(entry.step, entry.take)}; "
        f"after {length(entry.took)}, at {clock(entry.wall)}"
    )


def origins(found: ListItem) -> str:
    """Plainly, what of the list is of the published one and what was drawn by us."""
    original, drawn = len(found.original), len(found.drawn)
    if not drawn:
        return f"All {several(original, 'title')} are of the published list."
    if not original:
        return "No title is of a published list; each says below what it is drawn from."
    return (
        f"{several(original, 'title is', 'titles are')} of the published list and marked "
        f"“original”; {several(drawn, 'is', 'are')} marked “drawn” and "
        f"{'is' if drawn == 1 else 'are'} not of that list: {listed(found.drawn)}."
    )


def wanted(answered: Answered) -> str:
    """What kind of answer was asked for: `a post on Chirp`."""
    on = f" on {answered.channel}" if answered.channel else ""
    return _WANTED[answered.wanted] + on


def asked(found: Asked) -> str:
    """Who was asked, before the question itself."""
    return f"Asked of {found.side}" if found.side else "Asked"


def people_behind(answered: Answered) -> str:
    """How many responses a run has, and who answered aloud."""
    said = several(len(answered.entries), "response")
    if answered.aloud:
        said += f"; answered aloud: {listed(answered.aloud)}"
    return said + ("; this run was taken back" if answered.undone else "")
