"""The scenarios and lesson lists that ship, in an installed wheel and in a checkout."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
ENDINGS = (".yaml", ".yml")


class NotFound(Exception):
    """There is no scenario of that name; the message is one line, for people."""


def folder() -> Path:
    """Where the library is: inside the package if it is installed, else at the checkout's top."""
    installed = _PACKAGE / "scenarios"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "scenarios"


def scenarios() -> dict[str, Path]:
    """The scenarios that ship, by id."""
    return {path.stem: path for path in sorted(folder().glob("*.yaml"))}


def lesson_lists() -> dict[str, Path]:
    """The lesson lists that ship, by id."""
    return {path.stem: path for path in sorted((folder() / "lessons").glob("*.yaml"))}


def lesson_list(named: str, beside: Path) -> Path | None:
    """The file of the lesson list that the scenario at `beside` names; None if there is none."""
    shipped = lesson_lists().get(named)
    if shipped:
        return shipped
    for ending in ("", *ENDINGS):
        path = beside.parent / f"{named}{ending}"
        if _is_file(path):
            return path
    return None


def starter(name: str) -> str:
    """The text of a small commented scenario with the id `name`."""
    template = _PACKAGE / "scenario" / "templates" / "starter.yaml"
    text = template.read_text(encoding="utf-8")
    return text.replace("\nid: starter\n", f"\nid: {name}\n", 1).replace("FILE", f"{name}.yaml")


def find(name: str) -> Path:
    """The file that a person means by an id of the library, or by a path with or without `.yaml`.

    Raises NotFound, with the nearest name.
    """
    shipped = scenarios() | lesson_lists()
    files = (Path(name), shipped.get(name), *(Path(name + ending) for ending in ENDINGS))
    for path in files:
        if path is not None and _is_file(path):
            return path
    if name and _is_there(Path(name)):
        # A folder or a device: whoever reads it says so.
        return Path(name)
    close = get_close_matches(name, shipped, n=1)
    meant = f' Did you mean "{close[0]}"?' if close else ""
    line = f"There is no scenario {name}, here or in the library.{meant}"
    raise NotFound(f"{line} To see them: snogmarry scenarios")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
