"""Bad days in a real pty: signals, closed windows, small windows, no terminal at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Terminal

COMMAND = [sys.executable, "-m", "snogmarry", "--no-phones"]
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""The other screen left, the cursor back, mouse and paste no longer reported."""


def environment(folder: Path) -> dict[str, str]:
    return {"SNOGMARRY_SESSIONS": str(folder / "sessions"), "HOME": str(folder)}


@contextmanager
def running(folder: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> Iterator[Terminal]:
    with Terminal(
        [*COMMAND, *arguments], cwd=folder, size=size, environment=environment(folder)
    ) as terminal:
        yield terminal


@contextmanager
def started(folder: Path) -> Iterator[Terminal]:
    """The program in the first step of a scenario."""
    with running(folder, "run", "twenty-minute-taster") as terminal:
        terminal.wait_for("n start")
        terminal.press("n")
        terminal.wait_for("planned")
        yield terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_a_clean_terminal_and_the_session(
    tmp_path: Path, number: signal.Signals
) -> None:
    with started(tmp_path) as terminal:
        terminal.child.kill(number)
        assert terminal.wait_end() == 128 + number
    for sequence in RESTORED:
        assert sequence in terminal.written
    assert b"Traceback" not in terminal.written
    with running(tmp_path, "resume") as terminal:
        terminal.wait_for("step 1 of")


def test_ctrl_c_asks_and_then_leaves(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.press("ctrl+c")
        terminal.wait_for("Press q to leave")
        terminal.press("ctrl+c")
        assert terminal.wait_end() == 0
    for sequence in RESTORED:
        assert sequence in terminal.written
    assert b"-m snogmarry resume" in terminal.written


def test_a_killed_session_is_offered_again_and_stands_paused(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.child.kill(signal.SIGKILL)
        assert terminal.wait_end() == -signal.SIGKILL
    with running(tmp_path) as terminal:
        terminal.wait_for("Under way: go on where you were")
        terminal.press("enter")
        terminal.wait_for("step 1 of")


@pytest.mark.parametrize("_", range(6))  # what a closing terminal sends comes in any order
def test_a_closed_window_ends_the_program_and_loses_nothing(tmp_path: Path, _: int) -> None:
    with started(tmp_path) as terminal:
        pty: Any = vars(terminal.child)["ptyproc"]
        pty.fileobj.close()
        _, status = os.waitpid(pty.pid, 0)
        pty.closed = pty.terminated = True
        assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGHUP
    with running(tmp_path, "resume") as terminal:
        terminal.wait_for("step 1 of")


def test_a_window_that_is_made_too_small_and_large_again(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.resize(50, 15)
        terminal.wait_for("This window is 50x15")
        terminal.resize(100, 30)
        terminal.wait_for("step 1 of", "planned")
        terminal.press("space")
        terminal.wait_for("PAUSED")


def test_the_scenario_file_may_go_while_it_is_played(tmp_path: Path) -> None:
    from snogmarry.scenario import library

    own = tmp_path / "own.yaml"
    own.write_bytes(library.find("twenty-minute-taster").read_bytes())
    with running(tmp_path, "run", str(own)) as terminal:
        terminal.wait_for("n start")
        own.unlink()
        terminal.press("n")
        terminal.wait_for("step 1 of")
        terminal.press("n")
        terminal.wait_for("step 2 of")


def test_a_second_window_follows_while_another_process_runs_the_desk(tmp_path: Path) -> None:
    with started(tmp_path) as desk, running(tmp_path, "stage") as stage:
        stage.wait_for("step 1 of")
        desk.press("n")
        stage.wait_for("step 2 of")
        desk.press(".")
        stage.wait_gone("step 2 of")
        desk.press(".")
        stage.wait_for("step 2 of")
        stage.press("q")
        assert stage.wait_end() == 0
        desk.wait_for("step 2 of")


def test_without_a_terminal_it_says_so_in_a_line() -> None:
    ran = subprocess.run(
        [*COMMAND, "run", "twenty-minute-taster"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr == "snogmarry: this needs a terminal; open one and type it there.\n"
    assert ran.stdout == ""
