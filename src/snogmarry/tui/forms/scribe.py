"""Scribe: typing an answer for a group, or mending one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from snogmarry.phones.drafts import Draft
from snogmarry.scenario.models import Ask, Vote, question
from snogmarry.session.answered import first_line, group_answer
from snogmarry.session.commands import Command, Correct, Give, Refused
from snogmarry.session.events import Answer
from snogmarry.session.rules.answers import limit_of, options_of
from snogmarry.session.state import Response, Run
from snogmarry.session.written import read_number, read_words
from snogmarry.text import EMPTY, SafeText
from snogmarry.tui.forms.fields import Choice, Choices, Label, LineField, Mode, TextField
from snogmarry.tui.forms.form import Form, Pen
from snogmarry.tui.forms.reading import read_people

_MODES: dict[str, Mode] = {"choice": "one", "choices": "any", "rank": "order"}
_SPEECH = (
    Choice("mended", "A slip mended: the post keeps its time"),
    Choice("anew", "The group posts anew, at this moment"),
)


class ScribeForm(Form):
    """An answer of any kind. Where a group has answered once, its answer stands there to mend."""

    def __init__(
        self,
        pen: Pen,
        *,
        run: Run,
        group: int,
        response: Response | None = None,
        draft: Draft | None = None,
    ) -> None:
        """`draft`: what the group's phones were writing, and who held their pen."""
        super().__init__(pen)
        self.draft = draft
        session = pen.session
        step = session.step_of(run.step)
        if not isinstance(step, Ask | Vote):
            raise TypeError(f"{step.do} takes no answers")
        self.run = run
        self.group = session.groups[group]
        self.step = step
        self.kind = "choice" if isinstance(step, Vote) else step.answer
        self.mended = response or group_answer(session, run, group)
        if self.kind not in {"text", "post"}:
            self.hint = "enter keep · tab next field · esc leave"
        self.heading = f"{self.group.name}: {self._what()}"
        ref = "new" if self.mended is None else self.mended.ref
        self.draft_key = f"scribe {run.number} {group} {ref}"

    def _what(self) -> str:
        if self.mended is None:
            return self.step.title
        shown = " (on the stage)" if self.mended.released is not None else ""
        return f"mend {self.mended.ref}{shown}; what was before is kept"

    def fields(self) -> ComposeResult:
        asked = question(self.step, self.session.side_in(self.run, self.group))
        yield Label(first_line(asked or EMPTY), classes="context")
        answer = self.mended.latest.answer if self.mended else Answer()
        if self.draft is not None:
            yield Label(_of_phones(self.draft), classes="context")
            answer = Answer(text=self.draft.text) if self.draft.text else answer
        yield from self._answer_fields(answer)
        if self._may_be_anew:
            yield Choices(_SPEECH, "one", id="speech", picked=["mended"])
        with Horizontal(classes="line"):
            yield Label("How many people stand behind it")
            yield LineField(str(self._people()), id="people")

    @property
    def _may_be_anew(self) -> bool:
        """Whether it matters to the summary if these are new words: a post answers others."""
        return self.mended is not None and self.kind == "post"

    def _people(self) -> int:
        if self.mended is not None:
            return self.mended.latest.people
        return max(1, self.group.people) if self.step.by == "group" else 1

    def _answer_fields(self, answer: Answer) -> ComposeResult:
        match self.kind:
            case "text" | "post":
                yield from self._text_fields(answer)
            case "choice" | "choices" | "rank":
                yield from self._option_fields(answer)
            case "words":
                yield Label("Words, apart by commas")
                yield LineField(", ".join(answer.words), id="words")
            case _:
                yield Label(self._number_label())
                number = "" if answer.number is None else f"{answer.number:.15g}"
                yield LineField(number, id="number")

    def _text_fields(self, answer: Answer) -> ComposeResult:
        assert isinstance(self.step, Ask)  # noqa: S101 - votes are choices
        channel = self.session.scenario.channel(self.step.on) if self.step.on else None
        with Horizontal(classes="line"):
            yield Label("Answer" if channel is None else f"Post on {channel.name}")
            yield Label(id="text-count", classes="count")
        limit = limit_of(self.session, self.step)
        yield TextField(answer.text or "", id="text", limit=limit)

    def _option_fields(self, answer: Answer) -> ComposeResult:
        if self.kind == "rank":
            yield Label("Put all in order: the first key is the first place")
        options = [Choice(option.id, option.text) for option in options_of(self.step)]
        yield Choices(options, _MODES[self.kind], id="options", picked=answer.options)
        if isinstance(self.step, Vote) and self.step.reason:
            yield Label("Why, in one line (may stay empty)")
            yield LineField(answer.reason or "", id="reason")

    def _number_label(self) -> str:
        scale = self.step.scale if isinstance(self.step, Ask) else None
        if scale is None:
            return "A number"
        labels = f" ({scale.labels[0]} … {scale.labels[-1]})" if scale.labels else ""
        return f"A whole number from {scale.low} to {scale.high}{labels}"

    def commands(self) -> list[Command]:
        answer = self._answer()
        people = read_people(self.field("people", LineField).given)
        if self.mended is not None:
            anew = self._may_be_anew and self.field("speech", Choices).picked == ["anew"]
            return [Correct(self.mended.number, answer, people, anew)]
        return [Give(self.run.number, self.group.number, answer, people)]

    def _answer(self) -> Answer:
        match self.kind:
            case "text" | "post":
                text = self.field("text", TextField).given
                if not text:
                    raise Refused("There is nothing typed yet.")
                return Answer(text=text)
            case "choice" | "choices" | "rank":
                return Answer(options=tuple(self._picked()), reason=self._reason())
            case "words":
                return Answer(words=read_words(self.field("words", LineField).value))
            case _:
                return Answer(number=read_number(self.field("number", LineField).given))

    def _picked(self) -> list[str]:
        return self.field("options", Choices).picked

    def _reason(self) -> SafeText | None:
        if not (isinstance(self.step, Vote) and self.step.reason):
            return None
        return self.field("reason", LineField).given or None


def _of_phones(draft: Draft) -> str:
    """Who held the pen, and that you do now."""
    holder = f"M-{draft.holder:03}" if draft.holder else "nobody"
    begun = " Their draft stands here." if draft.text else ""
    return f"The phones' pen is yours now; {holder} held it.{begun}"
