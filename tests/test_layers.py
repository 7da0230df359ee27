"""Importing a lower layer never brings a higher one, or a heavy library that it does without."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"textual", "rich", "pydantic", "yaml", "apsw", "jinja2", "asyncio", "platformdirs"}


def imported_by(module: str) -> set[str]:
    code = f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("module", "kept_out"),
    [
        ("snogmarry.text", {"snogmarry.scenario", "snogmarry.session", *HEAVY}),
        ("snogmarry.scenario.models", {"snogmarry.session", "textual", "yaml", "apsw"}),
        ("snogmarry.scenario.reader", {"snogmarry.session", "textual", "apsw", "jinja2"}),
        (
            "snogmarry.session.rules",
            {"snogmarry.journal", "snogmarry.room", "textual", "yaml", "apsw", "asyncio"},
        ),
        ("snogmarry.session.tally", {"snogmarry.journal", "textual", "yaml", "apsw"}),
        ("snogmarry.journal.codec", {"snogmarry.room", "textual", "yaml", "apsw"}),
        ("snogmarry.journal.sqlite", {"snogmarry.room", "textual", "yaml"}),
        ("snogmarry.room", {"snogmarry.tui", "snogmarry.report", "textual", "yaml", "jinja2"}),
        ("snogmarry.report.summary", {"snogmarry.room", "textual", "yaml", "apsw"}),
        ("snogmarry.phones.probe", {"snogmarry.room", "snogmarry.session", "segno", *HEAVY}),
        ("snogmarry.phones.qr", {"snogmarry.room", "snogmarry.session", *HEAVY}),
        ("snogmarry.cli", HEAVY),
        ("snogmarry.cli.parser", HEAVY),
    ],
)
def test_a_layer_does_not_know_those_above_it(module: str, kept_out: set[str]) -> None:
    assert imported_by(module) & kept_out == set()


def test_help_comes_without_loading_anything_heavy() -> None:
    code = (
        "import sys, snogmarry.cli as cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "usage: snogmarry" in done.stdout
    assert set(done.stderr.split()) & HEAVY == set()
