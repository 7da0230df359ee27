"""`snogmarry new`, `scenarios` and `schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from snogmarry.cli import main
from snogmarry.scenario import library, schema


def test_a_new_scenario_passes_the_check_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "the-bench"]) == 0
    assert "snogmarry check the-bench.yaml" in capsys.readouterr().out
    text = Path("the-bench.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=./scenario.schema.json\n")
    assert "\nid: the-bench\n" in text
    assert "snogmarry run the-bench.yaml" in text
    assert Path("scenario.schema.json").read_text(encoding="utf-8") == schema.text("scenario")
    assert main(["check", "the-bench.yaml", "--size", "80x24"]) == 0
    assert "the-bench.yaml: no problems" in capsys.readouterr().out


def test_new_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "deep" / "er"
    assert main(["new", "the-bench", "--to", str(folder)]) == 0
    (folder / "the-bench.yaml").write_text("mine")
    (folder / "scenario.schema.json").write_text("mine too")
    assert main(["new", "the-bench", "--to", str(folder)]) == 1
    assert "already there; nothing was written" in capsys.readouterr().err
    assert main(["new", "other", "--to", str(folder)]) == 0
    assert (folder / "the-bench.yaml").read_text() == "mine"
    assert (folder / "scenario.schema.json").read_text() == "mine too"


@pytest.mark.parametrize("name", ["The Bench", "../up", "1st", "a/b", "", "x" * 65, "-h-"])
def test_a_new_scenario_needs_an_id(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "--to", str(tmp_path), "--", name]) == 2
    assert "is not an id" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_new_says_why_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["new", "a", "--to", str(tmp_path / "file" / "below")]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert main(["new", "a", "--to", str(tmp_path / "file")]) == 1
    assert f"{tmp_path / 'file'} is not a folder" in capsys.readouterr().err


def test_the_library_is_listed_with_time_sides_and_for_how_many(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["scenarios"]) == 0
    out = capsys.readouterr().out
    assert "the-drop-in  1h" in out
    assert "Keep the Shed Open / Northfield Community Trust" in out
    assert "twenty-minute-taster  20m" in out
    assert "  For 8 to 40 people" in out
    assert "  For 4 to 36 people" in out
    assert all(len(line) < 80 for line in out.splitlines())


def test_the_library_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in listed] == list(library.scenarios())
    assert all(Path(one["file"]).is_file() for one in listed)
    assert all(len(one["sides"]) == 2 for one in listed)
    assert all(one["suits"].startswith("For ") for one in listed)


def test_a_schema_is_printed_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Scenario"
    assert main(["schema", "lesson-list"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "LessonList"
    assert main(["schema", "--write", str(tmp_path)]) == 0
    assert (tmp_path / "scenario.schema.json").is_file()
    assert (tmp_path / "lessons" / "lesson-list.schema.json").is_file()


def test_the_schema_of_summaries_is_printed_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "summary"]) == 0
    published = Path(__file__).parents[2] / "docs" / "summary.schema.json"
    assert capsys.readouterr().out == published.read_text(encoding="utf-8")
