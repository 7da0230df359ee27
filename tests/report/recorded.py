"""Recorded sessions to make summaries of: events with their times, folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from snogmarry.journal import codec
from snogmarry.report.profiles import PROFILES, for_profile
from snogmarry.report.summary import Profile, Summary, summarise
from snogmarry.report.summary.evidence import Entry, LessonItem
from snogmarry.scenario.models import LessonList, Scenario
from snogmarry.session import events as e
from snogmarry.session import forget
from snogmarry.session.events import Answer, Event, Recorded
from snogmarry.session.fold import fold
from snogmarry.session.state import Session
from snogmarry.text import SafeText, clean

BEGAN = 1_790_000_000_000
"""UTC, ms: 21 September 2026, 14:13:20."""
MINUTE = 60_000

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> & &lt;b&gt;",
    "# not a heading\n- not a list\n1. not one either\n> not quoted\n---",
    "| a | cell | **bold** _it_ `code` ~~gone~~ [link](http://example.org) ![i](x.png)",
    '=HYPERLINK("http://example.org") +1 -1 @SUM(A1) $x^2$ {{ 7 * 7 }} {% raw %}',
    "http://example.org www.example.org someone@example.org #SaveTheShed @northfieldtrust",
    "[/b] [red]red[/] [@click=app.quit]x[/] \\[ \\ &amp; <!-- hidden -->",
    "مرحبا بالعالم، هذا نص من اليمين إلى اليسار",
    "Dŵr a llŷn: mae'r ŵyl yn Llanfair",
    "हिन्दी में एक उत्तर: क्षमा कीजिए",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🏳️‍🌈 ok",
    "two\nlines\n\nand a third",
    ']]> " onmouseover="x \' `` ``` <br> \\',
    "first\n\n    indented * text\n\n    - and again",
)


def safe(text: str) -> SafeText:
    return clean(text)


def scenario(**changes: Any) -> Scenario:
    """A scenario with every kind of step and answer."""
    ask = {"do": "ask", "time": "6m", "ask": {"campaign": "PROMPT-C", "trust": "PROMPT-T"}}
    both = {"do": "ask", "time": "2m", "ask": "PROMPT-BOTH"}
    stance = {"do": "vote", "time": "2m", "ask": "PROMPT-VOTE", "ballot": "stance", "reason": True}
    raw: dict[str, Any] = {
        "format": 1,
        "id": "the-notice",
        "title": "The notice on the door",
        "language": "en-GB",
        "summary": "A drop-in closes.\nNobody was told.",
        "lessons": "three",
        "objectives": [{"id": "in-public", "text": "Answer in public."}],
        "sides": [
            {
                "id": "campaign",
                "kind": "activist",
                "name": "Keep It Open",
                "aim": "AIM-C Keep the drop-in.",
                "brief": "BRIEF-C What we know.\n\nSecond paragraph.",
            },
            {
                "id": "trust",
                "kind": "institution",
                "name": "Northfield Trust",
                "aim": "AIM-T Move the service.",
                "brief": "BRIEF-T The stair.",
            },
        ],
        "channels": [
            {"id": "chirp", "name": "Chirp", "limit": 280},
            {"id": "blog", "name": "The blog"},
            {"id": "echo", "name": "The Echo"},
        ],
        "cast": [
            {"id": "maya", "name": "Maya", "handle": "@maya_shed", "about": "Comes often."},
            {"id": "dan", "name": "Dan", "handle": "@dan_echo"},
        ],
        "steps": [
            {
                "id": "rules",
                "do": "brief",
                "title": "Ground rules",
                "time": "3m",
                "text": "TEXT-RULES Nobody is marked.",
                "notes": "NOTES-RULES Hand out the cards.",
            },
            {
                "id": "friday",
                "do": "post",
                "title": "Friday",
                "time": "1m",
                "posts": [{"from": "maya", "on": "chirp", "text": "POST-FRIDAY Closed. #Shed"}],
            },
            {
                **ask,
                "id": "first",
                "title": "First word",
                "answer": "post",
                "on": "chirp",
                "lessons": ["swift", "clear"],
                "expect_within": "3m",
                "expect": "EXPECT-FIRST A holding answer.",
                "injects": [
                    {
                        "id": "press",
                        "after": "2m",
                        "from": "dan",
                        "on": "chirp",
                        "text": "INJECT-PRESS Any answer?",
                    },
                    {
                        "id": "quiet",
                        "after": "4m",
                        "unless_answered": "trust",
                        "from": "dan",
                        "on": "chirp",
                        "text": "INJECT-QUIET No word.",
                    },
                    {
                        "id": "petition",
                        "held": True,
                        "from": "maya",
                        "on": "chirp",
                        "text": "INJECT-PETITION 2,000 names.",
                    },
                ],
            },
            {**stance, "id": "stance-one", "title": "Stance one", "then": {"avoid": "page-one"}},
            {
                "id": "page-one",
                "do": "brief",
                "aside": True,
                "title": "Page one",
                "time": "2m",
                "text": "TEXT-ASIDE Our front page.",
            },
            {
                **both,
                "id": "pick",
                "title": "Pick some",
                "answer": "choices",
                "options": [{"id": "a", "text": "Ask first"}, {"id": "b", "text": "Be there"}],
            },
            {
                **both,
                "id": "rate",
                "title": "Rate it",
                "answer": "scale",
                "scale": {"from": 1, "to": 3, "labels": ["never", "always"]},
                "by": "each",
            },
            {
                **both,
                "id": "order",
                "title": "Put in order",
                "answer": "rank",
                "options": [{"id": "a", "text": "Speed"}, {"id": "b", "text": "Truth"}],
            },
            {**both, "id": "how-many", "title": "How many", "answer": "number"},
            {**both, "id": "in-words", "title": "In words", "answer": "words", "by": "each"},
            {**both, "id": "long", "title": "At length", "answer": "text", "by": "each"},
            {"id": "shoes", "do": "swap", "title": "Swap", "time": "1m"},
            {**stance, "id": "stance-two", "title": "Stance two"},
            {"id": "harvest", "do": "learn", "title": "Harvest", "time": "5m"},
            {"id": "promises", "do": "act", "title": "Promises", "time": "5m"},
        ],
        **changes,
    }
    return Scenario.model_validate(raw)


def lessons() -> LessonList:
    """Three lessons: one will have evidence, one was exercised only, one was not."""
    return LessonList.model_validate(
        {
            "format": 1,
            "id": "three",
            "title": "Three lessons",
            "about": "Where they come from.",
            "lessons": [
                {"id": "swift", "title": "Act swiftly", "text": "Soon.", "origin": "original"},
                {"id": "clear", "title": "Be clear", "text": "Plainly.", "origin": "original"},
                {
                    "id": "listen",
                    "title": "Listen",
                    "text": "First.",
                    "origin": "drawn",
                    "drawn_from": "What they wrote.",
                },
            ],
        }
    )


class Recording:
    """A session under way: every event comes at the time that `at` has been moved to."""

    def __init__(self, plan: Scenario | None = None, of: LessonList | None = None) -> None:
        self.session = Session()
        self.events: list[Recorded] = []
        self.at = 0
        self.slept = 0
        """How far the wall clock has got ahead of the time of the session, ms."""
        self.runs = 0
        self.add(e.SessionOpened("20260921-the-notice", plan or scenario(), of or lessons()))

    def wait(self, ms: int) -> None:
        self.at += ms

    def add(self, event: Event) -> None:
        wall = BEGAN + self.at + self.slept
        recorded = Recorded(self.session.head + 1, self.at, wall, event)
        fold(self.session, recorded)
        self.events.append(recorded)

    def group(self, side: str, name: str, people: int = 4) -> None:
        number = self.session.groups_made + 1
        self.add(e.GroupAdded(number, side, safe(name), people))

    def start(self, step: str, *, skipped: bool = False) -> int:
        self.runs += 1
        self.add(e.StepStarted(self.runs, step, skipped=skipped))
        return self.runs

    def give(self, group: int, answer: Answer, **more: Any) -> int:
        number = len(self.session.responses) + 1
        run = self.session.runs[self.runs - 1]
        side = self.session.side_in(run, self.session.groups[group])
        self.add(e.ResponseGiven(number, self.runs, group, side, answer, **more))
        return number

    def redact(self, ref: str) -> None:
        seqs = forget.seqs(self.session, ref)
        self.add(e.Redacted(ref, seqs))
        for seq in seqs:
            told = self.events[seq - 1]
            self.events[seq - 1] = replace(told, event=codec.redacted(told.event))

    def release(self, *responses: int) -> None:
        newest = ((n, len(self.session.responses[n].versions)) for n in responses)
        self.add(e.ResponsesReleased(tuple(newest)))


def text(words: str) -> Answer:
    return Answer(text=safe(words))


def lobby() -> Recording:
    """Opened, and nothing more."""
    return Recording()


def rich(plan: Scenario | None = None) -> Recording:
    """A whole workshop: every kind of answer, release, learning, and what goes wrong."""
    r = Recording(plan)
    r.add(
        e.DetailsSet(
            safe("Food for thought"), safe("Village hall"), safe("Alex"), safe("Be kind.\nListen.")
        )
    )
    r.group("campaign", "Red table", 5)
    r.group("campaign", "Blue table", 3)
    r.group("trust", "Green table", 4)
    r.wait(10 * MINUTE)
    r.start("rules")
    r.wait(2 * MINUTE)
    r.start("friday")
    r.wait(MINUTE)
    first = r.start("first")
    r.wait(90_000)
    r.give(1, text("Red's first word"))
    r.add(e.Paused(first))
    r.wait(30_000)
    r.add(e.Resumed(first))
    r.wait(30_000)
    r.add(e.InjectArrived(first, "press"))
    r.add(e.CastPosted(1, "maya", "blog", safe("On the spot"), first))
    r.wait(2 * MINUTE)
    r.give(3, text("We are sorry. Ruth"))
    r.add(e.ResponseCorrected(2, text("We are truly sorry. Ruth")))
    r.release(1, 2)
    r.add(e.ResponseCorrected(2, text("We are truly, truly sorry. Ruth")))
    r.give(2, text("Typed by mistake"))
    r.add(e.ResponseWithdrawn(3))
    r.add(e.PromptClosed(first, r.at))
    r.wait(5_000)
    r.give(2, text("Too late but honest"), late=True)
    _vote(r, "stance-one", ((1, "avoid", 4), (1, "snog", 1), (2, "avoid", 3), (3, "snog", 2)))
    r.add(e.HandsCounted(r.runs, 3, "trust", (("snog", 1), ("marry", 1), ("avoid", 2))))
    _answers(r)
    r.start("shoes")
    r.wait(MINUTE)
    _vote(r, "stance-two", ((1, "snog", 5), (2, "marry", 1), (2, "snog", 2), (3, "avoid", 4)))
    mistaken = r.start("promises")
    r.wait(2_000)
    r.add(e.Undone(r.session.head))
    assert r.session.runs[mistaken - 1].undone
    r.start("harvest", skipped=False)
    _learn(r)
    r.add(e.SessionEnded())
    return r


def _vote(r: Recording, step: str, given: tuple[tuple[int, str, int], ...]) -> None:
    run = r.start(step)
    r.wait(40_000)
    for group, option, people in given:
        reason = safe(f"Why {option}") if people > 1 else None
        r.give(group, Answer(options=(option,), reason=reason), people=people)
    r.add(e.VoteRevealed(run))
    r.wait(MINUTE)


def _answers(r: Recording) -> None:
    r.start("pick")
    r.give(1, Answer(options=("a", "b")))
    r.give(3, Answer(options=("b",)))
    for group, name in ((1, "Jo"), (2, "[b]Bo[/b] <i>"), (3, "")):
        r.add(e.ParticipantJoined(group, group, safe(name), f"token {group}", f"code {group}"))
    r.start("rate")
    for group, number in ((1, 1), (2, 3), (3, 2)):
        r.give(group, Answer(number=number), participant=group)
    r.start("order")
    r.give(1, Answer(options=("b", "a")))
    r.give(3, Answer(options=("b", "a")))
    r.start("how-many")
    r.give(1, Answer(number=61))
    r.give(3, Answer(number=23.5))
    r.start("in-words")
    r.give(1, Answer(words=(safe("warmth"), safe("quiet"))))
    r.give(3, Answer(words=(safe("Warmth"),)))
    r.start("long")
    for n, words in enumerate(HOSTILE):
        r.wait(1_000)
        r.give(1 + n % 3, text(words))
    r.add(e.AnsweredAloud(r.runs, 2))


def _learn(r: Recording) -> None:
    r.wait(3 * MINUTE)
    hostile = [n for n, x in r.session.responses.items() if x.step == "long"]
    run = r.runs
    drawn = (
        ("Answered at once", "strength", 1, ("swift",), (1, 2)),
        ("Too slow:\nfour minutes", "improve", 3, ("swift",), (2, hostile[0])),
        (HOSTILE[2], "improve", None, (), ()),
        ("Taken back", "strength", 1, ("clear",), ()),
    )
    for number, (words, verdict, group, of, shown) in enumerate(drawn, 1):
        r.add(
            e.LearningPointDrawn(
                number,
                safe(words),
                "strength" if verdict == "strength" else "improve",
                group,
                of,
                shown,
                run=run,
            )
        )
    r.add(e.LearningPointWithdrawn(4))
    r.add(e.EvidenceLinked(4, "swift"))
    r.add(e.EvidenceLinked(1, "swift"))
    r.add(e.EvidenceLinked(3, "clear"))
    r.add(
        e.ActionAgreed(1, safe(HOSTILE[1]), safe("Communications"), date(2026, 12, 1), ("swift",))
    )
    r.add(e.ActionAgreed(2, safe("Ring them"), safe("")))
    r.add(e.NoteTaken(1, safe("PRIVATE-NOTE Watch the blue table"), run))
    r.wait(MINUTE)


def argued() -> Recording:
    """The same workshop, where some evidence speaks against a lesson, and not only words show."""
    r = rich()
    r.add(e.EvidenceLinked(2, "clear", against=True))
    r.add(e.EvidenceLinked(1, "listen"))
    r.add(e.EvidenceLinked(1, "listen", against=True))
    r.add(
        e.LearningPointDrawn(
            5,
            safe("Waiting cost us nothing"),
            "strength",
            2,
            ("swift", "clear"),
            (4,),
            refs=("V-01", "T-01", "P-01", "I-02"),
            against=("swift",),
        )
    )
    return r


def finished() -> Recording:
    """The same workshop with a vote that the room never saw, in the facilitator's words, final.

    After that, something was changed.
    """
    r = argued()
    for number in range(6, 10):
        r.add(e.LearningPointDrawn(number, safe(f"Point {number}"), "improve", 1, ("swift",), ()))
    r.start("rules")
    r.start("stance-one")
    r.give(1, Answer(options=("marry",)), people=2)
    start, due = date(2026, 10, 1), date(2026, 11, 2)
    r.add(e.ActionAgreed(3, safe("Meet"), safe("Ruth"), due, ("clear",), start=start))
    for part in get_args(e.SummaryPart):
        r.add(e.SummaryTextSet(part, safe(f"OWN {part}")))
    r.add(e.SummaryMarked(final=True, through=r.session.head, digest="ab" * 32))
    r.add(e.ActionAgreed(4, safe("Call"), safe("")))
    return r


def followed() -> Recording:
    """Three phones at one table that vote twice, each for itself, and hands at another table."""
    r = Recording()
    r.group("campaign", "Red")
    r.group("campaign", "Blue")
    for person in (1, 2, 3):
        r.add(e.ParticipantJoined(person, 1, safe(""), f"token {person}", f"code {person}"))
    for step, given in (
        ("stance-one", ("avoid", "avoid", "marry")),
        ("stance-one", ("snog", "avoid", "avoid")),
    ):
        run = r.start(step)
        for person, option in enumerate(given, 1):
            answer = Answer(options=(option,), reason=safe(f"Why {option}"))
            r.give(1, answer, participant=person)
        r.add(e.HandsCounted(run, 2, "campaign", (("snog", 2), ("avoid", 1))))
        r.add(e.VoteRevealed(run))
    return r


def raised() -> Recording:
    """Votes of which hands were a part, some with more of them than people, and one held again.

    Green is three people, Blue two and Red five; five votes of Red make seven by two phones too
    many. Two steps exercise one lesson, one of them twice.
    """
    vote = {"id": "hold", "do": "vote", "title": "Hold it", "time": "2m", "ask": "PROMPT-HOLD"}
    options = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]
    plan = scenario()
    steps = [step.model_dump(mode="json", by_alias=True, exclude_none=True) for step in plan.steps]
    next(step for step in steps if step["id"] == "stance-one")["lessons"] = ["swift"]
    r = Recording(scenario(steps=[*steps, {**vote, "ballot": options, "lessons": ["swift"]}]))
    for side, name, people in (
        ("campaign", "Red", 5),
        ("campaign", "Blue", 2),
        ("trust", "Green", 3),
    ):
        r.group(side, name, people)
    run = r.start("stance-one")
    r.wait(MINUTE)
    for option in ("snog",) * 5 + ("avoid",) * 2:
        r.give(1, Answer(options=(option,)))
    r.add(e.HandsCounted(run, 2, "campaign", (("snog", 1), ("marry", 1), ("avoid", 0))))
    r.add(e.HandsCounted(run, 3, "trust", (("snog", 0), ("marry", 1), ("avoid", 2))))
    r.add(e.VoteRevealed(run))
    run = r.start("stance-one")
    r.wait(MINUTE)
    r.give(1, Answer(options=("marry",)), people=4)
    r.add(e.HandsCounted(run, 3, "trust", (("snog", 3), ("marry", 1), ("avoid", 0))))
    r.add(e.VoteRevealed(run))
    run = r.start("pick")
    r.add(e.HandsCounted(run, 1, "campaign", (("a", 5), ("b", 4))))
    r.give(3, Answer(options=("a", "b")), people=3)
    r.add(e.VoteRevealed(run))
    run = r.start("hold")
    r.wait(MINUTE)
    r.add(e.HandsCounted(run, 1, "campaign", (("yes", 4), ("no", 2))))
    r.add(e.HandsCounted(run, 2, "campaign", (("yes", 0), ("no", 4))))
    r.add(e.HandsCounted(run, 3, "trust", (("yes", 1), ("no", 2))))
    r.add(e.VoteRevealed(run))
    return r


def withheld() -> Recording:
    """The same workshop, where one side is two people, of whom the public gets no answers."""
    r = argued()
    r.add(e.HeadcountSet(3, 2))
    run = r.start("rate")
    for group in (1, 1, 1, 3):
        r.give(group, Answer(number=2))
    r.add(e.VoteRevealed(run))
    run = r.start("how-many")
    for group in (1, 3):
        r.give(group, Answer(number=2))
    r.add(e.VoteRevealed(run))
    return r


def redacted() -> Recording:
    """The same workshop, with words removed for good."""
    r = rich()
    for ref in ("R-001", "L-01", "A-02", "N-01", "G-02", "P-01"):
        r.redact(ref)
    return r


def large(responses: int = 2_000) -> Recording:
    """One long answer step and one vote, in eight groups."""
    r = Recording()
    for n in range(8):
        r.group("campaign" if n % 2 else "trust", f"Table {n + 1}", 5)
    for step in ("long", "stance-one"):
        r.start(step)
        for n in range(responses // 2):
            r.wait(100)
            if step == "long":
                words = f"{HOSTILE[n % len(HOSTILE)]} Answer {n} of someone who has a lot to say."
                r.give(1 + n % 8, text(words))
            else:
                option = ("snog", "marry", "avoid")[n % 3]
                r.give(1 + n % 8, Answer(options=(option,), reason=safe(f"Reason {n}")))
    for n in range(40):
        shown = tuple(1 + (n * 20 + k) % responses for k in range(10))
        lesson = ("swift", "clear", "listen")[n % 3]
        r.add(e.LearningPointDrawn(n + 1, safe(f"Point {n}"), "improve", 1, (lesson,), shown))
    r.add(e.SessionEnded())
    return r


SESSIONS: dict[str, Callable[[], Recording]] = {
    "lobby": lobby,
    "rich": rich,
    "argued": argued,
    "followed": followed,
    "raised": raised,
    "redacted": redacted,
    "large": lambda: large(200),
}
OTHERS: dict[str, Callable[[], Recording]] = {
    "followed": followed,
    "raised": raised,
    "withheld": withheld,
}
"""Sessions of which others than the facilitator have less, and not nothing."""


def read_by(sessions: Iterable[str]) -> list[tuple[str, Profile]]:
    """Sessions with whom their summary is for: the facilitator has all, others some."""
    others = [(name, profile) for name in OTHERS for profile in PROFILES if profile != PROFILES[0]]
    return [*((name, PROFILES[0]) for name in sessions), *others]


def summary(r: Recording, profile: Profile, *, names: bool = False, notes: bool = False) -> Summary:
    """The summary for somebody; others than the facilitator have no names and no notes."""
    own = profile == "facilitator"
    return for_profile(r.session, BEGAN, profile, names=names and own, notes=notes and own)


def made(session: Session, *, names: bool = False, notes: bool = False) -> Summary:
    return summarise(session, BEGAN, names, notes=notes)


def entries(summary: Summary) -> dict[str, Entry]:
    return {entry.ref: entry for part in summary.answered for entry in part.entries}


def lesson(summary: Summary, which: str) -> LessonItem:
    return next(item for item in summary.list.lessons if item.id == which)
