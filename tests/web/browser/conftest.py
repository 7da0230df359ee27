"""A real browser, once for each process of the tests, and a venue for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.programs import chromium
from tests.session.play import LESSONS
from tests.web.browser.every_kind import SCENARIO
from tests.web.browser.venue import Venue, make

LAN = "192.168.77.5"
"""An address that the browser takes for the network's; its packets stay on this machine."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    found = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", f"--host-resolver-rules=MAP {LAN} 127.0.0.1"],
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def venue(tmp_path: Path, browser: Browser) -> AsyncIterator[Venue]:
    """A workshop in which everything is asked, one group on each side."""
    venue = await make(tmp_path, browser, SCENARIO, LESSONS)
    yield venue
    await venue.close()
    assert venue.faults == []
