"""What pydantic found wrong, in the words of someone who writes a scenario."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel

from snogmarry.scenario import schema
from snogmarry.scenario.nodes import Data, Path, at
from snogmarry.scenario.problems import did_you_mean, nearest

_ITEMS = {
    "sides": "side",
    "channels": "channel",
    "cast": "cast member",
    "objectives": "objective",
    "lessons": "lesson",
    "steps": "step",
    "posts": "post",
    "injects": "inject",
    "options": "option",
    "ballot": "option",
    "pattern": "phase",
    "labels": "label",
}
_KINDS = {dict: "keys and values", list: "a list", bool: "true or false", int: "a number"}
_ID = "small letters, digits and hyphens, first a letter"
_KEYS = 'write "key: value" lines, with a space after each ":"'
_KEYED = {
    "option": 'write each option as "- {id: yes, text: Yes}"',
    "phase": 'write each phase as "- {title: In pairs, time: 3m}"',
    '"scale"': 'write "scale: {from: 1, to: 5}"',
    '"examples"': "write the id of a side, and the list of its examples below it",
}
_TEXT = 'write "|" after the key and the text on the next line, indented; or put it in quotes'


@dataclass(frozen=True)
class Mistake:
    """One thing that a model refused: what kind, where, and in what."""

    kind: str
    path: Path
    key: bool
    context: dict[str, object]
    model: type[BaseModel]
    data: Data

    @property
    def value(self) -> Data:
        return at(self.data, self.path)

    @property
    def name(self) -> str:
        return str(self.path[-1]) if self.path else ""

    @property
    def called(self) -> str:
        """What it is called in a sentence: `"title"`, or `entry 2 of "campaign"` in a list."""
        last = self.path[-1] if self.path else ""
        if isinstance(last, int) and len(self.path) > 1:
            return f'entry {last + 1} of "{self.path[-2]}"'
        return f'"{last}"'

    @property
    def container(self) -> str:
        """What the key is a key of, such as `step "friday"`."""
        return _describe(self.data, self.path[:-1])

    @property
    def known_keys(self) -> tuple[str, ...]:
        around = self.path[:-1]
        part = schema.part(self.model, around, self.data)
        return tuple(part.get("properties", ()))


_Explained = tuple[str, str | None]


def number(mistake: Mistake, name: str) -> int:
    """A limit that the mistake is held against; 0 if it has none of that name."""
    given = mistake.context.get(name)
    return given if isinstance(given, int) else 0


def _describe(data: Data, path: Path) -> str:
    """The thing at `path` in words: `step "friday"`, `inject 2 of step "friday"`."""
    for length in range(len(path), 0, -1):
        index = path[length - 1]
        if isinstance(index, int) and length > 1:
            item = _ITEMS.get(str(path[length - 2]), "entry")
            named = at(data, (*path[:length], "id"))
            label = f'{item} "{named}"' if isinstance(named, str) else f"{item} {index + 1}"
            around = _describe(data, path[: length - 2])
            return f"{label} of {around}" if around != "the file" else label
    return f'"{path[-1]}"' if path else "the file"


def say(mistake: Mistake) -> _Explained:
    """What is wrong, and how to mend it."""
    for types, say in _WORDS:
        if mistake.kind in types:
            return say(mistake)
    return f'"{mistake.name}" is wrong: {mistake.kind.replace("_", " ")}', None


def _missing(mistake: Mistake) -> _Explained:
    around = schema.part(mistake.model, mistake.path[:-1], mistake.data)
    described = around.get("properties", {}).get(mistake.name, {}).get("description")
    mend = f'add "{mistake.name}:"' + (f" ({_first_words(described)})" if described else "")
    return f'{mistake.container} has no "{mistake.name}"', mend


def _first_words(described: str) -> str:
    return " ".join(described.split()).rstrip(".")


def _unknown_key(mistake: Mistake) -> _Explained:
    written = mistake.name.strip().lstrip("-").strip()
    if written != mistake.name:
        return f'unknown key "{mistake.name}"', 'a list entry is "- ", and spaces are ordinary ones'
    if mistake.value is None and not nearest(written, mistake.known_keys):
        return f'unknown key "{written}"', "inside { } a comma ends the text: put it in quotes"
    return f'unknown key "{written}"', did_you_mean(written, mistake.known_keys, "keys here")


def _unknown_kind(mistake: Mistake) -> _Explained:
    known = re.findall(r"'([^']+)'", str(mistake.context.get("expected_tags", "")))
    return f'unknown kind of step "{mistake.value}"', did_you_mean(
        str(mistake.value), known, "kinds"
    )


def _no_kind(mistake: Mistake) -> _Explained:
    if mistake.name != "do":
        return f'unknown key "{mistake.name}"', 'keys are written in small letters: "do"'
    return (
        f'{mistake.container} has no "do"',
        'add "do:" with what the room does, such as "do: ask"',
    )


def _one_of(mistake: Mistake) -> _Explained:
    known = re.findall(r"'([^']+)'|(\d+)", str(mistake.context.get("expected", "")))
    words = [word or number for word, number in known]
    if mistake.name == "format":
        return f"format {mistake.value} is not one that this program reads", 'write "format: 1"'
    if not isinstance(mistake.value, str):
        return f'"{mistake.name}" holds {_kind(mistake.value)}', f"write one of {', '.join(words)}"
    return f'"{mistake.value}" cannot stand here', did_you_mean(
        mistake.value, words, "write one of"
    )


def _kind(value: Data) -> str:
    return "nothing" if value is None else _KINDS.get(type(value), "text")


def _not_text(mistake: Mistake) -> _Explained:
    if mistake.name == "id" and mistake.value is not None:
        return f'"{mistake.value}" is not an id: {_ID}', None
    message = f"{mistake.called} should be text, and holds {_kind(mistake.value)}"
    if mistake.value is None:
        return message, _TEXT
    if isinstance(mistake.value, bool):
        return message, f'put it in quotes: "{str(mistake.value).lower()}"'
    if isinstance(mistake.value, int):
        return message, f'put it in quotes: "{mistake.value}"'
    return message, f"if it is meant as text, {_TEXT}"


def _not_number(mistake: Mistake) -> _Explained:
    message = f'"{mistake.name}" should be a whole number, and holds {_kind(mistake.value)}'
    return message, "write figures only, without quotes"


def _not_boolean(mistake: Mistake) -> _Explained:
    return f'"{mistake.name}" is either true or false', "write true or false, without quotes"


def _not_list(mistake: Mistake) -> _Explained:
    message = f'"{mistake.name}" should be a list, and holds {_kind(mistake.value)}'
    return message, 'write each entry on a line of its own that starts with "- "'


def _not_keys(mistake: Mistake) -> _Explained:
    what = _describe(mistake.data, mistake.path)
    if mistake.path and isinstance(mistake.path[-1], str):
        what = f'"{mistake.name}" of {mistake.container}'
    message = f"{what} should have keys, and holds {_kind(mistake.value)}"
    return message, _KEYED.get(what.partition(" ")[0], _KEYS)


def _text_length(mistake: Mistake) -> _Explained:
    length = len(mistake.value) if isinstance(mistake.value, str) else 0
    most = number(mistake, "max_length")
    if not most:
        return f'"{mistake.name}" is empty', _TEXT
    return f"{length} characters, {length - most} too many (at most {most})", None


def _list_length(mistake: Mistake) -> _Explained:
    least, most = number(mistake, "min_length"), number(mistake, "max_length")
    if mistake.path == ("sides",):
        return "a scenario has exactly two sides", None
    limit = f"at least {least}" if least else f"at most {most}"
    return f'"{mistake.name}" needs {limit} entries', None


def _pattern(mistake: Mistake) -> _Explained:
    written = mistake.name if mistake.key else str(mistake.value)
    if mistake.name == "language":
        return f'"{written}" is not the code of a language', "write one such as en-GB, cy or fr"
    mend = re.sub(r"[^a-z0-9]+", "-", written.casefold()).strip("-0123456789")
    message = f'"{written}" is not an id: {_ID}'
    return message, f'write "{mend}"' if mend else None


def _said_by_model(mistake: Mistake) -> _Explained:
    said = str(mistake.context.get("error", "this is wrong"))
    value = mistake.value
    if isinstance(value, int) and not isinstance(value, bool) and "unit" in said:
        return f"{value} of what?", f"write {value}m for minutes or {value}s for seconds"
    if "unit" in said:
        return f'"{value}" is not a time', said
    return said, None


def _bounds(mistake: Mistake) -> _Explained:
    if "ge" in mistake.context:
        return f'"{mistake.name}" must be at least {mistake.context["ge"]}', None
    return f'"{mistake.name}" must be at most {mistake.context.get("le")}', None


_WORDS: tuple[tuple[tuple[str, ...], Callable[[Mistake], _Explained]], ...] = (
    (("missing",), _missing),
    (("extra_forbidden",), _unknown_key),
    (("union_tag_invalid",), _unknown_kind),
    (("union_tag_not_found",), _no_kind),
    (("literal_error",), _one_of),
    (("string_type",), _not_text),
    (("int_type",), _not_number),
    (("bool_type",), _not_boolean),
    (("tuple_type", "list_type"), _not_list),
    (("dict_type", "model_type", "model_attributes_type"), _not_keys),
    (("string_too_long", "string_too_short"), _text_length),
    (("too_short", "too_long"), _list_length),
    (("string_pattern_mismatch",), _pattern),
    (("value_error",), _said_by_model),
    (("greater_than_equal", "less_than_equal"), _bounds),
)
