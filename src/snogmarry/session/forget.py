"""Which events hold the words of a thing, and taking those words out of the state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from snogmarry.session.events import Answer
from snogmarry.session.mending import mend
from snogmarry.session.state import Export, FeedPost, Group, Session
from snogmarry.text import REDACTED, PathText

_REF = re.compile(r"([A-Z])-0*([1-9][0-9]{0,8})")
DETAILS = "DETAILS"
"""The ref of event name, place, facilitator and ground rules, and of what exports were called."""
SUMMARY = "SUMMARY"
"""The ref of what the facilitator wrote into the summary."""


def seqs(session: Session, ref: str) -> tuple[int, ...]:
    """The seqs of the events that hold the words of `ref`; KeyError if there is no such thing.

    R-017 is a response, L-02 a learning point, A-01 an action, N-01 a note, P-01 a post made
    on the spot, G-01 a group's name, M-004 the name that a participant gave, S-03 what was
    changed in the texts of the third step, DETAILS the name, place and facilitator of the event
    with what its exports were called, SUMMARY what the facilitator wrote into the summary.
    """
    if ref in {DETAILS, SUMMARY}:
        parts = [session.details] if ref == DETAILS else session.texts.values()
        held = tuple(sorted(seq for part in parts for seq in part.seqs))
        if ref == DETAILS:
            held += tuple(export.seq for export in _exports(session))
        if not held:
            raise KeyError(ref)
        return held
    kind, number = _split(ref)
    match kind:
        case "R":
            response = session.responses[number]
            return tuple(version.seq for version in [*response.versions, *response.beside])
        case "L":
            return tuple(session.points[number].seqs)
        case "A":
            return tuple(session.actions[number].seqs)
        case "N":
            return (session.notes[number].seq,)
        case "P":
            return (_post(session, number).seq,)
        case "G":
            return tuple(_group_of(session, number).seqs)
        case "M":
            return (session.participants[number].seq,)
        case "S":
            return tuple(change.seq for change in session.mends[_step(session, number)])
        case _:
            raise KeyError(ref)


def words(session: Session, ref: str) -> None:
    """Put `REDACTED` in place of the words of `ref`."""
    if ref == DETAILS:
        if session.details.seqs:
            session.details = replace(
                session.details,
                event=REDACTED,
                place=REDACTED,
                facilitator=REDACTED,
                ground_rules=REDACTED,
            )
        for export in _exports(session):
            export.path = PathText(REDACTED)
        return
    if ref == SUMMARY:
        for part in session.texts.values():
            part.text = REDACTED
        return
    kind, number = _split(ref)
    _FORGET[kind](session, number)


def _exports(session: Session) -> Iterator[Export]:
    return (export for export in session.exports if not export.lasting)


def _split(ref: str) -> tuple[str, int]:
    match = _REF.fullmatch(ref)
    if match is None or match[1] not in _FORGET:
        raise KeyError(ref)
    return match[1], int(match[2])


def _post(session: Session, number: int) -> FeedPost:
    for post in session.feed:
        if post.post == number:
            return post
    raise KeyError(number)


def blanked(answer: Answer) -> Answer:
    """The answer without its typed words; choices and numbers stay."""
    return Answer(
        text=None if answer.text is None else REDACTED,
        options=answer.options,
        number=answer.number,
        words=tuple(REDACTED for _ in answer.words),
        reason=None if answer.reason is None else REDACTED,
    )


def _response(session: Session, number: int) -> None:
    response = session.responses[number]
    response.redacted = True
    for version in [*response.versions, *response.beside]:
        version.answer = blanked(version.answer)
    post = session.answers_in_feed.get(number)
    if post is not None:
        post.text = REDACTED


def _point(session: Session, number: int) -> None:
    session.points[number].text = REDACTED
    session.points[number].redacted = True


def _action(session: Session, number: int) -> None:
    action = session.actions[number]
    action.text, action.owner, action.redacted = REDACTED, REDACTED, True


def _note(session: Session, number: int) -> None:
    session.notes[number].text = REDACTED
    session.notes[number].redacted = True


def _made_post(session: Session, number: int) -> None:
    _post(session, number).text = REDACTED


def _group_of(session: Session, number: int) -> Group:
    return session.groups.get(number) or session.removed[number]


def _group(session: Session, number: int) -> None:
    _group_of(session, number).name = REDACTED


def _participant(session: Session, number: int) -> None:
    session.participants[number].name = REDACTED


def _step(session: Session, number: int) -> str:
    if number > len(session.steps):
        raise KeyError(number)
    return session.steps[number - 1].id


def _mended(session: Session, number: int) -> None:
    step = _step(session, number)
    for change in session.mends[step]:
        mend(session, step, change.part, REDACTED, change.side)


_FORGET: dict[str, Callable[[Session, int], None]] = {
    "R": _response,
    "L": _point,
    "A": _action,
    "N": _note,
    "P": _made_post,
    "G": _group,
    "M": _participant,
    "S": _mended,
}
