"""How a phone is known again: by a token in a cookie, or by a personal code that people type."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from snogmarry.phones import code

PERSONAL = 8
"""Symbols of a personal code."""


def new_token() -> str:
    """128 random bits, for a cookie."""
    return secrets.token_urlsafe(16)


def is_token(text: str) -> bool:
    """Whether it looks like one of `new_token`."""
    return re.fullmatch(r"[A-Za-z0-9_-]{22}", text) is not None


def digest(secret: str) -> str:
    """What is kept of a token or a personal code."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def personal_code(token: str) -> str:
    """The code by which the holder of the token can come back with another phone or address."""
    number = int.from_bytes(hmac.digest(token.encode(), b"personal code", "sha256"))
    symbols = []
    for _ in range(PERSONAL):
        number, index = divmod(number, len(code.ALPHABET))
        symbols.append(code.ALPHABET[index])
    return "".join(symbols)


def cookie_name(session: str) -> str:
    """Of this session alone: yesterday's cookie must not open today's room."""
    return f"snogmarry-{digest(session)[:12]}"
