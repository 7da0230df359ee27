"""Word, PDF, Excel, CSV and the small documents, read back as their readers would."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import docx
import html5lib
import openpyxl
import pikepdf
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from openpyxl.workbook import Workbook
from openxml_audit import OpenXmlValidator, ValidationSeverity
from tests.report import portable, reading, recorded
from tests.report.reading import squeezed, text_of, unpacked
from tests.report.recorded import Recording

from snogmarry.report import (
    evidence_words,
    html,
    markdown,
    overview_words,
    pdf,
    tables,
    word,
    words,
)
from snogmarry.report import json as as_json
from snogmarry.report import xlsx as excel
from snogmarry.report.documents import handout, plan
from snogmarry.report.documents import summary as whole
from snogmarry.report.formats import FORMATS
from snogmarry.report.making import Source, parts
from snogmarry.report.sheets.overview import figures
from snogmarry.report.summary import Profile, Summary, summarise
from snogmarry.report.summary.evidence import Entry
from snogmarry.session import events as e

SESSIONS = recorded.SESSIONS | {"large": lambda: recorded.large(2_000)}
Rows = list[list[str]]


class Exported:
    """One session in every format, read back."""

    def __init__(
        self,
        recording: Recording,
        *,
        notes: bool = True,
        names: bool = False,
        profile: Profile = "facilitator",
    ) -> None:
        self.summary = recorded.summary(recording, profile, names=names, notes=notes)
        source = Source(self.summary, recording.session, recording.events)
        self.word = read_word(word.render(whole.document(self.summary)))
        self.excel = openpyxl.load_workbook(io.BytesIO(excel.render(self.summary)))
        self.printed = pdf.render(whole.document(self.summary)).content
        self.pdf = portable.read(self.printed)
        self.csv = {
            part.tail.removeprefix("-").removesuffix(".csv"): read_csv(str(part.make(print)))
            for part in parts("csv", source)
        }
        self.page = reading.html(html.render(self.summary))
        self.md = reading.markdown(markdown.render(self.summary))
        made = as_json.render(self.summary, recording.session, recording.events)
        self.json: dict[str, Any] = json.loads(made)

    @property
    def entries(self) -> list[Entry]:
        return [entry for part in self.summary.answered for entry in part.entries]

    @cached_property
    def told(self) -> Told:
        """What the Word document says."""
        return told(self.word)

    @cached_property
    def ids(self) -> dict[str, reading.Node]:
        """What the page has, by the id that links lead to."""
        found = self.page.walk()
        return {node.attributes["id"]: node for node in found if "id" in node.attributes}

    def tables(self, *head: str) -> Iterator[Rows]:
        """The rows of the tables whose head begins like that: as HTML, Markdown and Word."""
        for page in (self.page, self.md):
            tables = [reading.rows(table) for table in page.all("table")]
            yield [row for t in tables if tuple(t[0][: len(head)]) == head for row in t[1:]]
        yield self.told.table(*head)


class Told(NamedTuple):
    """What a printed document says."""

    lines: list[str]
    tables: list[Rows]

    def table(self, *head: str) -> Rows:
        """The rows of every table whose head begins like that."""
        found = (table for table in self.tables if tuple(table[0][: len(head)]) == head)
        return [row for table in found for row in table[1:]]

    def rows(self, first: str) -> Rows:
        """The rows of every table whose first column is called that."""
        return [row for table in self.tables if table[0][0] == first for row in table[1:]]


def read_word(content: bytes) -> Word:
    return docx.Document(io.BytesIO(content))


def told(document: Word) -> Told:
    found = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return Told([line.text for line in document.paragraphs], found)


def marked(document: Word) -> list[str]:
    """The refs of the places that links lead to."""
    marks = document.element.body.iter(qn("w:bookmarkStart"))
    names = [mark.get(qn("w:name")) for mark in marks]
    return [name.replace("_", "-") for name in names if not name.startswith("_Toc")]


def linked(document: Word) -> set[str]:
    """The refs that are links."""
    links = document.element.body.iter(qn("w:hyperlink"))
    anchors = [link.get(qn("w:anchor")) for link in links]
    return {anchor.replace("_", "-") for anchor in anchors if not anchor.startswith("_Toc")}


def linked_in(page: reading.Node) -> set[str]:
    """The refs that are links in HTML."""
    there = {link.attributes["href"].removeprefix("#") for link in page.all("a")}
    return {ref for ref in there if re.fullmatch(r"[A-Z]-\d+", ref)}


def read_csv(content: str) -> Rows:
    assert content.startswith("\ufeff")
    return list(csv.reader(io.StringIO(content.removeprefix("\ufeff"))))


def place(file: pikepdf.Pdf, link: pikepdf.Object) -> tuple[Any, ...]:
    """The page that a link leads to, and where on it."""
    dest = link["/Dest"]
    if isinstance(dest, pikepdf.String):
        dest = pikepdf.NameTree(file.Root.Names.Dests)[str(dest)]
    pages = [page.obj.objgen for page in file.pages]
    return pages.index(dest[0].objgen), dest[2], dest[3]


def sheet(book: Workbook, name: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[name].iter_rows()]


def columns(rows: list[list[Any]], *titles: str) -> list[tuple[Any, ...]]:
    places = [rows[0].index(title) for title in titles]
    return [tuple(row[place] for place in places) for row in rows[1:]]


@pytest.fixture(scope="module", params=recorded.read_by(SESSIONS), ids="-".join)
def exported(request: pytest.FixtureRequest) -> Exported:
    name, profile = request.param
    return Exported((SESSIONS | recorded.OTHERS)[name](), profile=profile)


@pytest.fixture(scope="module")
def rich() -> Exported:
    return Exported(recorded.rich())


def test_every_response_is_quoted_alike_everywhere(exported: Exported) -> None:
    in_json = {
        entry["ref"]: entry
        for part in exported.json["summary"]["answered"]
        for entry in part["entries"]
    }
    quoted = {entry.ref: evidence_words.words_of(entry) for entry in exported.entries}
    assert set(quoted) == set(in_json)
    in_word = {row[0]: row for row in exported.told.rows("Ref") if row[0] in quoted}
    in_excel = dict(columns(sheet(exported.excel, "responses"), "Ref", "Response"))
    in_csv = dict(columns(exported.csv["responses"], "Ref", "Response"))
    for ref, said in quoted.items():
        assert exported.ids[ref].all("p")[0].text() == said
        assert in_word[ref][3] == said
        assert in_excel[ref] == said
        assert in_csv[ref].removeprefix("'") == said
        assert said.startswith(in_json[ref]["answer"]) or in_json[ref]["status"] == "withdrawn"
    assert set(in_word) == set(in_excel) == set(in_csv) == set(quoted)


def test_how_long_each_took_is_the_same_everywhere(exported: Exported) -> None:
    in_excel = dict(columns(sheet(exported.excel, "responses"), "Ref", "Took"))
    in_csv = dict(columns(exported.csv["responses"], "Ref", "Took (seconds)"))
    in_word = {row[0]: row[2] for row in exported.told.rows("Ref")}
    for entry in exported.entries:
        assert in_word[entry.ref] == words.length(entry.took)
        assert float(in_csv[entry.ref]) == entry.took / 1_000
        assert round(in_excel[entry.ref].total_seconds()) == entry.took // 1_000


def test_the_figures_at_a_glance_are_the_same_everywhere(exported: Exported) -> None:
    g = exported.json["summary"]["glance"]
    of = g["lessons"]
    counted = "People counted" if exported.json["summary"]["overview"]["uncounted"] else "People"
    wanted = {
        counted: g["people"],
        "Groups": g["groups"],
        overview_words.responses(exported.summary.profile): g["responses"],
        **(
            {}
            if exported.summary.profile == "facilitator"
            else {overview_words.LISTED: g["listed"]}
        ),
        **({"Shows of hands": g["hands"]} if g["hands"] else {}),
        "Strengths": g["strengths"],
        "To improve": g["improvements"],
        "Actions": g["actions"],
        "Lessons exercised": f"{g['exercised']} of {of}",
        "Lessons with evidence": f"{g['with_evidence']} of {of}",
    }
    assert list(wanted) == [name for name, _, _ in figures(exported.summary)]
    in_word = dict(exported.told.rows("Figure"))
    in_html = {
        node.all("dt")[0].text(): node.all("dd")[0].text()
        for node in exported.page.classed("figures")[0].all("div")
    }
    assert in_word == in_html == {name: str(number) for name, number in wanted.items()}
    items = {item.text().strip() for item in exported.md.all("li")}
    assert {f"{name}: {number}" for name, number in wanted.items()} <= items
    # There the facts stand in the same table, of which "People" is one.
    for rows in (sheet(exported.excel, "overview"), exported.csv["overview"]):
        found = [(name, str(value)) for name, value in rows]
        for name, number in wanted.items():
            assert (name, str(number).split(" of ")[0]) in found


def test_what_has_most_evidence_is_told_everywhere(exported: Exported) -> None:
    weights = exported.json["summary"]["glance"]["most_evidence"]
    listed = "; ".join(
        f"{w['title']} ({words.several(w['points'], 'learning point')}, "
        f"{words.several(w['responses'], 'response')})"
        for w in weights
    )
    said = f"Most evidence: {listed}."
    texts = ("\n".join(exported.told.lines), exported.page.text(), exported.md.text())
    for text in texts:
        assert (said in text) == bool(weights)
        assert ("Most evidence" in text) == bool(weights)
    assert (squeezed(said) in text_of(exported.printed)) == bool(weights)


def test_lessons_points_votes_and_actions_have_the_same_numbers(exported: Exported) -> None:
    s = exported.json["summary"]
    lessons = [
        (
            f"{x['number']}. {x['title']}",
            *(len(x["points"]), x["responses"], x["speaks_for"], x["speaks_against"]),
        )
        for x in s["list"]["lessons"]
    ]
    in_word = exported.told.table("Lesson", "Learning points")
    assert in_word == [[title, *map(str, counts)] for title, *counts in lessons]
    counted = ("Number", "Lesson", "Learning points", "Responses", "Speak for", "Against")
    for rows in (sheet(exported.excel, "lessons"), exported.csv["lessons"]):
        found = columns(rows, *counted)
        assert [(f"{n}. {t}", *map(int, counts)) for n, t, *counts in found] == lessons

    points = {p["ref"]: p for x in s["list"]["lessons"] for p in x["points"]}
    points.update({p["ref"]: p for p in s["loose"]})
    for rows in (sheet(exported.excel, "learning points"), exported.csv["learning-points"]):
        found = columns(rows, "Ref", "Learning point", "Responses")
        assert [ref for ref, _, _ in found] == sorted(points)
        for ref, said, shown in found:
            assert said.removeprefix("'") == points[ref]["text"]
            assert int(shown) == len(points[ref]["shown_by"])
    lines = exported.told.lines
    for ref, point in points.items():
        verdict = evidence_words.verdict(point["verdict"])
        assert any(f"{ref} {verdict}: {point['text']} (" in line for line in lines)

    votes = [
        (v["step"], t["side"], c["option"], c["count"], t["total"])
        for v in s["votes"]
        for t in v["tallies"]
        for c in t["counts"]
    ]
    for rows in (sheet(exported.excel, "votes"), exported.csv["votes"]):
        found = columns(rows, "Step", "Side", "Option", "Count", "In all")
        assert [(*row[:3], int(row[3]), int(row[4])) for row in found] == votes
    tallies = [t for t in exported.told.tables if (t[0][0], t[0][-1]) == ("Side", "In all")]
    printed = [cell for table in tallies for row in table[1:] for cell in row[1:-1]]
    assert [int(cell.split(" (")[0]) for cell in printed] == [vote[3] for vote in votes]

    for rows in (sheet(exported.excel, "actions"), exported.csv["actions"]):
        found = columns(rows, "Ref", "Status")
        assert found == [(a["ref"], a["status"]) for a in s["actions"]]
    for rows in (sheet(exported.excel, "timeline"), exported.csv["timeline"]):
        assert [row[0] for row in rows[1:]] == [run["step"] for run in s["timeline"]["runs"]]


def test_the_matrix_says_the_same_everywhere(exported: Exported) -> None:
    wanted = [
        (row["title"], c["group"] or "The whole room", c["speaks_for"], c["speaks_against"])
        for row in exported.json["summary"]["coverage"]
        for c in row["cells"]
    ]
    said = [evidence_words.covered(cell) for row in exported.summary.coverage for cell in row.cells]
    for rows in (sheet(exported.excel, "coverage"), exported.csv["coverage"]):
        found = columns(rows, "Lesson", "Group", "Speak for", "Against")
        assert [(lesson, group, int(f), int(a)) for lesson, group, f, a in found] == wanted
        assert [cell for (cell,) in columns(rows, "In words")] == said
    (region,) = [t for t in exported.page.all("table") if "for and against" in t.text()]
    grid = reading.rows(region)
    assert [cell for row in grid[1:] for cell in row[1:]] == said
    pages = [t for t in exported.told.tables if _of_the_matrix(t, grid[0])]
    joined = [[cell for t in pages for cell in t[n][1:]] for n in range(len(grid))]
    assert joined[0] == grid[0][1:]
    assert [cell for row in joined[1:] for cell in row] == said


def _of_the_matrix(table: Rows, head: list[str]) -> bool:
    return table[0][0] == "Lesson" and table[0][1] in head


def test_numbers_and_places_are_the_same_everywhere() -> None:
    r = Recording()
    for name in ("Red", "Green", "Blue"):
        r.group("campaign", name)
    r.start("how-many")
    for group, number in enumerate((2_345_678, 0.004, 12), 1):
        r.give(group, e.Answer(number=number))
    r.start("order")
    for group, order in enumerate((("a", "b"), ("a", "b"), ("b", "a")), 1):
        r.give(group, e.Answer(options=order))
    made = Exported(r)
    said = "3 numbers: least 0.004, median 12, most 2,345,678."
    for text in (made.page.text(), made.md.text(), "\n".join(made.told.lines)):
        assert said in text
    for rows in made.tables("Option", "Mean place, 1 the first"):
        assert rows == [["Speed", "1.33"], ["Truth", "1.67"]]
    numbers = made.excel["numbers"]
    titles = [cell.value for cell in numbers[1]]
    for title, number in (("Least", 0.004), ("Median", 12), ("Most", 2_345_678)):
        cell = numbers.cell(2, 1 + titles.index(title))
        # A pattern would round, or leave a point behind a whole number.
        assert (cell.value, cell.number_format) == (number, "General")


def test_who_moved_between_votes_is_the_same_everywhere(exported: Exported) -> None:
    wanted = [
        (side["side"], m["before"], m["now"], m["followed"], m["moved"], m["unknown"])
        for side in exported.json["summary"]["stances"]
        for m in side["movements"]
    ]
    titles = ("Side", "From", "To", "Followed", "Moved", "Not followed")
    tables = (sheet(exported.excel, "moves"), exported.csv["moves"]) if wanted else ()
    assert ("moves" in exported.csv) == bool(wanted)
    for rows in tables:
        found = columns(rows, *titles)
        assert [(*row[:3], *map(whole_number, row[3:])) for row in found] == wanted
    lines = exported.told.lines
    for side in exported.summary.stances:
        for movement in side.movements:
            assert evidence_words.movement(movement) in lines
            assert evidence_words.movement(movement) in exported.page.text()


def test_that_a_side_was_played_by_others_in_between_is_said_everywhere(
    exported: Exported,
) -> None:
    played = [{v["swapped"] for v in side["votes"]} for side in exported.json["summary"]["stances"]]
    swaps = sum(len(ways) > 1 for ways in played)
    said = evidence_words.CHANGED_HANDS
    for text in ("\n".join(exported.told.lines), exported.page.text(), exported.md.text()):
        assert text.count(said) == swaps
    assert text_of(exported.printed).count(squeezed(said)) == swaps


def whole_number(cell: object) -> int | None:
    """What a cell says of a number; None if it says nothing."""
    return None if cell in {"", None} else int(str(cell))


def in_order(text: str, pieces: Iterable[str]) -> None:
    """All of these stand in a text without spaces, each after the one before."""
    place = 0
    for piece in map(squeezed, pieces):
        found = text.find(piece, place)
        assert found >= 0, f"{piece} is not where it belongs"
        place = found + len(piece)


def after(text: str, heading: str) -> str:
    """What follows the last heading of that name in a text without spaces."""
    before, _, found = text.rpartition(squeezed(heading))
    assert before
    return found


def test_how_soon_each_spoke_is_the_same_everywhere(exported: Exported) -> None:
    speed = exported.json["summary"]["speed"]
    reactions = [r for c in speed["challenges"] for r in c["groups"]]
    counts = {
        "first-words": len(speed["words"]),
        "challenges": len(reactions),
        "unanswered-posts": sum(len(o["sides"]) for o in speed["open"]),
        "silences": len(speed["silences"]),
    }
    for name, count in counts.items():
        assert len(exported.csv.get(name, [[]])) == count + 1
        there = name.replace("-", " ") in exported.excel.sheetnames
        assert there == bool(count)
    said = text_of(exported.printed)

    first = [
        [
            w["group"],
            w["side"],
            length(w["took"], "never"),
            w["ref"] or ("none" if w["took"] is None else "not shown"),
        ]
        for w in speed["words"]
    ]
    for rows in exported.tables("Group", "As", "After"):
        assert rows == first
    if first:
        in_order(after(said, "First public word after"), (cell for row in first for cell in row))

    posts = [
        [words.run_title(o["step"], o["take"]), *(str(side["posts"]) for side in o["sides"])]
        for o in speed["open"]
    ]
    for rows in exported.tables("At the end of"):
        assert rows == posts
    if posts:
        in_order(after(said, "Posts left unanswered:"), ("".join(row) for row in posts))

    silences = [
        [
            silence["side"],
            words.length(silence["lasted"]),
            words.clock(silence["since"]),
            words.clock(silence["until"]),
            words.hoped(silence["expected"]),
        ]
        for silence in speed["silences"]
    ]
    for rows in exported.tables("Side", "Lasted"):
        assert rows == silences
    if silences:
        in_order(after(said, "Longest silence,"), ("".join(row) for row in silences))


def test_what_first_words_are_counted_from_is_the_same_everywhere() -> None:
    r = Recording()
    r.group("campaign", "Red")
    r.start("first")
    r.wait(recorded.MINUTE)
    r.give(1, recorded.text("Before any post"))
    prompted = Exported(r)
    for made, what in ((prompted, "prompt"), (Exported(recorded.rich()), "post")):
        since = made.json["summary"]["speed"]["since"]
        assert since["what"] == what
        title = f"First public word after the first {what} at {words.clock(since['wall'])}"
        assert title in made.page.text()
        assert title in made.md.text()
        assert title in made.told.lines
        assert squeezed(title) in text_of(made.printed)
        assert (made.excel["first words"]["C1"].value, made.csv["first-words"][0][2]) == (
            "Counted from",
            "Counted from",
        )
        assert made.excel["first words"]["C2"].value == f"first {what}"
        moment = words.local(since["wall"]).isoformat(sep=" ", timespec="seconds")
        assert made.csv["first-words"][1][2:4] == [f"first {what}", moment]


def length(took: int | None, never: str) -> str:
    return never if took is None else words.length(took)


def test_challenges_are_answered_as_soon_in_every_format(exported: Exported) -> None:
    found = exported.json["summary"]["speed"]["challenges"]
    refs = [", ".join(filter(None, (c["ref"], c["inject"]))) for c in found]
    hoped = [words.hoped(c["expected"]) for c in found]
    took = [[f"{r['group']} {reaction(r)}" for r in c["groups"]] for c in found]
    put = [evidence_words.challenge(c) for c in exported.summary.speed.challenges]
    for rows in exported.tables("Ref", "Challenge"):
        assert [(row[0], row[2]) for row in rows] == list(zip(refs, hoped, strict=True))
        for row, challenge, reactions in zip(rows, put, took, strict=True):
            assert row[1].startswith(challenge)
            # Each format parts the groups in its way.
            assert squeezed(row[3]).replace(";", "") == squeezed("".join(reactions))
    if found:
        printed = after(text_of(exported.printed), "how soon they were answered")
        pieces = (
            piece
            for ref, challenge, within, reactions in zip(refs, put, hoped, took, strict=True)
            for piece in (ref, challenge, within, *reactions)
        )
        in_order(printed, pieces)


def reaction(found: dict[str, Any]) -> str:
    """How soon a group answered, from what the JSON says."""
    if found["took"] is None:
        return "had answered before" if found["before"] else "no answer"
    return (
        words.length(found["took"])
        + {None: "", True: ", in time", False: ", late"}[found["within"]]
    )


def test_answering_times_are_the_same_everywhere(exported: Exported) -> None:
    wanted = [
        [
            group["group"],
            group["side"],
            words.length(group["took"]),
            "yes" if group["within"] else "no",
        ]
        for timing in exported.json["summary"]["timings"]
        for group in timing["groups"]
    ]
    for rows in exported.tables("Group", "Side", "First answer after"):
        assert rows == wanted
    if wanted:
        printed = after(text_of(exported.printed), "Time to the first answer in")
        last = exported.json["summary"]["timings"][-1]["groups"]
        in_order(printed, ("".join(row) for row in wanted[-len(last) :]))
    for timing in exported.json["summary"]["timings"]:
        line = f"In time: {timing['in_time']} of {len(timing['groups'])}."
        hoped = (
            f"The scenario hopes for an answer within {words.length(timing['expected'])}. {line}"
        )
        assert hoped in exported.told.lines
        assert hoped in exported.page.text()
        assert hoped in exported.md.text()
        assert squeezed(hoped) in text_of(exported.printed)


def test_what_speaks_against_and_what_else_shows_is_in_every_format() -> None:
    argued = Exported(recorded.argued())
    lines = told(argued.word).lines
    assert any(line.startswith("Speaks against this lesson: L-05 ") for line in lines)
    assert "Responses that speak against this lesson" in lines
    for ref in ("V-01", "T-01", "P-01", "I-02"):
        assert any(line.startswith(f"{ref} ") for line in lines), ref
    for rows in (sheet(argued.excel, "evidence"), argued.csv["evidence"]):
        found = columns(rows, "Lesson", "Learning point", "Speaks", "Ref")
        assert ("Act swiftly", "L-05", "against", "V-01") in found
        assert ("Be clear", "L-05", "for", "T-01") in found
        assert ("Be clear", "L-05", "for", "I-02") in found
        assert any(row[2:] == ("against", "R-002") for row in found)
    for rows in (sheet(argued.excel, "challenges"), argued.csv["challenges"]):
        assert ("T-01", "I-02") in columns(rows, "Ref", "Inject")
    assert ("T-01, I-02", "I-02") in {
        (row[0], re.findall(r"I-\d+", row[0])[0])
        for row in told(argued.word).table("Ref", "Challenge")
        if "INJECT-PRESS" in row[1]
    }
    page = reading.html(html.printed(handout.document(argued.summary)))
    (swift, *_) = reading.rows(page.all("table")[0])[1:]
    assert "Waiting cost us nothing (Blue table; speaks against this lesson)" in swift
    assert swift[-1].endswith("2 against")
    made = pdf.render(whole.document(argued.summary)).content
    assert "Speaksagainstthislesson:L-05" in text_of(made)


def test_what_shows_a_point_leads_there_and_back_in_word() -> None:
    document = Exported(recorded.argued()).word
    point, again = (p for p in document.paragraphs if "L-05 Strength: " in p.text)
    assert not list(again._p.iter(qn("w:bookmarkStart")))
    assert [mark.get(qn("w:name")) for mark in point._p.iter(qn("w:bookmarkStart"))] == ["L_05"]
    for ref in ("V-01", "T-01", "P-01", "I-02", "R-004"):
        back = _holding(document, ref)
        leads = [link.get(qn("w:anchor")) for link in back.iter(qn("w:hyperlink"))]
        assert "L_05" in leads, ref


def _holding(document: Word, ref: str) -> Any:
    """The paragraph or row that links by that ref lead to; of a heading what follows it, too."""
    mark = next(
        mark
        for mark in document.element.body.iter(qn("w:bookmarkStart"))
        if mark.get(qn("w:name")) == ref.replace("-", "_")
    )
    rows = list(mark.iterancestors(qn("w:tr")))
    place = rows[0] if rows else mark.getparent()
    if not ref.startswith("V"):
        return place
    return next(line for line in place.itersiblings() if list(line.iter(qn("w:hyperlink"))))


def test_the_facilitator_s_own_words_and_what_came_after_the_end_are_marked_everywhere() -> None:
    r = recorded.rich()
    for part in ("introduction", "conclusions", "recommendations"):
        r.add(e.SummaryTextSet(part, recorded.safe(f"OWN {part}")))
    r.add(e.SummaryMarked(final=True, through=r.session.head, digest="ab" * 32))
    r.add(e.ActionAgreed(3, recorded.safe("Call"), recorded.safe("")))
    made = Exported(r)
    lines = told(made.word).lines
    assert lines.count(overview_words.OWN) == 3
    standing = overview_words.standing_of(made.summary.overview)
    assert "changed after it was finalised" in standing
    texts = {
        part.capitalize(): f"OWN {part}"
        for part in ("introduction", "conclusions", "recommendations")
    }
    for rows in (sheet(made.excel, "own words"), made.csv["own-words"]):
        assert rows[0] == ["Part", overview_words.OWN]
        assert dict(map(tuple, rows[1:])) == texts
    said = text_of(pdf.render(whole.document(made.summary)).content)
    assert said.count(squeezed(overview_words.OWN)) == 4
    for text in (*texts.values(), standing, "ab" * 32):
        assert any(text in row[1] for row in made.csv["overview"] + made.csv["own-words"])
        assert squeezed(text) in said
        assert squeezed(text) in squeezed(made.page.text())
    for of in (plan, handout):
        assert standing in html.printed(of.document(made.summary))
    assert made.word.sections[0].header.paragraphs[0].text == "EXERCISE\tFinal, changed since"


def test_a_pdf_says_what_the_others_say(exported: Exported) -> None:
    """Word by word what the Word document does, which is held against the JSON elsewhere."""
    said, told = text_of(exported.printed), exported.told
    matrix = [t for t in told.tables if t[0][0] == "Lesson" and t[0][1] != "Learning points"]
    below = {
        "At a glance": [table for table in told.tables if table[0][0] == "Figure"],
        "Who does what by when": [t for t in told.tables if t[0][:2] == ["Ref", "Action"]],
        "Evidence for each lesson": [t for t in told.tables if t[0][1] == "Learning points"],
        "Group by group": matrix,
        "Votes and other choices": [
            t for t in told.tables if (t[0][0], t[0][-1]) == ("Side", "In all")
        ],
    }
    s = exported.summary
    cells = sum(len(row) for table in matrix for row in table[1:])
    assert cells == sum(len(row.cells) for row in s.coverage) + sum(len(t) - 1 for t in matrix)
    assert len(below["Who does what by when"]) == bool(s.actions)
    assert len(below["Votes and other choices"]) == len(s.votes)
    for heading, found in below.items():
        if found:
            in_order(after(said, heading), ("".join(row) for table in found for row in table))
    held = [table for table in told.tables if table[0][0] == "Vote"]
    for side, votes in zip(s.stances, held, strict=True):
        rows = ["".join(row) for row in votes]
        moves = map(evidence_words.movement, side.movements)
        in_order(after(said, f"Stances of {side.side}, with"), (*rows, *moves))
    responses = (
        piece
        for part in s.answered
        for entry in part.entries
        for piece in (entry.ref, evidence_words.words_of(entry))
        if piece.isascii()
    )
    in_order(after(said, "All responses"), responses)


class TestWord:
    def test_headings_go_down_one_at_a_time(self, exported: Exported) -> None:
        lines = exported.word.paragraphs
        levels = [
            int(line.style.name[-1])
            for line in lines
            if line.style is not None and str(line.style.name).startswith("Heading")
        ]
        assert [line.style.name for line in lines if line.style][0] == "Title"  # noqa: RUF015
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))

    def test_tables_have_header_rows_and_are_named(self, exported: Exported) -> None:
        assert exported.word.tables
        for table in exported.word.tables:
            head = table.rows[0]._tr.trPr
            assert head is not None
            assert head.find(qn("w:tblHeader")) is not None
            assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))

    def test_what_stands_between_a_heading_and_its_table_stays_with_both(self) -> None:
        lines = Exported(recorded.argued()).word.paragraphs
        (place,) = (n for n, line in enumerate(lines) if line.text == "T-01 First word")
        below = lines[place + 1 : place + 3]
        assert [line.text[:6] for line in below] == ["Shows:", "The sc"]
        assert all(line.paragraph_format.keep_with_next for line in below)

    def test_a_small_table_stays_together_and_no_row_stands_alone(self, rich: Exported) -> None:
        for table in rich.word.tables:
            kept = [
                row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows
            ]
            assert kept[0]
            assert not kept[-1]
            assert all(kept[:2]) or len(kept) == 2
            assert kept[-2]
        (facts,) = (t for t in rich.word.tables if t.rows[0].cells[0].text == "What")
        assert all(
            row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in facts.rows[:-1]
        )

    def test_every_link_of_the_page_is_one_here_and_leads_to_one_place(
        self, exported: Exported
    ) -> None:
        places = marked(exported.word)
        assert len(places) == len(set(places))
        assert linked(exported.word) <= set(places)
        assert linked(exported.word) == linked_in(exported.page)
        there = {node.attributes.get("id", "") for node in exported.page.walk()}
        assert set(places) == {ref for ref in there if re.fullmatch(r"[A-Z]-\d+", ref)}

    def test_title_language_and_what_stands_on_each_page(self, rich: Exported) -> None:
        core = rich.word.core_properties
        assert (core.title, core.language) == ("Food for thought", "en-GB")
        section = rich.word.sections[0]
        assert section.header.paragraphs[0].text == "EXERCISE\tDraft"
        assert section.footer.paragraphs[0].text == "Food for thought\tPage  of "
        fields = [f.get(qn("w:instr")) for f in section.footer._element.iter(qn("w:fldSimple"))]
        assert fields == [" PAGE ", " NUMPAGES "]

    def test_words_of_another_language_and_direction_are_marked(self) -> None:
        welsh = Exported(recorded.rich(recorded.scenario(language="cy")))
        runs = [
            run for run in welsh.word.element.body.iter(qn("w:r")) if "Dŵr" in run.xpath("string()")
        ]
        assert all(run.rPr.find(qn("w:lang")).get(qn("w:val")) == "cy" for run in runs)
        arabic = [
            p for p in welsh.word.element.body.iter(qn("w:p")) if "مرحبا" in p.xpath("string()")
        ]
        assert runs
        assert arabic
        assert all(p.pPr.find(qn("w:bidi")) is not None for p in arabic)


@pytest.mark.parametrize("name", ["lobby", "rich", "argued"])
def test_word_and_excel_have_nothing_to_mend(name: str, tmp_path: Path) -> None:
    summary = summarise(SESSIONS[name]().session, recorded.BEGAN, notes=True)
    template = tmp_path / "ours.docx"
    docx.Document().save(str(template))
    made = {
        "summary.docx": word.render(whole.document(summary)),
        "ours-too.docx": word.render(whole.document(summary), template),
        "plan.docx": word.render(plan.document(summary)),
        "handout.docx": word.render(handout.document(summary)),
        "summary.xlsx": excel.render(summary),
    }
    for file, content in made.items():
        (tmp_path / file).write_bytes(content)
        found = OpenXmlValidator(max_errors=0).validate(tmp_path / file).errors
        # Of texts that stand in their cells Excel makes a table by itself, which mends nothing.
        assert [e for e in found if e.severity is not ValidationSeverity.WARNING] == [], file


def test_references_in_the_facilitator_s_own_words_are_links() -> None:
    r = recorded.argued()
    said = "Too slow (L-05), as V-01 and R-002 show; so A-01. Not R-999, XR-002 or R-0021."
    r.add(e.SummaryTextSet("conclusions", recorded.safe(said)))
    made = Exported(r)
    (line,) = (line for line in made.word.paragraphs if line.text == said)
    links = [link.get(qn("w:anchor")) for link in line._p.iter(qn("w:hyperlink"))]
    assert links == ["L_05", "V_01", "R_002", "A_01"]
    (told,) = (p for p in made.page.all("p") if p.text() == said)
    assert [a.attributes["href"] for a in told.all("a")] == ["#L-05", "#V-01", "#R-002", "#A-01"]
    assert said in made.md.text()


def test_word_has_contents_that_lead_to_each_chapter(exported: Exported) -> None:
    body = exported.word.element.body
    (instruction,) = (text.text for text in body.iter(qn("w:instrText")))
    assert instruction.split()[0] == "TOC"
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    places = {
        mark.get(qn("w:name")): mark.getparent().xpath("string()")
        for mark in body.iter(qn("w:bookmarkStart"))
    }
    found = [
        (link.xpath("string()"), places[link.get(qn("w:anchor"))])
        for link in body.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor")).startswith("_Toc")
    ]
    lines = exported.word.paragraphs
    chapters = [line.text for line in lines if line.style and line.style.name == "Heading 1"]
    assert found == [(chapter, chapter) for chapter in chapters]


class TestExcel:
    def test_nothing_is_a_formula_or_a_link(self, exported: Exported) -> None:
        for one in exported.excel:
            for row in one.iter_rows():
                assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)

    def test_what_looks_like_an_escape_of_excel_is_text(self) -> None:
        r = recorded.lobby()
        r.group("trust", "_x001B_ _x000D_", 1)
        summary = summarise(r.session, recorded.BEGAN)
        assert "_x005F_x001B_ _x005F_x000D_" in unpacked(excel.render(summary))

    def test_sheets_can_be_read_far_down(self, exported: Exported) -> None:
        names = exported.excel.sheetnames
        assert names[:6] == [
            "overview",
            "lessons",
            "learning points",
            "responses",
            "votes",
            "actions",
        ]
        assert "timeline" in names
        for one in exported.excel:
            assert one.freeze_panes == "B2"
            assert one.auto_filter.ref
            assert one.column_dimensions["A"].width >= 6
            assert one.oddHeader is not None
            assert "EXERCISE" in str(one.oddHeader.left.text)

    def test_figures_can_be_counted(self, rich: Exported) -> None:
        (first, *_) = columns(sheet(rich.excel, "timeline"), "Planned", "Took", "Began")
        assert [part.total_seconds() for part in first[:2]] == [180, 120]
        assert words.clock(recorded.BEGAN + 600_000) == f"{first[2]:%H:%M}"
        assert columns(sheet(rich.excel, "actions"), "Due")[0][0].date().isoformat() == "2026-12-01"


class TestCsv:
    def test_nothing_can_be_taken_for_a_formula(self, exported: Exported) -> None:
        for rows in exported.csv.values():
            for row in rows:
                for cell in row:
                    number = re.fullmatch(r"-?[\d.]+", cell)
                    assert number or not cell.lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))

    def test_hostile_text_is_one_apostrophe_away_from_what_was_typed(self, rich: Exported) -> None:
        cells = [cell for row in rich.csv["responses"] for cell in row]
        for typed in recorded.HOSTILE:
            said = str(recorded.safe(typed))
            assert said in cells or f"'{said}" in cells
        assert f"'{recorded.HOSTILE[3]}" in cells


def test_what_people_typed_comes_out_literally_in_word_and_excel(rich: Exported) -> None:
    in_word = {row[3] for row in rich.told.rows("Ref") if len(row) == 5}
    in_excel = {row[0] for row in columns(sheet(rich.excel, "responses"), "Response")}
    for typed in recorded.HOSTILE:
        assert str(recorded.safe(typed)) in in_word & in_excel


class TestPdf:
    def test_it_is_tagged_named_and_after_the_standard(self, exported: Exported) -> None:
        file, tags = exported.pdf.file, exported.pdf.tags
        assert exported.pdf.marked
        assert str(file.Root.Lang) == "en-GB"
        assert file.Root.ViewerPreferences["/DisplayDocTitle"]
        assert exported.pdf.title == overview_words.title(exported.summary.overview)
        assert {"/Document", "/H1", "/H2", "/Table", "/TH", "/TD", "/Caption", "/P"} <= set(tags)
        assert "/Outlines" in file.Root
        assert exported.pdf.accessible

    def test_every_link_of_the_page_is_one_here_and_leads_to_one_place(
        self, exported: Exported
    ) -> None:
        file, tags = exported.pdf.file, exported.pdf.tags
        links = [note for page in file.pages for note in page.get("/Annots", [])]
        assert all(note["/Subtype"] == "/Link" for note in links)
        assert tags.count("/Link") == len(links)
        printed = [
            link.get(qn("w:anchor")) for link in exported.word.element.body.iter(qn("w:hyperlink"))
        ]
        assert len(links) == len(printed)
        assert len({place(file, note) for note in links}) == len(set(printed))

    def test_nothing_long_runs_off_a_page(self) -> None:
        r = recorded.Recording()
        r.group("campaign", "Red table", 4)
        r.start("long")
        r.give(1, recorded.text("A long answer with many words. " * 126 + "ANSWERENDS"))
        many = recorded.safe("many\n" * 150 + "ACTIONENDS")
        r.add(e.ActionAgreed(1, many, recorded.safe("")))
        r.add(e.LearningPointDrawn(1, recorded.safe("Long"), "improve", 1, ("swift",), (1,)))
        made = pdf.render(whole.document(summarise(r.session, recorded.BEGAN)))
        assert all(page.keeps_clear(10) for page in portable.read(made.content).pages)
        said = text_of(made.content)
        for ending, times in (("ANSWERENDS", 2), ("ACTIONENDS", 1)):
            assert said.count(ending) == times

    def test_a_table_has_a_head_cell_for_each_column(self, rich: Exported) -> None:
        printed = [b for b in whole.document(rich.summary).blocks if hasattr(b, "columns")]
        heads = sum(len(block.columns) for block in printed)
        assert rich.pdf.tags.count("/TH") == heads
        assert rich.pdf.tags.count("/Table") == len(printed)

    def test_hostile_text_comes_out_literally_or_by_number(self) -> None:
        summary = summarise(recorded.rich().session, recorded.BEGAN)
        made = pdf.render(whole.document(summary), system_fonts=False)
        said = text_of(made.content)
        for typed in recorded.HOSTILE:
            text = str(recorded.safe(typed))
            if text.isascii() or "Dŵr" in text:
                assert squeezed(text) in said
        assert "U+1F469" in said
        (remark,) = made.remarks
        assert "U+1F469 WOMAN" in remark
        assert squeezed(remark) in said

    def test_what_the_fonts_lack_does_not_cost_the_standard(self) -> None:
        r = recorded.lobby()
        r.group("trust", "\U00013000 and 𐤀 日本", 1)
        made = pdf.render(whole.document(summarise(r.session, recorded.BEGAN)), system_fonts=False)
        assert portable.read(made.content).accessible
        assert "U+13000 EGYPTIAN HIEROGLYPH A001" in made.remarks[0]

    def test_what_cannot_be_made_after_the_standard_is_made_without_and_says_so(self) -> None:
        # The standard asks for a title.
        document = replace(plan.document(summarise(Recording().session, recorded.BEGAN)), title="")
        made = pdf.render(document)
        assert made.remarks == ("The PDF is tagged, but is no PDF/UA-1.",)
        assert portable.read(made.content).marked
        assert not portable.read(made.content).accessible


class TestSmallDocuments:
    def test_they_say_the_same_in_all_their_formats(self, exported: Exported) -> None:
        s = exported.json["summary"]
        points = {p["ref"]: p for lesson in s["list"]["lessons"] for p in lesson["points"]}
        points.update({p["ref"]: p for p in s["loose"]})
        improve = [p for ref, p in sorted(points.items()) if p["verdict"] == "improve"]
        wanted = {
            plan: [
                *(
                    [a["ref"], a["owner"] or "not said", day(a["due"]), a["status"]]
                    for a in s["actions"]
                ),
                *([p["ref"], p["drawn_by"], str(len(p["shown_by"]))] for p in improve),
            ],
            handout: [[f"{x['number']}. {x['title']}", counted(x)] for x in s["list"]["lessons"]],
        }
        for of, facts in wanted.items():
            document = of.document(exported.summary)
            page = reading.html(html.printed(document))
            tables = [reading.rows(table) for table in page.all("table")]
            assert told(read_word(word.render(document))).tables == tables
            rows = [row for table in tables for row in table[1:]]
            assert len(rows) == len(facts)
            said = text_of(pdf.render(document).content)
            for row, cells in zip(rows, facts, strict=True):
                in_order("|".join(map(squeezed, row)), cells)
            in_order(said, (cell for cells in facts for cell in cells))

    def test_the_plan_has_every_action_and_all_that_is_to_be_improved(self, rich: Exported) -> None:
        document = plan.document(rich.summary)
        page = reading.html(html.printed(document))
        printed = told(read_word(word.render(document)))
        rows = [reading.rows(table) for table in page.all("table")]
        assert [row[:2] for row in rows[0][1:]] == [[a.ref, a.text] for a in rich.summary.actions]
        assert rows[0][0] == ["Ref", "Action", "Owner", "Start", "Due", "Status", "Lessons"]
        assert [row[0] for row in rows[1][1:]] == ["L-02", "L-03"]
        assert printed.tables == rows

    def test_the_handout_has_every_lesson_as_the_room_found_it(self, rich: Exported) -> None:
        document = handout.document(rich.summary)
        page = reading.html(html.printed(document))
        rows = reading.rows(page.all("table")[0])
        assert rows[1:] == [
            [
                "1. Act swiftly",
                "Answered at once (Red table)",
                "Too slow: four minutes (Green table)",
                "2 points, 4 responses",
            ],
            ["2. Be clear", "", "", "exercised, nothing recorded"],
            ["3. Listen", "", "", "not exercised"],
        ]
        assert told(read_word(word.render(document))).tables == [rows]

    def test_ten_lessons_fit_one_page(self) -> None:
        from snogmarry.scenario import library
        from snogmarry.scenario.reader import load

        scenario, lessons = load(library.find("the-drop-in"))
        r = Recording(scenario, lessons)
        r.group("campaign", "Red table", 4)
        for number, lesson in enumerate(lessons.lessons * 2, 1):
            verdict: Any = "strength" if number % 2 else "improve"
            said = recorded.safe("Somebody had a long thing to say of this " * 9)
            r.add(e.LearningPointDrawn(number, said, verdict, 1, (lesson.id,), ()))
        document = handout.document(summarise(r.session, recorded.BEGAN))
        assert len(portable.read(pdf.render(document).content).pages) == 1


def day(due: str | None) -> str:
    return words.long_date(date.fromisoformat(due)) if due else "not said"


def counted(lesson: dict[str, Any]) -> str:
    """How much stands behind a lesson, as the handout says it."""
    if lesson["standing"] != "recorded":
        return "not exercised" if lesson["standing"] == "not exercised" else "nothing recorded"
    points, responses = len(lesson["points"]), lesson["responses"]
    behind = [words.several(points, "point")] if points else []
    behind += [words.several(responses, "response")] if responses else []
    said = ", ".join(behind)
    against = lesson["speaks_against"]
    return said + (f"; {against} against" if against else "")


@pytest.mark.parametrize("name", SESSIONS)
def test_html_is_valid(name: str) -> None:
    recording = recorded.large(200) if name == "large" else SESSIONS[name]()
    summary: Summary = summarise(recording.session, recorded.BEGAN, notes=True)
    documents = (plan.document(summary), handout.document(summary))
    for page in (html.render(summary), *map(html.printed, documents)):
        # Of what it calls errors, elements of SVG are none.
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(page)


def test_private_notes_are_in_no_format_unless_asked_for(rich: Exported) -> None:
    plain = Exported(recorded.rich(), notes=False)
    assert "notes" in rich.excel.sheetnames
    assert "notes" in rich.csv
    assert any("PRIVATE-NOTE" in line for line in rich.told.lines)
    assert "notes" not in plain.excel.sheetnames
    assert "notes" not in plain.csv
    assert not any("PRIVATE-NOTE" in line for line in told(plain.word).lines)


def test_redacted_words_are_in_no_format() -> None:
    recording = recorded.redacted()
    summary = summarise(recording.session, recorded.BEGAN, notes=True)
    source = Source(summary, recording.session, recording.events)
    for form in FORMATS:
        for part in parts(form, source):
            content = part.make(print)
            said = reading.all_of(part.tail, content)
            for gone in ("Red's first word", "PRIVATE-NOTE", "Ring them"):
                assert squeezed(gone) not in said, part.tail


def test_people_are_named_in_every_format_if_asked_for() -> None:
    named = Exported(recorded.rich(), names=True)
    plain = Exported(recorded.rich())
    for one, there in ((named, True), (plain, False)):
        assert any("[b]Bo[/b] <i>" in row[1] for row in told(one.word).rows("Ref")) == there
        assert ("Person" in sheet(one.excel, "responses")[0]) == there
        assert ("Person" in one.csv["responses"][0]) == there


def test_every_kind_of_cell_is_shown_as_words() -> None:
    shown = tables.shown
    assert shown("length", 125_000) == "2 min 5 s"
    assert shown("share", 0.25) == "25%"
    assert shown("yes", False) == "no"
    assert shown("number", None) == ""
