"""`snogmarry new`, `scenarios` and `schema`: what an author starts from."""

from __future__ import annotations

import argparse
import json
import re
import sys
import textwrap
from pathlib import Path
from typing import TypedDict

from snogmarry.cli import CommandFailed
from snogmarry.scenario import library
from snogmarry.scenario.models import written


class _Entry(TypedDict):
    id: str
    title: str
    time: str
    seconds: int
    sides: list[str]
    lessons: str
    suits: str
    summary: str
    file: str


_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")


def new(arguments: argparse.Namespace) -> int:
    """Write a scenario to start from and its schema; never over a file that is there."""
    from snogmarry.scenario import schema

    name: str = arguments.id
    if not _ID.fullmatch(name):
        line = f'"{name}" is not an id: small letters, digits and hyphens, such as the-drop-in'
        raise CommandFailed(line, 2)
    folder: Path = arguments.to
    scenario = folder / f"{name}.yaml"
    try:
        _make(folder)
        with scenario.open("x", encoding="utf-8") as file:
            file.write(library.starter(name))
        beside = folder / schema.FILES["scenario"]
        if not beside.exists():
            beside.write_text(schema.text("scenario"), encoding="utf-8")
    except FileExistsError:
        raise CommandFailed(f"{scenario} is already there; nothing was written.") from None
    except OSError as error:
        which = error.filename or scenario
        raise CommandFailed(f"{which} cannot be written: {error.strerror}.") from error
    sys.stdout.write(f"{scenario}\nTo see how it stands: snogmarry check {scenario}\n")
    return 0


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise CommandFailed(f"{folder} is not a folder; nothing was written.") from None


def list_scenarios(arguments: argparse.Namespace) -> int:
    """List the library: id, title, time, sides and description of each scenario."""
    listed = [_entry(path) for path in library.scenarios().values()]
    if arguments.format == "json":
        sys.stdout.write(json.dumps(listed, indent=2, ensure_ascii=False) + "\n")
        return 0
    for one in listed:
        sys.stdout.write(f"{one['id']}  {one['time']}\n  {one['title']}\n")
        sys.stdout.write(f"  {' / '.join(one['sides'])}\n")
        sys.stdout.write(f"{_about(one)}\n\n")
    sys.stdout.write("To start one: snogmarry run ID\n")
    return 0


def _about(one: _Entry) -> str:
    """Whom it suits and its first paragraph, as wide as a terminal is at least."""
    first = one["summary"].split("\n", 1)[0]
    about = f"{one['suits']} {first}".strip()
    return textwrap.fill(about, 76, initial_indent="  ", subsequent_indent="  ")


def _entry(path: Path) -> _Entry:
    from snogmarry.scenario.forecast import forecast
    from snogmarry.scenario.reader import load

    scenario, lessons = load(path)
    facts = forecast(scenario, lessons)
    return {
        "id": scenario.id,
        "title": scenario.title,
        "time": written(facts.total),
        "seconds": facts.total // 1_000,
        "sides": [side.name for side in scenario.sides],
        "lessons": lessons.id,
        "suits": scenario.suits or "",
        "summary": scenario.summary,
        "file": str(path),
    }


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of a kind of file, or write those that authors need into a folder."""
    from snogmarry.report import json as summaries
    from snogmarry.scenario import schema as schemas

    if arguments.write is None:
        summary = arguments.kind == "summary"
        sys.stdout.write(summaries.schema() if summary else schemas.text(arguments.kind))
        return 0
    try:
        for path in schemas.write(arguments.write):
            sys.stdout.write(f"{path}\n")
    except OSError as error:
        raise CommandFailed(f"{error.filename} cannot be written: {error.strerror}.") from error
    return 0
