"""The improvement plan and the handout."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.report import portable, reading, recorded
from tests.report.exported import Exported, in_order, read_word, told
from tests.report.reading import squeezed, text_of
from tests.report.recorded import Recording

from snogmarry.report import (
    html,
    pdf,
    word,
    words,
)
from snogmarry.report.documents import handout, plan
from snogmarry.report.masking import LEFT_OUT
from snogmarry.report.summary import summarise
from snogmarry.session import events as e
from snogmarry.text import REDACTED


def owner(action: dict[str, Any], profile: str) -> list[str]:
    """Who sees to it, where that is told."""
    return [] if profile == "public" else [action["owner"] or "not said"]


def test_they_say_the_same_in_all_their_formats(exported: Exported) -> None:
    s = exported.json["summary"]
    points = {p["ref"]: p for lesson in s["list"]["lessons"] for p in lesson["points"]}
    points.update({p["ref"]: p for p in s["loose"]})
    unworded = {LEFT_OUT, REDACTED}
    improve = [
        p
        for ref, p in sorted(points.items())
        if p["verdict"] == "improve" and p["text"] not in unworded
    ]
    wanted = {
        plan: [
            *(
                [a["ref"], *owner(a, s["profile"]), day(a["due"]), a["status"]]
                for a in s["actions"]
            ),
            *([p["ref"], p["drawn_by"], str(p["responses"])] for p in improve),
        ],
        handout: [
            *(
                [f"{x['number']}. {x['title']}", counted(x, s["profile"])]
                for x in s["list"]["lessons"]
            ),
            *([["Fits no lesson", words.several(len(s["loose"]), "point")]] if s["loose"] else []),
        ],
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


def test_the_plan_has_every_action_and_all_that_is_to_be_improved(rich: Exported) -> None:
    document = plan.document(rich.summary)
    page = reading.html(html.printed(document))
    printed = told(read_word(word.render(document)))
    rows = [reading.rows(table) for table in page.all("table")]
    assert [row[:2] for row in rows[0][1:]] == [[a.ref, a.text] for a in rich.summary.actions]
    assert rows[0][0] == ["Ref", "Action", "Owner", "Start", "Due", "Status", "Lessons"]
    assert [row[0] for row in rows[1][1:]] == ["L-02", "L-03"]
    assert printed.tables == rows


def test_the_handout_has_every_lesson_as_the_room_found_it(rich: Exported) -> None:
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
        ["Fits no lesson", "", f"{rich.summary.loose[0].text} (The whole room)", "1 point"],
    ]
    assert told(read_word(word.render(document))).tables == [rows]


def test_ten_lessons_fit_one_page() -> None:
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


def counted(lesson: dict[str, Any], profile: str) -> str:
    """How much stands behind a lesson, as the handout says it."""
    if lesson["standing"] == "not exercised":
        return "not exercised"
    if lesson["standing"] != "recorded":
        return "nothing recorded" if profile == "facilitator" else "nothing to show"
    points, responses = lesson["learned"], lesson["responses"]
    behind = [words.several(points, "point")] if points else []
    behind += [words.several(responses, "response")] if responses else []
    said = ", ".join(behind)
    against = lesson["speaks_against"]
    return said + (f"; {against} against" if against else "")
