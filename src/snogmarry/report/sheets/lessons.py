"""Lessons, learning points, and the evidence for and against them."""

from __future__ import annotations

from collections.abc import Iterator

from snogmarry.report import answer_words, lesson_words
from snogmarry.report.sheets.columns import AT, GROUP, LESSONS, REF, STEP
from snogmarry.report.summary import Summary
from snogmarry.report.summary.evidence import LessonItem, PointItem
from snogmarry.report.summary.lessons import every_point
from snogmarry.report.tables import Cell, Column, Table, table_of


def lessons(s: Summary) -> Table:
    """A row a lesson, with how much speaks for and against it."""
    columns = (
        Column("Number", "number", 8),
        Column("Lesson", "said", 40),
        Column("Origin", "text", 10),
        Column("Standing", "text", 18),
        Column("Exercised in", "said", 40),
        Column("Strengths", "number", 10),
        Column("To improve", "number", 10),
        Column("Learning points", "number", 10),
        Column("Responses", "number", 10),
        Column("Speak for", "number", 10),
        Column("Against", "number", 10),
    )
    rows = tuple(
        (
            lesson.number,
            lesson.title,
            lesson.origin,
            lesson.standing,
            "; ".join(e.step for e in lesson.exercised),
            lesson.strengths,
            lesson.improvements,
            lesson.learned,
            lesson.responses,
            lesson.speaks_for,
            lesson.speaks_against,
        )
        for lesson in s.list.lessons
    )
    return Table("lessons", "Lessons", columns, rows)


def coverage(s: Summary) -> Table:
    """A row for each lesson and group."""
    columns = (
        Column("Number", "number", 8),
        Column("Lesson", "said", 40),
        Column("Group", "said", 18),
        Column("Exercised", "yes", 10),
        Column("Speak for", "number", 10),
        Column("Against", "number", 10),
        Column("In words", "text", 28),
    )
    rows = tuple(
        (
            row.number,
            row.title,
            lesson_words.column(cell),
            cell.exercised,
            cell.speaks_for,
            cell.speaks_against,
            lesson_words.covered(cell),
        )
        for row in s.coverage
        for cell in row.cells
    )
    return Table("coverage", "Evidence for and against each lesson, by group", columns, rows)


def points(s: Summary) -> Table:
    """A row a learning point."""
    return table_of(
        "learning points",
        "Learning points",
        every_point(s),
        (REF, lambda p: p.ref),
        (Column("Verdict", "text", 12), lambda p: lesson_words.verdict(p.verdict)),
        (Column("Learning point", "said", 60), lambda p: p.text),
        (Column("Drawn by", "said", 18), lambda p: p.drawn_by),
        (LESSONS, lambda p: ", ".join(p.lessons)),
        (Column("Speaks against", "said", 30), lambda p: ", ".join(p.against)),
        (Column("Responses", "number", 10), lambda p: p.responses),
        (Column("Shown by", "text", 24), _shown_by),
        (STEP, lambda p: p.step),
        (AT, lambda p: p.wall),
        (Column("Released", "yes", 9), lambda p: p.released),
        (Column("Redacted", "yes", 9), lambda p: p.redacted),
    )


def _shown_by(point: PointItem) -> str:
    return ", ".join([e.ref for e in point.shown_by] + [proof.ref for proof in point.proofs])


def evidence(s: Summary) -> Table:
    """A row for each thing that shows a learning point or speaks of a lesson."""
    columns = (
        Column("Lesson", "said", 30),
        Column("Learning point", "text", 10),
        Column("Speaks", "text", 10),
        REF,
        GROUP,
        Column("Quoted", "said", 70),
    )
    found = (_shown(lesson) for lesson in s.list.lessons)
    loose = (row for point in s.loose for row in _behind("", point))
    rows = (*(row for rows in found for row in rows), *loose)
    return Table("evidence", "Evidence: what shows what", columns, rows)


def _shown(lesson: LessonItem) -> Iterator[tuple[Cell, ...]]:
    for point in lesson.points:
        yield from _behind(lesson.title, point)
    for speaks, entries in (("for", lesson.linked), ("against", lesson.opposed)):
        for entry in entries:
            yield lesson.title, None, speaks, entry.ref, entry.group, answer_words.words_of(entry)


def _behind(lesson: str, point: PointItem) -> Iterator[tuple[Cell, ...]]:
    speaks = ("against" if lesson in point.against else "for") if lesson else None
    for entry in point.shown_by:
        yield lesson, point.ref, speaks, entry.ref, entry.group, answer_words.words_of(entry)
    for proof in point.proofs:
        yield lesson, point.ref, speaks, proof.ref, None, lesson_words.proof(proof)
