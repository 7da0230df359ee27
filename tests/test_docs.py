"""The docs name what there is, and what they name is there."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from snogmarry.cli import parser
from snogmarry.report.formats import WHOLE
from snogmarry.report.typesetting import HOW
from snogmarry.scenario import schema
from snogmarry.scenario.library import starter
from snogmarry.scenario.reader import load, read
from snogmarry.tui.keys import EVERYWHERE, KEYS

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "facilitators.md"
AUTHORS = ROOT / "docs" / "scenarios.md"
DOCS = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "benchmarks").glob("*.md")),
)

_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def blocks(text: str, *languages: str) -> list[str]:
    return [code for _, language, code in _BLOCK.findall(text) if language in languages]


def spans(text: str) -> list[str]:
    return _SPAN.findall(_BLOCK.sub("", text))


def rows(text: str, columns: str) -> list[list[str]]:
    """The cells of all tables with that head."""
    found: list[list[str]] = []
    inside = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line == columns:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not set(line) <= set("|-"):
            found.append(cells)
    return found


def section(text: str, heading: str) -> str:
    """What stands between a heading and the next of its level."""
    _, _, rest = text.partition(f"\n{heading}\n")
    level = heading.split(maxsplit=1)[0]
    return re.split(rf"^{level} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


# Commands


def commands_of(text: str) -> Iterator[str]:
    """Every line that a reader might type after `snogmarry`."""
    lines = [line for code in blocks(text, "sh", "console", "") for line in code.splitlines()]
    for line in [*lines, *spans(text)]:
        words = shlex.split(line.removeprefix("$ "), comments=True) if "snogmarry" in line else []
        if words[:1] == ["snogmarry"]:
            yield " ".join(words[1:])


def arguments_of(name: str) -> list[argparse.Action]:
    command = next(command for command in parser.COMMANDS if command.name == name)
    alone = argparse.ArgumentParser(add_help=False)
    command.arguments(alone)
    return alone._actions


def can_be_typed(words: list[str]) -> bool:
    try:
        parser.build().parse_args(words)
    except SystemExit as done:
        return done.code == 0
    return True


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_command_in_the_docs_can_be_typed(path: Path) -> None:
    names = {command.name for command in parser.COMMANDS}
    for line in commands_of(path.read_text(encoding="utf-8")):
        words = line.split()
        if words in [[], *([name] for name in names)]:
            continue
        assert can_be_typed(words), f"snogmarry {line}"


def test_the_guide_has_a_row_for_every_command_with_all_its_options() -> None:
    table = rows(GUIDE.read_text(encoding="utf-8"), "| command | options | what it does |")
    documented = {
        tuple(cells[0].strip("`").split()[1:2]): set(re.findall(r"--[a-z-]+", cells[1]))
        for cells in table
    }
    expected: dict[tuple[str, ...], set[str]] = {
        (command.name,): {
            option for action in arguments_of(command.name) for option in action.option_strings
        }
        for command in parser.COMMANDS
    }
    home = {option for action in parser.build()._actions for option in action.option_strings}
    expected[()] = home - {"-h", "--help"}
    assert documented == expected


def test_the_readme_has_a_row_for_every_command() -> None:
    table = rows((ROOT / "README.md").read_text(encoding="utf-8"), "| command | what it does |")
    first = [cells[0].strip("`").split()[1:2] for cells in table]
    assert sorted(first) == sorted([[], *([command.name] for command in parser.COMMANDS)])


# Keys


THEMES = {
    "moving": "### Moving through the steps",
    "time": "### Time",
    "answers": "### Answers and votes",
    "feed": "### The feed",
    "learning": "### Learning",
    "phones": "### Phones",
    "screen": "### Screens",
}


@pytest.mark.parametrize("theme", THEMES)
def test_the_guide_names_every_key_with_its_places_and_no_other(theme: str) -> None:
    part = section(GUIDE.read_text(encoding="utf-8"), THEMES[theme])
    documented = [tuple(cells) for cells in rows(part, "| key | where | what |")]
    expected = [
        (
            f"`{key.shown}`",
            "everywhere" if key.places == EVERYWHERE else ", ".join(key.places),
            key.about,
        )
        for key in KEYS
        if key.theme == theme
    ]
    assert sorted(documented) == sorted(expected)


def test_keys_in_the_prose_of_the_guide_exist() -> None:
    prose, _, _ = GUIDE.read_text(encoding="utf-8").partition("\n## Every key\n")
    single = {span for span in spans(prose) if len(span) == 1 and not span.isdigit()}
    marks = set("·o+*»#!")
    known = {key.shown for key in KEYS} | {"A", "F", "G", "P", "Q", "R", "W"}
    assert single <= known | marks


# Links and targets


def anchors(path: Path) -> set[str]:
    text = _BLOCK.sub("", path.read_text(encoding="utf-8"))
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(text))
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = _BLOCK.sub("", path.read_text(encoding="utf-8"))
    for link in _LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_make_target_in_the_docs_is_in_the_makefile(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = path.read_text(encoding="utf-8")
    code = [*spans(text), *(line for block in blocks(text, "sh") for line in block.splitlines())]
    named = {line.split()[1] for line in code if line.startswith("make ")}
    assert named <= targets


@pytest.mark.parametrize("path", ["README.md", "docs/facilitators.md"])
def test_what_pdf_needs_is_said_in_the_words_of_the_program(path: str) -> None:
    text = " ".join((ROOT / path).read_text(encoding="utf-8").replace("`", "").split())
    assert HOW.removeprefix("Add it: ").removesuffix(".") in text


def test_pictures_load_nothing_from_anywhere() -> None:
    pictures = list((ROOT / "docs").glob("*.svg"))
    assert {picture.stem for picture in pictures} == {"stage", "desk"}
    for picture in pictures:
        svg = picture.read_text(encoding="utf-8")
        assert not re.search(r"url\((?!#)|@import|href|<script|<image", svg)


# The authors' guide


def yaml_blocks() -> list[str]:
    return blocks(AUTHORS.read_text(encoding="utf-8"), "yaml")


@pytest.mark.parametrize("code", yaml_blocks(), ids=lambda code: code.splitlines()[0].strip())
def test_examples_for_authors_are_yaml(code: str) -> None:
    assert yaml.safe_load(code) is not None or code.startswith("#")


def test_the_lesson_list_for_authors_can_be_used(tmp_path: Path) -> None:
    example = next(code for code in yaml_blocks() if "\nid: our-lessons\n" in code)
    (tmp_path / "our-lessons.yaml").write_text(example, encoding="utf-8")
    scenario = re.sub(
        r"^lessons: .*$", "lessons: our-lessons.yaml", starter("mine"), flags=re.MULTILINE
    )
    scenario = re.sub(r"^ +lessons: \[.*\]\n", "", scenario, flags=re.MULTILINE)
    (tmp_path / "mine.yaml").write_text(scenario, encoding="utf-8")
    _, lessons = load(tmp_path / "mine.yaml")
    assert [lesson.title for lesson in lessons.lessons] == ["Ring first", "Sleep on it"]


def test_the_examples_for_authors_make_a_scenario_that_passes(tmp_path: Path) -> None:
    """The fragments of the guide, put together in its own order, are a whole scenario."""
    code = yaml_blocks()
    head = next(one for one in code if one.startswith("format: 1\nid: the-bench"))
    parts = [one for one in code if one.startswith(("sides:", "channels:"))]
    steps = [one for one in code if one.startswith("  - id: ") and "\n    do: " in one]
    path = tmp_path / "the-bench.yaml"
    before, _, _ = head.partition("# the two sides")
    path.write_text("".join([before, *parts, "steps:\n", *steps]), encoding="utf-8")
    reading = read(path)
    assert [problem.message for problem in reading.problems if problem.level == "error"] == []
    assert reading.scenario is not None
    kinds = {step.do for step in reading.scenario.steps}
    table = rows(AUTHORS.read_text(encoding="utf-8"), "| `do` | the room… |")
    assert kinds == {cells[0].strip("`") for cells in table}


def test_the_guide_for_authors_names_every_key_of_the_language() -> None:
    keys = set(re.findall(r'^ +"([a-z_]+)": \{$', schema.text("scenario"), re.MULTILINE))
    words_of_schemas = {"properties", "items"}
    written = " ".join(spans(AUTHORS.read_text(encoding="utf-8")))
    named = {key for key in keys if re.search(rf"\b{key}\b", written)}
    assert len(named) > 40
    assert keys - words_of_schemas <= named


def test_the_guide_says_what_the_json_has_in_the_words_of_the_program() -> None:
    assert f"It leaves nothing out: {WHOLE}." in GUIDE.read_text(encoding="utf-8")
