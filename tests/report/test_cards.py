from __future__ import annotations

from pathlib import Path

import pytest
from tests.report import reading, recorded
from tests.report.reading import Node, rows

from snogmarry.report import cards
from snogmarry.scenario import library
from snogmarry.scenario.models import Ask, Post, Scenario, Vote, injects_of
from snogmarry.scenario.reader import load


def card_of(page: Node, name: str) -> Node:
    return next(card for card in page.classed("card") if f"You are {name}" in card.text())


def test_a_card_tells_a_side_who_it_is() -> None:
    page = reading.html(cards.cards(recorded.scenario()))
    assert len(page.classed("card")) == 2
    card = card_of(page, "Keep It Open").text()
    for said in ("AIM-C Keep", "BRIEF-C What", "Second paragraph.", "Chirp (at most 280", "Maya"):
        assert said in card
    assert "@dan_echo" in card
    assert "Nobody is marked." in card
    assert "Northfield Trust" in card
    assert "The blog" not in card  # it never posts there


def test_a_card_spoils_nothing() -> None:
    page = reading.html(cards.cards(recorded.scenario()))
    for name, other in (("Keep It Open", "-T"), ("Northfield Trust", "-C")):
        card = card_of(page, name).text()
        for hidden in ("PROMPT", "INJECT", "POST-", "TEXT-", "NOTES", "EXPECT", f"BRIEF{other}"):
            assert hidden not in card
        assert f"AIM{other}" not in card


@pytest.fixture(params=["the-drop-in", "twenty-minute-taster"])
def shipped(request: pytest.FixtureRequest) -> Scenario:
    return load(library.find(request.param))[0]


def test_shipped_cards_spoil_nothing(shipped: Scenario) -> None:
    page = reading.html(cards.cards(shipped))
    for side, other in (shipped.sides, shipped.sides[::-1]):
        card = card_of(page, side.name).text()
        for paragraph in filter(None, side.brief.split("\n\n")):
            assert paragraph in card
            assert paragraph in other.brief or paragraph not in card_of(page, other.name).text()
        for step in shipped.steps:
            hidden = [step.notes, getattr(step, "text", None), getattr(step, "expect", None)]
            hidden += [inject.text for inject in injects_of(step)]
            if isinstance(step, Post):
                hidden += [post.text for post in step.posts]
            if isinstance(step, Ask | Vote):
                hidden += [step.ask] if isinstance(step.ask, str) else list(step.ask.values())
            for text in filter(None, hidden):
                assert text not in card


def test_the_running_sheet_has_everything_in_order() -> None:
    page = reading.html(cards.running_sheet(recorded.scenario(), recorded.lessons()))
    order = rows(page.all("table")[0])
    assert order[1:6] == [
        ["1", "0 s", "3 min", "brief", "Ground rules"],
        ["2", "3 min", "1 min", "post", "Friday"],
        ["3", "4 min", "6 min", "ask", "First word"],
        ["4", "10 min", "2 min", "vote", "Stance one"],
        ["4 aside", "if offered", "2 min", "brief", "Page one"],
    ]
    first = next(a for a in page.all("article") if "3. First word" in a.text())
    for said in ("PROMPT-C", "PROMPT-T", "EXPECT-FIRST", "hoped for within 3 min", "Act swiftly"):
        assert said in first.text()
    assert rows(first.all("table")[0])[1:] == [
        ["After 2 min", "Dan, Chirp", "INJECT-PRESS Any answer?"],
        [
            "After 4 min, unless Northfield Trust has answered",
            "Dan, Chirp",
            "INJECT-QUIET No word.",
        ],
        ["Held: when you release it", "Maya, Chirp", "INJECT-PETITION 2,000 names."],
    ]
    text = page.text()
    for said in ("NOTES-RULES", "TEXT-RULES", "POST-FRIDAY", "If Avoid leads, “Page one”"):
        assert said in text


def test_the_shipped_sheets_have_every_step_and_note(shipped: Scenario) -> None:
    lessons = load(library.find(shipped.id))[1]
    page = reading.html(cards.running_sheet(shipped, lessons))
    assert len(page.all("article")) == len(shipped.steps)
    text = page.text()
    for step in shipped.steps:
        for paragraph in (step.notes or "").split("\n\n"):
            assert paragraph in text
    assert "running sheet" in page.all("title")[0].text()
    assert not page.all("script", "img", "link")


def test_hostile_scenarios_are_shown_literally() -> None:
    words = "<script>alert(1)</script> & 'x' \" {{ 7 * 7 }}"
    hostile = recorded.scenario(title=words, summary=words)
    for made in (cards.cards(hostile), cards.running_sheet(hostile, recorded.lessons())):
        page = reading.html(made)
        assert not page.all("script")
        assert words in page.text()


def test_cards_and_sheet_are_two_files_that_overwrite_nothing(tmp_path: Path) -> None:
    made = [cards.write(recorded.scenario(), recorded.lessons(), tmp_path) for _ in range(2)]
    assert [[path.name for path in paths] for paths in made] == [
        ["the-notice-cards.html", "the-notice-running-sheet.html"],
        ["the-notice-cards-2.html", "the-notice-running-sheet-2.html"],
    ]
    assert "PROMPT" not in made[0][0].read_text("utf-8")
