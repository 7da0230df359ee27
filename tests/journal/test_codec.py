"""Events to rows and back."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snogmarry.journal.codec import UnknownKind, Unreadable, decode, encode
from snogmarry.scenario import library
from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.scenario.reader import load
from snogmarry.session.events import (
    KINDS,
    Answer,
    Event,
    Interrupted,
    NoteTaken,
    ResponseGiven,
    SessionOpened,
)
from snogmarry.text import REDACTED, PathText, SafeText
from tests.session.play import LESSONS, SCENARIO

FIRST = 41
MARK = "typed by a person:"

words = st.text().map(lambda text: SafeText(MARK + text))
numbers = st.floats(allow_nan=False)
answers = st.builds(
    Answer,
    text=st.none() | words,
    options=st.lists(st.text(), max_size=3).map(tuple),
    number=st.none() | numbers,
    words=st.lists(words, max_size=3).map(tuple),
    reason=st.none() | words,
)
OWN: dict[Any, st.SearchStrategy[Any]] = {
    SafeText: words,
    PathText: words,
    float: numbers,
    Answer: answers,
    Scenario: st.just(SCENARIO),
    LessonList: st.just(LESSONS),
}


def events_of(kind: type[Event]) -> st.SearchStrategy[Event]:
    hints = get_type_hints(kind)
    parts = {f.name: hints[f.name] for f in fields(kind)}
    return st.builds(
        kind,
        **{name: OWN[hint] if hint in OWN else st.from_type(hint) for name, hint in parts.items()},
    )


every_event = st.sampled_from(KINDS).flatmap(events_of)


def read_back(event: Event, *, redacted: bool = False) -> Event:
    row = encode(event, FIRST)
    texts = {FIRST + n: None if redacted else text for n, text in enumerate(row.texts)}
    return decode(row.kind, row.version, row.body, texts)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back_as_it_was(kind: type[Event]) -> None:
    @given(events_of(kind))
    def check(event: Event) -> None:
        assert read_back(event) == event

    check()


@given(every_event)
def test_typed_words_are_kept_beside_and_never_in_the_body(event: Event) -> None:
    row = encode(event, FIRST)
    assert MARK not in row.body
    assert sorted(row.texts) == sorted(typed_in(event))


@given(every_event)
def test_redacted_words_come_back_as_redacted_and_all_else_as_it_was(event: Event) -> None:
    back = read_back(event, redacted=True)
    assert set(typed_in(back)) <= {REDACTED}
    assert len(typed_in(back)) == len(typed_in(event))
    assert without_words(back) == without_words(event)


def test_what_ships_comes_back_as_it_was() -> None:
    for path in library.scenarios().values():
        event = SessionOpened("s", *load(path))
        assert read_back(event) == event


def test_an_unknown_kind_or_version_is_told_from_damage() -> None:
    with pytest.raises(UnknownKind):
        decode("TeaServed", 1, "{}", {})
    with pytest.raises(UnknownKind):
        decode("NoteTaken", 2, "{}", {})


@pytest.mark.parametrize(
    "body", ["", "[", "[]", "{}", '{"note":1}', '{"note":1,"text":8}', '{"note":1,"tea":2}']
)
def test_a_damaged_body_is_unreadable(body: str) -> None:
    with pytest.raises(Unreadable):
        decode("NoteTaken", 1, body, {7: "words"})


def test_a_body_says_little() -> None:
    answer = Answer(text=SafeText("Sorry."))
    row = encode(ResponseGiven(1, 2, 3, "trust", answer), 9)
    assert json.loads(row.body) == {
        "response": 1,
        "run": 2,
        "group": 3,
        "side": "trust",
        "answer": {"text": 9},
    }
    assert encode(NoteTaken(1, SafeText("a")), 1).texts == ["a"]


def test_an_interruption_that_was_written_before_leaving_was_told_from_it_can_be_read() -> None:
    assert decode("Interrupted", 1, '{"since":5}', {}) == Interrupted(5, left=False)


def typed_in(value: object) -> list[str]:
    """All typed words in a value, which these tests mark."""
    if isinstance(value, str):
        return [value] if value.startswith(MARK) or value == REDACTED else []
    if isinstance(value, tuple):
        return [text for part in value for text in typed_in(part)]
    if is_dataclass(value):
        return [text for f in fields(value) for text in typed_in(getattr(value, f.name))]
    return []


def without_words(value: object) -> object:
    if isinstance(value, str):
        return None if typed_in(value) else value
    if isinstance(value, tuple):
        return tuple(without_words(part) for part in value)
    if is_dataclass(value):
        return [without_words(getattr(value, f.name)) for f in fields(value)]
    return value
