"""What is written on a phone arrives once, whatever happens on the way."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.async_api import Page, Route, expect

from snogmarry.session import commands as c
from tests.web.browser.venue import Venue, texts

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAITS = "Not sent yet. It is kept on this phone"
KEPT = "Kept. It is on the disk of the laptop."


async def writes(page: Page, words: str) -> None:
    """Write an answer of one's own and send it."""
    await page.get_by_label("Your answer").fill(words)
    await page.get_by_role("button", name="Send", exact=False).first.click()


async def test_offline_in_the_middle_of_an_answer_and_back(venue: Venue) -> None:
    page = await venue.joins("Toys Stay Put")
    await venue.do(c.Jump("own"))
    await page.get_by_label("Your answer").fill("wheels for the")
    await page.context.set_offline(True)
    await expect(page.locator("#link")).to_contain_text("No connection to the laptop")
    await writes(page, "wheels for the table")
    await expect(page.locator("#said")).to_contain_text(WAITS)
    await expect(page.locator("#unsent")).to_contain_text("wheels for the table")
    assert venue.given() == []
    await page.context.set_offline(False)
    await expect(page.locator("#said")).to_have_text(KEPT)
    await expect(page.locator("#link")).to_be_empty()
    await expect(page.locator("#unsent")).to_be_hidden()
    await venue.has("wheels for the table")
    await expect(page.get_by_label("Your answer")).to_have_value("wheels for the table")


async def test_a_server_that_dies_under_an_answer_gets_each_once_and_in_order(
    venue: Venue,
) -> None:
    page = await venue.joins("Toys Stay Put")
    await venue.do(c.Jump("learnt"))

    async def die(route: Route) -> None:
        await venue.kill()
        await route.abort()

    await page.route("**/point", die, times=1)
    for words in ("first learnt", "second learnt"):
        await page.get_by_label("We would do it again").check()
        await page.get_by_label("What did you learn?").fill(words)
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator("#unsent")).to_contain_text(words)
    await venue.serve()
    await expect(page.locator("#said")).to_have_text(KEPT)
    await expect(page.locator("#unsent")).to_be_hidden()
    await venue.until(lambda: len(venue.room.state.points) == 2)
    points = venue.room.state.points.values()
    assert [point.text for point in points] == ["first learnt", "second learnt"]


async def test_an_acknowledgement_that_is_lost_makes_no_second_answer(venue: Venue) -> None:
    page = await venue.joins("Toys Stay Put")
    await venue.do(c.Jump("own"))
    reached: list[int] = []

    async def lose(route: Route) -> None:
        reply = await route.fetch()
        reached.append(reply.status)
        await route.abort()

    await page.route("**/answer", lose, times=2)
    await writes(page, "said once")
    await expect(page.locator("#said")).to_contain_text(WAITS)
    await expect(page.locator("#said")).to_have_text(KEPT)
    assert reached == [200, 200]
    await venue.has("said once")
    assert [len(response.versions) for response in venue.given()] == [1]


async def test_a_tab_that_was_closed_comes_back_as_the_same_person(venue: Venue) -> None:
    page = await venue.joins("Toys Stay Put", "Ana")
    context = page.context
    await venue.do(c.Jump("own"))
    await expect(page.get_by_label("Your answer")).to_be_visible()
    await venue.kill()
    await writes(page, "sent while nobody was there")
    await expect(page.locator("#said")).to_contain_text(WAITS)
    await page.get_by_label("Your answer").fill("sent while nobody was there, and more")
    await page.close()
    await venue.serve()
    again = await context.new_page()
    venue.watch(again)
    await again.goto(venue.url)
    await venue.has("sent while nobody was there")
    await expect(again.get_by_label("Your answer")).to_have_value(
        "sent while nobody was there, and more"
    )
    assert len(venue.room.state.participants) == 1
    await again.get_by_role("button", name="Send").first.click()
    await venue.has("sent while nobody was there, and more")


async def test_two_tabs_of_one_person_send_nothing_twice(venue: Venue) -> None:
    one = await venue.joins("Toys Stay Put")
    await venue.do(c.Jump("learnt"))
    two = await one.context.new_page()
    venue.watch(two)
    await two.goto(venue.url)
    arrived: list[str] = []
    one.context.on(
        "requestfinished",
        lambda request: arrived.append(request.url) if request.url.endswith("/point") else None,
    )
    await one.context.set_offline(True)
    for number, page in enumerate((one, two, one)):
        await page.bring_to_front()
        await page.get_by_label("We would do it otherwise").check()
        await page.get_by_label("What did you learn?").fill(f"point {number}")
        await page.get_by_role("button", name="Send").first.click()
        await expect(page.locator("#unsent")).to_contain_text(f"point {number}")
    await expect(two.locator("#unsent")).to_contain_text("point 2")
    await one.context.set_offline(False)
    for page in (one, two):
        await expect(page.locator("#unsent")).to_be_hidden()
        await expect(page.locator("#mine")).to_contain_text("point 2")
    await venue.until(lambda: len(venue.room.state.points) == 3)
    assert [p.text for p in venue.room.state.points.values()] == ["point 0", "point 1", "point 2"]
    assert len(arrived) == 3


async def test_what_was_being_written_when_the_room_went_on_can_still_be_sent(
    venue: Venue,
) -> None:
    page = await venue.joins("Toys Stay Put")
    await venue.do(c.Jump("own"))
    await page.get_by_label("Your answer").fill("not quite don")
    await venue.do(c.Jump("news"))
    await expect(page.locator("#prompt textarea")).to_have_count(0)
    left = page.locator("#unsent")
    await expect(left).to_contain_text("not quite don")
    await left.get_by_role("button", name="Send it").click()
    await expect(page.locator("#said")).to_contain_text("asked for own? Kept.")
    await expect(left).to_be_hidden()
    await venue.until(lambda: len(venue.room.state.responses) == 1)
    assert texts(list(venue.room.state.responses.values())) == ["not quite don"]


async def test_an_answer_that_is_never_taken_stays_to_be_copied(venue: Venue) -> None:
    page = await venue.joins("Toys Stay Put")
    await venue.do(c.Jump("words"))
    words = ", ".join(f"word{number}" for number in range(200))
    await page.get_by_label("Single words").fill(words)
    await page.get_by_role("button", name="Send").first.click()
    left = page.locator("#unsent")
    await expect(page.locator("#said")).to_contain_text("Not taken. Your words are below")
    await expect(left).to_contain_text("Not taken: At most")
    await expect(left).to_contain_text(words)
    await left.get_by_role("button", name="Remove").click()
    await expect(left).to_be_hidden()
    assert venue.given() == []


async def test_a_phone_that_lets_pages_keep_nothing_still_answers_and_says_so(
    venue: Venue,
) -> None:
    page = await venue.joins("Toys Stay Put")
    await page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    await page.reload()
    await expect(page.locator("#fragile")).to_be_visible()
    await venue.do(c.Jump("own"))
    await expect(page.get_by_label("Your answer")).to_be_visible()
    await page.context.set_offline(True)
    await writes(page, "kept in memory")
    await expect(page.locator("#said")).to_contain_text("Leave this page open")
    await page.context.set_offline(False)
    await expect(page.locator("#said")).to_have_text(KEPT)
    await venue.has("kept in memory")


async def test_a_tab_left_open_brings_nothing_to_whoever_the_phone_is_next(venue: Venue) -> None:
    page = await venue.joins("Toys Stay Put", "Ana")
    other = await venue.joins("Toys Stay Put", "Ben")
    personal = await other.locator("footer .code").inner_text()
    await venue.do(c.Jump("own"))
    await expect(page.get_by_label("Your answer")).to_be_visible()
    await page.context.set_offline(True)
    await writes(page, "written as Ana")
    await expect(page.locator("#said")).to_contain_text(WAITS)
    await page.route("**/answer", lambda route: route.abort())
    await page.context.set_offline(False)
    tab = await page.context.new_page()
    await tab.goto(f"{venue.url}/back")
    await tab.get_by_label("Your personal code").fill(personal)
    await tab.get_by_role("button", name="Come back").click()
    await tab.get_by_text("Your personal code is").wait_for()
    await page.bring_to_front()
    await page.unroute("**/answer")
    await expect(page.locator("#unknown")).to_be_visible()
    await expect(page.locator("#unsent")).to_contain_text("written as Ana")
    assert venue.given() == []


def has_in(venue: Venue, run: int, words: str) -> bool:
    return texts(list(venue.room.state.responses_in(run))) == [words]


async def test_words_that_were_too_long_can_be_shortened_where_they_belong(venue: Venue) -> None:
    page = await venue.joins("Toys Stay Put")
    left = page.locator("#unsent")
    change = left.get_by_role("button", name="Change it")
    for moved_on in (False, True):
        await venue.do(c.Jump("together", again=True))
        await expect(page.locator("#text")).to_have_value("")
        run = venue.run
        # As on a page that counted otherwise than the laptop.
        await page.locator("#text").evaluate("box => box.removeAttribute('data-limit')")
        await page.locator("#text").fill("long " * 20)
        await page.get_by_role("button", name="Send").first.click()
        await expect(left).to_contain_text("Not taken:")
        if moved_on:
            await venue.do(c.Jump("news"))
            await expect(page.locator("#text")).to_have_count(0)
        await change.click()
        box = left.get_by_label("Your words") if moved_on else page.locator("#text")
        await expect(box).to_be_focused()
        await box.fill("short")
        where = left if moved_on else page
        await where.get_by_role("button", name="Send").first.click()
        await expect(left).to_be_hidden()
        await venue.until(partial(has_in, venue, run, "short"))


async def test_unfinished_words_that_are_too_long_are_changed_first_and_kept_meanwhile(
    venue: Venue,
) -> None:
    page = await venue.joins("Toys Stay Put")
    await venue.do(c.Jump("together"))
    run = venue.run
    await page.locator("#text").fill("long " * 13)
    await venue.do(c.Jump("news"))
    left = page.locator("#unsent")
    await expect(left).to_contain_text("You were writing this when the room went on.")
    await expect(left.get_by_role("button", name="Send it")).to_have_count(0)
    await left.get_by_role("button", name="Change it").click()
    box = left.get_by_label("Your words")
    await expect(box).to_be_focused()
    await expect(left.locator(".count")).to_have_text("4 characters too many")
    await expect(box).to_have_accessible_description("4 characters too many")
    await left.get_by_role("button", name="Send it").click()
    await expect(box).to_be_focused()
    await box.fill("long " * 12 + "er")
    await expect(left.locator(".count")).to_have_text("2 characters too many")
    await page.reload()
    await expect(box).to_have_value("long " * 12 + "er")
    await box.fill("not long")
    await expect(left.locator(".count")).to_have_text("52 characters left")
    await page.reload()
    await left.get_by_role("button", name="Send it").click()
    await expect(left).to_be_hidden()
    await venue.until(partial(has_in, venue, run, "not long"))


async def test_a_box_in_which_words_are_changed_stays_while_other_words_come_and_go(
    venue: Venue,
) -> None:
    page = await venue.joins("Toys Stay Put")
    await venue.do(c.Jump("together"))
    await page.locator("#text").fill("long " * 13)
    await venue.do(c.Jump("own"))
    left = page.locator("#unsent")
    await left.get_by_role("button", name="Change it").click()
    box = left.locator("textarea:visible")
    await box.press("End")
    await box.type("!")
    await page.locator("#text").fill("half of another")
    await box.focus()
    await venue.do(c.Jump("news"))
    await expect(left.get_by_role("listitem")).to_have_count(2)
    await expect(left).to_contain_text("half of another")
    await expect(box).to_be_focused()
    await box.type("?")
    await expect(box).to_have_value("long " * 13 + "!?")
    await venue.do(c.Jump("together"))
    await expect(page.locator("#text")).to_have_value("long " * 13 + "!?")
    await page.locator("#text").fill("longer " * 13)
    await venue.do(c.Jump("news"))
    await left.get_by_role("button", name="Change it").click()
    await expect(box).to_have_value("longer " * 13)


async def test_words_of_who_had_the_phone_before_can_be_sent_by_who_joined_anew(
    venue: Venue,
) -> None:
    page = await venue.joins("Toys Stay Put", "Ana")
    await venue.do(c.Jump("own"))
    await page.get_by_label("Your answer").fill("not lost")
    await page.context.clear_cookies()
    await page.goto(f"{venue.url}/j/{venue.room.state.code}")
    await page.get_by_role("button", name="Join").click()
    left = page.locator("#unsent")
    await expect(left).to_contain_text("not lost")
    assert venue.given() == []
    await left.get_by_role("button", name="Send as yours").click()
    await expect(left).to_be_hidden()
    await venue.has("not lost")
    assert venue.given()[0].participant == 2
