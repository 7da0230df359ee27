"""JSON Schemas of scenarios and lesson lists, for editors: what completes and explains keys.

Pydantic's schema, with descriptions from the docstrings of the models. They are read from the
models' source here, because pydantic would do so at every import.
"""

from __future__ import annotations

import ast
import inspect
import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from snogmarry.scenario import models
from snogmarry.scenario.models import LessonList, Scenario

KINDS: dict[str, type[BaseModel]] = {"scenario": Scenario, "lesson-list": LessonList}
"""What a schema can be printed for."""

FILES = {"scenario": "scenario.schema.json", "lesson-list": "lessons/lesson-list.schema.json"}
"""Where the library keeps each schema."""

Schema = dict[str, Any]


@cache
def of(model: type[BaseModel]) -> Schema:
    """The schema of a model, as data."""
    schema = model.model_json_schema()
    _describe(model, schema)
    for name, definition in schema.get("$defs", {}).items():
        _describe(getattr(models, name), definition)
    _prune(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


@cache
def known_keys() -> frozenset[str]:
    """Every key that scenarios and lesson lists have anywhere."""
    parts = [part for model in KINDS.values() for part in (of(model), *of(model)["$defs"].values())]
    return frozenset(key for part in parts for key in part.get("properties", ()))


def text(kind: str) -> str:
    """The schema of a kind as it is printed; KeyError if there is no such kind."""
    return json.dumps(of(KINDS[kind]), indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> tuple[Path, ...]:
    """Write every schema to its place in `folder`."""
    written = []
    for kind, name in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(kind), encoding="utf-8")
        written.append(path)
    return tuple(written)


def part(model: type[BaseModel], path: tuple[str | int, ...], data: object) -> Schema:
    """The schema of what stands at `path` of `data`; empty if the schema knows of nothing there."""
    whole = of(model)
    schema = _fitting(whole, whole, data)
    for step in path:
        if isinstance(step, int):
            inner = schema.get("items", {})
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            inner = schema.get("properties", {}).get(step)
            data = data.get(step) if isinstance(data, dict) else None
        schema = _fitting(inner, whole, data) if isinstance(inner, dict) else {}
    return schema


def _fitting(schema: Schema, whole: Schema, data: object) -> Schema:
    """The schema without references, and of several forms the one that `data` has."""
    if "$ref" in schema:
        return _fitting(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, data)
    forms = schema.get("oneOf") or schema.get("anyOf")
    if not forms:
        return schema
    of_type = (
        "object" if isinstance(data, dict) else "array" if isinstance(data, list) else "string"
    )
    done = data.get("do") if isinstance(data, dict) else None
    resolved = [_fitting(form, whole, data) for form in forms]
    fitting = [form for form in resolved if form.get("type", "string") == of_type]
    return next((form for form in fitting if _does(form) == done), (fitting or resolved)[0])


def _does(form: Schema) -> object:
    does = form.get("properties", {}).get("do", {})
    return does.get("const")


def _describe(model: type[BaseModel], schema: Schema) -> None:
    for owner in model.__mro__:
        for name, said in _docstrings().get(owner.__name__, {}).items():
            key = model.model_fields[name].alias or name
            schema["properties"][key].setdefault("description", said)


@cache
def _docstrings() -> dict[str, dict[str, str]]:
    """What the models say of their fields, by class and field."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(models)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        fields = found.setdefault(node.name, {})
        for field, after in zip(node.body, node.body[1:], strict=False):
            match field, after:
                case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(said)):
                    fields[name] = inspect.cleandoc(str(said))
    return found


def _prune(schema: object, *, properties: bool = False) -> None:
    """Remove titles made from keys, and OpenAPI's discriminators, which editors do not read."""
    if isinstance(schema, dict):
        for key, inner in schema.items():
            if properties and isinstance(inner, dict):
                inner.pop("title", None)
            _prune(inner, properties=key == "properties" and not properties)
        if not properties:
            schema.pop("discriminator", None)
    elif isinstance(schema, list):
        for inner in schema:
            _prune(inner)
