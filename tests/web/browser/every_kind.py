"""A scenario in which everything is asked that can be asked."""

from __future__ import annotations

from typing import Any

from snogmarry.scenario.models import Scenario

OPTIONS = [
    {"id": "keep", "text": "Keep all of it"},
    {"id": "share", "text": "Share it, half for play and half for desks, by the hour"},
    {"id": "close", "text": "Close it"},
]


def _ask(step: str, answer: str, **more: Any) -> dict[str, Any]:
    asked = {"id": step, "do": "ask", "title": f"To {step}", "time": "5m", "answer": answer}
    return asked | {"ask": f"What about the table, asked for {step}?", "by": "each"} | more


SCENARIO = Scenario.model_validate(
    {
        "format": 1,
        "id": "table",
        "title": "The train table",
        "summary": "A table is to go.",
        "lessons": "two-lessons",
        "sides": [
            {
                "id": "parents",
                "kind": "activist",
                "name": "Toys Stay Put",
                "aim": "Keep a place to play.",
                "brief": "Only the parents know of the joiner and his wheels.",
            },
            {
                "id": "library",
                "kind": "institution",
                "name": "Harrowmere Library",
                "aim": "Make room for desks.",
                "brief": "Only the library knows of the empty mornings.",
            },
        ],
        "channels": [{"id": "chirp", "name": "Chirp", "limit": 60}],
        "cast": [{"id": "nadia", "name": "Nadia", "handle": "@nadia"}],
        "steps": [
            {
                "id": "card",
                "do": "brief",
                "title": "Read your card",
                "time": "2m",
                "text": "Be fair.",
            },
            {
                "id": "news",
                "do": "post",
                "title": "Tuesday",
                "time": "1m",
                "posts": [{"from": "nadia", "on": "chirp", "text": "The table goes!"}],
            },
            _ask("own", "text"),
            _ask("together", "post", by="group", on="chirp"),
            _ask("words", "words"),
            _ask("number", "number"),
            _ask("scale", "scale", scale={"from": 1, "to": 4, "labels": ["never", "always"]}),
            _ask("choice", "choice", options=OPTIONS),
            _ask("choices", "choices", options=OPTIONS),
            _ask("rank", "rank", options=OPTIONS),
            _ask("one-side", "text", ask={"parents": "Only parents are asked this."}),
            _ask("quick", "text", time="1s", closes="time"),
            {
                "id": "stance",
                "do": "vote",
                "title": "Snog, marry or avoid?",
                "time": "1m",
                "ballot": "stance",
                "by": "each",
                "ask": {"parents": "And the library?", "library": "And the parents?"},
                "reason": True,
            },
            {"id": "talk", "do": "discuss", "title": "Talk", "time": "12m", "pattern": "1-2-4-all"},
            {"id": "swap", "do": "swap", "title": "Change places", "time": "1m"},
            {"id": "learnt", "do": "learn", "title": "What did we learn?", "time": "4m"},
            {"id": "act", "do": "act", "title": "One thing to try", "time": "1m"},
        ],
    }
)
