"""The code that people type to join.

Its symbols are capital consonants. Without digits there is no 0 or O, 1 or I, 2 or Z, 5 or S, 6
or G, 8 or B to tell apart, and a phone's keyboard need not be switched. Without vowels, and
without Y, no word comes about; C, F and S are left out because rude words are still read without
their vowels, and C and S look like G and 5 besides. L and Q look like I and O. No symbol stands
beside itself, because doubled ones are miscounted. What is left makes eight million codes.
"""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "BDGHJKMNPRTVWXZ"
LENGTH = 6

# Nothing on the left is ever in a code, so whoever typed it saw what is on the right.
_LOOK_ALIKES = str.maketrans("80OQ6C2U", "BDDDGGZV")
_DROPPED = dict.fromkeys(map(ord, " -._\t\r\n\u2010\u2011\u2012\u2013\u2014\u2212"))
_MOST_TYPED = 200


def new_code() -> str:
    """Make a code of six symbols, from the system's randomness."""
    code = secrets.choice(ALPHABET)
    while len(code) < LENGTH:
        code += secrets.choice(ALPHABET.replace(code[-1], ""))
    return code


def normalise(typed: str, length: int = LENGTH) -> str:
    """Give the code that `typed` means, or "" if it can be none.

    Small letters, spaces, dashes and look-alikes will do, and so will the whole link.
    """
    if len(typed) > _MOST_TYPED:
        return ""
    last = unicodedata.normalize("NFKC", typed).strip().rstrip("/").rpartition("/")[2]
    code = last.translate(_DROPPED).upper().translate(_LOOK_ALIKES)
    return code if len(code) == length and set(code) <= set(ALPHABET) else ""


def spaced(code: str) -> str:
    """The code as it is shown to people: `KTP XWN`."""
    return f"{code[:3]} {code[3:]}"
