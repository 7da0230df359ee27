"""`snogmarry doctor`: invented machines, and this one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from socketserver import BaseRequestHandler, TCPServer
from threading import Thread

import pytest

from snogmarry.cli import main
from snogmarry.phones import addresses
from snogmarry.phones.addresses import Interface, rank
from snogmarry.phones.findings import Facts, Finding, findings, lines, phones_can_probably_join
from snogmarry.phones.port import SERVER, CannotListen, listen
from snogmarry.phones.probe import look
from tests.ports import free_port

WIFI = Interface("wlan0", "192.168.1.23", 24)
CABLE = Interface("eth0", "10.0.0.9", 8)
TUNNEL = Interface("tun0", "10.8.0.2", 24)
DOCKER = Interface("docker0", "172.17.0.1", 16)
LOOPBACK = Interface("lo", "127.0.0.1", 8)

GOOD = Facts(rank([LOOPBACK, WIFI], "192.168.1.23"), 8765, "free", frozenset({"192.168.1.23"}))


def only(found: tuple[Finding, ...], level: str) -> Finding:
    [one] = [finding for finding in found if finding.level == level]
    return one


# Invented machines


def test_a_good_machine_has_nothing_but_good_news() -> None:
    found = findings(GOOD)
    assert list(lines(found)) == [
        "fine   Phones are given http://192.168.1.23:8765/ (Wi-Fi, wlan0).",
        "fine   Port 8765 is free and answers at 192.168.1.23, from this machine.",
    ]
    assert phones_can_probably_join(found)


def test_a_vpn_and_containers_are_named_and_passed_over() -> None:
    machine = rank([WIFI, TUNNEL, DOCKER], "10.8.0.2")
    found = findings(replace(GOOD, reach=machine))
    said = "\n".join(lines(found))
    assert "http://192.168.1.23:8765/" in said
    assert "note   A VPN carries the traffic of this machine: tun0, 10.8.0.2." in said
    assert "10.8.0.2 (VPN, tun0), 172.17.0.1 (virtual network, docker0)" in said
    assert phones_can_probably_join(found)


def test_other_addresses_are_offered() -> None:
    found = findings(replace(GOOD, reach=rank([WIFI, CABLE], "192.168.1.23")))
    assert "10.0.0.9 (Ethernet, eth0)" in only(found, "note").line


def test_a_network_that_leads_nowhere_works_with_a_word_on_mobile_data() -> None:
    found = findings(replace(GOOD, reach=rank([WIFI], None)))
    assert "mobile data" in only(found, "note").remedy
    assert phones_can_probably_join(found)


def test_no_network_is_no_phones() -> None:
    alone = Facts(rank([LOOPBACK], None), 8765, "free", frozenset({"localhost"}))
    found = findings(alone)
    assert "only this machine itself can join" in only(found, "wrong").line
    assert not phones_can_probably_join(found)


@pytest.mark.parametrize(
    ("host", "line"),
    [
        ("172.17.0.1", "Phones cannot reach 172.17.0.1: it belongs to containers"),
        ("127.0.0.1", "Phones cannot reach 127.0.0.1: by it this machine talks to itself"),
        ("localhost", "Phones cannot reach localhost: by it this machine talks to itself"),
        ("10.1.2.3", "10.1.2.3 is not an address of this machine."),
    ],
)
def test_a_host_that_phones_cannot_reach_is_named_with_one_that_they_can(
    host: str, line: str
) -> None:
    machine = rank([LOOPBACK, WIFI, DOCKER], "192.168.1.23")
    facts = replace(GOOD, reach=machine, host=host, answering=frozenset({host}))
    wrong = only(findings(facts), "wrong")
    assert wrong.line.startswith(line)
    assert "192.168.1.23 (Wi-Fi, wlan0)" in wrong.remedy


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (replace(GOOD, state="taken"), "taken by another program"),
        (replace(GOOD, state="forbidden", port=80), "does not let programs use port 80"),
        (replace(GOOD, answering=frozenset()), "does not answer at 192.168.1.23"),
        (replace(GOOD, state="ours", answering=frozenset()), "A snogmarry server has port 8765"),
        (replace(GOOD, wsl=True), "Linux inside Windows"),
    ],
)
def test_what_stands_in_the_way_is_wrong_and_has_a_remedy(facts: Facts, line: str) -> None:
    wrong = only(findings(facts), "wrong")
    assert line in wrong.line
    assert wrong.remedy
    assert not phones_can_probably_join([wrong])


def test_few_open_files_are_told_as_phones() -> None:
    assert "96 phones" in only(findings(replace(GOOD, open_files=256)), "note").line
    assert findings(replace(GOOD, open_files=1_048_576)) == findings(GOOD)


# This machine


def named(server: str) -> type[BaseRequestHandler]:
    """A web server that calls itself so."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        def version_string(self) -> str:
            return server

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    return Answer


class NoWebServer(BaseRequestHandler):
    """A program that speaks something else."""

    def handle(self) -> None:
        self.request.sendall(b"220 thimble ready\r\n")


@contextmanager
def answering(handler: type[BaseRequestHandler]) -> Iterator[int]:
    """A program on a port of its own, of this machine alone."""
    with TCPServer(("127.0.0.1", 0), handler) as listening:
        serving = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        try:
            yield listening.server_address[1]
        finally:
            listening.shutdown()
            serving.join()


def test_a_free_port_is_tried_and_given_back() -> None:
    port = free_port()
    facts = look(port, "127.0.0.1")
    assert facts.state == "free"
    assert "127.0.0.1" in facts.answering
    listen(port).close()


def test_our_own_server_is_told_from_another_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with answering(named(SERVER)) as port:
        assert look(port, "127.0.0.1").state == "ours"
        assert main(["doctor", "--port", str(port), "--host", "127.0.0.1"]) == 1
        assert f"A snogmarry server answers on port {port}" in capsys.readouterr().out
    with answering(named("thimble/2")) as port:
        assert main(["doctor", "--port", str(port), "--host", "127.0.0.1"]) == 1
        out = capsys.readouterr().out
        assert f"Port {port} is taken by another program." in out
        assert f"--port {port + 1}" in out


def test_a_program_that_speaks_something_else_has_taken_the_port() -> None:
    with answering(NoWebServer) as port:
        assert look(port).state == "taken"


def test_doctor_says_that_phones_can_join_where_they_probably_can(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reach = addresses.look()
    status = main(["doctor", "--port", str(free_port())])
    out = capsys.readouterr().out
    if reach.warning:
        assert status == 1
        assert reach.warning in out
    else:
        assert status == 0
        assert reach.best.host in out
        assert "Only a phone can prove it" in out
        assert "over SSH" in out


@pytest.mark.parametrize("port", ["0", "65536", "many", "-1", "８７６５"])
def test_a_port_that_is_none_is_a_mistake(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["doctor", f"--port={port}"])
    assert stopped.value.code == 2
    assert "is not a port" in capsys.readouterr().err


def test_listening_where_it_cannot_be_is_one_line() -> None:
    with listen(0, "127.0.0.1") as first, pytest.raises(CannotListen) as refused:
        listen(first.getsockname()[1], "127.0.0.1")
    assert refused.value.why == "taken"
    with pytest.raises(CannotListen, match="is not an address of this machine") as refused:
        listen(0, "203.0.113.7")
    assert refused.value.why == "not here"
