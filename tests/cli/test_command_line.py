"""The command line itself: help, mistakes, and how the program ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from snogmarry import __version__, cli
from snogmarry.cli import main, parser
from snogmarry.report.formats import FORMATS

OFFICE = ("docx", "lxml", "PIL", "xlsxwriter", "typst")
HEAVY = (
    *("textual", "pydantic", "yaml", "apsw", "rich", "jinja2", "platformdirs", "asyncio"),
    *OFFICE,
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of our own, where the log goes."""
    for name in ("HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, contextlib\nfrom snogmarry.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--help'])\n"
        f"print('HEAVY', [name for name in {HEAVY} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "HEAVY []" in ran.stdout
    for command in parser.COMMANDS:
        assert command.help in ran.stdout


@pytest.mark.parametrize("command", parser.COMMANDS, ids=lambda command: command.name)
def test_every_command_has_something_that_runs_it(command: parser.Command) -> None:
    module, _, function = command.runs.partition(":")
    assert callable(getattr(import_module(module), function))


def test_python_m_runs_the_same_program() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "snogmarry", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"snogmarry {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("exprot", 'Did you mean "export"?'),
        ("scenario", 'Did you mean "scenarios"?'),
        ("the-drop-in", "To run it: snogmarry run the-drop-in"),
        ("my plan.yaml", "To run it: snogmarry run 'my plan.yaml'"),
        ("pond-k3f9", "To go on with it: snogmarry resume pond-k3f9"),
        ("pond", "To go on with it: snogmarry resume pond"),
        ("frobnicate", "See: snogmarry --help"),
        ("it's", "See: snogmarry --help"),
        ("notes.txt", "See: snogmarry --help"),
        ("folder", "See: snogmarry --help"),
    ],
)
def test_an_unknown_command_is_told_what_was_meant(
    typed: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SNOGMARRY_SESSIONS", str(tmp_path))
    (tmp_path / "folder").mkdir()
    for name in ("my plan.yaml", "pond-k3f9.snog", "notes.txt"):
        (tmp_path / name).touch()
    with pytest.raises(SystemExit) as ended:
        main([typed])
    assert ended.value.code == 2
    assert capsys.readouterr().err == f'snogmarry: there is no command "{typed}". {said}\n'


def test_a_session_in_a_folder_that_was_named_is_gone_on_with_by_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pond.snog").touch()
    with pytest.raises(SystemExit):
        main(["--sessions", str(tmp_path), "pond"])
    assert f"snogmarry resume {tmp_path / 'pond.snog'}\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("export x --bogus", "there is no option --bogus. See: snogmarry export --help"),
        ("export x y", "y is too much. See: snogmarry export --help"),
        ("--bogus", "there is no option --bogus. See: snogmarry --help"),
        (
            "redact",
            "the following arguments are required: SESSION, REF. See: snogmarry redact --help",
        ),
        (
            "rehearse the-drop-in --people x",
            "--people: 'x' is not a number from 1 to 5000. See: snogmarry rehearse --help",
        ),
        (
            "--port 99999",
            "--port: '99999' is not a port: a number from 1 to 65535. See: snogmarry --help",
        ),
        ("run --sessions", "--sessions: expected one argument. See: snogmarry run --help"),
        (
            "export x --bo\x1b[31m",
            "there is no option --bo\\u001b[31m. See: snogmarry export --help",
        ),
    ],
)
def test_what_is_wrong_with_options_is_one_line(
    typed: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed.split())
    assert ended.value.code == 2
    assert capsys.readouterr().err == f"snogmarry: {said}\n"


def test_half_an_option_is_not_taken_for_another(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser.build().parse_args(["export", "s", "--for", "all"])
    assert ended.value.code == 2
    assert "there is no option --for." in capsys.readouterr().err


def test_sessions_may_be_named_before_or_after_the_command() -> None:
    build = parser.build
    assert build().parse_args(["--sessions", "a", "run"]).sessions == Path("a")
    assert build().parse_args(["run", "--sessions", "b"]).sessions == Path("b")
    assert build().parse_args(["--sessions", "a", "run", "--sessions", "b"]).sessions == Path("b")
    assert build().parse_args(["run"]).sessions is None


def test_formats_of_a_summary_are_named_in_any_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert parser.build().parse_args(["export", "s"]).format == ("html", "docx", "json")
    assert parser.build().parse_args(["export", "s", "--format", "all"]).format == FORMATS
    assert parser.build().parse_args(["export", "s", "--format", "json, md"]).format == (
        "json",
        "md",
    )
    with pytest.raises(SystemExit):
        parser.build().parse_args(["export", "s", "--format", "md,odt"])
    assert "write all, or some of html,docx,pdf," in capsys.readouterr().err


def run(body: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run `snogmarry schema` with a body of the test's in place of what it does."""
    code = f"""
import sys
from snogmarry.cli import authoring, main
def schema(arguments):
{body}
authoring.schema = schema
sys.exit(main(["schema"]))
"""
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home)},
    )


def test_the_unexpected_is_one_line_and_a_log_without_what_people_typed(home: Path) -> None:
    ran = run('    raise ValueError("what Ann said in the room")', home)
    assert ran.returncode == cli.UNEXPECTED
    assert ran.stderr.count("\n") == 1
    assert "something went wrong that should not have (ValueError)" in ran.stderr
    (log,) = home.rglob("snogmarry.log")
    assert str(log) in ran.stderr
    logged = log.read_text()
    assert "ValueError" in logged
    assert "in schema" in logged
    assert "Ann" not in logged


def test_a_log_that_cannot_be_written_hides_nothing(home: Path) -> None:
    blocked = home / "file"
    blocked.write_text("")
    ran = run('    raise ValueError("x")', blocked)
    assert ran.returncode == cli.UNEXPECTED
    assert ran.stderr.count("\n") == 1
    assert "ValueError" in ran.stderr


def test_a_command_that_fails_says_so_in_one_line(home: Path) -> None:
    body = "    from snogmarry.cli import CommandFailed\n    raise CommandFailed('No room.', 4)"
    ran = run(body, home)
    assert (ran.returncode, ran.stdout, ran.stderr) == (4, "", "snogmarry: No room.\n")


def test_interrupting_is_quiet(home: Path) -> None:
    body = f"    import os\n    os.kill(os.getpid(), {int(signal.SIGINT)})\n    return 0"
    ran = run(body, home)
    assert ran.returncode == cli.INTERRUPTED
    assert ran.stderr == "\n"


def test_a_reader_that_goes_away_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "snogmarry", "schema"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert ran.returncode == cli.BROKEN_PIPE
    assert ran.stderr == ""


def test_a_terminal_of_few_letters_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "bench.yaml"
    path.write_text("title: 長椅子 #x\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "snogmarry", "check", str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert ran.returncode == 1
    assert "\\u9577" in ran.stdout
