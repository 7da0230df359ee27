"""One whole workshop at 80 columns by 24 rows, from `make run` to the files for its readers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from snogmarry.journal.reading import read_events, read_session
from snogmarry.scenario.models import Ask, Vote
from snogmarry.session import events as e
from snogmarry.session.events import Recorded
from snogmarry.session.rules.answers import options_of
from snogmarry.session.state import Response, Session
from tests.end_to_end.conftest import made, only_session
from tests.end_to_end.facilitator import Facilitator
from tests.terminal import Terminal

EVENT, PLACE, NAME = "A wet Tuesday", "Room 4, up the stairs", "Ida Marsh"
KETTLE, CORNET, LEDGER = "Kettle", "Cornet", "Ledger"
"""Two groups of the campaign and one of the trust."""

FIRST_WORDS = {
    KETTLE: "Where do we go on Monday? Ask the quokka.",
    CORNET: "Kind to the staff, angry at the lock: narwhal.",
    LEDGER: "You should have heard it from us. Sorry. Okapi",
}
CORRECTED = "Kind to the staff, angry at the lock: axolotl."
FIGURES = {KETTLE: "6143", CORNET: "1427", LEDGER: "2339"}
RIGHT = {
    KETTLE: "Nobody is in hospital. We counted. Pangolin",
    CORNET: "Please stop sharing this. Tapir",
    LEDGER: "The building is not safe; that is why. Numbat",
}
NURSE = {
    KETTLE: "Thank him in public",
    CORNET: "Write to him in private first",
    LEDGER: "Answer what he said and leave him be",
}
MESSAGES = {KETTLE: "Tea with Maya today? Wombat", LEDGER: "May I come to the door at one? Fossa"}
SPEAKERS = (
    "Someone who uses the Shed",
    "The nurse",
    "A brother or a sister",
    "The councillor",
    "The chief executive",
)
QUESTIONS = {
    KETTLE: "Who broke that promise, and when? Jerboa",
    CORNET: "Would you open it again? Quoll",
    LEDGER: "Would you help us, or fight it? Kinkajou",
}
HONEST = {
    KETTLE: "I decided to close it. Kakapo",
    CORNET: "I do not know yet. Hoatzin",
    LEDGER: "We would help. Tell us first. Bongo",
}
STATEMENT = "From Monday in the hall, three days a week. Both of us. Saiga"
ASIDE_POST = "A word from the stairs, and nobody told me to say it."
REASONS = ("They answered us.", "They put it on a door.")
POINTS = (
    "A rough word in time beats a fine one late.",
    "Count before you shout.",
)
ACTION = "Ring one person on the other side"
NOTE = "Kettle went quiet when the stair came up: gerenuk."
UNRELEASED = "Never mind what we wrote here. Zorilla"

GROUPS = [(KETTLE, 4), (LEDGER, 5), (CORNET, 3)]
HANDS = [(2, 1, 1), (1, 0, 4), (1, 3, 0), (2, 3, 0), (2, 1, 0)]
WRITTEN = (
    *({**FIRST_WORDS, CORNET: CORRECTED}).items(),
    (KETTLE, REASONS[0]),
    *FIGURES.items(),
    *RIGHT.items(),
    (LEDGER, UNRELEASED),
    *NURSE.items(),
    *MESSAGES.items(),
    (KETTLE, ", ".join(SPEAKERS)),
    (LEDGER, ", ".join(SPEAKERS[::-1])),
    *QUESTIONS.items(),
    *HONEST.items(),
    (LEDGER, STATEMENT),
)
"""Every answer and its group."""
NEVER_SHOWN = ("narwhal", "gerenuk", "Zorilla", "holding answer within minutes")
"""What was corrected, noted, held back; what a good answer would be."""


@pytest.fixture
def facilitator(computer: Path) -> Iterator[Facilitator]:
    with Terminal(made("the-drop-in"), cwd=computer.parent) as terminal:
        yield Facilitator(terminal)


def test_a_workshop_from_the_lobby_to_the_summary(facilitator: Facilitator, computer: Path) -> None:
    f = facilitator
    the_room_is_set_up(f)
    friday(f)
    the_room_reads_the_first_words(f)
    the_first_vote(f)
    saturday(f)
    sunday_to_tuesday(f)
    sides_are_swapped(f)
    wednesday(f)
    what_was_learned(f)
    the_debrief(f)
    assert f.leaves_program() == 0
    path = only_session(computer)
    all_that_was_typed_is_kept(f, read_session(path))
    what_was_corrected_is_kept_too(read_events(path))
    nothing_unreleased_stood_on_the_stage(f)
    readers_find_it_in_the_summary(f, [Path(export.path) for export in read_session(path).exports])


def the_room_is_set_up(f: Facilitator) -> None:
    f.sees("The drop-in that closed on a Friday", "n start")
    f.describes(EVENT, PLACE, NAME)
    f.names_group(1, KETTLE, 4)
    f.names_group(2, LEDGER, 5)
    f.adds_group("Keep the Shed Open", CORNET, 3)
    f.sees("3 groups · 12 people")
    f.mends("Tuesday, one microphone", "Tuesday, one voice", "90s")
    f.sees("Tuesday, one voice")
    f.starts()
    f.sees("Everything here is invented")
    f.pauses()
    f.resumes()
    f.goes_on("Who you are")


def friday(f: Facilitator) -> None:
    f.goes_on("Friday, twenty to five")
    f.sees("#SaveTheShed")
    f.goes_on("Your first public word")
    f.sees("0 of 3 groups have answered")
    f.goes_to_desk()
    f.sees("A good answer")
    for group, text in FIRST_WORDS.items():
        f.answers(group, text)
    f.corrects(CORNET, CORRECTED)
    f.goes_to_stage()
    f.sees("3 of 3 groups have answered")
    f.releases_inject("2,000 of you have signed since")
    f.posts_as("Gwen", ASIDE_POST)
    f.closes()
    f.sees("CLOSED")
    f.reopens_prompt()
    f.gives_time("90s")
    f.sees("6:00 planned + 1:30")
    f.presses("-")
    f.sees("6:00 planned + 0:30")
    f.presses("+")
    f.sees("6:00 planned + 1:30")
    f.pauses()
    f.resumes()


def the_room_reads_the_first_words(f: Facilitator) -> None:
    """One is released, then a group's, and what was released first is hidden and shown again."""
    f.goes_on("What the other side saw")
    f.goes_to_desk()
    f.releases_picked(f.refs[FIRST_WORDS[KETTLE]])
    f.goes_to_stage()
    f.sees("Ask the quokka.", "▲ Kettle · after")
    f.goes_to_desk()
    f.hides_picked(f.refs[FIRST_WORDS[KETTLE]])
    f.goes_to_stage()
    f.sees_no("quokka")
    f.undoes("What the other side saw")
    f.goes_to_desk()
    f.releases_group(2)
    f.goes_to_stage()
    f.sees("Okapi")
    f.goes_to_desk()
    f.releases_everything()
    f.goes_to_stage()
    f.sees("axolotl", "quokka", "Okapi")
    f.blanks()
    f.unblanks()


def the_first_vote(f: Facilitator) -> None:
    """Hands and one vote with its reason; avoid leads, and its aside is taken."""
    f.goes_on("Snog, marry or avoid?")
    f.goes_to_desk()
    f.votes(KETTLE, "Snog", REASONS[0])
    f.counts_hands(KETTLE, (2, 1, 1))
    f.counts_hands(LEDGER, (1, 0, 4))
    f.goes_to_stage()
    f.sees("9 votes are in")
    assert "an aside is offered" not in f.terminal.text
    f.reveals()
    f.sees("an aside is offered: d")
    f.goes_to_desk()
    f.sees("Avoid leads. Press > for “Monday morning, page one”")
    f.takes_offer("Monday morning, page one")
    f.goes_to_stage()
    f.sees("aside", "our front page")


def saturday(f: Facilitator) -> None:
    """Numbers; then posts that show at once; a step back and a step taken again."""
    f.goes_on("Saturday, breakfast time")
    f.goes_on("The figure")
    f.goes_to_desk()
    for group, number in FIGURES.items():
        f.answers_number(group, number)
    f.goes_to_stage()
    f.sees("3 of 3 groups have answered")
    f.releases_all()
    f.sees("1,427", "2,339")
    f.goes_on("Put it right, or leave it?")
    for group, text in RIGHT.items():
        f.answers(group, text)
    f.sees("Numbat")
    f.goes_back("The figure")
    f.undoes("Put it right, or leave it?")
    f.takes_again()
    f.goes_to_desk()
    f.holds_answers()
    f.answers(LEDGER, UNRELEASED)
    f.goes_to_stage()
    f.marks_aloud(KETTLE)
    f.notes(NOTE)


def sunday_to_tuesday(f: Facilitator) -> None:
    """A choice, a private message, an order, a question; one step is skipped."""
    f.goes_on("Sunday, ten at night")
    f.goes_on("The nurse")
    f.goes_to_desk()
    for group, option in NURSE.items():
        f.chooses(group, option)
    f.goes_to_stage()
    f.releases_all()
    f.goes_on("Monday, somebody you know")
    f.goes_to_desk()
    for group, text in MESSAGES.items():
        f.answers(group, text)
    f.goes_to_stage()
    f.sees("2 of 3 groups have answered")
    f.releases_all()
    f.sees("Wombat", "Fossa")
    f.goes_on("Tuesday, one voice")
    f.sees("1:30 planned")
    f.goes_to_desk()
    f.ranks(KETTLE, SPEAKERS)
    f.ranks(LEDGER, SPEAKERS[::-1])
    f.goes_to_stage()
    f.releases_all()
    f.skips("The hardest question")
    f.undoes("Tuesday, one voice")
    f.goes_on("The hardest question")
    f.goes_to_desk()
    for group, text in QUESTIONS.items():
        f.answers(group, text)
    f.goes_to_stage()
    f.releases_all()


def sides_are_swapped(f: Facilitator) -> None:
    f.goes_on("Swap sides")
    f.sees("Kettle  plays  ■ Northfield Community Trust", "Ledger  plays  ▲ Keep the Shed Open")
    f.goes_on("Answer your own question")
    f.goes_to_desk()
    for group, text in HONEST.items():
        f.answers(group, text)
    f.goes_to_stage()
    f.goes_on("The question and its answer")
    f.sees_no("Kakapo")
    f.releases_all()
    f.sees("Kakapo", "■ Kettle")
    f.goes_on("Back to your own side")


def wednesday(f: Facilitator) -> None:
    f.goes_on("Wednesday, one statement")
    f.jumps("As it will be printed")
    f.answers(LEDGER, STATEMENT)
    f.marks_aloud(CORNET)
    f.marks_aloud(KETTLE)
    f.sees("Saiga", "3 of 3 groups have answered")
    f.goes_on("Snog, marry or avoid, again?")
    f.goes_to_desk()
    f.counts_hands(KETTLE, (1, 3, 0))
    f.counts_hands(LEDGER, (2, 3, 0))
    f.counts_hands(CORNET, (2, 1, 0))
    f.goes_to_stage()
    f.sees("12 votes are in")
    f.reveals()


def what_was_learned(f: Facilitator) -> None:
    f.goes_on("What did we learn?")
    f.learns(
        POINTS[0],
        KETTLE,
        "+ Again",
        lessons=("Look for common ground", "Be accountable"),
        shown_by=f.refs[STATEMENT],
    )
    f.sees(POINTS[0])
    f.goes_on("Who does what by when")
    f.agrees(ACTION, owner="The communications officer", due="1 Dec")
    f.sees(ACTION)
    f.goes_on("Thank you")


def the_debrief(f: Facilitator) -> None:
    """Ended, reopened, ended; a point that fits no lesson is given one; all is exported."""
    f.ends()
    f.reopens("Thank you")
    f.ends()
    f.learns(POINTS[1], "The room as a whole", "△ Otherwise", lessons=())
    f.sees("Without a lesson: 1")
    f.links("Act swiftly", LEDGER, f.refs[FIRST_WORDS[LEDGER]])
    f.marks_final()
    f.exports()


def all_that_was_typed_is_kept(f: Facilitator, session: Session) -> None:
    """Every answer, with its group; every count, point, action, note and post."""
    details = session.details
    assert (details.event, details.place, details.facilitator) == (EVENT, PLACE, NAME)
    assert [(group.name, group.people) for group in session.groups.values()] == GROUPS
    given: dict[str, str] = {}
    for response in session.responses.values():
        answer = response.latest.answer
        said = answer.text or answer.reason or (answer.number and f"{answer.number:.0f}")
        given[f"{session.groups[response.group].name}: {said or _chosen(session, response)}"] = (
            response.ref
        )
    for group, text in WRITTEN:
        assert given.pop(f"{group}: {text}") == f.refs[text], text
    assert given == {}
    assert [tuple(hands.counts.values()) for hands in session.hands.values()] == HANDS
    assert [point.text for point in session.points.values()] == list(POINTS)
    assert [action.text for action in session.actions.values()] == [ACTION]
    assert [note.text for note in session.notes.values()] == [NOTE]
    assert ASIDE_POST in [post.text for post in session.feed]
    first_of_ledger = int(f.refs[FIRST_WORDS[LEDGER]].removeprefix("R-"))
    assert (first_of_ledger, "act-swiftly") in session.links
    assert session.final


def _chosen(session: Session, response: Response) -> str:
    step = session.step_of(response.step)
    assert isinstance(step, Ask | Vote)
    texts = {option.id: option.text for option in options_of(step)}
    return ", ".join(texts[option] for option in response.latest.answer.options)


def what_was_corrected_is_kept_too(events: list[Recorded]) -> None:
    given = [r.event.answer.text for r in events if isinstance(r.event, e.ResponseGiven)]
    corrected = [r.event.answer.text for r in events if isinstance(r.event, e.ResponseCorrected)]
    assert FIRST_WORDS[CORNET] in given
    assert corrected == [CORRECTED]


def nothing_unreleased_stood_on_the_stage(f: Facilitator) -> None:
    stood = b"\n".join(f.staged)
    for shown in ("quokka", "axolotl", "Okapi", "Numbat", "Saiga", "Kakapo"):
        assert shown.encode() in stood, f"{shown} was released and was not shown"
    for kept_back in NEVER_SHOWN:
        assert kept_back.encode() not in stood, f"{kept_back} stood on the stage"


def readers_find_it_in_the_summary(f: Facilitator, files: list[Path]) -> None:
    written = {path.suffix: path.read_text() for path in files}
    assert sorted(written) == [".html", ".json", ".md"]
    page, record, text = written[".html"], written[".json"], written[".md"]
    assert json.loads(record)["exercise"] is True
    for readable in (unescape(page), re.sub(r"\\(.)", r"\1", text)):
        for wanted in (EVENT, PLACE, KETTLE, CORNET, LEDGER, *POINTS, ACTION, "EXERCISE"):
            assert wanted in readable, wanted
        for _, words in WRITTEN:
            assert words in readable or f"{words[0]},{words[1:]}" in readable, words
        assert NOTE not in readable
    assert NOTE in record
    for _, words in WRITTEN:
        assert words in record or f.refs[words] in record, words
