"""What the room may see of a session, as the stage draws it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from snogmarry.report.words import long_date
from snogmarry.scenario.models import (
    Act,
    Ask,
    Learn,
    Show,
    Swap,
    Vote,
    asked_sides,
    ballot,
    question,
)  # fmt: skip
from snogmarry.session import public
from snogmarry.session.answered import group_name, in_words, label_of
from snogmarry.session.harvest_words import verdict
from snogmarry.session.state import FeedPost, Response, Run, Session
from snogmarry.session.tally import Tally
from snogmarry.session.written import rounded, write_number
from snogmarry.text import SafeText
from snogmarry.tui.widgets.bars import Bar, Chart
from snogmarry.tui.widgets.feed_view import Entry, Passage
from snogmarry.tui.widgets.figures import Figures
from snogmarry.tui.widgets.prompt_view import Options, Prompts
from snogmarry.tui.words import taken

_MARKS = {"activist": "▲", "institution": "■", "other": "●"}
QUIET = "$quiet"


def side_style(session: Session, side: str) -> str:
    """The colour of a side; its mark says the same."""
    first = session.scenario.sides[0].id == side
    return "bold $campaign" if first else "bold $trust"


def side_head(session: Session, side_id: str) -> Content:
    """A side's mark and name."""
    side = session.scenario.side(side_id)
    return Content.assemble((f"{_MARKS[side.kind]} {side.name}", side_style(session, side_id)))


# What stands still while the step runs


def standing(session: Session, run: Run) -> list[Entry]:
    """The step's text, its prompts, and how far the room is."""
    step = session.step_of(run.step)
    entries: list[Entry] = []
    text = getattr(step, "text", None)
    if text:
        entries.append(Passage(("text", step.id, text), Content(text)))
    if isinstance(step, Ask | Vote):
        result = list(_result(session, run))
        asked = [_prompts(session, step), *(() if result else _choices(step))]
        far = list(_far(session, run))
        if not run.revealed:
            return [*entries, *asked, *far, *result]
        # A result comes first: the room has read the prompt by then.
        return [*result, *far] if public.released(session, run) else [*result, *asked, *far]
    if isinstance(step, Swap):
        entries.append(_who_plays_what(session, run))
    elif isinstance(step, Show):
        entries += _result(session, run)
    return entries


def _prompts(session: Session, step: Ask | Vote) -> Entry:
    sides = asked_sides(step, session.scenario)
    if isinstance(step.ask, str):
        return Passage(("ask", step.id, step.ask), Content(step.ask).stylize("bold"))
    pairs = [(side, question(step, side) or SafeText("")) for side in sides]
    if len(sides) == len(session.scenario.sides) and len({text for _, text in pairs}) == 1:
        return Passage(("ask", step.id, pairs[0][1]), Content(pairs[0][1]).stylize("bold"))
    return Prompts(
        ("ask", step.id, tuple(pairs)),
        tuple((side_head(session, side), Content(text)) for side, text in pairs),
    )


def _choices(step: Ask | Vote) -> Iterator[Entry]:
    if isinstance(step, Vote):
        names = [option.text for option in ballot(step)]
    elif step.scale is not None:
        low, high = step.scale.low, step.scale.high
        names = [
            SafeText(f"{point} {label_of(step.scale, point)}".strip()) for point in (low, high)
        ]
        yield Passage(("scale", step.id), Content("  …  ".join(names)).stylize("bold"))
        return
    else:
        names = [option.text for option in step.options or ()]
    if names:
        yield Options(tuple(names))


def _far(session: Session, run: Run) -> Iterator[Entry]:
    far = public.progress(session, run)
    if far is not None:
        line = far.line + (" · CLOSED" if run.closed_at is not None else "")
        yield Passage(("far", run.number, line), Content.assemble((line, f"bold {QUIET}")))


def _result(session: Session, run: Run) -> Iterator[Entry]:
    for result in public.results(session, run):
        match result:
            case public.Cloud(cloud):
                parts = [f"{word} ×{times}" if times > 1 else word for word, times in cloud]
                line = "   ".join(parts)
                yield Passage(("words", line), Content.assemble((line, "bold")))
            case public.Ranking(places):
                line = "\n".join(
                    f"{place}. {text} (mean place {rounded(mean, 1)})"
                    for place, (_, text, mean) in enumerate(places, start=1)
                )
                yield Passage(("ranking", line), Content(line))
            case public.Numbers(given):
                line = "   ".join(write_number(number) for number in given)
                yield Passage(("numbers", line), Content.assemble((line, "bold")))
            case Tally():
                yield _chart(session, run, result)


def _chart(session: Session, run: Run, result: Tally) -> Entry:
    sides = [side.id for side in session.scenario.sides if side.id in result.by_side]
    bars = tuple(
        Bar(one.text, tuple(one.by_side.get(side, 0) for side in sides) or (one.total,))
        for one in result.counts
    )
    legend = tuple((session.scenario.side(side).name, side_style(session, side)) for side in sides)
    return Chart(("chart", run.number, bars, legend), bars, legend)


def _who_plays_what(session: Session, run: Run) -> Entry:
    lines = []
    for group in session.groups.values():
        side = session.side_in(run, group)
        lines.append(Content.assemble((group.name, "bold"), "  plays  ", side_head(session, side)))
    key = ("swap", tuple(line.plain for line in lines))
    return Passage(key, Content("\n").join(lines))


# What grows while the step runs

NEWEST = 200
"""Posts of the feed that the stage can be scrolled back through."""


def growing(session: Session, run: Run) -> list[Entry]:
    """The feed, released responses, learning points or actions: the newest last."""
    step = session.step_of(run.step)
    if isinstance(step, Learn):
        return _points(session)
    if isinstance(step, Act):
        return _actions(session)
    posts = [_post(session, post) for post in public.feed(session, run)[-NEWEST:]]
    return [*posts, *_released(session, run)]


def _released(session: Session, run: Run) -> list[Entry]:
    shown = public.released(session, run)
    steps = [session.step_of(response.step) for response in shown]
    if steps and isinstance(steps[0], Ask) and steps[0].answer in {"number", "scale"}:
        return [_figures(session, shown)]
    return [_response(session, response) for response in shown]


def _figures(session: Session, responses: list[Response]) -> Entry:
    """The numbers of all groups, to be seen at one glance."""
    return Figures(
        tuple(
            (
                _shown_words(session, response),
                _group_head(session, response.group, response.side, response.took),
            )
            for response in responses
        )
    )


def _response(session: Session, response: Response) -> Entry:
    head = _group_head(session, response.group, response.side, response.took)
    content = Content.assemble(head, "\n", Content(_shown_words(session, response)))
    return Passage(("response", response.number, content.plain), content)


def _shown_words(session: Session, response: Response) -> SafeText:
    version = response.shown
    assert version is not None  # noqa: S101 - only released responses come here
    return in_words(session.step_of(response.step), version.answer)


def _post(session: Session, post: FeedPost) -> Entry:
    channel = session.scenario.channel(post.channel).name
    if post.response is not None and post.side is not None:
        head = _group_head(session, post.group, post.side, post.took or 0, f" · {channel}")
    else:
        head = _cast_head(session, post, channel)
    content = Content.assemble(head, "\n", Content(post.text))
    return Passage(("post", post.seq, post.response, content.plain), content)


def _cast_head(session: Session, post: FeedPost, channel: SafeText) -> Content:
    one = session.scenario.character(post.character or "")
    handle = f" {one.handle}" if one.handle else ""
    return Content.assemble((one.name, "bold"), (f"{handle} · {channel}", QUIET))


def _group_head(
    session: Session, group: int | None, side: str, took: int, more: str = ""
) -> Content:
    kind = session.scenario.side(side).kind
    return Content.assemble(
        (f"{_MARKS[kind]} {group_name(session, group)}", side_style(session, side)),
        (f"{more} · after {taken(took)}", QUIET),
    )


def _points(session: Session) -> list[Entry]:
    entries: list[Entry] = []
    for point in public.points(session):
        sign = verdict(point.verdict)
        speaks = public.spoken_of(session, point)
        head = Content.assemble(
            (f"{sign} · {group_name(session, point.group)}", "bold"),
            (f" · {speaks}" if speaks else "", QUIET),
        )
        content = Content.assemble(head, "\n", Content(point.text))
        entries.append(Passage(("point", point.number, content.plain), content))
    return entries


def _actions(session: Session) -> list[Entry]:
    entries: list[Entry] = []
    for action in public.actions(session):
        due = f" · by {long_date(action.due)}" if action.due else ""
        head = Content.assemble((action.owner or "Nobody yet", "bold"), (due, QUIET))
        content = Content.assemble(head, "\n", Content(action.text))
        entries.append(Passage(("action", action.number, content.plain), content))
    return entries
