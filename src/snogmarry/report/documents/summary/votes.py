"""Stances, votes and other choices, with their counts as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snogmarry.report import result_words, words
from snogmarry.report.bands import Bands, shades
from snogmarry.report.blocks import Block, Grid, Rich, Row, plain, said
from snogmarry.report.documents.summary.paragraphs import heading, lines, link
from snogmarry.report.documents.summary.quoting import asked, quote, shows
from snogmarry.report.mixed import theirs
from snogmarry.report.summary import Summary
from snogmarry.report.summary.counts import (
    Count,
    Numbers,
    Ranking,
    Result,
    SideStances,
    SideTally,
    StanceVote,
    VoteItem,
    Words,
)
from snogmarry.report.tables import Column


def stances(s: Summary) -> Iterator[Block]:
    """What each side held of the other, vote by vote."""
    yield heading(1, "Stances")
    if s.stances:
        yield lines(result_words.STANCES)
    for side in s.stances:
        yield from _side(side)
    untold = result_words.about_stance(s.untold)
    yield from (lines(result_words.untold(found)) for found in untold)
    if none_here := result_words.no_stances(s):
        yield lines(none_here)


def _side(side: SideStances) -> Iterator[Block]:
    yield heading(2, said(side.side), " about the other side")
    options = side.votes[0].counts
    rows = tuple(_cast(vote) for vote in side.votes)
    yield _tally(result_words.stances_of(side), "Vote", options, rows)
    yield from (lines(more) for more in result_words.beyond_in(side))
    if moved := result_words.net(side):
        yield lines(moved)
    yield from (lines(result_words.movement(moved)) for moved in side.movements)
    for vote in side.votes:
        if vote.reasons:
            title = words.run_title(vote.step, vote.take)
            yield heading(3, "Reasons given in ", link(vote.ref, "plain"), " ", said(title))
            yield from (quote(entry) for entry in vote.reasons)
    if left_out := result_words.unreasoned(side.votes):
        yield lines(left_out)
    if side.changed_hands:
        yield lines(result_words.CHANGED_HANDS)


def _cast(vote: StanceVote) -> Row:
    when = f" {words.run_title(vote.step, vote.take)}, {words.clock(vote.wall)}"
    swapped = " (sides swapped)" if vote.swapped else ""
    raised = result_words.raised(vote)
    how = f" ({raised})" if raised else ""
    spans = plain(link(vote.ref, "plain"), when, swapped, how, result_words.unseen(vote))
    name = Rich(spans, _bands(vote.counts))
    return (name, *(_counted(c) for c in vote.counts), vote.total)


def votes(s: Summary) -> Iterator[Block]:
    """What was chosen, ranked, counted or said in a word."""
    yield heading(1, "Votes and other choices")
    for found in s.results:
        title = said(words.run_title(found.step, found.take))
        yield heading(2, f"{found.ref} ", title, result_words.unseen(found), ref=found.ref)
        yield from asked(found.asked)
        yield from shows(found)
        yield from _result(found)
        if left_out := result_words.withheld(found):
            yield lines(left_out)
    yield from (lines(result_words.untold(found)) for found in s.untold)
    if none_here := result_words.no_results(s):
        yield lines(none_here)


def _result(found: Result) -> Iterator[Block]:
    title = words.run_title(found.step, found.take)
    match found:
        case VoteItem() if found.stance:
            yield lines(*result_words.counted_apart(found))
        case VoteItem():
            yield from _vote(found, title)
        case Ranking():
            columns = (Column("Option", "said"), Column("Mean place, 1 the first", "figure"))
            rows = tuple((p.option, words.mean(p.mean)) for p in found.places)
            yield Grid(f"Ranking: {title}", columns, rows, (4, 1.4))
        case Numbers():
            yield lines(result_words.numbers(found))
        case Words():
            columns = (Column("Word", "said"), Column("Times", "number"))
            counted = tuple((c.option, c.count) for c in found.words)
            yield Grid(f"Words: {title}", columns, counted, (4, 1))


def _vote(vote: VoteItem, title: str) -> Iterator[Block]:
    def row(tally: SideTally) -> Row:
        # What adds up to more than the whole is no bar of parts.
        bands = _bands(tally.counts) if vote.counted == "votes" else None
        name = Rich((said(tally.side),), bands)
        return (name, *(_counted(c) for c in tally.counts), tally.total)

    if how := result_words.held(vote):
        yield lines(how)
    rows = tuple(row(tally) for tally in vote.tallies)
    caption = f"{'Answers' if vote.counted == 'answers' else 'Votes'}: {title}"
    yield _tally(caption, "Side", vote.tallies[0].counts, rows)
    if vote.counted == "answers":
        yield lines("Several could be chosen, so the shares add up to more than the whole.")
    if vote.reasons:
        yield heading(3, "Reasons given")
        yield from (quote(entry) for entry in vote.reasons)


def _tally(title: str, first: str, options: Sequence[Count], rows: tuple[Row, ...]) -> Grid:
    columns = (
        Column(first, "said"),
        *(Column(theirs(c.option), "number") for c in options),
        Column("In all", "number"),
    )
    key = ("", *shades(len(options)), "") if any(_has_bands(row) for row in rows) else ()
    return Grid(title, columns, rows, (3, *(2 for _ in options), 1), key=key)


def _counted(count: Count) -> str:
    change = result_words.change(count)
    return f"{count.count} ({words.percent(count.share)})" + (f"\n{change}" if change else "")


def _has_bands(row: Row) -> bool:
    return any(isinstance(cell, Rich) and cell.bands for cell in row)


def _bands(counts: Sequence[Count]) -> Bands | None:
    """The shares as a picture, if anybody chose."""
    shares = tuple(count.share for count in counts)
    return Bands(shades(len(counts)), shares, result_words.shares(counts)) if any(shares) else None
