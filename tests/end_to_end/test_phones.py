"""The phones' server as it comes and goes with the facilitator's window."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
import zxingcpp

from snogmarry.phones.port import listen
from tests.end_to_end.conftest import Opens, only_session, server_of
from tests.ports import answers
from tests.terminal import PATIENCE, Terminal


def pid_of(sessions: Path) -> int:
    said = server_of(only_session(sessions))
    assert said is not None
    return said.pid


def comes(holds: Callable[[], bool], terminal: Terminal | None = None) -> None:
    """Wait until `holds`, and let a window paint meanwhile."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, terminal.text if terminal else "waited in vain"
        if terminal is None:
            time.sleep(0.02)
        else:
            terminal._read()


def test_phones_can_join_as_soon_as_the_lobby_stands(
    opens: Opens, computer: Path, port: int
) -> None:
    lobby = opens("run", "twenty-minute-taster", phones=port)
    lobby.wait_for("n start", f":{port}/", "and the code", "0 joined, 0 connected")
    assert answers(port)
    lobby.press("q")
    assert lobby.wait_end() == 0
    comes(lambda: not answers(port))
    comes(lambda: server_of(only_session(computer)) is None)


def scanned(terminal: Terminal) -> str | None:
    """What a camera reads off the terminal."""
    screen, scale = terminal.screen, 4
    rows: list[bytes] = []
    for y in range(screen.lines):
        cells = [screen.buffer[y][x] for x in range(screen.columns)]
        upper = [_level(cell.fg if cell.data == "▀" else cell.bg) for cell in cells]
        for half in (upper, [_level(cell.bg) for cell in cells]):
            rows += [bytes(level for level in half for _ in range(scale))] * scale
    image = memoryview(b"".join(rows)).cast("B", shape=(len(rows), len(rows[0])))
    found = zxingcpp.read_barcode(image, try_invert=False)
    return None if found is None else found.text


def _level(colour: str) -> int:
    return {"000000": 0, "ffffff": 255}.get(colour, 20)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_what_a_phone_scans_off_the_terminal_lets_it_join(
    opens: Opens, port: int, size: tuple[int, int]
) -> None:
    lobby = opens("run", "twenty-minute-taster", "--host", "127.0.0.1", phones=port, size=size)
    lobby.wait_for("n start", f":{port}/", "0 joined, 0 connected")
    lobby.wait_until(lambda: scanned(lobby) is not None, "a code that can be scanned")
    link = scanned(lobby) or ""
    assert link.startswith(f"HTTP://127.0.0.1:{port}/J/")
    code = link.rpartition("/")[2]
    assert f"{code[:3]} {code[3:]}" in lobby.text
    phone = HTTPConnection("127.0.0.1", port, timeout=5)
    form = {"code": code, "group": "any", "name": ""}
    own = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://127.0.0.1:{port}",
    }
    phone.request("POST", "/join", urlencode(form), own)
    assert phone.getresponse().status == HTTPStatus.SEE_OTHER
    phone.close()
    lobby.wait_for("1 joined, 0 connected")
    lobby.press("q")
    assert lobby.wait_end() == 0


def test_a_window_that_is_left_at_once_leaves_no_server(opens: Opens, port: int) -> None:
    lobby = opens("run", "twenty-minute-taster", phones=port)
    lobby.wait_for("n start", "getting ready")
    lobby.press("q")
    assert lobby.wait_end() == 0
    again = opens("resume", phones=port)
    again.wait_for("n start", f":{port}/")
    again.press("q")
    assert again.wait_end() == 0
    comes(lambda: not answers(port))


def test_home_brings_phones_as_well(opens: Opens, port: int) -> None:
    home = opens(phones=port)
    home.wait_for("Play a scenario")
    home.press("enter")
    home.wait_for("n start", f":{port}/")
    home.press("q")
    assert home.wait_end() == 0


def test_a_workshop_can_do_without(opens: Opens, computer: Path) -> None:
    lobby = opens("run", "twenty-minute-taster")
    text = lobby.wait_for("n start", "Ground rules")
    assert "Phones" not in text
    lobby.press("n")
    lobby.wait_for("step 1 of 9")
    stage = opens("stage")
    stage.wait_for("step 1 of 9")
    assert server_of(only_session(computer)) is None


def ended(opens: Opens, port: int | None) -> None:
    """A session that nobody joined is played to its debrief and left there."""
    first = opens("run", "twenty-minute-taster", phones=port)
    first.wait_for("n start")
    first.press("n")
    first.wait_for("step 1 of 9")
    first.press("e")
    first.wait_for("End the steps here")
    first.press("enter")
    first.wait_for("Without a lesson")
    first.press("q")
    assert first.wait_end() == 0


def summary_seen(phone: HTTPConnection, code: str, cookie: str = "") -> tuple[int, str]:
    """What a phone is answered that asks for the summary, and its cookie; it joins first."""
    own = {"Origin": f"http://127.0.0.1:{phone.port}"}
    if not cookie:
        form = urlencode({"code": code, "group": "any", "name": ""})
        typed = {"Content-Type": "application/x-www-form-urlencoded"}
        phone.request("POST", "/join", form, own | typed)
        joined = phone.getresponse()
        joined.read()
        assert joined.status == HTTPStatus.SEE_OTHER
        cookie = (joined.headers["Set-Cookie"] or "").partition(";")[0]
    phone.request("GET", "/summary", headers=own | {"Cookie": cookie})
    reply = phone.getresponse()
    reply.read()
    return reply.status, cookie


def unfolded(terminal: Terminal) -> str:
    """What stands on the screen, however a form folds it."""
    return " ".join(re.sub("[┃│].*\n.*?[┃│]|[┃│]", " ", terminal.text).split())


def says(terminal: Terminal, *wanted: str) -> None:
    terminal.wait_until(lambda: all(part in unfolded(terminal) for part in wanted), wanted)


def told_code(debrief: Terminal, port: int) -> str:
    """The code that stands beside the address among the participants."""
    wanted = re.compile(rf":{port}/ and the code (\w{{3}}) (\w{{3}})")

    def found() -> re.Match[str] | None:
        return wanted.search(unfolded(debrief))

    debrief.wait_until(lambda: found() is not None, "address and code")
    told = found()
    assert told
    return told[1] + told[2]


@pytest.mark.parametrize("before", [True, False])
def test_a_summary_shared_in_a_debrief_that_was_resumed_is_served_until_it_is_left(
    opens: Opens,
    port: int,
    before: bool,
) -> None:
    ended(opens, port if before else None)
    debrief = opens("resume", phones=port)
    debrief.wait_for("Without a lesson")
    debrief.press("P")
    says(debrief, "summary not shared")
    debrief.press("s")
    says(debrief, "summary shared")
    code = told_code(debrief, port)
    phone = HTTPConnection("127.0.0.1", port, timeout=30)
    seen, cookie = summary_seen(phone, code)
    assert seen == HTTPStatus.OK
    phone.close()
    debrief.press("escape")
    debrief.wait_until(lambda: "Participants" not in debrief.text, "the debrief")
    debrief.press("q")
    debrief.wait_for("Leave the session here?")
    debrief.press("enter")
    assert debrief.wait_end() == 0

    again = opens("resume", phones=port)
    again.wait_for("Without a lesson")
    again.press("P")
    says(again, "summary not shared", "1 joined")
    comes(lambda: answers(port), again)
    assert summary_seen(phone, code, cookie)[0] == HTTPStatus.NOT_FOUND
    phone.close()


@pytest.mark.parametrize("keys", ["Q", "Poo"])
def test_whoever_lets_phones_in_after_the_end_has_them_served(
    opens: Opens, port: int, keys: str
) -> None:
    ended(opens, None)
    debrief = opens("resume", "--host", "127.0.0.1", phones=port)
    debrief.wait_for("Without a lesson")
    for key in keys:
        debrief.press(key)
    if keys == "Q":
        debrief.wait_until(lambda: scanned(debrief) is not None, "a code that can be scanned")
    comes(lambda: answers(port), debrief)


def test_a_port_that_is_taken_is_said_where_the_summary_is_shared(opens: Opens, port: int) -> None:
    ended(opens, None)
    with listen(port):
        debrief = opens("resume", phones=port)
        debrief.wait_for("Without a lesson")
        debrief.press("P")
        says(debrief, "summary not shared")
        debrief.press("s")
        says(debrief, f"Port {port} is taken", f"--port {port + 1}")
        assert "summary shared" not in unfolded(debrief)


def test_without_phones_the_summary_is_not_said_to_be_shared(opens: Opens) -> None:
    ended(opens, None)
    debrief = opens("resume")
    debrief.wait_for("Without a lesson")
    debrief.press("P")
    says(debrief, "summary not shared")
    debrief.press("s")
    says(debrief, "Nobody could see the summary.", "--no-phones")
    assert "summary shared" not in unfolded(debrief)


def test_a_server_that_is_killed_comes_back(opens: Opens, computer: Path, port: int) -> None:
    lobby = opens("run", "twenty-minute-taster", phones=port)
    lobby.wait_for(f":{port}/")
    first = pid_of(computer)
    os.kill(first, signal.SIGKILL)
    lobby.wait_for("The phones' server ended")
    lobby.wait_for(f":{port}/")
    assert pid_of(computer) != first
    assert answers(port)
    lobby.press("q")
    assert lobby.wait_end() == 0
    comes(lambda: not answers(port))


def test_a_taken_port_is_told_and_the_workshop_goes_on(opens: Opens, port: int) -> None:
    with listen(port):
        lobby = opens("run", "twenty-minute-taster", phones=port, size=(120, 30))
        lobby.wait_for("n start", f"Port {port} is taken by another", f"--port {port + 1}")
        lobby.press("n")
        lobby.wait_for("step 1 of 9")
    lobby.press("q")
    lobby.wait_for("Leave the session here?")
    lobby.press("enter")
    assert lobby.wait_end() == 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_window_that_dies_leaves_the_phones_their_server_and_the_next_adopts_it(
    opens: Opens, computer: Path, port: int, number: signal.Signals
) -> None:
    lobby = opens("run", "twenty-minute-taster", phones=port)
    lobby.wait_for(f":{port}/")
    server = pid_of(computer)
    lobby.press("n")
    lobby.wait_for("step 1 of 9")
    lobby.child.kill(number)
    killed = number == signal.SIGKILL
    lobby.wait_end()
    assert answers(port)
    again = opens(phones=port)
    again.wait_for("INTERRUPTED in “Two sides, twenty minutes”" if killed else " in “Two sides")
    again.press("enter")
    again.wait_for("step 1 of 9")
    assert "PAUSED" not in again.text
    comes(lambda: pid_of(computer) == server and f":{port}/" in again.text, again)
    again.press("q")
    again.wait_for("Leave the session here?")
    again.press("enter")
    assert again.wait_end() == 0
    comes(lambda: not answers(port))


def test_the_server_stays_while_another_desk_is_open(opens: Opens, port: int) -> None:
    one = opens("run", "twenty-minute-taster", phones=port)
    one.wait_for(f":{port}/")
    two = opens("resume", phones=port)
    two.wait_for(f":{port}/", "also open in another window")
    one.press("q")
    assert one.wait_end() == 0
    assert answers(port)
    two.press("q")
    assert two.wait_end() == 0
    comes(lambda: not answers(port))
