"""`snogmarry doctor`: whether phones can probably join from where this machine stands."""

from __future__ import annotations

from argparse import Namespace

from snogmarry.phones import findings as judged
from snogmarry.phones import probe
from snogmarry.phones.port import PORT


def doctor(arguments: Namespace) -> int:
    """Print what was found; 0 if phones can probably join, 1 if not."""
    found = judged.findings(probe.look(arguments.port or PORT, arguments.host))
    for line in judged.lines(found):
        print(line)
    print()
    if not judged.phones_can_probably_join(found):
        print("Phones cannot join like this.")
        return 1
    print("Phones can probably join. Only a phone can prove it: try one, in the room.")
    print("If it does not get through:")
    for line in judged.WHEN_PHONES_CANNOT_REACH_IT:
        print(f"  {line}")
    return 0
