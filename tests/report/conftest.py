"""The sessions that tests of the formats are about."""

from __future__ import annotations

import pytest
from tests.report import recorded
from tests.report.exported import SESSIONS, Exported

from snogmarry.report.summary import Summary


@pytest.fixture(scope="session", params=recorded.read_by(SESSIONS), ids="-".join)
def exported(request: pytest.FixtureRequest) -> Exported:
    """Sessions of every kind, as everybody who may have a summary gets it."""
    name, profile = request.param
    return Exported((SESSIONS | recorded.OTHERS)[name](), profile=profile)


@pytest.fixture(scope="session")
def rich() -> Exported:
    """A whole workshop, for its facilitator."""
    return Exported(recorded.rich())


@pytest.fixture(scope="session")
def told(rich: Exported) -> Summary:
    """The same before it is written."""
    return rich.summary
