"""Stances, votes and other choices, counted."""

from __future__ import annotations

from snogmarry.report import lesson_words, result_words
from snogmarry.report.sheets.columns import AT, REF, REVEALED, SHOWS, SIDE, STEP, TAKE
from snogmarry.report.summary import Summary
from snogmarry.report.summary.counts import Count, Result, SideTally, Untold, VoteItem
from snogmarry.report.tables import Cell, Column, Table

_OPTION = Column("Option", "said", 24)
_COUNT = Column("Count", "number", 8)
_SHARE = Column("Share", "share", 8)


_COUNTED = Column("Counted", "text", 15)
_ALL = Column("In all", "number", 8)
_REMARKS = Column("Remarks", "said", 40)


def _shown(found: Result) -> tuple[bool, str, str]:
    """Whether the room saw a result, what it shows, and what is left out of it."""
    return found.revealed, lesson_words.shown(found), result_words.withheld(found)


def _table(
    name: str, title: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]
) -> Table:
    """A table of results whose rows end with what is left out, if anything is."""
    return _if_any(Table(name, title, (*columns, Column("Left out", "said", 40)), rows))


def _if_any(table: Table) -> Table:
    """Without its last column, if that says nothing."""
    if any(row[-1] for row in table.rows):
        return table
    rows = tuple(row[:-1] for row in table.rows)
    return Table(table.name, table.title, table.columns[:-1], rows)


def votes(s: Summary) -> Table:
    """A row for each vote, side and option, and one for each that has no result here."""
    crowded = any(tally.beyond for vote in s.votes for tally in vote.tallies)
    remarked = crowded or any(map(result_words.without, s.untold))
    columns = (
        REF,
        STEP,
        TAKE,
        AT,
        _COUNTED,
        SIDE,
        _OPTION,
        _COUNT,
        _SHARE,
        _ALL,
        REVEALED,
        SHOWS,
        *((_REMARKS,) if remarked else ()),
    )

    def row(v: VoteItem, t: SideTally, c: Count) -> tuple[Cell, ...]:
        about = (v.ref, v.step, v.take, v.wall, t.by.replace("votes", v.counted), t.side)
        counted = (c.option, c.count, c.share, t.total)
        *shown, left_out = _shown(v)
        remarks = (result_words.beyond_counted(v, t),) if remarked else ()
        return (*about, *counted, *shown, *remarks, left_out)

    def untold(u: Untold) -> tuple[Cell, ...]:
        counted: tuple[Cell, ...] = (None,) * 6
        none = result_words.without(u)
        revealed = None if none else u.why != result_words.NOT_REVEALED
        remarks = (none,) if remarked else ()
        left_out = result_words.left_out(u)
        return (u.ref, u.step, u.take, u.wall, *counted, revealed, "", *remarks, left_out)

    rows = (
        *(row(v, t, c) for v in s.votes for t in v.tallies for c in t.counts),
        *map(untold, s.untold),
    )
    return _table("votes", "Votes and other choices", columns, rows)


def stances(s: Summary) -> Table:
    """A row for each vote about stance and option, with the change since the one before."""
    columns = (
        SIDE,
        REF,
        STEP,
        TAKE,
        AT,
        Column("Sides swapped", "yes", 8),
        _COUNTED,
        _OPTION,
        _COUNT,
        _SHARE,
        _ALL,
        Column("Change", "number", 8),
        Column("Change of share", "share", 10),
        REVEALED,
        _REMARKS,
    )
    rows = tuple(
        (side.side, *when, *counted, c.change, c.share_change, v.revealed, remark)
        for side in s.stances
        for v in side.votes
        for when in [(v.ref, v.step, v.take, v.wall, v.swapped, v.by)]
        for remark in [result_words.beyond(v, side.side, ref=v.ref)]
        for c in v.counts
        for counted in [(c.option, c.count, c.share, v.total)]
    )
    since = any(len(side.votes) > 1 for side in s.stances)
    title = "Stances, with the change since the vote before" if since else "Stances"
    return _if_any(Table("stances", title, columns, rows))


def moves(s: Summary) -> Table:
    """A row for each pair of votes about stance, one after the other."""
    columns = (
        SIDE,
        Column("From", "text", 8),
        Column("To", "text", 8),
        Column("Followed", "number", 10),
        Column("Moved", "number", 10),
        Column("Not followed", "number", 10),
        Column("In words", "said", 60),
    )
    rows = tuple(
        (side.side, m.before, m.now, m.followed, m.moved, m.unknown, result_words.movement(m))
        for side in s.stances
        for m in side.movements
    )
    return Table("moves", "Moves between votes", columns, rows)


def rankings(s: Summary) -> Table:
    """A row for each ranking and option."""
    columns = (REF, STEP, TAKE, _OPTION, Column("Mean place", "figure", 11), REVEALED, SHOWS)
    rows = tuple(
        (r.ref, r.step, r.take, p.option, p.mean, *_shown(r)) for r in s.rankings for p in r.places
    )
    return _table("rankings", "Rankings", columns, rows)


def numbers(s: Summary) -> Table:
    """A row for each step that asked for a number."""
    given = Column("Numbers given", "number", 8)
    kinds = tuple(Column(title, "figure", 10) for title in ("Least", "Median", "Most"))
    rows = tuple(
        (n.ref, n.step, n.take, n.given, n.least, n.median, n.most, *_shown(n)) for n in s.numbers
    )
    columns = (REF, STEP, TAKE, given, *kinds, REVEALED, SHOWS)
    return _table("numbers", "Numbers given", columns, rows)


def single_words(s: Summary) -> Table:
    """A row for each step that asked for single words, and word."""
    word, times = Column("Word", "said", 24), Column("Times", "number", 8)
    columns = (REF, STEP, TAKE, word, times, REVEALED, SHOWS)
    rows = tuple(
        (w.ref, w.step, w.take, c.option, c.count, *_shown(w)) for w in s.words for c in w.words
    )
    return _table("words", "Words given", columns, rows)
