"""What can be played and what can be gone on with, read from disk. Takes time: not for the loop."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from snogmarry.clock import Clock
from snogmarry.journal import places
from snogmarry.journal.errors import JournalError
from snogmarry.journal.places import Listed
from snogmarry.journal.protocol import was_left
from snogmarry.journal.sqlite import SqliteJournal
from snogmarry.scenario import library
from snogmarry.scenario.reader import CannotLoad, load
from snogmarry.session.answered import first_line
from snogmarry.session.fold import fold
from snogmarry.session.state import Session
from snogmarry.session.timing import remaining
from snogmarry.text import SafeText, clean_line
from snogmarry.tui.words import clock as in_words
from snogmarry.tui.words import count, day, length


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of home."""

    path: Path
    title: SafeText
    more: SafeText
    """How long, between whom, its first sentence; how a session stands; what is wrong with it."""
    sound: bool = True
    """Whether it can be opened."""
    under_way: bool = False
    """A session that stands in the middle of its steps, and is open nowhere."""
    open_elsewhere: bool = False


def scenarios() -> list[Offer]:
    """The scenarios of the library, with their time, sides and first sentence."""
    return [_scenario(path) for path in library.scenarios().values()]


def _scenario(path: Path) -> Offer:
    try:
        scenario, _ = load(path)
    except CannotLoad as error:
        return Offer(path, clean_line(path.stem), clean_line(str(error)), sound=False)
    total = sum(step.time for step in scenario.steps if not step.aside)
    sides = " and ".join(side.name for side in scenario.sides)
    about = (scenario.suits or first_line(scenario.summary)).partition(". ")[0].removesuffix(".")
    return Offer(path, scenario.title, SafeText(f"{length(total)} · {sides}\n    {about}"))


def sessions(folder: Path, clock: Clock) -> list[Offer]:
    """The sessions in a folder, the one used last first, and damaged ones after all others."""
    listed, unlisted = places.listing(folder, clock)
    offers = [_session(one) for one in listed]
    damaged = [
        Offer(one.path, clean_line(one.path.stem), clean_line(one.problem), sound=False)
        for one in unlisted
    ]
    return offers + damaged


def _under_way(one: Listed) -> bool:
    return one.phase == "live" and not one.alive


def _session(one: Listed) -> Offer:
    when = day(round(one.opened.timestamp() * 1_000))
    if one.alive:
        # Whoever died looks alive for some seconds more.
        stands = "open in another window, or was a moment ago"
    elif _under_way(one):
        stands = _where(one.path)
    else:
        stands = "not started" if one.phase == "lobby" else "the steps are over"
    title = one.event or one.title
    more = SafeText(f"{stands} · {when}")
    return Offer(one.path, title, more, under_way=_under_way(one), open_elsewhere=one.alive)


def _where(path: Path) -> str:
    """The step that a session stands in, what is left of it, whether it was left or broke off."""
    session = Session()
    try:
        journal = SqliteJournal(path, read_only=True)
        try:
            for recorded in journal.read(0):
                fold(session, recorded)
            notes = journal.notes()
        finally:
            journal.close()
    except JournalError as error:
        return clean_line(str(error))
    run = session.run
    if run is None:
        return "interrupted"
    left = remaining(run, max([session.at, *(note.at for note in notes)]))
    time = f"{in_words(left)} left" if left > 0 else "over time"
    title = session.step_of(run.step).title
    answers = count(len(session.responses), "answer")
    how = "LEFT" if was_left(notes) else "INTERRUPTED"
    return f"{how} in “{title}”, {time}, {answers} kept"
