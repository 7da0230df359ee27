"""What is said of answers, results and lessons, and of what shows what, in every format alike."""

from __future__ import annotations

from collections.abc import Iterable

from snogmarry.report.summary.counts import Count, Movement, Numbers, Result, SideStances, Words
from snogmarry.report.summary.evidence import (
    Asked,
    Challenge,
    CoverageCell,
    Entry,
    Evidence,
    FirstWord,
    GroupTiming,
    Later,
    LessonItem,
    ListItem,
    PointItem,
    Proof,
    Reaction,
    SidePosts,
    Since,
    Timing,
)
from snogmarry.report.summary.values import ActionItem, Answered, PostItem, Wanted, Weight
from snogmarry.report.words import (
    clock,
    hundredths,
    length,
    listed,
    percent,
    run_title,
    several,
    signed,
)
from snogmarry.session.written import speaking, write_number

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
    "was given, not from when the room saw it. A public word is an answer to a prompt for a post, "
    "in writing or aloud. What came late, after the closing or when the room had moved on, is "
    "marked so, and counts only where the facilitator let it. An inject that comes only if a side "
    "is silent is put to that side, any other to all who are asked for a post; what the scenario "
    "hopes for is held against the answer to the prompt alone. A group that joined later is timed "
    "from when it joined, and not asked for what came before. A side is asked to post from when a "
    "prompt for a post is put to it until each of its groups has posted, and anew by each inject "
    "put to it until it posts again; at most until the prompt is closed or the room moves on."
)
COUNTED = ("Counted side by side under ", "Stances", ", with the reasons given.")
"""Of a vote about stance, where it stands among other results; its middle leads there."""
CHANGED_HANDS = (
    "These votes were not all cast by the same people: the groups had swapped sides in between."
)
SILENCE = "Longest silence, of the time that the side was asked to post"
OPEN = (
    "Posts left unanswered: how many the cast had put to a side since its last public word, where "
    "it was still asked to post when the prompt ended"
)
LATE = "late"
LATE_COUNTED = "late but counted"
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


def wanted(answered: Answered) -> str:
    """What kind of answer was asked for: `a post on Chirp`."""
    on = f" on {answered.channel}" if answered.channel else ""
    return _WANTED[answered.wanted] + on


def asked(found: Asked) -> str:
    """Who was asked, before the question itself."""
    return f"Asked of {found.side}" if found.side else "Asked"


def people_behind(answered: Answered) -> str:
    """How many responses a run has, and who answered aloud."""
    said = several(answered.responses, "response")
    if answered.aloud:
        said += f"; answered aloud: {listed(answered.aloud)}"
    return said + ("; this run was taken back" if answered.undone else "")


def words_of(entry: Entry) -> str:
    """The response as it is quoted, with its reason."""
    if entry.status == "withdrawn":
        return "(withdrawn)"
    return f"{entry.answer} – {entry.reason}" if entry.reason else entry.answer


def marks(entry: Entry) -> str:
    """What has to be said of a response beside its words: `late, not released, 2 versions`."""
    said = []
    if entry.late:
        said.append(LATE_COUNTED if entry.admitted else "late, not counted")
    if entry.status != "released":
        said.append(entry.status)
    if entry.late_wording:
        said.append("a later wording came late")
    if entry.replaced and entry.status != "withdrawn":
        said.append("not counted: hands were")
    if entry.redacted:
        said.append("redacted")
    if entry.versions > 1:
        said.append(f"{entry.versions} versions")
    return ", ".join(said)


def source(entry: Entry) -> str:
    """Where a response comes from: group, side played, step, how long it took, when."""
    people = f" for {several(entry.people, 'person', 'people')}" if entry.people > 1 else ""
    person = f"{entry.person}, " if entry.person else ""
    return (
        f"{person}{entry.group}{people}{played(entry)}; {run_title(entry.step, entry.take)}; "
        f"{after(entry)}, at {clock(entry.wall)}"
    )


def played(found: Entry | PostItem) -> str:
    """The side that a group played, after its name; nothing if it is called like the side."""
    group = found.group if isinstance(found, Entry) else found.author
    return f", as {found.side}" if found.side not in {"", group} else ""


def posted(found: PostItem) -> str:
    """Its ref, and whose words it is in if they are no group's: `I-02, scripted`."""
    whose = {"cast": ", scripted", "inject": ", scripted", "on the spot": ", by the facilitator"}
    return found.ref + whose.get(found.kind, "")


def posted_after(found: PostItem) -> str:
    """How soon a group posted: `, after 2 min, late but counted`; empty for the cast."""
    if found.took is None:
        return ""
    return f", after {length(found.took)}" + (f", {LATE_COUNTED}" if found.late else "")


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


def uncounted(entry: Entry) -> bool:
    """Whether a response does not count because it came after the closing."""
    return entry.late and not entry.admitted


def took(entry: Entry) -> str:
    """How long a response took, or that it came late and does not count."""
    return LATE if uncounted(entry) else length(entry.took)


def after(entry: Entry) -> str:
    """The same in a line: `after 2 min`, `late`."""
    return LATE if uncounted(entry) else f"after {length(entry.took)}"


def first_answer(found: GroupTiming) -> str:
    """How soon a group answered: `2 min`, `2 min after joining`, `late`, `no answer`."""
    return _timed(found)


def left_open(found: SidePosts) -> int | str:
    """How many posts a side left unanswered; `not asked`."""
    return "not asked" if found.posts is None else found.posts


def reaction(found: Reaction) -> str:
    """How soon a group answered: `2 min, in time`, `had answered before`, `no answer`."""
    if found.took is None:
        return "had answered before" if found.before else first_answer(found)
    judged = {None: "", True: ", in time", False: ", not in time"}[found.within]
    return _timed(found) + judged


def _timed(found: GroupTiming | FirstWord) -> str:
    if found.took is None:
        return LATE if found.late else length(None)
    joined = " after joining" if found.joined else ""
    return f"{length(found.took)}{joined}{f', {LATE_COUNTED}' if found.late else ''}"


def first_words(since: Since) -> str:
    """What the first words of groups are counted from: `… after the first post at 12:06`."""
    return f"First public word after the first {since.what} at {clock(since.wall)}"


def answering(timing: Timing) -> tuple[str, str, str]:
    """Of answering times, where they stand; its middle is the ref: `… in First word: T-01.`"""
    title = run_title(timing.step, timing.take)
    return f"How soon groups answered in {title}: ", timing.ref, f". {in_time(timing)}"


def stances_of(side: SideStances) -> str:
    """What the counts of a side's stances are called."""
    since = ", with the change since the vote before" if len(side.votes) > 1 else ""
    return f"Stances of {side.side}{since}"


def in_time(timing: Timing) -> str:
    """How many groups answered within the time hoped for: `In time: 2 of 3.`"""
    return f"In time: {timing.in_time} of {timing.asked}."


def first_word(word: FirstWord) -> str:
    """How soon a group said its first public word: `2 min`, `never`, `not asked`."""
    if word.took is not None or word.late:
        return _timed(word)
    return "never" if word.asked else "not asked"


def in_place_of_ref(word: FirstWord) -> str:
    """What stands in place of a ref: there was no word, none to read, or not for these readers."""
    if word.took is None:
        return "not counted" if word.late else "none"
    return "aloud" if word.aloud else "not shown"


def shown(evidence: Evidence) -> str:
    """What a piece of evidence shows: `L-02; for Act swiftly; against Be clear`."""
    return "; ".join(part for part in (", ".join(evidence.points), speaks(evidence)) if part)


def speaks(evidence: Evidence) -> str:
    """Which lessons a piece of evidence speaks for and against; empty if of none."""
    return speaking(evidence.shows, evidence.against)


def spoken_of(point: PointItem) -> str:
    """Which lessons a learning point speaks for and against; empty if of none."""
    return speaking((of for of in point.lessons if of not in point.against), point.against)


def column(cell: CoverageCell) -> str:
    """Whom a column of the matrix is about: a group, or the whole room."""
    return cell.group or "The whole room"


def covered(cell: CoverageCell) -> str:
    """What can be said of a lesson and a group: `2 for, 1 against`, `not exercised`."""
    if cell.speaks == "not exercised":
        return "not exercised"
    if cell.speaks == "nothing recorded":
        return "nothing recorded"
    return ways(cell)


def ways(found: CoverageCell | LessonItem | Weight) -> str:
    """How much speaks which way: `2 for, 1 against`; `none` if nothing does."""
    counts = ((found.speaks_for, "for"), (found.speaks_against, "against"))
    return ", ".join(f"{number} {way}" for number, way in counts if number) or "none"


def point_marks(point: PointItem) -> str:
    """What has to be said of a learning point beside its words: `not released; redacted`."""
    said = {"not released": not point.released, "redacted": point.redacted}
    marks = [mark for mark, found in said.items() if found]
    return "; ".join([*marks, *filter(None, [since_final(point.later)])])


def action_status(action: ActionItem) -> str:
    """How an action stands, and what became of it after the summary was fixed."""
    return "; ".join(filter(None, [action.status, since_final(action.later)]))


def since_final(later: Later) -> str:
    """`added after it was finalised`; empty if nothing was."""
    return f"{later} after it was finalised" if later else ""


def unnamed(points: int) -> str:
    """That points are no headlines, for want of words; empty if none is."""
    if not points:
        return ""
    return f"Not named here: {several(points, 'learning point')} whose words are left out."


def verdict(found: str) -> str:
    """`Strength` or `To improve`."""
    return "Strength" if found == "strength" else "To improve"


def weight(found: Weight) -> str:
    """How much stands behind a lesson, and which way: `1 learning point, 2 responses: 3 for`."""
    points, responses = (
        several(found.points, "learning point"),
        several(found.responses, "response"),
    )
    return f"{points}, {responses}: {ways(found)}"


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


def shares(counts: Iterable[Count]) -> str:
    """What each option has of the whole: `Snog 25 %, Marry 25 %, Avoid 50 %`."""
    return ", ".join(f"{count.option} {percent(count.share)}" for count in counts)


def change(count: Count) -> str:
    """How a count moved since the vote before: `+3 (+15 points)`; empty if there was none."""
    if count.change is None or count.share_change is None:
        return ""
    points = hundredths(count.share_change)
    return f"{signed(count.change)} ({signed(points)} {'point' if abs(points) == 1 else 'points'})"


def numbers(found: Numbers) -> str:
    """What numbers were given: `3 numbers: least 1, median 2, most 5.`"""
    figures = (("least", found.least), ("median", found.median), ("most", found.most))
    said = (f"{name} {write_number(number)}" for name, number in figures if number is not None)
    return f"{several(found.given, 'number')}: {', '.join(said)}."


def withheld(found: Result) -> str:
    """What is left out of a result, and why; empty if nothing is."""
    said = []
    if found.withheld:
        sides = listed(found.withheld)
        said.append(f"The answers of {sides} are left out: fewer than three people gave one.")
    if isinstance(found, Numbers) and found.least is None:
        said.append("The least and the most are left out: fewer than six numbers were given.")
    if isinstance(found, Words) and found.small:
        said.append("Words of groups smaller than three or never counted are left out.")
    return " ".join(said)


def movement(found: Movement) -> str:
    """Who moved and which way, and what of it nobody can know, or may."""
    if found.followed is None:
        return f"From {found.before} to {found.now}: this version gives the net change alone."
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


def unsettled(actions: Iterable[ActionItem]) -> str:
    """Open actions without an owner or a date; empty if there are none."""
    lacking = [
        f"{action.ref} ({listed(missing)})"
        for action in actions
        if action.status == "open"
        and (missing := [*([] if action.owner else ["owner"]), *([] if action.due else ["date"])])
    ]
    return f"Still to be settled: {listed(lacking)}." if lacking else ""
