"""Private notes, the feed, every response and what was asked."""

from __future__ import annotations

from snogmarry.report import answer_words, lesson_words, speed_words
from snogmarry.report.sheets.columns import AT, GROUP, REF, SHOWS, SIDE, STEP, TAKE
from snogmarry.report.summary import Summary
from snogmarry.report.summary.evidence import Entry
from snogmarry.report.summary.values import PostItem
from snogmarry.report.tables import Cell, Column, Table, table_of


def notes(s: Summary) -> Table:
    """A row a private note."""
    columns = (REF, Column("Note", "said", 70), STEP, AT)
    rows = tuple((n.ref, n.text, n.step, n.wall) for n in s.notes or ())
    return Table("notes", "Facilitator’s private notes", columns, rows)


def feed(s: Summary) -> Table:
    """A row a post."""
    columns = (
        AT,
        Column("Author", "said", 18),
        Column("Handle", "said", 16),
        SIDE,
        Column("Channel", "said", 12),
        Column("Post", "said", 70),
        Column("Kind", "text", 12),
        REF,
        Column("Took", "length", 10),
        SHOWS,
    )

    def row(post: PostItem) -> tuple[Cell, ...]:
        about = (post.wall, post.author, post.handle, post.side, post.channel)
        return (*about, post.text, post.kind, post.ref, post.took, lesson_words.shown(post))

    return Table("feed", "The public feed", columns, tuple(row(post) for post in s.feed))


def responses(s: Summary) -> Table:
    """A row a response."""
    entries = [entry for part in s.answered for entry in part.entries]
    person = (Column("Person", "said", 18), _person)
    return table_of(
        "responses",
        "All responses",
        entries,
        (REF, lambda e: e.ref),
        (STEP, lambda e: e.step),
        (TAKE, lambda e: e.take),
        (GROUP, lambda e: e.group),
        *((person,) if any(entry.person for entry in entries) else ()),
        (Column("As", "said", 20), lambda e: e.side),
        (Column("People", "number", 8), lambda e: e.people or None),
        (Column("Took", "length", 10), _took),
        (AT, lambda e: e.wall),
        (Column("Response", "said", 70), answer_words.words_of),
        (Column("Status", "text", 24), lambda e: e.status),
        (Column("Versions", "number", 8), lambda e: e.versions),
        (Column("Remarks", "text", 24), answer_words.remarks),
        (SHOWS, lesson_words.shown),
    )


def hands(s: Summary) -> Table:
    """A row for each group that showed hands, and option."""
    shown = [(part, hands) for part in s.answered for hands in part.hands]
    late = any(hands.late for _, hands in shown)
    columns = (
        REF,
        STEP,
        TAKE,
        GROUP,
        Column("As", "said", 20),
        Column("Option", "said", 24),
        Column("Count", "number", 8),
        *((Column("Remarks", "text", 24),) if late else ()),
    )
    rows = tuple(
        (*about, one.option, one.count, *remark)
        for part, hands in shown
        for about in [(hands.ref, part.step, part.take, hands.group, hands.side)]
        for remark in [(answer_words.NOT_COUNTED if hands.late else "",) if late else ()]
        for one in hands.counts
    )
    return Table("hands", "Shows of hands, group by group", columns, rows)


def _person(entry: Entry) -> Cell:
    return entry.person


def _took(entry: Entry) -> Cell:
    return speed_words.LATE if speed_words.uncounted(entry) else entry.took


def questions(s: Summary) -> Table:
    """A row for each question, of all or of a side."""
    columns = (
        STEP,
        TAKE,
        Column("Asked of", "said", 20),
        Column("Question", "said", 60),
        Column("Asked for", "said", 20),
    )
    rows = tuple(
        (part.step, part.take, one.side or "everyone", one.text, answer_words.wanted(part))
        for part in s.answered
        for one in part.asked
    )
    return Table("questions", "What was asked", columns, rows)
