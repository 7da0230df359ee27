"""The pages that are written to files are for everybody, on a screen of any size and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser

from snogmarry.report import html
from snogmarry.report.documents import handout, plan
from snogmarry.report.handouts import pages
from snogmarry.report.handouts.making import handouts
from snogmarry.report.summary import summarise
from snogmarry.scenario import library
from snogmarry.scenario.reader import load
from tests.report import recorded
from tests.report.test_cards import KNOWN
from tests.web.browser.barriers import (
    FIGURE,
    SMALL,
    WORD,
    barriers,
    cut,
    heard,
    hidden,
    parted,
    sideways,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

WIDE = {"width": 1280, "height": 900}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def every_page() -> Iterator[tuple[str, str]]:
    for name in ("rich", "argued"):
        summary = summarise(recorded.SESSIONS[name]().session, recorded.BEGAN, notes=True)
        yield name, html.render(summary)
        yield f"{name}-plan", html.printed(plan.document(summary))
        yield f"{name}-handout", html.printed(handout.document(summary))
    summary = recorded.summary(recorded.rich(), "facilitator")
    told = replace(summary, told=replace(summary.told, recommendations="Wheels."))
    yield "told", html.render(told)
    runs = tuple(
        replace(run, step=f"{run.step}, {'said at length ' * 6}") for run in told.timeline.runs
    )
    long = replace(told, timeline=replace(told.timeline, runs=runs))
    yield "rich-long", html.render(long)
    for one in handouts(*load(library.find("the-drop-in")), joining=KNOWN)[1:]:
        yield one.name, pages.render(one)
        yield f"{one.name}-large", pages.render(one, large=True)


PAGES = dict(every_page())


@pytest.mark.parametrize("name", PAGES)
async def test_no_file_has_a_barrier(name: str, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.html"
    file.write_text(PAGES[name], "utf-8")
    context = await browser.new_context(viewport=SMALL)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(file.as_uri())
    for size in (SMALL, WIDE):
        await page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            assert await barriers(page) == [], f"{scheme}, {size['width']} pixels wide"
            assert await sideways(page) <= 0, f"{size['width']} pixels wide"
    await page.emulate_media(color_scheme="dark", media="print")
    # On paper a link leads nowhere, so it need not look like one.
    assert await barriers(page, ["color-contrast"]) == [], "printed"
    await context.close()


SUMMARIES = [name for name in PAGES if name.startswith(("rich", "argued", "told"))]


@pytest.mark.parametrize("name", SUMMARIES)
async def test_on_a_phone_all_of_a_summary_is_seen_and_no_table_is_lost(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / f"{name}.html"
    file.write_text(PAGES[name], "utf-8")
    context = await browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(file.as_uri())
    tables = await heard(page)
    for width in (320, 390, 768, WIDE["width"]):
        await page.set_viewport_size({"width": width, "height": 640})
        assert await hidden(page) == [], width
        assert await cut(page) == [], width
        assert await parted(page, "nav, thead th, td.n", WORD) == [], width
        assert await parted(page, "td", FIGURE) == [], width
    await page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    assert await heard(page) == tables
    for label, value in await page.evaluate(LABELLED):
        assert label, value
    await context.close()


LABELLED = """() => [...document.querySelectorAll(".stacks td:not(:empty)")].map((cell) => {
    const label = getComputedStyle(cell, "::before").content;
    return [label.replace(/["/]|none/g, "").trim(), cell.innerText];
})"""
"""What is written beside each value, and the value."""


async def test_a_wide_table_is_scrolled_with_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    file.write_text(PAGES["running-sheet"], "utf-8")
    context = await browser.new_context(viewport=SMALL)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(file.as_uri())
    table = page.get_by_role("region", name="Events of step 1", exact=True)
    await table.focus()
    await page.keyboard.press("ArrowRight")
    # Not wait_for_function, which the policy of the page forbids.
    assert await page.evaluate(
        """() => new Promise((done) => {
            const look = () =>
                document.activeElement.scrollLeft > 0 ? done(true) : requestAnimationFrame(look);
            look();
        })"""
    )
    await context.close()


PAPER = 1024
"""What a landscape A4 page of the running sheet has between its margins, in pixels."""


async def test_no_word_of_a_running_sheet_is_broken(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    file.write_text(PAGES["running-sheet"], "utf-8")
    context = await browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(file.as_uri())
    for media, width in (("screen", 1200), ("screen", 1920), ("screen", 320), ("print", PAPER)):
        await page.emulate_media(media=media)  # type: ignore[arg-type]
        await page.set_viewport_size({"width": width, "height": 900})
        assert await parted(page, "th, td", r"[^\s-]+") == [], f"{media}, {width}"
    await context.close()


async def test_the_words_of_a_row_of_a_handout_begin_level(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "handout.html"
    file.write_text(PAGES["argued-handout"], "utf-8")
    context = await browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(file.as_uri())
    rows = await page.evaluate(BEGINNINGS)
    assert len(rows) > 3
    for tops in rows:
        assert max(tops) - min(tops) < 1, tops
    await context.close()


BEGINNINGS = """() => [...document.querySelectorAll("tbody tr")].map((row) =>
    [...row.cells].filter((cell) => cell.innerText.trim()).map((cell) => {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        do texts.nextNode(); while (!texts.currentNode.data.trim());
        const words = document.createRange();
        words.selectNodeContents(texts.currentNode);
        return words.getClientRects()[0].top;
    }))"""
"""How far down the words of each cell begin, row by row."""
