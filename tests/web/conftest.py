"""A workshop whose phones are served."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.web.served import Served, serving_phones


@pytest_asyncio.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving_phones(tmp_path / "pond.snog") as served:
        yield served
