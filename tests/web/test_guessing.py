"""Who is held up by wrong codes, and for how long."""

from __future__ import annotations

from snogmarry.web.guessing import QUIET, Guessing

CODE = "KTPXWN"


def tries(guessing: Guessing, addresses: int, now: float = 0.0) -> None:
    """Phones at so many addresses try wrong codes for as long as they may."""
    for address in range(addresses):
        while guessing.lets_try(address, CODE, now):
            guessing.wrong(address, now)


def test_an_address_that_guesses_is_held_up_alone_and_not_for_ever() -> None:
    guessing = Guessing()
    assert guessing.held(CODE, 0.0) == ""
    tries(guessing, 1)
    assert guessing.held(CODE, 0.0) == "one"
    assert guessing.lets_try("another", CODE, 0.0)
    assert guessing.lets_try(0, CODE, QUIET)
    assert guessing.held(CODE, QUIET) == ""


def test_many_addresses_that_guess_hold_up_everybody_until_they_stop() -> None:
    guessing = Guessing()
    tries(guessing, 9)
    assert guessing.held(CODE, 1.0) == "all"
    assert not guessing.lets_try("another", CODE, 0.9)
    assert guessing.held(CODE, QUIET) == "all", "somebody was held up a moment ago"
    assert guessing.held(CODE, 2 * QUIET) == ""
    assert guessing.lets_try("another", CODE, 2 * QUIET)


def test_a_new_code_lets_all_others_in_and_not_those_who_guessed() -> None:
    guessing = Guessing()
    tries(guessing, 9)
    assert guessing.lets_try("another", "BDGHJK", 1.0)
    assert not guessing.lets_try(0, "BDGHJK", 1.0)
    assert guessing.held("BDGHJK", 1.0) == "one"
