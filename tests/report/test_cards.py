"""What is printed before the day: who may read what, and that each comes out on whole pages."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.report import portable, reading, recorded
from tests.report.papers import everything_says, page_of, printed
from tests.report.portable import Page, Portable
from tests.report.reading import Node, rows, squeezed, text_of, unbroken

from snogmarry.phones import links, qr
from snogmarry.report.handouts import pages
from snogmarry.report.handouts import pdf as pdfs
from snogmarry.report.handouts.making import Handout, Kind, handouts
from snogmarry.report.handouts.poster import Joining, Poster
from snogmarry.report.handouts.response_sheets import Page as Sheets
from snogmarry.report.handouts.response_sheets import response_sheets
from snogmarry.report.handouts.running_sheet import running_sheet
from snogmarry.report.handouts.slips import Slip
from snogmarry.report.handouts.writing import Format, Written, write
from snogmarry.scenario import library
from snogmarry.scenario.models import (
    Ask,
    LessonList,
    Post,
    Scenario,
    Step,
    Vote,
    asked_sides,
    injects_of,
    question,
)
from snogmarry.scenario.reader import load

KNOWN = Joining(
    links.page("192.168.1.23", 8765),
    "KTP XWN",
    qr.svg(links.scanned("192.168.1.23", 8765, "KTPXWN")),
)


def marked() -> tuple[Scenario, LessonList]:
    return recorded.scenario(), recorded.lessons()


def shipped(name: str) -> Callable[[], tuple[Scenario, LessonList]]:
    return lambda: load(library.find(name))


SCENARIOS = {"marked": marked} | {
    entry: shipped(entry) for entry in ("the-drop-in", "twenty-minute-taster")
}


@pytest.fixture(params=SCENARIOS)
def loaded(request: pytest.FixtureRequest) -> tuple[Scenario, LessonList]:
    return SCENARIOS[request.param]()


@pytest.fixture
def scenario(loaded: tuple[Scenario, LessonList]) -> Scenario:
    return loaded[0]


def card_of(scenario: Scenario, side: str) -> Node:
    made = handouts(scenario, recorded.lessons())
    return page_of(next(one for one in made if one.name == f"card-{side}"))


def sheet_of(scenario: Scenario, lessons: LessonList, start: time | None = None) -> Node:
    return page_of(handouts(scenario, lessons, start)[2])


def slips_of(scenario: Scenario) -> Node:
    return sheets_of(slips(scenario))


def slips(scenario: Scenario) -> list[tuple[Slip, ...]]:
    """Those of the response sheets that have prompts."""
    every = response_sheets(scenario, recorded.lessons())
    asked = (tuple(one for one in page if isinstance(one, Slip)) for page in every)
    return [page for page in asked if page]


def sheets_of(made: Sequence[Sheets]) -> Node:
    return page_of(Handout("response-sheets", "x", "x", "en-GB", tuple(made)))


def poster_of(joining: Joining, title: str = "The notice") -> Node:
    return page_of(Handout("poster", "poster", title, "en-GB", Poster(title, joining)))


def written(
    scenario: Scenario,
    lessons: LessonList,
    folder: Path,
    formats: tuple[Format, ...] = ("html",),
    *,
    large: bool = False,
) -> list[Written]:
    made = handouts(scenario, lessons, joining=KNOWN)
    return write(made, scenario.id, folder, formats, large=large)


def prompts_of(step: Step) -> list[str]:
    if not isinstance(step, Ask | Vote):
        return []
    return [step.ask] if isinstance(step.ask, str) else list(step.ask.values())


def private_of(step: Step) -> Iterator[str | None]:
    """What no player may read before, apart from prompts."""
    yield step.notes
    yield getattr(step, "expect", None)
    yield from (inject.text for inject in injects_of(step))
    if isinstance(step, Post):
        yield from (post.text for post in step.posts)
    if isinstance(step, Ask):
        # Not figures and choices, which cards and prompts have for reasons of their own.
        every = (text for texts in step.examples.values() for text in texts)
        yield from (text for text in every if len(text) > 40)


def parts(*texts: str | None) -> list[str]:
    """The paragraphs of texts, as one can look for them on a page."""
    return [part for text in texts if text for part in re.split(r"\n{2,}", text)]


# Who may read what


def test_a_card_tells_a_side_who_it_is() -> None:
    card = card_of(recorded.scenario(), "campaign").text()
    for said in ("You are Keep It Open", "AIM-C Keep", "BRIEF-C What", "Second paragraph."):
        assert said in card
    for said in ("Chirp (at most 280", "Maya", "@dan_echo", "Nobody is marked.", "Northfield"):
        assert said in card
    assert "The blog" not in card  # it never posts there


def test_a_card_has_its_own_brief_and_nothing_that_will_happen(scenario: Scenario) -> None:
    for side, other in (scenario.sides, scenario.sides[::-1]):
        card = card_of(scenario, side.id).text()
        assert all(part in card for part in parts(side.aim, side.brief))
        shared = {*parts(side.aim, side.brief)}
        assert not [p for p in parts(other.aim, other.brief) if p in card and p not in shared]
        for step in scenario.steps:
            hidden = parts(*private_of(step), *prompts_of(step), getattr(step, "text", None))
            assert not [part for part in hidden if part in card]


def test_a_slip_has_one_prompt_and_nothing_else_that_will_happen(scenario: Scenario) -> None:
    page = slips_of(scenario)
    asked = [step for step in scenario.steps if isinstance(step, Ask | Vote)]
    expected = [
        (step.title, scenario.side(side).name, question(step, side))
        for step in asked
        for side in asked_sides(step, scenario)
    ]
    found = page.classed("slip")
    assert len(found) == len(expected)
    for slip, (title, side, prompt) in zip(found, expected, strict=True):
        text = slip.text()
        assert title in text
        assert f"You are {side}" in text or f"who play {side} now" in text
        assert all(part in text for part in parts(prompt))
        every = parts(*(p for step in asked for p in prompts_of(step)))
        assert {p for p in every if p in text} <= {
            p for p in every if any(p in part for part in parts(prompt))
        }
    text = page.text()
    for step in scenario.steps:
        assert not [part for part in parts(*private_of(step)) if part in text]
    assert not [part for side in scenario.sides for part in parts(side.brief) if part in text]


def test_the_poster_tells_nothing_of_the_scenario_but_its_title(scenario: Scenario) -> None:
    text = poster_of(KNOWN, scenario.title).text()
    assert scenario.title in text
    assert not [side.name for side in scenario.sides if side.name in text]


# The running sheet


def test_the_running_sheet_has_everything_of_every_step(
    loaded: tuple[Scenario, LessonList],
) -> None:
    scenario, lessons = loaded
    titles = {lesson.id: lesson.title for lesson in lessons.lessons}
    objectives = {one.id: one.text for one in scenario.objectives}
    articles = sheet_of(scenario, lessons).all("article")
    for step, article in zip(scenario.steps, articles, strict=True):
        text = article.text()
        expect = getattr(step, "expect", None)
        wanted = parts(step.notes, expect, getattr(step, "text", None), *prompts_of(step))
        wanted += [titles[lesson] for lesson in step.lessons]
        wanted += [objectives[one] for one in step.objectives]
        if isinstance(step, Ask | Vote):
            sides = [scenario.side(side).name for side in asked_sides(step, scenario)]
            cells = [row[4].partition(", now played by ")[0] for row in table_of(article)]
            assert [cell for cell in cells if cell in sides] == sides
        assert all(part in text for part in wanted)
        found = {(row[3], row[5], row[6]) for row in table_of(article)}
        for post in (*injects_of(step), *(step.posts if isinstance(step, Post) else ())):
            author, channel = scenario.character(post.author), scenario.channel(post.on)
            assert (author.name, channel.name, post.text.replace("\n\n", "\n")) in found


def table_of(article: Node) -> list[list[str]]:
    """The events; what spans all columns is left out."""
    tables = article.all("table")
    return [row for row in rows(tables[0])[1:] if len(row) == 8] if tables else []


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_nobody_else_on_the_computer_can_read_what_is_still_to_come(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        made = written(*marked(), tmp_path)
    finally:
        os.umask(mask)
    modes = {one.handout.kind: one.path.stat().st_mode & 0o777 for one in made}
    others = ("card", "response-sheets", "poster")
    assert modes == {"running-sheet": 0o600} | dict.fromkeys(others, 0o644)


def test_events_stand_in_their_place() -> None:
    page = sheet_of(*marked())
    order = rows(page.all("table")[0])
    assert order[1:6] == [
        [*map(unbroken, row)]
        for row in (
            ["1", "Start", "3 min", "brief", "Ground rules"],
            ["2", "+3 min", "1 min", "post", "Friday"],
            ["3", "+4 min", "6 min", "ask", "First word"],
            ["4", "+10 min", "2 min", "vote", "Stance one"],
            ["4+", "If offered", "2 min", "brief", "Page one"],
        )
    ]
    first = next(a for a in page.all("article") if "3. First word" in a.text())
    assert [row[:7] for row in table_of(first)] == [
        ["3-A", unbroken("+4 min"), "", "You", "Keep It Open", "Chirp", "PROMPT-C"],
        ["3-B", unbroken("+4 min"), "", "You", "Northfield Trust", "Chirp", "PROMPT-T"],
        [
            "3.1",
            f"{unbroken('+6 min')} {unbroken('2 min in')}",
            *("", "Dan", "Everyone", "Chirp", "INJECT-PRESS Any answer?"),
        ],
        [
            "3.2",
            f"{unbroken('+8 min')} {unbroken('4 min in')}, unless Northfield Trust has answered",
            *("", "Dan", "Everyone", "Chirp", "INJECT-QUIET No word."),
        ],
        [
            "3.3 petition",
            "Held when you release it",
            *("", "Maya", "Everyone", "Chirp", "INJECT-PETITION 2,000 names."),
        ],
    ]
    how = unbroken("A post of each group, at most 280 characters, within 3 min.")
    assert [row[7] for row in table_of(first)][:2] == [how, how]
    (good,) = first.classed("good")
    said = " ".join(good.text().split())
    assert said == "A good answer to 3-A and 3-B: EXPECT-FIRST A holding answer."
    assert "If Avoid leads, “Page one” is offered." in page.text()


def test_with_a_start_the_sheet_gives_times_of_day_also_past_midnight() -> None:
    page = sheet_of(*marked(), start=time(23, 55))
    assert [row[1] for row in rows(page.all("table")[0])[1:6]] == [
        "23:55", "23:58", "23:59", "00:05", "If offered",
    ]  # fmt: skip
    assert "Begins at 23:55" in page.text()
    shown = [row[1] for row in table_of(page.all("article")[2])]
    assert shown[2].startswith("00:01")


def swapping(*kinds: str) -> Scenario:
    """A question between steps of those kinds, each a swap or an aside that swaps."""
    ask = {"do": "ask", "time": "1m", "ask": "Who?", "answer": "text"}
    steps: list[dict[str, Any]] = [{**ask, "id": "ask-0", "title": "Ask 0"}]
    for place, kind in enumerate(kinds, 1):
        swap = {"id": f"swap-{place}", "do": "swap", "title": f"Swap {place}", "time": "1m"}
        steps += [swap | {"aside": kind == "aside"}]
        steps += [{**ask, "id": f"ask-{place}", "title": f"Ask {place}"}]
    return recorded.scenario(steps=steps)


OURS, THEIRS = "Keep It Open", "Northfield Trust"


def test_between_swaps_papers_say_who_began_as_whom() -> None:
    scenario = swapping("swap", "aside", "swap")
    page = slips_of(scenario)
    crosswise = [
        f"For the tables that began as {THEIRS}, who play {OURS} now",
        f"For the tables that began as {OURS}, who play {THEIRS} now",
    ]
    own = [f"You are {OURS}", f"You are {THEIRS}"]
    said = [slip.all("p")[0].text() for slip in page.classed("slip")]
    assert said == [*own, *crosswise, *crosswise, *own]
    articles = sheet_of(scenario, recorded.lessons()).all("article")
    for article, over in zip(articles[::2], (False, True, True, False), strict=True):
        to = [row[4] for row in table_of(article)]
        tables = ", now played by the tables that began as "
        assert to == ([OURS + tables + THEIRS, THEIRS + tables + OURS] if over else [OURS, THEIRS])
    there, _, back = (table_of(article)[0][7] for article in articles[1::2])
    assert there == "Each group takes the other side’s card and plays it."
    assert back == "Each group takes its own side’s card back and plays it again."


def test_an_aside_is_played_by_whom_it_finds_where_a_vote_offers_it() -> None:
    scenario = recorded.scenario()
    steps = [step.model_dump(by_alias=True, exclude_none=True) for step in scenario.steps]
    aside = {"id": "extra", "do": "ask", "title": "Extra", "time": "1m", "aside": True}
    next(step for step in steps if step["id"] == "stance-one")["then"] = {"avoid": "extra"}
    changed = recorded.scenario(steps=[*steps, aside | {"ask": "Who?", "answer": "text"}])
    began = {one.step: one.began for page in slips(changed) for one in page[:1]}
    assert (began["Extra"], began["Stance two"]) == (None, THEIRS)


# The response sheets


def slip(title: str, **changes: Any) -> Slip:
    """The slip of a step, of the marked scenario with one step changed."""
    scenario = recorded.scenario()
    steps = [step.model_dump(by_alias=True, exclude_none=True) for step in scenario.steps]
    next(step for step in steps if step["title"] == title).update(changes)
    changed = recorded.scenario(steps=steps)
    return next(one for page in slips(changed) for one in page if one.step == title)


def test_slips_are_numbered_as_the_sheet_numbers_prompts(
    loaded: tuple[Scenario, LessonList],
) -> None:
    scenario, lessons = loaded
    refs = [one.ref for page in slips(scenario) for one in page]
    lines = [line.number for row in running_sheet(scenario, lessons).rows for line in row.lines]
    assert refs == [number for number in lines if "-" in number]
    assert len({*lines}) == len(lines)


@pytest.mark.parametrize(
    ("title", "changes", "field", "options"),
    [
        ("First word", {}, "lines", ()),
        ("Stance one", {}, "count", ("Snog", "Marry", "Avoid")),
        ("Stance one", {"by": "group"}, "tick", ("Snog", "Marry", "Avoid")),
        ("Pick some", {}, "tick", ("Ask first", "Be there")),
        ("Rate it", {}, "count", ("1 never", "2", "3 always")),
        ("Rate it", {"by": "group"}, "tick", ("1 never", "2", "3 always")),
        ("Rate it", {"scale": {"from": 0, "to": 100}}, "number", ()),
        ("Put in order", {}, "order", ("Speed", "Truth")),
        ("How many", {}, "number", ()),
        ("In words", {}, "words", ()),
    ],
)
def test_a_slip_has_what_its_answer_takes(
    title: str, changes: dict[str, Any], field: str, options: tuple[str, ...]
) -> None:
    made = slip(title, **changes)
    assert (made.field, made.options) == (field, options)
    page = sheets_of(((made,),))
    (shown,) = page.classed("slip")
    assert [li.text() for li in shown.all("li")] == list(options)
    assert made.ref in shown.text()
    scribe = shown.classed("scribe")[0].text()
    assert ("counts typed with h" in scribe) == (field == "count")
    assert ("typed as R-" in scribe) == (field != "count")
    assert ("why typed with s as R-" in scribe) == (made.reason and field == "count")
    assert len(shown.all("i")) == made.lines
    assert ("Why, in one line" in shown.text()) == (title == "Stance one")


def test_how_many_words_are_wanted_is_what_the_prompt_says_and_nothing_else() -> None:
    made = slip("In words", ask="Three single words, the first that come.")
    shown = sheets_of(((made,),)).classed("slip")[0].text()
    assert "One word a line, as many as you are asked for." in shown
    assert "at most" not in shown


def test_a_slip_for_each_person_asks_for_no_number_of_people() -> None:
    made = slip("First word", by="each")
    assert made.person
    text = sheets_of(((made,),)).text()
    assert "A slip for each person" in text
    assert "How many people" not in text


# The poster


def test_the_poster_leads_to_the_room() -> None:
    page = poster_of(KNOWN)
    assert "http://192.168.1.23:8765/" in page.text()
    assert "KTP XWN" in page.text()
    (picture,) = page.all("svg")
    assert picture.all("title")[0].text() == "HTTP://192.168.1.23:8765/J/KTPXWN"


def test_without_a_code_the_poster_says_where_it_will_stand() -> None:
    page = poster_of(Joining())
    assert "It stands on the screen." in page.text()
    assert not page.all("svg")
    assert len(page.classed("blank")) == 3
    assert len(page.all("li")) == 3


# All of them


def every_page(scenario: Scenario, lessons: LessonList) -> list[str]:
    return [pages.render(one) for one in handouts(scenario, lessons, joining=KNOWN)]


@pytest.mark.parametrize("words", [*recorded.HOSTILE, "<script>alert(1)</script> {{ 7 * 7 }} \" '"])
def test_hostile_scenarios_are_shown_literally(words: str) -> None:
    hostile = everything_says(recorded.safe(words))
    line = " ".join(words.split())
    for made in every_page(hostile, recorded.lessons()):
        page = reading.html(made)
        assert not page.all("script", "img", "link", "iframe", "object")
        assert not [n for n in page.walk() if any(key.startswith("on") for key in n.attributes)]
        assert line in " ".join(page.text().split())


def test_pages_load_nothing_and_say_that_they_are_an_exercise(
    loaded: tuple[Scenario, LessonList],
) -> None:
    for made in every_page(*loaded):
        page = reading.html(made)
        assert "EXERCISE" in page.all("body")[0].text()
        assert not page.all("script", "img", "link")
        ids = [node.attributes["id"] for node in page.walk() if "id" in node.attributes]
        assert len(ids) == len({*ids})
        levels = [int(node.tag[1]) for node in page.all("h1", "h2", "h3")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_they_are_files_of_their_own_that_overwrite_nothing(tmp_path: Path) -> None:
    made = [written(*marked(), tmp_path) for _ in range(2)]
    kinds = ["card-campaign", "card-trust", "running-sheet", "response-sheets", "poster"]
    assert [[one.path.name for one in files] for files in made] == [
        [f"the-notice-{kind}.html" for kind in kinds],
        [f"the-notice-{kind}-2.html" for kind in kinds],
    ]
    large = written(*marked(), tmp_path, large=True)
    assert [one.path.name for one in large] == [f"the-notice-{kind}-large.html" for kind in kinds]
    assert [one.handout.side for one in made[0]][:2] == ["Keep It Open", "Northfield Trust"]
    (tmp_path / "the-notice-poster-3.html").write_text("mine")
    third = written(*marked(), tmp_path)
    assert {one.path.stem[-2:] for one in third} == {"-4"}
    assert (tmp_path / "the-notice-poster-3.html").read_text() == "mine"


def test_a_pdf_that_cannot_be_made_costs_no_other_file(tmp_path: Path) -> None:
    broken = Joining(KNOWN.address, KNOWN.code, "<svg")
    made = handouts(*marked(), joining=broken)
    said: list[str] = []
    files = write(made, "x", tmp_path, ("html", "pdf"), remark=said.append)
    assert len(files) == len(list(tmp_path.iterdir())) == 9
    assert [one.path.name for one in files if one.handout.kind == "poster"] == ["x-poster.html"]
    (line,) = said
    assert line.startswith("PDF was not written (")
    assert line.endswith("HTML can be printed instead.")
    assert write(made[-1:], "y", tmp_path / "none", ("pdf",)) == []
    assert not (tmp_path / "none").exists()


def test_a_scenario_that_asks_nothing_has_no_response_sheets() -> None:
    quiet = recorded.scenario(
        steps=[{"id": "tell", "do": "brief", "title": "T", "time": "1m", "text": "x"}]
    )
    kinds: list[Kind] = [one.kind for one in handouts(quiet, recorded.lessons())]
    assert kinds == ["card", "card", "running-sheet", "poster"]


# On paper

A4 = (595, 842)
EDGE = 10
"""Points within which a printer may leave a page blank."""
SMALLEST = {False: 9, True: 18}
"""Points that letters have at least, by whether large ones are asked for."""


def stand_on_whole_pages(handout: Handout, sheets: list[Page], *, large: bool) -> None:
    landscape = handout.kind == "running-sheet" and not large
    assert {sheet.size for sheet in sheets} == {A4[::-1] if landscape else A4}, handout.name
    assert all(sheet.text.strip() for sheet in sheets)
    assert not [small for sheet in sheets if (small := sheet.below(SMALLEST[large]))], handout.name
    match handout.kind:
        case "card":
            assert len(sheets) <= 3 if large else len(sheets) == 1
        case "poster":
            assert len(sheets) == 1
        case "response-sheets":
            assert isinstance(handout.made, tuple)
            pages_of = [[slip.ref for slip in page] for page in handout.made]
            # In large letters a form goes on overleaf.
            alone = [
                [slip.ref]
                for page in handout.made
                for slip in page
                for _ in range(1 if isinstance(slip, Slip) else 2)
            ]
            ref = re.compile(r"^ *(\d+\+*(?:-[A-Z]|\.1))\b", re.MULTILINE)
            refs = [ref.findall(one.text) for one in sheets]
            assert refs == (alone if large else pages_of)
        case "running-sheet":
            assert all("for the facilitator alone" in sheet.text for sheet in sheets)


@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
@pytest.mark.parametrize("name", ["marked", "the-drop-in"])
def test_each_prints_on_whole_pages(name: str, large: bool, tmp_path: Path) -> None:
    for one in written(*SCENARIOS[name](), tmp_path, large=large):
        stand_on_whole_pages(one.handout, printed(one.path).pages, large=large)


@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
def test_each_is_set_as_pdf_on_whole_pages(
    loaded: tuple[Scenario, LessonList], large: bool, tmp_path: Path
) -> None:
    for one in written(*loaded, tmp_path, ("pdf",), large=large):
        made = portable.read(one.path.read_bytes())
        stand_on_whole_pages(one.handout, made.pages, large=large)
        assert made.marked
        assert made.accessible
        assert made.title.startswith(f"{one.handout.title}: ")
        if one.handout.kind in {"card", "running-sheet"}:
            assert all(page.text.count("EXERCISE") == 1 for page in made.pages)


def test_pdf_and_html_say_the_same(loaded: tuple[Scenario, LessonList], tmp_path: Path) -> None:
    for one in written(*loaded, tmp_path, ("html", "pdf")):
        if one.path.suffix == ".pdf":
            said = text_of(one.path.read_bytes())
            page = page_of(one.handout)
            on_screen = [bdi for node in page.classed("screen") for bdi in node.all("bdi")]
            shown = [bdi for bdi in page.all("bdi") if bdi not in on_screen]
            texts = [node.text() for node in (*page.classed("said"), *shown)]
            assert texts
            # Not to the end: a paragraph may go on on the next page.
            starts = [squeezed(text)[:30] for text in texts]
            assert not [start for start in starts if start not in said]


@pytest.mark.parametrize("words", [w for w in recorded.HOSTILE if w.isascii()])
def test_hostile_scenarios_are_set_literally(words: str, tmp_path: Path) -> None:
    hostile = everything_says(recorded.safe(words))
    for one in written(hostile, recorded.lessons(), tmp_path, ("pdf",)):
        assert squeezed(words)[:24] in text_of(one.path.read_bytes())


def test_long_texts_run_over_no_edge(tmp_path: Path) -> None:
    long = everything_says(recorded.safe(" ".join(f"word{n}" for n in range(1_000))))
    for one in written(long, recorded.lessons(), tmp_path, ("pdf",)):
        made = portable.read(one.path.read_bytes())
        assert all(page.keeps_clear(EDGE) for page in made.pages)
        if one.handout.kind != "poster":
            assert "word999" in made.text


@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
def test_words_that_are_too_long_for_their_place_break(large: bool, tmp_path: Path) -> None:
    hashtag = "#" + "SaveTheShed" * 12
    long = everything_says(recorded.safe(hashtag))
    for one in written(long, recorded.lessons(), tmp_path, ("pdf",), large=large):
        made = portable.read(one.path.read_bytes())
        for page in made.pages:
            assert page.keeps_margins(13 * 72 / 25.4), one.handout.name
            assert page.smeared() == [], one.handout.name
        if one.handout.kind != "poster":
            assert hashtag in text_of(one.path.read_bytes())


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_the_rule_to_write_on_stands_beside_its_label(form: Format, tmp_path: Path) -> None:
    sheet = written(*marked(), tmp_path, (form,), large=True)[2].path
    made = printed(sheet) if form == "html" else portable.read(sheet.read_bytes())
    labels = [(box, page) for page in made.pages for box in page.boxes if "Happened:" in box.text]
    assert labels
    for label, page in labels:
        near = [
            rule
            for rule in page.rules
            if label.bottom - 6 < rule[1] < label.top and rule[2] - rule[0] < 300
        ]
        assert near
        assert all(left > label.right - 1 for left, *_ in near)


@pytest.mark.parametrize("known", [Joining(), KNOWN], ids=["to be written in", "known"])
def test_a_poster_in_large_letters_is_larger_throughout(known: Joining, tmp_path: Path) -> None:
    made = handouts(*marked(), joining=known)[-1:]
    for form in ("html", "pdf"):
        sizes = []
        for large in (False, True):
            (one,) = write(made, "x", tmp_path, (form,), large=large)
            read = printed(one.path) if form == "html" else portable.read(one.path.read_bytes())
            (page,) = read.pages
            assert page.keeps_clear(EDGE)
            sizes.append([letter.size for letter in page.letters])
        plain, large_ones = sizes
        assert len(plain) == len(large_ones)
        assert all(before < after for before, after in zip(plain, large_ones, strict=True))


def test_the_long_name_of_a_held_post_stays_in_its_column() -> None:
    scenario = recorded.scenario()
    steps = [step.model_dump(by_alias=True, exclude_none=True) for step in scenario.steps]
    first = next(step for step in steps if step["id"] == "first")
    first["injects"][-1]["id"] = "p" * 64
    sheet = handouts(recorded.scenario(steps=steps), recorded.lessons())[2]
    made = portable.read(pdfs.render(sheet, system_fonts=False).content)
    edges = [
        (box.right, planned.left)
        for page in made.pages
        for box in page.boxes
        if set(box.text.strip()) == {"p"}
        for planned in page.boxes
        if planned.text.strip() == "Planned"
    ]
    assert edges
    assert all(right < left for right, left in edges)


def test_in_pdf_texts_from_right_to_left_begin_at_the_right_and_ours_at_the_left() -> None:
    # The fonts that come with typst have all its letters.
    arabic = everything_says(recorded.safe("مرحبا بكم جميعا."), "ar")
    card, _, sheet, asked, _ = (
        portable.read(pdfs.render(one, system_fonts=False).content)
        for one in handouts(arabic, recorded.lessons(), joining=KNOWN)
    )

    def at_the_right(made: Portable, margin: int) -> int:
        return sum(
            box.text.strip() == "مرحبا" and abs(page.size[0] - margin - box.right) < 4
            for page in made.pages
            for box in page.boxes
        )

    assert at_the_right(card, 48) == len(("aim", "brief"))
    assert at_the_right(asked, 43) == sum(map(len, slips(arabic)))
    for page in sheet.pages:
        lefts = {box.text.strip(): round(box.left) for box in page.boxes}
        assert abs(lefts.get("You", 0) - lefts.get("From", 0)) < 3


def test_in_html_our_words_are_not_said_to_be_in_the_language_of_the_scenario() -> None:
    page = page_of(handouts(everything_says("مرحبا", "ar"), recorded.lessons())[2])
    foreign = {n.text() for n in page.walk() if n.attributes.get("lang") == "ar"}
    assert "مرحبا" in foreign
    assert not {"You", "Everyone", "Stage"} & foreign


def test_what_the_fonts_lack_is_said_on_every_handout_and_costs_no_page() -> None:
    rare = everything_says(recorded.safe("a 日 b 本𓀀"))
    for one in handouts(rare, recorded.lessons(), joining=KNOWN):
        made = pdfs.render(one, system_fonts=False)
        (remark,) = made.remarks
        assert squeezed(remark) in text_of(made.content), one.name
        stand_on_whole_pages(one, portable.read(made.content).pages, large=False)


def test_in_large_letters_what_the_fonts_lack_is_said_in_them_too() -> None:
    rare = everything_says(recorded.safe("a 日 b 本𓀀"))
    for one in handouts(rare, recorded.lessons(), joining=KNOWN):
        made = pdfs.render(one, large=True, system_fonts=False)
        (remark,) = made.remarks
        assert squeezed(remark) in text_of(made.content), one.name
        read = portable.read(made.content)
        assert not [small for page in read.pages if (small := page.below(SMALLEST[True]))]
        assert all(page.keeps_clear(EDGE) for page in read.pages)
        assert one.kind != "poster" or len(read.pages) == 1


def test_what_no_font_has_is_given_by_its_number() -> None:
    handout = Handout("poster", "x", "x", "en-GB", Poster("a 日 b", Joining()))
    made = pdfs.render(handout, system_fonts=False)
    (remark,) = made.remarks
    assert "lack 1 character" in remark
    assert "a[U+65E5]b" in text_of(made.content)
    assert squeezed(remark) in text_of(made.content)
    assert portable.read(made.content).accessible
