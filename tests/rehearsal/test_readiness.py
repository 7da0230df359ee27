"""A report finds what was acknowledged and is not in the file, or is there twice."""

from __future__ import annotations

from dataclasses import replace

from snogmarry.rehearsal.crowd import Result
from snogmarry.rehearsal.phone import Sent
from snogmarry.rehearsal.readiness import Readiness, judge, lines
from snogmarry.session import commands as c
from snogmarry.session.events import Recorded
from tests.session.play import Play


def played(*answers: str) -> Play:
    play = Play.opened()
    somebody = play.join(1)
    play.do(c.Jump("word"))
    for number, text in enumerate(answers):
        play.send(somebody, text, key=f"key-{number}", counter=number)
    play.do(c.EndSession())
    return play


def sent(number: int, text: str, *, kept: str = "kept", ref: str = "R-001") -> Sent:
    return Sent("/answer", 1, (("text", text),), (), f"key-{number}", kept=kept, ref=ref)


def judged(play: Play, *what: Sent) -> Readiness:
    return judge(play.journal, Result(1, 1, sent=list(what)))


def last_line(found: Readiness) -> str:
    return list(lines(found))[-1]


def test_all_that_was_acknowledged_is_there() -> None:
    found = judged(played("Save it!", "Save it all!"), sent(0, "Save it!"), sent(1, "Save it all!"))
    assert found.ready
    assert last_line(found) == "READY"


def test_what_was_acknowledged_and_is_not_there_is_found() -> None:
    found = judged(played("Save it!"), sent(0, "Save it!"), sent(1, "Never came"))
    assert found.missing == ["key-1"]
    assert last_line(found) == "NOT READY: 1 acknowledged but not in the file"


def test_what_is_there_twice_is_found() -> None:
    play = played("Save it!")
    once = next(r for r in play.journal if getattr(r.event, "key", ""))
    twice: Recorded = replace(once, seq=play.journal[-1].seq + 1)
    twice = replace(twice, event=replace(once.event, response=2))  # type: ignore[call-arg]
    found = judge([*play.journal, twice], Result(1, 1, sent=[sent(0, "Save it!")]))
    assert last_line(found) == "NOT READY: 1 more than once in the file"


def test_an_answer_that_said_what_stood_already_is_no_loss() -> None:
    play = played("Save it!")
    assert judged(play, sent(0, "Save it!"), sent(1, "Save it!", ref="")).ready
    assert not judged(play, sent(0, "Save it!"), sent(1, "Drain it!", ref="")).ready


def test_what_was_never_delivered_is_found() -> None:
    found = judged(played("Save it!"), sent(0, "Save it!"), sent(1, "Still here", kept=""))
    assert last_line(found) == "NOT READY: 1 never acknowledged"
