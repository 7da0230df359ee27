"""Events to rows and back. Typed words are taken out of the body and named by number.

How each field is written follows from its type alone: `SafeText` and `PathText` become the number
of a text, at any depth; pydantic models are written as in their files; the rest is JSON as it is.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from snogmarry.session.events import KINDS, Event
from snogmarry.text import REDACTED, PathText, SafeText

VERSION = 1
"""The version that every kind of event is written in."""


class Unreadable(ValueError):
    """A row that makes no event; says why."""


class UnknownKind(Unreadable):
    """A row of a kind or version that only a newer program knows."""


class Row(NamedTuple):
    """An event as it is kept; `body` names the texts by number, from the first one on."""

    kind: str
    version: int
    body: str
    texts: list[SafeText]


Texts = Mapping[int, str | None]
"""Texts by number; None where the words were removed."""


class _Taken:
    """Collects the texts of one event, numbering them."""

    def __init__(self, first: int) -> None:
        self._first = first
        self.texts: list[SafeText] = []

    def take(self, text: SafeText) -> int:
        self.texts.append(text)
        return self._first + len(self.texts) - 1


@dataclass(frozen=True, slots=True)
class _Form:
    """How values of one type are written and read."""

    write: Callable[[Any, _Taken], Any]
    read: Callable[[Any, Texts], Any]


def encode(event: Event, first: int) -> Row:
    """Write an event; its texts are numbered from `first`."""
    taken = _Taken(first)
    form = _FORMS[type(event).__name__]
    body = json.dumps(form.write(event, taken), ensure_ascii=False, separators=(",", ":"))
    return Row(type(event).__name__, VERSION, body, taken.texts)


def decode(kind: str, version: int, body: str, texts: Texts) -> Event:
    """Read an event; words that were removed read as `REDACTED`. Raises `Unreadable`."""
    form = _FORMS.get(kind)
    if form is None or version > VERSION:
        raise UnknownKind(f"it holds {kind} in version {version}")
    try:
        return cast("Event", form.read(json.loads(body), texts))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable(f"an entry of kind {kind} cannot be read") from error


def redacted(event: Event) -> Event:
    """The event as it reads once its words were removed."""
    kind, version, body, texts = encode(event, 0)
    return decode(kind, version, body, dict.fromkeys(range(len(texts))))


def _record(kind: type[Any]) -> _Form:
    """A dataclass: an object of its fields.

    Those that stand at their default are left out, so no default may change in a version.
    """
    hints = get_type_hints(kind)
    forms = {field.name: _form(hints[field.name]) for field in fields(kind)}
    worked = {name: form for name, form in forms.items() if form is not _PLAIN}
    defaults = {field.name: field.default for field in fields(kind)}

    def write(value: Any, taken: _Taken) -> dict[str, Any]:
        body: dict[str, Any] = {}
        for name, form in forms.items():
            part = getattr(value, name)
            if part != defaults[name] or type(part) is not type(defaults[name]):
                body[name] = form.write(part, taken)
        return body

    def read(body: dict[str, Any], texts: Texts) -> Any:
        for name, form in worked.items():
            if name in body:
                body[name] = form.read(body[name], texts)
        return kind(**body)

    return _Form(write, read)


def _form(hint: Any) -> _Form:
    if hint in {SafeText, PathText}:
        return _TEXT
    if hint is date:
        return _DATE
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _model(hint)
    if is_dataclass(hint):
        return _record(cast("type[Any]", hint))
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _optional(hint)
    if origin is tuple:
        return _tuple(get_args(hint))
    if origin is Literal or hint in {int, str, float, bool}:
        return _PLAIN
    raise TypeError(f"no way to write {hint}")


def _optional(hint: Any) -> _Form:
    parts = [part for part in get_args(hint) if part is not type(None)]
    if len(parts) != 1:
        raise TypeError(f"no way to write {hint}")
    form = _form(parts[0])
    if form is _PLAIN:
        return _PLAIN
    return _Form(
        lambda value, taken: None if value is None else form.write(value, taken),
        lambda value, texts: None if value is None else form.read(value, texts),
    )


def _tuple(parts: tuple[Any, ...]) -> _Form:
    if len(parts) == 2 and parts[1] is ...:
        form = _form(parts[0])
        if form is _PLAIN:
            return _Form(lambda value, _: value, lambda value, _: tuple(value))
        return _Form(
            lambda value, taken: [form.write(part, taken) for part in value],
            lambda value, texts: tuple(form.read(part, texts) for part in value),
        )
    forms = [_form(part) for part in parts]
    return _Form(
        lambda value, taken: [f.write(v, taken) for f, v in zip(forms, value, strict=True)],
        lambda value, texts: tuple(f.read(v, texts) for f, v in zip(forms, value, strict=True)),
    )


def _model(model: type[BaseModel]) -> _Form:
    return _Form(
        lambda value, _: json.loads(value.model_dump_json(by_alias=True, exclude_none=True)),
        # Read as JSON, because the models are strict with Python values.
        lambda value, _: model.model_validate_json(json.dumps(value)),
    )


def _read_text(number: int, texts: Texts) -> SafeText:
    text = texts[number]
    return REDACTED if text is None else SafeText(text)


_PLAIN = _Form(lambda value, _: value, lambda value, _: value)
_TEXT = _Form(lambda value, taken: taken.take(value), _read_text)
_DATE = _Form(lambda value, _: value.isoformat(), lambda value, _: date.fromisoformat(value))

_FORMS: dict[str, _Form] = {kind.__name__: _record(kind) for kind in KINDS}
