from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from snogmarry.scenario import library, schema
from snogmarry.scenario.nodes import read
from snogmarry.scenario.problems import Source
from tests.scenario.texts import RIGHT, spoilt

FOR = {
    **dict.fromkeys(library.scenarios().values(), "scenario"),
    **dict.fromkeys(library.lesson_lists().values(), "lesson-list"),
}


def schema_of(kind: str) -> Any:
    return json.loads(schema.text(kind))


def faults(kind: str, text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema_of(kind))
    data = read(Source("x.yaml", text), []).data
    return [error.json_path for error in validator.iter_errors(data)]


@pytest.mark.parametrize("kind", schema.KINDS)
def test_the_committed_schema_is_current(kind: str) -> None:
    committed = library.folder() / schema.FILES[kind]
    assert committed.read_text(encoding="utf-8") == schema.text(kind), (
        "refresh it with: snogmarry schema --write scenarios"
    )


@pytest.mark.parametrize("kind", schema.KINDS)
def test_it_is_a_schema_that_older_editors_read(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(kind))
    text = schema.text(kind)
    for newer in ("unevaluatedProperties", "prefixItems", "$dynamicRef", "discriminator"):
        assert newer not in text


@pytest.mark.parametrize("path", FOR, ids=lambda path: path.stem)
def test_what_ships_passes(path: Path) -> None:
    assert faults(FOR[path], path.read_text(encoding="utf-8")) == []


def test_the_starter_passes() -> None:
    assert faults("scenario", library.starter("mine")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    of: word\n", "    of: word\n    note: x\n"),
        ("    do: show\n", "    do: shew\n"),
        ("    time: 5m\n", "    time: 5\n"),
        ("id: the-bench\n", "id: The Bench\n"),
        ("    kind: activist\n", "    kind: activists\n"),
    ],
)
def test_what_the_check_refuses_the_schema_refuses(old: str, new: str) -> None:
    assert faults("scenario", RIGHT) == []
    assert faults("scenario", spoilt(old, new)) != []


def test_every_step_and_its_keys_are_described() -> None:
    ask = schema_of("scenario")["$defs"]["Ask"]
    assert ask["description"] == "Put a prompt to each side, in its own words."
    assert "facilitator" in ask["properties"]["notes"]["description"]
    assert "channel" in ask["properties"]["on"]["description"]
