"""What the summary is of: its facts, its figures, the facilitator’s own words, the groups."""

from __future__ import annotations

from snogmarry.report import overview_words, words
from snogmarry.report.mixed import theirs
from snogmarry.report.sheets.columns import GROUP
from snogmarry.report.summary import Summary
from snogmarry.report.tables import Cell, Column, Table, table_of
from snogmarry.session.events import SummaryPart


def overview_rows(s: Summary) -> tuple[tuple[str, str], ...]:
    """The facts of the first page, those that are known."""
    o = s.overview
    facts = (
        ("Event", theirs(o.event)),
        ("Place", theirs(o.place)),
        ("Date", overview_words.date_of(o)),
        ("Facilitator", theirs(o.facilitator)),
        ("Scenario", theirs(o.scenario)),
        ("Taking part", overview_words.people_in(o)),
        ("Status", f"{overview_words.standing_of(o)}, written on {words.written(s.written)}"),
        ("Finalised", overview_words.fixed_on(o.fixed) if o.fixed else ""),
        ("Times", words.zone(o.started)),
        ("For whom", overview_words.audience(s)),
        ("Words", overview_words.told(s.told)),
    )
    return tuple((name, fact) for name, fact in facts if fact)


def figures(s: Summary) -> tuple[tuple[str, int | str, int | None], ...]:
    """The figures at a glance, each with what it is out of, if of anything."""
    g = s.glance
    found = (
        overview_words.headcount(s.overview),
        ("Groups", g.groups, None),
        (overview_words.responses(s.profile), g.responses, None),
        *([] if s.profile == "facilitator" else [(overview_words.LISTED, g.listed, None)]),
        (overview_words.HANDS, g.hands, None),
        ("Strengths", g.strengths, None),
        ("To improve", g.improvements, None),
        ("Actions", g.actions, None),
        ("Lessons exercised", g.exercised, g.lessons),
        ("Lessons with evidence", g.with_evidence, g.lessons),
    )
    return tuple(row for row in found if row[0] != overview_words.HANDS or row[1])


def overview(s: Summary) -> Table:
    """The facts of the first page, and the figures at a glance."""
    facts: list[tuple[Cell, ...]] = [("This was", words.EXERCISE), *overview_rows(s)]
    facts += [(name, number) for name, number, _ in figures(s)]
    facts += [
        ("What is here", overview_words.contents(s)),
        ("Lessons in the list", s.glance.lessons),
        ("Time", words.with_plain_spaces(overview_words.pace(s.timeline))),
    ]
    columns = (Column("What", "text", 24), Column("Value", "said", 70))
    return Table("overview", "Overview", columns, tuple(facts))


def own_words(s: Summary) -> tuple[tuple[str, str], ...]:
    """What the facilitator wrote, by what each part is called."""
    written: dict[SummaryPart, str] = {
        "title": s.overview.title,
        "place": s.overview.place,
        "introduction": s.told.introduction,
        "conclusions": s.told.conclusions,
        "recommendations": s.told.recommendations,
    }
    return tuple((part.capitalize(), written[part]) for part in s.told.parts)


def own(s: Summary) -> Table:
    """The facilitator’s own words, a part a row."""
    columns = (Column("Part", "text", 18), Column(overview_words.OWN, "said", 90))
    return Table("own words", overview_words.OWN, columns, own_words(s))


def groups(s: Summary) -> Table:
    """The groups and how many people are in each."""
    groups = s.overview.groups
    before = (Column("People before", "text", 24), overview_words.counted_before)
    return table_of(
        "groups",
        "Groups and headcounts",
        groups,
        (GROUP, lambda g: g.name),
        (Column("Side at the start", "said", 24), lambda g: g.side),
        (Column("People", "number", 8), lambda g: g.people or None),
        *((before,) if overview_words.recounted(groups) else ()),
    )
