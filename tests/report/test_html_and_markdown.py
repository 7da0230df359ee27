"""HTML and Markdown say the same, literally, and the HTML holds for every reader."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import html5lib
import pytest
from tests.report import recorded
from tests.report.exported import SESSIONS, Exported
from tests.report.reading import Node, rows

from snogmarry.report import html
from snogmarry.report.documents import handout, plan
from snogmarry.report.summary import Summary, summarise
from snogmarry.session import events as e
from snogmarry.text import SafeText


def tables_after(page: Node, heading: str) -> list[list[list[str]]]:
    """The tables between a heading of that text and the next one that is not below it."""
    found: list[list[list[str]]] = []
    level = ""
    for node in page.walk():
        if re.fullmatch(r"h[1-6]", node.tag):
            if level and node.tag <= level:
                break
            if node.text().strip() == heading:
                level = node.tag
        elif level and node.tag == "table":
            found.append(rows(node))
    return found


def test_learning_points_and_their_evidence_stand_under_their_lesson(rich: Exported) -> None:
    article = next(a for a in rich.page.all("article") if "1. Act swiftly" in a.text())
    assert len(article.classed("points")[0].all("ul")) == 2
    for where in (article.text(), rich.md.text()):
        for part in ("L-01", "L-02", "R-020", "Too slow:\nfour minutes", "Strength", "To improve"):
            assert part in where
    for said in (rich.page.text(), rich.md.text()):
        assert "Exercised, nothing recorded but how soon groups answered." in said
        assert "Not exercised." in said
        assert "In time: 1 of 3." in said
        assert "2 titles are of the list named above" in said
        assert "EXERCISE. Draft." in said
        assert "interruptions of" not in said


def test_what_shows_what_leads_there_and_back() -> None:
    argued = Exported(recorded.argued())
    point = argued.page.id("L-05")
    assert "Speaks against this lesson" in point.text()
    assert [a.attributes["href"] for a in point.classed("proofs")[0].all("a")] == [
        "#V-01",
        "#T-01",
        "#P-01",
        "#I-02",
    ]
    for ref, tag in (("V-01", "h3"), ("T-01", "tr"), ("P-01", "li"), ("I-02", "li")):
        assert argued.page.id(ref).tag == tag
    assert "Shows: L-05" in argued.page.text()
    assert "L-05; for Act swiftly" in argued.page.id("R-004").text()
    assert "against" not in argued.page.id("R-004").text()
    (inject,) = (
        row for row in argued.page.all("tr") if "INJECT-PRESS" in row.text() and row.all("th")
    )
    assert inject.all("th")[0].text() == "T-01, I-02"
    assert [a.attributes["href"] for a in inject.all("a")] == ["#T-01", "#I-02", "#L-05"]
    tables = [tables_after(page, "Group by group")[0] for page in (argued.page, argued.md)]
    assert tables[0] == tables[1]
    assert tables[0][1][1:] == ["3 for", "1 for, 2 against", "2 for", "nothing recorded"]


def test_what_people_typed_comes_out_literally(rich: Exported) -> None:
    for page in (rich.page, rich.md):
        text = page.text()
        for words_ in recorded.HOSTILE:
            assert str(recorded.safe(words_)) in text


def test_markdown_makes_nothing_out_of_what_was_typed(rich: Exported) -> None:
    made = rich.md.all("a", "script", "img", "s", "del", "code", "pre", "em", "hr", "ol", "b")
    assert made == []


def test_markdown_makes_nothing_of_how_a_paragraph_begins() -> None:
    r = recorded.rich()
    for words_ in ("    indented * text", "\tafter a tab", "  - no item", "   1. no number"):
        said = SafeText(f"First.\n\n{words_}")
        r.add(e.SummaryTextSet("introduction", said))
        made = Exported(r)
        assert not made.md.all("code", "pre", "ol")
        assert words_ in [line.text() for line in made.md.all("p")]


def test_private_notes_travel_only_in_json() -> None:
    exported = Exported(recorded.rich(), notes=False)
    assert "PRIVATE-NOTE" not in exported.page_source + exported.md_source
    assert exported.json["summary"]["notes"] is None
    assert "PRIVATE-NOTE" in exported.json["record"]["notes"][0]["text"]
    assert "private notes" in exported.json["private"]


def test_redacted_words_are_nowhere() -> None:
    exported = Exported(recorded.redacted())
    for text in (exported.page_source, exported.md_source, json.dumps(exported.json)):
        assert "Red's first word" not in text
        assert "PRIVATE-NOTE" not in text
    assert exported.page.id("R-001").all("p")[0].text() == "[redacted]"


class TestHtml:
    def test_loads_and_runs_nothing(self, exported: Exported) -> None:
        page = exported.page
        assert not page.all("script", "img", "iframe", "object", "link", "form", "base")
        policy = next(m for m in page.all("meta") if "http-equiv" in m.attributes)
        assert policy.attributes["content"].startswith("default-src 'none'; style-src 'unsafe-")
        for node in page.walk():
            for name, value in node.attributes.items():
                assert not name.startswith("on")
                assert name not in {"src", "srcset", "style", "action"}
                if name == "href":
                    assert value.startswith("#")
        (style,) = page.all("style")
        assert "url(" not in style.text()
        assert "@import" not in style.text()

    def test_headings_go_down_one_at_a_time(self, exported: Exported) -> None:
        levels = [int(n.tag[1]) for n in exported.page.walk() if re.fullmatch("h[1-6]", n.tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(below - above <= 1 for above, below in pairwise(levels))

    def test_ids_are_unique_and_every_reference_leads_somewhere(self, exported: Exported) -> None:
        nodes = exported.page.all()
        ids = [node.attributes["id"] for node in nodes if "id" in node.attributes]
        assert len(ids) == len(set(ids))
        for node in nodes:
            if "href" in node.attributes:
                assert node.attributes["href"][1:] in ids
            for wanted in node.attributes.get("aria-labelledby", "").split():
                assert wanted in ids

    def test_every_link_leads_to_what_it_names(self, exported: Exported) -> None:
        skip, *links = exported.page.all("a")
        assert skip.text() == "Skip to the summary"
        for link in links:
            target, name = exported.ids[link.attributes["href"][1:]], link.text().strip()
            if re.fullmatch(r"[A-Z]-\d+", name):
                assert link.attributes["href"] == f"#{name}"
                assert name in target.text()
                continue
            assert re.fullmatch("h[23]", target.tag)
            tags = [tag.text() for tag in target.classed("tag")]
            heading = target.text().removesuffix("".join(tags)).strip()
            assert re.sub(r"^\d+\. ", "", heading) == re.sub(r"^\d+\. ", "", name)

    def test_the_matrix_marks_its_cells_as_their_words_do(self, exported: Exported) -> None:
        for cell in exported.page.classed("covered"):
            marks, said = cell.attributes["class"].split(), cell.text()
            assert ("for" in marks) == bool(re.search(r"\d for", said)), said
            assert ("opposed" in marks) == ("against" in said), said

    def test_every_chart_is_named_and_followed_by_its_numbers(self, exported: Exported) -> None:
        order = [
            n
            for n in exported.page.walk()
            if n.tag == "table" or n.attributes.get("class") == "chart"
        ]
        for node, following in zip(order, [*order[1:], Node("end")], strict=True):
            if node.tag != "table":
                assert node.attributes["role"] == "img"
                assert node.attributes["aria-label"]
                assert following.tag == "table"

    def test_tables_have_captions_and_scopes(self, exported: Exported) -> None:
        for table in exported.page.all("table"):
            assert table.all("caption")[0].text().strip()
            assert all(th.attributes["scope"] in {"row", "col"} for th in table.all("th"))

    def test_cells_say_on_a_narrow_screen_what_their_column_is_called(
        self, exported: Exported
    ) -> None:
        for table in exported.page.all("table"):
            head, *lines = rows(table)
            for row, cells in zip(lines, table.all("tr")[1:], strict=True):
                assert len(row) == len(head)
                labels = [cell.attributes.get("data-label") for cell in cells.all("td")]
                assert labels == head[1:] or set(labels) == {None}

    def test_no_caption_is_read_below_a_heading_that_says_the_same(
        self, exported: Exported
    ) -> None:
        heading = ""
        for node in exported.page.walk():
            if re.fullmatch(r"h[1-6]", node.tag):
                heading = node.text().strip()
            elif node.tag == "caption" and node.text().strip() == heading:
                assert node.classed("heard")

    def test_landmarks_and_skip_link(self, exported: Exported) -> None:
        page = exported.page
        assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1] * 4
        assert page.all("a")[0].attributes == {"class": "skip", "href": "#main"}
        assert page.all("html")[0].attributes["lang"] == "en-GB"

    def test_the_texts_of_another_language_are_marked_and_the_frame_is_not(self) -> None:
        exported = Exported(recorded.rich(recorded.scenario(language="cy")))
        assert exported.page.all("html")[0].attributes["lang"] == "en-GB"
        said = exported.page.id("R-001").all("p")[0]
        assert said.attributes == {"class": "said", "dir": "auto", "lang": "cy"}

    def test_the_page_title_and_the_printed_page_say_what_it_is(self, rich: Exported) -> None:
        assert rich.page.all("title")[0].text() == "Food for thought: summary"
        style = rich.page.all("style")[0].text()
        assert '@top-left { content: "EXERCISE"; }' in style
        assert '@top-right { content: "Draft"; }' in style


def test_a_large_room_keeps_its_numbers() -> None:
    session = recorded.large(400)
    exported = Exported(session)
    assert exported.json["summary"]["glance"]["responses"] == 400
    assert sum(len(part.entries) for part in exported.summary.answered) == 400
    assert len(exported.json["record"]["responses"]) == 400


@pytest.mark.parametrize("name", SESSIONS)
def test_html_is_valid(name: str) -> None:
    recording = recorded.large(200) if name == "large" else SESSIONS[name]()
    summary: Summary = summarise(recording.session, recorded.BEGAN, notes=True)
    documents = (plan.document(summary), handout.document(summary))
    for page in (html.render(summary), *map(html.printed, documents)):
        # Of what it calls errors, elements of SVG are none.
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(page)
