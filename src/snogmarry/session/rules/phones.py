"""Participants and what their phones send."""

from __future__ import annotations

from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session.commands import Refused
from snogmarry.session.events import Event
from snogmarry.session.given import is_late
from snogmarry.session.rules.answers import (
    asked_side,
    asking,
    check_answer,
    check_hands,
    check_people,
    newer_version,
    no_longer_counted,
    released_by_itself,
    run_of,
    standing_for_group,
    standing_for_participant,
)
from snogmarry.session.rules.harvest import check_words
from snogmarry.session.rules.lobby import NAME_LIMIT, fits, group_of
from snogmarry.session.rules.registry import decides
from snogmarry.session.state import Participant, Response, Run, Session

MOST_PARTICIPANTS = 20_000
MOST_POINTS = 100
"""Learning points of one phone: each of them stands in front of the facilitator."""
KEY_LIMIT = 64
CODE_LIMIT = 32


# Who takes part


@decides(c.OpenJoining)
def open_joining(s: Session, command: c.OpenJoining, now: int) -> list[Event]:
    return [] if command.open == s.joining else [e.JoiningOpened(command.open)]


@decides(c.SetCode)
def set_code(s: Session, command: c.SetCode, now: int) -> list[Event]:
    if not 1 <= len(command.code) <= CODE_LIMIT or not command.code.isalnum():
        raise Refused("A code is made of letters and figures.")
    return [] if command.code == s.code else [e.CodeSet(command.code)]


@decides(c.Join)
def join(s: Session, command: c.Join, now: int) -> list[Event]:
    if command.token in s.tokens:
        return []
    if not s.joining:
        raise Refused("Joining is closed. Ask the facilitator to open it again.")
    if not s.code or command.code != s.code:
        raise Refused("That is not the code on the screen.")
    if len(s.participants) >= MOST_PARTICIPANTS:
        raise Refused("No more phones can join. Share one with somebody in your group.")
    fits("name", command.name, NAME_LIMIT)
    group = _emptiest(s) if command.group is None else group_of(s, command.group).number
    joined = e.ParticipantJoined(
        len(s.participants) + 1,
        group,
        command.name,
        command.token,
        command.rejoin,
        whole=command.whole,
    )
    return [joined]


def _emptiest(s: Session) -> int:
    """The group that the next one goes to, so that sides and then groups come out even."""
    here = {number: len(s.members.get(number, ())) for number in s.groups}
    sides: dict[str, int] = {}
    for group in s.groups.values():
        sides[group.side] = sides.get(group.side, 0) + here[group.number]
    return min(s.groups.values(), key=lambda g: (sides[g.side], here[g.number], g.number)).number


@decides(c.Return)
def come_back(s: Session, command: c.Return, now: int) -> list[Event]:
    if command.token in s.tokens:
        return []
    number = s.rejoins.get(command.by)
    if number is None:
        raise Refused("Nobody here has that personal code.")
    participant_of(s, number)
    return [e.ParticipantReturned(number, command.token, command.rejoin)]


@decides(c.MoveParticipant)
def move_participant(s: Session, command: c.MoveParticipant, now: int) -> list[Event]:
    participant = participant_of(s, command.participant)
    group = group_of(s, command.group)
    if participant.group == group.number:
        return []
    return [e.ParticipantMoved(participant.number, group.number)]


@decides(c.RemoveParticipant)
def remove_participant(s: Session, command: c.RemoveParticipant, now: int) -> list[Event]:
    return [e.ParticipantRemoved(participant_of(s, command.participant).number)]


@decides(c.ShareSummary)
def share_summary(s: Session, command: c.ShareSummary, now: int) -> list[Event]:
    return [] if command.shared == s.summary_shared else [e.SummaryShared(command.shared)]


def participant_of(s: Session, number: int) -> Participant:
    """The participant of that number who still takes part, or Refused."""
    participant = s.participants.get(number)
    if participant is None:
        raise Refused("Nobody of that number has joined.")
    if participant.removed:
        raise Refused("The facilitator has taken this phone out of the session.")
    return participant


# What they send


@decides(c.Send)
def send(s: Session, command: c.Send, now: int) -> list[Event]:
    participant = participant_of(s, command.participant)
    if _kept(s, command):
        return []
    run = run_of(s, command.run)
    step = asking(s, run)
    side = asked_side(s, run, step, participant.group)
    check_answer(s, step, command.answer)
    people = _people_behind(s, participant, command.people, whole_group=step.by == "group")
    late = is_late(run, now, by_phone=True)
    if step.by == "group":
        earlier = standing_for_group(s, run, participant.group)
    else:
        earlier = standing_for_participant(s, run, participant.group, participant.number)
    if earlier is not None:
        return _once_more(s, earlier, command, people, late=late)
    number = len(s.responses) + 1
    given = e.ResponseGiven(
        number,
        run.number,
        participant.group,
        side,
        command.answer,
        people=people,
        late=late,
        participant=participant.number,
        key=command.key,
        counter=command.counter,
    )
    # What came in time stays what counts.
    before = [] if late else _before(s, run, participant, whole_group=step.by == "group")
    return [
        given,
        *released_by_itself(s, step, number, 1, late=late),
        *no_longer_counted(s.responses[number] for number in before),
    ]


def _before(s: Session, run: Run, participant: Participant, *, whole_group: bool) -> list[int]:
    """Responses that a new one takes the place of.

    They are redacted, or one's own for a group that one was in before.
    """
    if whole_group:
        return s.by_group.get((run.number, participant.group), [])
    return s.by_participant.get((run.number, participant.number), [])


def _once_more(
    s: Session, earlier: Response, command: c.Send, people: int, *, late: bool
) -> list[Event]:
    """A newer version of what stands, or one to be kept beside it."""
    number, answer, who = earlier.number, command.answer, command.participant
    key, counter = command.key, command.counter
    if _is_overtaken(earlier, command):
        return [e.ResponseOvertaken(number, answer, who, people, late, key, counter)]
    corrected = e.ResponseCorrected(number, answer, people, late, who, key, counter)
    return newer_version(s, earlier, corrected)


def _is_overtaken(earlier: Response, command: c.Send) -> bool:
    latest = earlier.latest
    if latest.answer == command.answer:
        return False
    if latest.participant == command.participant:
        return command.counter < latest.counter
    return command.seen < len(earlier.versions)


def _people_behind(s: Session, participant: Participant, people: int, *, whole_group: bool) -> int:
    if participant.whole:
        check_people(people)
        return people
    if not whole_group:
        return 1
    # It is the answer of all in the group; where nobody counted them, of all who have a phone.
    return s.groups[participant.group].people or len(s.members[participant.group])


@decides(c.SendHands)
def send_hands(s: Session, command: c.SendHands, now: int) -> list[Event]:
    participant = participant_of(s, command.participant)
    if not participant.whole:
        raise Refused("Only one phone for the whole group gives numbers of people.")
    if _kept(s, command):
        return []
    run = run_of(s, command.run)
    side = check_hands(s, run, participant.group, command.counts)
    late = is_late(run, now, by_phone=True)
    before = s.hands.get((run.number, participant.group))
    if not late and before is not None and before.participant is None:
        raise Refused("The facilitator has counted your group's hands. Tell them what to change.")
    counted = e.HandsCounted(
        run.number,
        participant.group,
        side,
        command.counts,
        late=late,
        participant=participant.number,
        key=command.key,
    )
    return [counted]


@decides(c.SendPoint)
def send_point(s: Session, command: c.SendPoint, now: int) -> list[Event]:
    participant = participant_of(s, command.participant)
    if _kept(s, command):
        return []
    check_words(s, command.text, command.verdict, command.lessons)
    points = sum(ref.startswith("L-") for ref in s.sent.get(participant.number, ()))
    if points >= MOST_POINTS:
        raise Refused(f"A phone sends at most {MOST_POINTS} learning points. Say the others aloud.")
    drawn = e.LearningPointDrawn(
        len(s.points) + 1,
        command.text,
        command.verdict,
        group=participant.group,
        lessons=command.lessons,
        released=False,
        run=s.current if s.phase == "live" else None,
        participant=participant.number,
        key=command.key,
    )
    return [drawn]


def _kept(s: Session, command: c.Send | c.SendHands | c.SendPoint) -> bool:
    if not 1 <= len(command.key) <= KEY_LIMIT:
        raise Refused("What a phone sends needs a key of its own.")
    return (command.participant, command.key) in s.kept
