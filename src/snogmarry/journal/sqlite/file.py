"""A session file as a file: making, recognising and connecting to it."""

from __future__ import annotations

import os
from pathlib import Path

import apsw

from snogmarry.journal import errors
from snogmarry.journal.sqlite import scratch
from snogmarry.journal.sqlite.failures import from_system, reason, translated
from snogmarry.journal.volumes import unsuitable

APPLICATION_ID = 0x534E4F47
"""`SNOG`."""
FORMAT = 1
WAIT = 5_000
"""Ms to wait for another program's hold on the file."""

_SCHEMA = """
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    wall INTEGER NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE texts (
    number INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES events (seq),
    text TEXT
) STRICT;
CREATE INDEX texts_by_seq ON texts (seq);
CREATE TABLE removals (seq INTEGER PRIMARY KEY) STRICT;
CREATE TABLE notes (
    process TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    boot TEXT NOT NULL,
    monotonic INTEGER NOT NULL,
    at INTEGER NOT NULL,
    gone INTEGER NOT NULL
) STRICT;
"""
_HEADER = 100


def create(path: Path) -> None:
    """Make an empty session file. Raises `JournalError`; never touches what is there."""
    why = unsuitable(path.parent)
    if why:
        raise errors.Unsuitable(path, why)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise errors.AlreadyThere(path) from None
    except OSError as error:
        raise errors.NotBegun(path.parent, reason(path.parent, error)) from error
    with translated(path):
        db = connect(path)
        with db:
            db.pragma("application_id", APPLICATION_ID)
            db.pragma("user_version", FORMAT)
            db.execute(_SCHEMA)
            db.execute(scratch.TABLE)
        db.close()
    sync_folder(path.parent)


def connect(path: Path, *, read_only: bool = False, synchronous: str = "FULL") -> apsw.Connection:
    """A connection with the settings that every one needs. Raises apsw's errors."""
    path = path.resolve()
    uri = path.as_uri()
    flags = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE
    if read_only and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        flags = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READONLY
        if not path.with_name(path.name + "-wal").exists():
            uri += "?immutable=1"
    db = apsw.Connection(uri, flags)
    db.set_busy_timeout(WAIT)
    for name, value in (
        ("synchronous", synchronous),
        ("fullfsync", "ON"),
        ("checkpoint_fullfsync", "ON"),
        ("secure_delete", "ON"),
        ("cell_size_check", "ON"),
        ("trusted_schema", "OFF"),
        ("temp_store", "MEMORY"),
        ("query_only", "ON" if read_only else "OFF"),
    ):
        db.pragma(name, value)
    return db


def is_session(path: Path) -> bool:
    """Whether a file was made to be a session file, by its name or by what is in it."""
    if path.suffix == ".snog":
        return path.is_file()
    try:
        check_header(path)
    except errors.NewerFormat:
        return True
    except errors.JournalError:
        return False
    return True


def check_header(path: Path) -> None:
    """Look at the file itself, before SQLite does. Raises `JournalError`."""
    if path.is_dir():
        raise errors.NotASession(path, "it is a folder")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        raise errors.Missing(path) from None
    except OSError as error:
        raise from_system(path, error) from error
    if not header:
        raise errors.NotASession(path, "it is empty")
    if not header.startswith(b"SQLite format 3\0"):
        raise errors.NotASession(path, "it is of another kind")
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise errors.NotASession(path, "it belongs to another program")
    version = int.from_bytes(header[60:64])
    if version > FORMAT:
        raise errors.NewerFormat(path, f"format {version}, this one reads {FORMAT}")


def check_sound(path: Path, db: apsw.Connection) -> None:
    found = db.execute("PRAGMA quick_check(1)").get
    if found != "ok":
        raise errors.Damaged(path, str(found))


def identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def sync_folder(folder: Path) -> None:
    """Have the folder remember a new file through a power cut, where the system can."""
    if os.name == "posix":
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
