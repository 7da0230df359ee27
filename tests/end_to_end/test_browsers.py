"""A whole workshop: the facilitator at the terminal, two browsers as phones of two sides.

One of the two phones is used with the keyboard alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from snogmarry.journal.reading import read_session
from tests.end_to_end.conftest import Opens, only_session
from tests.programs import chromium
from tests.terminal import Terminal

PARENTS, LIBRARY = "Toys Stay Put", "Harrowmere Library"
_MOST_TABS = 60


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


class Fingers:
    """A phone that is touched."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, field: Locator, words: str) -> None:
        field.fill(words)

    def pick(self, choice: Locator) -> None:
        choice.check()

    def press(self, button: Locator) -> None:
        button.click()

    def sends(self) -> None:
        self.press(self.page.locator("#prompt form button").last)
        expect(self.page.locator("#said")).to_contain_text("Kept. It is on the disk")


class Keys(Fingers):
    """A phone without touch or mouse: everything is reached with Tab."""

    def fill(self, field: Locator, words: str) -> None:
        self._reach(field)
        self.page.keyboard.type(words)

    def pick(self, choice: Locator) -> None:
        # The radios of a group are one stop, moved through with the arrows.
        group = self.page.locator(f'input[name="{choice.get_attribute("name")}"]')
        for _ in range(_MOST_TABS):
            if group.evaluate_all("all => all.includes(document.activeElement)"):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if choice.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        expect(choice).to_be_checked()

    def press(self, button: Locator) -> None:
        self._reach(button)
        self.page.keyboard.press("Enter")

    def _reach(self, wanted: Locator) -> None:
        for _ in range(_MOST_TABS):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{wanted} is not reached with Tab")


def joins(page: Page, phone: Fingers, code: str, group: str, name: str) -> None:
    phone.fill(page.get_by_label("Code on the screen"), code)
    phone.pick(page.get_by_role("radio", name=group))
    phone.fill(page.get_by_label("Your name"), name)
    phone.press(page.get_by_role("button", name="Join"))
    expect(page.get_by_text("Your personal code is")).to_be_visible()


def test_a_facilitator_at_the_terminal_and_two_phones(
    opens: Opens, computer: Path, browser: Browser, port: int
) -> None:
    desk = opens("run", "twenty-minute-taster", size=(100, 30), phones=port)
    shown = re.search(r"and the code +([A-Z]{3} [A-Z]{3})", desk.wait_for("and the code"))
    assert shown is not None
    pages = [browser.new_context().new_page() for _ in range(2)]
    ana, bev = Fingers(pages[0]), Keys(pages[1])
    for page, phone, group, name in zip(
        pages, (ana, bev), (PARENTS, LIBRARY), ("Ana", "Bev"), strict=True
    ):
        page.goto(f"http://127.0.0.1:{port}/")
        joins(page, phone, shown[1].lower(), group, name)
    desk.wait_for("2 joined, 2 connected")
    asks(desk, ana, bev)
    posts(desk, ana, bev)
    votes(desk, ana, bev)
    learns(desk, ana, bev)
    session = read_session(only_session(computer))
    assert session.phase == "debrief"
    assert [r.latest.people for r in session.responses.values()] == [1] * 6
    assert len(session.points) == 1
    desk.press("q")
    assert desk.wait_end() == 0


def goes_on(desk: Terminal, step: int, *phones: Fingers) -> None:
    desk.press("n")
    desk.wait_for(f"step {step} of 9")
    for phone in phones:
        expect(phone.page.get_by_text(f"Step {step} of 9")).to_be_visible()


def asks(desk: Terminal, ana: Fingers, bev: Fingers) -> None:
    goes_on(desk, 1, ana, bev)
    goes_on(desk, 2, ana, bev)
    for phone, words in ((ana, "warmth, everyone"), (bev, "everyone, help")):
        phone.fill(phone.page.get_by_label("Single words"), words)
        phone.sends()
    desk.wait_for("2 of 2 groups have answered")
    desk.press("r")
    desk.wait_for("everyone ×2")
    expect(bev.page.locator(".cloud")).to_contain_text("everyone ×2")


def posts(desk: Terminal, ana: Fingers, bev: Fingers) -> None:
    goes_on(desk, 3, ana, bev)
    goes_on(desk, 4, ana, bev)
    for phone, words in ((ana, "Wheels for the table!"), (bev, "Sorry. Helen")):
        phone.fill(phone.page.locator("#text"), words)
        phone.sends()
    desk.wait_for("2 of 2 groups have answered")
    assert "Wheels for the table!" not in bev.page.content()
    desk.press("r")
    expect(bev.page.locator("#feed")).to_contain_text("Wheels for the table!")
    expect(ana.page.locator("#feed")).to_contain_text("Sorry. Helen")


def votes(desk: Terminal, ana: Fingers, bev: Fingers) -> None:
    goes_on(desk, 5, ana, bev)
    goes_on(desk, 6, ana, bev)
    ana.pick(ana.page.get_by_role("radio", name="Snog"))
    ana.sends()
    bev.pick(bev.page.get_by_role("radio", name="Marry"))
    bev.sends()
    desk.wait_for("2 votes are in")
    expect(bev.page.locator("#shown table")).to_have_count(0)
    desk.press("v")
    for phone in (ana, bev):
        expect(phone.page.locator("#shown table")).to_be_visible()


def learns(desk: Terminal, ana: Fingers, bev: Fingers) -> None:
    goes_on(desk, 7, ana, bev)
    bev.pick(bev.page.get_by_role("radio", name="otherwise"))
    bev.fill(bev.page.locator("#text"), "A slip of paper is no answer")
    bev.sends()
    goes_on(desk, 8, ana, bev)
    goes_on(desk, 9, ana, bev)
    desk.press("n")
    desk.wait_for("DEBRIEF")
    for phone in (ana, bev):
        expect(phone.page.get_by_role("heading", level=1)).to_have_text("Thank you")
