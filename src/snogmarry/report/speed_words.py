"""What is said of how soon groups answered, in every format alike."""

from __future__ import annotations

from snogmarry.report.mixed import theirs
from snogmarry.report.summary.evidence import (
    Challenge,
    Entry,
    FirstWord,
    GroupTiming,
    Reaction,
    SidePosts,
    Since,
    Timing,
)
from snogmarry.report.words import clock, length, run_title

SPEED = (
    "By the room’s clock, without pauses. An answer counts from when it was given, not from when "
    "the room saw it; one that came late is marked so, and counts only where the facilitator let "
    "it. A public word is an answer to a prompt for a post, in writing or aloud. A group that "
    "joined later is timed from when it joined. A side is asked to post from when a prompt for a "
    "post is put to it until each of its groups has posted, and anew by each inject put to it; "
    "only that time, while the prompt is open, can be silence."
)
SILENCE = "Longest silence, of the time that the side was asked to post"
OPEN = (
    "Posts left unanswered: how many the cast had put to a side since its last public word, where "
    "it was still asked to post when the prompt ended"
)
LATE = "late"
LATE_COUNTED = "late but counted"


def challenge(found: Challenge) -> str:
    """What was put: `the prompt of First word`, or an inject with its words."""
    step = run_title(found.step, found.take)
    if found.kind == "prompt":
        return f"Prompt: {step}"
    return f"Inject in {step}: {theirs(found.author)}: {theirs(found.text)}"


def uncounted(entry: Entry) -> bool:
    """Whether a response does not count because it came after the closing."""
    return entry.late and not entry.admitted


def took(entry: Entry) -> str:
    """How long a response took, or that it came late and does not count."""
    return LATE if uncounted(entry) else length(entry.took)


def after(entry: Entry) -> str:
    """The same in a line: `after 2 min`, `late`."""
    return LATE if uncounted(entry) else f"after {length(entry.took)}"


def first_answer(found: GroupTiming | FirstWord) -> str:
    """How soon a group answered: `2 min`, `2 min after joining`, `late`, `no answer`."""
    if found.took is None:
        return LATE if found.late else length(None)
    joined = " after joining" if found.joined else ""
    return f"{length(found.took)}{joined}{f', {LATE_COUNTED}' if found.late else ''}"


def left_open(found: SidePosts) -> int | str:
    """How many posts a side left unanswered; `not asked`."""
    return "not asked" if found.posts is None else found.posts


def reaction(found: Reaction) -> str:
    """How soon a group answered: `2 min, in time`, `had answered before`, `no answer`."""
    if found.took is None:
        return "had answered before" if found.before else first_answer(found)
    judged = {None: "", True: ", in time", False: ", not in time"}[found.within]
    return first_answer(found) + judged


def first_words(since: Since) -> str:
    """What the first words of groups are counted from: `… after the first post at 12:06`."""
    return f"First public word after the first {since.what} at {clock(since.wall)}"


def answering(timing: Timing) -> tuple[str, str, str]:
    """Of answering times, where they stand; its middle is the ref: `… in First word: T-01.`"""
    title = run_title(timing.step, timing.take)
    return f"How soon groups answered in {title}: ", timing.ref, f". {in_time(timing)}"


def in_time(timing: Timing) -> str:
    """How many groups answered within the time hoped for: `In time: 2 of 3.`"""
    return f"In time: {timing.in_time} of {timing.asked}."


def first_word(word: FirstWord) -> str:
    """How soon a group said its first public word: `2 min`, `never`, `not asked`."""
    if word.took is not None or word.late:
        return first_answer(word)
    return "never" if word.asked else "not asked"


def in_place_of_ref(word: FirstWord) -> str:
    """What stands in place of a ref: there was no word, none to read, or not for these readers."""
    if word.took is None:
        return "not counted" if word.late else "none"
    return "aloud" if word.aloud else "not shown"
