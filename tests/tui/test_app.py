from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from snogmarry.room import Room
from snogmarry.session import commands as c
from snogmarry.text import clean
from snogmarry.tui.app import SnogmarryApp
from snogmarry.tui.keys import KEYS, Place, keys_of
from snogmarry.tui.screens.stage import StageScreen
from snogmarry.tui.themes import THEMES
from snogmarry.tui.widgets.big_clock import BigClock
from snogmarry.tui.widgets.feed_view import FeedView
from tests.tui.desk_room import give, play, room_at
from tests.tui.reading import comes, shows


def place_of(app: SnogmarryApp) -> Place | None:
    return getattr(app.screen, "place", None)


async def test_the_screens_follow_the_session(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await comes(pilot, lambda: place_of(app) == "lobby")
            await play(room, c.Next())
            await comes(pilot, lambda: place_of(app) == "stage")
            await play(room, c.EndSession())
            await comes(pilot, lambda: place_of(app) == "debrief")
            await pilot.press("e")
            await comes(pilot, lambda: place_of(app) == "stage")


async def test_a_form_is_not_torn_away_when_the_session_moves_on(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            await pilot.press("m", "enter", *"half a thou")
            await play(room, c.EndSession())
            await shows(pilot, "half a thou")
            await pilot.press("escape")
            await comes(pilot, lambda: place_of(app) == "debrief")


async def test_the_clock_goes_on_behind_a_form(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, clock):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(100, 30)) as pilot:
            await shows(pilot, "First word")
            await pilot.press("f")
            await comes(pilot, lambda: len(app.screen_stack) == 3)
            clock.ms += 61_000
            stage = app.screen_stack[1]
            await comes(pilot, lambda: stage.query_one(BigClock).text == "3:59")


async def test_a_refusal_is_said_and_nothing_else_happens(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="rules") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await pilot.press("c")
            await shows(pilot, "This step asks nothing")
            assert not app.mishaps.noted


async def test_leaving_a_running_session_is_asked_about(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await pilot.press("q")
            await shows(pilot, "Leave the session here?")
            await pilot.press("escape")
            await comes(pilot, lambda: isinstance(app.screen, StageScreen))
            await pilot.press("q", "enter")
            await comes(pilot, lambda: not app.is_running)
        assert app.return_code == 0


async def test_leaving_says_that_an_open_form_is_not_kept(tmp_path: Path) -> None:
    async with room_at(tmp_path) as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await shows(pilot, "n start")
            await pilot.press("enter", *"Staff day", "ctrl+q")
            await shows(pilot, "NOT kept yet")
            await pilot.press("escape", "ctrl+s")
            await comes(pilot, lambda: room.state.details.event == "Staff day")


async def test_ctrl_c_leaves_the_second_time(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await pilot.press("ctrl+c")
            await shows(pilot, "Press q to leave")
            assert app.is_running
            await pilot.press("ctrl+c")
            await comes(pilot, lambda: not app.is_running)


async def test_a_window_that_is_too_small_says_so_and_comes_back(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            await pilot.resize_terminal(50, 12)
            text = await shows(pilot, "This window is 50x12", "60x20")
            assert "First word" not in text
            await pilot.resize_terminal(20, 4)
            await pilot.resize_terminal(100, 30)
            await shows(pilot, "First word", "What do you post?")
            await pilot.resize_terminal(59, 20)
            await shows(pilot, "This window is 59x20")
            await pilot.resize_terminal(80, 24)
            await shows(pilot, "First word")


async def test_it_can_begin_in_a_window_that_is_too_small(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(40, 10)) as pilot:
            await shows(pilot, "This window is 40x10")
            await pilot.resize_terminal(80, 24)
            await shows(pilot, "First word")


class Broken(Exception):
    pass


def broken(*_: object) -> None:
    raise Broken("-".join(["said", "in", "the", "room"]))


@pytest.mark.parametrize("hook", ["room_moved", "tick", "action_next"])
async def test_what_breaks_in_a_screen_ends_neither_the_program_nor_the_session(
    tmp_path: Path, hook: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with room_at(tmp_path, step="word") as (room, clock):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            with monkeypatch.context() as breaking:
                breaking.setattr(StageScreen, hook, broken)
                clock.ms += 1_000
                await play(room, c.BlankStage(True), c.BlankStage(False))
                await pilot.press("n")
                await comes(pilot, lambda: bool(app.mishaps.noted))
            await shows(pilot, "Something went wrong in this program")
            await play(room, c.Jump("stance"))
            await shows(pilot, "And now?")
            await pilot.press("space")
            await shows(pilot, "PAUSED")
    assert "said-in-the-room" not in caplog.text


@pytest.mark.parametrize("mishaps", [1, 2])
async def test_a_widget_that_breaks_while_painting_is_put_up_anew_as_often_as_it_breaks(
    tmp_path: Path, mishaps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            first = app.screen
            with monkeypatch.context() as breaking:
                breaking.setattr(FeedView, "on_resize", broken)
                await pilot.resize_terminal(100, 30)
                await comes(pilot, lambda: bool(app.mishaps.noted))
                if mishaps > 1:
                    await comes(pilot, lambda: app.screen is not first)
                    noted = len(app.mishaps.noted)
                    await comes(pilot, lambda: len(app.mishaps.noted) > noted)
            await shows(pilot, "What do you post?")
            await pilot.press("n")
            await shows(pilot, "EXERCISE  Look")


async def test_what_was_typed_outlives_what_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        await play(room, c.ShareScreen(False))
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            await pilot.press("l", *"A name helps")
            await shows(pilot, "A name helps")
            with monkeypatch.context() as breaking:
                breaking.setattr(FeedView, "on_resize", broken)
                await pilot.resize_terminal(100, 30)
                await comes(pilot, lambda: bool(app.mishaps.noted))
            await comes(pilot, lambda: len(app.screen_stack) == 2)
            await shows(pilot, "What do you post?")
            await pilot.press("l")
            await shows(pilot, "A name helps", "Your draft from")


async def test_once_the_file_takes_nothing_more_every_screen_says_so(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(100, 30)) as pilot:
            await shows(pilot, "First word")
            await give(room, 1, "Kept")
            room.path.unlink()
            (tmp_path / "pond.snog-wal").unlink(missing_ok=True)
            room.path.write_bytes(b"nothing of the kind")
            await pilot.press("n")
            await comes(pilot, lambda: room.failed is not None)
            await shows(pilot, "NOTHING MORE IS KEPT")
            await pilot.press("m")
            await shows(pilot, "NOTHING MORE IS KEPT")
            assert app.is_running


async def test_the_palette_offers_every_key_of_the_screen(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(100, 40)) as pilot:
            await shows(pilot, "First word")
            offered = [command.title for command in app.get_system_commands(app.screen)]
            assert {key.about for key in keys_of("stage")} <= set(offered)
            await pilot.press("ctrl+p")
            await pilot.press(*"blank the st")
            await shows(pilot, "Blank the stage, or show it again")
            await pilot.press("enter", "enter")
            await comes(pilot, lambda: room.state.blank)


def test_every_key_has_its_action_on_every_screen_where_it_holds() -> None:
    from snogmarry.tui.screens.debrief import DebriefScreen
    from snogmarry.tui.screens.desk import DeskScreen
    from snogmarry.tui.screens.home import HomeScreen
    from snogmarry.tui.screens.lobby import LobbyScreen

    screens: dict[Place, type] = {
        "home": HomeScreen,
        "lobby": LobbyScreen,
        "stage": StageScreen,
        "desk": DeskScreen,
        "debrief": DebriefScreen,
    }
    missing = [
        (place, key.action)
        for key in KEYS
        for place in key.places
        if not hasattr(screens[place], f"action_{key.action}")
    ]
    assert not missing
    for place in screens:
        pressed = [one for key in keys_of(place) for one in key.key.split(",")]
        assert len(pressed) == len(set(pressed)), f"a key has two meanings on {place}"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_themes_have_contrast_for_a_bright_room(theme: Theme) -> None:
    assert theme.background
    assert theme.foreground
    assert theme.surface
    grounds = [theme.background, theme.surface, theme.variables["strip"]]
    body = Color.parse(theme.foreground)
    assert contrast(body, Color.parse(theme.background)) >= 15
    texts = [theme.primary, theme.warning, theme.error, theme.success, theme.secondary]
    texts += [theme.variables[name] for name in ("quiet", "campaign", "trust")]
    for text in [theme.foreground, *texts]:
        for ground in grounds:
            ratio = contrast(Color.parse(text or ""), Color.parse(ground))
            assert ratio >= 7, (theme.name, text, ground, ratio)
    for text, ground in (
        ("alarm-text", "alarm"),
        ("block-cursor-foreground", "block-cursor-background"),
    ):
        pair = Color.parse(theme.variables[text]), Color.parse(theme.variables[ground])
        assert contrast(*pair) >= 7


async def test_what_is_painted_has_contrast(tmp_path: Path) -> None:
    """All text of the stage on the colours it is really painted with, in both themes."""
    async with room_at(tmp_path, step="word") as (room, clock):
        await give(room, 1, "Save the newts")
        await play(room, c.ReleaseAll(1))
        for theme in THEMES:
            app = SnogmarryApp(room)
            async with app.run_test(notifications=True, size=(100, 30)) as pilot:
                app.theme = theme.name
                await shows(pilot, "newts")
                for seconds in (0, 245_000, 50_000, 20_000):
                    clock.ms += seconds
                    await pilot.pause()
                    assert weakest(app) >= 7
                await pilot.press("space")
                await shows(pilot, "PAUSED")
                assert weakest(app) >= 7
                await play(room, c.Again())


def contrast(one: Color, other: Color) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: Color) -> float:
    parts = (part / 255 for part in color.rgb)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def weakest(app: SnogmarryApp) -> float:
    ratios = [21.0]
    for strip in app.screen._compositor.render_strips(app.size):
        for text, style, _ in strip:
            if text.strip(" ▁▂▃▄▅▆▇█▀") and style and style.color and style.bgcolor:
                pair = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                ratios.append(contrast(*pair))
    return min(ratios)


async def test_no_color_is_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    async with room_at(tmp_path, step="word") as (room, _):
        app = SnogmarryApp(room)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await shows(pilot, "First word", "▲ Friends", "■ Council")
            for strip in app.screen._compositor.render_strips(app.size):
                for _, style, _ in strip:
                    if style and style.color:
                        red, green, blue = style.color.get_truecolor()
                        assert red == green == blue


async def test_a_session_open_in_two_windows_is_the_same_in_both(tmp_path: Path) -> None:
    async with room_at(tmp_path, step="word") as (room, clock):
        other = await Room.open(room.path, clock=clock)
        app = SnogmarryApp(other)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await shows(pilot, "First word")
            clock.ms += 1_500
            await shows(pilot, "also open in another window")
            await play(room, c.PostAs("ana", "chirp", clean("From the other side")))
            await shows(pilot, "From the other side")
            await pilot.press("n")
            await comes(pilot, lambda: room.state.step is not None and room.state.step.id == "look")
        await other.close()
