"""The formats of the summary by name, what each is for, and how it is said that one fails.

Nothing is rendered here.
"""

from __future__ import annotations

from typing import Literal, get_args

Format = Literal["html", "docx", "pdf", "xlsx", "csv", "md", "json", "plan", "handout"]
FORMATS: tuple[Format, ...] = get_args(Format)
DEFAULT: tuple[Format, ...] = ("html", "docx", "json")
"""To read, to edit, to keep."""
ALL = "all"
ABOUT: dict[Format, str] = {
    "html": "HTML: one page to read, on paper too",
    "docx": "Word: to edit",
    "pdf": "PDF: to file as it is",
    "xlsx": "Excel: to sort and count",
    "csv": "CSV: a file for each table",
    "md": "Markdown: for wikis",
    "json": "JSON: everything, notes and names too",
    "plan": "The improvement plan alone",
    "handout": "The lessons: one page for about ten lessons",
}
WHOLE = (
    "private notes, the names that people joined with, what their phones are known by, and all "
    "that was withdrawn or corrected"
)
"""What the facilitator's JSON has in any case and no other format unless asked for."""
KEPT = "The session is safe; nothing of it was lost."
WORD: frozenset[Format] = frozenset({"docx", "plan", "handout"})
"""Those that are, or have, a file for Word."""


class CannotMake(Exception):
    """A file could not be made; says in one line why, and what to do."""
