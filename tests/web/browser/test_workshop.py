"""The whole of a workshop on two phones of different sides."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.async_api import Browser, Error, Page, Response, expect

from snogmarry.scenario import library
from snogmarry.scenario.reader import load
from snogmarry.session import commands as c
from snogmarry.text import clean
from tests.web.browser.venue import Venue, make

pytestmark = pytest.mark.asyncio(loop_scope="session")

PARENTS, LIBRARY = "Toys Stay Put", "Harrowmere Library"


class Ear:
    """Hears everything that a phone is sent."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    @classmethod
    async def at(cls, page: Page) -> Ear:
        ear = cls()
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("Network.enable")
        devtools.on("Network.eventSourceMessageReceived", lambda sent: ear.heard.append(str(sent)))
        page.on("response", ear._read)
        await page.reload()
        return ear

    async def _read(self, response: Response) -> None:
        if response.ok and not response.url.endswith("/stream"):
            with suppress(Error):  # what comes as the page is closed, nobody hears any more
                self.heard.append(await response.text())

    def knows(self, words: str) -> bool:
        """Whether they were in anything that came."""
        return any(words in one for one in self.heard)


async def enters(phone: Page, title: str) -> None:
    await expect(phone.get_by_role("heading", level=1)).to_have_text(title)


async def sends(phone: Page) -> None:
    await phone.get_by_role("button", name="Send").first.click()
    await expect(phone.locator("#said")).to_contain_text("Kept. It is on the disk")


async def test_two_phones_and_a_desk_through_the_taster(tmp_path: Path, browser: Browser) -> None:
    scenario, lessons = load(library.find("twenty-minute-taster"))
    venue = await make(tmp_path, browser, scenario, lessons)
    try:
        await play(venue)
    finally:
        await venue.close()
    assert venue.faults == []


async def play(venue: Venue) -> None:
    ana = await venue.joins(PARENTS, "Ana")
    bev = await venue.joins(LIBRARY, "Bev", color_scheme="dark")
    ears = await Ear.at(ana), await Ear.at(bev)
    await arrive(venue, ana, bev)
    await post(venue, ana, bev, ears)
    await vote(venue, ana, bev, ears)
    await learn(venue, ana, bev, ears)
    assert ears[0].knows("One of the grandfathers")
    assert not ears[1].knows("One of the grandfathers")
    assert ears[1].knows("Hardly anybody wants a computer")
    assert not ears[0].knows("Hardly anybody wants a computer")
    for notes in ("Watch for: endless polishing", "Best of all: an offer"):
        assert not any(ear.knows(notes) for ear in ears)


async def arrive(venue: Venue, ana: Page, bev: Page) -> None:
    for phone in (ana, bev):
        await expect(phone.get_by_text("You are in.")).to_be_visible()
    await venue.do(c.Next())
    await enters(ana, "Two sides, twenty minutes")
    await expect(ana.get_by_text("One of the grandfathers is a joiner.")).to_be_visible()
    await enters(bev, "Two sides, twenty minutes")
    await expect(bev.get_by_text("Hardly anybody wants a computer before noon.")).to_be_visible()

    await venue.do(c.Next())
    for phone, words in ((ana, "warmth, everyone"), (bev, "everyone, help")):
        await phone.get_by_label("Single words").fill(words)
        await sends(phone)
    await expect(ana.locator("#progress")).to_have_text("2 of 2 groups have answered")
    await expect(ana.locator("#shown li")).to_have_count(0)
    await venue.do(c.ReleaseAll(venue.run))
    await expect(ana.locator(".cloud")).to_contain_text("everyone ×2")


async def post(venue: Venue, ana: Page, bev: Page, ears: tuple[Ear, Ear]) -> None:
    await venue.do(c.Next())
    await expect(bev.locator("#feed")).to_contain_text("getting rid of the train table")

    await venue.do(c.Next())
    await expect(ana.locator("#question")).to_contain_text("What do you post as Toys Stay Put")
    await expect(bev.locator("#question")).to_contain_text("You open at ten")
    await expect(ana.locator("#clock")).to_have_text(re.compile(r"4:5\d left"))
    await ana.locator("#text").fill("Wheels for the table! Nadia")
    await sends(ana)
    await bev.locator("#text").fill("Sorry for the slip of paper. Helen")
    await sends(bev)
    await expect(bev.locator("#ours")).to_contain_text("kept, not shown yet")
    await venue.do(c.ReleaseInject("books"))
    await expect(ana.locator("#feed")).to_contain_text("do the children's books go")
    assert not ears[0].knows("Sorry for the slip")
    assert not ears[1].knows("Wheels for the table!")

    await venue.do(c.Next())
    await enters(ana, "What the other side saw")
    await venue.do(c.ReleaseAll(venue.run - 1))
    for phone, words in (
        (ana, "Sorry for the slip of paper. Helen"),
        (bev, "Wheels for the table!"),
    ):
        await expect(phone.locator("#feed")).to_contain_text(words)
        await expect(phone.get_by_text(words)).to_have_count(1)


async def vote(venue: Venue, ana: Page, bev: Page, ears: tuple[Ear, Ear]) -> None:
    await venue.do(c.Next())
    await ana.get_by_role("radio", name="Snog").check()
    await ana.get_by_label("Why, in one line").fill("They said sorry")
    await sends(ana)
    await bev.get_by_role("radio", name="Marry").check()
    await sends(bev)
    assert not ears[1].knows("They said sorry")
    await expect(bev.locator("#shown table")).to_have_count(0)
    await venue.do(c.RevealVote(venue.run))
    row = bev.locator("#shown tbody tr").first
    await expect(row).to_contain_text("Snog")
    await expect(row.locator("td")).to_have_text(["1", "1", "0"])
    heads = bev.locator("#shown thead th")
    await expect(heads).to_have_text(["Option", "In all", f"▲ {PARENTS}", f"■ {LIBRARY}"])


async def learn(venue: Venue, ana: Page, bev: Page, ears: tuple[Ear, Ear]) -> None:
    await venue.do(c.Next())
    await ana.get_by_label("△ Otherwise").check()
    await ana.get_by_label("What did you learn?").fill("Ask before you shout.")
    await ana.locator("form summary").click()
    await ana.get_by_role("checkbox").first.check()
    await sends(ana)
    await expect(ana.get_by_label("What did you learn?")).to_have_value("")
    await ana.get_by_text("What you sent").click()
    await expect(ana.locator("#mine li").first).to_contain_text("△ Otherwise")
    await expect(ana.locator("#mine li").first).to_contain_text("kept, not shown yet")
    assert not ears[1].knows("Ask before you shout.")
    await venue.do(c.ReleasePoint(1))
    await expect(bev.locator("#shown")).to_contain_text("△ Otherwise")
    await expect(bev.locator("#shown")).to_contain_text("Ask before you shout.")

    await venue.do(c.Next(), c.AgreeAction(clean("Put it on wheels"), clean("The joiner")))
    await expect(bev.locator("#shown")).to_contain_text("Put it on wheels")
    await venue.do(c.Next())
    await enters(bev, "Thank you")
    await venue.do(c.EndSession())
    for phone in (ana, bev):
        await expect(phone.locator("#ending")).to_contain_text("Thank you for taking part")
        await expect(phone.locator("#clock")).to_be_hidden()
