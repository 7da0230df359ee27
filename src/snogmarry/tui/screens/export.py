"""Writing the summary to files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from platformdirs import user_documents_path
from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, OptionList, ProgressBar

from snogmarry.report import beside, overview_words, typesetting
from snogmarry.report.export import BROUGHT_IN, CannotWrite, folder_of, places, write
from snogmarry.report.formats import ABOUT, DEFAULT, FORMATS, WHOLE, Format
from snogmarry.report.profiles import PROFILES
from snogmarry.report.profiles.public import unquoted
from snogmarry.report.summary import Profile
from snogmarry.room import Room
from snogmarry.session.commands import NoteExport
from snogmarry.session.events import Recorded
from snogmarry.session.state import Session
from snogmarry.tui import notices
from snogmarry.tui.forms.fields import Choice, Choices, Label, LineField
from snogmarry.tui.forms.form import Pen
from snogmarry.tui.forms.overlay import Overlay
from snogmarry.tui.words import count

_PROFILES = (
    Choice("facilitator", "You: everything"),
    Choice("participants", "Participants: what they saw"),
    Choice("public", "The public: names masked"),
)
_MASKED = (
    "Known names and the place are masked, whoever typed them. A name that nobody registered "
    "cannot be known: read it first."
)
_KEEP = f"JSON is the whole record of the session, with {WHOLE}. Keep it; pass on the others."
_EXTRAS = (
    Choice("names", "participants by name in all files"),
    Choice("notes", "private notes in all files"),
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

    class Written(Message):
        """How it ended: the files, with what is to be said of them; or else what went wrong."""

        def __init__(
            self, files: tuple[Path, ...] = (), remarks: tuple[str, ...] = (), problem: str = ""
        ) -> None:
            super().__init__()
            self.files = files
            self.remarks = remarks
            self.problem = problem

    def __init__(self, pen: Pen, room: Room) -> None:
        """The summary of that room's session, among the user's documents unless told else."""
        super().__init__()
        self.pen = pen
        self.room = room
        self.folder = user_documents_path() / f"{room.path.stem}-summary"
        self.busy = False

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
        if event.choices.id == "profile" and not self.busy:
            groups = overview_words.unquoted(unquoted(self.pen.session))
            about = f"{_MASKED} {groups} {BROUGHT_IN}" if groups else _MASKED
            self._say({"facilitator": _KEEP, "public": about}.get(event.choice, ""))

    def action_write(self) -> None:
        # Behind the keys that were typed before it and still wait in the field's own queue.
        (self.focused or self).call_later(self.call_later, self._start)

    def _start(self) -> None:
        """Write what was picked; nothing while it is being written."""
        if self.busy:
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
        self.busy = True
        bar = self.query_one(ProgressBar)
        bar.display = True
        bar.update(total=None, progress=0)
        events = tuple(self.room.events)
        self._write(events, Path(folder).expanduser(), formats, tuple(extras), profile)

    @work(thread=True, exclusive=True, exit_on_error=False, group="export")
    def _write(
        self,
        events: tuple[Recorded, ...],
        folder: Path,
        formats: list[Format],
        extras: tuple[str, ...],
        profile: Profile,
    ) -> None:
        def told(done: int, total: int, following: str) -> None:
            self.post_message(self.Writing(done, total, following))

        remarks: list[str] = []
        try:
            files = write(
                events,
                folder,
                formats,
                now=datetime.now().astimezone(),
                names="names" in extras,
                notes="notes" in extras,
                profile=profile,
                own=beside.read(self.room.path),
                progress=told,
                remark=remarks.append,
            )
        except (CannotWrite, beside.CannotRead) as error:
            self.post_message(self.Written(problem=str(error)))
        except Exception as error:  # noqa: BLE001 - the session goes on, whatever broke here
            notices.LOG.exception("The export failed")
            line = f"The export failed ({type(error).__name__}). The session is not touched."
            self.post_message(self.Written(problem=line))
        else:
            self.post_message(self.Written(tuple(files), tuple(remarks)))

    def on_export_screen_writing(self, event: Writing) -> None:
        self.query_one(ProgressBar).update(total=event.total, progress=event.done)
        self._say(f"Writing {event.following}")

    async def on_export_screen_written(self, event: Written) -> None:
        self.busy = False
        self.query_one(ProgressBar).display = False
        if not event.files:
            self._say(event.problem or " ".join(event.remarks), problem=True)
            return
        for place in places(event.files):
            await self.pen.carry_out(NoteExport(str(place)))
        folder = folder_of(event.files)
        names = (f"  {path.relative_to(folder)}" for path in event.files)
        written = f"Wrote {count(len(event.files), 'file')} into "
        beside_bar = self.query_one("#result").size.width - 1
        end = _end_of(folder, beside_bar - len(written))
        self._say("\n".join((written + end, *event.remarks, *names)))

    def _picked(self, name: str) -> list[str]:
        return self.query_one(f"#{name}", Choices).picked

    def _say(self, line: str, *, problem: bool = False) -> None:
        label = self.query_one("#files", Label)
        label.set_class(problem, "-refused")
        label.say(line)


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
