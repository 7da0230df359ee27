"""The commands. What is heavy is imported inside the command that needs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import TextIO

from snogmarry.cli.parser import build

ELSEWHERE = "Choose another folder with --to."
INTERRUPTED = 130
BROKEN_PIPE = 141
UNEXPECTED = 70


class CommandFailed(Exception):
    """Raised by a command that cannot go on: one line for people, and the exit status."""

    def __init__(self, line: str, status: int = 1) -> None:
        super().__init__(line)
        self.status = status


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character gets its code, not the end of the program.
            stream.reconfigure(errors="backslashreplace")
    arguments = build().parse_args(argv)
    module, _, function = arguments.runs.partition(":")
    try:
        status = getattr(import_module(module), function)(arguments)
        sys.stdout.flush()
    except CommandFailed as failed:
        sys.stderr.write(f"snogmarry: {_printable(str(failed))}\n")
        return failed.status
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED
    except BrokenPipeError:
        let_go_of(sys.stdout)
        return BROKEN_PIPE
    except Exception as error:  # noqa: BLE001 - the last resort: no traceback on a projector
        return _unexpected(error)
    return int(status)


def _printable(line: str) -> str:
    from snogmarry.scenario.problems import printable

    return printable(line)


def let_go_of(*streams: TextIO) -> None:
    """Nobody reads them any more; Python flushes them once more at exit, and would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(nowhere, stream.fileno())


def _unexpected(error: Exception) -> int:
    from snogmarry.cli import log

    written = log.record(error)
    where = f" Details are in {written}." if written else ""
    sys.stderr.write(
        f"snogmarry: something went wrong that should not have ({type(error).__name__})."
        f" What was saved in sessions is safe.{where}\n"
    )
    return UNEXPECTED
