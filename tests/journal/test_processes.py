"""Several processes on one session, and processes that are killed."""

from __future__ import annotations

import pickle
import statistics
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from snogmarry.journal.reading import read_events, read_session
from snogmarry.session.events import NoteTaken, Recorded
from tests.journal.files import small, sound

ROUNDS = 60
"""Two processes are killed in each."""


def child(*words: str) -> list[str]:
    return [sys.executable, "-m", "tests.journal.children", *words]


def test_nothing_acknowledged_is_lost_however_often_writers_are_killed(tmp_path: Path) -> None:
    path, acknowledged = small(tmp_path / "a.snog"), tmp_path / "acknowledged"
    acknowledged.touch()
    subprocess.run(child("nursery", str(path), str(acknowledged), str(ROUNDS)), check=True)
    lines = acknowledged.read_text().splitlines()
    heard = {int(seq): words for seq, _, words in (line.partition(" ") for line in lines)}
    assert len(heard) == len(lines) > ROUNDS
    assert sound(path)
    written = {entry.seq: text_of(entry) for entry in read_events(path)}
    assert heard.items() <= written.items()
    assert read_session(path).head == len(written)


def test_no_writer_starves_and_all_see_the_same(tmp_path: Path) -> None:
    path = small(tmp_path / "a.snog")
    notes, slow = 30, "0.02"
    parts = [("busy", "0", slow), ("left", str(notes), "0"), ("right", str(notes), "0")]
    children = [
        subprocess.Popen(child("crowd", str(path), name, count, delay, str(tmp_path / name)))
        for name, count, delay in parts
    ]
    assert [process.wait(120) for process in children] == [0, 0, 0]
    states = [pickle.loads((tmp_path / name).read_bytes()) for name, *_ in parts]  # noqa: S301
    assert states[0].notes == states[1].notes == states[2].notes
    assert read_session(path).notes == states[0].notes
    entries = [text_of(entry) for entry in read_events(path)]
    for name in ("left", "right"):
        waited = busy_between(entries, name)
        assert len(waited) == notes - 1
        # Without turns it is hundreds, or none comes through at all.
        assert statistics.median(waited) <= 12
        assert max(waited) <= 80


def busy_between(entries: list[str], name: str) -> list[int]:
    """How many entries of the busy one came between each two of this one."""
    own = [at for at, text in enumerate(entries) if text.startswith(f"{name} ")]
    busy = [text.startswith("busy ") for text in entries]
    return [sum(busy[a:b]) for a, b in pairwise(own)]


def text_of(entry: Recorded) -> str:
    return entry.event.text if isinstance(entry.event, NoteTaken) else ""


def test_the_lock_files_are_no_lock_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "a.snog"
    killed = subprocess.run(child("cut_off", str(path)), check=False, timeout=60)
    assert killed.returncode == -9
    assert path.with_name("a.snog.door").exists()
    assert read_session(path).phase == "live"
