"""Workbook and CSV files say the same, cell by cell, and what JSON and pages say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from math import isclose
from typing import Any, TypeAlias

from tests.report import reading
from tests.report.exported import Exported, columns, sheet
from tests.report.reading import squeezed

from snogmarry.report import lesson_words, overview_words, words
from snogmarry.report.mixed import bare
from snogmarry.session.written import whole_seconds

Found = dict[str, Any]


def test_every_cell_is_the_same_in_workbook_and_csv(exported: Exported) -> None:
    assert [name.replace(" ", "-") for name in exported.excel.sheetnames] == list(exported.csv)
    for name in exported.excel.sheetnames:
        head, *rows = sheet(exported.excel, name)
        titles, *others = exported.csv[name.replace(" ", "-")]
        assert [title.removesuffix(" (seconds)") for title in titles] == head
        for row, other in zip(rows, others, strict=True):
            for title, cell, text in zip(head, row, other, strict=True):
                assert _is(cell, text), f"{name}, {title}: {cell} is not {text}"


def _is(cell: Any, text: str) -> bool:
    """Whether a cell of a workbook says what one of a CSV file does."""
    match cell:
        case None:
            return text == ""
        case timedelta():
            return round(cell.total_seconds()) == int(float(text))
        case datetime():
            return str(cell).startswith(text[:19])
        case int() | float():
            return isclose(cell, float(text), abs_tol=1e-12)
    return text in {cell, f"'{cell}"}


WORDED = {"In words", "Remarks", "Challenge", "Asked for", "Left out", "People before"}
"""Columns that have sentences of the report; they are read where they stand on the page."""
MOMENTS = {"At", "Agreed", "Began", "From", "Until"}


def test_every_cell_of_a_sheet_is_what_the_json_says(exported: Exported) -> None:
    s = exported.json["summary"]
    page = squeezed(exported.page.text())
    for name, (titles, *rows) in exported.csv.items():
        if name in {"overview", "own-words"}:
            continue
        of, differently = SHEETS[name]
        for found, row in zip(of(s), rows, strict=True):
            for title, cell in zip(titles, row, strict=True):
                text = cell.removeprefix("'")
                if title in WORDED:
                    assert squeezed(text) in page, f"{name}, {title}"
                    continue
                get = differently.get(title.removesuffix(" (seconds)")) or _field(title)
                value = get(found) if callable(get) else found[get]
                assert text == _written(title, value), f"{name}, {title}"


def _field(title: str) -> str:
    """What a column has, if it is called like that."""
    return title.removesuffix(" (seconds)").lower().replace(" ", "_")


def _written(title: str, value: Any) -> str:
    """As a CSV file has it."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, str):
        return value.removeprefix("'")
    if title in MOMENTS:
        return words.local(value).isoformat(sep=" ", timespec="seconds")
    return f"{value / 1_000 if title.endswith('(seconds)') else value:.15g}"


def _nested(found: Iterable[Found], *below: str) -> Iterator[Found]:
    """All that is below each, with what stands above it."""
    if not below:
        yield from found
        return
    for one in found:
        yield from _nested(({**one, **inner} for inner in one[below[0]]), *below[1:])


def _points(s: Found) -> list[Found]:
    found = {p["ref"]: p for x in s["list"]["lessons"] for p in x["points"]}
    found.update((p["ref"], p) for p in s["loose"])
    return [found[ref] for ref in sorted(found)]


def _evidence(s: Found) -> Iterator[Found]:
    for lesson in s["list"]["lessons"]:
        title = lesson["title"]
        for point in lesson["points"]:
            yield from _behind(point, title, "against" if title in point["against"] else "for")
        for speaks, linked in (("for", lesson["linked"]), ("against", lesson["opposed"])):
            for entry in linked:
                yield {**entry, "lesson": title, "learning_point": None, "speaks": speaks}
    for point in s["loose"]:
        yield from _behind(point, "", None)


def _behind(point: Found, lesson: str, speaks: str | None) -> Iterator[Found]:
    about = {"lesson": lesson, "learning_point": point["ref"], "speaks": speaks, "group": None}
    yield from ({**about, **shown} for shown in (*point["shown_by"], *point["proofs"]))


LEFT_OUT = ("too few", "uncounted", "few or uncounted", "small groups")


def _counted(s: Found) -> Iterator[Found]:
    for vote in s["votes"]:
        for row in _nested([vote], "tallies", "counts"):
            yield {**row, "counted": row["by"].replace("votes", vote["counted"])}
    untold = ("counted", "side", "option", "count", "share", "total")
    for vote in s["untold"]:
        known = {"not revealed": False, **dict.fromkeys(LEFT_OUT, True)}
        revealed = known.get(vote["why"])
        yield {**dict.fromkeys(untold), "revealed": revealed, "shows": [], **vote}


def _shows(found: Found) -> str:
    ways = (("for", found.get("shows", [])), ("against", found.get("against", [])))
    speaks = [f"{way} {', '.join(titles)}" for way, titles in ways if titles]
    return "; ".join(filter(None, [", ".join(found.get("points", [])), *speaks]))


def _said(found: Found) -> str:
    """The words of a response, or what a result or a post shows a point by."""
    if "kind" in found:
        of = found["of"]
        if found["kind"] in {"result", "answering times"}:
            of = bare(words.run_title(of, found["take"]))
        sides = dict.fromkeys(chosen["side"] for chosen in found["counts"])
        counts = [
            (f"{side}: " if side else "")
            + ", ".join(f"{c['option']} {c['count']}" for c in found["counts"] if c["side"] == side)
            for side in sides
        ]
        said = found["said"] or "; ".join(counts)
        return f"{found['kind']} of {of}" + (f": {said}" if said else "")
    if found["status"] == "withdrawn":
        return "(withdrawn)"
    return " – ".join(filter(None, [found["answer"], found["reason"]]))


def _after(found: Found) -> int | str | None:
    return "late" if found["took"] is None and found["late"] else found["took"]


def _spoke(found: Found) -> int | str | None:
    never = None if found["asked"] else "not asked"
    return (_after(found) or never) if found["took"] is None else found["took"]


def _against_plan(run: Found) -> str:
    over = whole_seconds(run["took"]) - whole_seconds(run["planned"])
    return words.with_plain_spaces(words.against(over))


Column: TypeAlias = str | Callable[[Found], Any]
_RESULT: dict[str, Column] = {"Shows": _shows}
_WITHIN: dict[str, Column] = {
    "Hoped for within": "expected",
    "In time": "within",
    "Shows": _shows,
    "At": "wall",
    "First answer after": _after,
    "Answered after": _after,
}
SHEETS: dict[str, tuple[Callable[[Found], Iterable[Found]], dict[str, Column]]] = {
    "lessons": (
        lambda s: s["list"]["lessons"],
        {
            "Lesson": "title",
            "Exercised in": lambda x: "; ".join(step["step"] for step in x["exercised"]),
            "To improve": "improvements",
            "Learning points": "learned",
            "Speak for": "speaks_for",
            "Against": "speaks_against",
        },
    ),
    "learning-points": (
        _points,
        {
            "Verdict": lambda p: lesson_words.verdict(p["verdict"]),
            "Learning point": "text",
            "Speaks against": "against",
            "Shown by": lambda p: [x["ref"] for x in (*p["shown_by"], *p["proofs"])],
            "At": "wall",
        },
    ),
    "responses": (
        lambda s: _nested(s["answered"], "entries"),
        {
            "As": "side",
            "People": lambda e: e["people"] or None,
            "Took": lambda e: "late" if e["late"] and not e["admitted"] else e["took"],
            "At": "wall",
            "Response": _said,
            "Shows": _shows,
        },
    ),
    "votes": (_counted, {"At": "wall", "In all": "total", "Shows": _shows}),
    "actions": (lambda s: s["actions"], {"Action": "text", "Agreed": "wall"}),
    "notes": (lambda s: s["notes"], {"Note": "text", "At": "wall"}),
    "timeline": (
        lambda s: s["timeline"]["runs"],
        {"Began": "started", overview_words.ALLOWED: "given", "Against plan": _against_plan},
    ),
    "coverage": (
        lambda s: _nested(s["coverage"], "cells"),
        {
            "Lesson": "title",
            "Group": lambda c: c["group"] or "The whole room",
            "Speak for": "speaks_for",
            "Against": "speaks_against",
        },
    ),
    "evidence": (_evidence, {"Quoted": _said}),
    "stances": (
        lambda s: _nested(s["stances"], "votes", "counts"),
        {
            "At": "wall",
            "Sides swapped": "swapped",
            "Counted": "by",
            "In all": "total",
            "Change of share": "share_change",
        },
    ),
    "moves": (
        lambda s: _nested(s["stances"], "movements"),
        {"From": "before", "To": "now", "Not followed": "unknown"},
    ),
    "hands": (lambda s: _nested(s["answered"], "hands", "counts"), {"As": "side"}),
    "rankings": (lambda s: _nested(s["rankings"], "places"), {**_RESULT, "Mean place": "mean"}),
    "numbers": (lambda s: s["numbers"], {**_RESULT, "Numbers given": "given"}),
    "words": (
        lambda s: _nested(s["words"], "words"),
        {**_RESULT, "Word": "option", "Times": "count"},
    ),
    "answering-times": (lambda s: _nested(s["timings"], "groups"), _WITHIN),
    "first-words": (
        lambda s: [{**s["speed"]["since"], **word} for word in s["speed"]["words"]],
        {"Counted from": lambda w: f"first {w['what']}", "At": "wall", "Spoke after": _spoke},
    ),
    "challenges": (lambda s: _nested(s["speed"]["challenges"], "groups"), _WITHIN),
    "unanswered-posts": (
        lambda s: _nested(s["speed"]["open"], "sides"),
        {"Posts": lambda o: "not asked" if o["posts"] is None else o["posts"]},
    ),
    "silences": (
        lambda s: s["speed"]["silences"],
        {"From": "since", "Hoped for within": "expected"},
    ),
    "feed": (lambda s: s["feed"], {"At": "wall", "Post": "text", "Shows": _shows}),
    "groups": (
        lambda s: s["overview"]["groups"],
        {
            "Group": "name",
            "Side at the start": "side",
            "People": lambda group: group["people"] or None,
        },
    ),
    "questions": (
        lambda s: _nested(s["answered"], "asked"),
        {"Asked of": lambda q: q["side"] or "everyone", "Question": "text"},
    ),
}
"""What each sheet has a row for, and its columns that are called otherwise than in the JSON."""


def test_what_a_page_and_a_sheet_have_a_column_for_is_the_same(exported: Exported) -> None:
    tables = [reading.rows(table) for table in exported.page.all("table")]
    for name, (begins, otherwise) in PAGES.items():
        if name not in exported.excel.sheetnames:
            continue
        titles, *rows = sheet(exported.excel, name)
        found = [table for table in tables if tuple(table[0][: len(begins)]) == begins]
        assert sum(len(table) - 1 for table in found) == len(rows), name
        cells = iter(rows)
        for head, *lines in found:
            for line, row in zip(lines, cells, strict=False):
                by_title = dict(zip(titles, row, strict=True))
                for title, cell in zip(head, line, strict=True):
                    column = otherwise.get(title, title)
                    if column in titles:
                        assert _shown(by_title[column]) == _plain(cell), f"{name}, {title}"


def _plain(cell: str) -> str:
    """A cell of a page as a sheet has it: without its number, its take, and "not said"."""
    text = re.sub(r"^\d+\. | \(take \d+\)| \(skipped\)|; (added|changed) after.*", "", cell)
    nothing = {"not said", "not counted", "none named", "none", "not shown", "aloud"}
    return "" if text in nothing else squeezed(text.replace(",", ""))


def _shown(cell: Any) -> str:
    """A cell of a workbook as a page has it."""
    match cell:
        case None:
            return ""
        case timedelta():
            return squeezed(words.length(round(cell.total_seconds() * 1_000)))
        case datetime() if cell.time() == datetime.min.time():
            return squeezed(words.long_date(cell.date()))
        case datetime():
            return f"{cell:%H:%M}"
        case float():
            return words.mean(cell)
    return squeezed(str(cell).replace(",", ""))


PAGES: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "actions": (("Ref", "Action"), {}),
    "lessons": (("Lesson", "Learning points"), {}),
    "timeline": (("Step", "Began"), {"Pauses": ""}),
    "groups": (("Group", "Side at the start"), {}),
    "first words": (("Group", "As"), {"As": "Side", "After": "In words", "Response": "Ref"}),
    "answering times": (
        ("Group", "Side", "First answer after"),
        {"First answer after": "In words"},
    ),
    "silences": (("Side", "Lasted"), {"Answer hoped for within": "Hoped for within"}),
    "rankings": (("Option", "Mean place, 1 the first"), {"Mean place, 1 the first": "Mean place"}),
    "words": (("Word", "Times"), {}),
}
"""How tables of the page begin that a sheet has too, and their columns that it calls otherwise."""


def test_what_was_counted_is_the_same_on_the_page_and_in_the_sheets(exported: Exported) -> None:
    tables = [reading.rows(table) for table in exported.page.all("table")]
    stances = {result["ref"] for result in exported.json["summary"]["votes"] if result["stance"]}
    wanted = {
        "votes": [
            (row[0], option, cell, row[-1])
            for head, *rows in tables
            if (head[0], head[-1]) == ("Side", "In all")
            for row in rows
            for option, cell in zip(head[1:-1], row[1:-1], strict=True)
        ],
        "stances": [
            (row[0].split()[0], option, cell.split("\n")[0], row[-1])
            for head, *rows in tables
            if head[0] == "Vote"
            for row in rows
            for option, cell in zip(head[1:-1], row[1:-1], strict=True)
        ],
    }
    votes = columns(sheet(exported.excel, "votes"), "Ref", "Side", "Option", *COUNTED, "In all")
    assert wanted["votes"] == [
        (side, option, f"{count} ({words.percent(share)})", str(total))
        for ref, side, option, count, share, total in votes
        if ref not in stances and option
    ]
    held = sheet(exported.excel, "stances") if stances else [["Ref", "Option", *COUNTED, "In all"]]
    assert wanted["stances"] == [
        (ref, option, f"{count} ({words.percent(share)})", str(total))
        for ref, option, count, share, total in columns(held, "Ref", "Option", *COUNTED, "In all")
    ]


def test_how_votes_were_counted_is_the_same_on_the_page_and_in_the_sheets(
    exported: Exported,
) -> None:
    rows = sheet(exported.excel, "votes")
    remarks = ("Remarks",) if "Remarks" in rows[0] else ("Ref",)
    ways: dict[str, dict[str, str]] = {}
    more: dict[str, list[str]] = {}
    for ref, side, way, remark in columns(rows, "Ref", "Side", "Counted", *remarks):
        if way is not None and side != "All" and side not in ways.setdefault(ref, {}):
            ways[ref][side] = WAYS[way]
            more.setdefault(ref, []).extend([remark] if remark and remark != ref else [])
    stances = exported.json["summary"]["stances"]
    apart = {vote["ref"] for side in stances for vote in side["votes"]}
    heads: dict[str, str] = {}
    ref = ""
    for node in exported.page.all("h2", "h3", "p"):
        ref = ref if node.tag == "p" else node.attributes.get("id", "")
        if ref.startswith("V-") and re.search(r"\bhands\b|than people", node.text()):
            heads[ref] = node.text()
    wanted = {ref: _head(of, more[ref]) for ref, of in ways.items() if ref not in apart}
    assert heads == {ref: said for ref, said in wanted.items() if said}
    tables = [reading.rows(table) for table in exported.page.all("table")]
    labels = [row[0] for head, *lines in tables if head[0] == "Vote" for row in lines]
    assert [(label.split()[0], *re.findall(r"\((by .*?)\)", label)) for label in labels] == [
        (vote["ref"], *filter(None, [ways[vote["ref"]][side["side"]]]))
        for side in stances
        for vote in side["votes"]
    ]
    said = [line.text() for line in exported.page.all("p") if "than people" in line.text()]
    assert sorted(said) == sorted(
        [
            *(x for ref in apart for x in more[ref]),
            *(x for x in heads.values() if "than people" in x),
        ]
    )


WAYS = {
    "votes": "",
    "answers": "",
    "hands": "by a show of hands",
    "votes and hands": "by votes and hands",
    "answers and hands": "by answers and hands",
}


def _head(ways: dict[str, str], more: list[str]) -> str:
    """What stands below the heading of a vote."""
    if len(set(ways.values())) == 1:
        said = [f"{way.capitalize()}." for way in set(ways.values()) if way]
    else:
        said = ["; ".join(f"{side} {way}" for side, way in ways.items() if way) + "."]
    return " ".join((*said, *more))


COUNTED = ("Count", "Share")
