"""Every key of the program: one registry for footers, help, palette and docs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

Place = Literal["home", "lobby", "stage", "desk", "debrief"]
Theme = Literal["moving", "time", "answers", "feed", "learning", "phones", "screen"]

EVERYWHERE: tuple[Place, ...] = ("home", "lobby", "stage", "desk", "debrief")
IN_SESSION: tuple[Place, ...] = ("lobby", "stage", "desk", "debrief")
LIVE: tuple[Place, ...] = ("stage", "desk")
AFTER_START: tuple[Place, ...] = ("stage", "desk", "debrief")


@dataclass(frozen=True, slots=True)
class Key:
    """One key and what it does."""

    key: str
    """As Textual names it; several with a comma, the first is shown."""
    action: str
    """The screen's method is `action_` and this."""
    label: str
    """For the footer: a word or two."""
    about: str
    """For the help and the palette: one line."""
    theme: Theme
    places: tuple[Place, ...]

    @property
    def shown(self) -> str:
        """As it stands on a keyboard."""
        first = self.key.split(",", maxsplit=1)[0]
        return _SHOWN.get(first, first)


_SHOWN = {
    "plus": "+",
    "minus": "-",
    "full_stop": ".",
    "question_mark": "?",
    "G": "shift+g",
    "F": "shift+f",
    "R": "shift+r",
    "A": "shift+a",
    "P": "shift+p",
    "Q": "shift+q",
    "W": "shift+w",
    "greater_than_sign": ">",
}

KEYS: tuple[Key, ...] = (
    Key("n", "next", "next", "Start the next step", "moving", LIVE),
    Key("n", "next", "start", "Start the first step", "moving", ("lobby",)),
    Key("enter", "choose", "change", "Change what is marked", "screen", ("lobby",)),
    Key("plus,equals_sign", "more", "more", "One group more on this side, or one person more",
        "screen", ("lobby",)),
    Key("minus", "fewer", "fewer", "One group fewer on this side, or one person fewer",
        "screen", ("lobby",)),
    Key("enter", "choose", "open", "Play the scenario, or go on with the session", "screen",
        ("home",)),
    Key("x", "export", "export", "Write the summary of the session", "screen", ("home",)),
    Key("space", "pause", "pause", "Pause the step, or go on", "time", LIVE),
    Key("plus,equals_sign", "minute_more", "1 min", "Give the step a minute more", "time", LIVE),
    Key("minus", "minute_less", "1 min", "Take a minute from the step", "time", LIVE),
    Key("d", "desk", "desk", "Go to the desk", "screen", ("stage",)),
    Key("d", "desk", "stage", "Go back to the stage", "screen", ("desk",)),
    Key("s", "scribe", "scribe", "Type an answer for a group", "answers", LIVE),
    Key("h", "hands", "hands", "Enter a show of hands as counts", "answers", LIVE),
    Key("o", "aloud", "aloud", "Mark that a group answered aloud", "answers", LIVE),
    Key("r", "release", "release all", "Let the room see all that waits", "answers", ("stage",)),
    Key("r", "release", "release", "Let the room see what is picked", "answers", ("desk",)),
    Key("g", "release_group", "group", "Release all that the group picked gave", "answers",
        ("desk",)),
    Key("R,shift+r", "release_everything", "all", "Release all that waits", "answers", ("desk",)),
    Key("greater_than_sign", "take_offer", "take offer", "Go to the step that a vote offers",
        "moving", ("desk",)),
    Key("v", "reveal", "reveal", "Show the result of the vote", "answers", LIVE),
    Key("i", "injects", "injects", "Release an inject now", "feed", LIVE),
    Key("l", "learning_point", "lesson", "Draw a learning point", "learning", AFTER_START),
    Key("f", "follow_up", "follow-up", "Agree an action", "learning", AFTER_START),
    Key("m", "note", "note", "Take a private note", "learning", AFTER_START),
    Key("u", "undo", "undo", "Take back the last start, skip, close or release", "moving",
        AFTER_START),
    Key("c", "close", "close", "Close the prompt, or open it again", "time", LIVE),
    Key("full_stop", "blank", "blank", "Blank the stage, or show it again", "screen", LIVE),
    Key("z", "share", "shared", "Say whether the room sees this screen", "screen", AFTER_START),
    Key("b", "back", "back", "Go back to the step before", "moving", LIVE),
    Key("k", "skip", "skip", "Skip the step", "moving", LIVE),
    Key("a", "again", "again", "Start the step again; the earlier take is kept", "moving", LIVE),
    Key("j", "running_order", "order", "Jump to a step; mend texts and times", "moving",
        ("lobby", "stage", "desk")),
    Key("t", "extend_by", "time", "Give or take any amount of time", "time", LIVE),
    Key("x", "hide", "hide", "Hide what was released last", "answers", ("stage",)),
    Key("x", "hide", "hide", "Hide what is picked", "answers", ("desk",)),
    Key("A,shift+a", "admit", "admit", "Let count what came late, or while others wrote", "answers",
        ("desk",)),
    Key("enter", "correct", "correct", "Correct what is picked", "answers", ("desk",)),
    Key("delete", "withdraw", "withdraw", "Withdraw what is picked", "answers", ("desk",)),
    Key("p", "pane", "pane", "Show another pane: notes, injects, order", "screen", ("desk",)),
    Key("y", "release_mode", "at once", "Show answers at once, or hold them", "answers", LIVE),
    Key("w", "post_as", "post", "Post as one of the cast", "feed", LIVE),
    Key("G,shift+g", "groups", "groups", "Add, rename and count groups", "screen", IN_SESSION),
    Key("Q,shift+q", "show_joining", "QR code", "Put the QR code over the stage, or take it away",
        "phones", LIVE),
    Key("Q,shift+q", "show_joining", "QR code", "Show the QR code, here and in the second window",
        "phones", ("debrief",)),
    Key("P,shift+p", "participants", "phones", "Move and remove people; joining, code, summary",
        "phones", IN_SESSION),
    Key("W,shift+w", "what_to_try", "no phones?", "Say what to try when phones cannot join",
        "phones", ("lobby", "stage", "desk")),
    Key("e", "end", "end", "End the steps and open the debrief", "moving", LIVE),
    Key("e", "end", "reopen", "Leave the debrief and go back to the steps", "moving",
        ("debrief",)),
    Key("x", "export", "export", "Write the summary to files", "screen", ("debrief",)),
    Key("s", "summary_words", "words", "Write title, introduction, conclusions", "screen",
        ("debrief",)),
    Key("F,shift+f", "final", "final", "Fix the summary as final, or make it a draft", "screen",
        ("debrief",)),
    Key("delete", "withdraw", "withdraw", "Withdraw the point or action picked", "learning",
        ("debrief",)),
    Key("pageup", "older", "older", "Scroll the feed back", "feed", ("stage",)),
    Key("pagedown", "newer", "newer", "Scroll the feed on", "feed", ("stage",)),
    Key("question_mark", "help", "help", "Show every key", "screen", EVERYWHERE),
    Key("q", "leave", "leave", "Leave; the session is kept and can be resumed", "screen",
        EVERYWHERE),
)  # fmt: skip


def keys_of(place: Place) -> Iterator[Key]:
    """The keys that hold in a place, the most wanted first."""
    return (key for key in KEYS if place in key.places)


def foot_of(place: Place, first: Sequence[str]) -> list[Key]:
    """The same for its foot, with these actions before all others."""
    order = {action: number for number, action in enumerate(first)}
    return sorted(keys_of(place), key=lambda key: order.get(key.action, len(order)))


def bindings_of(place: Place) -> list[Binding]:
    """The same, as Textual takes them."""
    return [
        Binding(key.key, key.action, key.label, id=f"{place}.{key.action}", tooltip=key.about)
        for key in keys_of(place)
    ]
