"""How the time went, and how soon each side and group answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snogmarry.report import overview_words, speed_words, words
from snogmarry.report.blocks import Block, Grid, Rich, Row, plain, said
from snogmarry.report.documents.summary.paragraphs import apart, heading, lines, link
from snogmarry.report.documents.summary.quoting import shows, with_shown
from snogmarry.report.mixed import ours, theirs
from snogmarry.report.summary import Summary
from snogmarry.report.summary.evidence import (
    Challenge,
    FirstWord,
    OpenPosts,
    Silence,
    Since,
    Timing,
)
from snogmarry.report.tables import Cell, Column


def timeline(s: Summary) -> Iterator[Block]:
    """Planned against actual, step by step."""
    t = s.timeline
    yield heading(1, "Timeline")
    if t.runs:
        titles = ("Planned", overview_words.ALLOWED, "Took")
        columns = (
            Column("Step", "said"),
            Column("Began", "moment"),
            *(Column(title, "length") for title in titles),
            Column("Against plan"),
            Column("Pauses"),
        )
        rows = tuple(
            (
                words.run_title(r.step, r.take) + (" (skipped)" if r.skipped else ""),
                words.clock(r.started),
                r.planned,
                r.given,
                r.took,
                words.against(r.over),
                f"{r.pauses} ({words.length(r.paused)})" if r.pauses else "none",
            )
            for r in t.runs
        )
        widths = (4.8, 1.3, 1.8, 1.8, 2, 2.3, 1.9)
        yield Grid("Planned against actual", columns, rows, widths)
    yield lines(f"{overview_words.pace(t)}. {overview_words.within(t)}".strip())
    if t.never_run:
        yield lines(f"Never run: {words.listed(map(theirs, t.never_run))}")


def speed(s: Summary) -> Iterator[Block]:
    """How soon each side spoke, and what it left unanswered."""
    speed = s.speed
    if speed.words or speed.challenges:
        yield heading(2, "How soon each side spoke")
        yield lines(speed_words.SPEED)
    if speed.words and speed.since is not None:
        yield _first_words(speed.words, speed.since)
    if speed.challenges:
        yield _challenges(speed.challenges)
    if speed.open:
        yield _open(speed.open)
    if speed.silences:
        yield _silences(speed.silences)


def _first_words(found: Sequence[FirstWord], since: Since) -> Grid:
    columns = (
        Column("Group", "said"),
        Column("As", "said"),
        Column("After", "length"),
        Column("Response"),
    )
    rows = tuple(
        (
            w.group,
            w.side,
            speed_words.first_word(w),
            Rich((link(w.ref, "plain"),)) if w.ref else speed_words.in_place_of_ref(w),
        )
        for w in found
    )
    return Grid(speed_words.first_words(since), columns, rows, (3, 3, 2, 1.6))


def _challenges(found: Sequence[Challenge]) -> Grid:
    columns = (
        Column("Ref"),
        Column("Challenge", "said"),
        Column("Hoped for within"),
        Column("Answered after", "said"),
    )

    def row(c: Challenge) -> Row:
        named = (link(ref, "plain") for ref in (c.ref, c.inject) if ref)
        ref = Rich(plain(*apart(named))) if c.inject else c.ref
        answered = "\n".join(f"{theirs(r.group)}: {speed_words.reaction(r)}" for r in c.groups)
        about = with_shown(speed_words.challenge(c), c)
        return ref, about, words.hoped(c.expected), answered or ours("nobody was asked")

    title = "Challenges and how soon they were answered"
    rows = tuple(row(c) for c in found)
    refs = tuple("" if c.inject else c.ref for c in found)
    return Grid(title, columns, rows, (1.4, 3.6, 1.5, 4.7), refs)


def _open(found: Sequence[OpenPosts]) -> Grid:
    sides = (Column(theirs(side.side), "number") for side in found[0].sides)
    columns = (Column("At the end of", "said"), *sides)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words.run_title(o.step, o.take), *map(speed_words.left_open, o.sides)) for o in found
    )
    return Grid(speed_words.OPEN, columns, rows, (3, *(2 for _ in columns[1:])))


def _silences(found: Sequence[Silence]) -> Grid:
    columns = (
        Column("Side", "said"),
        Column("Lasted", "length"),
        Column("From", "moment"),
        Column("Until", "moment"),
        Column("Answer hoped for within"),
    )
    rows = tuple(
        (x.side, x.lasted, words.clock(x.since), words.clock(x.until), words.hoped(x.expected))
        for x in found
    )
    return Grid(speed_words.SILENCE, columns, rows, (3, 2, 1.6, 1.6, 2.4))


def answering(s: Summary) -> Iterator[Block]:
    """How long groups took, where the scenario hopes for a time."""
    if s.timings:
        yield heading(2, "Answering times")
    for timing in s.timings:
        yield from _timing(timing)


def _timing(timing: Timing) -> Iterator[Block]:
    title = words.run_title(timing.step, timing.take)
    yield heading(3, link(timing.ref, "plain"), " ", said(title))
    yield from shows(timing)
    hoped = words.length(timing.expected)
    yield lines(f"The scenario hopes for an answer within {hoped}. {speed_words.in_time(timing)}")
    columns = (
        Column("Group", "said"),
        Column("Side", "said"),
        Column("First answer after", "length"),
        Column(f"Within {hoped}", "yes"),
    )
    rows = tuple((g.group, g.side, speed_words.first_answer(g), g.within) for g in timing.groups)
    yield Grid(f"Time to the first answer in {title}", columns, rows, (3, 3, 2.2, 1.8))
