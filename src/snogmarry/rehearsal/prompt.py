"""What is asked of a phone, read from the form that it was sent. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Prompt:
    """A form to fill in."""

    run: int
    kind: str
    """`text`, `post`, `choice`, `choices`, `scale`, `rank`, `number`, `words`, `hands`, `learn`."""
    by: str
    """`group` or `each`."""
    action: str
    """Where it is sent."""
    text: str
    """All that stands in it, in one line."""
    options: tuple[str, ...] = ()
    """What can be chosen, put in order or counted."""
    points: tuple[str, ...] = ()
    """Of a scale."""
    lessons: tuple[str, ...] = ()
    limit: int = 0
    """Characters that a text may have; 0: nothing is said of it."""
    reason: bool = False
    people: bool = False
    """Whether it is asked how many stand behind the answer."""


@lru_cache(maxsize=1_000)
def read(html: str) -> Prompt | None:
    """The form in a part of a page; None if nothing is asked."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.prompt()


@dataclass
class _Found:
    form: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    options: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    lessons: list[str] = field(default_factory=list)
    limit: int = 0
    names: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._found = _Found()

    def prompt(self) -> Prompt | None:
        found = self._found
        run = found.hidden.get("run", "")
        if not found.form or not run.isdecimal():
            return None
        return Prompt(
            int(run),
            found.form.get("data-kind", ""),
            found.form.get("data-by", "each"),
            found.form.get("action", ""),
            " ".join(" ".join(found.words).split()),
            tuple(found.options),
            tuple(found.points),
            tuple(found.lessons),
            found.limit,
            "reason" in found.names,
            "people" in found.names,
        )

    def handle_data(self, data: str) -> None:
        self._found.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._found.form = values
        elif tag in {"input", "select", "textarea"}:
            self._field(values)

    def _field(self, values: dict[str, str]) -> None:
        found, name, value = self._found, values.get("name", ""), values.get("value", "")
        found.names.add(name)
        found.limit = int(values.get("data-limit", "0")) or found.limit
        if values.get("type") == "hidden":
            found.hidden[name] = value
        elif name == "option":
            found.options.append(value)
        elif name.startswith(("place-", "count-")):
            found.options.append(name.partition("-")[2])
        elif name == "number" and values.get("type") == "radio":
            found.points.append(value)
        elif name == "lesson":
            found.lessons.append(value)
