"""Bad days: what was acknowledged is there again, and the terminal is left as it was."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from snogmarry.journal.reading import read_session
from snogmarry.scenario import library
from tests.end_to_end.conftest import Opens, only_session, run
from tests.end_to_end.facilitator import Facilitator
from tests.terminal import Terminal

RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l")
"""The other screen left, the cursor back, mouse and paste no longer reported."""
WORDS = "Everyone, with their coats on. Tamarin"


def in_the_first_prompt(terminal: Terminal) -> Facilitator:
    """In the middle of the first prompt of the taster, with an answer just kept."""
    f = Facilitator(terminal)
    f.sees("n start")
    f.starts()
    f.goes_on("What is a library for?")
    f.goes_on("Tuesday, half past nine")
    f.goes_on("Your first public post")
    f.answers("Harrowmere Library", WORDS)
    return f


def seconds_left(terminal: Terminal) -> int:
    """What the banner of an interrupted session says is left."""
    found = re.search(r"(\d+):(\d\d)\s+left", terminal.wait_for("interrupted", "left"))
    assert found, terminal.text
    return 60 * int(found[1]) + int(found[2])


def the_answer_is_there(path: Path) -> bool:
    return WORDS in [r.latest.answer.text for r in read_session(path).responses.values()]


def goes_on_from_home(opens: Opens) -> Facilitator:
    """Home offers what was interrupted first; Enter goes on, paused with the seconds left."""
    home = opens()
    offered = home.wait_for("Under way: go on where you were", "1 answer kept")
    assert "INTERRUPTED in “Your first public post”" in offered
    assert offered.index("Under way") < offered.index("Play a scenario")
    home.press("enter")
    home.wait_for("Your first public post", "PAUSED", "1 of 2 groups have answered")
    assert 4 * 60 < seconds_left(home) <= 5 * 60
    return Facilitator(home)


def test_a_killed_program_offers_the_session_first_and_paused(opens: Opens, computer: Path) -> None:
    terminal = opens("run", "twenty-minute-taster")
    in_the_first_prompt(terminal)
    terminal.child.kill(signal.SIGKILL)
    assert terminal.wait_end() == -signal.SIGKILL
    assert the_answer_is_there(only_session(computer))

    f = goes_on_from_home(opens)
    f.resumes()
    f.goes_to_desk()
    f.sees("Tamarin")
    assert len(list(computer.glob("*.snog"))) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_in_the_middle_of_a_form(
    opens: Opens, computer: Path, number: signal.Signals
) -> None:
    terminal = opens("run", "twenty-minute-taster")
    in_the_first_prompt(terminal)
    terminal.press("m")
    terminal.wait_for("esc")
    terminal.child.kill(number)
    assert terminal.wait_end() == 128 + number
    leaves_the_terminal_clean(terminal)
    assert the_answer_is_there(only_session(computer))


def test_ctrl_c_twice(opens: Opens, computer: Path) -> None:
    terminal = opens("run", "twenty-minute-taster")
    in_the_first_prompt(terminal)
    terminal.press("ctrl+c")
    terminal.wait_for("Press q to leave, or Ctrl-C once more.")
    terminal.press("ctrl+c")
    assert terminal.wait_end() == 0
    leaves_the_terminal_clean(terminal)
    assert the_answer_is_there(only_session(computer))
    assert f"Kept: {only_session(computer)}" in terminal.written.decode().replace("\r\n", "")


def leaves_the_terminal_clean(terminal: Terminal) -> None:
    for sequence in RESTORED:
        assert terminal.written.rfind(sequence) > 0, sequence
    assert terminal.written.rfind(b"\x1b[?1049h") < terminal.written.rfind(b"\x1b[?1049l")
    assert terminal.written.rfind(b"\x1b[?25l") < terminal.written.rfind(b"\x1b[?25h")
    assert b"Traceback" not in terminal.written


def test_the_window_is_closed(opens: Opens, computer: Path) -> None:
    terminal = opens("run", "twenty-minute-taster")
    in_the_first_prompt(terminal)
    pty: Any = vars(terminal.child)["ptyproc"]
    pty.fileobj.close()
    _, status = os.waitpid(pty.pid, 0)
    pty.closed = pty.terminated = True
    assert os.WIFEXITED(status)
    assert the_answer_is_there(only_session(computer))
    again = opens()
    again.wait_for("Under way: go on where you were", "1 answer kept")
    again.press("enter")
    again.wait_for("Your first public post", "1 of 2 groups have answered")


def test_the_scenario_file_is_deleted_while_it_is_played(opens: Opens, computer: Path) -> None:
    own = computer.parent / "own.yaml"
    own.write_bytes(library.find("twenty-minute-taster").read_bytes())
    terminal = opens("run", str(own))
    terminal.wait_for("n start")
    own.unlink()
    in_the_first_prompt(terminal)
    terminal.child.kill(signal.SIGKILL)
    terminal.wait_end()
    again = Facilitator(opens("resume"))
    again.sees("Your first public post", "300 people have passed it on")


# Disks


@pytest.fixture
def small_disk(computer: Path) -> Path:
    """A disk of its own for the sessions, with room for one and little more."""
    computer.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(computer)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode != 0:
        pytest.skip("only root may mount the small disk that this needs")
    return computer


@pytest.fixture
def unmounts(small_disk: Path) -> Iterator[None]:
    yield
    subprocess.run(["umount", "--lazy", str(small_disk)], check=True)


def fills(folder: Path) -> None:
    """Take all the room that the disk has left."""
    with (folder / "holiday.raw").open("wb", buffering=0) as big:
        chunk = bytes(65_536)
        while chunk:
            try:
                big.write(chunk)
            except OSError:
                chunk = chunk[: len(chunk) // 2]


@pytest.mark.usefixtures("unmounts")
def test_a_disk_that_fills_up_in_the_middle_of_a_session(opens: Opens, small_disk: Path) -> None:
    """It says so on the screen, shows nothing that is not kept, and all that it showed is kept."""
    terminal = opens("run", "twenty-minute-taster")
    f = in_the_first_prompt(terminal)
    fills(small_disk)
    f.presses(*["+"] * 400)
    f.sees("NOTHING MORE IS KEPT", "The disk is full")
    f.presses("n", "space", "?")
    f.sees("Keys: stage", "NOTHING MORE IS KEPT")
    f.leaves("Keys: stage")
    given = re.search(r"planned \+ (\d+):00", f.sees("5:00 planned", "Your first public post"))
    assert f.leaves_program(live=True) == 0
    leaves_the_terminal_clean(terminal)
    (small_disk / "holiday.raw").unlink()
    path = only_session(small_disk)
    assert the_answer_is_there(path)
    step = read_session(path).run
    assert step is not None
    assert step.extended == (60_000 * int(given[1]) if given else 0)
    again = opens("resume")
    again.wait_for("Your first public post", "1 of 2 groups have answered")


@pytest.mark.usefixtures("unmounts")
@pytest.mark.parametrize("command", [("run", "twenty-minute-taster"), ("resume",)])
def test_a_read_only_folder_is_refused_in_one_line(
    opens: Opens, small_disk: Path, command: tuple[str, ...]
) -> None:
    terminal = opens("run", "twenty-minute-taster")
    in_the_first_prompt(terminal)
    terminal.child.kill(signal.SIGTERM)
    terminal.wait_end()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    is_refused(opens(*command, size=(300, 24)), "read-only")
    exported = run("export", "latest", "--format", "md", "--to", str(small_disk.parent))
    assert exported.returncode == 0, exported.stderr
    written = (Path(line) for line in exported.stdout.splitlines() if line.endswith(".md"))
    assert WORDS in next(written).read_text()


def is_refused(terminal: Terminal, words: str) -> None:
    """In one line for people, with a status for programs."""
    assert terminal.wait_end() == 1
    (line,) = terminal.text.strip().splitlines()
    assert line.startswith("snogmarry: ")
    assert words in line


# Files


def damages(session: Path) -> None:
    content = bytearray(session.read_bytes())
    content[4_096:] = os.urandom(len(content) - 4_096)
    session.write_bytes(content)


def is_of_a_newer_format(session: Path) -> None:
    connection = sqlite3.connect(session)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def is_no_session(session: Path) -> None:
    session.write_text("Shopping: tea, string, a second kettle")


def is_empty(session: Path) -> None:
    session.write_bytes(b"")


SPOILED = {
    "damaged": (damages, "damaged"),
    "newer": (is_of_a_newer_format, "written by a newer snogmarry"),
    "list": (is_no_session, "is not a session file"),
    "empty": (is_empty, "is not a session file"),
}


@pytest.fixture
def spoiled(opens: Opens, computer: Path) -> Path:
    """A folder with one sound session and one of each kind of spoiled file."""
    terminal = opens("run", "twenty-minute-taster")
    terminal.wait_for("n start")
    terminal.press("q")
    assert terminal.wait_end() == 0
    sound = only_session(computer)
    for name, (spoil, _) in SPOILED.items():
        path = computer / f"{name}.snog"
        path.write_bytes(sound.read_bytes())
        spoil(path)
    return sound


def test_home_opens_beside_spoiled_files_and_names_them(spoiled: Path, opens: Opens) -> None:
    home = opens(size=(100, 60))
    home.wait_for("Go on with a session, or export it", *SPOILED)
    home.wait_for(*(words.split()[-1] for _, words in SPOILED.values()))
    home.press("end", "enter")
    home.press("q")
    assert home.wait_end() == 0
    assert run("sessions").stdout.count(spoiled.stem) == 1


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_file_is_refused_in_one_line(spoiled: Path, opens: Opens, name: str) -> None:
    before = (spoiled.parent / f"{name}.snog").read_bytes()
    terminal = opens("resume", name, size=(300, 24))
    is_refused(terminal, SPOILED[name][1])
    assert (spoiled.parent / f"{name}.snog").read_bytes() == before
