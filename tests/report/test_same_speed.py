"""How soon each spoke and how long each took is the same in every format."""

from __future__ import annotations

from typing import Any

from tests.report import recorded
from tests.report.exported import Exported
from tests.report.reading import squeezed, text_of
from tests.report.recorded import Recording

from snogmarry.report import (
    speed_words,
    words,
)
from snogmarry.report.mixed import bare


def test_how_soon_each_spoke_is_the_same_everywhere(exported: Exported) -> None:
    speed = exported.json["summary"]["speed"]
    reactions = [r for c in speed["challenges"] for r in c["groups"]]
    counts = {
        "first-words": len(speed["words"]),
        "challenges": len(reactions),
        "unanswered-posts": sum(len(o["sides"]) for o in speed["open"]),
        "silences": len(speed["silences"]),
    }
    for name, count in counts.items():
        assert len(exported.csv.get(name, [[]])) == count + 1
        there = name.replace("-", " ") in exported.excel.sheetnames
        assert there == bool(count)

    first = [
        [
            w["group"],
            w["side"],
            length(w, "never" if w["asked"] else "not asked"),
            w["ref"] or unquoted(w),
        ]
        for w in speed["words"]
    ]
    for rows in exported.tables("Group", "As", "After"):
        assert rows == first

    posts = [
        [bare(words.run_title(o["step"], o["take"])), *(str(side["posts"]) for side in o["sides"])]
        for o in speed["open"]
    ]
    for rows in exported.tables("At the end of"):
        assert rows == posts

    silences = [
        [
            silence["side"],
            words.length(silence["lasted"]),
            words.clock(silence["since"]),
            words.clock(silence["until"]),
            words.hoped(silence["expected"]),
        ]
        for silence in speed["silences"]
    ]
    for rows in exported.tables("Side", "Lasted"):
        assert rows == silences


def test_what_first_words_are_counted_from_is_the_same_everywhere() -> None:
    r = Recording()
    r.group("campaign", "Red")
    r.start("first")
    r.wait(recorded.MINUTE)
    r.give(1, recorded.text("Before any post"))
    prompted = Exported(r)
    for made, what in ((prompted, "prompt"), (Exported(recorded.rich()), "post")):
        since = made.json["summary"]["speed"]["since"]
        assert since["what"] == what
        title = f"First public word after the first {what} at {words.clock(since['wall'])}"
        assert title in made.page.text()
        assert title in made.md.text()
        assert title in made.told.lines
        assert squeezed(title) in text_of(made.printed)
        assert (made.excel["first words"]["C1"].value, made.csv["first-words"][0][2]) == (
            "Counted from",
            "Counted from",
        )
        assert made.excel["first words"]["C2"].value == f"first {what}"
        moment = words.local(since["wall"]).isoformat(sep=" ", timespec="seconds")
        assert made.csv["first-words"][1][2:4] == [f"first {what}", moment]


def length(found: dict[str, Any], never: str) -> str:
    """How soon something was given, from what the JSON says."""
    if found["took"] is None:
        return "late" if found["late"] else never
    return words.length(found["took"])


def unquoted(word: dict[str, Any]) -> str:
    if word["took"] is None:
        return "not counted" if word["late"] else "none"
    return "aloud" if word["aloud"] else "not shown"


def test_challenges_are_answered_as_soon_in_every_format(exported: Exported) -> None:
    found = exported.json["summary"]["speed"]["challenges"]
    refs = [", ".join(filter(None, (c["ref"], c["inject"]))) for c in found]
    hoped = [words.hoped(c["expected"]) for c in found]
    took = [[f"{r['group']}: {reaction(r)}" for r in c["groups"]] for c in found]
    put = [bare(speed_words.challenge(c)) for c in exported.summary.speed.challenges]
    for rows in exported.tables("Ref", "Challenge"):
        assert [(row[0], row[2]) for row in rows] == list(zip(refs, hoped, strict=True))
        for row, challenge, reactions in zip(rows, put, took, strict=True):
            assert row[1].startswith(challenge)
            # Each format parts the groups in its way.
            assert squeezed(row[3]).replace(";", "") == squeezed("".join(reactions))


def reaction(found: dict[str, Any]) -> str:
    """How soon a group answered, from what the JSON says."""
    if found["took"] is None:
        return "had answered before" if found["before"] else length(found, "no answer")
    return (
        words.length(found["took"])
        + {None: "", True: ", in time", False: ", not in time"}[found["within"]]
    )


def test_answering_times_are_the_same_everywhere(exported: Exported) -> None:
    wanted = [
        [
            group["group"],
            group["side"],
            length(group, "no answer"),
            "yes" if group["within"] else "no",
        ]
        for timing in exported.json["summary"]["timings"]
        for group in timing["groups"]
    ]
    for rows in exported.tables("Group", "Side", "First answer after"):
        assert rows == wanted
    for timing in exported.json["summary"]["timings"]:
        line = f"In time: {timing['in_time']} of {timing['asked']}."
        hoped = (
            f"The scenario hopes for an answer within {words.length(timing['expected'])}. {line}"
        )
        assert hoped in exported.told.lines
        assert hoped in exported.page.text()
        assert hoped in exported.md.text()
        assert squeezed(hoped) in text_of(exported.printed)
