"""Templates to text, everything escaped, and static files under names that change with them."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
_SCRIPTS = (
    *("store.js", "saying.js", "clock.js", "outbox.js", "form.js", "stream.js", "pen.js"),
    *("answer.js", "offers.js", "unsent.js", "page.js"),
)
"""Those that a module imports stand before it."""


@dataclass(frozen=True, slots=True)
class Static:
    """A file as it is sent."""

    kind: str
    body: bytes
    zipped: bytes


class Pages:
    """The templates of the participants' pages."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("snogmarry.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.static: dict[str, Static] = {}
        self._paths: dict[str, str] = {}
        for name in ("icon.svg", "page.css", *_SCRIPTS):
            self._paths[name] = self._add(name)
        self._templates.globals["static"] = self._paths
        self._templates.globals["scripts"] = [self._paths[name] for name in _SCRIPTS]

    def render(self, template: str, **values: Any) -> str:
        """The text of a template."""
        return self._templates.get_template(f"{template}.html.j2").render(values)

    def _add(self, name: str) -> str:
        body = files("snogmarry.web").joinpath("static", name).read_bytes()
        for other, path in self._paths.items():
            body = body.replace(f'"./{other}"'.encode(), f'"{path}"'.encode())
        stem, _, ending = name.rpartition(".")
        path = f"/static/{stem}-{hashlib.sha256(body).hexdigest()[:12]}.{ending}"
        self.static[path] = Static(_TYPES[ending], body, gzip.compress(body, mtime=0))
        return path


@cache
def pages() -> Pages:
    """The pages, read once."""
    return Pages()
