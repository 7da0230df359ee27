"""Words that would harm a terminal, a page or a program, and a scenario made of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.terminal import Terminal

PAYLOADS = {
    "escapes": "\x1b]0;PWNED\x07\x1b[2J\x1b[7;7HPWNED\x1b]52;c;UFdORUQ=\x07 a tapir",
    "unseen": "\x9b31m\x9d0;PWNED\x9c\x90\x84\x00\x08\x0b\x0c\x7f \u202eriput\u202c \u2066a\u2069 "
    "Z" + "\u0316" * 24 + "algo\u2028a tapir",
    "markup": "[/b] [bar [/ [@click=app.quit]x[/] $a {x} \\[ a tapir",
    "pages": "=1!A a tapir <script>x</script><img onerror>&lt;[a](z)",
    "languages": "a tapir: Llŷr, नमस्ते, مرحبا, 👩‍👩‍👧, 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
}
"""Each holds two words that harm nobody, by which it is found again."""
_NEVER = (
    b"\x1b]0;", b"\x1b]52;", b"\x1b[7;7H", b"\xc2\x9b", b"\xc2\x9c", b"\xc2\x9d", b"\xc2\x90",
    b"\xc2\x84", b"\x00", b"\x07", b"\x0b", b"\x0c", b"\x7f", "\u202e".encode(), "\u202c".encode(),
    "\u2066".encode(), "\u2069".encode(), "\u2028".encode(), "\u0316".encode() * 9,
)  # fmt: skip
_POINTER = re.compile(rb"\x1b\]22;[a-z]+\x07")
"""The screens' own wish for a shape of the mouse's pointer; it ends in a bell."""


def marked(payload: str, mark: str) -> str:
    """The payload as a text of its own, known by a word in it."""
    return payload.replace("a tapir", f"a tapir-{mark}")


def no_harm_reached(terminal: Terminal) -> None:
    """Nothing of a payload that a terminal would obey is in what the program wrote."""
    written = _POINTER.sub(b"", terminal.written)
    for harm in _NEVER:
        assert harm not in written, harm


_LESSONS = """\
format: 1
id: hostile-lessons
title: {list}
about: {list}
lessons:
  - {{id: one, title: {lesson}, text: {about}, origin: drawn, drawn_from: {source}}}
"""
_SCENARIO = """\
format: 1
id: hostile
title: {scenario}
language: en-GB
summary: {summary}
lessons: hostile-lessons
objectives:
  - {{id: all, text: {objective}}}
sides:
  - {{id: one, kind: activist, name: {side}, aim: {aim}, brief: {brief}}}
  - {{id: two, kind: institution, name: {other}, aim: {aim}, brief: {brief}}}
channels:
  - {{id: chirp, name: {channel}}}
cast:
  - {{id: dan, name: {cast}, handle: {handle}, about: {cast}}}
steps:
  - {{id: post, do: post, title: {posts}, time: 1m, text: {text}, notes: {notes},
     posts: [{{from: dan, on: chirp, text: {post}}}]}}
  - {{id: ask, do: ask, title: {asking}, time: 1m, answer: text, text: {text}, notes: {notes},
     lessons: [one], objectives: [all], expect: {expect},
     ask: {{one: {prompt}, two: {prompt}}}, examples: {{one: [{example}]}},
     injects: [{{id: news, from: dan, on: chirp, text: {inject}, held: true}}]}}
  - {{id: show, do: show, title: {showing}, time: 1m, of: ask}}
  - {{id: swap, do: swap, title: {swapping}, time: 1m, text: {text}}}
  - {{id: vote, do: vote, title: {voting}, time: 1m, text: {text}, ask: {prompt}, reason: true,
     ballot: [{{id: yes-do, text: {first}}}, {{id: no-never, text: {second}}}]}}
  - {{id: learn, do: learn, title: {learning}, time: 1m, text: {text}}}
  - {{id: act, do: act, title: {acting}, time: 1m, text: {text}}}
"""


def write_scenario(folder: Path, payload: str, *, escaped: bool) -> Path:
    """A scenario and its lessons with the payload in every text, each with a word of its own."""
    for name, template in (("hostile-lessons", _LESSONS), ("hostile", _SCENARIO)):
        wanted = set(re.findall(r"(?<!\{)\{(\w+)\}", template))
        texts = {word: json.dumps(marked(payload, word), ensure_ascii=escaped) for word in wanted}
        (folder / f"{name}.yaml").write_text(template.format(**texts), encoding="utf-8")
    return folder / "hostile.yaml"
