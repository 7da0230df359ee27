"""The charts of the page show what the tables beside them and the JSON say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from tests.report import reading
from tests.report.exported import Exported
from tests.report.reading import Node, squeezed

from snogmarry.report import words
from snogmarry.report.mixed import bare

Found = dict[str, Any]


class Bar(NamedTuple):
    """What is to be seen of a row: its label, and lengths in hundredths of the breadth."""

    label: str
    length: float
    opposed: float = 0
    limit: float | None = None


class Chart(NamedTuple):
    """What a chart says it is, and its rows."""

    said: str
    bars: list[Bar]


def drawn(chart: Node) -> Chart:
    """A chart as it is on the page, its bars one after the other from the left."""
    rows = zip(chart.all("p"), chart.all("svg"), strict=True)
    bars = [Bar(squeezed(label.text()), *_lengths(svg)) for label, svg in rows]
    return Chart(chart.attributes["aria-label"], bars)


def _lengths(svg: Node) -> tuple[float, float, float | None]:
    found = {"bar": 0.0, "opposed": 0.0}
    tracks = 0
    for rect in svg.all("rect"):
        kind, at = rect.attributes["class"], rect.attributes["x"]
        if kind == "track":
            tracks += 1
            assert (at, rect.attributes["width"]) == ("0", "100%")
        else:
            assert percentage(at) == (found["bar"] if kind == "opposed" else 0)
            found[kind] = percentage(rect.attributes["width"])
            assert found["bar"] + found["opposed"] <= 100.01
    assert tracks == 1
    lines = [line.attributes for line in svg.all("line")]
    assert all(line["x1"] == line["x2"] for line in lines)
    assert len(lines) <= 1
    limit = percentage(lines[0]["x1"]) if lines else None
    return found["bar"], found["opposed"], limit


def percentage(written: str) -> float:
    return float(written.removesuffix("%"))


def title_of(run: Found) -> str:
    return bare(words.run_title(run["step"], run["take"]))


def of_lessons(s: Found) -> Iterator[tuple[str, Chart]]:
    lessons = [x for x in s["list"]["lessons"] if x["speaks_for"] or x["speaks_against"]]
    most = max((x["speaks_for"] + x["speaks_against"] for x in lessons), default=1)
    rows = [
        Bar(f"{x['number']}. {x['title']}: {ways(x)}", of(x["speaks_for"]), of(x["speaks_against"]))
        for x in lessons
        for of in [parts_of(most)]
    ]
    about = (
        "Evidence for each lesson. Learning points and responses together, for each "
        "lesson that has any: a bar for what speaks for the lesson, and at its end, in another "
        "colour, what speaks against it."
    )
    yield "chart-evidence", Chart(about, rows)


def ways(lesson: Found) -> str:
    counted = ((lesson[f"speaks_{way}"], way) for way in ("for", "against"))
    return ", ".join(f"{number} {way}" for number, way in counted if number)


def of_runs(s: Found) -> Iterator[tuple[str, Chart]]:
    runs = s["timeline"]["runs"]
    part = parts_of(max([1, *(run[of] for run in runs for of in ("planned", "took"))]))
    rows = [
        Bar(
            f"{title_of(run)}: {words.length(run['took'])} of {words.length(run['planned'])}",
            part(run["took"]),
            limit=part(run["planned"]),
        )
        for run in runs
    ]
    about = "A bar for each step, as long as it took; the broken line is the time planned."
    yield "chart-timeline", Chart(f"Planned against actual. {about}", rows)


def of_timings(s: Found) -> Iterator[tuple[str, Chart]]:
    for number, timing in enumerate(s["timings"], 1):
        took = [group["took"] or 0 for group in timing["groups"]]
        # As far as a quarter beyond the time hoped for, or as the slowest took.
        part = parts_of(max(timing["expected"] * 1.25, *took))
        rows = [
            Bar(
                f"{group['group']}: {said_of(group)}",
                part(group["took"] or 0),
                limit=part(timing["expected"]),
            )
            for group in timing["groups"]
        ]
        about = "A bar for each group; the broken line is the time hoped for."
        title = f"Time to the first answer in {title_of(timing)}"
        yield f"chart-timing-{number}", Chart(f"{title}. {about}", rows)


def said_of(group: Found) -> str:
    if group["took"] is None:
        return "late" if group["late"] else "no answer"
    joined = " after joining" if group["joined"] else ""
    return words.length(group["took"]) + joined + (", late, counted" if group["late"] else "")


def of_stances(s: Found) -> Iterator[tuple[str, Chart]]:
    for number, side in enumerate(s["stances"], 1):
        evenly = len({vote["total"] for vote in side["votes"]}) == 1
        rows = [
            Bar(
                f"{count['option']} in {cast(vote)}: {count['count']}"
                + ("" if evenly else f" of {vote['total']}")
                + f" ({words.percent(count['share'])})",
                of_all(count, vote),
            )
            for vote in side["votes"]
            for count in vote["counts"]
        ]
        about = f"Stances of {side['side']}. Shares of each option, vote by vote."
        yield f"chart-stances-{number}", Chart(about, rows)


def cast(vote: Found) -> str:
    """A vote by its ref, which no other has, however soon they came one after the other."""
    return f"{vote['ref']} (take {vote['take']})" if vote["take"] > 1 else str(vote["ref"])


def of_votes(s: Found) -> Iterator[tuple[str, Chart]]:
    for vote in s["votes"]:
        if vote["stance"]:
            continue
        together = vote["tallies"][-1]["side"] == "All"
        rows = [
            Bar(
                f"{count['option']}{'' if together else ', ' + tally['side']}: "
                f"{count['count']} ({words.percent(count['share'])})",
                of_all(count, tally),
            )
            for tally in (vote["tallies"][-1:] if together else vote["tallies"])
            for count in tally["counts"]
        ]
        about = f"A bar for each option{'' if together else ' of each side'}."
        kind = "Answers" if vote["counted"] == "answers" else "Votes"
        yield f"chart-{vote['ref']}", Chart(f"{kind}: {title_of(vote)}. {about}", rows)


def of_all(count: Found, tally: Found) -> float:
    return parts_of(tally["total"] or 1)(count["count"])


def parts_of(whole: float) -> Callable[[float], float]:
    return lambda number: number / whole * 100


KINDS = (of_lessons, of_runs, of_timings, of_stances, of_votes)


def test_every_chart_has_the_labels_and_the_lengths_of_what_was_counted(
    exported: Exported,
) -> None:
    wanted = {
        name: chart
        for kind in KINDS
        for name, chart in kind(exported.json["summary"])
        if any(bar.length or bar.opposed for bar in chart.bars)
    }
    found = {
        chart.attributes["id"]: drawn(chart)
        for chart in exported.page.all()
        if chart.attributes.get("class") == "chart"
    }
    assert found.keys() == wanted.keys()
    for name, chart in wanted.items():
        assert found[name].said == f"{chart.said} The table that follows gives the numbers."
        for bar, meant in zip(found[name].bars, chart.bars, strict=True):
            assert bar.label == squeezed(meant.label), name
            # Lengths are written to the hundredth.
            assert bar[1:3] == pytest.approx(meant[1:3], abs=0.0051), f"{name}, {bar.label}"
            assert bar.limit == pytest.approx(meant.limit, abs=0.0051), f"{name}, {bar.label}"


def test_every_chart_is_called_like_the_table_that_follows(exported: Exported) -> None:
    chart: Node | None = None
    for node in exported.page.walk():
        if node.attributes.get("class") == "chart":
            chart = node
        elif node.tag == "caption" and chart is not None:
            name, _, _ = squeezed(node.text()).partition(squeezed(", with the change"))
            assert squeezed(chart.attributes["aria-label"]).startswith(f"{name}.")
            labels = [label.text() for label in chart.all("p")]
            assert len(labels) == len(set(labels))
            chart = None
    assert chart is None


def test_every_chart_has_the_figures_of_the_table_that_follows(exported: Exported) -> None:
    chart: Node | None = None
    for node in exported.page.walk():
        if node.attributes.get("class") == "chart":
            chart = node
        elif node.tag == "table" and chart is not None:
            name, head, *rows = chart.attributes["id"], *reading.rows(node)
            kind = next(kind for kind in BESIDE if re.match(kind, name))
            labels = [label.text() for label in chart.all("p")]
            beside = list(map(squeezed, BESIDE[kind](head, rows)))
            assert list(map(squeezed, labels)) == beside, name
            chart = None
    assert chart is None


def _evidence(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    for row in (dict(zip(head, row, strict=True)) for row in rows):
        counted = ((int(row["Speak for"]), "for"), (int(row["Against"]), "against"))
        if said := ", ".join(f"{number} {way}" for number, way in counted if number):
            yield f"{row['Lesson']}: {said}"


def _timeline(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    for row in (dict(zip(head, row, strict=True)) for row in rows):
        yield f"{row['Step'].removesuffix(' (skipped)')}: {row['Took']} of {row['Planned']}"


def _timing(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    place = head.index("First answer after")
    return (f"{row[0]}: {row[place]}" for row in rows)


def _stances(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    evenly = len({row[-1] for row in rows}) == 1
    for row in rows:
        (found,) = re.finditer(r"^(V-\d+).*?( \(take \d+\))?, \d\d:\d\d", row[0])
        ref, take = found.groups("")
        whole = "" if evenly else f" of {row[-1]}"
        for option, cell in zip(head[1:-1], row[1:-1], strict=True):
            count, share = re.match(r"(\d+) (\(\d+%\))", cell).groups()  # type: ignore[union-attr]
            yield f"{option} in {ref}{take}: {count}{whole} {share}"


def _votes(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    together = rows[-1][0] == "All"
    for side, *cells, _ in rows[-1:] if together else rows:
        for option, cell in zip(head[1:-1], cells, strict=True):
            yield f"{option}{'' if together else f', {side}'}: {cell}"


BESIDE: dict[str, Callable[[list[str], list[list[str]]], Iterator[str]]] = {
    "chart-evidence": _evidence,
    "chart-timeline": _timeline,
    "chart-timing": _timing,
    "chart-stances": _stances,
    "chart-V": _votes,
}
"""By how the name of a chart begins, what its labels are as told by the table below it."""
