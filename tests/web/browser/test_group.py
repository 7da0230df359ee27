"""One answer for a group, written on several phones."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from snogmarry.phones.presence import presence
from snogmarry.session import commands as c
from tests.web.browser.venue import Venue

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def two_at_a_table(venue: Venue) -> tuple[Page, Page]:
    """Ana and Ben of one group, asked for one answer together."""
    ana = await venue.joins("Toys Stay Put", "Ana")
    ben = await venue.joins("Toys Stay Put", "Ben")
    await venue.do(c.Jump("together"))
    for page in (ana, ben):
        await expect(page.locator("#text")).to_be_visible()
    return ana, ben


async def test_the_pen_is_taken_by_typing_and_handed_over_with_the_draft(venue: Venue) -> None:
    ana, ben = await two_at_a_table(venue)
    await ana.locator("#text").press_sequentially("We will bring whe")
    await expect(ana.locator(".holder")).to_contain_text("You have the pen")
    await expect(ben.locator(".holder")).to_have_text("Ana has the pen.")
    await expect(ben.locator(".draft")).to_have_text("We will bring whe")
    await expect(ben.locator("#text")).to_be_hidden()
    await ben.get_by_role("button", name="Take the pen").click()
    await expect(ben.locator("#text")).to_have_value("We will bring whe")
    await expect(ben.locator("#text")).to_be_focused()
    await expect(ana.locator(".holder")).to_have_text("Ben has the pen.")
    await expect(ana.locator("#text")).to_have_value("We will bring whe")
    await expect(ana.locator("#text")).not_to_be_editable()
    await ben.keyboard.press("Control+End")
    await ben.keyboard.type("els.")
    await expect(ana.locator(".draft")).to_have_text("We will bring wheels.")
    await ben.get_by_role("button", name="Send").first.click()
    await expect(ben.locator("#said")).to_contain_text("Kept.")
    await expect(ana.locator("#ours .given")).to_have_text("We will bring wheels.")
    await venue.has("We will bring wheels.")


async def test_the_desk_sees_who_writes_the_groups_answer(venue: Venue) -> None:
    ana, _ = await two_at_a_table(venue)
    await ana.locator("#text").press_sequentially("We")
    number = venue.named("Ana").number
    await venue.until(lambda: presence(venue.room.scratch).writing == {number})


async def test_words_that_were_overtaken_by_the_pen_are_kept_and_offered(venue: Venue) -> None:
    ana, ben = await two_at_a_table(venue)
    await ana.locator("#text").press_sequentially("Mine")
    await expect(ben.locator(".draft")).to_have_text("Mine")
    await ben.get_by_role("button", name="Take the pen").click()
    await ben.locator("#text").fill("His")
    await expect(ana.locator(".draft")).to_have_text("His")
    await ana.get_by_role("button", name="Take the pen").click()
    await expect(ana.locator("#text")).to_have_value("His")
    await expect(ana.locator("#offer")).to_contain_text("Mine")
    await ana.get_by_role("button", name="Use it instead").click()
    await expect(ana.locator("#text")).to_have_value("Mine")
    await expect(ana.locator("#offer")).to_contain_text("His")


async def test_an_answer_that_came_second_is_kept_beside_and_can_be_made_the_groups(
    venue: Venue,
) -> None:
    ana, ben = await two_at_a_table(venue)
    await ana.context.set_offline(True)
    await ana.locator("#text").fill("Written far away")
    await ana.get_by_role("button", name="Send").first.click()
    await expect(ana.locator("#unsent")).to_contain_text("Written far away")
    await ben.locator("#text").fill("Written here")
    await ben.get_by_role("button", name="Send").first.click()
    await expect(ben.locator("#said")).to_contain_text("Kept.")
    await ana.context.set_offline(False)
    await expect(ana.locator("#said")).to_contain_text("Kept beside")
    await venue.has("Written here")
    await expect(ana.locator("#ours .given")).to_have_text("Written here")
    mine = ana.get_by_role("button", name="Make mine the group's answer")
    await expect(mine).to_be_visible()
    await venue.do(c.Jump("news"))
    await expect(mine).to_be_hidden()
    await venue.do(c.Jump("together"))
    await expect(mine).to_be_visible()
    await ana.reload()
    await expect(mine).to_be_visible()
    await mine.click()
    await expect(ben.locator("#ours .given")).to_have_text("Written far away")
    await venue.has("Written far away")


async def test_a_reload_keeps_pen_and_words(venue: Venue) -> None:
    ana, ben = await two_at_a_table(venue)
    await ana.locator("#text").press_sequentially("Half a sen")
    await expect(ben.locator(".draft")).to_have_text("Half a sen")
    await ana.reload()
    await expect(ana.locator("#text")).to_have_value("Half a sen")
    await expect(ana.locator(".holder")).to_contain_text("You have the pen")
    await expect(ben.locator(".holder")).to_have_text("Ana has the pen.")
    # As on another phone of hers, which has only what the laptop has.
    await ana.evaluate("localStorage.clear()")
    await ana.reload()
    await expect(ana.locator("#text")).to_have_value("Half a sen")


async def test_the_groups_answer_is_where_the_next_one_starts(venue: Venue) -> None:
    ana, ben = await two_at_a_table(venue)
    await ana.locator("#text").fill("Wheels")
    await ana.get_by_role("button", name="Send").first.click()
    await expect(ben.locator("#text")).to_have_value("Wheels")
    await expect(ana.get_by_role("button", name="Send again")).to_be_visible()
    await ben.locator("#text").fill("Wheels and mornings")
    await ben.get_by_role("button", name="Change your group's answer").click()
    await expect(ben.locator("#said")).to_contain_text("Kept. It is on")
    await venue.has("Wheels and mornings")
