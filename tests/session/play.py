"""A session in memory, with a clock that is moved by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.session.commands import Attend, Command, Give, Join, OpenSession, Send, SetCode
from snogmarry.session.events import Answer, Event, Recorded
from snogmarry.session.fold import fold
from snogmarry.session.rules import carry_out
from snogmarry.session.state import Run, Session
from snogmarry.text import SafeText, clean

MINUTE = 60_000
EPOCH = 1_700_000_000_000

LESSONS = LessonList.model_validate(
    {
        "format": 1,
        "id": "two-lessons",
        "title": "Two lessons",
        "about": "Made for tests.",
        "lessons": [
            {"id": "be-quick", "title": "Be quick", "text": "Answer soon.", "origin": "original"},
            {"id": "be-kind", "title": "Be kind", "text": "Be kind.", "origin": "original"},
        ],
    }
)

SCENARIO = Scenario.model_validate(
    {
        "format": 1,
        "id": "pond",
        "title": "The pond",
        "summary": "A pond is to be filled in.",
        "lessons": "two-lessons",
        "sides": [
            {"id": "friends", "kind": "activist", "name": "Friends", "aim": "Keep.", "brief": "B."},
            {
                "id": "council",
                "kind": "institution",
                "name": "Council",
                "aim": "Go.",
                "brief": "C.",
            },
        ],
        "channels": [{"id": "chirp", "name": "Chirp", "limit": 40}],
        "cast": [{"id": "ana", "name": "Ana", "handle": "@ana"}],
        "steps": [
            {"id": "rules", "do": "brief", "title": "Rules", "time": "1m", "text": "Be fair."},
            {
                "id": "news",
                "do": "post",
                "title": "News",
                "time": "1m",
                "posts": [{"from": "ana", "on": "chirp", "text": "The pond goes!"}],
            },
            {
                "id": "word",
                "do": "ask",
                "title": "First word",
                "time": "5m",
                "ask": {"friends": "What do you post?", "council": "What do you answer?"},
                "answer": "post",
                "on": "chirp",
                "lessons": ["be-quick"],
                "injects": [
                    {"id": "timed", "after": "2m", "from": "ana", "on": "chirp", "text": "Well?"},
                    {
                        "id": "silence",
                        "after": "3m",
                        "unless_answered": "council",
                        "from": "ana",
                        "on": "chirp",
                        "text": "No word from the council.",
                    },
                    {"id": "kept", "held": True, "from": "ana", "on": "chirp", "text": "Signed!"},
                ],
            },
            {"id": "look", "do": "show", "title": "Look", "time": "2m", "of": "word"},
            {
                "id": "stance",
                "do": "vote",
                "title": "Snog, marry or avoid?",
                "time": "2m",
                "ask": "And now?",
                "ballot": "stance",
                "reason": True,
                "then": {"avoid": "worse"},
            },
            {
                "id": "worse",
                "do": "post",
                "aside": True,
                "title": "Worse",
                "time": "1m",
                "posts": [{"from": "ana", "on": "chirp", "text": "Front page."}],
            },
            {"id": "shoes", "do": "swap", "title": "Swap", "time": "1m"},
            {
                "id": "quick",
                "do": "ask",
                "title": "One word each",
                "time": "1m",
                "ask": {"friends": "Which words?"},
                "answer": "words",
                "by": "each",
                "closes": "time",
                "release": "at-once",
            },
            {
                "id": "score",
                "do": "ask",
                "title": "How sure?",
                "time": "1m",
                "ask": "How sure are you?",
                "answer": "scale",
                "scale": {"from": 1, "to": 5},
            },
            {
                "id": "order",
                "do": "ask",
                "title": "In order",
                "time": "1m",
                "ask": "What comes first?",
                "answer": "rank",
                "by": "each",
                "options": [{"id": "a", "text": "Ducks"}, {"id": "b", "text": "Frogs"}],
            },
            {"id": "talk", "do": "discuss", "title": "Talk", "time": "12m", "pattern": "1-2-4-all"},
            {"id": "learn", "do": "learn", "title": "Learn", "time": "5m"},
            {"id": "act", "do": "act", "title": "Act", "time": "5m"},
            {"id": "end", "do": "break", "title": "Thanks", "time": "1m"},
        ],
    }
)


@dataclass
class Play:
    """A session that is played step by step; `now` is session time in ms."""

    session: Session = field(default_factory=Session)
    now: int = 0
    journal: list[Recorded] = field(default_factory=list)
    accepted: list[Command] = field(default_factory=list)

    @classmethod
    def opened(cls, scenario: Scenario = SCENARIO, lessons: LessonList = LESSONS) -> Play:
        play = cls()
        play.do(OpenSession("test", scenario, lessons))
        play.do(Attend("boot", 0))
        return play

    def do(self, command: Command, *, after: int = 0) -> list[Event]:
        """Carry out a command `after` ms; give back all that was recorded."""
        self.now += after
        first = len(self.journal)
        carry_out(self.session, command, self.now, self.record)
        self.accepted.append(command)
        return [recorded.event for recorded in self.journal[first:]]

    def record(self, event: Event) -> None:
        at = max(self.now, self.session.at)
        recorded = Recorded(self.session.head + 1, at, EPOCH + at, event)
        fold(self.session, recorded)
        self.journal.append(recorded)

    @property
    def run(self) -> Run:
        run = self.session.run
        assert run is not None
        return run

    def give(self, group: int, text: str, *, after: int = 0, run: int | None = None) -> list[Event]:
        number = self.run.number if run is None else run
        return self.do(Give(number, group, Answer(text=clean(text))), after=after)

    def join(self, group: int | None = None, *, whole: bool = False, name: str = "") -> int:
        """A phone joins; gives its participant's number."""
        if not self.session.code:
            self.do(SetCode("CODE"))
        number = len(self.session.participants) + 1
        self.do(Join("CODE", f"t{number}", f"r{number}", group, clean(name), whole))
        return number

    def send(
        self, participant: int, answer: Answer | str, *, after: int = 0, **how: Any
    ) -> list[Event]:
        """A phone sends an answer to the current run, with a key of its own.

        `how` names what else the command has, such as `seen` or another `run`.
        """
        given = Answer(text=clean(answer)) if isinstance(answer, str) else answer
        unlike = {"key": f"k{len(self.journal)}", "run": self.session.current}
        return self.do(Send(participant, answer=given, **unlike | how), after=after)

    def feed(self) -> list[SafeText]:
        return [post.text for post in self.session.feed]
