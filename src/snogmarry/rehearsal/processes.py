"""The processes of a rehearsal. What is started here is ended here."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from snogmarry.rehearsal.crowd import LAST_WORDS, Result
from snogmarry.rehearsal.deciding import Setting

Process = subprocess.Popen[bytes]
_PROGRAM = (sys.executable, "-P", "-m", "snogmarry.rehearsal")
_PATIENCE = 5.0
"""Seconds that a process has to end in."""


def start_crowd(session: Path, setting: Setting) -> Process:
    """Have people take part, as soon as there is a server. Raises OSError."""
    numbers = ("--people", str(setting.people), "--seed", str(setting.seed))
    # A session of its own: Ctrl-C is for whoever started it, who then ends it in good order.
    options: dict[str, Any] = {"start_new_session": True} if sys.platform != "win32" else {}
    return subprocess.Popen(  # noqa: S603 - our own program
        [*_PROGRAM, str(session), *numbers],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **options,
    )


def dismiss(crowd: Process, people: int) -> Result:
    """Tell the crowd that it is over; what came of it."""
    try:
        written, _ = crowd.communicate(timeout=LAST_WORDS + 3 * _PATIENCE)
        return Result.of(json.loads(written))
    except (ValueError, subprocess.TimeoutExpired):
        return Result(people, mishaps=["the crowd was lost"])
    finally:
        end(crowd)


def end(process: Process) -> None:
    """End it, politely first."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
    if process.poll() is None:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
