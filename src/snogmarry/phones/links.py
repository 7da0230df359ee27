"""The addresses of pages, as people read them and as cameras do."""

from __future__ import annotations

JOIN = "/j/"
"""The path that carries the code. The server takes it in capitals as well."""


def page(host: str, port: int) -> str:
    """The address that people type: `http://192.168.1.23:8765/`."""
    return f"http://{host}:{port}/"


def join(host: str, port: int, code: str) -> str:
    """The address with the code in it, for messages and pages."""
    return f"http://{host}:{port}{JOIN}{code}"


def scanned(host: str, port: int, code: str) -> str:
    """The same for a QR code, in capitals: those take fewer bits, so the picture is coarser."""
    return join(host, port, code).upper()
