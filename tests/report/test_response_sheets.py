"""Response sheets: what can be voted for is said on them, and what is gathered at the end."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.report import portable, reading, recorded
from tests.report.papers import everything_says, page_of, printed
from tests.report.portable import Portable
from tests.report.reading import Node, squeezed

from snogmarry.report import result_words
from snogmarry.report.handouts import pages
from snogmarry.report.handouts.making import Handout, handouts
from snogmarry.report.handouts.running_sheet import running_sheet
from snogmarry.report.handouts.writing import Format, write
from snogmarry.scenario import library
from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.scenario.reader import load

EIGHT_MM = 8 * 72 / 25.4
EXPLAINED = "Snog: work with them on this one thing."


def sheets(scenario: Scenario, lessons: LessonList | None = None) -> Handout:
    made = handouts(scenario, lessons or recorded.lessons())
    return next(one for one in made if one.kind == "response-sheets")


def shown(scenario: Scenario, title: str) -> Node:
    """The first sheet of a step, as a page shows it."""
    found = page_of(sheets(scenario)).classed("slip")
    return next(one for one in found if one.all("h2")[0].text() == title)


def changed(step_id: str, **changes: Any) -> Scenario:
    """The marked scenario with one step changed."""
    scenario = recorded.scenario()
    steps = [step.model_dump(by_alias=True, exclude_none=True) for step in scenario.steps]
    next(step for step in steps if step["id"] == step_id).update(changes)
    return recorded.scenario(steps=steps)


def many_lessons(title: str, number: int) -> LessonList:
    lesson = {"text": "x", "origin": "original"}
    every = [{"id": f"l-{n}", "title": f"{title} {n}"[:120], **lesson} for n in range(number)]
    return LessonList.model_validate(
        {"format": 1, "id": "many", "title": "Many", "about": "x", "lessons": every}
    )


def on_paper(handout: Handout, folder: Path, form: Format, *, large: bool = False) -> Portable:
    (made,) = write([handout], "x", folder, (form,), large=large)
    return printed(made.path) if form == "html" else portable.read(made.path.read_bytes())


# Votes


@pytest.mark.parametrize("entry", ["the-drop-in", "twenty-minute-taster"])
def test_a_vote_sheet_explains_the_choices_in_the_words_of_the_stage(entry: str) -> None:
    scenario, lessons = load(library.find(entry))
    votes = [step for step in scenario.steps if step.do == "vote" and step.ballot == "stance"]
    assert votes
    page = page_of(sheets(scenario, lessons))
    for vote in votes:
        found = [one for one in page.classed("slip") if one.all("h2")[0].text() == vote.title]
        assert len(found) == 2
        for one in found:
            assert vote.text is not None
            assert vote.text in one.text()
            assert one.text().count(EXPLAINED) == 1


def test_where_the_scenario_does_not_explain_them_the_summary_s_words_stand_there() -> None:
    text = shown(recorded.scenario(), "Stance one").text()
    explained = result_words.STANCES.partition(". ")[2]
    assert EXPLAINED in explained
    assert explained in text
    half = shown(changed("stance-one", text="Snog or not: think twice."), "Stance one").text()
    assert half.index("Snog or not: think twice.") < half.index(explained) < half.index("PROMPT")


def test_choices_of_the_author_s_own_are_explained_by_the_author_alone() -> None:
    ballot = [{"id": "sign", "text": "Sign"}, {"id": "not", "text": "Refuse"}]
    text = shown(changed("stance-one", ballot=ballot, text="Refuse: no."), "Stance one").text()
    assert "Refuse: no." in text
    assert "Snog" not in text


# What is gathered at the end


def labels(sheet: Node) -> list[str]:
    return [one.text().rstrip(":") for one in sheet.all("strong")]


def test_a_learning_point_has_its_lessons_either_way_and_what_shows_it() -> None:
    sheet = shown(changed("harvest", text="One thing.", lessons=["clear"]), "Harvest")
    assert labels(sheet) == [
        "What was learned",
        "Who drew it",
        "It is",
        "Which lessons (* of this step)",
        "What shows it",
    ]
    assert [" ".join(li.text().split()) for li in sheet.all("li")] == [
        "+ Again · a strength",
        "△ Otherwise · to improve",
        "+- Act swiftly",
        "+- * Be clear",
        "+- Listen",
    ]
    text = sheet.text()
    assert "A sheet for each learning point" in text
    assert "One thing." in text
    assert "Tick + if it bears the lesson out, whether the lesson was kept or missed." in text
    assert "the scribe finds its R- or V-" in text
    assert "typed with l as L-" in text


def test_an_action_has_an_owner_a_lesson_and_its_dates() -> None:
    sheet = shown(recorded.scenario(), "Promises")
    assert labels(sheet) == [
        "What is to be done",
        "Who sees to it",
        "By when",
        "Which lessons",
        "From when",
    ]
    assert [li.text() for li in sheet.all("li")] == ["Act swiftly", "Be clear", "Listen"]
    assert "typed with f as A-" in sheet.text()


def test_they_are_called_what_the_running_sheet_calls_them() -> None:
    scenario, lessons = recorded.scenario(), recorded.lessons()
    rows = {row.title: row for row in running_sheet(scenario, lessons).rows}
    for title in ("Harvest", "Promises"):
        (line,) = rows[title].lines
        assert shown(scenario, title).attributes["aria-label"] == line.number


def test_there_is_one_only_where_something_is_gathered() -> None:
    steps = recorded.scenario().steps
    raw = [step.model_dump(by_alias=True, exclude_none=True) for step in steps]
    kept = [step for step in raw if step["do"] not in {"learn", "act"}]
    page = page_of(sheets(recorded.scenario(steps=kept)))
    assert not page.classed("form")
    assert "A learning point and an action" not in page.text()
    only = [step for step in raw if step["do"] == "act"]
    assert len(page_of(sheets(recorded.scenario(steps=only))).classed("form")) == 1


@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
@pytest.mark.parametrize("form", ["html", "pdf"])
def test_there_is_room_to_write_by_hand(form: Format, large: bool, tmp_path: Path) -> None:
    made = on_paper(sheets(recorded.scenario()), tmp_path, form, large=large)
    gathered = [page for page in made.pages if "13.1" in page.text or "14.1" in page.text]
    assert len(gathered) == (4 if large else 2)
    count = 0
    for page in gathered:
        rules = sorted({round(low, 1) for left, low, right, top in page.rules if top - low < 2})
        count += len(rules)
        tops = [box for box in page.boxes if box.text.strip()]
        assert all(after - before >= EIGHT_MM - 0.5 for before, after in pairwise(rules))
        for left, low, right, top in page.rules:
            if top - low < 2:
                # Nothing printed stands where one writes.
                assert not [
                    box.text
                    for box in tops
                    if box.right > left + 3 and low + 1 < box.bottom < low + EIGHT_MM * 0.6
                ]
                assert right - left > 50 * 72 / 25.4
    # Five lines and who; two of what shows it, the scribe; five lines, who, two dates, the scribe.
    assert count == 9 + 9


@pytest.mark.parametrize("words", [*recorded.HOSTILE, "<script>alert(1)</script> {{ 7 * 7 }} \" '"])
def test_hostile_lessons_are_shown_literally(words: str) -> None:
    line = " ".join(words.split())[:110]
    handout = sheets(everything_says(recorded.safe(words)), many_lessons(line, 2))
    page = reading.html(pages.render(handout))
    assert not page.all("script", "img", "link", "iframe", "object")
    for form in page.classed("form"):
        picks = [li.all("bdi")[0].text() for li in form.all("li") if li.all("bdi")]
        assert picks == [f"{line} 0", f"{line} 1"]


@pytest.mark.parametrize("words", [w for w in recorded.HOSTILE if w.isascii()])
def test_hostile_lessons_are_set_literally(words: str, tmp_path: Path) -> None:
    line = " ".join(words.split())[:110]
    handout = sheets(recorded.scenario(), many_lessons(line, 2))
    made = on_paper(handout, tmp_path, "pdf")
    for page in made.pages[-2:]:
        assert squeezed(f"{line} 1") in squeezed(page.text)


@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
@pytest.mark.parametrize("form", ["html", "pdf"])
@pytest.mark.parametrize("title", ["#" + "SaveTheShed" * 10, "word " * 22])
def test_fifty_long_lessons_run_over_no_edge(
    title: str, form: Format, large: bool, tmp_path: Path
) -> None:
    lessons = many_lessons(title.strip(), 50)
    gathering = [
        step.model_dump(by_alias=True, exclude_none=True)
        for step in recorded.scenario().steps
        if step.do in {"learn", "act"}
    ]
    made = on_paper(
        sheets(recorded.scenario(steps=gathering), lessons), tmp_path, form, large=large
    )
    assert all(page.keeps_clear(10) for page in made.pages)
    assert all(page.keeps_margins(13 * 72 / 25.4) for page in made.pages)
    assert not [words for page in made.pages for words in page.smeared()]
    said = squeezed(made.text)
    for lesson in lessons.lessons:
        assert said.count(squeezed(lesson.title)) >= 2
