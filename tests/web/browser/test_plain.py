"""Where browsers have less: no JavaScript, and plain http on an address of the network."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from snogmarry.phones.serving import HOST
from snogmarry.session import commands as c
from tests.web.browser.conftest import LAN
from tests.web.browser.venue import Venue

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def looks_anew(phone: Page, where: Locator) -> None:
    """Ask for what is new until it is there, for the server hears of the desk a moment later."""
    while not await where.count():
        await phone.get_by_role("link", name="Show what is new").click()


async def test_everything_can_be_answered_without_javascript(venue: Venue) -> None:
    phone = await venue.joins("Toys Stay Put", "Ana", java_script_enabled=False)
    await venue.do(c.Jump("own"))
    await looks_anew(phone, phone.get_by_label("Your answer"))
    for words in ("first words", "better words"):
        await phone.get_by_label("Your answer").fill(words)
        await phone.get_by_role("button", name="Send").first.click()
        await expect(phone.locator("#said")).to_have_text("Kept. It is on the disk of the laptop.")
        await venue.has(words)
    await expect(phone.get_by_label("Your answer")).to_have_value("better words")
    await venue.do(c.Jump("rank"))
    await looks_anew(phone, phone.get_by_label("Close it"))
    for place, option in enumerate(("Close it", "Keep all of it", "Share it"), start=1):
        await phone.get_by_label(option).select_option(str(place))
    await phone.get_by_role("button", name="Send").first.click()
    await venue.until(lambda: len(venue.given()) == 1)
    assert venue.given()[0].latest.answer.options == ("close", "keep", "share")


async def test_without_javascript_a_group_corrects_its_answer_once_seen(venue: Venue) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana", java_script_enabled=False)
    ben = await venue.joins("Toys Stay Put", "Ben", java_script_enabled=False)
    await venue.do(c.Jump("together"))
    for phone in (ana, ben):
        await looks_anew(phone, phone.locator("#text"))
    await ana.locator("#text").fill("Of Ana")
    await ana.get_by_role("button", name="Send").first.click()
    await ben.locator("#text").fill("Of Ben")
    await ben.get_by_role("button", name="Send").first.click()
    await expect(ben.locator("#said")).to_contain_text("Kept beside your group's answer")
    await expect(ben.locator("#text")).to_have_value("Of Ana")
    await ben.locator("#text").fill("Of both")
    await ben.get_by_role("button", name="Change your group's answer").click()
    await venue.has("Of both")


async def test_plain_http_on_the_network_has_all_that_the_page_needs(venue: Venue) -> None:
    await venue.room.jot(HOST, LAN)
    await venue.kill()
    await venue.serve()
    phone = await venue.joins("Toys Stay Put", "Ana", url=f"http://{LAN}:{venue.port}")
    assert await phone.evaluate("window.isSecureContext") is False
    assert await phone.evaluate("typeof crypto.randomUUID") == "undefined"
    await venue.do(c.Jump("own"))
    await phone.get_by_label("Your answer").fill("over the air")
    await phone.get_by_role("button", name="Send").first.click()
    await expect(phone.locator("#said")).to_contain_text("Kept.")
    await venue.has("over the air")
