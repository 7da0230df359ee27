"""Writing the summary to files."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from platformdirs import user_documents_path
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, OptionList, ProgressBar

from snogmarry.report import beside, overview_words, typesetting
from snogmarry.report.export import BROUGHT_IN, HANDED_ON, unrevealed
from snogmarry.report.files import folder_of
from snogmarry.report.formats import ABOUT, DEFAULT, FORMATS, WHOLE, Format
from snogmarry.report.profiles import PROFILES
from snogmarry.report.profiles.own_words import masked
from snogmarry.report.profiles.public import count_unquoted
from snogmarry.room import Room
from snogmarry.session.state import Session
from snogmarry.tui import notices
from snogmarry.tui.exporting import Outcome, Wanted, export
from snogmarry.tui.forms.fields import Choice, Choices, Label, LineField
from snogmarry.tui.forms.form import Pen
from snogmarry.tui.forms.overlay import Overlay
from snogmarry.tui.words import count

if TYPE_CHECKING:
    from snogmarry.tui.app import SnogmarryApp

_PROFILES = (
    Choice("facilitator", "You: everything"),
    Choice("participants", "Participants: what they saw"),
    Choice("public", "The public: names masked"),
)
_MASKED = (
    "Known names and the place are masked, whoever typed them. A name that nobody registered "
    "cannot be known: read it first."
)
_KEEP = (
    "Your own copy: it may hold answers that the room never saw. JSON is the whole record of the "
    f"session, with {WHOLE}. {HANDED_ON}"
)
_EXTRAS = (
    Choice("names", "participants by name"),
    Choice("notes", "private notes"),
)


class ExportScreen(Overlay[None]):
    """Which formats, where to, with whose names."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write", "write", priority=True),
    ]

    class Writing(Message):
        """How far it is, and which file comes next."""

        def __init__(self, done: int, total: int, following: str) -> None:
            super().__init__()
            self.done = done
            self.total = total
            self.following = following

    def __init__(self, pen: Pen, room: Room) -> None:
        """The summary of that room's session, among the user's documents unless told else."""
        super().__init__()
        self.pen = pen
        self.room = room
        self.folder = user_documents_path() / f"{room.path.stem}-summary"

    @property
    def program(self) -> SnogmarryApp:
        """The app, by its own type."""
        return cast("SnogmarryApp", self.app)

    def compose(self) -> ComposeResult:
        formats = [Choice(form, _about(form)) for form in FORMATS]
        with Vertical(classes="form -dense"):
            yield Label(f"Export the summary, {_state(self.pen.session)}", classes="heading")
            yield Choices(formats, "any", id="formats", picked=DEFAULT)
            with Horizontal(classes="line"):
                yield Label("Folder", classes="label")
                yield LineField(str(self.folder), id="folder")
            with Horizontal(classes="columns"):
                with Vertical(classes="who"):
                    yield Label("For whom", classes="label")
                    yield Choices(_PROFILES, "one", id="profile", picked=["facilitator"])
                with Vertical():
                    yield Label("With", classes="label")
                    yield Choices(_EXTRAS, "any", id="extras")
            yield ProgressBar(show_eta=False, id="progress")
            with VerticalScroll(id="result"):
                yield Label(id="files", classes="files")
            yield Label("ctrl+s write · tab next field · esc leave", classes="hint")

    def on_mount(self) -> None:
        self.query_one("#progress").display = False
        self.query_one("#formats").focus()
        self._say(_KEEP)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_write()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_write()

    def on_choices_picked(self, event: Choices.Picked) -> None:
        if event.choices.id == "profile" and not self.program.exporting:
            self._say(self._about(event.choice))

    def _about(self, profile: str) -> str:
        """What those whom it is for get, and what they do not."""
        if profile == "facilitator":
            return _KEEP
        lines = [self._of_the_public() if profile == "public" else "", unrevealed(self.pen.session)]
        return " ".join(filter(None, lines))

    def _of_the_public(self) -> str:
        """What the public does not get, and what of the facilitator's own words."""
        groups = overview_words.groups_unquoted(count_unquoted(self.pen.session))
        own: beside.Written = {}
        with suppress(beside.CannotRead):  # the export says what is wrong with it
            own = beside.read(self.room.path)
        lines = [found.said for found in masked(self.pen.session, own)]
        lines += [f"{groups} {BROUGHT_IN}"] if groups else []
        return " ".join((*lines, _MASKED))

    def action_write(self) -> None:
        # Behind the keys that were typed before it and still wait in the field's own queue.
        (self.focused or self).call_later(self.call_later, self._start)

    def _start(self) -> None:
        """Write what was picked; one export at a time."""
        if self.program.exporting:
            self._say("A summary is still being written; you are told when it is done.")
            return
        picked = self.query_one("#formats", Choices).picked
        formats = [form for form in FORMATS if form in picked]
        # The folder's name is a path of this computer: what stands there is meant as it is.
        folder = self.query_one("#folder", LineField).value.strip()
        if not formats or not folder:
            self._say("Pick at least one format, and name a folder.", problem=True)
            return
        profile = next(each for each in PROFILES if each in self._picked("profile"))
        extras = self._picked("extras")
        if extras and profile != "facilitator":
            self._say("Names and private notes are for your own copy alone.", problem=True)
            return
        bar = self.query_one(ProgressBar)
        bar.display = True
        bar.update(total=None, progress=0)
        wanted = Wanted(Path(folder).expanduser(), tuple(formats), extras, profile)
        self.program.export_beside(self._write(wanted))

    async def _write(self, wanted: Wanted) -> None:
        """Write it; whoever left the screen meanwhile hears of it in a line."""
        app = self.app

        def told(done: int, total: int, following: str) -> None:
            self.post_message(self.Writing(done, total, following))

        outcome = await export(self.room, self.pen.carry_out, wanted, told)
        if not self.left and self.is_attached:
            self._show(outcome)
        elif outcome.files:
            said = (_wrote(outcome.files), f"{folder_of(outcome.files)}.", *outcome.remarks)
            notices.say(app, " ".join(said))
        else:
            notices.say(app, outcome.problem or " ".join(outcome.remarks), "failed")

    def on_export_screen_writing(self, event: Writing) -> None:
        self.query_one(ProgressBar).update(total=event.total, progress=event.done)
        self._say(f"Writing {event.following}")

    def _show(self, outcome: Outcome) -> None:
        self.query_one("#progress").display = False
        if not outcome.files:
            self._say(outcome.problem or " ".join(outcome.remarks), problem=True)
            return
        folder = folder_of(outcome.files)
        names = (f"  {path.relative_to(folder)}" for path in outcome.files)
        written = f"{_wrote(outcome.files)} "
        beside_bar = self.query_one("#result").size.width - 1
        end = _end_of(folder, beside_bar - len(written))
        self._say("\n".join((written + end, *outcome.remarks, *names)))

    def _picked(self, name: str) -> list[str]:
        return self.query_one(f"#{name}", Choices).picked

    def _say(self, line: str, *, problem: bool = False) -> None:
        label = self.query_one("#files", Label)
        label.set_class(problem, "-refused")
        label.say(line)


def _wrote(files: Sequence[Path]) -> str:
    return f"Wrote {count(len(files), 'file')} into"


def _end_of(folder: Path, width: int) -> str:
    """As much of a path as fits, from its end: that is what is looked for."""
    shown = str(folder)
    for start in range(1, len(folder.parts)):
        if cell_len(shown) <= width:
            break
        shown = str(Path("…", *folder.parts[start:]))
    return shown


def _state(session: Session) -> str:
    if session.changed_since_final:
        return "final; changed since (shift+f fixes it anew)"
    return "final" if session.final else "marked as a draft (shift+f)"


def _about(form: Format) -> str:
    missing = form == "pdf" and not typesetting.available()
    return f"{ABOUT[form]} (needs typst)" if missing else ABOUT[form]
