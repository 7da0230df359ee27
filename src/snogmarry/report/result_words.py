"""What is said of votes and other results, in every format alike."""

from __future__ import annotations

from collections.abc import Iterable

from snogmarry.report.mixed import theirs
from snogmarry.report.summary.counts import (
    Count,
    Movement,
    Numbers,
    Result,
    SideStances,
    StanceVote,
    Untold,
    VoteItem,
    Why,
    Words,
)
from snogmarry.report.summary.values import Summary
from snogmarry.report.words import hundredths, listed, percent, run_title, several, signed
from snogmarry.scenario.models import STANCES_MEAN
from snogmarry.session.written import write_number

STANCES = " ".join(("Each side voted about the other.", *STANCES_MEAN))
CHANGED_HANDS = (
    "These votes were not all cast by the same people: the groups had swapped sides in between."
)
NOT_REVEALED = "not revealed"
_WHY: dict[Why, str] = {
    "not revealed": NOT_REVEALED,
    "too few": "left out, as fewer than three people of each side answered",
    "small groups": (
        "left out, as all answers were from groups smaller than three or never counted, or from "
        "fewer than three people of a side"
    ),
}


def untold(found: Untold) -> str:
    """That a vote was held of whose result nothing is here: `V-01 Stance: a vote was held, ...`."""
    held = "a vote was held" if found.vote else "answers were given"
    its = "its" if found.vote else "their"
    title = run_title(found.step, found.take)
    return f"{found.ref} {title}: {held}, {its} result {_WHY[found.why]}."


def left_out(found: Untold) -> str:
    """That the result of what the room did see is left out, and why; empty of all else."""
    return "" if found.why == NOT_REVEALED else f"The result is {_WHY[found.why]}."


def about_stance(found: Iterable[Untold]) -> tuple[Untold, ...]:
    """Those of them that were votes about stance."""
    return tuple(one for one in found if one.stance)


def no_stances(s: Summary) -> str:
    """That no stances stand in a summary, if none do and no vote about them is named."""
    told = s.stances or about_stance(s.untold)
    return "" if told else "No vote about stance was recorded."


def no_results(s: Summary) -> str:
    """The same of all results."""
    return "" if s.results or s.untold else "None."


def unseen(found: Result | StanceVote) -> str:
    """` (not revealed)` after a result that the room never saw; empty after others."""
    return "" if found.revealed else f" ({NOT_REVEALED})"


def never_revealed(results: int, *, votes: bool) -> str:
    """How many results are not in a version for others; empty if all are."""
    if not results:
        return ""
    noun = ("vote", "votes") if votes else ("vote or other choice", "votes and other choices")
    counted = several(results, *noun)
    if results == 1:
        return f"The result of {counted} was never revealed, and is not in this version."
    return f"The results of {counted} were never revealed, and are not in this version."


def stances_of(side: SideStances) -> str:
    """What the counts of a side's stances are called."""
    since = ", with the change since the vote before" if len(side.votes) > 1 else ""
    return f"Stances of {theirs(side.side)}{since}"


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


def counted_apart(found: VoteItem) -> tuple[str, str, str]:
    """Of a vote about stance, where it stands among other results; its middle leads there."""
    reasons = ", with the reasons given." if found.reasons else "."
    return "Counted side by side under ", "Stances", reasons


def unreasoned(votes: Iterable[VoteItem | StanceVote]) -> str:
    """That reasons given in votes are left out, and why; empty if none are."""
    refs = [vote.ref for vote in votes if vote.unreasoned]
    if not refs:
        return ""
    return f"The reasons given in {listed(refs)} are left out, as each would show a single vote."


def withheld(found: Result) -> str:
    """What is left out of a result, and why; empty if nothing is."""
    said = []
    if found.withheld:
        sides = listed(map(theirs, found.withheld))
        said.append(f"The answers of {sides} are left out: fewer than three people gave one.")
    if isinstance(found, Numbers) and found.least is None:
        said.append("The least and the most are left out: fewer than six numbers were given.")
    if isinstance(found, Words) and found.small:
        said.append("Words of groups smaller than three or never counted are left out.")
    if isinstance(found, VoteItem) and found.unreasoned:
        said.append(unreasoned([found]))
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
    ways = ", ".join(f"{theirs(way.before)} to {theirs(way.now)} {way.count}" for way in found.ways)
    said = (
        f"From {found.before} to {found.now}: of {several(found.followed, 'vote')} that can be "
        f"followed, {found.moved} moved{': ' + ways if ways else ''}."
    )
    if found.unknown:
        said += f" Of {found.unknown} more only the net change is known."
    return said
