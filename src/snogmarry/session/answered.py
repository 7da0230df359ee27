"""What was answered, in words, and by whom: for every screen and page."""

from __future__ import annotations

from snogmarry.scenario.models import Ask, Scale, Show, Step, Vote, asked_sides
from snogmarry.session.events import Answer
from snogmarry.session.rules.answers import options_of
from snogmarry.session.state import Group, Response, Run, Session
from snogmarry.session.written import write_number
from snogmarry.text import SafeText

NOT_RELEASED = SafeText("(not released)")
NOT_REVEALED = SafeText("(vote not revealed)")


def in_words(step: Step, answer: Answer) -> SafeText:
    """What was answered, as one text: the words, the options chosen, the number with its label."""
    parts = [_given(step, answer)]
    if answer.reason:
        parts.append(f"“{answer.reason}”")
    return SafeText(" ".join(part for part in parts if part))


def kept_back(session: Session, run: Run) -> bool:
    """Whether nothing given in a run is shown, released or not: each vote is a part of a result."""
    return isinstance(session.step_of(run.step), Vote) and not run.revealed


def seen_words(session: Session, response: Response, *, public: bool) -> SafeText:
    """A response in words; where the room looks on, only what it may see."""
    version = response.shown if public else response.latest
    if version is None:
        return NOT_RELEASED
    if public and kept_back(session, session.runs[response.run - 1]):
        return NOT_REVEALED
    return in_words(session.step_of(response.step), version.answer)


def _given(step: Step, answer: Answer) -> str:
    if answer.text is not None:
        return answer.text
    if answer.words:
        return ", ".join(answer.words)
    if answer.number is not None:
        return _number(step, answer.number)
    if not isinstance(step, Ask | Vote):
        return ""
    texts = {option.id: option.text for option in options_of(step)}
    chosen = [texts.get(option, SafeText(option)) for option in answer.options]
    if isinstance(step, Ask) and step.answer == "rank":
        return "  ".join(f"{place}. {text}" for place, text in enumerate(chosen, start=1))
    return ", ".join(chosen)


def _number(step: Step, number: float) -> str:
    given = write_number(number)
    scale = step.scale if isinstance(step, Ask) else None
    label = "" if scale is None else label_of(scale, round(number))
    return f"{given} ({label})" if label else given


def label_of(scale: Scale, point: int) -> str:
    """What a point of a scale means; empty if the scenario does not say."""
    if len(scale.labels) == scale.high - scale.low + 1:
        return scale.labels[point - scale.low]
    ends = {scale.low: 0, scale.high: -1}
    if len(scale.labels) == 2 and point in ends:
        return scale.labels[ends[point]]
    return ""


def first_line(text: SafeText) -> SafeText:
    """The text on one line, for lists."""
    return SafeText(" ".join(text.split()))


def group_name(session: Session, number: int | None) -> SafeText:
    """A group by its name; the room as a whole if None."""
    if number is None:
        return SafeText("The room")
    group = session.groups.get(number)
    return SafeText(f"Group {number}") if group is None else group.name


def asked_run(session: Session) -> Run | None:
    """The run whose answers are dealt with now: the current one, or the one that is shown."""
    run, step = session.run, session.step
    if run is None or isinstance(step, Ask | Vote):
        return run
    if isinstance(step, Show):
        shown = session.runs_of(step.of)
        return shown[-1] if shown else None
    return None


def asked_groups(session: Session, run: Run) -> list[Group]:
    """The groups that are asked in a run, in their order."""
    step = session.step_of(run.step)
    if not isinstance(step, Ask | Vote):
        return []
    sides = asked_sides(step, session.scenario)
    return [g for g in session.groups.values() if session.side_in(run, g) in sides]


def responses_of(session: Session, run: Run, group: int) -> list[Response]:
    """What a group gave in a run and did not withdraw, oldest first."""
    return [r for r in session.responses_in(run.number) if r.group == group and not r.withdrawn]


def group_answer(session: Session, run: Run, group: int) -> Response | None:
    """The group's one answer, where one answer a group is taken."""
    step = session.step_of(run.step)
    given = responses_of(session, run, group)
    by_group = isinstance(step, Ask | Vote) and step.by == "group"
    return given[-1] if by_group and given else None
