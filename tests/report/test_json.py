from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import TypeAdapter
from tests.report import recorded

from snogmarry.report import json as as_json
from snogmarry.report.summary import summarise
from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.session.state import (
    Action,
    FeedPost,
    Group,
    Hands,
    LearningPoint,
    Note,
    Response,
    Run,
    Session,
)

PUBLISHED = Path(__file__).parents[2] / "docs" / "summary.schema.json"


def rendered(session: Session) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(
        as_json.render(summarise(session, recorded.BEGAN), session)
    )
    return document


def test_the_published_schema_is_current() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == as_json.schema()


@pytest.mark.parametrize("session", [recorded.lobby, recorded.rich, recorded.redacted])
def test_exports_keep_to_the_schema(session: Any) -> None:
    schema = json.loads(as_json.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    document = rendered(session())
    checker.validate(document)
    document["record"]["responses"] = [{"number": "one"}]
    assert not checker.is_valid(document)


def test_nothing_recorded_is_missing() -> None:
    session = recorded.rich()
    record = rendered(session)["record"]
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
        {"response": response, "lesson": lesson, "seq": seq}
        for (response, lesson), seq in session.links.items()
    ]
    assert [point["withdrawn"] for point in record["points"]] == [False, False, False, True]
    assert record["hands"][0]["counts"] == {"snog": 1, "marry": 1, "avoid": 2}
    assert len(record["runs"]) == len(session.runs)
    assert [run["undone"] for run in record["runs"]].count(True) == 1
    assert record["runs"][2]["spans"] == [
        {"start": span.start, "end": span.end} for span in session.runs[2].spans
    ]
    assert record["notes"][0]["text"] == "PRIVATE-NOTE Watch the blue table"
    texts = [r["versions"][-1]["answer"]["text"] for r in record["responses"]]
    assert [text for text in texts if text in recorded.HOSTILE] == [
        recorded.safe(text) for text in recorded.HOSTILE
    ]


def test_scenario_and_lessons_can_be_read_back() -> None:
    session = recorded.rich()
    record = rendered(session)["record"]
    assert Scenario.model_validate_json(json.dumps(record["scenario"])) == session.scenario
    assert LessonList.model_validate_json(json.dumps(record["lessons"])) == session.lessons


def test_the_record_makes_the_session_again() -> None:
    session = recorded.rich()
    record = rendered(session)["record"]
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
    one.runs[2].arrived = {"press", "quiet", "petition"}
    other.runs[2].arrived = {"petition", "quiet", "press"}
    assert rendered(one) == rendered(other)
    assert rendered(one)["record"]["runs"][2]["arrived"] == ["petition", "press", "quiet"]
