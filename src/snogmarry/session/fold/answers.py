"""What groups gave, and what of it the room may see."""

from __future__ import annotations

from dataclasses import replace

from snogmarry.scenario.models import Ask
from snogmarry.session import events as e
from snogmarry.session.events import Recorded
from snogmarry.session.fold.phones import keep
from snogmarry.session.fold.registry import folds
from snogmarry.session.given import aloud, given, is_late
from snogmarry.session.state import (
    Deed,
    FeedPost,
    Hands,
    Response,
    Run,
    Session,
    Spoken,
    Version,
)
from snogmarry.session.timing import clock_of
from snogmarry.text import EMPTY, SafeText


@folds(e.ResponseGiven)
def _response_given(s: Session, r: Recorded, event: e.ResponseGiven) -> None:
    run = s.runs[event.run - 1]
    took = clock_of(run, s.groups[event.group], r.at)
    response = Response(
        number=event.response,
        run=event.run,
        step=run.step,
        group=event.group,
        side=event.side,
        took=took,
        versions=[_version(r, event)],
        participant=event.participant,
    )
    s.responses[event.response] = response
    s.by_run.setdefault(event.run, []).append(event.response)
    s.by_group.setdefault((event.run, event.group), []).append(event.response)
    if event.participant is not None:
        own = s.by_participant.setdefault((event.run, event.participant), [])
        own.append(event.response)
    if not event.late:
        run.answered.setdefault(event.group, took)
    keep(s, event.participant, event.key, response.ref, "late" if event.late else "kept")


@folds(e.ResponseCorrected)
def _response_corrected(s: Session, r: Recorded, event: e.ResponseCorrected) -> None:
    response = s.responses[event.response]
    response.versions.append(replace(_version(r, event), anew=event.anew))
    if not event.late:
        run = s.runs[response.run - 1]
        run.answered.setdefault(response.group, clock_of(run, s.groups[response.group], r.at))
    keep(s, event.participant, event.key, response.ref, "late" if event.late else "kept")


@folds(e.ResponseOvertaken)
def _response_overtaken(s: Session, r: Recorded, event: e.ResponseOvertaken) -> None:
    response = s.responses[event.response]
    response.beside.append(_version(r, event))
    keep(s, event.participant, event.key, response.ref, "beside")


def _version(
    r: Recorded, event: e.ResponseGiven | e.ResponseCorrected | e.ResponseOvertaken
) -> Version:
    return Version(
        r.seq,
        r.at,
        r.wall,
        event.answer,
        event.people,
        event.late,
        event.participant,
        event.counter,
    )


@folds(e.ResponseWithdrawn)
def _response_withdrawn(s: Session, r: Recorded, event: e.ResponseWithdrawn) -> None:
    response = s.responses[event.response]
    response.withdrawn = True
    _hide(s, response)
    _time_first_answer(s, s.runs[response.run - 1], response.group)


@folds(e.ResponsesReleased)
def _responses_released(s: Session, r: Recorded, event: e.ResponsesReleased) -> None:
    before = tuple((number, s.responses[number].released) for number, _ in event.released)
    for number, version in event.released:
        response = s.responses[number]
        response.released = version
        _show_in_feed(s, r, response)
    if not event.by_itself:
        run = s.responses[event.released[0][0]].run
        s.deeds.append(Deed(r.seq, "release", run, before=before))


def _show_in_feed(s: Session, r: Recorded, response: Response) -> None:
    step = s.step_of(response.step)
    if not isinstance(step, Ask) or step.answer != "post" or step.on is None:
        return
    if response.number in s.answers_in_feed:
        _refresh_in_feed(s, response)
        return
    post = FeedPost(
        seq=r.seq,
        at=r.at,
        wall=r.wall,
        run=response.run,
        channel=step.on,
        text=_words_shown(response),
        step=response.step,
        response=response.number,
        group=response.group,
        side=response.side,
        took=response.took,
    )
    s.feed.append(post)
    s.answers_in_feed[response.number] = post


def _words_shown(response: Response) -> SafeText:
    shown = response.shown or response.latest
    return shown.answer.text or EMPTY


def _refresh_in_feed(s: Session, response: Response) -> None:
    post = s.answers_in_feed.get(response.number)
    if post is not None:
        post.text = _words_shown(response)


def _drop_from_feed(s: Session, responses: set[int]) -> None:
    gone = responses & s.answers_in_feed.keys()
    for number in gone:
        del s.answers_in_feed[number]
    if gone:
        s.feed = [post for post in s.feed if post.response not in gone]


@folds(e.ResponseHidden)
def _response_hidden(s: Session, r: Recorded, event: e.ResponseHidden) -> None:
    _hide(s, s.responses[event.response])


def _hide(s: Session, response: Response) -> None:
    response.released = None
    _drop_from_feed(s, {response.number})


@folds(e.ResponseAdmitted)
def _response_admitted(s: Session, r: Recorded, event: e.ResponseAdmitted) -> None:
    response = s.responses[event.response]
    response.admitted = True
    _time_first_answer(s, s.runs[response.run - 1], response.group)


@folds(e.AnsweredAloud)
def _answered_aloud(s: Session, r: Recorded, event: e.AnsweredAloud) -> None:
    run = s.runs[event.run - 1]
    if event.aloud:
        late = is_late(run, r.at, by_phone=False)
        took = clock_of(run, s.groups[event.group], r.at)
        run.spoke[event.group] = Spoken(took, r.at, r.wall, late)
    else:
        run.spoke.pop(event.group, None)
    _time_first_answer(s, run, event.group)


@folds(e.HandsCounted)
def _hands_counted(s: Session, r: Recorded, event: e.HandsCounted) -> None:
    run = s.runs[event.run - 1]
    keep(s, event.participant, event.key, "", "late" if event.late else "kept")
    before = s.hands.get((event.run, event.group))
    took = clock_of(run, s.groups[event.group], r.at) if before is None else before.took
    counts, who = dict(event.counts), event.participant
    hands = Hands(event.run, event.group, event.side, counts, took, r.seq, who)
    if event.late:
        s.late_hands[event.run, event.group] = hands
        return
    s.hands[event.run, event.group] = hands
    _time_first_answer(s, run, event.group)


@folds(e.HandsWithdrawn)
def _hands_withdrawn(s: Session, r: Recorded, event: e.HandsWithdrawn) -> None:
    del s.hands[event.run, event.group]
    _time_first_answer(s, s.runs[event.run - 1], event.group)


def _time_first_answer(s: Session, run: Run, group: int) -> None:
    written = (given(s, s.responses[n]) for n in s.by_group.get((run.number, group), ()))
    said = aloud(run, group)
    times = [one.took for one in (said, *written) if one is not None]
    if (run.number, group) in s.hands:
        times.append(s.hands[run.number, group].took)
    if times:
        run.answered[group] = min(times)
    else:
        run.answered.pop(group, None)


@folds(e.VoteRevealed)
def _vote_revealed(s: Session, r: Recorded, event: e.VoteRevealed) -> None:
    s.runs[event.run - 1].revealed = True
    s.deeds.append(Deed(r.seq, "release", event.run))


def take_back_release(s: Session, deed: Deed) -> None:
    """Show what the room saw before the release; a vote is no longer revealed."""
    if not deed.before:
        s.runs[deed.run - 1].revealed = False
    gone: set[int] = set()
    for number, version in deed.before:
        response = s.responses[number]
        if response.released is None:
            continue  # hidden since, and it stays so
        response.released = version
        if version is None:
            gone.add(number)
        else:
            _refresh_in_feed(s, response)
    _drop_from_feed(s, gone)
