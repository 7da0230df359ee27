"""Results as others than the facilitator may have them: nobody in them can be told apart."""

from __future__ import annotations

from dataclasses import replace

from snogmarry.report.summary.counts import Beyond, Movement, Numbers, SideStances, VoteItem

FEW = 6
"""The ends of fewer numbers, with their median, would tell too much of each; so would the moves
of fewer votes, beside the reasons that were released with some of them."""
_SOME = Beyond("", None, None)


def unfollowed(
    stances: tuple[SideStances, ...], *, only_few: bool = False
) -> tuple[SideStances, ...]:
    """Without who moved between votes; `only_few`: where few can be followed."""

    def told(found: Movement) -> Movement:
        few = 0 < (found.followed or 0) < FEW
        if only_few and not few:
            return found
        return Movement(found.before, found.now, None, None, (), None, few=only_few)

    return tuple(
        replace(side, movements=tuple(told(movement) for movement in side.movements))
        for side in stances
    )


def without_ends(numbers: tuple[Numbers, ...]) -> tuple[Numbers, ...]:
    """Without the least and the most of few numbers: each is what somebody answered."""
    return tuple(n if n.given >= FEW else replace(n, least=None, most=None) for n in numbers)


def ungrouped(votes: tuple[VoteItem, ...]) -> tuple[VoteItem, ...]:
    """Without which groups had more votes than people: a small one's would stand by themselves."""
    return tuple(
        replace(
            vote,
            tallies=tuple(
                replace(tally, beyond=(_SOME,) * len(tally.beyond)) for tally in vote.tallies
            ),
        )
        for vote in votes
    )


def ungrouped_stances(stances: tuple[SideStances, ...]) -> tuple[SideStances, ...]:
    """The same of votes about stance."""
    return tuple(
        replace(
            side,
            votes=tuple(replace(vote, beyond=(_SOME,) * len(vote.beyond)) for vote in side.votes),
        )
        for side in stances
    )
