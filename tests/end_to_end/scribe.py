"""Taking down what groups call out, and deciding when the room sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.end_to_end.keyboard import Keyboard


class Scribe(Keyboard):
    """Answers and their release."""

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
            self.sees(f"({place}) {option}")
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
        kept = re.compile(rf"Kept (R-\d+) of {re.escape(group)}\.")

        def new() -> list[str]:
            return [ref for ref in kept.findall(self.terminal.text) if ref not in known]

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
