"""A computer of its own for each test: home, settings and sessions below the test's folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from snogmarry.journal.sqlite import SqliteJournal
from snogmarry.phones import serving
from snogmarry.phones.serving import Serving
from tests.ports import answers, free_port
from tests.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "snogmarry"]

Opens = Callable[..., Terminal]
"""Opens a window with a command of the program in it; it is closed when the test ends.

`phones`: the port at which it serves them; without one, it does not.
"""


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of sessions, in a home of its own."""
    for name in ("DATA", "STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    # Of the `make test` that may run this: not for the `make run` of a test.
    monkeypatch.delenv("MAKEFLAGS", raising=False)
    sessions = tmp_path / "sessions"
    monkeypatch.setenv("SNOGMARRY_SESSIONS", str(sessions))
    return sessions


@pytest.fixture
def opens(computer: Path) -> Iterator[Opens]:
    with ExitStack() as windows:

        def window(
            *arguments: str, size: tuple[int, int] = (80, 24), phones: int | None = None
        ) -> Terminal:
            how = ["--no-phones"] if phones is None else ["--port", str(phones)]
            terminal = Terminal([*PROGRAM, *how, *arguments], cwd=computer.parent, size=size)
            return windows.enter_context(terminal)

        yield window


@pytest.fixture
def port(computer: Path) -> Iterator[int]:
    """A free port; whatever server of this test's sessions is left at its end is ended."""
    free = free_port()
    yield free
    for session in computer.glob("*.snog"):
        left = server_of(session)
        if left is not None and not left.failed and answers(free):
            os.kill(left.pid, signal.SIGKILL)


def server_of(session: Path) -> Serving | None:
    """What the server of a session last said of itself."""
    journal = SqliteJournal.open(session, read_only=True)
    entries, _ = journal.scratch(0)
    journal.close()
    return serving.serving({entry.name: entry for entry in entries})


def made(scenario: str) -> list[str]:
    """`make run`, where what it sets up is there already; else what it runs."""
    make = ["make", "--no-print-directory", "-C", str(ROOT)]
    if shutil.which("make") and (ROOT / ".venv/.run").exists():
        set_up = subprocess.run([*make, "--question", ".venv/.run"], check=False)
        if set_up.returncode == 0:
            return [*make, "run", f"SCENARIO={scenario} --no-phones"]
    return [*PROGRAM, "run", scenario, "--no-phones"]


def only_session(sessions: Path) -> Path:
    """The one session file in a folder."""
    (path,) = sessions.glob("*.snog")
    return path


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command that needs no terminal."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **more},
    )
