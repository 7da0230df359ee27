"""How the time went, and how soon each side and group answered."""

from __future__ import annotations

from snogmarry.report import lesson_words, overview_words, speed_words, words
from snogmarry.report.sheets.columns import AT, GROUP, REF, SHOWS, SIDE, STEP, TAKE
from snogmarry.report.summary import Summary
from snogmarry.report.summary.evidence import Challenge, FirstWord, GroupTiming, Reaction, Timing
from snogmarry.report.summary.values import RunItem
from snogmarry.report.tables import Cell, Column, Table

_HOPED = Column("Hoped for within", "length", 12)
_IN_TIME = Column("In time", "yes", 8)
_IN_WORDS = Column("In words", "text", 24)


def timeline(s: Summary) -> Table:
    """A row for each run of a step."""
    columns = (
        STEP,
        Column("Kind", "text", 10),
        TAKE,
        Column("Began", "moment", 18),
        Column("Planned", "length", 10),
        Column(overview_words.ALLOWED, "length", 10),
        Column("Took", "length", 10),
        Column("Against plan", "text", 16),
        Column("Pauses", "number", 8),
        Column("Paused", "length", 10),
        Column("Skipped", "yes", 8),
    )
    rows = tuple(
        (r.step, r.kind, r.take, r.started, r.planned, r.given, r.took, *_rest(r))
        for r in s.timeline.runs
    )
    return Table("timeline", "Timeline: planned against actual", columns, rows)


def _rest(r: RunItem) -> tuple[Cell, ...]:
    return words.against(r.over), r.pauses, r.paused, r.skipped


def _spoke(word: FirstWord) -> Cell:
    never = word.took is None and word.asked and not word.late
    return word.took if word.took is not None or never else speed_words.first_word(word)


def _after(found: GroupTiming) -> Cell:
    late = found.took is None and found.late
    return speed_words.LATE if late else found.took


def timings(s: Summary) -> Table:
    """A row for each run that the scenario hopes for a time in, and group."""
    took = Column("First answer after", "length", 12)
    columns = (REF, STEP, TAKE, GROUP, SIDE, took, _HOPED, _IN_TIME, _IN_WORDS, SHOWS)

    def row(t: Timing, group: GroupTiming) -> tuple[Cell, ...]:
        about = (t.ref, t.step, t.take, group.group, group.side)
        said = speed_words.first_answer(group)
        return (*about, _after(group), t.expected, group.within, said, lesson_words.shown(t))

    rows = tuple(row(t, group) for t in s.timings for group in t.groups)
    return Table("answering times", "Answering times", columns, rows)


def first_words(s: Summary) -> Table:
    """A row a group: when it first spoke in public."""
    since = s.speed.since
    columns = (
        GROUP,
        SIDE,
        Column("Counted from", "text", 14),
        AT,
        Column("Spoke after", "length", 12),
        _IN_WORDS,
        REF,
    )
    rows = tuple(
        (
            w.group,
            w.side,
            f"first {since.what}",
            since.wall,
            _spoke(w),
            speed_words.first_word(w),
            w.ref,
        )
        for w in s.speed.words
        if since is not None
    )
    return Table("first words", "First public words", columns, rows)


def challenges(s: Summary) -> Table:
    """A row for each challenge and group that it was put to."""
    columns = (
        REF,
        Column("Inject", "text", 8),
        Column("Challenge", "said", 60),
        AT,
        _HOPED,
        GROUP,
        SIDE,
        Column("Answered after", "length", 12),
        _IN_TIME,
        _IN_WORDS,
        SHOWS,
    )

    def row(c: Challenge, r: Reaction) -> tuple[Cell, ...]:
        about = (c.ref, c.inject, speed_words.challenge(c), c.wall, c.expected, r.group, r.side)
        return (*about, _after(r), r.within, speed_words.reaction(r), lesson_words.shown(c))

    rows = tuple(row(c, r) for c in s.speed.challenges for r in c.groups)
    return Table("challenges", "Challenges and how soon they were answered", columns, rows)


def unanswered(s: Summary) -> Table:
    """A row for each run and side."""
    columns = (STEP, TAKE, SIDE, Column("Posts", "number", 8))
    rows = tuple(
        (o.step, o.take, of.side, speed_words.left_open(of)) for o in s.speed.open for of in o.sides
    )
    return Table("unanswered posts", "Posts left unanswered", columns, rows)


def silences(s: Summary) -> Table:
    """A row a side."""
    lasted = Column("Lasted", "length", 10)
    columns = (SIDE, lasted, Column("From", "moment", 18), Column("Until", "moment", 18), _HOPED)
    rows = tuple((x.side, x.lasted, x.since, x.until, x.expected) for x in s.speed.silences)
    return Table("silences", "Longest silences", columns, rows)
