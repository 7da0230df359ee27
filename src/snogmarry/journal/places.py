"""Where sessions are kept, and how they are found again."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_data_path

from snogmarry.clock import Clock
from snogmarry.journal import errors
from snogmarry.journal.protocol import living
from snogmarry.journal.sqlite import glance
from snogmarry.journal.sqlite.failures import reason
from snogmarry.session.rehearsed import is_marked
from snogmarry.session.state import Phase
from snogmarry.text import SafeText

SUFFIX = ".snog"
VARIABLE = "SNOGMARRY_SESSIONS"
"""The environment variable that names another folder."""
LATEST = "latest"
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""What cannot be mistaken when read aloud."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A session file that can be opened."""

    path: Path
    id: str
    title: SafeText
    """The scenario's."""
    event: SafeText
    opened: datetime
    phase: Phase
    last: datetime
    """When something last happened in it."""
    alive: bool
    """Whether a window has it open; the phones' server alone is none."""


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A file that is called a session and cannot be opened."""

    path: Path
    problem: str
    """One line."""


def folder(chosen: Path | None = None) -> Path:
    """The folder of sessions, which may not be there yet. Raises `NotAFolder`."""
    named = meant(chosen)
    if named.exists() and not named.is_dir():
        raise errors.NotAFolder(named)
    return named


def kept_in(chosen: Path | None = None) -> Path:
    """The folder of sessions, for whoever looks for one that is kept.

    The user's may not be there yet; of any other that would be a slip, and its sessions would
    seem to be lost. Raises `NotAFolder` and `NoFolder`.
    """
    found = folder(chosen)
    if _named(chosen) is not None and not found.exists():
        raise errors.NoFolder(found)
    return found


def meant(chosen: Path | None = None) -> Path:
    """The folder chosen, the one named in the environment, or the user's; whatever is there."""
    named = _named(chosen)
    if named is not None:
        return named.expanduser().absolute()
    return user_data_path("snogmarry", appauthor=False) / "sessions"


def _named(chosen: Path | None) -> Path | None:
    named = os.environ.get(VARIABLE)
    return Path(named) if chosen is None and named else chosen


def new_file(sessions: Path, scenario: str, wall: datetime, before: str = "") -> Path:
    """A free name for a session of that scenario id, such as `2026-11-22-the-drop-in-k3f9.snog`.

    `before`: what the name begins with.
    Makes the folder if there is none, for its owner alone. Raises `JournalError`.
    """
    try:
        sessions.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise errors.NotBegun(sessions, reason(sessions, error)) from error
    while True:
        tail = "".join(secrets.choice(_LETTERS) for _ in range(4))
        path = sessions / f"{before}{wall.astimezone():%Y-%m-%d}-{scenario}-{tail}{SUFFIX}"
        if not path.exists():
            return path


def listing(sessions: Path, clock: Clock) -> tuple[list[Listed], list[Unlisted]]:
    """The sessions in a folder, the one used last first; and the files that cannot be opened."""
    listed: list[Listed] = []
    unlisted: list[Unlisted] = []
    for path in _files(sessions):
        try:
            listed.append(_look(path, clock))
        except errors.JournalError as error:
            unlisted.append(Unlisted(path, str(error)))
    listed.sort(key=lambda one: one.last, reverse=True)
    return listed, unlisted


def find(name: str, sessions: Path, clock: Clock) -> Path:
    """The session file of that name: `latest`, a file, or the unique beginning of a file's name.

    Raises `NotFound`.
    """
    if name == LATEST:
        return latest(sessions, clock)
    files = _files(sessions)
    exact = [path for path in files if name in {path.name, path.stem}]
    if not exact and Path(name).expanduser().is_file():
        return Path(name).expanduser().absolute()
    found = exact or [path for path in files if path.name.startswith(name)]
    if len(found) > 1:
        raise errors.NotFound(sessions, f"{len(found)} sessions begin with {name}.")
    if not found:
        raise errors.NotFound(sessions, f"There is no session {name}.")
    return found[0]


def look_up(name: str, chosen: Path | None, clock: Clock) -> Path:
    """`find` in the folder that was chosen. Raises `JournalError`."""
    try:
        return find(name, folder(chosen), clock)
    except errors.NotFound:
        kept_in(chosen)
        raise


def latest(sessions: Path, clock: Clock, *, open_first: bool = False) -> Path:
    """The session used last that is no rehearsal; a rehearsal where there is nothing else.

    `open_first`: of those that a window has open, if any. Raises `NotFound`.
    """
    listed, _ = listing(sessions, clock)
    if not listed:
        raise errors.NotFound(sessions, "There is no session here yet.")
    return min(listed, key=lambda one: (open_first and not one.alive, is_marked(one.title))).path


def _files(sessions: Path) -> list[Path]:
    return sorted(sessions.glob(f"*{SUFFIX}")) if sessions.is_dir() else []


def _look(path: Path, clock: Clock) -> Listed:
    seen = glance(path)
    return Listed(
        path,
        seen.id,
        seen.title,
        seen.event,
        datetime.fromtimestamp(seen.opened / 1_000, UTC),
        seen.phase,
        datetime.fromtimestamp(seen.last / 1_000, UTC),
        any(note.kind != "server" for note in living(seen.notes, clock.boot(), clock.monotonic())),
    )
