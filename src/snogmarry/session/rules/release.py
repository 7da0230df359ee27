"""What the room may see, and posts made on the spot."""

from __future__ import annotations

from snogmarry.scenario.models import Ask, Vote, injects_of
from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session.commands import Refused
from snogmarry.session.events import Event
from snogmarry.session.rules.answers import response_of, run_of
from snogmarry.session.rules.lobby import fits
from snogmarry.session.rules.registry import decides
from snogmarry.session.rules.steps import live_run
from snogmarry.session.state import Response, Session
from snogmarry.text import ANSWER_LIMIT


@decides(c.Release)
def release(s: Session, command: c.Release, now: int) -> list[Event]:
    responses = [response_of(s, number) for number in dict.fromkeys(command.responses)]
    late = next((response for response in responses if response.late), None)
    if late is not None:
        raise Refused(f"{late.ref} came late; admit it first if it is to be shown.")
    return _released([r for r in responses if r.waiting])


@decides(c.ReleaseAll)
def release_all(s: Session, command: c.ReleaseAll, now: int) -> list[Event]:
    run = run_of(s, command.run)
    waiting = [
        response
        for response in s.responses_in(run.number)
        if response.waiting and not response.late and command.group in {None, response.group}
    ]
    if not waiting:
        raise Refused("Nothing waits to be released here.")
    return _released(waiting)


def _released(responses: list[Response]) -> list[Event]:
    if not responses:
        return []
    return [e.ResponsesReleased(tuple((r.number, len(r.versions)) for r in responses))]


@decides(c.Hide)
def hide(s: Session, command: c.Hide, now: int) -> list[Event]:
    response = response_of(s, command.response)
    if response.released is None:
        raise Refused(f"{response.ref} is not shown, so there is nothing to hide.")
    return [e.ResponseHidden(response.number)]


@decides(c.RevealVote)
def reveal_vote(s: Session, command: c.RevealVote, now: int) -> list[Event]:
    run = run_of(s, command.run)
    step = s.step_of(run.step)
    if not isinstance(step, Vote | Ask):
        raise Refused("There is no vote in this step.")
    return [] if run.revealed else [e.VoteRevealed(run.number)]


@decides(c.ReleaseInject)
def release_inject(s: Session, command: c.ReleaseInject, now: int) -> list[Event]:
    run = live_run(s)
    if command.inject not in {inject.id for inject in injects_of(s.step_of(run.step))}:
        raise Refused(f"This step has no inject {command.inject!r}.")
    if command.inject in run.arrived:
        raise Refused("That one has arrived already, and what has arrived stays.")
    return [e.InjectArrived(run.number, command.inject)]


@decides(c.PostAs)
def post_as(s: Session, command: c.PostAs, now: int) -> list[Event]:
    try:
        s.scenario.character(command.character)
        channel = s.scenario.channel(command.channel)
    except KeyError as error:
        raise Refused(f"{error.args[0]!r} is not in this scenario.") from None
    if not command.text:
        raise Refused("There is no text in the post.")
    fits("post", command.text, channel.limit or ANSWER_LIMIT)
    run = s.current if s.phase == "live" else None
    return [e.CastPosted(s.posts_made + 1, command.character, command.channel, command.text, run)]
