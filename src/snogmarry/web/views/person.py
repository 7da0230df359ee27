"""What one person may see: what they gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from snogmarry.scenario.models import Ask, Vote
from snogmarry.session.answered import in_words
from snogmarry.session.harvest_words import verdict
from snogmarry.session.rules.answers import (
    standing_for_group,
    standing_for_participant,
)
from snogmarry.session.state import (
    LearningPoint,
    Participant,
    Response,
    Session,
    Version,
)
from snogmarry.session.written import write_number
from snogmarry.text import EMPTY, REDACTED, SafeText
from snogmarry.web.views.group import status


@dataclass(frozen=True, slots=True)
class Mine:
    """Something that a participant gave."""

    title: SafeText
    text: SafeText
    status: str


def mine_view(session: Session, participant: int) -> list[Mine]:
    """All that a participant gave, newest first."""
    found = [
        mine for ref in session.sent.get(participant, {}) for mine in _at(session, ref, participant)
    ]
    return [mine for _, mine in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _at(session: Session, ref: str, participant: int) -> Iterator[tuple[int, Mine]]:
    """The newest that somebody gave to what `ref` names, and its place in the journal.

    An answer that is one person's reads as it stands, though the facilitator corrected it.
    """
    kind, _, number = ref.partition("-")
    if kind == "L":
        point = session.points[int(number)]
        title = SafeText(f"Learning point: {verdict(point.verdict)}")
        yield point.seqs[0], Mine(title, point.text, _point_status(point))
    elif kind == "R":
        response = session.responses[int(number)]
        step = session.step_of(response.step)
        given = [v for v in (*response.versions, *response.beside) if v.participant == participant]
        newest = max(given, key=lambda version: version.seq)
        corrected = getattr(step, "by", "") == "each" and response.latest.participant is None
        shown = response.latest if corrected else newest
        said = _of(session, response, shown)
        if corrected and not (response.withdrawn or response.redacted):
            said = f"corrected by the facilitator; {said}"
        yield newest.seq, Mine(step.title, in_words(step, shown.answer), said)


def _point_status(point: LearningPoint) -> str:
    if point.withdrawn or point.redacted:
        return "taken out by the facilitator"
    return "kept, the room can see it" if point.released else "kept, not shown yet"


def _of(session: Session, response: Response, version: Version) -> str:
    if response.withdrawn or response.redacted:
        return "taken out by the facilitator"
    if version is response.latest:
        return status(session, response)
    if version in response.beside:
        return "kept beside a newer answer"
    return "kept; a newer answer took its place"


def beside_view(session: Session, participant: Participant) -> Version | None:
    """The participant's own answer in the current run, if it lies beside their group's.

    Not one from before another of theirs that became the group's.
    """
    run = session.run
    if run is None or session.phase != "live":
        return None
    step = session.step_of(run.step)
    if not isinstance(step, Ask | Vote) or step.by != "group":
        return None
    given = standing_for_group(session, run, participant.group)
    if given is None or given.redacted:
        return None
    both = (*given.versions, *given.beside)
    own = [version for version in both if version.participant == participant.number]
    newest = max(own, key=lambda version: version.seq, default=None)
    return newest if newest in given.beside else None


@dataclass(frozen=True, slots=True)
class Current:
    """What a participant's form starts from."""

    text: SafeText = EMPTY
    options: tuple[str, ...] = ()
    number: str = ""
    words: str = ""
    reason: SafeText = EMPTY
    people: int = 0
    given: bool = False
    own: bool = False
    """Whether the participant gave any of it, not only others of the group."""
    counter: int = 0
    """The highest that the participant has used for it: what is sent next counts on from there."""
    versions: int = 0
    """Of a group's answer: how many there are, of which this is the newest."""


def current_answer(session: Session, participant: Participant) -> Current:
    """The answer that stands for a participant, or for their group, in the current run."""
    run = session.run
    if run is None or session.phase != "live":
        return Current()
    step = session.step_of(run.step)
    if not isinstance(step, Ask | Vote):
        return Current()
    if step.by == "group":
        given = standing_for_group(session, run, participant.group)
    else:
        given = standing_for_participant(session, run, participant.group, participant.number)
    if given is None or given.redacted:
        return Current()
    own = [v.counter for v in given.versions if v.participant == participant.number]
    return _from(given, own)


def _from(given: Response, own: list[int]) -> Current:
    answer = given.latest.answer
    return Current(
        text=answer.text or EMPTY,
        options=answer.options,
        number="" if answer.number is None else write_number(answer.number, thousands=False),
        words=", ".join(word for word in answer.words if word != REDACTED),
        reason=answer.reason or EMPTY,
        people=given.latest.people,
        given=True,
        own=bool(own),
        counter=max(own, default=0),
        versions=len(given.versions),
    )
