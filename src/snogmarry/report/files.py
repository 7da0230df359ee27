"""Files that are there whole or not at all, and never in place of one that is there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import uuid4

from snogmarry.report.formats import CannotMake
from snogmarry.report.making import Content, Remark
from snogmarry.text import clean_line

Progress = Callable[[int, int, str], None]
"""Told how many of how many files are written, and which comes next (or `done`)."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
LOOSE = 3
"""How many files may stand in a folder that is not their own."""


class CannotWrite(Exception):
    """A file could not be written; says why in a sentence."""

    def __init__(self, why: str, mend: str | None = None) -> None:
        """`mend`: what to do about it, if not to choose another folder."""
        super().__init__(why)
        self.mend = mend

    def told(self, elsewhere: str, kept: str = "") -> str:
        """All of it in a line: what happened, what is not lost, what to do.

        `elsewhere`: how another folder is chosen.
        """
        mend = elsewhere if self.mend is None else self.mend
        return " ".join(filter(None, (str(self), kept, mend)))


@dataclass(frozen=True, slots=True)
class File:
    """What makes a file, and where it goes."""

    path: Path
    make: Callable[[Remark], Content]
    private: bool = False
    """Nobody else who uses this computer can read it."""


@contextmanager
def without_empty_folders(directory: Path, files: Sequence[File]) -> Iterator[None]:
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
                _make(file.path.parent, private=_holds_private_alone(file.path.parent, files))
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


def room_for(
    directory: Path, name: str, tails: Sequence[str], *, private: bool = False
) -> tuple[Path, str]:
    """The folder for files with those endings, made if it is their own, and their stem.

    `private`: nobody else who uses this computer can look into that folder. Raises `CannotWrite`.
    """
    with _said(directory):
        directory.mkdir(parents=True, exist_ok=True)
        if len(tails) <= LOOSE:
            free = _free(lambda number: [directory / f"{name}{number}{tail}" for tail in tails])
            return directory, free[0].name.removesuffix(tails[0]) if tails else name
        for number in count(1):
            stem = name if number == 1 else f"{name}-{number}"
            with suppress(FileExistsError):
                _make(directory / stem, private=private, there=False)
                return directory / stem, stem
    raise AssertionError


def _holds_private_alone(folder: Path, files: Sequence[File]) -> bool:
    """Others have to get through a folder to whatever in it is for them."""
    return all(file.private for file in files if folder in file.path.parents)


def _make(folder: Path, *, private: bool, there: bool = True) -> None:
    """Make a folder; `there`: it may be there already, and then stays as it is."""
    folder.mkdir(0o700 if private else 0o777, exist_ok=there)


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
                line = f"{clean_line(str(path))} is there by now and was left alone."
                raise CannotWrite(line, "Try again.") from None
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
    """What the system refuses, in a sentence."""
    try:
        yield
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> CannotWrite:
    where = clean_line(str(path))
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        line = f"{where} was not written: the disk is full."
        return CannotWrite(line, "Free some space and try again.")
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return CannotWrite(f"{where} cannot be written to.")
    if isinstance(error, FileExistsError | NotADirectoryError):
        return CannotWrite(f"{where} is not a folder.")
    return CannotWrite(f"{where} was not written ({error.strerror or error}).")
