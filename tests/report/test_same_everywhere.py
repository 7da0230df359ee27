"""What the summary tells is the same in every format."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, get_args

from openpyxl.worksheet.worksheet import Worksheet
from tests.report import reading, recorded
from tests.report.exported import (
    Exported,
    Rows,
    after,
    columns,
    in_order,
    sheet,
    told,
)
from tests.report.reading import squeezed, text_of, unbroken
from tests.report.recorded import Recording, safe

from snogmarry.report import (
    html,
    lesson_words,
    overview_words,
    pdf,
    result_words,
    tables,
    words,
)
from snogmarry.report.documents import handout, plan
from snogmarry.report.documents import summary as whole
from snogmarry.report.formats import FORMATS
from snogmarry.report.making import Source, parts
from snogmarry.report.sheets.overview import figures
from snogmarry.report.summary import summarise
from snogmarry.session import events as e


def test_a_released_answer_that_was_mended_is_still_said_to_be_released() -> None:
    r = Recording()
    r.group("campaign", "Red")
    r.start("first")
    r.give(1, recorded.text("One"))
    for number in (2, 3, 4):
        r.add(e.ResponseCorrected(1, recorded.text(f"Wording {number}")))
    r.release(1)
    made = Exported(r)
    for said in (made.page.text(), made.md.text(), "\n".join(map(str, made.told.tables))):
        assert "released, 4 versions" in said
    assert squeezed("released, 4 versions") in text_of(made.printed)
    for rows in (sheet(made.excel, "responses"), made.csv["responses"]):
        ((status, versions),) = columns(rows, "Status", "Versions")
        assert (status, str(versions)) == ("released", "4")


def test_the_figures_at_a_glance_are_the_same_everywhere(exported: Exported) -> None:
    g = exported.json["summary"]["glance"]
    of = g["lessons"]
    name, people, _ = overview_words.headcount(exported.summary.overview)
    wanted = {
        name: people,
        "Groups": g["groups"],
        overview_words.responses(exported.summary.profile): g["responses"],
        **(
            {}
            if exported.summary.profile == "facilitator"
            else {overview_words.LISTED: g["listed"]}
        ),
        **({"Group votes by show of hands": g["hands"]} if g["hands"] else {}),
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


def test_no_two_rows_of_the_overview_have_one_name(exported: Exported) -> None:
    for rows in (sheet(exported.excel, "overview"), exported.csv["overview"]):
        names = [name for name, _ in rows]
        assert len(names) == len(set(names))


def test_hands_are_told_from_votes() -> None:
    r = Recording()
    for side, name in (("campaign", "Red"), ("campaign", "Blue"), ("trust", "White")):
        r.group(side, name, 4)
    run = r.start("stance-one")
    r.give(1, e.Answer(options=("snog",)))
    r.add(e.HandsCounted(run, 3, "trust", (("snog", 2), ("avoid", 1))))
    r.add(e.VoteRevealed(run))
    r.start("stance-two")
    r.give(1, e.Answer(options=("snog",)))
    r.add(e.HandsCounted(run + 1, 2, "campaign", (("snog", 2), ("avoid", 1))))
    exported = Exported(r)
    for rows in (sheet(exported.excel, "votes"), exported.csv["votes"]):
        found = set(columns(rows, "Step", "Side", "Counted"))
        first, second = "Stance one", "Stance two"
        assert ({x for x in found if x[0] == first}, {x for x in found if x[0] == second}) == (
            {(first, "Keep It Open", "votes"), (first, "Northfield Trust", "hands")},
            {(second, "Keep It Open", "votes and hands")},
        )


def ways(weight: dict[str, Any]) -> str:
    counted = ((weight[f"speaks_{way}"], way) for way in ("for", "against"))
    return ", ".join(f"{number} {way}" for number, way in counted if number)


def test_what_has_most_evidence_is_told_everywhere(exported: Exported) -> None:
    weights = exported.json["summary"]["glance"]["most_evidence"]
    listed = "; ".join(
        f"{w['title']} ({words.several(w['points'], 'learning point')}, "
        f"{words.several(w['responses'], 'response')}: {ways(w)})"
        for w in weights
    )
    said = f"Most evidence: {listed}."
    texts = ("\n".join(exported.told.lines), exported.page.text(), exported.md.text())
    for text in texts:
        assert (said in text) == bool(weights)
        assert ("Most evidence" in text) == bool(weights)
    assert (squeezed(said) in text_of(exported.printed)) == bool(weights)


def test_what_is_named_at_a_glance_says_once_of_how_many_it_is() -> None:
    r = Recording()
    r.group("campaign", "Red table", 4)
    for number in range(1, 8):
        verdict = "strength" if number < 3 else "improve"
        r.add(e.LearningPointDrawn(number, safe("Sit closer."), verdict, 1, ("swift",), ()))  # type: ignore[arg-type]
    exported = Exported(r)
    said = "Named here: 3 of 5 things to improve, those with most responses"
    for text in ("\n".join(exported.told.lines), exported.page.text(), exported.md.text()):
        assert text.count(said) == 1
    assert squeezed(said) in text_of(exported.printed)


def test_where_all_points_are_named_nothing_is_said_of_others() -> None:
    r = Recording()
    r.group("campaign", "Red table", 4)
    r.add(e.LearningPointDrawn(1, safe("Sit closer."), "improve", 1, ("swift",), ()))
    assert "Named here" not in Exported(r).page.text()


def test_the_matrix_says_the_same_everywhere(exported: Exported) -> None:
    wanted = [
        (row["title"], c["group"] or "The whole room", c["speaks_for"], c["speaks_against"])
        for row in exported.json["summary"]["coverage"]
        for c in row["cells"]
    ]
    said = [lesson_words.covered(cell) for row in exported.summary.coverage for cell in row.cells]
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


def test_shares_are_rounded_alike_everywhere() -> None:
    """As a spreadsheet rounds them: a half away from nought, whatever a float makes of it."""
    r = Recording()
    r.group("campaign", "Red", 200)
    for hands in ((1, 0, 7), (5, 1, 2), (29, 0, 171), (1, 0, 199)):
        run = r.start("stance-one")
        counted = tuple(zip(("snog", "marry", "avoid"), hands, strict=True))
        r.add(e.HandsCounted(run, 1, "campaign", counted))
        r.add(e.VoteRevealed(run))
    made = Exported(r)
    said = [
        ["1 (13%)", "0 (0%)", "7 (88%)"],
        ["5 (63%) +4 (+50 points)", "1 (13%) +1 (+13 points)", "2 (25%) −5 (−63 points)"],
        ["29 (15%) +24 (−48 points)", "0 (0%) −1 (−13 points)", "171 (86%) +169 (+61 points)"],
        ["1 (1%) −28 (−14 points)", "0 (0%) ±0 (±0 points)", "199 (100%) +28 (+14 points)"],
    ]
    wanted = [[squeezed(cell) for cell in row] for row in said]
    for rows in made.tables("Vote"):
        found = [[squeezed(cell).replace(",", "") for cell in row[1:-1]] for row in rows]
        assert found == wanted
    in_order(after(text_of(made.printed), "Stances of"), (cell for row in wanted for cell in row))
    net = (
        "Snog 1 of 8, then 1 of 200 (−12 points); Marry 0 of 8, then 0 of 200 (±0 points); "
        "Avoid 7 of 8, then 199 of 200 (+12 points)"
    )
    for text in (made.page.text(), made.md.text(), "\n".join(made.told.lines)):
        assert f"From the first to the last vote, the same question asked again: {net}." in text
    shares = re.findall(r"(\d+%)", str(said))
    changes = re.findall(r"([+−±]\d+) point", str(said))
    signed = {"+": "", "−": "-", "±": ""}
    assert displayed(made.excel["stances"], "Share") == shares
    assert displayed(made.excel["stances"], "Change of share") == [
        *("" for _ in said[0]),
        *(signed[points[0]] + points[1:] + "%" for points in changes),
    ]
    assert set(displayed(made.excel["votes"], "Share")) == set(shares)


def displayed(rows: Worksheet, title: str) -> list[str]:
    """The cells of a column of percentages as a spreadsheet shows them."""
    _, *cells = next(column for column in rows.iter_cols() if column[0].value == title)
    return [_percentage(cell) for cell in cells]


def _percentage(cell: Any) -> str:
    if cell.value is None:
        return ""
    assert cell.number_format == "0%"
    # Excel sees fifteen digits of a number; LibreOffice multiplies what a float is.
    seen = Decimal(f"{cell.value:.15g}") * 100, Decimal(cell.value * 100)
    (shown,) = {number.quantize(Decimal(1), ROUND_HALF_UP) for number in seen}
    return f"{shown}%"


def test_how_a_stance_moved_has_the_same_figures_everywhere(exported: Exported) -> None:
    """And says how many voted each time where they were not as many."""
    lines = []
    for side in exported.json["summary"]["stances"]:
        first, last = side["votes"][0], side["votes"][-1]
        assert bool(side["net"]) == (len(side["votes"]) > 1)
        assert side["again"] == (first is not last and first["step"] == last["step"])
        if side["net"]:
            both = zip(first["counts"], side["net"], strict=True)
            moved = [_moved(*pair, first["total"], last["total"]) for pair in both]
            by = ", " if first["total"] == last["total"] else "; "
            same = ", the same question asked again" if side["again"] else ""
            lines.append(f"From the first to the last vote{same}: {by.join(moved)}.")
    texts = [exported.page.text(), exported.md.text(), "\n".join(exported.told.lines)]
    for text in (*map(squeezed, texts), text_of(exported.printed)):
        assert text.count("Fromthefirsttothelastvote") == len(lines)
        for line in lines:
            assert squeezed(line) in text


def _moved(before: Any, now: Any, first: int, last: int) -> str:
    """How an option went from the first to the last vote, of which so many there were."""
    change = now["count"] - before["count"]
    assert change == now["change"]
    points = words.hundredths(now["count"] / last - before["count"] / first)
    said = f"({words.signed(points)} {'point' if abs(points) == 1 else 'points'})"
    if first == last:
        return f"{now['option']} {words.signed(change)} {said}"
    return f"{now['option']} {before['count']} of {first}, then {now['count']} of {last} {said}"


def test_that_a_side_was_played_by_others_in_between_is_said_everywhere(
    exported: Exported,
) -> None:
    played = [{v["swapped"] for v in side["votes"]} for side in exported.json["summary"]["stances"]]
    swaps = sum(len(ways) > 1 for ways in played)
    said = result_words.CHANGED_HANDS
    for text in ("\n".join(exported.told.lines), exported.page.text(), exported.md.text()):
        assert text.count(said) == swaps
    assert text_of(exported.printed).count(squeezed(said)) == swaps


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
    assert "Waiting cost us nothing (Blue table; speaks against this lesson), and 1 more" in swift
    assert swift[-1].endswith("2 against")
    made = pdf.render(whole.document(argued.summary)).content
    assert "Speaksagainstthislesson:L-05" in text_of(made)


def test_the_facilitator_s_own_words_and_what_came_after_the_end_are_marked_everywhere() -> None:
    r = recorded.rich()
    own = get_args(e.SummaryPart)
    for part in own:
        r.add(e.SummaryTextSet(part, recorded.safe(f"OWN {part}")))
    r.add(e.SummaryMarked(final=True, through=r.session.head, digest="ab" * 32))
    r.add(e.ActionAgreed(3, recorded.safe("Call"), recorded.safe("")))
    made = Exported(r)
    lines = told(made.word).lines
    assert lines.count(overview_words.OWN) == 3
    standing = overview_words.standing_of(made.summary.overview)
    assert ". Changed since: " in standing
    texts = {part.capitalize(): f"OWN {part}" for part in own}
    for rows in (sheet(made.excel, "own words"), made.csv["own-words"]):
        assert rows[0] == ["Part", overview_words.OWN]
        assert dict(map(tuple, rows[1:])) == texts
    said = text_of(pdf.render(whole.document(made.summary)).content)
    assert said.count(squeezed(overview_words.OWN)) == 4
    # What the overview says is theirs stands in every format, each part of it.
    assert made.csv["overview"].count(["Words", overview_words.told(made.summary.told)]) == 1
    assert made.summary.told.parts == own
    for text in texts.values():
        assert text in "\n".join(lines)
        assert text in made.md.text()
    for text in (*texts.values(), standing, "ab" * 32):
        assert any(text in row[1] for row in made.csv["overview"] + made.csv["own-words"])
        assert squeezed(text) in said
        assert squeezed(text) in squeezed(made.page.text())
    for of in (plan, handout):
        assert standing in html.printed(of.document(made.summary))
    assert made.word.sections[0].header.paragraphs[0].text == "EXERCISE\tFinal, changed since"


def test_what_people_typed_comes_out_literally_in_word_and_excel(rich: Exported) -> None:
    in_word = {row[3] for row in rich.told.rows("Ref") if len(row) == 5}
    in_excel = {row[0] for row in columns(sheet(rich.excel, "responses"), "Response")}
    for typed in recorded.HOSTILE:
        assert str(recorded.safe(typed)) in in_word & in_excel


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
    assert shown("length", 125_000) == unbroken("2 min 5 s")
    assert shown("share", 0.25) == "25%"
    assert shown("yes", False) == "no"
    assert shown("number", None) == ""


def test_mean_places_are_rounded_as_spreadsheets_round() -> None:
    assert [words.mean(number) for number in (1.125, 1.375, 4 / 3, 2.0)] == [
        "1.13",
        "1.38",
        "1.33",
        "2",
    ]
