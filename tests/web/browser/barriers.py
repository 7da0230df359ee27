"""Barriers in a page, as axe-core finds them, and what has to be scrolled sideways."""

from __future__ import annotations

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
