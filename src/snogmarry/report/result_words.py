"""What is said of votes and other results, in every format alike."""

from __future__ import annotations

from collections.abc import Iterable

from snogmarry.report.answer_words import HANDS
from snogmarry.report.mixed import theirs
from snogmarry.report.summary.counts import (
    ALL,
    By,
    Count,
    Movement,
    Numbers,
    Result,
    SideStances,
    SideTally,
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
_LEFT_OUT: dict[Why, str] = {
    "not revealed": NOT_REVEALED,
    "too few": "left out, as fewer than three people of each side answered",
    "uncounted": "left out, as people in the groups that answered were not counted",
    "few or uncounted": (
        "left out, as of one side fewer than three people answered, and people in the groups of "
        "the other that did were not counted"
    ),
    "small groups": (
        "left out, as all answers were from groups smaller than three or never counted, or from "
        "fewer than three people of a side"
    ),
}
_WITHOUT: dict[Why, str] = {
    "nobody": "nobody answered",
    "aloud": "answered aloud alone",
    "none counts": "no answer that counts",
    "redacted": "redacted",
    "skipped": "skipped",
    "taken back": "a start that was taken back",
}


def untold(found: Untold) -> str:
    """Why nothing is here of a vote: `V-01 Stance: a vote was held, its result not revealed.`"""
    if found.why == "taken back":
        return f"{found.ref}: {_WITHOUT[found.why]}."
    if found.why in _WITHOUT:
        return f"{found.ref} {run_title(found.step, found.take)}: {_WITHOUT[found.why]}."
    held = "a vote was held" if found.vote else "answers were given"
    its = "its" if found.vote else "their"
    title = run_title(found.step, found.take)
    return f"{found.ref} {title}: {held}, {its} result {_LEFT_OUT[found.why]}."


def left_out(found: Untold) -> str:
    """That the result of what the room did see is left out, and why; empty of all else."""
    why = "" if found.why == NOT_REVEALED else _LEFT_OUT.get(found.why)
    return f"The result is {why}." if why else ""


def without(found: Untold) -> str:
    """Why there is no result to leave out: `Nobody answered.`; empty if there is one."""
    return f"{_WITHOUT[found.why].capitalize()}." if found.why in _WITHOUT else ""


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


def raised(found: StanceVote) -> str:
    """That a vote was `by a show of hands`, or in part; empty of others."""
    return "" if found.by == "votes" else _way(found.by, "votes")


def held(found: VoteItem) -> str:
    """How a vote went, if hands were part of it or more voted than were counted; else empty.

    `By a show of hands. More hands than people counted: Red (7 of 5).`
    """
    ways = {of.side: _way(of.by, found.counted) for of in found.sides if of.by != "votes"}
    if len(ways) == len(found.sides) and len(set(ways.values())) == 1:
        said = f"{_way(found.sides[0].by, found.counted).capitalize()}."
    else:
        said = "; ".join(f"{theirs(side)} {way}" for side, way in ways.items())
        said += "." if said else ""
    return " ".join(filter(None, (said, *(beyond_counted(found, of) for of in found.sides))))


def _way(by: By, counted: str) -> str:
    return HANDS if by == "hands" else f"by {by.replace('votes', counted)}"


def beyond(
    found: SideTally | StanceVote, side: str, counted: str = "votes", *, ref: str = ""
) -> str:
    """That more of a side voted than were counted, in which groups; empty if that is not so."""
    groups = found.beyond
    if not groups:
        return ""
    named = [f"{theirs(of.group)} ({of.given} of {of.people})" for of in groups if of.people]
    some = "a group" if len(groups) == 1 else f"{len(groups)} groups"
    return (
        f"{f'{ref} has more' if ref else 'More'} {'hands' if found.by == 'hands' else counted} "
        f"than people counted: {', '.join(named) or f'{some} of {theirs(side)}'}."
    )


def beyond_counted(found: VoteItem, of: SideTally) -> str:
    """The same of a side in a vote or another choice; of all together, of each."""
    ref = found.ref if found.stance else ""
    sides = found.sides if of.side == ALL else (of,)
    said = (beyond(side, side.side, found.counted, ref=ref) for side in sides)
    return " ".join(filter(None, said))


def beyond_in(side: SideStances) -> list[str]:
    """The same of each of a side's votes about stance of which it is so."""
    return [said for vote in side.votes if (said := beyond(vote, side.side, ref=vote.ref))]


def net(side: SideStances) -> str:
    """How a side's stance went from its first vote to its last; empty if there was but one.

    Where not as many voted, a change in votes says little: `Snog 9 of 12, then 4 of 15 (−48
    points)`.
    """
    if not side.net:
        return ""
    first, last = side.votes[0], side.votes[-1]
    again = ", the same question asked again" if side.again else ""
    if first.total == last.total:
        moved = ", ".join(f"{theirs(c.option)} {change(c)}" for c in side.net)
    else:
        moved = "; ".join(
            f"{theirs(before.option)} {before.count} of {first.total}, "
            f"then {now.count} of {last.total} ({_points(now)})"
            for before, now in zip(first.counts, side.net, strict=True)
        )
    return f"From the first to the last vote{again}: {moved}."


def counted_of(side: SideStances, vote: StanceVote, count: Count) -> str:
    """A count of a vote with its share; of how many, if that was not the same each time."""
    whole = "" if side.evenly else f" of {vote.total}"
    return f"{count.count}{whole} ({percent(count.share)})"


def shares(counts: Iterable[Count]) -> str:
    """What each option has of the whole: `Snog 25 %, Marry 25 %, Avoid 50 %`."""
    return ", ".join(f"{count.option} {percent(count.share)}" for count in counts)


def change(count: Count) -> str:
    """How a count moved since the vote before: `+3 (+15 points)`; empty if there was none."""
    if count.change is None or count.share_change is None:
        return ""
    return f"{signed(count.change)} ({_points(count)})"


def _points(count: Count) -> str:
    points = hundredths(count.share_change or 0.0)
    return f"{signed(points)} {'point' if abs(points) == 1 else 'points'}"


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
    few = [side for side in found.withheld if side not in found.uncounted]
    if few:
        sides = listed(map(theirs, few))
        said.append(f"The answers of {sides} are left out: fewer than three people gave one.")
    if found.uncounted:
        sides = listed(map(theirs, found.uncounted))
        whose = "their" if len(found.uncounted) > 1 else "its"
        why = f"people in {whose} groups were not counted"
        said.append(f"The answers of {sides} are left out: {why}.")
    if isinstance(found, Numbers) and found.least is None:
        said.append("The least and the most are left out: fewer than six numbers were given.")
    if isinstance(found, Words) and found.small:
        said.append("Words of groups smaller than three or never counted are left out.")
    if isinstance(found, VoteItem) and found.unreasoned:
        said.append(unreasoned([found]))
    return " ".join(said)


def movement(found: Movement) -> str:
    """Who moved and which way, and what of it nobody can know, or may."""
    if found.few:
        return (
            f"From {found.before} to {found.now}: the net change alone, as fewer than six votes "
            "can be followed."
        )
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
