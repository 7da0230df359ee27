"""What is said of prompts, answers and posts, in every format alike."""

from __future__ import annotations

from snogmarry.report.mixed import WITHDRAWN, theirs
from snogmarry.report.speed_words import LATE_COUNTED, after
from snogmarry.report.summary.evidence import Asked, Entry
from snogmarry.report.summary.values import Answered, PostItem, RaisedHands, Wanted
from snogmarry.report.words import clock, length, listed, run_title, several

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


HANDS = "by a show of hands"
NOT_COUNTED = "late, not counted"


def wanted(answered: Answered) -> str:
    """What kind of answer was asked for: `a post on Chirp`."""
    on = f" on {theirs(answered.channel)}" if answered.channel else ""
    return _WANTED[answered.wanted] + on


def asked(found: Asked) -> str:
    """Who was asked, before the question itself."""
    return f"Asked of {theirs(found.side)}" if found.side else "Asked"


def people_behind(answered: Answered) -> str:
    """How many responses a run has, and who answered aloud."""
    said = several(answered.responses, "response")
    if answered.counted < answered.responses:
        said += f", {answered.counted or 'none'} of them counted"
    if answered.hands:
        said += f"; {HANDS}: {listed(theirs(of.group) for of in answered.hands)}"
    if answered.aloud:
        said += f"; answered aloud: {listed(map(theirs, answered.aloud))}"
    return said + ("; this run was taken back" if answered.undone else "")


def raised_by(found: RaisedHands) -> str:
    """What a group chose by hands: `Red, by a show of hands: Snog 3, Marry 2, Avoid 0.`"""
    counts = ", ".join(f"{theirs(one.option)} {one.count}" for one in found.counts)
    late = f"; {NOT_COUNTED}" if found.late else ""
    return f"{theirs(found.group)}{played(found)}, {HANDS}: {counts}{late}."


def words_of(entry: Entry) -> str:
    """The response as it is quoted, with its reason."""
    if entry.status == "withdrawn":
        return WITHDRAWN
    return f"{entry.answer} – {entry.reason}" if entry.reason else entry.answer


def marks(entry: Entry) -> str:
    """How a response stands: `released, late but counted, 2 versions`; empty if just released."""
    versions = [f"{entry.versions} versions"] if entry.versions > 1 else []
    said = [entry.status, *filter(None, [remarks(entry)]), *versions]
    return "" if said == ["released"] else ", ".join(said)


def remarks(entry: Entry) -> str:
    """What has to be said of a response beside its status and how many versions it has."""
    said = []
    if entry.late:
        said.append(LATE_COUNTED if entry.admitted else NOT_COUNTED)
    if entry.late_wording:
        said.append("a later wording came late")
    if entry.replaced and entry.status != "withdrawn":
        said.append("not counted: hands were")
    if entry.redacted:
        said.append("redacted")
    return ", ".join(said)


def source(entry: Entry) -> str:
    """Where a response comes from: group, side played, step, how long it took, when."""
    people = f" for {several(entry.people, 'person', 'people')}" if entry.people > 1 else ""
    person = f"{theirs(entry.person)}, " if entry.person else ""
    who = f"{person}{theirs(entry.group)}{people}{played(entry)}"
    step = run_title(entry.step, entry.take)
    return f"{who}; {step}; {after(entry)}, at {clock(entry.wall)}"


def played(found: Entry | PostItem | RaisedHands) -> str:
    """The side that a group played, after its name; nothing if it is called like the side."""
    group = found.author if isinstance(found, PostItem) else found.group
    return f", as {theirs(found.side)}" if found.side not in {"", group} else ""


def posted(found: PostItem) -> str:
    """Its ref, and whose words it is in if they are no group's: `I-02, scripted`."""
    whose = {"cast": ", scripted", "inject": ", scripted", "on the spot": ", by the facilitator"}
    return found.ref + whose.get(found.kind, "")


def posted_after(found: PostItem) -> str:
    """How soon a group posted: `, after 2 min, late but counted`; empty for the cast."""
    if found.took is None:
        return ""
    return f", after {length(found.took)}" + (f", {LATE_COUNTED}" if found.late else "")
