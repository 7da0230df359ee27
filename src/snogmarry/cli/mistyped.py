"""What is said of a command line that cannot be understood: one line, with what to do."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one line, and what was probably meant.

    Options are written out: `--for` would be taken for `--format`.
    """

    def __init__(self, *, commands: Sequence[str] = (), **how: Any) -> None:
        super().__init__(allow_abbrev=False, **how)
        self._commands = commands
        self._so_far = Namespace()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does, but nothing may be left over."""
        self._so_far = Namespace() if namespace is None else namespace
        parsed, left = super().parse_known_args(args, self._so_far)
        if left:
            options = [word for word in left if word.startswith("-")]
            self.error(f"there is no option {options[0]}" if options else f"{left[0]} is too much")
        return parsed, left

    def error(self, message: str) -> NoReturn:
        """Say it, and end."""
        from snogmarry.scenario.problems import printable

        wrong = re.match(r"argument COMMAND: invalid choice: (.+) \(choose from ", message)
        if wrong is None:
            line = message.removeprefix("argument ").removeprefix("error: ")
            said = f"{line}. See: {self.prog} --help"
        else:
            word = str(ast.literal_eval(wrong[1]))
            sessions = getattr(self._so_far, "sessions", None)
            said = f'there is no command "{word}". {_meant(word, self._commands, sessions)}'
        self.exit(2, f"snogmarry: {printable(said)}\n")


def _meant(word: str, commands: Sequence[str], sessions: Path | None) -> str:
    """What there is of that name, or of one that is much like it."""
    if close := get_close_matches(word, commands, n=1):
        return f'Did you mean "{close[0]}"?'
    if _is_scenario(word):
        return f"To run it: snogmarry run {shlex.quote(word)}"
    if (session := _session(word, sessions)) is not None:
        named = word if sessions is None else str(session)
        return f"To go on with it: snogmarry resume {shlex.quote(named)}"
    return "See: snogmarry --help"


def _is_scenario(word: str) -> bool:
    from snogmarry.scenario import library

    with suppress(library.NotFound):
        found = library.find(word)
        return found.suffix in library.ENDINGS and found.is_file()
    return False


def _session(word: str, sessions: Path | None) -> Path | None:
    from snogmarry.clock import SystemClock
    from snogmarry.journal import places
    from snogmarry.journal.errors import JournalError

    with suppress(JournalError, OSError):
        found = places.look_up(word, sessions, SystemClock())
        return found if found.suffix == places.SUFFIX else None
    return None
