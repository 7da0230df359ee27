"""The browser that plays the phones."""

from __future__ import annotations

import os
import shutil

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """Where it is; without one the test is skipped, and fails where all has to be there."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        why = "there is no chromium here to drive; on Debian: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    return found
