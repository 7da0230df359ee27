"""Who is there, as it passes from the server to the desk."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from snogmarry.journal.protocol import MOST, Scratch
from snogmarry.phones.presence import NAME, NOBODY, Presence, noted, presence

numbers = st.frozensets(st.integers(1, 20_000), max_size=60)


@given(st.builds(Presence, numbers, st.none() | st.integers(1, 99), numbers, numbers))
def test_the_desk_reads_what_the_server_noted(there: Presence) -> None:
    assert presence({NAME: Scratch(NAME, 1, noted(there))}) == there


def test_without_a_server_nobody_is_there() -> None:
    assert presence({}) == NOBODY


def test_a_hall_full_of_people_fits() -> None:
    everyone = frozenset(range(1, 20_001))
    assert len(noted(Presence(everyone, 1, everyone, everyone))) < MOST
