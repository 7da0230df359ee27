"""Writing the summary into files: whole or not at all, and never over one that is there."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from snogmarry.report import overview_words, words
from snogmarry.report.finality import holds
from snogmarry.report.formats import FORMATS, CannotMake, Format
from snogmarry.report.making import Content, Remark, Source, parts
from snogmarry.report.profiles import for_profile
from snogmarry.report.profiles.own_words import masked
from snogmarry.report.summary import Profile, Summary
from snogmarry.session.events import Recorded, SummaryPart
from snogmarry.session.fold import folded
from snogmarry.session.state import Session
from snogmarry.text import REDACTED, SafeText, clean_line

__all__ = ["FORMATS", "CannotWrite", "Format", "Progress", "write"]

Progress = Callable[[int, int, str], None]
"""Told how many of how many files are written, and which comes next (or `done`)."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_LONGEST = 60
_LARGEST = 120
"""Characters and bytes of a file's name before the date."""


BROUGHT_IN = "Nobody counted a group? shift+g counts it."
"""What to do about groups whose words are left out."""
HANDED_ON = "The plan and the handout hold only what was released."
LOOSE = 3
"""How many files may stand in a folder that is not their own."""


class CannotWrite(Exception):
    """A file could not be written; says in one line why, and that nothing is lost."""


@dataclass(frozen=True, slots=True)
class File:
    """What makes a file, and where it goes."""

    path: Path
    make: Callable[[Remark], Content]
    private: bool = False
    """Nobody else who uses this computer can read it."""


def write(  # noqa: PLR0913 - what is written, where, and how much of it
    events: Sequence[Recorded],
    directory: Path,
    formats: Sequence[Format],
    names: bool = False,
    progress: Progress | None = None,
    *,
    notes: bool = False,
    profile: Profile = "facilitator",
    own: Mapping[SummaryPart, SafeText] | None = None,
    now: datetime | None = None,
    template: Path | None = None,
    remark: Remark | None = None,
) -> list[Path]:
    """Write the summary of a session in each format; give the files, in that order.

    `events`: all that is recorded of the session, as the journal gives it.
    The files are named after the event and its date; more than `LOOSE` stand in a folder of
    that name. Where something of a name is there already, all get a number beside. `names`:
    participants are named. `notes`: with the facilitator's private notes; JSON, which is
    lossless, has them in any case. Names of files tell of both. `profile`: whom it is for; for
    others than the facilitator JSON holds the summary alone, and there are no names and no notes
    (ValueError). `own`: what the facilitator wrote beside the session. `now`: when it is
    written, if not at this moment. `template`: the Word document whose looks DOCX files take.
    `remark` is told, in one line each, which file could not be made, what is less in one than it
    should be, that groups are not quoted, and what of the facilitator's own words is masked;
    the other files are written all the same. Raises `CannotWrite`.
    """
    session = folded(events)
    moment = now or datetime.now(UTC)
    summary = for_profile(
        session,
        round(moment.timestamp() * 1_000),
        profile,
        names=names,
        notes=notes,
        own=own,
        holds=holds(session, events),
    )
    source = Source(summary, session, events, template, own)
    wanted = [part for form in formats for part in parts(form, source)]
    kept = private_suffix(names=names, notes=notes)
    wanted = [part if part.handed_on else replace(part, tail=kept + part.tail) for part in wanted]
    name = base(summary, session) + ("" if profile == "facilitator" else f"-{profile}")
    fixed = summary.overview.fixed
    if fixed is not None:
        name += "-final-changed" if overview_words.changed(fixed) else "-final"
    folder, stem = _room_for(directory, name, [part.tail for part in wanted])
    files = [
        File(
            folder / (part.within if len(formats) > 1 else "") / f"{stem}{part.tail}",
            part.make,
            private=not part.handed_on
            and bool(kept or (part.tail == ".json" and profile == "facilitator")),
        )
        for part in wanted
    ]
    unquoted = overview_words.groups_unquoted(summary.overview.unquoted)
    remarks = [f"{unquoted} {BROUGHT_IN}"] if unquoted else []
    if profile == "public":
        remarks += (found.said for found in masked(session, own or {}))
    if not all(part.handed_on for part in wanted):
        remarks += filter(None, [private_within(names=names, notes=notes)])
    with _without_empty_folders(directory, files):
        written = put_all(files, remarks.append, progress)
    say_once(remarks, remark)
    return written


@contextmanager
def _without_empty_folders(directory: Path, files: Sequence[File]) -> Iterator[None]:
    """Of the folders that were made for the files in a directory, none stays that has no file."""
    try:
        yield
    finally:
        made = {folder for file in files for folder in file.path.parents}
        _take_back(sorted((f for f in made if directory in f.parents), reverse=True))


def put_all(files: Sequence[File], remark: Remark, progress: Progress | None = None) -> list[Path]:
    """Write files and give those that could be made; why one could not is told to `remark`.

    Where one cannot be written, or `progress` raises, none is left. Raises `CannotWrite`.
    """
    told = progress or (lambda _done, _total, _label: None)
    written = []
    try:
        for done, file in enumerate(files):
            told(done, len(files), file.path.name)
            try:
                with _said(file.path):
                    content = file.make(remark)
            except CannotMake as error:
                remark(str(error))
                continue
            with _said(file.path):
                file.path.parent.mkdir(exist_ok=True)
            put(file.path, content, private=file.private)
            written.append(file.path)
        told(len(files), len(files), "done")
    except BaseException:
        # What nobody is told of could not be found again to be redacted.
        _take_back(written)
        raise
    return written


def say_once(remarks: Sequence[str], remark: Remark | None) -> None:
    """Tell each of the remarks once, in order."""
    if remark is not None:
        for line in dict.fromkeys(remarks):
            remark(line)


def folder_of(written: Sequence[Path]) -> Path:
    """The folder in which all that was written stands."""
    return Path(os.path.commonpath([path.parent for path in written]))


def places(written: Sequence[Path]) -> list[Path]:
    """What to name when it is said where they are: the files, or the one folder made for them."""
    return list(written) if len(written) <= LOOSE else [folder_of(written)]


def private_suffix(*, names: bool, notes: bool) -> str:
    """What ends the name of a file that names participants or has private notes."""
    kept = [what for what, there in (("names", names), ("notes", notes)) if there]
    return f"-with-{'-and-'.join(kept)}" if kept else ""


def private_within(*, names: bool, notes: bool) -> str:
    """What of people and notes is in which files, for whoever writes them; empty if nothing."""
    kept = {"names of participants": names, "private notes": notes}
    said = words.listed([what for what, there in kept.items() if there])
    if not said:
        return ""
    suffix = private_suffix(names=names, notes=notes)
    return f"{said[0].upper()}{said[1:]} are in every file whose name says so ({suffix})."


def base(summary: Summary, session: Session) -> str:
    """What the files are called, without ending: `food-for-thought-2026-11-22`."""
    event = summary.overview.event
    slug = named("" if event == REDACTED else event) or session.scenario.id
    return f"{slug}-{words.local(summary.overview.started):%Y-%m-%d}"


def named(text: str) -> str:
    """A text as the name of a file: small letters and digits of any script, and hyphens."""
    slug = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", text).casefold())
    slug = slug[:_LONGEST].encode()[:_LARGEST].decode(errors="ignore")
    return slug.strip("-")


def free(directory: Path, names: Sequence[str]) -> list[Path]:
    """Paths of those names in the folder, which is made; where one is taken, all get a number.

    Raises `CannotWrite`.
    """
    files = [Path(name) for name in names]
    with _said(directory):
        directory.mkdir(parents=True, exist_ok=True)
        return _free(lambda number: [directory / f"{f.stem}{number}{f.suffix}" for f in files])


def _free(numbered: Callable[[str], list[Path]]) -> list[Path]:
    """Paths that are not taken, all with the same number, or with none."""
    for number in count(1):
        paths = numbered("" if number == 1 else f"-{number}")
        if not any(os.path.lexists(path) for path in paths):
            return paths
    raise AssertionError


def _room_for(directory: Path, name: str, tails: Sequence[str]) -> tuple[Path, str]:
    """The folder for files with those endings, made if it is their own, and their stem.

    Raises `CannotWrite`.
    """
    with _said(directory):
        directory.mkdir(parents=True, exist_ok=True)
        if len(tails) <= LOOSE:
            free = _free(lambda number: [directory / f"{name}{number}{tail}" for tail in tails])
            return directory, free[0].name.removesuffix(tails[0]) if tails else name
        for number in count(1):
            stem = name if number == 1 else f"{name}-{number}"
            with suppress(FileExistsError):
                (directory / stem).mkdir()
                return directory / stem, stem
    raise AssertionError


def _take_back(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def put(path: Path, content: str | bytes, *, private: bool = False) -> None:
    """Write a file so that it is there whole, or not at all, and in place of no other.

    `private`: nobody else who uses this computer can read it. Raises `CannotWrite`.
    """
    with _said(path):
        temporary = path.with_name(f".{uuid4().hex}{path.suffix}")
        try:
            handle = os.open(temporary, _NEW, 0o600 if private else 0o666)
            with open(handle, "wb") as file:  # noqa: PTH123
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
            try:
                _name(temporary, path)
            except FileExistsError:
                line = f"{clean_line(str(path))} is there by now and was left alone. Try again."
                raise CannotWrite(line) from None
        finally:
            with suppress(OSError):
                temporary.unlink()


def _name(temporary: Path, path: Path) -> None:
    """Give a file its name. Raises FileExistsError if another one has it."""
    if os.name == "nt":
        temporary.rename(path)  # which there takes the place of nothing
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: first take the name, then put the file there.
        path.touch(exist_ok=False)
        try:
            temporary.replace(path)
        except BaseException:
            path.unlink()
            raise


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """What the system refuses, in one line."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(_line(path, error)) from error


def _line(path: Path, error: OSError) -> str:
    where = clean_line(str(path))
    kept = "The session is safe; nothing of it was lost."
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"{where} was not written: the disk is full. {kept} Free some space and try again."
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return f"{where} cannot be written to. {kept} Choose another folder with --to."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{where} is not a folder. {kept} Choose another one with --to."
    return f"{where} was not written ({error.strerror or error}). {kept}"
