"""Handouts as they are read: on a page, on paper, with any words in them."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from tests.programs import chromium
from tests.report import portable, reading, recorded
from tests.report.portable import Portable
from tests.report.reading import Node

from snogmarry.report.handouts import pages
from snogmarry.report.handouts.making import Handout
from snogmarry.scenario.models import Scenario


def page_of(handout: Handout) -> Node:
    return reading.html(pages.render(handout))


def printed(page: Path) -> Portable:
    """What a browser prints of a page."""
    browser = chromium()
    pdf = page.with_suffix(".print.pdf")
    subprocess.run(
        [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu"),
            *("--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return portable.read(pdf.read_bytes())


def everything_says(words: str, language: str = "en-GB") -> Scenario:
    """The marked scenario with those words in every text, which are in that language."""
    line = " ".join(words.split())[:120]
    texts, lines = {"text", "notes", "expect", "aim", "brief", "summary"}, {"title", "name"}

    def said(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: said(v, k) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [said(one) for one in value]
        if key in {*texts, *lines} and isinstance(value, str):
            return words if key in texts - {"text"} else line
        if isinstance(value, str) and value.startswith("PROMPT"):
            return words
        return value

    raw = recorded.scenario().model_dump(by_alias=True, exclude_none=True, mode="json")
    return Scenario.model_validate(said(raw) | {"language": language})
