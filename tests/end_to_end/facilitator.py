"""A facilitator at the laptop: what they press, and what they wait to see before they go on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.end_to_end.scribe import Scribe

_CELL = re.compile(r"^ ?(\S.*\S × \S+):", re.MULTILINE)


class Facilitator(Scribe):
    """Drives the program by its keys alone, and believes only what stands on the screen."""

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
        self.sees("Its name", "How many people")
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
        self.sees(f"Linked {ref}.", f"[+] {ref}")
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
        """Write HTML, Markdown and JSON into the folder that is offered."""
        self.presses("x")
        self.sees("Export the summary")
        self.presses("2", "6")  # Markdown in the place of Word
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
