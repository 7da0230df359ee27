"""A facilitator at the laptop: what they press, and what they wait to see before they go on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import pairwise

from tests.terminal import Terminal

LOOKS_ON = "The room sees this screen, and"
"""What the program asks before it shows something private."""

_CELL = re.compile(r"^ ?(\S.*\S × \S+):", re.MULTILINE)


class Facilitator:
    """Drives the program by its keys alone, and believes only what stands on the screen."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.refs: dict[str, str] = {}
        """The reference that the screen gave to each answer, by its text."""
        self.staged: list[bytes] = []
        """All that stood on the stage while it was up."""
        self._stage_since: int | None = None
        self._picker = ""
        self._more_silent = False

    # Looking

    def sees(self, *wanted: str) -> str:
        return self.terminal.wait_for(*wanted)

    def sees_no(self, *unwanted: str) -> str:
        return self.terminal.wait_gone(*unwanted)

    def sees_line(self, *parts: str) -> None:
        """One line of the screen has all of these."""

        def stands() -> bool:
            lines = self.terminal.text.splitlines()
            return any(all(part in line for part in parts) for line in lines)

        self.terminal.wait_until(stands, parts)

    def presses(self, *keys: str) -> None:
        self.terminal.press(*keys)

    @property
    def top(self) -> str:
        """The line of the title."""
        return self.terminal.text.splitlines()[0]

    # Lobby

    def describes(self, event: str, place: str, name: str) -> None:
        """Fill in the details of the event; the ground rules stay as they are offered."""
        self.presses("enter")
        self.sees("Name of the event", "ctrl+s keep")
        lines = (("Name of the event", event), ("Place", place), ("Who facilitates", name))
        for label, value in lines:
            self._fills(label, value)
            self.tabs()
        self._keeps("ctrl+s keep")
        self.sees(event, place, name)

    def names_group(self, number: int, name: str, people: int) -> None:
        """Rename a group and count it, in the list of groups."""
        self._opens_groups()
        self.presses(*["down"] * (number - 1), "enter")
        self.sees(f"Group {number}", "How many people")
        self._replaces("Its name", name)
        self._counts_group(name, people)

    def adds_group(self, side: str, name: str, people: int) -> None:
        """One group more."""
        self._opens_groups()
        self.presses("a")
        self.sees("Another group", "How many people")
        self.presses(self._key_of(side))
        self.sees(f"(•) {side}")
        self.tabs()
        self._fills("Its name", name)
        self._counts_group(name, people)

    def _opens_groups(self) -> None:
        self.presses("G")
        self.sees("┃ Groups")

    def _counts_group(self, name: str, people: int) -> None:
        self.tabs()
        self._replaces("How many people", str(people))
        self._keeps("How many people")
        self.sees_line(name, f"{people} people")
        self.leaves("┃ Groups")

    # Moving

    def starts(self) -> None:
        """From the lobby to the first step."""
        self.presses("n")
        self._comes_to("step 1 of")
        self._stage_is_up()

    def goes_on(self, title: str) -> None:
        self.presses("n")
        self._comes_to(title)

    def goes_back(self, title: str) -> None:
        self.presses("b")
        self._comes_to(title)

    def takes_again(self) -> None:
        self.presses("a")
        self._comes_to("take 2")

    def undoes(self, title: str) -> None:
        """Take the last step back."""
        self.presses("u")
        self.sees("Taken back.")
        self._comes_to(title)

    def takes_offer(self, title: str) -> None:
        """From the desk: the step that the vote offers."""
        self.presses(">")
        self._comes_to(title)

    def skips(self, to: str) -> None:
        self.presses("k")
        self._comes_to(to)

    def jumps(self, title: str) -> None:
        with self._in_private("j", "┃ Running order"):
            self._marks_in_order(title)
            self.presses("enter")
            self.sees_no("┃ Running order")
        self._comes_to(title)

    def mends(self, title: str, new_title: str, time: str) -> None:
        """Mend the title and the time of a step to come."""
        with self._in_private("j", "┃ Running order"):
            self._marks_in_order(title)
            self.presses("m")
            self.sees("Mend: ", "Time, such as")
            self._replaces("Title", new_title)
            self.tabs()
            self._replaces("Time, such as", time)
            self._keeps("Time, such as")
            self.sees_line(new_title)
            self.leaves("┃ Running order")

    def _marks_in_order(self, title: str) -> None:
        """Walk down the running order, from where the room is."""
        self.terminal.wait_until(lambda: bool(self._marked_line()), "a marked step")
        for _ in range(40):
            if title in self._marked_line():
                return
            before = self._marked_line()
            self.presses("down")
            self._waits_for_another(self._marked_line, before)
        raise AssertionError(f"no step {title!r} in the running order:\n{self.terminal.text}")

    def _marked_line(self) -> str:
        """The line of a list that the cursor stands on: the only one with its background."""
        screen = self.terminal.screen
        rows = [y for y, line in enumerate(screen.display) if re.search(r"\d+:\d\d  ", line)]
        colours = {y: screen.buffer[y][8].bg for y in rows}
        for y, colour in colours.items():
            if sum(other == colour for other in colours.values()) == 1 and len(rows) > 2:
                return screen.display[y]
        return ""

    def _comes_to(self, title: str) -> None:
        self.terminal.wait_until(lambda: title in self.top, title)

    # Time

    def pauses(self) -> None:
        self.presses("space")
        self.sees("PAUSED")

    def resumes(self) -> None:
        self.presses("space")
        self.sees_no("PAUSED")

    def gives_time(self, written: str) -> None:
        """Any amount of time."""
        self.presses("t")
        self.sees("More time, or less")
        self._fills("Minutes, such as", written)
        self._keeps("More time, or less")

    def closes(self) -> None:
        self.presses("c")
        self.sees("The prompt is closed.")

    def reopens_prompt(self) -> None:
        self.presses("c")
        self.sees("The prompt is open again.")

    # Stage and desk

    def goes_to_desk(self) -> None:
        """The projector is blanked by hand, as the program says."""
        self.presses("d")
        self.sees(LOOKS_ON, "the desk is private")
        self._stage_is_down()
        self.presses("enter")
        self._comes_to("DESK")

    def goes_to_stage(self) -> None:
        self.presses("d")
        self.terminal.wait_until(
            lambda: "DESK" not in self.top and "EXERCISE" in self.top, "the stage"
        )
        self._stage_is_up()

    @contextmanager
    def _in_private(self, key: str, mark: str) -> Iterator[None]:
        """Open what is private; where the room looks on, the projector is blanked meanwhile."""
        on_stage = self._stage_since is not None
        self.presses(key)
        self.terminal.wait_until(lambda: self._stands(mark) or self._stands(LOOKS_ON), mark)
        if self._stands(LOOKS_ON):
            self._stage_is_down()
            self.presses("enter")
            self.sees(mark)
        yield
        if on_stage and self._stage_since is None:
            self._stage_is_up()

    def _stands(self, mark: str) -> bool:
        return mark in self.terminal.text

    def blanks(self) -> None:
        self.presses(".")
        self.sees("The stage is blank.")
        self.sees_no("EXERCISE")

    def unblanks(self) -> None:
        self.presses(".")
        self._comes_to("EXERCISE")

    def _stage_is_up(self) -> None:
        self.staged.append(self.terminal.text.encode())
        self._stage_since = len(self.terminal.written)

    def _stage_is_down(self) -> None:
        if self._stage_since is not None:
            self.staged.append(self.terminal.written[self._stage_since :])
            self._stage_since = None

    # Answers

    def answers(self, group: str, text: str) -> None:
        """Type a text for a group, and read its reference off the screen."""
        self._scribes(group)
        self._writes(text)
        self._keeps_answer(group, text)

    def answers_number(self, group: str, number: str) -> None:
        self._scribes(group)
        self.sees("A number")
        self._fills("A number", number)
        self._keeps_answer(group, number)

    def chooses(self, group: str, option: str) -> None:
        self._scribes(group)
        self.presses(self._key_of(option))
        self.sees(f"(•) {option}")
        self._keeps_answer(group, option)

    def ranks(self, group: str, options: Sequence[str]) -> None:
        self._scribes(group)
        for place, option in enumerate(options, start=1):
            self.presses(self._key_of(option))
            self.sees(f"{place}. {option}")
        self._keeps_answer(group, ", ".join(options))

    def votes(self, group: str, option: str, reason: str) -> None:
        """One vote, with the line on why."""
        self._scribes(group)
        self.presses(self._key_of(option))
        self.sees(f"(•) {option}")
        self.tabs()
        self._fills("Why, in one line", reason)
        self._keeps_answer(group, reason, asks_again=True)

    def corrects(self, group: str, text: str) -> None:
        """The group's answer stands in its form, and is replaced."""
        self._scribes(group)
        ref = re.search(r"mend (R-\d+)", self.sees("mend R-"))
        assert ref
        self.presses("ctrl+u")
        self.sees(" 0 / ")
        self._writes(text)
        self.presses("ctrl+s")
        self.sees(f"Kept the correction of {ref[1]}.")
        self.sees_no("stand behind it")
        self._leaves_picker()
        self.refs[text] = ref[1]

    def counts_hands(self, group: str, counts: Sequence[int]) -> None:
        """A show of hands, in one go."""
        self.presses("h")
        self._picks("Whose hands?", group)
        self.sees(f"{group}: hands up for")
        self.terminal.type(" / ".join(map(str, counts)))
        self.sees(f"{sum(counts)} in all")
        self.presses("enter")
        self.sees(f"Kept {sum(counts)} hands of {group}.")
        self.sees_no("hands up for")
        self._leaves_picker()

    def marks_aloud(self, group: str) -> None:
        self.presses("o")
        self._picks("Who answered aloud?", group)
        self.sees(f"{group} answered aloud.")

    def _scribes(self, group: str) -> None:
        self.presses("s")
        self._picks("Who answers?", group)
        self.sees("How many people stand behind it", f"{group}: ")

    def _picks(self, heading: str, group: str) -> None:
        self.sees(heading, group)
        picker = self.terminal.text.splitlines()
        others = [line for line in picker if "· silent" in line and group not in line]
        self._picker = heading
        self._more_silent = bool(others)
        self.presses(self._key_of(group))
        self.sees_no(heading)

    def _keeps_answer(self, group: str, text: str, *, asks_again: bool = False) -> None:
        known = set(self.refs.values())
        self.presses("ctrl+s")
        # An answer that shows at once is released in the same breath.
        kept = re.compile(rf"Kept (R-\d+) of {re.escape(group)}\.|Released (R-\d+)\.")

        def new() -> list[str]:
            found = (one or other for one, other in kept.findall(self.terminal.text))
            return [ref for ref in found if ref not in known]

        self.terminal.wait_until(lambda: bool(new()), f"{group}'s answer kept")
        self.refs[text] = new()[0]
        self.sees_no("stand behind it")
        if asks_again:
            self._more_silent = True
        self._leaves_picker()

    def _leaves_picker(self) -> None:
        # The program asks for the next group while one is silent.
        if self._more_silent:
            self.leaves(self._picker)

    def shows_at_once(self) -> None:
        self.presses("y")
        self.sees("Answers to this step show at once.")

    def holds_answers(self) -> None:
        self.presses("y")
        self.sees("Answers wait for a release.")

    # Releasing

    def releases_picked(self, ref: str) -> None:
        """From the desk: the one response that is marked."""
        self.marks(ref)
        self.presses("r")
        self.sees(f"Released {ref}.")

    def hides_picked(self, ref: str) -> None:
        self.marks(ref)
        self.presses("x")
        self.sees(f"Hid {ref}.")

    def releases_group(self, number: int) -> None:
        """From the desk: all that one group gave."""
        self.presses(str(number), "g")
        self.sees("Released ")

    def releases_everything(self) -> None:
        """From the desk: all that waits in the step."""
        self.presses("R")
        self.sees("Released ")

    def marks(self, ref: str) -> None:
        """Walk to a response in the inbox; what is marked stands in full below it."""
        self.terminal.wait_until(lambda: ref in self._inbox(), f"{ref} in the inbox")
        inbox = self._inbox()
        for key, one in zip(["home", *["down"] * len(inbox)], inbox, strict=False):
            self.presses(key)
            self._sees_in_full(one)
            if one == ref:
                return

    def _inbox(self) -> list[str]:
        return re.findall(r"^ ?[o!~*] (R-\d+)", self.terminal.text, re.MULTILINE)

    def _sees_in_full(self, ref: str) -> None:
        shown = re.compile(rf"^ ?{ref} ", re.MULTILINE)
        self.terminal.wait_until(lambda: bool(shown.search(self.terminal.text)), f"{ref} in full")

    def releases_all(self) -> None:
        """From the stage: all that waits in the step."""
        self.presses("r")
        self.sees("Released ")

    def reveals(self) -> None:
        self.presses("v")

    def releases_inject(self, text: str) -> None:
        """Let a held inject arrive: the first of those held is marked already."""
        with self._in_private("i", "Injects of this step"):
            self.sees(text)
            self.presses("enter")
            self.sees("The inject is in the feed.")
            self.sees_no("Injects of this step")

    def posts_as(self, who: str, text: str) -> None:
        self.presses("w")
        self.sees("Post as one of the cast", who)
        self.presses(self._key_of(who))
        self.sees(f"(•) {who}")
        self.tabs(2)
        self._writes(text)
        self.presses("ctrl+s")
        self.sees("Posted P-")
        self.sees_no("Post as one of the cast")

    # What was learned

    def learns(
        self,
        text: str,
        *picks: str,
        lessons: Iterable[str],
        shown_by: str | None = None,
    ) -> None:
        """Draw a learning point: who drew it, whether it is a strength, which lessons."""
        self.presses("l")
        self.sees("A learning point", "What was learned", "0 / ")
        self._writes(text)
        for wanted in picks:
            self.tabs()
            if f"(•) {wanted}" not in self.terminal.text:
                self.presses(self._key_of(wanted))
            self.sees(f"(•) {wanted}")
        self.tabs()
        for lesson in lessons:
            self._ticks(lesson)
        if shown_by is not None:
            self.tabs()
            self._ticks(shown_by)
        self.presses("ctrl+s")
        self.sees("Kept L-")
        self.sees_no("A learning point")

    def agrees(self, what: str, *, owner: str, due: str) -> None:
        """Agree an action."""
        self.presses("f")
        self.sees("What is to be done")
        lines = (("What is to be done", what), ("Who sees to it", owner), ("By when", due))
        for label, value in lines:
            self._fills(label, value)
            self.tabs()
        self.presses("ctrl+s")
        self.sees("Kept A-")
        self.sees_no("What is to be done")

    def notes(self, text: str) -> None:
        """Take a private note."""
        with self._in_private("m", "A private note"):
            self._writes(text)
            self.presses("ctrl+s")
            self.sees("Kept N-")
            self.sees_no("A private note")

    # The end

    def ends(self) -> None:
        self.presses("e")
        self.sees("End the steps here and open the debrief?")
        self._stage_is_down()
        self.presses("enter")
        self.sees("Without a lesson:")

    def reopens(self, title: str) -> None:
        self.presses("e")
        self._comes_to(title)
        self._stage_is_up()

    def links(self, lesson: str, group: str, ref: str) -> None:
        """Walk over the matrix to a cell, open it, and link its first response."""
        self._walks_to(lesson, group)
        self.presses("enter")
        self.sees(f"{lesson} × {group}", f"[ ] {ref}")
        self.presses("space")
        self.sees(f"Linked {ref}.", f"[x] {ref}")
        self.leaves(f"┃ {lesson} × {group}")

    def _walks_to(self, lesson: str, group: str) -> None:
        for key, wanted in (("down", lesson), ("right", group)):
            while wanted not in self._cell():
                before = self._cell()
                self.presses(key)
                self._waits_for_another(self._cell, before)

    def _cell(self) -> str:
        """The cell that the cursor is in; the line below the matrix names it."""
        found = _CELL.search(self.terminal.text)
        return found[1] if found else ""

    def marks_final(self) -> None:
        self.presses("F")
        self.sees("The summary is final.")

    def exports(self) -> None:
        """Write every format into the folder that is offered."""
        self.presses("x")
        self.sees("Export the summary")
        self.presses("ctrl+s")
        self.sees("Wrote 3 files")
        self.leaves("Export the summary")

    def leaves_program(self, *, live: bool = False) -> int:
        """Its exit status. `live`: while a step runs, it asks first."""
        self.presses("q")
        if live:
            self.sees("Leave the session here?")
            self.presses("enter")
        return self.terminal.wait_end()

    # Forms and lists

    def _waits_for_another(self, looks: Callable[[], str], before: str) -> None:
        self.terminal.wait_until(
            lambda: looks() not in {before, ""}, f"something else than {before}"
        )

    def leaves(self, mark: str) -> None:
        """Leave the form or the list that `mark` stands in."""
        self.sees(mark)
        self.presses("escape")
        self.sees_no(mark)

    def _keeps(self, mark: str) -> None:
        self.presses("ctrl+s")
        self.sees_no(mark)

    def _fills(self, label: str, text: str) -> None:
        """Type into the line under a label."""
        self.terminal.type(text)
        self.terminal.wait_until(lambda: self._line_under(label) == text, f"{label}: {text}")

    def _replaces(self, label: str, text: str) -> None:
        """Empty the line under a label, and type another text."""
        self.presses("ctrl+u")
        self.terminal.wait_until(lambda: self._line_under(label) == "", f"{label}: empty")
        self._fills(label, text)

    def _line_under(self, label: str) -> str | None:
        lines = self.terminal.text.splitlines()
        for line, below in pairwise(lines):
            if f"┃ {label}" in line and below.count("┃") > 1:
                return below.split("┃")[1].strip()
        return None

    def _writes(self, text: str) -> None:
        """Type into the field with a count, until all of it is counted."""
        self.terminal.type(text)
        self.sees(f" {len(text)} / ")

    def tabs(self, times: int = 1) -> None:
        """To the next field; wait each time until another one is lit."""
        for _ in range(times):
            before = self._lit()
            self.presses("tab")
            self.terminal.wait_until(partial(self._is_lit_anew, before), "the next field")

    def _is_lit_anew(self, before: set[tuple[int, int, str]]) -> bool:
        # A cursor that blinks is one cell, a field is many.
        return len(self._lit() ^ before) > 4

    def _lit(self) -> set[tuple[int, int, str]]:
        screen = self.terminal.screen
        rows, columns = range(screen.lines), range(screen.columns)
        return {(y, x, screen.buffer[y][x].bg) for y in rows for x in columns}

    def _ticks(self, text: str) -> None:
        self.presses(self._key_of(text, marks=r"\[.\] (?:\* )?"))
        self.terminal.wait_until(lambda: self._ticked(text), f"a mark before {text}")

    def _ticked(self, text: str) -> bool:
        return re.search(rf"\[x\] (?:\* )?{re.escape(text)}", self.terminal.text) is not None

    def _key_of(self, text: str, marks: str = r"(?:\(.\) | ?[0-9.]+\.? +|\[.\] | \.  )?") -> str:
        """The key that stands before `text` in a list."""
        line = re.compile(rf"┃ (?:.* {{2}})?([1-9a-z]) {marks}{re.escape(text)}")
        # What was said last may stand in front of it for some seconds.
        self.terminal.wait_until(lambda: bool(line.search(self.terminal.text)), f"{text} in a list")
        found = line.search(self.terminal.text)
        assert found
        return found[1]
