"""Random wishes of a facilitator who presses anything at any time."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from snogmarry.scenario.models import Step, Vote
from snogmarry.session import commands as c
from snogmarry.session.events import Answer
from snogmarry.text import PathText, clean
from tests.session.play import SCENARIO, Play

Wish = tuple[int, c.Command]
"""Ms to wait, and what to do then."""

HERE = 0
"""As a run: the one that the room is in then."""
NEWEST = -1
"""As a response: the one given last."""
FITTING = Answer()
"""As an answer: one that the step takes."""

numbers = st.integers(0, 6)
codes = st.sampled_from(["CODE", "CODE", "OTHER"])
digests = st.sampled_from([f"digest {number}" for number in range(6)])
phones = st.integers(1, 4)
keys = st.sampled_from(["", *(f"key {number}" for number in range(8))])
texts = st.text(max_size=60).map(clean)
steps = st.sampled_from([*(step.id for step in SCENARIO.steps), "nowhere"])
sides = st.sampled_from(["friends", "council", "nobody"])
lessons = st.lists(st.sampled_from(["be-quick", "be-kind", "unknown"]), max_size=2).map(tuple)
options = st.lists(st.sampled_from(["snog", "marry", "avoid", "a", "b"]), max_size=3).map(tuple)
counts = st.sampled_from(
    [
        (("snog", 12), ("marry", 3), ("avoid", 5)),
        (("avoid", 0), ("snog", 1), ("marry", 0)),
        (("snog", -1), ("marry", 0), ("avoid", 0)),
        (("snog", 1),),
        (),
    ]
)
answers = st.builds(
    Answer,
    text=st.none() | texts,
    options=st.just(()) | options,
    number=st.none() | st.floats(allow_nan=True) | st.integers(0, 6).map(float),
    words=st.just(()) | st.lists(texts, max_size=3).map(tuple),
    reason=st.none() | texts,
) | st.sampled_from(
    [
        Answer(text=clean("Save our pond")),
        Answer(options=("snog",)),
        Answer(options=("avoid",)),
        Answer(options=("a", "b")),
        Answer(number=3),
        Answer(words=(clean("mud"),)),
    ]
)
refs = st.sampled_from(
    [
        "R-001",
        "R-002",
        "L-01",
        "A-01",
        "N-01",
        "P-01",
        "G-01",
        "G-03",
        "M-001",
        "S-05",
        "DETAILS",
        "SUMMARY",
        "?",
    ]
)
flow = st.sampled_from(
    [
        c.Next(),
        c.Next(),
        c.Next(),
        c.Skip(),
        c.Back(),
        c.Again(),
        c.Pause(),
        c.Resume(),
        c.ClosePrompt(),
        c.ReopenPrompt(),
        c.EndSession(),
        c.ReopenSession(),
        c.Undo(),
        c.Undo(),
        c.Settle(),
    ]
)
commands: st.SearchStrategy[c.Command] = st.one_of(
    flow,
    flow,
    st.builds(c.Jump, steps, st.booleans()),
    st.builds(c.Extend, st.integers(-600_000, 600_000)),
    st.builds(c.SetDetails, texts, texts, texts, texts),
    st.builds(c.ShareScreen, st.booleans()),
    st.builds(c.BlankStage, st.booleans()),
    st.builds(c.AddGroup, sides, texts, numbers),
    st.builds(c.RenameGroup, numbers, texts),
    st.builds(c.SetHeadcount, numbers, st.integers(-1, 40)),
    st.builds(c.RemoveGroup, numbers),
    st.builds(
        c.MendStep,
        steps,
        st.sampled_from(["title", "text", "ask", "notes", "time"]),
        texts,
        st.none() | sides,
    ),
    st.builds(c.MendStepTime, steps, st.integers(0, 900_000)),
    st.builds(c.SetReleaseMode, steps, st.booleans()),
    st.builds(c.Give, numbers, numbers, answers, numbers),
    st.builds(c.Give, numbers, numbers, answers),
    st.builds(c.OpenJoining, st.booleans()),
    st.builds(c.SetCode, st.sampled_from(["CODE", "CODE", "OTHER", "", "no code"])),
    st.builds(c.Join, codes, digests, digests, st.none() | numbers, texts, st.booleans()),
    st.builds(c.Return, digests, digests, digests),
    st.builds(c.MoveParticipant, numbers, numbers),
    st.builds(c.RemoveParticipant, numbers),
    st.builds(c.Send, numbers, keys, numbers, answers, numbers, numbers, numbers),
    st.builds(c.SendHands, numbers, keys, numbers, counts),
    st.builds(c.SendPoint, numbers, keys, texts, st.sampled_from(["strength", "improve"]), lessons),
    st.builds(c.ShareSummary, st.booleans()),
    st.builds(c.Correct, numbers, answers, numbers),
    st.builds(c.Withdraw, numbers),
    st.builds(c.MarkAloud, numbers, numbers, st.booleans()),
    st.builds(c.CountHands, numbers, numbers, counts),
    st.builds(c.WithdrawHands, numbers, numbers),
    st.builds(c.Release, st.lists(numbers, max_size=3).map(tuple)),
    st.builds(c.ReleaseAll, numbers, st.none() | numbers),
    st.builds(c.Hide, numbers),
    st.builds(c.Admit, numbers),
    st.builds(c.RevealVote, numbers),
    st.builds(c.ReleaseInject, st.sampled_from(["timed", "silence", "kept", "none"])),
    st.builds(c.PostAs, st.sampled_from(["ana", "bo"]), st.sampled_from(["chirp", "x"]), texts),
    st.builds(
        c.DrawPoint,
        texts,
        st.sampled_from(["strength", "improve"]),
        st.none() | numbers,
        lessons,
        st.lists(numbers, max_size=2).map(tuple),
    ),
    st.builds(
        c.ChangePoint,
        numbers,
        texts,
        st.sampled_from(["strength", "improve"]),
        st.none(),
        lessons,
        refs=st.lists(st.sampled_from(["V-01", "T-01", "P-01", "I-02", "V-99"]), max_size=2).map(
            tuple
        ),
        against=lessons,
    ),
    st.builds(c.WithdrawPoint, numbers),
    st.builds(c.ReleasePoint, numbers, st.booleans()),
    st.builds(
        c.LinkEvidence,
        numbers,
        st.sampled_from(["be-quick", "be-kind", "x"]),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(c.AgreeAction, texts, texts, st.none() | st.just(date(2027, 2, 28)), lessons),
    st.builds(c.ChangeAction, numbers, texts, texts, st.none(), lessons),
    st.builds(c.WithdrawAction, numbers),
    st.builds(c.TakeNote, texts),
    st.builds(c.SetSummaryText, st.sampled_from(["title", "introduction", "conclusions"]), texts),
    st.builds(c.MarkSummary, st.booleans()),
    st.builds(c.NoteExport, st.sampled_from([PathText("a.html"), PathText("b.md")])),
    st.builds(c.Redact, refs),
    st.builds(c.ReportClockJump, st.integers(-90_000, 90_000)),
    st.builds(
        c.Attend,
        st.sampled_from(["boot", "boot", "other boot"]),
        st.integers(0, 10**9),
        st.none() | st.integers(0, 10**6),
        st.booleans(),
    ),
)
here: st.SearchStrategy[c.Command] = st.one_of(
    st.builds(c.Give, st.just(HERE), st.integers(1, 3), st.just(FITTING), st.integers(1, 3)),
    st.builds(c.Give, st.just(HERE), st.integers(1, 3), st.just(FITTING)),
    st.builds(c.Give, st.just(HERE), st.integers(1, 3), answers),
    st.builds(c.MarkAloud, st.just(HERE), st.integers(1, 3), st.booleans()),
    st.builds(c.CountHands, st.just(HERE), st.integers(1, 3), counts),
    st.builds(c.WithdrawHands, st.just(HERE), st.integers(1, 3)),
    st.builds(c.Join, st.just("CODE"), digests, digests, st.integers(1, 2), texts, st.booleans()),
    *[
        st.builds(c.Send, phones, keys, st.just(HERE), given, numbers, numbers, numbers)
        for given in (st.just(FITTING), st.just(FITTING), answers)
    ],
    st.builds(c.SendHands, phones, keys, st.just(HERE), counts),
    st.builds(c.Correct, st.just(NEWEST), st.just(FITTING) | answers),
    st.builds(c.Withdraw, st.just(NEWEST)),
    st.builds(c.Release, st.just((NEWEST,))),
    st.builds(c.Hide, st.just(NEWEST)),
    st.builds(c.Admit, st.just(NEWEST)),
    st.builds(c.ReleaseAll, st.just(HERE)),
    st.builds(c.RevealVote, st.just(HERE)),
)
waits = st.sampled_from([0, 0, 1, 500, 2_500, 30_000, 61_000, 150_000, 400_000])
wishes = st.lists(
    # Not one_of, which would flatten the kinds and drown what moves the room.
    st.tuples(waits, st.sampled_from([flow, here, here, commands]).flatmap(lambda kind: kind)),
    min_size=15,
    max_size=60,
)
beginnings = st.sampled_from(["rules", "word", "stance", "quick", "score", "order"])
histories: st.SearchStrategy[list[Wish]] = st.builds(
    lambda step, rest: [(0, c.Jump(step)), *rest], beginnings, wishes
)


def play_all(wishes: list[Wish]) -> Play:
    """Play a history; what is refused changes nothing and is passed over."""
    play = Play.opened()
    play.do(c.SetCode("CODE"))
    for wait, command in wishes:
        with contextlib.suppress(c.Refused):
            play.do(placed(play, command), after=wait)
    return play


def placed(play: Play, command: c.Command) -> c.Command:
    """The command with what `HERE`, `NEWEST` and `FITTING` stand for just then."""
    changes: dict[str, object] = {}
    if getattr(command, "run", None) == HERE:
        changes["run"] = play.session.current or 1
    if getattr(command, "response", None) == NEWEST:
        changes["response"] = len(play.session.responses)
    if getattr(command, "responses", None) == (NEWEST,):
        changes["responses"] = (len(play.session.responses),)
    if getattr(command, "answer", None) == FITTING:
        changes["answer"] = _fitting(play.session.step)
    return replace(command, **changes) if changes else command


def _fitting(step: Step | None) -> Answer:
    if isinstance(step, Vote):
        return Answer(options=("avoid",))
    match getattr(step, "answer", "text"):
        case "words":
            return Answer(words=(clean("mud"), clean("Calm")))
        case "scale":
            return Answer(number=4)
        case "rank":
            return Answer(options=("b", "a"))
        case _:
            return Answer(text=clean("Save our pond"))
