"""What processes share beside the history."""

from __future__ import annotations

import tempfile
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snogmarry.journal.errors import ReadOnly
from snogmarry.journal.protocol import MOST, Jotted, Jotting, Scratch
from snogmarry.journal.reading import read_events
from snogmarry.journal.sqlite import SqliteJournal
from tests.journal.files import small, sound


def jot(
    journal: SqliteJournal, name: str, value: str | None, expected: int | None = None
) -> Jotted:
    (jotted,) = journal.jot([Jotting(name, value, expected)])
    return jotted


def test_one_of_two_who_saw_the_same_wins_and_the_other_learns_what_stands(tmp_path: Path) -> None:
    path = small(tmp_path / "a.snog")
    one, other = SqliteJournal.open(path), SqliteJournal.open(path)
    assert jot(one, "pen", "one", 0) == Jotted(True, Scratch("pen", 1, "one"))
    assert jot(other, "pen", "other", 0) == Jotted(False, Scratch("pen", 1, "one"))
    assert jot(other, "pen", None, 1) == Jotted(True, Scratch("pen", 2, None))
    assert jot(one, "pen", "again") == Jotted(True, Scratch("pen", 3, "again"))
    one.close()
    other.close()


def test_jottings_made_together_see_each_other(tmp_path: Path) -> None:
    journal = SqliteJournal.open(small(tmp_path / "a.snog"))
    done = journal.jot([Jotting("pen", "a", 0), Jotting("pen", "b", 0), Jotting("pen", "c", 1)])
    assert [(one.taken, one.now.value) for one in done] == [(True, "a"), (False, "a"), (True, "c")]
    journal.close()


def test_a_reader_reads_what_is_new_only(tmp_path: Path) -> None:
    path = small(tmp_path / "a.snog")
    journal = SqliteJournal.open(path)
    reader = SqliteJournal.open(path, read_only=True)
    jot(journal, "phones", "here")
    jot(journal, "pen", "one")
    assert reader.changed()
    news, stamp = reader.scratch(0)
    assert news == [Scratch("phones", 1, "here"), Scratch("pen", 1, "one")]
    assert reader.scratch(stamp) == ([], stamp)
    jot(journal, "phones", None)
    assert reader.scratch(stamp) == ([Scratch("phones", 2, None)], stamp + 1)
    with pytest.raises(ReadOnly):
        jot(reader, "pen", "mine")
    reader.close()
    journal.close()


def test_jottings_are_no_history_and_outlive_who_made_them(tmp_path: Path) -> None:
    path = small(tmp_path / "a.snog")
    before = read_events(path)
    journal = SqliteJournal.open(path)
    jot(journal, "stop", "please")
    journal.close()
    assert read_events(path) == before
    journal = SqliteJournal.open(path)
    assert journal.scratch(0) == ([Scratch("stop", 1, "please")], 1)
    journal.close()


def test_a_file_of_before_reads_as_empty_and_takes_jottings_once_it_is_written(
    tmp_path: Path,
) -> None:
    path = small(tmp_path / "a.snog")
    db = apsw.Connection(str(path))
    db.execute("DROP TABLE scratch")
    db.close()
    before = path.read_bytes()
    reader = SqliteJournal.open(path, read_only=True)
    assert reader.scratch(0) == ([], 0)
    assert path.read_bytes() == before
    journal = SqliteJournal.open(path)
    jot(journal, "phones", "here")
    assert reader.scratch(0) == ([Scratch("phones", 1, "here")], 1)
    journal.close()
    reader.close()
    assert sound(path)


def test_what_is_too_long_is_refused_at_the_door() -> None:
    assert Jotting("draft/1/1", "w" * MOST).value
    with pytest.raises(ValueError, match="65538 bytes are more"):
        Jotting("draft/1/1", "ŵ" * (MOST // 2 + 1))


jottings = st.builds(
    Jotting,
    st.sampled_from(["phones", "draft/1/1", "draft/1/2"]),
    st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.none() | st.integers(0, 6),
)
turns = st.lists(st.tuples(st.integers(0, 1), st.lists(jottings, max_size=4), st.booleans()))


@given(turns)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_versions_grow_by_one_and_a_follower_sees_every_last_value(
    turns: list[tuple[int, list[Jotting], bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = small(Path(folder) / "a.snog")
        writers = [SqliteJournal.open(path), SqliteJournal.open(path)]
        follower = SqliteJournal.open(path, read_only=True)
        stands: dict[str, Scratch] = {}
        seen: dict[str, Scratch] = {}
        stamp = changes = 0
        for writer, batch, follows in [*turns, (0, [], True)]:
            for jotting, jotted in zip(batch, writers[writer].jot(batch), strict=True):
                before = stands.get(jotting.name, Scratch(jotting.name, 0, None))
                assert jotted.taken == (jotting.expected in {None, before.version})
                if jotted.taken:
                    changes += 1
                    stands[jotting.name] = Scratch(jotting.name, before.version + 1, jotting.value)
                assert jotted.now == stands.get(jotting.name, before)
            if follows and follower.changed():
                news, stamp = follower.scratch(stamp)
                seen |= {entry.name: entry for entry in news}
        assert seen == stands
        assert stamp == changes
        for journal in (*writers, follower):
            journal.close()
