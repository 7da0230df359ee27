"""Times and numbers as people read them."""

from __future__ import annotations

from datetime import datetime

MINUTE = 60_000


def clock(ms: int) -> str:
    """Seconds that are left, as `6:00`, `1:02:03`, or `+0:42` once they are over."""
    # A second that has begun still counts while time is left, and not yet once it is over.
    seconds = -(-ms // 1_000) if ms > 0 else -ms // 1_000
    sign = "+" if ms < 0 and seconds else ""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{sign}{hours}:{minutes:02}:{seconds:02}"
    return f"{sign}{minutes}:{seconds:02}"


def taken(ms: int) -> str:
    """Seconds that something took, as `2:05`; one that has only begun does not count."""
    return clock(ms // 1_000 * 1_000)


def length(ms: int) -> str:
    """A length of time in minutes: `6 min`, `1 h 15 min`, `45 s`."""
    if ms < MINUTE:
        return f"{ms // 1_000} s"
    hours, minutes = divmod(round(ms / MINUTE), 60)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{minutes} min"] if minutes or not hours else parts)


def behind(ms: int | None) -> str:
    """How the room stands against its plan: `4 min behind`, `2 min ahead`, `on time`."""
    minutes = 0 if ms is None else round(ms / MINUTE)
    if minutes == 0:
        return "on time"
    return f"{abs(minutes)} min {'behind' if minutes > 0 else 'ahead'}"


def count(number: int, one: str, many: str = "") -> str:
    """`1 group`, `3 groups`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def time_of_day(wall: int) -> str:
    """An instant in UTC ms as the clock on this computer's wall shows it: `14:03`."""
    return f"{datetime.fromtimestamp(wall / 1_000).astimezone():%H:%M}"


def day(wall: int) -> str:
    """An instant in UTC ms as a date here: `Tue 3 March 2026, 14:03`."""
    when = datetime.fromtimestamp(wall / 1_000).astimezone()
    return f"{when:%a} {when.day} {when:%B %Y, %H:%M}"
