from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import TypeAdapter
from tests.journal.files import kept
from tests.report import reading, recorded
from tests.report.recorded import Recording
from tests.session.histories import Wish, histories, play_all

from snogmarry.journal.reading import read_events
from snogmarry.report import export
from snogmarry.report import json as as_json
from snogmarry.report.summary import summarise
from snogmarry.session import events as e
from snogmarry.session.fold import folded
from snogmarry.session.state import (
    Action,
    FeedPost,
    Group,
    Hands,
    LearningPoint,
    Note,
    Response,
    Run,
)
from snogmarry.text import REDACTED

PUBLISHED = Path(__file__).parents[2] / "docs" / "summary.schema.json"


def written(r: Recording) -> str:
    return as_json.render(summarise(r.session, recorded.BEGAN), r.session, r.events).decode()


def rendered(r: Recording) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(written(r))
    return document


def test_the_published_schema_is_current() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == as_json.schema()


@pytest.mark.parametrize("recording", [recorded.lobby, recorded.rich, recorded.redacted])
def test_exports_keep_to_the_schema(recording: Callable[[], Recording]) -> None:
    schema = json.loads(as_json.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    document = rendered(recording())
    checker.validate(document)
    records = document["record"] | {"responses": [{"number": "one"}]}
    assert not checker.is_valid(document | {"record": records})
    note = document["events"][0] | {"type": "NoteTaken", "data": {"note": 1, "text": "Said"}}
    assert checker.is_valid(document | {"events": [note]})
    assert not checker.is_valid(document | {"events": [note | {"type": "CastPosted"}]})
    assert not checker.is_valid(document | {"events": [note | {"type": "TeaServed"}]})


def test_nothing_recorded_is_missing() -> None:
    r = recorded.rich()
    session, record = r.session, rendered(r)["record"]
    versions = record["responses"][1]["versions"]
    assert [version["answer"]["text"] for version in versions] == [
        "We are sorry. Ruth",
        "We are truly sorry. Ruth",
        "We are truly, truly sorry. Ruth",
    ]
    assert record["responses"][1]["released"] == 2
    withdrawn = record["responses"][2]
    assert withdrawn["withdrawn"]
    assert withdrawn["versions"][0]["answer"]["text"] == "Typed by mistake"
    assert record["links"] == [
        {"response": response, "lesson": lesson, "seq": link.seq, "against": link.against}
        for (response, lesson), link in session.links.items()
    ]
    assert [point["withdrawn"] for point in record["points"]] == [False, False, False, True]
    assert record["hands"][0]["counts"] == {"snog": 1, "marry": 1, "avoid": 2}
    assert len(record["runs"]) == len(session.runs)
    assert [run["undone"] for run in record["runs"]].count(True) == 1
    assert record["runs"][2]["spans"] == [
        {"start": span.start, "end": span.end, "left": span.left} for span in session.runs[2].spans
    ]
    assert record["notes"][0]["text"] == "PRIVATE-NOTE Watch the blue table"
    texts = [r["versions"][-1]["answer"]["text"] for r in record["responses"]]
    assert [text for text in texts if text in recorded.HOSTILE] == [
        recorded.safe(text) for text in recorded.HOSTILE
    ]


def test_former_wordings_and_hands_are_kept_as_they_were_said() -> None:
    r = recorded.rich()
    before = rendered(r)["record"]["hands"][0]
    r.add(e.HandsCounted(before["run"], before["group"], "trust", (("snog", 4),)))
    r.add(e.LearningPointChanged(1, recorded.safe("Said otherwise"), "improve"))
    r.add(e.ActionChanged(2, recorded.safe("Write to them"), recorded.safe("Ruth")))
    told = [entry["data"] for entry in rendered(r)["events"]]
    hands = [data["counts"] for data in told if "counts" in data]
    assert hands == [[["snog", 1], ["marry", 1], ["avoid", 2]], [["snog", 4]]]
    assert [data["text"] for data in told if data.get("point") == 1 and "text" in data] == [
        "Answered at once",
        "Said otherwise",
    ]
    assert [data["text"] for data in told if data.get("action") == 2] == [
        "Ring them",
        "Write to them",
    ]


@pytest.mark.parametrize("recording", [recorded.lobby, recorded.rich, recorded.redacted])
def test_the_events_alone_make_the_session_again(recording: Callable[[], Recording]) -> None:
    r = recording()
    events = reading.events(written(r))
    assert events == r.events
    assert folded(events) == r.session


@given(histories)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_session_can_be_made_again_from_its_file_alone(history: list[Wish]) -> None:
    play = play_all(history)
    with tempfile.TemporaryDirectory() as folder:
        path = kept(Path(folder) / "a.snog", play.journal)
        (exported,) = export.write(read_events(path), Path(folder), ("json",))
        events = reading.events(exported.read_text(encoding="utf-8"))
        assert events == read_events(path)
    assert folded(events) == play.session


def test_redacted_words_leave_a_mark() -> None:
    r = recorded.rich()
    r.add(e.NoteTaken(2, REDACTED))  # typed by someone
    r.redact("R-002")
    document = rendered(r)
    assert "sorry. Ruth" not in json.dumps(document)
    texts = [entry for entry in document["events"] if "[redacted]" in json.dumps(entry["data"])]
    assert [(entry["type"], entry["redacted"]) for entry in texts] == [
        ("ResponseGiven", True),
        ("ResponseCorrected", True),
        ("ResponseCorrected", True),
        ("NoteTaken", False),
    ]


def test_the_record_makes_the_session_again() -> None:
    r = recorded.rich()
    session, record = r.session, rendered(r)["record"]
    kept: dict[str, tuple[type, list[Any]]] = {
        "groups": (Group, list(session.groups.values())),
        "runs": (Run, session.runs),
        "responses": (Response, list(session.responses.values())),
        "hands": (Hands, list(session.hands.values())),
        "feed": (FeedPost, session.feed),
        "points": (LearningPoint, list(session.points.values())),
        "actions": (Action, list(session.actions.values())),
        "notes": (Note, list(session.notes.values())),
    }
    for name, (kind, values) in kept.items():
        again = TypeAdapter(list[kind]).validate_json(json.dumps(record[name]))  # type: ignore[valid-type]
        assert values
        assert again == values, name


def test_the_same_session_gives_the_same_bytes() -> None:
    one, other = recorded.rich(), recorded.rich()
    one.session.runs[2].arrived = {"press", "quiet", "petition"}
    other.session.runs[2].arrived = {"petition", "quiet", "press"}
    assert rendered(one) == rendered(other)
    assert rendered(one)["record"]["runs"][2]["arrived"] == ["petition", "press", "quiet"]
