"""A show of hands, as counts in one go."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from snogmarry.scenario.models import Ask, Option, Vote
from snogmarry.session.answered import responses_of
from snogmarry.session.commands import Command, CountHands, Refused, WithdrawHands
from snogmarry.session.rules.answers import options_of
from snogmarry.session.state import Run, Session
from snogmarry.session.tally import raising
from snogmarry.tui.forms.fields import Label, LineField
from snogmarry.tui.forms.form import Form, Pen
from snogmarry.tui.forms.reading import read_counts
from snogmarry.tui.words import count


def countable(session: Session, run: Run) -> tuple[Option, ...]:
    """What hands can be raised for in a run; nothing where there is nothing to choose."""
    step = session.step_of(run.step)
    if isinstance(step, Vote) or (isinstance(step, Ask) and step.answer != "rank"):
        return options_of(step)
    return ()


class HandsForm(Form):
    """One number for each option. Left empty, counts that were entered are withdrawn."""

    hint = "enter keep · esc leave"

    def __init__(self, pen: Pen, *, run: Run, group: int) -> None:
        super().__init__(pen)
        session = pen.session
        self.run = run
        self.group = session.groups[group]
        step = session.step_of(run.step)
        assert isinstance(step, Ask | Vote)  # noqa: S101 - in no other step hands are counted
        self.step = step
        self.options = countable(session, run)
        self.before = session.hands.get((run.number, group))
        self.heading = f"{self.group.name}: hands up for …"
        self.draft_key = f"hands {run.number} {group}"

    def fields(self) -> ComposeResult:
        yield Label(" / ".join(option.text for option in self.options))
        counts = "" if self.before is None else " / ".join(map(str, self._counts_before()))
        yield LineField(counts, id="counts", placeholder=" / ".join("0" for _ in self.options))
        yield Label(id="reading", classes="context")
        votes = self._votes_from_phones()
        if votes and self.before is None:
            yield Label(f"This replaces {count(votes, 'vote')} from phones.", classes="context")
        if self.before is not None:
            yield Label("Empty it to count the single votes instead.", classes="context")

    def _counts_before(self) -> list[int]:
        return [] if self.before is None else [self.before.counts[o.id] for o in self.options]

    def _votes_from_phones(self) -> int:
        given = responses_of(self.session, self.run, self.group.number)
        return sum(one.participant is not None and one.counts for one in given)

    def commands(self) -> list[Command]:
        written = self.field("counts", LineField).given
        if not written and self.before is not None:
            return [WithdrawHands(self.run.number, self.group.number)]
        counts = read_counts(written, len(self.options))
        ids = [option.id for option in self.options]
        pairs = tuple(zip(ids, counts, strict=True))
        return [CountHands(self.run.number, self.group.number, pairs)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say back what was understood."""
        try:
            counts = read_counts(event.value, len(self.options))
        except Refused:
            self.query_one("#reading", Label).say("")
            return
        each = " · ".join(f"{o.text} {n}" for o, n in zip(self.options, counts, strict=True))
        more = raising(self.step, counts) - self.group.people
        odd = f" – {more} more than the group has people" if self.group.people and more > 0 else ""
        self.query_one("#reading", Label).say(f"{each} · {sum(counts)} in all{odd}")
