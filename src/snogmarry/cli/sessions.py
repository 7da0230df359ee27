"""The commands for sessions that are kept: list, copy, redact, erase."""

from __future__ import annotations

import asyncio
import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from snogmarry.cli import CommandFailed
from snogmarry.clock import SystemClock
from snogmarry.journal import places
from snogmarry.journal.errors import JournalError
from snogmarry.journal.places import Listed, Unlisted
from snogmarry.journal.reading import read_session
from snogmarry.journal.sqlite import copy as copy_file
from snogmarry.journal.sqlite import erase as erase_file
from snogmarry.report import beside, words
from snogmarry.room import Room, RoomClosed
from snogmarry.session import forget
from snogmarry.session.commands import Redact, Refused
from snogmarry.session.refs import naming
from snogmarry.session.rules import decide
from snogmarry.session.rules.lobby import REDACTABLE
from snogmarry.session.state import Session
from snogmarry.text import REDACTED, PathText

_PHASES = {"lobby": "not started", "live": "under way", "debrief": "in the debrief"}
_LASTING = (
    "But for this: an earlier version noted exports for good, and the session's file keeps what "
    "their paths say."
)
_PATIENCE = 2.0
"""Seconds after which a wait is explained."""


def list_sessions(arguments: Namespace) -> int:
    """Print the sessions, the one used last first."""
    with _told():
        folder = places.kept_in(arguments.sessions)
    listed, unlisted = places.listing(folder, SystemClock())
    if arguments.format == "json":
        print(json.dumps(_as_json(listed, unlisted), ensure_ascii=False, indent=2))
        return 0
    if not listed and not unlisted:
        print(f"No sessions yet in {folder}. To start one: snogmarry run")
    for session in listed:
        print(session.path.stem)
        print(f"    {_described(session)}")
    for file in unlisted:
        print(file.path.stem)
        print(f"    {file.problem}")
    return 0


def copy(arguments: Namespace) -> int:
    """Copy a session into a file or folder."""
    with _told():
        path = _find(arguments)
        written = copy_file(path, arguments.to)
    print(f"Copied {path.stem} to {written}")
    return 0


def redact(arguments: Namespace) -> int:
    """Remove the words of responses, points, actions, notes, posts, names."""
    with _told():
        asyncio.run(_redact(_find(arguments), arguments.refs))
    return 0


def erase(arguments: Namespace) -> int:
    """Remove a session, after asking for its name."""
    with _told():
        path = _find(arguments)
    exports: Sequence[PathText] = []
    with suppress(JournalError):  # a damaged session can be erased too
        exports = _paths(read_session(path))
    if not arguments.yes and _asked(path) != path.stem:
        print("Nothing was erased.")
        return 1
    with _told():
        erase_file(path, SystemClock())
    print(f"Erased {path}")
    if (own := beside.file_of(path)).exists():
        print(f"What you wrote for its summary is yours to remove: {own}")
    _list_exports(exports)
    return 0


async def _redact(path: Path, refs: Sequence[str]) -> None:
    room = await Room.open(path)
    exports = _paths(room.state)  # of which a redaction may take the names
    done: list[str] = []
    try:
        _look_for(refs, room)
        for ref in refs:
            removal = asyncio.ensure_future(room.redact(ref))
            _, waiting = await asyncio.wait({removal}, timeout=_PATIENCE)
            if waiting:
                print("Waiting for another window to let go of what it is reading ...", flush=True)
            await removal
            done.append(ref.strip().upper())
    finally:
        if done:
            what = f"{', '.join(done)} in {path.stem}"
            print(f"Redacted {what}: no byte of it is left in the session's files.")
            if any(export.lasting for export in room.state.exports) and forget.DETAILS in done:
                print(_LASTING)
            _list_citing(room.state, done)
            print("Copies of the session that were made earlier still hold it.")
            _list_exports(exports)
        await room.close()


def _look_for(refs: Sequence[str], room: Room) -> None:
    """Refuse all if one is wrong: whoever mistyped one may have mistaken the session."""
    wrong: list[str] = []
    for ref in refs:
        try:
            decide(room.state, Redact(ref), room.now())
        except Refused:
            wrong.append(ref)
    if wrong:
        named = words.listed(dict.fromkeys(ref.strip().upper() for ref in wrong))
        raise Refused(
            f"Nothing was redacted: {named} cannot be, or is not in {room.path.stem}. The refs "
            f"stand in its summary, such as {REDACTABLE}."
        )


def _list_citing(session: Session, gone: Sequence[str]) -> None:
    """What was made of it, and may say the same in other words."""
    named = [place for ref in gone for place in naming(session, ref) if place not in gone]
    if named:
        print(f"Read what refers to it, too: {', '.join(dict.fromkeys(named))}.")


def _find(arguments: Namespace) -> Path:
    return places.look_up(arguments.session, arguments.sessions, SystemClock())


def _asked(path: Path) -> str:
    print(f"This removes {path} for good.")
    try:
        return input(f"Type {path.stem} to erase it: ").strip()
    except EOFError:
        print()
        return ""


def _paths(session: Session) -> list[PathText]:
    return [export.path for export in session.exports]


def _list_exports(exports: Sequence[PathText]) -> None:
    if not exports:
        return
    print("These exports were written before, and are yours to change or remove:")
    named = [export for export in exports if export != PathText(REDACTED)]
    for export in dict.fromkeys(named):
        print(f"    {export}")
    if gone := len(exports) - len(named):
        print(f"    {gone} more, whose names went with what was redacted")


def _described(session: Listed) -> str:
    parts = [session.title, session.event, _PHASES[session.phase]]
    parts.append(f"opened {_day(session.opened)}, last used {_day(session.last)}")
    if session.alive:
        parts.append("open now")
    return " · ".join(part for part in parts if part)


def _day(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local.day} {local:%B %Y, %H:%M}"


def _as_json(listed: Sequence[Listed], unlisted: Sequence[Unlisted]) -> list[dict[str, object]]:
    sessions: list[dict[str, object]] = []
    for session in listed:
        times = {"opened": session.opened.isoformat(), "last": session.last.isoformat()}
        sessions.append({**asdict(session), "path": str(session.path), **times})
    problems: list[dict[str, object]] = [
        {"path": str(file.path), "problem": file.problem} for file in unlisted
    ]
    return [*sessions, *problems]


@contextmanager
def _told() -> Iterator[None]:
    """What a session refuses is one line for people."""
    try:
        yield
    except (JournalError, Refused, RoomClosed) as error:
        raise CommandFailed(str(error)) from error
