"""Whatever is pressed, in whatever order: the state is sound, and only `Refused` is raised."""

from __future__ import annotations

import contextlib
from itertools import pairwise

from hypothesis import given, settings

from snogmarry.scenario.models import Ask, Vote, injects_of
from snogmarry.session.commands import Give, Refused, Send, SendHands, SendPoint
from snogmarry.session.coverage import coverage, unplaced
from snogmarry.session.events import Answer, ResponsesReleased
from snogmarry.session.fold import fold
from snogmarry.session.given import given as moment_of
from snogmarry.session.rules import decide
from snogmarry.session.state import Response, Run, Session
from snogmarry.session.tally import numbers, offer, ranking, tally, words
from snogmarry.session.timing import behind, dues, elapsed, next_due, phase_now, remaining, ticking
from tests.session.histories import Wish, commands, histories, play_all
from tests.session.play import Play


def check_sound(s: Session, now: int) -> None:
    """What must hold of any session at any time."""
    if s.plan is None:
        return
    check_clocks(s, now)
    check_answers(s)
    check_feed(s)
    for row in coverage(s):
        assert len(row.cells) == len(s.groups) + 1
        for cell in row.cells:
            assert all(not s.points[p].withdrawn for p in cell.points)
            assert all(s.responses[r].group == cell.group for r in cell.responses)
    assert all(not point.lessons for point in unplaced(s))
    here = [p for p in s.participants.values() if not p.removed]
    assert {(p.group, p.number) for p in here} == {
        (group, number) for group, members in s.members.items() for number in members
    }
    assert all(participant.group in s.groups for participant in here)
    sides = {group.side for group in s.groups.values()}
    assert sides <= {side.id for side in s.scenario.sides}


def check_clocks(s: Session, now: int) -> None:
    going = [run.number for run in s.runs if ticking(run)]
    assert going == ([s.current] if s.run and ticking(s.run) else [])
    assert (s.run is None) == (s.phase == "lobby")
    assert (s.ended_at is not None) == (s.phase == "debrief")
    for run in s.runs:
        assert 0 <= elapsed(run, now) <= now - run.started_at
        assert remaining(run, now) == run.time - elapsed(run, now)
        assert all(a.end is not None and a.end <= b.start for a, b in pairwise(run.spans))
        phase_now(s, run, now)
    due = next_due(s, now)
    assert due is None or s.run is not None
    assert [d.at for d in dues(s, now)] == sorted(d.at for d in dues(s, now))
    assert 0 <= s.lost <= now - (s.started_at or 0)
    behind(s, now)


def check_answers(s: Session) -> None:
    for number, response in s.responses.items():
        assert number == response.number
        assert response.released is None or 1 <= response.released <= len(response.versions)
        assert response.released is None or not response.withdrawn
        assert number in s.by_run[response.run]
        assert response.group in s.groups
        if response.late:
            assert not any(v.late for v in response.versions[: response.released or 0])
        in_time = any(not version.late for version in response.versions)
        assert response.counts or response.withdrawn or not in_time
    for run in s.runs:
        step = s.step_of(run.step)
        assert run.answered == first_answers(s, run)
        assert run.arrived <= {inject.id for inject in injects_of(step)}
        result = tally(s, run)
        assert isinstance(step, Ask | Vote) or result.counts == ()
        for count in result.counts:
            assert count.total == sum(count.by_side.values()) == sum(count.by_group.values())
            assert count.total <= result.voices
        offer(s, run)
        words(s, run, released=True)
        ranking(s, run)
        numbers(s, run)


def first_answers(s: Session, run: Run) -> dict[int, int]:
    """When each group first gave something that counts."""
    times: dict[int, list[int]] = {}
    for response in s.responses_in(run.number):
        moment = moment_of(s, response)
        if moment is not None:
            times.setdefault(response.group, []).append(moment.took)
    for (number, group), hands in s.hands.items():
        if number == run.number:
            times.setdefault(group, []).append(hands.took)
    for group, spoken in run.spoke.items():
        if not spoken.late:
            times.setdefault(group, []).append(spoken.took)
    return {group: min(found) for group, found in times.items()}


def check_feed(s: Session) -> None:
    shown = [(post.response, post.text) for post in s.feed if post.response is not None]
    posts = [r for r in s.responses.values() if r.step == "word" and r.shown is not None]
    assert sorted(shown) == [(r.number, r.shown and r.shown.answer.text) for r in posts]
    assert {number for number, _ in shown} == s.answers_in_feed.keys()
    seen = [(post.step, post.text) for post in s.feed if post.step and not post.inject]
    assert len([key for key in seen if key[0] == "news"]) <= 1


@given(histories)
@settings(max_examples=150, deadline=None)
def test_every_prefix_of_every_history_folds_to_a_sound_state(wishes: list[Wish]) -> None:
    play = play_all(wishes)
    session = Session()
    for recorded in play.journal:
        fold(session, recorded)
        check_sound(session, recorded.at)
    assert session == play.session


@given(histories)
@settings(max_examples=150, deadline=None)
def test_nothing_comes_to_be_shown_but_by_a_release(wishes: list[Wish]) -> None:
    session = Session()
    for recorded in play_all(wishes).journal:
        before = {number: r.released for number, r in session.responses.items()}
        fold(session, recorded)
        for number, response in session.responses.items():
            if response.released is not None and before.get(number) is None:
                assert isinstance(recorded.event, ResponsesReleased)


@given(histories, commands)
@settings(max_examples=150, deadline=None)
def test_deciding_changes_nothing_and_raises_only_refused(
    wishes: list[Wish], command: object
) -> None:
    play = play_all(wishes)
    before = repr(play.session)
    with contextlib.suppress(Refused):
        decide(play.session, command, play.now)  # type: ignore[arg-type]
    assert repr(play.session) == before


@given(histories)
@settings(max_examples=80, deadline=None)
def test_settling_twice_settles_once(wishes: list[Wish]) -> None:
    play: Play = play_all(wishes)
    from snogmarry.session.commands import Settle

    play.do(Settle())
    assert play.do(Settle()) == []


@given(histories)
@settings(max_examples=80, deadline=None)
def test_no_answer_that_was_accepted_is_ever_missing(wishes: list[Wish]) -> None:
    play = play_all(wishes)
    sent: set[tuple[int, str]] = set()
    for command in play.accepted:
        if isinstance(command, Send):
            # What comes under the same key is the same thing sent again.
            if (command.participant, command.key) in sent:
                continue
            sent.add((command.participant, command.key))
        if isinstance(command, Give | Send):
            kept = play.session.responses_in(command.run)
            assert any(
                response.redacted or command.answer in answers_of(response) for response in kept
            )


@given(histories)
@settings(max_examples=100, deadline=None)
def test_what_a_phone_sends_again_changes_nothing(wishes: list[Wish]) -> None:
    play = play_all(wishes)
    for command in [c for c in play.accepted if isinstance(c, Send | SendHands | SendPoint)]:
        if (command.participant, command.key) in play.session.kept:
            with contextlib.suppress(Refused):
                assert decide(play.session, command, play.now) == []


def answers_of(response: Response) -> list[Answer]:
    return [version.answer for version in [*response.versions, *response.beside]]
