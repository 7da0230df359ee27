"""`snogmarry check`, as a person or an editor runs it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from snogmarry.cli import main
from tests.scenario.texts import RIGHT, spoilt


def written(folder: Path, text: str, name: str = "bench.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_right_file_passes_with_what_to_know_before_the_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, RIGHT)
    assert main(["check", path]) == 0
    out = capsys.readouterr().out
    assert f"{path}: 0 errors, 1 warning" in out
    assert re.search(r"time +10m in 4 steps, and 1m of steps that may be offered", out)
    assert re.search(r"nothing to do +Harrowmere Council: 0s", out)
    assert re.search(r"never exercised +Clarity of purpose, Act swiftly", out)


def test_a_wrong_file_fails_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, spoilt("    of: word\n", "    off: word\n"))
    assert main(["check", path]) == 1
    out = capsys.readouterr().out
    assert out.startswith(
        f'{path}:59:5: error: unknown key "off"\n'
        "   59 |     off: word\n"
        "      |     ^~~\n"
        '      = help: did you mean "of"?\n'
    )
    assert f"{path}: 1 error, 0 warnings" in out


def test_what_cannot_be_read_is_another_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = written(tmp_path, RIGHT)
    wrong = written(tmp_path, "format: 1\n", "wrong.yaml")
    assert main(["check", str(tmp_path / "none.yaml")]) == 2
    assert main(["check", str(tmp_path)]) == 2
    assert main(["check", right, wrong, "no-such-thing"]) == 2
    out = capsys.readouterr().out
    assert "this is a folder" in out
    assert "There is no scenario no-such-thing" in out
    assert "has no" in out


def test_at_most_twenty_problems_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = "".join(f"wrong{number}: 1\n" for number in range(30))
    assert main(["check", written(tmp_path, RIGHT + many)]) == 1
    out = capsys.readouterr().out
    assert out.count("unknown key") == 20
    assert "... and 10 more" in out
    assert "30 errors" in out


def test_json_holds_every_problem_and_the_facts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, spoilt("    of: word\n", "    of: wrod\n"))
    right = written(tmp_path, RIGHT, "right.yaml")
    assert main(["check", "--format", "json", path, right]) == 1
    report = json.loads(capsys.readouterr().out)
    (error,) = [one for one in report["problems"] if one["level"] == "error"]
    assert error == {
        "file": path,
        "line": 59,
        "column": 9,
        "end_column": 13,
        "level": "error",
        "message": 'there is no earlier ask or vote "wrod"',
        "help": 'did you mean "word"?',
    }
    wrong, well = report["files"]
    assert wrong["status"] == 1
    assert wrong["seconds"] is None
    assert well["status"] == 0
    assert well["seconds"] == 600
    assert well["seconds_with_nothing_to_do"] == {"friends": 0, "council": 0}


def test_texts_that_do_not_fit_a_terminal_are_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, spoilt("        Who answers?\n", f"        {'Who? ' * 200}\n"))
    assert main(["check", path, "--size", "80x24"]) == 0
    out = capsys.readouterr().out
    assert f'{path}:43:7: warning: the prompt to council of step "word" needs' in out
    assert "a terminal of 80x24 has 14" in out
    assert main(["check", path, "--size", "240x67"]) == 0
    assert "needs" not in capsys.readouterr().out


@pytest.mark.parametrize("size", ["80", "80x", "x24", "wide", "0x0"])
def test_a_size_is_two_numbers(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "the-drop-in", "--size", size])
    assert ended.value.code == 2
    assert "80x24" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["the-drop-in", "twenty-minute-taster", "ten-lessons"])
def test_ids_of_the_library_can_be_checked(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", name, "--size", "80x24"]) == 0
    assert "error:" not in capsys.readouterr().out


def test_nothing_of_a_file_reaches_the_terminal_raw(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = spoilt("    of: word\n", '    "\\e]0;x\\a": 1\n    of: "\\e[2J"\n')
    text = text.replace("A bench goes.", "A \u202ebench goes.").replace("id: ivy,", "idd: ivy,")
    assert main(["check", written(tmp_path, text)]) == 1
    out = capsys.readouterr().out
    assert all(char.isprintable() or char == "\n" for char in out), ascii(out)
    assert "\\u001b" in out


@pytest.mark.parametrize("command", ["check", "cards", "run"])
def test_no_name_of_a_file_reaches_the_terminal_raw(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "no\x1b[31msuch\nfile"]) == 2
    said = "".join(capsys.readouterr())
    assert "no\\u001b[31msuch file" in said
    assert "\x1b" not in said
