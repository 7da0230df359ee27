"""The command line: every command, its arguments, and the function that runs it.

A command is named by module and function, so that showing help imports none of them.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from snogmarry import __version__
from snogmarry.cli.mistyped import Parser
from snogmarry.phones.code import ALPHABET, normalise
from snogmarry.phones.port import PORT
from snogmarry.report.formats import ALL, DEFAULT, FORMATS, Format

_ABOUT = """Run a scenario workshop in a room: a stage on the projector, timed prompts,
snog, marry or avoid, lessons drawn, a summary to keep.

Without a command it opens the home screen: scenarios to run, sessions to resume or export."""


@dataclass(frozen=True)
class Command:
    """A command: its name, one line of help, what runs it, and what adds its arguments."""

    name: str
    help: str
    runs: str
    arguments: Callable[[argparse.ArgumentParser], None]


def build() -> argparse.ArgumentParser:
    """The parser of all commands; what it parses has `runs`, the "module:function" to call."""
    parser = Parser(
        commands=[command.name for command in COMMANDS],
        prog="snogmarry",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"snogmarry {__version__}")
    _sessions(parser, default=None)
    _with_phones(parser, default=True)
    parser.set_defaults(runs="snogmarry.cli.live:home")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(one)
        one.set_defaults(runs=command.runs)
    return parser


def _sessions(parser: argparse.ArgumentParser, default: str | None = argparse.SUPPRESS) -> None:
    # Suppressed on commands, so that `snogmarry --sessions DIR run` keeps what was given first.
    parser.add_argument(
        "--sessions", metavar="DIR", type=Path, default=default, help="where session files live"
    )


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text for people (the default)"
    )


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", metavar="DIR", type=Path, default=Path(), help="the folder to write into (here)"
    )


def size(written: str) -> tuple[int, int]:
    """Columns and rows, from `80x24`."""
    match = re.fullmatch(r"(\d{2,4})[xX×](\d{2,4})", written)
    if match is None:
        message = f"{written!r} is not a size such as 80x24"
        raise argparse.ArgumentTypeError(message)
    return int(match[1]), int(match[2])


def port(written: str) -> int:
    """A port, from `8765`."""
    if not re.fullmatch(r"[0-9]{1,5}", written) or not 1 <= int(written) <= 65_535:
        message = f"{written!r} is not a port: a number from 1 to 65535"
        raise argparse.ArgumentTypeError(message)
    return int(written)


def _phones(parser: argparse.ArgumentParser, *, default: bool = False) -> None:
    # Suppressed on commands, as above.
    parser.add_argument(
        "--host",
        metavar="HOST",
        default=None if default else argparse.SUPPRESS,
        help="the address of this machine that phones are given (the best)",
    )
    _port(parser, default=default)


def _port(parser: argparse.ArgumentParser, *, default: bool = False) -> None:
    parser.add_argument(
        "--port",
        metavar="PORT",
        type=port,
        default=None if default else argparse.SUPPRESS,
        help=f"the port that they use (that of the session, or {PORT})",
    )


def _with_phones(parser: argparse.ArgumentParser, *, default: bool = False) -> None:
    parser.add_argument(
        "--no-phones",
        dest="phones",
        action="store_false",
        default=True if default else argparse.SUPPRESS,
        help="do without a server for phones",
    )
    _phones(parser, default=default)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or an id of the library")
    _format(parser)
    parser.add_argument(
        "--size",
        metavar="WxH",
        type=size,
        help="also say which texts do not fit the stage in a terminal of that size, such as 80x24",
    )


def _schema(parser: argparse.ArgumentParser) -> None:
    kinds = ("scenario", "lesson-list", "summary")
    parser.add_argument("kind", nargs="?", choices=kinds, default="scenario")
    parser.add_argument(
        "--write",
        metavar="DIR",
        type=Path,
        help="write those of scenarios and lesson lists into a folder instead",
    )


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="small letters, digits and hyphens: the-drop-in")
    _folder(parser)


def _run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "scenario", nargs="?", metavar="SCENARIO", help="a file, or an id of the library"
    )
    _with_phones(parser)
    _sessions(parser)


def _resume(parser: argparse.ArgumentParser) -> None:
    _with_phones(parser)
    _maybe_session(parser)


def _maybe_session(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "session", nargs="?", metavar="SESSION", help="a session's name or file (the latest)"
    )
    _sessions(parser)


def _session(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", metavar="SESSION", help="a session's name or file")
    _sessions(parser)


def _within(least: float, most: float, kind: Callable[[str], float]) -> Callable[[str], float]:
    """A number between two."""

    def number(written: str) -> float:
        with suppress(ValueError):
            if least <= kind(written) <= most:
                return kind(written)
        message = f"{written!r} is not a number from {least:g} to {most:g}"
        raise argparse.ArgumentTypeError(message)

    return number


def _rehearse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", metavar="SCENARIO", help="a file, or an id of the library")
    parser.add_argument(
        "--people",
        metavar="N",
        type=_within(1, 5_000, int),
        default=40,
        help="how many simulated participants join (40)",
    )
    parser.add_argument(
        "--seed",
        metavar="N",
        type=_within(0, 2**31, int),
        default=1,
        help="another number, other people (1)",
    )
    parser.add_argument(
        "--speed",
        metavar="N",
        type=_within(0.1, 500, float),
        default=1.0,
        help="how much faster than real time, such as 20 (1)",
    )
    parser.add_argument(
        "--headless", action="store_true", help="play it to the end without a facilitator"
    )
    _folder(parser)
    parser.add_argument(
        "--port",
        metavar="PORT",
        type=port,
        help=f"the port of the phones' server ({PORT}; with --headless a free one)",
    )
    _sessions(parser)


def _serve(parser: argparse.ArgumentParser) -> None:
    _session(parser)
    _port(parser)


def _copy(parser: argparse.ArgumentParser) -> None:
    _session(parser)
    parser.add_argument("to", metavar="TO", type=Path, help="the file to write")


def _redact(parser: argparse.ArgumentParser) -> None:
    _session(parser)
    parser.add_argument("refs", nargs="+", metavar="REF", help="what to redact, such as R-017")


def _erase(parser: argparse.ArgumentParser) -> None:
    _session(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask first")


def _export(parser: argparse.ArgumentParser) -> None:
    _session(parser)
    parser.add_argument(
        "--format",
        type=formats,
        default=DEFAULT,
        metavar="FORMATS",
        help=f"{ALL}, or some of {','.join(FORMATS)} ({','.join(DEFAULT)})",
    )
    _folder(parser)
    parser.add_argument(
        "--template", metavar="FILE", type=Path, help="a .docx whose looks the Word files take"
    )
    parser.add_argument(
        "--profile",
        choices=PROFILES,
        default=PROFILES[0],
        help="whom it is for; yours is for you alone, the others are to pass on (facilitator)",
    )
    parser.add_argument(
        "--names",
        action="store_true",
        help="name people, not only groups; json has them in any case",
    )
    parser.add_argument(
        "--notes", action="store_true", help="with the private notes; json has them in any case"
    )
    parser.add_argument("--final", action="store_true", help="finalise it first")
    _anew(parser)


def _finalise(parser: argparse.ArgumentParser) -> None:
    _session(parser)
    _anew(parser)


def _anew(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--anew",
        action="store_true",
        help="where it is final and has changed since, let it have a new date and fingerprint",
    )


PROFILES = ("facilitator", "participants", "public")
"""Whom a summary can be for."""


def formats(written: str) -> tuple[Format, ...]:
    """Formats of a summary, from `md,html` or `all`."""
    named = dict.fromkeys(part.strip() for part in written.split(",") if part.strip())
    known = [form for form in FORMATS if form in named]
    if not named or len(known) + (ALL in named) < len(named):
        message = f"{written!r}: write {ALL}, or some of {','.join(FORMATS)}"
        raise argparse.ArgumentTypeError(message)
    return FORMATS if ALL in named else tuple(sorted(known, key=list(named).index))


def printed(written: str) -> tuple[str, ...]:
    """Formats of what is printed, from `html,pdf`."""
    known = ("html", "pdf")
    named = tuple(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))
    if not named or not set(named) <= set(known):
        message = f"{written!r}: write some of {','.join(known)}"
        raise argparse.ArgumentTypeError(message)
    return named


def _cards(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", metavar="SCENARIO", help="a file, or an id of the library")
    _folder(parser)
    parser.add_argument(
        "--format",
        type=printed,
        default=("html",),
        metavar="FORMATS",
        help="of html,pdf (html; pdf needs typst)",
    )
    parser.add_argument(
        "--start",
        metavar="HH:MM",
        type=time_of_day,
        help="when the first step begins: the running sheet gives times of day",
    )
    parser.add_argument("--large", action="store_true", help="in large letters")
    parser.add_argument(
        "--host", metavar="HOST", help="the address that the poster gives phones, if it is known"
    )
    _port(parser)
    parser.add_argument("--code", metavar="CODE", type=code, help="the code of a session, if known")


def time_of_day(written: str) -> time:
    """A time of day, from `14:00`."""
    match = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})", written)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        message = f"{written!r} is not a time of day such as 14:00"
        raise argparse.ArgumentTypeError(message)
    return time(int(match[1]), int(match[2]))


def code(written: str) -> str:
    """The code of a session, from however it was typed."""
    meant = normalise(written)
    if not meant:
        message = f"{written!r} is not a code: six of {ALPHABET}, as they stand on the screen"
        raise argparse.ArgumentTypeError(message)
    return meant


def _sessions_list(parser: argparse.ArgumentParser) -> None:
    _format(parser)
    _sessions(parser)


_LIVE = "snogmarry.cli.live"
_KEPT = "snogmarry.cli.sessions"
_EXPORT = "snogmarry.cli.export"
_AUTHORING = "snogmarry.cli.authoring"

COMMANDS = (
    Command("run", "Start a session of a scenario.", f"{_LIVE}:run", _run),
    Command("rehearse", "Practise with simulated participants.", f"{_LIVE}:rehearse", _rehearse),
    Command("resume", "Go on with a session.", f"{_LIVE}:resume", _resume),
    Command("stage", "Show the stage of a running session.", f"{_LIVE}:stage", _maybe_session),
    Command("sessions", "List the sessions.", f"{_KEPT}:list_sessions", _sessions_list),
    Command("export", "Write the summary of a session.", f"{_EXPORT}:export", _export),
    Command("finalise", "Fix the summary as final.", f"{_EXPORT}:finalise", _finalise),
    Command("cards", "Write what is printed before the day.", "snogmarry.cli.cards:cards", _cards),
    Command("doctor", "Say whether phones can join.", "snogmarry.cli.doctor:doctor", _phones),
    Command("serve", "Serve phones alone.", "snogmarry.cli.serving:serve", _serve),
    Command("copy", "Copy a session, even while it is open.", f"{_KEPT}:copy", _copy),
    Command("redact", "Remove texts from a session for good.", f"{_KEPT}:redact", _redact),
    Command("erase", "Remove a whole session for good.", f"{_KEPT}:erase", _erase),
    Command("scenarios", "List the library.", f"{_AUTHORING}:list_scenarios", _format),
    Command("new", "Write a scenario to start from.", f"{_AUTHORING}:new", _new),
    Command("check", "Say what is wrong with a scenario.", "snogmarry.cli.check:check", _check),
    Command("schema", "Print the JSON Schema for editors.", f"{_AUTHORING}:schema", _schema),
)
"""All commands, in the order in which help lists them."""
