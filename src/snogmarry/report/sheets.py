"""Every table of the summary as people sort and count them: a row a fact, with its references.

Workbooks and CSV files are these tables and nothing else; a further one stands in `sheets`.
"""

from __future__ import annotations

from collections.abc import Iterator

from snogmarry.report import words
from snogmarry.report.summary import Summary
from snogmarry.report.summary.counts import Count, SideTally, VoteItem
from snogmarry.report.summary.evidence import (
    Challenge,
    Entry,
    GroupTiming,
    LessonItem,
    PointItem,
    Reaction,
    Timing,
)
from snogmarry.report.summary.values import PostItem, RunItem
from snogmarry.report.tables import Cell, Column, Table

_REF = Column("Ref", "text", 8)
_STEP = Column("Step", "said", 24)
_TAKE = Column("Take", "number", 6)
_SIDE = Column("Side", "said", 20)
_GROUP = Column("Group", "said", 18)
_OPTION = Column("Option", "said", 24)
_COUNT = Column("Count", "number", 8)
_SHARE = Column("Share", "share", 8)
_AT = Column("At", "moment", 18)
_SHOWS = Column("Shows", "said", 30)
_HOPED = Column("Hoped for within", "length", 12)
_IN_TIME = Column("In time", "yes", 8)
_LESSONS = Column("Lessons", "said", 30)


def sheets(s: Summary) -> tuple[Table, ...]:
    """All tables that have rows, the overview first; those that readers look for always."""
    always = (_overview(s), _lessons(s), _points(s), _responses(s), _votes(s), _actions(s))
    others = (
        *((_notes(s),) if s.notes is not None else ()),
        _own(s),
        _timeline(s),
        _coverage(s),
        _evidence(s),
        _stances(s),
        _moves(s),
        _rankings(s),
        _numbers(s),
        _words(s),
        _timings(s),
        _first_words(s),
        _challenges(s),
        _unanswered(s),
        _silences(s),
        _feed(s),
        _groups(s),
        _questions(s),
    )
    return always + tuple(table for table in others if table.rows or table.name == "timeline")


def overview_rows(s: Summary) -> tuple[tuple[str, str], ...]:
    """The facts of the first page, those that are known."""
    o = s.overview
    facts = (
        ("Event", o.event),
        ("Place", o.place),
        ("Date", f"{words.day(o.started)}, from {words.clock(o.started)}"),
        ("Facilitator", o.facilitator),
        ("Scenario", o.scenario),
        ("People", words.people_in(o)),
        ("Status", f"{words.standing_of(o)}, written on {words.written(s.written)}"),
        ("Finalised", words.fixed_on(o.fixed) if o.fixed else ""),
        ("Times", words.zone(o.started)),
        ("For whom", words.audience(s)),
        ("Words", words.told(s.told)),
    )
    return tuple((name, fact) for name, fact in facts if fact)


def figures(s: Summary) -> tuple[tuple[str, int, int | None], ...]:
    """The figures at a glance, each with what it is out of, if of anything."""
    g = s.glance
    found = (
        ("People counted" if s.overview.uncounted else "People", g.people, None),
        ("Groups", g.groups, None),
        (words.responses(s.profile), g.responses, None),
        ("Shows of hands", g.hands, None),
        ("Strengths", g.strengths, None),
        ("To improve", g.improvements, None),
        ("Actions", g.actions, None),
        ("Lessons exercised", g.exercised, g.lessons),
        ("Lessons with evidence", g.with_evidence, g.lessons),
    )
    return tuple(row for row in found if row[0] != "Shows of hands" or row[1])


def _overview(s: Summary) -> Table:
    facts: list[tuple[Cell, ...]] = [("This was", words.EXERCISE), *overview_rows(s)]
    facts += [(name, number) for name, number, _ in figures(s)]
    facts += [
        ("What is here", words.contents(s)),
        ("Lessons in the list", s.glance.lessons),
        ("Time", words.pace(s.timeline)),
    ]
    columns = (Column("What", "text", 24), Column("Value", "said", 70))
    return Table("overview", "Overview", columns, tuple(facts))


def own_words(s: Summary) -> tuple[tuple[str, str], ...]:
    """The longer texts that the facilitator wrote, by what they are called."""
    told = s.told
    found = (
        ("Introduction", told.introduction),
        ("Conclusions", told.conclusions),
        ("Recommendations", told.recommendations),
    )
    return tuple((name, text) for name, text in found if text)


def _own(s: Summary) -> Table:
    columns = (Column("Part", "text", 18), Column(words.OWN, "said", 90))
    return Table("own words", words.OWN, columns, own_words(s))


def _groups(s: Summary) -> Table:
    columns = (_GROUP, Column("Side at the start", "said", 24), Column("People", "number", 8))
    rows = tuple((g.name, g.side, g.people or None) for g in s.overview.groups)
    return Table("groups", "Groups and headcounts", columns, rows)


def _lessons(s: Summary) -> Table:
    columns = (
        Column("Number", "number", 8),
        Column("Lesson", "said", 40),
        Column("Origin", "text", 10),
        Column("Standing", "text", 18),
        Column("Exercised in", "said", 40),
        Column("Strengths", "number", 10),
        Column("To improve", "number", 10),
        Column("Learning points", "number", 10),
        Column("Responses", "number", 10),
        Column("Speak for", "number", 10),
        Column("Against", "number", 10),
    )
    rows = tuple(
        (
            lesson.number,
            lesson.title,
            lesson.origin,
            lesson.standing,
            "; ".join(e.step for e in lesson.exercised),
            lesson.strengths,
            lesson.improvements,
            len(lesson.points),
            lesson.responses,
            lesson.speaks_for,
            lesson.speaks_against,
        )
        for lesson in s.list.lessons
    )
    return Table("lessons", "Lessons", columns, rows)


def _coverage(s: Summary) -> Table:
    columns = (
        Column("Number", "number", 8),
        Column("Lesson", "said", 40),
        Column("Group", "said", 18),
        Column("Exercised", "yes", 10),
        Column("Speak for", "number", 10),
        Column("Against", "number", 10),
        Column("In words", "text", 28),
    )
    rows = tuple(
        (
            row.number,
            row.title,
            words.column(cell),
            cell.exercised,
            cell.speaks_for,
            cell.speaks_against,
            words.covered(cell),
        )
        for row in s.coverage
        for cell in row.cells
    )
    return Table("coverage", "Evidence for and against each lesson, by group", columns, rows)


def every_point(s: Summary) -> tuple[PointItem, ...]:
    """Each learning point once, in the order of their references."""
    found = {p.ref: p for lesson in s.list.lessons for p in lesson.points}
    found.update((p.ref, p) for p in s.loose)
    return tuple(sorted(found.values(), key=lambda p: (len(p.ref), p.ref)))


def _points(s: Summary) -> Table:
    columns = (
        _REF,
        Column("Verdict", "text", 12),
        Column("Learning point", "said", 60),
        Column("Drawn by", "said", 18),
        _LESSONS,
        Column("Speaks against", "said", 30),
        Column("Responses", "number", 10),
        Column("Shown by", "text", 24),
        _STEP,
        _AT,
        Column("Released", "yes", 9),
        Column("Redacted", "yes", 9),
    )
    rows = tuple(
        (
            p.ref,
            words.verdict(p.verdict),
            p.text,
            p.drawn_by,
            ", ".join(p.lessons),
            ", ".join(p.against),
            len(p.shown_by),
            ", ".join([e.ref for e in p.shown_by] + [proof.ref for proof in p.proofs]),
            p.step,
            p.wall,
            p.released,
            p.redacted,
        )
        for p in every_point(s)
    )
    return Table("learning points", "Learning points", columns, rows)


def _evidence(s: Summary) -> Table:
    columns = (
        Column("Lesson", "said", 30),
        Column("Learning point", "text", 10),
        Column("Speaks", "text", 10),
        _REF,
        _GROUP,
        Column("Quoted", "said", 70),
    )
    found = (_shown(lesson) for lesson in s.list.lessons)
    loose = (row for point in s.loose for row in _behind("", point))
    rows = (*(row for rows in found for row in rows), *loose)
    return Table("evidence", "Evidence: what shows what", columns, rows)


def _shown(lesson: LessonItem) -> Iterator[tuple[Cell, ...]]:
    for point in lesson.points:
        yield from _behind(lesson.title, point)
    for speaks, entries in (("for", lesson.linked), ("against", lesson.opposed)):
        for entry in entries:
            yield lesson.title, None, speaks, entry.ref, entry.group, words.words_of(entry)


def _behind(lesson: str, point: PointItem) -> Iterator[tuple[Cell, ...]]:
    speaks = ("against" if lesson in point.against else "for") if lesson else None
    for entry in point.shown_by:
        yield lesson, point.ref, speaks, entry.ref, entry.group, words.words_of(entry)
    for proof in point.proofs:
        yield lesson, point.ref, speaks, proof.ref, None, words.proof(proof)


def _responses(s: Summary) -> Table:
    named = any(entry.person for part in s.answered for entry in part.entries)
    person = (Column("Person", "said", 18),) if named else ()
    columns = (
        _REF,
        _STEP,
        _TAKE,
        _GROUP,
        *person,
        Column("As", "said", 20),
        Column("People", "number", 8),
        Column("Took", "length", 10),
        _AT,
        Column("Response", "said", 70),
        Column("Status", "text", 24),
        _SHOWS,
    )

    def row(entry: Entry) -> tuple[Cell, ...]:
        return (
            entry.ref,
            entry.step,
            entry.take,
            entry.group,
            *((entry.person,) if named else ()),
            entry.side,
            entry.people,
            entry.took,
            entry.wall,
            words.words_of(entry),
            words.marks(entry) or "released",
            words.shown(entry),
        )

    rows = tuple(row(entry) for part in s.answered for entry in part.entries)
    return Table("responses", "All responses", columns, rows)


def _votes(s: Summary) -> Table:
    columns = (
        _REF,
        _STEP,
        _TAKE,
        _AT,
        Column("Counted", "text", 10),
        _SIDE,
        _OPTION,
        _COUNT,
        _SHARE,
        Column("In all", "number", 8),
        _SHOWS,
    )

    def row(v: VoteItem, t: SideTally, c: Count) -> tuple[Cell, ...]:
        about = (v.ref, v.step, v.take, v.wall, v.counted, t.side)
        return (*about, c.option, c.count, c.share, t.total, words.shown(v))

    rows = tuple(row(v, t, c) for v in s.votes for t in v.tallies for c in t.counts)
    return Table("votes", "Votes and other choices", columns, rows)


def _questions(s: Summary) -> Table:
    columns = (
        _STEP,
        _TAKE,
        Column("Asked of", "said", 20),
        Column("Question", "said", 60),
        Column("Asked for", "said", 20),
    )
    rows = tuple(
        (part.step, part.take, one.side or "everyone", one.text, words.wanted(part))
        for part in s.answered
        for one in part.asked
    )
    return Table("questions", "What was asked", columns, rows)


def _stances(s: Summary) -> Table:
    columns = (
        _SIDE,
        _REF,
        _STEP,
        _TAKE,
        _AT,
        Column("Sides swapped", "yes", 8),
        _OPTION,
        _COUNT,
        _SHARE,
        Column("Change", "number", 8),
        Column("Change of share", "share", 10),
    )
    rows = tuple(
        (side.side, *when, c.option, c.count, c.share, c.change, c.share_change)
        for side in s.stances
        for v in side.votes
        for when in [(v.ref, v.step, v.take, v.wall, v.swapped)]
        for c in v.counts
    )
    return Table("stances", "Stances, with the change since the vote before", columns, rows)


def _moves(s: Summary) -> Table:
    columns = (
        _SIDE,
        Column("From", "text", 8),
        Column("To", "text", 8),
        Column("Followed", "number", 10),
        Column("Moved", "number", 10),
        Column("Not followed", "number", 10),
        Column("In words", "said", 60),
    )
    rows = tuple(
        (side.side, m.before, m.now, m.followed, m.moved, m.unknown, words.movement(m))
        for side in s.stances
        for m in side.movements
    )
    return Table("moves", "Moves between votes", columns, rows)


def _rankings(s: Summary) -> Table:
    columns = (_REF, _STEP, _TAKE, _OPTION, Column("Mean place", "figure", 11), _SHOWS)
    rows = tuple(
        (r.ref, r.step, r.take, p.option, p.mean, words.shown(r))
        for r in s.rankings
        for p in r.places
    )
    return Table("rankings", "Rankings", columns, rows)


def _numbers(s: Summary) -> Table:
    given = Column("Given", "number", 8)
    kinds = tuple(Column(title, "figure", 10) for title in ("Least", "Median", "Most"))
    rows = tuple(
        (n.ref, n.step, n.take, n.given, n.least, n.median, n.most, words.shown(n))
        for n in s.numbers
    )
    columns = (_REF, _STEP, _TAKE, given, *kinds, _SHOWS)
    return Table("numbers", "Numbers given", columns, rows)


def _words(s: Summary) -> Table:
    word, times = Column("Word", "said", 24), Column("Times", "number", 8)
    columns = (_REF, _STEP, _TAKE, word, times, _SHOWS)
    rows = tuple(
        (w.ref, w.step, w.take, c.option, c.count, words.shown(w)) for w in s.words for c in w.words
    )
    return Table("words", "Words given", columns, rows)


def _actions(s: Summary) -> Table:
    columns = (
        _REF,
        Column("Action", "said", 60),
        Column("Owner", "said", 24),
        Column("Start", "date", 18),
        Column("Due", "date", 18),
        Column("Status", "text", 12),
        _LESSONS,
        Column("Agreed", "moment", 18),
    )
    rows = tuple(
        (a.ref, a.text, a.owner, a.start, a.due, a.status, ", ".join(a.lessons), a.wall)
        for a in s.actions
    )
    return Table("actions", "Actions", columns, rows)


def _notes(s: Summary) -> Table:
    columns = (_REF, Column("Note", "said", 70), _STEP, _AT)
    rows = tuple((n.ref, n.text, n.step, n.wall) for n in s.notes or ())
    return Table("notes", "Facilitator’s private notes", columns, rows)


def _timeline(s: Summary) -> Table:
    columns = (
        _STEP,
        Column("Kind", "text", 10),
        _TAKE,
        Column("Began", "moment", 18),
        Column("Planned", "length", 10),
        Column("Given", "length", 10),
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
    return words.against(r.took - r.planned), r.pauses, r.paused, r.skipped


def _timings(s: Summary) -> Table:
    took = Column("First answer after", "length", 12)
    columns = (_REF, _STEP, _TAKE, _GROUP, _SIDE, took, _HOPED, _IN_TIME, _SHOWS)

    def row(t: Timing, group: GroupTiming) -> tuple[Cell, ...]:
        about = (t.ref, t.step, t.take, group.group, group.side)
        return (*about, group.took, t.expected, group.within, words.shown(t))

    rows = tuple(row(t, group) for t in s.timings for group in t.groups)
    return Table("answering times", "Answering times", columns, rows)


def _first_words(s: Summary) -> Table:
    columns = (_GROUP, _SIDE, Column("Spoke after", "length", 12), _REF)
    rows = tuple((w.group, w.side, w.took, w.ref) for w in s.speed.words)
    return Table("first words", "First public words", columns, rows)


def _challenges(s: Summary) -> Table:
    columns = (
        _REF,
        Column("Inject", "text", 8),
        Column("Challenge", "said", 60),
        _AT,
        _HOPED,
        _GROUP,
        _SIDE,
        Column("Answered after", "length", 12),
        _IN_TIME,
        Column("In words", "text", 24),
        _SHOWS,
    )

    def row(c: Challenge, r: Reaction) -> tuple[Cell, ...]:
        about = (c.ref, c.inject, words.challenge(c), c.wall, c.expected, r.group, r.side)
        return (*about, r.took, r.within, words.reaction(r), words.shown(c))

    rows = tuple(row(c, r) for c in s.speed.challenges for r in c.groups)
    return Table("challenges", "Challenges and how soon they were answered", columns, rows)


def _unanswered(s: Summary) -> Table:
    columns = (_STEP, _TAKE, _SIDE, Column("Posts", "number", 8))
    rows = tuple((o.step, o.take, of.side, of.posts) for o in s.speed.open for of in o.sides)
    return Table("unanswered posts", "Posts left unanswered at the end", columns, rows)


def _silences(s: Summary) -> Table:
    lasted = Column("Lasted", "length", 10)
    columns = (_SIDE, lasted, Column("From", "moment", 18), Column("Until", "moment", 18), _HOPED)
    rows = tuple((x.side, x.lasted, x.since, x.until, x.expected) for x in s.speed.silences)
    return Table("silences", "Longest silences", columns, rows)


def _feed(s: Summary) -> Table:
    columns = (
        _AT,
        Column("Author", "said", 18),
        Column("Handle", "said", 16),
        _SIDE,
        Column("Channel", "said", 12),
        Column("Post", "said", 70),
        Column("Kind", "text", 12),
        _REF,
        Column("Took", "length", 10),
        _SHOWS,
    )

    def row(post: PostItem) -> tuple[Cell, ...]:
        about = (post.wall, post.author, post.handle, post.side, post.channel)
        return (*about, post.text, post.kind, post.ref, post.took, words.shown(post))

    return Table("feed", "The public feed", columns, tuple(row(post) for post in s.feed))
