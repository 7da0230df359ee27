from __future__ import annotations

from pathlib import Path

import pytest

from snogmarry.scenario import library
from snogmarry.scenario.models import injects_of
from snogmarry.scenario.reader import load, read

SHIPPED = {**library.scenarios(), **library.lesson_lists()}


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_has_no_errors_and_the_id_of_its_file(name: str) -> None:
    reading = read(SHIPPED[name])
    assert not reading.errors
    held = reading.scenario or reading.lesson_list
    assert held is not None
    assert held.id == name


def test_the_drop_in_has_every_kind_of_step_and_of_inject() -> None:
    scenario, _ = load(library.find("the-drop-in"))
    kinds = {step.do for step in scenario.steps}
    assert kinds == {
        "brief", "post", "ask", "show", "vote", "discuss", "swap", "learn", "act", "break"
    }  # fmt: skip
    injects = [inject for step in scenario.steps for inject in injects_of(step)]
    assert any(inject.held for inject in injects)
    assert any(inject.unless_answered for inject in injects)
    assert any(inject.after and not inject.unless_answered for inject in injects)


def test_a_name_is_a_file_first_then_of_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert library.find("the-drop-in") == library.scenarios()["the-drop-in"]
    Path("mine.yaml").write_text("")
    assert library.find("mine") == Path("mine.yaml")
    assert library.find("mine.yaml") == Path("mine.yaml")
    Path("the-drop-in").mkdir()
    assert library.find("the-drop-in") == library.scenarios()["the-drop-in"]
    Path("mine").mkdir()
    assert library.find("mine") == Path("mine.yaml")
    Path("the-drop-in").rmdir()
    Path("the-drop-in").write_text("")
    assert library.find("the-drop-in") == Path("the-drop-in")


@pytest.mark.parametrize("name", ["the-dropin", "no such", "", "a\x00b", "x" * 5_000])
def test_an_unknown_name_is_not_found(name: str) -> None:
    with pytest.raises(library.NotFound):
        library.find(name)


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(library.NotFound, match='Did you mean "the-drop-in"'):
        library.find("the-dropin")
