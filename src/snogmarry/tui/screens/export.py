"""Writing the summary to files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from platformdirs import user_documents_path
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, OptionList, ProgressBar

from snogmarry.report import beside
from snogmarry.report.export import FORMATS, CannotWrite, Format, write
from snogmarry.report.profiles import PROFILES
from snogmarry.report.summary import Profile
from snogmarry.room import Room
from snogmarry.session.commands import NoteExport
from snogmarry.session.events import Recorded
from snogmarry.tui import notices
from snogmarry.tui.forms.fields import Choice, Choices, Label, LineField
from snogmarry.tui.forms.form import Pen
from snogmarry.tui.forms.overlay import Overlay
from snogmarry.tui.words import count

_FORMATS: dict[Format, str] = {
    "html": "HTML: one page to read, print and send",
    "md": "Markdown: to edit and paste",
    "json": "JSON: everything, with the private notes",
}


_PROFILES = (
    Choice("facilitator", "You: everything"),
    Choice("participants", "Participants: what the room saw"),
    Choice("public", "The public: no names, no place, no words of small groups"),
)


class ExportScreen(Overlay[None]):
    """Which formats, where to, with whose names."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write", "write", priority=True),
    ]

    class Written(Message):
        """How far it is; or, with `files` or `problem`, how it ended."""

        def __init__(
            self,
            done: int = 0,
            total: int = 0,
            files: tuple[Path, ...] = (),
            problem: str = "",
        ) -> None:
            super().__init__()
            self.done = done
            self.total = total
            self.files = files
            self.problem = problem

    def __init__(self, pen: Pen, room: Room) -> None:
        """The summary of that room's session, among the user's documents unless told else."""
        super().__init__()
        self.pen = pen
        self.room = room
        self.folder = user_documents_path() / f"{room.path.stem}-summary"
        self.busy = False

    def compose(self) -> ComposeResult:
        formats = [Choice(form, _FORMATS[form]) for form in _FORMATS]
        with Vertical(classes="form"):
            state = "final" if self.pen.session.final else "marked as a draft (shift+f)"
            yield Label(f"Export the summary, {state}", classes="heading")
            yield Choices(formats, "any", id="formats", picked=FORMATS)
            yield Label("Folder")
            yield LineField(str(self.folder), id="folder")
            yield Label("For whom")
            yield Choices(_PROFILES, "one", id="profile", picked=["facilitator"])
            yield Label("With")
            yield Choices(
                [
                    Choice("names", "participants by name (else groups only)"),
                    Choice("notes", "the private notes, in all formats"),
                ],
                "any",
                id="extras",
            )
            yield ProgressBar(total=len(FORMATS), show_eta=False, id="progress")
            with VerticalScroll(id="result"):
                yield Label(id="files", classes="files")
            yield Label("ctrl+s write · tab next field · esc leave", classes="hint")

    def on_mount(self) -> None:
        self.query_one("#progress").display = False
        self.query_one("#formats").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_write()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_write()

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
        bar.update(total=len(formats), progress=0)
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
        def told(done: int, total: int, _next: str) -> None:
            self.post_message(self.Written(done, total))

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
            )
        except (CannotWrite, beside.CannotRead) as error:
            self.post_message(self.Written(problem=str(error)))
        except Exception as error:  # noqa: BLE001 - the session goes on, whatever broke here
            notices.LOG.exception("The export failed")
            line = f"The export failed ({type(error).__name__}). The session is not touched."
            self.post_message(self.Written(problem=line))
        else:
            self.post_message(self.Written(files=tuple(files)))

    async def on_export_screen_written(self, event: Written) -> None:
        if event.total:
            self.query_one(ProgressBar).update(total=event.total, progress=event.done)
        if event.problem:
            self.busy = False
            self._say(event.problem, problem=True)
        if event.files:
            self.busy = False
            for path in event.files:
                await self.pen.carry_out(NoteExport(str(path)))
            names = "\n".join(f"  {path.name}" for path in event.files)
            written = f"Wrote {count(len(event.files), 'file')} into {event.files[0].parent}"
            self._say(f"{written}\n{names}")

    def _picked(self, name: str) -> list[str]:
        return self.query_one(f"#{name}", Choices).picked

    def _say(self, line: str, *, problem: bool = False) -> None:
        label = self.query_one("#files", Label)
        label.set_class(problem, "-refused")
        label.say(line)
