"""What is said of how soon groups answered, in every format alike."""

from __future__ import annotations

from snogmarry.report.summary.evidence import (
    Challenge,
    Entry,
    FirstWord,
    GroupTiming,
    Reaction,
    Since,
    Timing,
)
from snogmarry.report.words import clock, length, run_title

SPEED = (
    "By the room’s clock: pauses and interruptions do not count, and an answer counts from when it "
    "was given, not from when the room saw it. A public word is an answer to a prompt for a post, "
    "in writing or aloud. What came after the closing counts only where the facilitator let it. An "
    "inject that comes only if a side is silent is put to that side, any other to all who are "
    "asked for a post; what the scenario hopes for is held against the answer to the prompt alone."
)
SILENCE = "Longest silence, of the time that steps asked the side to post"
AFTER_CLOSING = "after the closing"


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
    """How long a response took, or that it does not count for coming after the closing."""
    return AFTER_CLOSING if uncounted(entry) else length(entry.took)


def after(entry: Entry) -> str:
    """The same in a line: `after 2 min`, `after the closing`."""
    return AFTER_CLOSING if uncounted(entry) else f"after {length(entry.took)}"


def first_answer(found: GroupTiming) -> str:
    """How soon a group answered: `2 min`, `after the closing`, `no answer`."""
    return AFTER_CLOSING if found.took is None and found.late else length(found.took)


def reaction(found: Reaction) -> str:
    """How soon a group answered: `2 min, in time`, `had answered before`, `no answer`."""
    if found.took is None:
        return "had answered before" if found.before else first_answer(found)
    judged = {None: "", True: ", in time", False: ", not in time"}[found.within]
    return length(found.took) + judged


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
    if word.took is not None:
        return length(word.took)
    if word.late:
        return AFTER_CLOSING
    return "never" if word.asked else "not asked"


def in_place_of_ref(word: FirstWord) -> str:
    """What stands in place of a ref: there was no word, none to read, or not for these readers."""
    if word.took is None:
        return "not counted" if word.late else "none"
    return "aloud" if word.aloud else "not shown"
