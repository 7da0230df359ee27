"""The summary as Markdown."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from snogmarry.report.days import day_by_day
from snogmarry.report.mixed import bare
from snogmarry.report.rendering import environment
from snogmarry.report.sheets.overview import figures
from snogmarry.report.summary import Summary

# What means something wherever it stands; then what does so at the start of a block, or
# would make a link.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$@#&^!])")
_AT_START = re.compile(r"^([-+=:])(?=[-=:\s]|$)")
_INDENT = re.compile(r"^[ \t]")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_LINK = re.compile(r"(?i)(:)(?=//)|(?<=www)(\.)|(?<=mailto)(:)|(?<=xmpp)(:)")


@day_by_day
def render(summary: Summary) -> str:
    """The whole summary; whatever people typed comes out as they typed it."""
    return _template().render(s=summary, figures=figures(summary))


def escape(text: str) -> Markup:
    """Text as Markdown that shows exactly it, on one line of source."""
    text = _SPECIAL.sub(r"\\\1", bare(text))
    # A reference is never an indent: four spaces would make code of the line.
    text = _INDENT.sub(lambda found: f"&#{ord(found[0])};", text)
    text = _AT_START.sub(r"\\\1", text)
    text = _NUMBERED.sub(r"\1\\\2", text)
    text = _LINK.sub(lambda found: "\\" + found[0], text)
    # A Markup, so that it is not escaped again; a line end would end a cell or a list item.
    return Markup(text.replace("\n", "<br>"))  # noqa: S704


@cache
def _template() -> Template:
    return environment(_escaped).get_template("summary.md.j2")


def _escaped(value: Any) -> Any:
    return value if isinstance(value, Markup | int) else escape(str(value))
