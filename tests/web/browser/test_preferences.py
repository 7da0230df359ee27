"""For who has chosen colours of their own, or wants nothing to move."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from snogmarry.session import commands as c
from tests.web.browser.venue import Venue

pytestmark = pytest.mark.asyncio(loop_scope="session")

CHOICES = ("scale", "choice", "choices", "stance", "learnt")
"""The steps in which something is chosen."""
BOXES = ("own", "together", "words", "number", "rank")
"""The steps in which something is written, or picked from a list."""

LINES = """one => {
    const style = getComputedStyle(one);
    const [outline, border] = ["outline", "border-top"].map((line) => {
        const width = parseFloat(style.getPropertyValue(`${line}-width`));
        const drawn = style.getPropertyValue(`${line}-style`) !== "none" && width > 0;
        const colour = style.getPropertyValue(`${line}-color`);
        return drawn && colour !== style.backgroundColor ? `${width} ${colour}` : "";
    });
    return { outline, border };
}"""
"""What is drawn around something and can be seen on its ground."""


async def lines(one: Locator) -> dict[str, str]:
    found: dict[str, str] = await one.evaluate(LINES)
    return found


async def moving(page: Page) -> list[Any]:
    """What moves by itself in the page, or takes its time to change or to scroll."""
    found: list[Any] = await page.evaluate(
        """() => [
            ...document.getAnimations().map((one) => String(one.animationName || one)),
            ...Array.from(document.querySelectorAll("*")).filter((one) => {
                const style = getComputedStyle(one);
                const slow = [style.transitionDuration, style.animationDuration]
                    .some((times) => times.split(",").some((time) => parseFloat(time) > 0));
                return slow || style.scrollBehavior === "smooth";
            }).map((one) => one.outerHTML.slice(0, 80)),
        ]"""
    )
    return found


async def enter(venue: Venue, page: Page, step: str) -> None:
    await venue.do(c.Jump(step))
    title = venue.room.state.step_of(step).title
    await expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_in_colours_of_ones_own_it_is_seen_what_is_chosen_and_where_one_is(
    venue: Venue, scheme: str
) -> None:
    page = await venue.joins("Toys Stay Put", forced_colors="active", color_scheme=scheme)
    for step in CHOICES:
        await enter(venue, page, step)
        rows = page.locator("#prompt .choice:visible")
        first, second = rows.nth(0), rows.nth(1)
        await first.locator("input").check()
        await second.locator("input").focus()
        chosen, other = await lines(first), await lines(second)
        assert chosen["border"], step
        assert chosen["border"] != other["border"], f"{step}: the chosen one is framed as any"
        assert other["outline"], f"{step}: where one is has no frame"
        assert not chosen["outline"], f"{step}: it is told from where one is"
        mark = await first.locator("input").evaluate("box => getComputedStyle(box).appearance")
        assert mark == "auto", f"{step}: the browser's own mark stands in it"


async def test_in_colours_of_ones_own_boxes_and_buttons_have_frames(venue: Venue) -> None:
    page = await venue.joins("Toys Stay Put", forced_colors="active")
    for step in BOXES:
        await enter(venue, page, step)
        for one in await page.locator("#prompt :is(textarea, input, select, button):visible").all():
            assert (await lines(one))["border"], step
            await one.focus()
            assert (await lines(one))["outline"], step


@pytest.mark.parametrize("step", [*BOXES, *CHOICES])
async def test_nothing_moves_for_who_wants_that(venue: Venue, step: str) -> None:
    page = await venue.joins("Toys Stay Put", reduced_motion="reduce")
    assert await moving(page) == []
    await enter(venue, page, step)
    assert await moving(page) == []
    await page.locator("#prompt :is(textarea, input, select):visible").first.focus()
    assert await moving(page) == []
