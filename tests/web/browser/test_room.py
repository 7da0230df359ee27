"""What the facilitator does, as phones show it."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from snogmarry.session import commands as c
from snogmarry.text import clean
from tests.web.browser.venue import Venue

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_redacted_words_leave_the_phone_and_hidden_ones_the_room(venue: Venue) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana")
    bev = await venue.joins("Harrowmere Library", "Bev")
    await venue.do(c.Jump("own"))
    await ana.get_by_label("Your answer").fill("a name that must go")
    await ana.get_by_role("button", name="Send").first.click()
    await venue.has("a name that must go")
    await venue.do(c.ReleaseAll(venue.run))
    await expect(bev.locator("#shown")).to_contain_text("a name that must go")
    await venue.do(c.Hide(1))
    await expect(bev.locator("#shown")).to_be_hidden()
    await venue.do(c.ReleaseAll(venue.run))
    await expect(bev.locator("#shown")).to_contain_text("a name that must go")
    await venue.room.redact("R-001")
    await expect(bev.locator("body")).not_to_contain_text("a name that must go")
    await ana.get_by_text("What you sent").click()
    await expect(ana.locator("#mine")).to_contain_text("taken out by the facilitator")
    await expect(ana.get_by_label("Your answer")).to_have_value("")
    assert "a name that must go" not in await ana.content()
    kept = await ana.evaluate("JSON.stringify(localStorage)")
    assert "a name that must go" not in kept


async def test_a_phone_that_was_taken_out_says_so_and_keeps_the_words(venue: Venue) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana")
    await venue.do(c.Jump("own"))
    await ana.get_by_label("Your answer").fill("half a thought")
    await venue.do(c.RemoveParticipant(venue.named("Ana").number))
    await expect(ana.locator("#gone")).to_be_focused()
    for part in ("#prompt", "#said", "#ours", "#card", "#sent", "footer"):
        await expect(ana.locator(part)).to_be_hidden()
    assert "joiner" not in await ana.locator("#main").inner_text()
    assert "half a thought" in await ana.evaluate("JSON.stringify(localStorage)")
    await ana.reload()
    await expect(ana.get_by_role("alert")).to_contain_text("has taken this phone out")
    await expect(ana.get_by_role("link", name="personal code")).to_have_count(0)
    await ana.get_by_role("link", name="Join again").click()
    await ana.get_by_label("Code on the screen").fill(venue.room.state.code)
    await ana.get_by_role("button", name="Join").click()
    await expect(ana.get_by_text("Your personal code is")).to_be_visible()


async def test_who_was_taken_out_is_asked_to_join_again_only_while_that_can_be(
    venue: Venue,
) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana")
    ben = await venue.joins("Toys Stay Put", "Ben")
    again = ana.get_by_role("link", name="Join again")
    closed = ana.get_by_text("Joining is closed just now.")
    await venue.do(c.Jump("own"))
    await expect(ana.locator("#clock")).to_be_visible()
    await venue.do(c.RemoveParticipant(venue.named("Ana").number))
    await expect(ana.locator("#gone")).to_be_focused()
    await expect(again).to_be_visible()
    await expect(closed).to_be_hidden()
    await venue.do(c.OpenJoining(open=False))
    await expect(closed).to_be_visible(timeout=15_000)
    await expect(again).to_be_hidden()
    await expect(ana.locator("#clock")).to_be_hidden()
    await venue.do(c.RemoveParticipant(venue.named("Ben").number))
    for _ in range(2):
        await expect(ben.get_by_text("Joining is closed just now.")).to_be_visible()
        await expect(ben.get_by_role("link", name="Join again")).to_have_count(0)
        await ben.reload()
    await venue.do(c.OpenJoining(open=True))
    await expect(again).to_be_visible(timeout=15_000)


async def test_a_phone_that_is_moved_plays_the_other_side(venue: Venue) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana")
    await venue.do(c.Jump("one-side"))
    await expect(ana.locator("#question")).to_have_text("Only parents are asked this.")
    await venue.do(c.MoveParticipant(venue.named("Ana").number, 2))
    moved = "The facilitator has moved you to Harrowmere Library."
    await expect(ana.locator("#moved")).to_have_text(moved)
    await expect(ana.locator("#news")).to_contain_text(moved)
    await expect(ana.locator("#group")).to_have_text("■ Harrowmere Library")
    await expect(ana.locator("#prompt")).to_contain_text("The other side is asked now.")
    await expect(ana.locator("#card")).to_contain_text("empty mornings")


async def test_that_a_phone_was_moved_is_said_until_its_owner_does_the_next_thing(
    venue: Venue,
) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana")
    await venue.do(c.Jump("own"))
    await ana.get_by_label("Your answer").press_sequentially("Whee")
    await venue.do(c.MoveParticipant(venue.named("Ana").number, 2))
    await expect(ana.locator("#moved")).to_be_visible()
    await ana.get_by_label("Your answer").press_sequentially("ls")
    await expect(ana.locator("#moved")).to_be_visible()
    await ana.get_by_role("button", name="Send").first.click()
    await expect(ana.locator("#moved")).to_be_hidden()
    await expect(ana.locator("#said")).to_contain_text("Kept.")


async def test_what_comes_after_closing_by_time_is_kept_and_marked_late(venue: Venue) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana")
    await venue.do(c.Jump("quick"))
    await expect(ana.locator("#prompt")).to_contain_text("is kept and marked late")
    await expect(ana.locator("#clock")).to_have_text(re.compile(r"0:(0[3-9]|1\d) over, closed"))
    await ana.get_by_label("Your answer").fill("too slow")
    await ana.get_by_role("button", name="Send").first.click()
    await expect(ana.locator("#said")).to_contain_text("marked late")
    await venue.has("too slow")
    assert venue.given()[0].late


async def test_a_pause_is_shown_and_time_that_is_over_counts_up(venue: Venue) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana")
    await venue.do(c.Jump("own"), c.Pause())
    await expect(ana.locator("#clock")).to_have_text("5:00 left, paused")
    await venue.do(c.Extend(-5 * 60_000), c.Resume())
    await expect(ana.locator("#clock")).to_have_text(re.compile(r"0:0\d over"))


async def test_time_is_said_aloud_at_sixty_thirty_and_ten_seconds_only(venue: Venue) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana")
    await venue.do(c.Jump("own"), c.Extend(-(4 * 60_000 - 1_000)))
    await expect(ana.locator("#time")).to_have_text("One minute left")
    await venue.do(c.Extend(-13_000))
    await expect(ana.locator("#clock")).to_have_text(re.compile(r"0:4[0-4] left"), timeout=10_000)
    await expect(ana.locator("#time")).to_have_text("One minute left")
    await venue.do(c.Extend(-12_000))
    await expect(ana.locator("#time")).to_have_text("30 seconds left", timeout=10_000)


async def test_each_ground_rule_stands_on_a_line_of_its_own(venue: Venue) -> None:
    ana = await venue.joins("Toys Stay Put", "Ana")
    rules = ("Nobody is marked.", "Be <kind>.")
    await venue.do(c.SetDetails(clean(""), clean(""), clean(""), clean("\n".join(rules))))
    await expect(ana.locator("#step .text")).to_have_text(list(rules))
