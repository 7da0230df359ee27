"""For everybody: with a keyboard, a screen reader, a small or enlarged page, little bandwidth."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from snogmarry.session import commands as c
from snogmarry.text import clean
from tests.web.browser.barriers import SMALL, barriers, sideways
from tests.web.browser.venue import Venue

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOST = 30 * 1024
"""Bytes of a first visit."""


async def check(page: Page, state: str) -> None:
    """No barrier in light or dark, and nothing to be scrolled sideways, even with more space."""
    assert await barriers(page) == [], state
    await page.emulate_media(color_scheme="dark")
    assert await barriers(page, ["color-contrast"]) == [], f"{state}, dark"
    await page.emulate_media(color_scheme="light")
    assert await sideways(page) <= 0, state


async def test_axe_finds_what_is_wrong_in_a_page_that_is_wrong(venue: Venue) -> None:
    page = await venue.opened(f"{venue.url}/j")
    await page.evaluate(
        """() => {
            document.querySelector('label').remove();
            document.querySelector('h1').remove();
            document.querySelector('button').style.color = '#4a78aa';
        }"""
    )
    found = {barrier.partition(":")[0] for barrier in await barriers(page)}
    assert {"label", "page-has-heading-one", "color-contrast"} <= found


async def test_the_doors_have_no_barrier(venue: Venue) -> None:
    page = await venue.opened(f"{venue.url}/j", viewport=SMALL)
    await check(page, "join")
    await page.get_by_label("Code on the screen").fill("WRONG")
    await page.get_by_role("button", name="Join").click()
    await expect(page.get_by_role("alert")).to_contain_text("not the code")
    await check(page, "wrong code")
    await venue.do(c.OpenJoining(open=False))
    await page.goto(f"{venue.url}/j")
    await check(page, "joining closed")
    await page.goto(f"{venue.url}/back")
    await page.get_by_label("Your personal code").fill("NOBODY22")
    await page.get_by_role("button", name="Come back").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await check(page, "wrong personal code")
    await page.goto(f"{venue.url}/nowhere")
    await check(page, "no such page")


async def test_no_step_has_a_barrier(venue: Venue) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana", viewport=SMALL)
    await check(ana, "lobby")
    for step in venue.room.state.steps:
        await venue.do(c.Jump(step.id))
        await expect(ana.get_by_role("heading", level=1)).to_have_text(step.title)
        await check(ana, step.id)
    await venue.do(c.AgreeAction(clean("Wheels"), clean("The joiner")))
    await expect(ana.locator("#shown")).to_contain_text("Wheels")
    await check(ana, "agreed")

    await venue.do(c.Jump("learnt"))
    await ana.get_by_label("We would do it again").check()
    await ana.get_by_label("What did you learn?").fill("Ask first")
    await ana.get_by_role("button", name="Send").first.click()
    await ana.get_by_text("What you sent").click()
    await venue.until(lambda: len(venue.room.state.points) == 1)
    await venue.do(c.ReleasePoint(1))
    await expect(ana.locator("#shown")).to_contain_text("Ask first")
    await check(ana, "learnt")

    await venue.do(c.Jump("stance"))
    await ana.get_by_role("radio", name="Avoid").check()
    await ana.get_by_role("button", name="Send").first.click()
    await expect(ana.locator("#said")).to_contain_text("Kept.")
    await venue.do(c.RevealVote(venue.run))
    await expect(ana.locator("#shown table")).to_be_visible()
    await check(ana, "revealed")


async def test_no_trouble_has_a_barrier(venue: Venue) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana", viewport=SMALL)
    ben = await venue.joins("Toys Stay Put", "Ben", viewport=SMALL)
    await venue.do(c.Jump("together"))
    await ben.locator("#text").fill("Words of Ben")
    await expect(ana.locator(".draft")).to_have_text("Words of Ben")
    await check(ana, "somebody else has the pen")
    await ana.get_by_role("button", name="Take the pen").click()
    await expect(ana.locator("#text")).to_have_value("Words of Ben")
    await ben.get_by_role("button", name="Take the pen").click()
    await expect(ana.locator(".holder")).to_have_text("Ben has the pen.")
    await check(ana, "the pen was taken away")
    await ana.locator("#text").evaluate("box => box.blur()")
    await ana.context.set_offline(True)
    await expect(ana.locator("#link")).not_to_be_empty()
    await venue.do(c.Pause(), c.ClosePrompt())
    await check(ana, "offline")
    await ana.context.set_offline(False)
    await expect(ana.locator(".closed")).to_be_visible()
    await check(ana, "closed")

    await venue.do(c.Jump("own"))
    await expect(ana.locator("#unsent")).to_contain_text("Words of Ben")
    await ana.locator("#text").fill("x" * 1001)
    await ana.get_by_role("button", name="Send").first.click()
    await expect(ana.locator("#count")).to_have_text("1 character too many")
    await expect(ana.locator("#text")).to_be_focused()
    await check(ana, "too long, and words left from before")
    await venue.do(c.EndSession())
    await expect(ana.locator("#ending")).to_contain_text("Thank you")
    await check(ana, "over")
    await venue.do(c.RemoveParticipant(venue.named("Ana").number))
    await expect(ana.locator("#gone")).to_be_visible()
    await check(ana, "taken out")


async def test_one_phone_for_a_whole_group_has_no_barrier(venue: Venue) -> None:
    page = await venue.joins("Toys Stay Put", whole=True, viewport=SMALL)
    await venue.do(c.Jump("stance"))
    await page.get_by_label("Snog").fill("3")
    await check(page, "counts")
    await page.get_by_role("button", name="Send").first.click()
    await expect(page.locator("#said")).to_contain_text("Kept.")
    await venue.until(lambda: bool(venue.room.state.hands))
    await venue.do(c.Jump("choice"), c.Jump("together"))
    await expect(page.get_by_label("How many people stand behind it?")).to_be_visible()
    await check(page, "a number of people")


class Keys:
    """Somebody who has a keyboard only."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def go(self, there: Locator) -> None:
        """Press Tab until one is there."""
        for _ in range(60):
            if await there.evaluate("one => one === document.activeElement"):
                return
            await self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {there}")

    async def types(self, label: str, words: str) -> None:
        await self.go(self.page.get_by_label(label))
        await self.page.keyboard.type(words)

    async def chooses(self, first: str, down: int = 0) -> None:
        """Go to a group of choices and take the one that is so far below the first."""
        await self.go(self.page.get_by_label(first))
        await self.page.keyboard.press("Space")
        for _ in range(down):
            await self.page.keyboard.press("ArrowDown")

    async def sends(self, name: str = "Send") -> None:
        await self.go(self.page.locator("form button").last)
        await self.page.keyboard.press("Enter")
        if name == "Send":
            await expect(self.page.locator("#said")).to_contain_text("Kept.")


async def test_a_keyboard_is_enough_for_every_kind_of_answer(venue: Venue) -> None:
    page = await venue.opened(f"{venue.url}/j")
    keys = Keys(page)
    await keys.types("Code on the screen", venue.room.state.code)
    await keys.chooses("Any: put me", down=1)
    await keys.types("Your name", "Ana")
    await keys.sends("Join")
    await expect(page.get_by_text("You are in.")).to_be_visible()

    async def enter(step: str) -> None:
        await venue.do(c.Jump(step))
        title = venue.room.state.step_of(step).title
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)

    for step, label, words in (
        ("own", "Your answer", "With keys"),
        ("together", "Your group's answer", "All with keys"),
        ("words", "Single words", "keys, tabs"),
        ("number", "A number", "12"),
    ):
        await enter(step)
        await keys.types(label, words)
        await keys.sends()
    await enter("scale")
    await keys.chooses("1 never", down=2)
    await keys.sends()
    await venue.until(lambda: len(venue.given()) == 1)
    assert venue.given()[0].latest.answer.number == 3
    await enter("choice")
    await keys.chooses("Keep all of it", down=2)
    await keys.sends()
    await venue.until(lambda: len(venue.given()) == 1)
    assert venue.given()[0].latest.answer.options == ("close",)
    await enter("choices")
    for option in ("Keep all of it", "Close it"):
        await keys.chooses(option)
    await keys.sends()
    await enter("rank")
    for option, place in (("Keep all of it", "2"), ("Share it", "3"), ("Close it", "1")):
        await keys.types(option, place)
    await keys.sends()
    await venue.until(lambda: len(venue.given()) == 1)
    assert venue.given()[0].latest.answer.options == ("close", "keep", "share")
    await enter("stance")
    await keys.chooses("Snog", down=1)
    await keys.types("Why, in one line", "Because")
    await keys.sends()
    await enter("learnt")
    await keys.chooses("We would do it again")
    await keys.types("What did you learn?", "Keys are enough")
    await keys.sends()
    await venue.until(lambda: len(venue.room.state.points) == 1)
    assert len(venue.room.state.responses) == 9


async def test_what_is_new_is_said_and_the_focus_stays(venue: Venue) -> None:
    page = await venue.joins("Toys Stay Put", "Ana")
    await page.get_by_text("Your card").click()
    await expect(page.locator("#card summary")).to_be_focused()
    await venue.do(c.Jump("own"))
    await expect(page.locator("#news")).to_contain_text("What about the table, asked for own?")
    await expect(page.locator("#card summary")).to_be_focused()
    await page.get_by_label("Your answer").fill("x" * 985)
    await expect(page.locator("#news")).to_have_text("15 characters left")
    await venue.do(c.Jump("stance"))
    await expect(page.locator("#question")).to_be_focused()


async def test_a_first_visit_is_small(venue: Venue) -> None:
    page = await venue.opened("about:blank")
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("Network.enable")
    sizes: list[int] = []
    devtools.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    asked_by: list[tuple[str, str]] = []
    devtools.on(
        "Network.requestWillBeSent",
        lambda sent: asked_by.append((sent["request"]["url"], sent["initiator"]["type"])),
    )
    await page.goto(f"{venue.url}/j/{venue.room.state.code}")
    await page.get_by_role("button", name="Join").click()
    await expect(page.get_by_text("You are in.")).to_be_visible()
    await expect(page.locator("html")).to_have_class("js")
    assert len(sizes) >= 15, "two pages, their style, their icon and eleven scripts"
    assert sum(sizes) < MOST
    later = [url for url, by in asked_by if url.endswith(".js") and by != "parser"]
    assert later == [], "the page itself names all scripts, so that none waits for another"
