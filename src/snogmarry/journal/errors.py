"""What can go wrong with a session file: what happened, what is safe, what to do, in a line."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from snogmarry.text import clean_line


class JournalError(Exception):
    """The session file cannot be used. Its text is one line for the facilitator."""

    line: ClassVar[str] = "{path}: {why}"

    def __init__(self, path: Path, why: str = "") -> None:
        super().__init__(self.line.format(path=clean_line(str(path)), why=clean_line(why)))
        self.path = path


class Missing(JournalError):
    line = "{path} is not there any more. Look for it with `snogmarry sessions`."


class NotFound(JournalError):
    line = "{path}: {why} See `snogmarry sessions`."


class AlreadyThere(JournalError):
    line = "{path} is there already and is left as it is. Choose another name."


class NotAFolder(JournalError):
    line = (
        "{path} is a file and not a folder. "
        "Name the folder of your sessions with --sessions (or SNOGMARRY_SESSIONS)."
    )


class NoFolder(JournalError):
    line = (
        "There is no folder {path}. "
        "Name the folder of your sessions with --sessions (or SNOGMARRY_SESSIONS)."
    )


class NotBegun(JournalError):
    line = (
        "No session can be begun in {path}: {why}. "
        "Name one that can be made and written to with --sessions (or SNOGMARRY_SESSIONS)."
    )


class NotCopied(JournalError):
    line = (
        "No copy was made at {path}: {why}. "
        "The session is safe; copy it to a folder that is there and has room."
    )


class NotASession(JournalError):
    line = "{path} is not a session file ({why}). To see those that are: snogmarry sessions."


class NewerFormat(JournalError):
    line = (
        "{path} was written by a newer snogmarry ({why}). "
        "Nothing in it was changed: install the newer version to open it."
    )


class Damaged(JournalError):
    line = (
        "{path} is damaged ({why}). Nothing in it was changed: "
        "keep the file, and open the latest copy of the session."
    )


class ReadOnly(JournalError):
    line = (
        "{path} cannot be written: the file or its folder is read-only. "
        "Copy it to a folder of your own with `snogmarry copy`, and open the copy."
    )


class NoAccess(JournalError):
    line = "{path} cannot be opened ({why}). Check who may read and write the file and its folder."


class DiskFull(JournalError):
    line = (
        "The disk is full: {path} takes nothing more. All that was confirmed is kept. "
        "Free some space, then open the session again."
    )


class WriteFailed(JournalError):
    line = (
        "The disk failed to write {path} ({why}). All that was confirmed is kept. "
        "Copy the session to another disk, then open the copy."
    )


class Busy(JournalError):
    line = "Another program holds {path}. Nothing was lost; try again in a moment."


class Unsuitable(JournalError):
    line = "{path} lies in {why}, where a session can be damaged. Choose a folder on this computer."


class StillOpen(JournalError):
    line = "{path} is open in another window ({why}). Close it there first."
