"""Barriers in a page, as axe-core finds them, and what has to be scrolled sideways."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Any

from playwright.async_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL = {"width": 320, "height": 640}


async def barriers(page: Page, only: list[str] = RULES) -> list[str]:
    """What axe finds in a page as it stands."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE)
    found: list[dict[str, Any]] = await page.evaluate(
        "async (only) => (await axe.run(document, {runOnly: only})).violations", only
    )
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


async def sideways(page: Page) -> int:
    """Pixels by which a page is wider than its window, even with more space in its text."""
    widths: list[int] = await page.evaluate(
        """() => {
            const width = () => document.scrollingElement.scrollWidth - innerWidth;
            const plain = width();
            const style = document.body.style;
            style.letterSpacing = "0.12em"; style.wordSpacing = "0.16em"; style.lineHeight = "1.5";
            const spaced = width();
            document.body.removeAttribute("style");
            return [plain, spaced];
        }"""
    )
    return max(widths)


async def hidden(page: Page) -> list[str]:
    """What is seen only by scrolling it sideways."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll(".scroll")]
            .filter((area) => area.scrollWidth > area.clientWidth)
            .map((area) => area.getAttribute("aria-label"))"""
    )
    return found


async def cut(page: Page) -> list[str]:
    """What a chart says that is wider than the chart, so that its end is not seen."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll(".chart")].flatMap((chart) => {
            const {left, right} = chart.getBoundingClientRect();
            return [...chart.querySelectorAll("p, text")].filter((line) => {
                const words = document.createRange();
                words.selectNodeContents(line);
                const box = words.getBoundingClientRect();
                return box.left < left - 1 || box.right > right + 1;
            }).map((line) => line.textContent);
        })"""
    )
    return found


WORD = r"\S+"
FIGURE = r"\d+ (min|s)( \d+ s)?(?!\w)|\d+ \w+ \d{4}"
"""A length of time or a date."""


async def parted(page: Page, where: str, what: str) -> list[str]:
    """All of a kind, such as words, that does not stand on one line in places of a page."""
    found: list[str] = await page.evaluate(
        """([where, what]) => {
            const found = [];
            for (const element of document.querySelectorAll(where)) {
                const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
                while (texts.nextNode()) {
                    const text = texts.currentNode;
                    for (const one of text.data.matchAll(new RegExp(what, "g"))) {
                        const range = document.createRange();
                        range.setStart(text, one.index);
                        range.setEnd(text, one.index + one[0].length);
                        const lines = [...range.getClientRects()].map((line) => line.top);
                        if (new Set(lines).size > 1) found.push(one[0]);
                    }
                }
            }
            return found;
        }""",
        [where, what],
    )
    return found


async def heard(page: Page) -> Counter[str]:
    """How many tables, rows, heads and cells there are for those who listen."""
    session = await page.context.new_cdp_session(page)
    nodes = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    parts = {"table", "caption", "rowgroup", "row", "columnheader", "rowheader", "cell"}
    return Counter(role for role in roles if role in parts)
