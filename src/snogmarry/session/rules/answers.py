"""What may be answered, by whom, and when it is late."""

from __future__ import annotations

import math
from collections.abc import Iterable

from snogmarry.scenario.models import Ask, Option, Scenario, Vote, asked_sides, ballot
from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session.commands import Refused
from snogmarry.session.events import Answer, Event
from snogmarry.session.given import aloud, is_late
from snogmarry.session.rules.lobby import MOST_PEOPLE, fits, group_of
from snogmarry.session.rules.registry import decides
from snogmarry.session.state import Response, Run, Session
from snogmarry.text import ANSWER_LIMIT, MOST_WORDS, WORD_LIMIT

REASON_LIMIT = 200
LARGEST_NUMBER = 1e15


@decides(c.Give)
def give(s: Session, command: c.Give, now: int) -> list[Event]:
    run = run_of(s, command.run)
    step = asking(s, run)
    group = group_of(s, command.group)
    side = asked_side(s, run, step, command.group)
    check_answer(s, step, command.answer)
    check_people(command.people)
    late = _is_late(run, group.number, now)
    earlier = standing_for_group(s, run, group.number) if step.by == "group" else None
    if earlier is not None:
        said = e.ResponseCorrected(
            earlier.number, command.answer, command.people, late=late, anew=True
        )
        return newer_version(s, earlier, said)
    number = len(s.responses) + 1
    given = e.ResponseGiven(
        number,
        run.number,
        group.number,
        side,
        command.answer,
        people=command.people,
        late=late,
    )
    replaces = step.by == "group" and not late
    before = s.by_group.get((run.number, group.number), []) if replaces else []
    return [
        given,
        *released_by_itself(s, step, number, 1, late=late),
        *no_longer_counted(s.responses[number] for number in before),
    ]


def standing_for_group(s: Session, run: Run, group: int) -> Response | None:
    """The group's answer that another one would replace, where a step takes one of each group."""
    return _first_standing(s, s.by_group.get((run.number, group), []))


def standing_for_participant(s: Session, run: Run, group: int, participant: int) -> Response | None:
    """The participant's own answer for that group, which another one would replace."""
    own = s.by_participant.get((run.number, participant), [])
    return _first_standing(s, [number for number in own if s.responses[number].group == group])


def _first_standing(s: Session, numbers: list[int]) -> Response | None:
    standing = (s.responses[number] for number in numbers)
    return next((r for r in standing if not r.withdrawn and not r.redacted), None)


def no_longer_counted(responses: Iterable[Response]) -> list[Event]:
    """These are withdrawn because one that was given anew takes their place."""
    return [e.ResponseWithdrawn(r.number) for r in responses if not r.withdrawn]


def released_by_itself(
    s: Session, step: Ask | Vote, number: int, version: int, *, late: bool
) -> list[Event]:
    """A release of that version, where the step shows answers at once."""
    if late or not s.shows_at_once(step):
        return []
    return [e.ResponsesReleased(((number, version),), by_itself=True)]


@decides(c.Correct)
def correct(s: Session, command: c.Correct, now: int) -> list[Event]:
    response = response_of(s, command.response)
    run = s.runs[response.run - 1]
    check_answer(s, asking(s, run), command.answer)
    check_people(command.people)
    if command.anew:
        late = _is_late(run, response.group, now)
    else:
        # What was on time stays on time when the scribe mends a slip afterwards.
        by_phone = response.participant is not None
        late = response.latest.late and is_late(run, now, by_phone=by_phone)
    corrected = e.ResponseCorrected(
        response.number, command.answer, command.people, late=late, anew=command.anew
    )
    return newer_version(s, response, corrected, repeated=command.anew)


def _is_late(run: Run, group: int, now: int) -> bool:
    """Whether what the scribe types for a group comes late; not if it was marked in time."""
    return is_late(run, now, by_phone=False) and aloud(run, group) is None


def newer_version(
    s: Session, response: Response, corrected: e.ResponseCorrected, *, repeated: bool = False
) -> list[Event]:
    """What follows from a newer version of a response; nothing if it says the same.

    `repeated`: it was said once more, in the same words perhaps.
    """
    if response.redacted:
        raise Refused(f"{response.ref} was redacted; its words are gone for good.")
    latest = response.latest
    same = (corrected.answer, corrected.people) == (latest.answer, latest.people)
    if same and not repeated:
        return []
    step = asking(s, s.runs[response.run - 1])
    version = len(response.versions) + 1
    shown = released_by_itself(s, step, response.number, version, late=corrected.late)
    return [corrected, *shown]


@decides(c.Withdraw)
def withdraw(s: Session, command: c.Withdraw, now: int) -> list[Event]:
    return [e.ResponseWithdrawn(response_of(s, command.response).number)]


@decides(c.Admit)
def admit(s: Session, command: c.Admit, now: int) -> list[Event]:
    response = response_of(s, command.response)
    if not response.late:
        raise Refused(f"{response.ref} is not late, so it counts already.")
    step = asking(s, s.runs[response.run - 1])
    version = len(response.versions)
    shown = released_by_itself(s, step, response.number, version, late=False)
    return [e.ResponseAdmitted(response.number), *shown]


@decides(c.MarkAloud)
def mark_aloud(s: Session, command: c.MarkAloud, now: int) -> list[Event]:
    run = run_of(s, command.run)
    step = asking(s, run)
    asked_side(s, run, step, command.group)
    if command.aloud == (command.group in run.aloud):
        return []
    return [e.AnsweredAloud(run.number, command.group, command.aloud)]


@decides(c.CountHands)
def count_hands(s: Session, command: c.CountHands, now: int) -> list[Event]:
    run = run_of(s, command.run)
    side = check_hands(s, run, command.group, command.counts)
    before = s.hands.get((run.number, command.group))
    if before is not None and before.counts == dict(command.counts):
        return []
    return [e.HandsCounted(run.number, command.group, side, command.counts)]


def check_hands(s: Session, run: Run, group: int, counts: tuple[tuple[str, int], ...]) -> str:
    """The side of a group that counts hands; Refused if the counts do not fit the step."""
    step = asking(s, run)
    side = asked_side(s, run, step, group)
    if not counts_hands(step):
        raise Refused("Hands can be counted only where there is something to choose.")
    offered = [option.id for option in options_of(step)]
    if sorted(option for option, _ in counts) != sorted(offered):
        raise Refused(f"Give one number for each of the {len(offered)} options.")
    if any(not 0 <= number <= MOST_PEOPLE for _, number in counts):
        raise Refused(f"Counts are numbers from 0 to {MOST_PEOPLE}.")
    return side


def counts_hands(step: Ask | Vote) -> bool:
    """Whether a show of hands can answer the step."""
    ranked = isinstance(step, Ask) and step.answer == "rank"
    return bool(options_of(step)) and not ranked


@decides(c.WithdrawHands)
def withdraw_hands(s: Session, command: c.WithdrawHands, now: int) -> list[Event]:
    if (command.run, command.group) not in s.hands:
        raise Refused("No hands were counted for that group here.")
    return [e.HandsWithdrawn(command.run, command.group)]


def options_of(step: Ask | Vote) -> tuple[Option, ...]:
    """What can be chosen in a step; none where the answer is not a choice."""
    return ballot(step) if isinstance(step, Vote) else step.options or ()


def limit_of(s: Session, step: Ask) -> int:
    """Characters that an answer to the step may have."""
    return limit_in(s.scenario, step)


def limit_in(scenario: Scenario, step: Ask) -> int:
    """The same, before there is a session."""
    if step.limit is not None:
        return step.limit
    channel = scenario.channel(step.on) if step.answer == "post" and step.on else None
    return ANSWER_LIMIT if channel is None or channel.limit is None else channel.limit


def check_answer(s: Session, step: Ask | Vote, answer: Answer) -> None:
    """Refuse an answer that the step cannot take, saying what it takes."""
    if answer.reason is not None:
        if isinstance(step, Ask) or not step.reason:
            raise Refused("This step takes no reason beside the answer.")
        fits("reason", answer.reason, REASON_LIMIT)
    kind = "choice" if isinstance(step, Vote) else step.answer
    _only(answer, kind)
    match kind:
        case "text" | "post":
            if not answer.text:
                raise Refused("There is no text in the answer.")
            fits(
                "answer", answer.text, limit_of(s, step) if isinstance(step, Ask) else ANSWER_LIMIT
            )
        case "choice" | "choices" | "rank":
            _check_options(kind, [o.id for o in options_of(step)], answer.options)
        case "scale" | "number":
            _check_number(step, answer.number)
        case _:
            _check_words(answer)


def _only(answer: Answer, kind: str) -> None:
    fields = {
        "text": answer.text is not None,
        "options": bool(answer.options),
        "number": answer.number is not None,
        "words": bool(answer.words),
    }
    own = {"post": "text", "scale": "number", "choice": "options", "choices": "options"}
    wanted = own.get(kind, "options" if kind == "rank" else kind)
    if any(filled for name, filled in fields.items() if name != wanted):
        raise Refused("That is not the kind of answer this step takes.")


def _check_options(kind: str, offered: list[str], given: tuple[str, ...]) -> None:
    if not set(given) <= set(offered) or len(set(given)) != len(given):
        raise Refused("Choose among the options offered, each at most once.")
    if kind == "choice" and len(given) != 1:
        raise Refused("Choose one of the options.")
    if kind == "choices" and not given:
        raise Refused("Choose at least one of the options.")
    if kind == "rank" and len(given) != len(offered):
        raise Refused(f"Put all {len(offered)} options in order.")


def _check_number(step: Ask | Vote, number: float | None) -> None:
    if number is None or not math.isfinite(number) or abs(number) > LARGEST_NUMBER:
        raise Refused("Write a number.")
    scale = step.scale if isinstance(step, Ask) and step.answer == "scale" else None
    if scale is None:
        return
    if number != round(number) or not scale.low <= number <= scale.high:
        raise Refused(f"Write a whole number from {scale.low} to {scale.high}.")


def _check_words(answer: Answer) -> None:
    if not answer.words or not all(answer.words):
        raise Refused("Write at least one word.")
    if len(answer.words) > MOST_WORDS:
        raise Refused(f"At most {MOST_WORDS} words, please; these are {len(answer.words)}.")
    for word in answer.words:
        fits("word", word, WORD_LIMIT)


def check_people(people: int) -> None:
    """Refuse a number of people that nobody could be."""
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused(f"At least one person stands behind an answer, at most {MOST_PEOPLE}.")


def asking(s: Session, run: Run) -> Ask | Vote:
    """The step of a run, if it takes answers, or Refused."""
    step = s.step_of(run.step)
    if not isinstance(step, Ask | Vote):
        raise Refused("This step takes no answers; a learning point or a note can be kept instead.")
    return step


def asked_side(s: Session, run: Run, step: Ask | Vote, group: int) -> str:
    """The side that a group plays in a run, if the step asks it, or Refused."""
    side = s.side_in(run, group_of(s, group))
    if side not in asked_sides(step, s.scenario):
        raise Refused(f"{s.scenario.side(side).name} is not asked in this step.")
    return side


def run_of(s: Session, number: int) -> Run:
    """The run of that number, or Refused."""
    if not 1 <= number <= len(s.runs):
        raise Refused("That step has not run.")
    run = s.runs[number - 1]
    if run.undone:
        raise Refused("The start of that step was undone.")
    return run


def response_of(s: Session, number: int) -> Response:
    """The response of that number, if it was not withdrawn, or Refused."""
    response = s.responses.get(number)
    if response is None:
        raise Refused(f"There is no response R-{number:03}.")
    if response.withdrawn:
        raise Refused(f"{response.ref} was withdrawn.")
    return response
