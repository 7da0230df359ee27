"""What tests need beside packages: the browser that plays the phones, and Java."""

from __future__ import annotations

import os
import shutil

import pytest


def chromium() -> str:
    """Where it is; without one the test is skipped, and fails where all has to be there."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return _found(names, "chromium here to drive", "chromium")


def java() -> str:
    """Where it is; as `chromium`."""
    return _found(("java",), "java here to check HTML with", "default-jre-headless")


def _found(names: tuple[str, ...], what: str, package: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        why = f"there is no {what}; on Debian: apt-get install {package}"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    return found
