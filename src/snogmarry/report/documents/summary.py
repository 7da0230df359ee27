"""The summary as a document, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from snogmarry.report import words
from snogmarry.report.bands import BAR, MARK, Bands, shades
from snogmarry.report.blocks import (
    Block,
    Document,
    Grid,
    Heading,
    Look,
    Paragraph,
    Rich,
    Row,
    Span,
    plain,
    said,
)
from snogmarry.report.sheets import figures, overview_rows, own_words
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
from snogmarry.report.summary.evidence import (
    Asked,
    Challenge,
    CoverageCell,
    Entry,
    Evidence,
    FirstWord,
    LessonItem,
    OpenPosts,
    PointItem,
    Silence,
    Timing,
)
from snogmarry.report.summary.lessons import homes
from snogmarry.report.summary.values import Answered
from snogmarry.report.tables import Cell, Column

ABREAST = 5
"""How many groups of the matrix stand beside each other on a page, at most."""


def document(s: Summary) -> Document:
    """All that the HTML says, to be edited or printed."""
    first = (opening, _introduction, _glance, _findings, _actions)
    found = (
        _overview,
        _coverage,
        _lessons,
        _loose,
        _stances,
        _votes,
        _timeline,
        _speed,
        _answering,
    )
    behind = (_notes, _feed, _responses)
    return Document(
        title=words.title(s.overview),
        subject="Summary of a workshop",
        language=s.language,
        status=words.status(s.overview),
        standing=words.standing_of(s.overview),
        written=s.written,
        blocks=tuple(block for part in (*first, *found, *behind) for block in part(s)),
    )


def prose(text: str) -> Iterator[Paragraph]:
    """A longer text, parted where it has an empty line."""
    return (Paragraph((said(part),)) for part in words.parted(text))


def lines(*parts: str | Span) -> Paragraph:
    """A paragraph of the report's words and people's."""
    return Paragraph(plain(*parts))


def _heading(level: int, *parts: str | Span, ref: str = "") -> Heading:
    return Heading(level, plain(*parts), ref)


def _named(ref: str, look: Look = "strong") -> Span:
    """A reference that leads to what it names."""
    return Span(ref, look=look, to=ref)


def _apart(spans: Iterable[Span]) -> Iterator[str | Span]:
    """One after the other, with commas between them."""
    for number, span in enumerate(spans):
        if number:
            yield ", "
        yield span


def _none() -> Paragraph:
    return lines("None.")


def opening(s: Summary) -> Iterator[Block]:
    """When and where, what kind of thing it was, and whom it is for if for others."""
    yield lines(said(words.lede(s.overview)))
    yield lines(words.INVENTED)
    if words.audience(s):
        yield lines(words.audience(s))


def _introduction(s: Summary) -> Iterator[Block]:
    return _own(s, ("Introduction",))


def _findings(s: Summary) -> Iterator[Block]:
    return _own(s, ("Conclusions", "Recommendations"))


def _own(s: Summary, wanted: Sequence[str]) -> Iterator[Block]:
    for name, text in own_words(s):
        if name in wanted:
            yield _heading(1, name)
            yield lines(Span(words.OWN, look="dim"))
            yield from prose(text)


def _overview(s: Summary) -> Iterator[Block]:
    o = s.overview
    yield _heading(1, "Overview")
    columns = (Column("What"), Column("Value", "said"))
    yield Grid("What, where and when", columns, overview_rows(s), (1, 4))
    yield from prose(o.about)
    if o.objectives:
        yield _heading(2, "Objectives")
        yield from (Paragraph((said(one),), "point") for one in o.objectives)
    yield _heading(2, "Sides and groups")
    for side in o.sides:
        people = f", {words.several(side.people, 'person', 'people')}" if side.people else ""
        about = f" ({side.kind}; {words.several(side.groups, 'group')}{people})"
        about += ": " if side.aim else ""
        yield Paragraph(plain(said(side.name, "strong"), about, said(side.aim)), "point")
    if o.groups:
        titles = (
            Column("Group", "said"),
            Column("Side at the start", "said"),
            Column("People", "number"),
        )
        rows = tuple((g.name, g.side, g.people or "not counted") for g in o.groups)
        yield Grid("Groups and headcounts", titles, rows, (3, 3, 1))
    if o.ground_rules:
        yield _heading(2, "Ground rules")
        yield from prose(o.ground_rules)


def _glance(s: Summary) -> Iterator[Block]:
    g = s.glance
    yield _heading(1, "At a glance")
    yield lines(words.contents(s))
    rows = tuple(
        (name, str(number) if of is None else f"{number} of {of}")
        for name, number, of in figures(s)
    )
    columns = (Column("Figure"), Column("Number", "number"))
    yield Grid("Figures", columns, rows, (3, 1))
    yield lines(words.pace(s.timeline), ".")
    for title, points in (
        ("Main strengths", g.main_strengths),
        ("Main things to improve", g.main_improvements),
    ):
        if points:
            yield _heading(2, title)
            yield from (_short(point) for point in points)


def _coverage(s: Summary) -> Iterator[Block]:
    yield _heading(1, "The lessons")
    yield _heading(2, "Evidence for each lesson")
    titles = (
        Column("Lesson", "said"),
        Column("Learning points", "number"),
        Column("Responses", "number"),
        Column("Speak for", "number"),
        Column("Against", "number"),
    )
    evidence = tuple(
        (f"{x.number}. {x.title}", len(x.points), x.responses, x.speaks_for, x.speaks_against)
        for x in s.list.lessons
    )
    yield Grid("Evidence for each lesson", titles, evidence, (4, 1.3, 1.5, 1.3, 1.2))
    yield _heading(2, "Group by group")
    yield lines(words.COVERAGE)
    count = len(s.coverage[0].cells)
    abreast = ceil(count / ceil(count / ABREAST))
    for first in range(0, count, abreast):
        columns = (
            Column("Lesson", "said"),
            *(Column(words.column(c), "said") for c in s.coverage[0].cells[first:][:abreast]),
        )
        rows: list[Row] = [
            (f"{r.number}. {r.title}", *(_covered(c) for c in r.cells[first:][:abreast]))
            for r in s.coverage
        ]
        title = "Evidence for and against each lesson, by group"
        title += ", continued" if first else ""
        yield Grid(title, columns, tuple(rows), (3, *(2 for _ in columns[1:])))


def _covered(cell: CoverageCell) -> Rich:
    """A cell of the matrix, marked as on the page."""
    edge = MARK if cell.speaks_against else BAR if cell.speaks_for else ""
    return Rich((Span(words.covered(cell), look="strong" if edge else "dim"),), edge=edge)


def _short(point: PointItem) -> Paragraph:
    about = Span(f" ({point.drawn_by})", True, "dim")
    return Paragraph(plain(_named(point.ref), " ", said(point.text), about), "point")


def _lessons(s: Summary) -> Iterator[Block]:
    yield _heading(1, "Lesson by lesson")
    yield lines(said(s.list.title, "strong"))
    yield from prose(s.list.about)
    yield lines(words.origins(s.list))
    at_home = homes(s.list.lessons)
    for lesson in s.list.lessons:
        yield from _lesson(lesson, at_home)


def _lesson(lesson: LessonItem, at_home: Mapping[str, str]) -> Iterator[Block]:
    tag = Span(f" ({lesson.origin})", look="dim")
    yield _heading(2, f"{lesson.number}. ", said(lesson.title), tag)
    yield from prose(lesson.text)
    if lesson.drawn_from:
        yield lines(Span("Drawn from: ", look="dim"), said(lesson.drawn_from, "dim"))
    if lesson.exercised:
        steps = "; ".join(
            e.step + (f" ({e.runs} takes)" if e.runs > 1 else "") for e in lesson.exercised
        )
        yield lines("Exercised in: ", said(steps))
    if lesson.standing == "nothing recorded":
        yield lines(Span("Exercised, nothing recorded.", look="strong"))
    elif lesson.standing == "not exercised":
        yield lines(Span("Not exercised.", look="strong"))
    elif not lesson.exercised:
        yield lines("No step that ran exercises this lesson; the room found it all the same.")
    if lesson.points:
        yield _heading(3, "Learning points")
        for point in lesson.points:
            yield from _point(point, lesson.title, at_home=at_home[point.ref] == lesson.id)
    for speaks, entries in (("for", lesson.linked), ("against", lesson.opposed)):
        if entries:
            yield _heading(3, f"Responses that speak {speaks} this lesson")
            yield from (_quote(entry) for entry in entries)
    for timing in lesson.timings:
        groups = "; ".join(f"{g.group} {words.length(g.took)}" for g in timing.groups)
        yield lines(
            "First answers in ",
            said(words.run_title(timing.step, timing.take)),
            f", hoped for within {words.length(timing.expected)}: ",
            said(groups),
            f". {_in_time(timing)}",
        )


def _in_time(timing: Timing) -> str:
    return f"In time: {timing.in_time} of {len(timing.groups)}."


def _point(point: PointItem, lesson: str = "", *, at_home: bool = True) -> Iterator[Block]:
    """A learning point with what shows it; links lead to it where it is at home."""
    step = f"; {point.step}" if point.step else ""
    marks = ("" if point.released else "; not released") + ("; redacted" if point.redacted else "")
    yield Paragraph(
        plain(
            Span("Speaks against this lesson: ", look="strong") if lesson in point.against else "",
            Span(f"{point.ref} {words.verdict(point.verdict)}: ", look="strong"),
            said(point.text),
            Span(
                f" (Drawn by {point.drawn_by}{step}; at {words.clock(point.wall)}{marks})",
                True,
                "dim",
            ),
        ),
        "point",
        point.ref if at_home else "",
    )
    yield from (_quote(entry) for entry in point.shown_by)
    for proof in point.proofs:
        yield Paragraph(plain(_named(proof.ref), " ", said(words.proof(proof))), "quote")


def _shows(evidence: Evidence) -> Iterator[Block]:
    shown = _shown(evidence)
    if shown:
        yield Paragraph(shown)


def _shown(evidence: Evidence) -> tuple[Span, ...]:
    """What a piece of evidence shows, and the way back to the points; empty if it shows nothing."""
    points = tuple(_apart(_named(ref, "dim") for ref in evidence.points))
    speaks = words.speaks(evidence)
    if not points and not speaks:
        return ()
    between = "; " if points and speaks else ""
    return plain(Span("Shows: ", look="dim"), *points, said(f"{between}{speaks}", "dim"))


def _quote(entry: Entry) -> Paragraph:
    """A response in its place; a link leads from evidence to all that is known of it."""
    marks = f"; {words.marks(entry)}" if words.marks(entry) else ""
    return Paragraph(
        plain(
            _named(entry.ref),
            " ",
            said(words.words_of(entry)),
            Span(f" ({words.source(entry)}{marks})", True, "dim"),
        ),
        "quote",
    )


def _loose(s: Summary) -> Iterator[Block]:
    yield _heading(1, "Learning points that fit no lesson")
    if not s.loose:
        yield _none()
    for point in s.loose:
        yield from _point(point)


def _stances(s: Summary) -> Iterator[Block]:
    yield _heading(1, "Stances")
    if s.stances:
        yield lines(words.STANCES)
    for side in s.stances:
        yield from _side(side)
    if not s.stances:
        yield lines("No vote about stance was recorded.")


def _side(side: SideStances) -> Iterator[Block]:
    yield _heading(2, said(side.side), " about the other side")
    options = side.votes[0].counts
    rows = tuple(_cast(vote) for vote in side.votes)
    title = f"Stances of {side.side}, with the change since the vote before"
    yield _tally(title, "Vote", options, rows)
    if side.net:
        moved = ", ".join(f"{c.option} {words.change(c)}" for c in side.net)
        yield lines("From the first to the last vote: ", said(moved), ".")
    yield from (lines(said(words.movement(moved))) for moved in side.movements)
    for vote in side.votes:
        if vote.reasons:
            title = words.run_title(vote.step, vote.take)
            yield _heading(3, "Reasons given in ", _named(vote.ref, "plain"), " ", said(title))
            yield from (_quote(entry) for entry in vote.reasons)
    if len({vote.swapped for vote in side.votes}) > 1:
        yield lines(
            "These votes were not all cast by the same people: "
            "the groups had swapped sides in between."
        )


def _cast(vote: StanceVote) -> Row:
    when = f" {words.run_title(vote.step, vote.take)}, {words.clock(vote.wall)}"
    swapped = " (sides swapped)" if vote.swapped else ""
    spans = plain(_named(vote.ref, "plain"), said(when), swapped)
    name = Rich(spans, _bands(vote.counts))
    return (name, *(_counted(c) for c in vote.counts), vote.total)


def _counted(count: Count) -> str:
    change = words.change(count)
    return f"{count.count} ({words.percent(count.share)})" + (f"\n{change}" if change else "")


def _tally(title: str, first: str, options: Sequence[Count], rows: tuple[Row, ...]) -> Grid:
    columns = (
        Column(first, "said"),
        *(Column(c.option, "number") for c in options),
        Column("In all", "number"),
    )
    key = ("", *shades(len(options)), "") if any(_has_bands(row) for row in rows) else ()
    return Grid(title, columns, rows, (3, *(2 for _ in options), 1), key=key)


def _has_bands(row: Row) -> bool:
    return any(isinstance(cell, Rich) and cell.bands for cell in row)


def _bands(counts: Sequence[Count]) -> Bands | None:
    """The shares as a picture, if anybody chose."""
    shares = tuple(count.share for count in counts)
    return Bands(shades(len(counts)), shares, words.shares(counts)) if any(shares) else None


def _votes(s: Summary) -> Iterator[Block]:
    yield _heading(1, "Votes and other choices")
    for found in s.results:
        title = said(words.run_title(found.step, found.take))
        yield _heading(2, f"{found.ref} ", title, ref=found.ref)
        yield from _asked(found.asked)
        yield from _shows(found)
        yield from _result(found)
    if not s.results:
        yield _none()


def _asked(found: Sequence[Asked]) -> Iterator[Block]:
    return (lines(Span(f"{words.asked(one)}: ", True, "dim"), said(one.text)) for one in found)


def _result(found: Result) -> Iterator[Block]:
    title = words.run_title(found.step, found.take)
    match found:
        case VoteItem():
            yield from _vote(found, title)
        case Ranking():
            columns = (Column("Option", "said"), Column("Mean place, 1 the first", "figure"))
            rows = tuple((p.option, p.mean) for p in found.places)
            yield Grid(f"Ranking: {title}", columns, rows, (4, 1.4))
        case Numbers():
            least, median, most = map(words.figure, (found.least, found.median, found.most))
            given = words.several(found.given, "number")
            yield lines(f"{given}: least {least}, median {median}, most {most}.")
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

    rows = tuple(row(tally) for tally in vote.tallies)
    caption = f"{'Answers' if vote.counted == 'answers' else 'Votes'}: {title}"
    yield _tally(caption, "Side", vote.tallies[0].counts, rows)
    if vote.counted == "answers":
        yield lines("Several could be chosen, so the shares add up to more than the whole.")
    if vote.reasons and not vote.stance:
        yield _heading(3, "Reasons given")
        yield from (_quote(entry) for entry in vote.reasons)


def _actions(s: Summary) -> Iterator[Block]:
    yield _heading(1, "Actions")
    yield actions(s, "Who does what by when") if s.actions else _none()
    yield from unsettled(s)


def unsettled(s: Summary) -> Iterator[Block]:
    """What actions lack, if they lack anything."""
    lacking = words.unsettled(s.actions)
    if lacking:
        yield lines(lacking)


def actions(s: Summary, title: str) -> Grid:
    """The actions as a table."""
    columns = (
        Column("Ref"),
        Column("Action", "said"),
        Column("Owner", "said"),
        Column("Start", "date"),
        Column("Due", "date"),
        Column("Status"),
        Column("Lessons", "said"),
    )
    rows = tuple(
        (
            a.ref,
            a.text,
            a.owner or "not said",
            a.start or "not said",
            a.due or "not said",
            a.status,
            ", ".join(a.lessons),
        )
        for a in s.actions
    )
    refs = tuple(a.ref for a in s.actions)
    return Grid(title, columns, rows, (1.1, 3.5, 3.1, 2.4, 2.5, 1.4, 2.4), refs)


def _notes(s: Summary) -> Iterator[Block]:
    if s.notes is None:
        return
    yield _heading(1, "Facilitator’s private notes")
    if not s.notes:
        yield _none()
    for note in s.notes:
        step = f"{note.step}; " if note.step else ""
        about = Span(f" ({step}at {words.clock(note.wall)})", True, "dim")
        spans = plain(Span(f"{note.ref} ", look="strong"), said(note.text), about)
        yield Paragraph(spans, "point")


def _timeline(s: Summary) -> Iterator[Block]:
    t = s.timeline
    yield _heading(1, "Timeline")
    if t.runs:
        titles = ("Planned", "Given", "Took")
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
                r.started,
                r.planned,
                r.given,
                r.took,
                words.against(r.took - r.planned),
                f"{r.pauses} ({words.length(r.paused)})" if r.pauses else "none",
            )
            for r in t.runs
        )
        widths = (3.6, 1.5, 1.8, 1.8, 2.2, 3.1, 1.9)
        yield Grid("Planned against actual", columns, rows, widths)
    yield lines(" ".join(_pace(s)))
    if t.never_run:
        yield lines("Never run: ", said(words.listed(t.never_run)))


def _speed(s: Summary) -> Iterator[Block]:
    speed = s.speed
    if speed.words or speed.challenges:
        yield _heading(2, "How soon each side spoke")
        yield lines(words.SPEED)
    if speed.words and speed.since is not None:
        yield _first_words(speed.words, speed.since)
    if speed.challenges:
        yield _challenges(speed.challenges)
    if speed.open:
        yield _open(speed.open)
    if speed.silences:
        yield _silences(speed.silences)


def _first_words(found: Sequence[FirstWord], since: int) -> Grid:
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
            "never" if w.took is None else w.took,
            Rich((_named(w.ref, "plain"),)) if w.ref else "none",
        )
        for w in found
    )
    title = f"First public word after the first post at {words.clock(since)}"
    return Grid(title, columns, rows, (3, 3, 2, 1.6))


def _challenges(found: Sequence[Challenge]) -> Grid:
    columns = (
        Column("Ref"),
        Column("Challenge", "said"),
        Column("Hoped for within"),
        Column("Answered after", "said"),
    )

    def row(c: Challenge) -> Row:
        named = (_named(ref, "plain") for ref in (c.ref, c.inject) if ref)
        ref = Rich(plain(*_apart(named))) if c.inject else c.ref
        answered = "\n".join(f"{r.group} {words.reaction(r)}" for r in c.groups)
        about = _with_shown(words.challenge(c), c)
        return ref, about, words.hoped(c.expected), answered or "nobody was asked"

    title = "Challenges and how soon they were answered"
    rows = tuple(row(c) for c in found)
    refs = tuple("" if c.inject else c.ref for c in found)
    return Grid(title, columns, rows, (1.5, 3.7, 1.6, 4.4), refs)


def _with_shown(text: str, evidence: Evidence) -> Rich:
    """Words in a cell, and below them what they show."""
    shown = _shown(evidence)
    return Rich(plain(said(text), "\n" if shown else "", *shown))


def _open(found: Sequence[OpenPosts]) -> Grid:
    sides = (Column(side.side, "number") for side in found[0].sides)
    columns = (Column("At the end of", "said"), *sides)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words.run_title(o.step, o.take), *(side.posts for side in o.sides)) for o in found
    )
    title = "Posts left unanswered: how many the cast had posted since the side’s last public word"
    return Grid(title, columns, rows, (3, *(2 for _ in columns[1:])))


def _silences(found: Sequence[Silence]) -> Grid:
    columns = (
        Column("Side", "said"),
        Column("Lasted", "length"),
        Column("From", "moment"),
        Column("Until", "moment"),
        Column("Answer hoped for within"),
    )
    rows = tuple((x.side, x.lasted, x.since, x.until, words.hoped(x.expected)) for x in found)
    return Grid(words.SILENCE, columns, rows, (3, 2, 1.6, 1.6, 2.4))


def _answering(s: Summary) -> Iterator[Block]:
    if s.timings:
        yield _heading(2, "Answering times")
    for timing in s.timings:
        yield from _timing(timing)


def _pace(s: Summary) -> Iterable[str]:
    yield words.pace(s.timeline) + "."
    if s.timeline.lost:
        yield f"Breaks and interruptions of {words.length(s.timeline.lost)} are not counted."
    if s.timeline.undone:
        yield f"{words.several(s.timeline.undone, 'start')} taken back and not listed."


def _timing(timing: Timing) -> Iterator[Block]:
    title = words.run_title(timing.step, timing.take)
    yield _heading(3, _named(timing.ref, "plain"), " ", said(title))
    yield from _shows(timing)
    hoped = words.length(timing.expected)
    yield lines(f"The scenario hopes for an answer within {hoped}. {_in_time(timing)}")
    columns = (
        Column("Group", "said"),
        Column("Side", "said"),
        Column("First answer after", "length"),
        Column(f"Within {hoped}", "yes"),
    )
    rows = tuple((g.group, g.side, words.length(g.took), g.within) for g in timing.groups)
    yield Grid(f"Time to the first answer in {title}", columns, rows, (3, 3, 2.2, 1.8))


def _feed(s: Summary) -> Iterator[Block]:
    yield _heading(1, "Feed")
    if not s.feed:
        yield lines("Nothing was posted.")
    for p in s.feed:
        side = words.played(p)
        handle = f" {p.handle}" if p.handle else ""
        after = f", after {words.length(p.took)}" if p.took is not None else ""
        answer = p.kind == "answer"
        shown = _shown(p)
        yield Paragraph(
            plain(
                Span(f"{words.clock(p.wall)} ", look="dim"),
                said(p.author, "strong"),
                Span(f"{side}{handle} on {p.channel} (", True, "dim"),
                _named(p.ref, "dim") if answer else Span(words.posted(p), look="dim"),
                Span(f"{after}): ", look="dim"),
                said(p.text),
                *((Span(" (", look="dim"), *shown, Span(")", look="dim")) if shown else ()),
            ),
            "point",
            "" if answer else p.ref,
        )


def _responses(s: Summary) -> Iterator[Block]:
    yield _heading(1, "All responses")
    if not s.answered:
        yield _none()
    for part in s.answered:
        title = words.run_title(part.step, part.take)
        yield _heading(2, said(title), ": responses")
        yield from _asked(part.asked)
        yield lines(said(f"For {words.wanted(part)}: {words.people_behind(part)}"), ".")
        if part.entries:
            yield _answered(part, title)


def _answered(part: Answered, title: str) -> Grid:
    columns = (
        Column("Ref"),
        Column("Group, as", "said"),
        Column("Took", "length"),
        Column("Response", "said"),
        Column("Status and what it shows", "said"),
    )

    def row(e: Entry) -> Row:
        person = f"{e.person}, " if e.person else ""
        people = f" ({words.several(e.people, 'person', 'people')})" if e.people > 1 else ""
        return (
            e.ref,
            f"{person}{e.group}{people}{words.played(e)}",
            e.took,
            words.words_of(e),
            _with_shown(words.marks(e) or "released", e),
        )

    rows = tuple(row(entry) for entry in part.entries)
    refs = tuple(entry.ref for entry in part.entries)
    return Grid(f"Responses: {title}", columns, rows, (1.4, 3.2, 2, 5, 3.8), refs)
