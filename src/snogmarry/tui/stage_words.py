"""What the room may see of a session, and nothing else.

Never here: a response that was not released, a brief, notes, what a good answer holds, an
aside that is offered, a result that was not revealed.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from snogmarry.scenario.models import (
    Act,
    Ask,
    Brief,
    Discuss,
    Learn,
    Post,
    Show,
    Step,
    Swap,
    Vote,
    asked_sides,
    ballot,
    question,
)  # fmt: skip
from snogmarry.session.state import FeedPost, Response, Run, Session
from snogmarry.session.tally import numbers, ranking, tally, words
from snogmarry.text import SafeText
from snogmarry.tui.answers import asked_groups, group_name, in_words, label_of
from snogmarry.tui.widgets.bars import Bar, Chart
from snogmarry.tui.widgets.feed_view import Entry, Passage
from snogmarry.tui.widgets.figures import Figures
from snogmarry.tui.widgets.prompt_view import Options, Prompts
from snogmarry.tui.words import clock, count

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
        result = list(_result(session, run, step))
        asked = [_prompts(session, step), *(() if result else _choices(step))]
        far = list(_far(session, run, step))
        if not run.revealed:
            return [*entries, *asked, *far, *result]
        # A result comes first: the room has read the prompt by then.
        return [*result, *far] if _released_in(session, run) else [*result, *asked, *far]
    if isinstance(step, Swap):
        entries.append(_who_plays_what(session, run))
    elif isinstance(step, Show):
        entries += _shown_result(session, step)
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


def _far(session: Session, run: Run, step: Ask | Vote) -> Iterator[Entry]:
    """How many have answered, and nothing of what."""
    asked = asked_groups(session, run)
    if not asked:
        return
    given = [r for r in session.responses_in(run.number) if not r.withdrawn]
    hands = {group for number, group in session.hands if number == run.number}
    done = {r.group for r in given} | hands | run.aloud
    answered = sum(1 for group in asked if group.number in done)
    if isinstance(step, Vote) or step.by == "each":
        chosen = isinstance(step, Vote) or step.answer in {"choice", "choices"}
        voices = tally(session, run).voices if chosen else len(given)
        noun = "vote is in" if voices == 1 else "votes are in"
        if isinstance(step, Ask):
            noun = "answer is in" if voices == 1 else "answers are in"
        line = f"{voices} {noun}"
    else:
        have = "has" if len(asked) == 1 else "have"
        line = f"{answered} of {count(len(asked), 'group')} {have} answered"
    if run.closed_at is not None:
        line += " · CLOSED"
    yield Passage(("far", run.number, line), Content.assemble((line, f"bold {QUIET}")))


def _result(session: Session, run: Run, step: Ask | Vote) -> Iterator[Entry]:
    """The result once it has been revealed; single words as they are released."""
    if isinstance(step, Ask) and step.answer == "words":
        cloud = words(session, run, released=True)
        if cloud:
            parts = [f"{word} ×{times}" if times > 1 else word for word, times in cloud]
            line = "   ".join(parts)
            yield Passage(("words", line), Content.assemble((line, "bold")))
        return
    if not run.revealed:
        return
    if isinstance(step, Ask) and step.answer == "rank":
        places = ranking(session, run)
        line = "\n".join(
            f"{place}. {text} (mean place {mean:.1f})"
            for place, (_, text, mean) in enumerate(places, start=1)
        )
        yield Passage(("ranking", line), Content(line))
    elif isinstance(step, Ask) and step.answer == "number":
        line = "   ".join(f"{number:,.10g}" for number in numbers(session, run))
        yield Passage(("numbers", line), Content.assemble((line, "bold")))
    else:
        yield _chart(session, run)


def _chart(session: Session, run: Run) -> Entry:
    result = tally(session, run)
    sides = [side.id for side in session.scenario.sides if side.id in result.by_side]
    bars = tuple(
        Bar(one.text, tuple(one.by_side.get(side, 0) for side in sides) or (one.total,))
        for one in result.counts
    )
    legend = tuple((session.scenario.side(side).name, side_style(session, side)) for side in sides)
    return Chart(("chart", run.number, bars, legend), bars, legend)


def _shown_result(session: Session, step: Show) -> Iterator[Entry]:
    for run in session.runs_of(step.of)[-1:]:
        of = session.step_of(step.of)
        if isinstance(of, Ask | Vote):
            yield from _result(session, run, of)


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
    if isinstance(step, Show):
        return _released_of(session, step)
    if isinstance(step, Learn):
        return _points(session)
    if isinstance(step, Act):
        return _actions(session)
    if isinstance(step, Brief | Swap):
        return []
    if isinstance(step, Post | Discuss) or (isinstance(step, Ask) and step.answer == "post"):
        return [_post(session, post) for post in session.feed[-NEWEST:]]
    posts = [_post(session, post) for post in session.feed if post.run == run.number][-NEWEST:]
    return [*posts, *_released_in(session, run)]


def _released_of(session: Session, step: Show) -> list[Entry]:
    runs = session.runs_of(step.of)
    entries: list[Entry] = []
    for run in runs:
        entries += _released_in(session, run)
    return entries


def _released_in(session: Session, run: Run) -> list[Entry]:
    step = session.step_of(run.step)
    if isinstance(step, Ask) and step.answer == "words":
        return []
    if isinstance(step, Vote) and not run.revealed:
        # Each vote is a part of the result.
        return []
    shown = [
        response
        for response in session.responses_in(run.number)
        if response.shown is not None and not response.withdrawn
    ]
    if isinstance(step, Ask) and step.answer in {"number", "scale"} and shown:
        return [_figures(session, step, shown)]
    return [_response(session, step, response) for response in shown]


def _figures(session: Session, step: Step, responses: list[Response]) -> Entry:
    """The numbers of all groups, to be seen at one glance."""
    return Figures(
        tuple(
            (
                _shown_words(step, response),
                _group_head(session, response.group, response.side, response.took),
            )
            for response in responses
        )
    )


def _response(session: Session, step: Step, response: Response) -> Entry:
    head = _group_head(session, response.group, response.side, response.took)
    content = Content.assemble(head, "\n", Content(_shown_words(step, response)))
    return Passage(("response", response.number, content.plain), content)


def _shown_words(step: Step, response: Response) -> SafeText:
    version = response.shown
    assert version is not None  # noqa: S101 - only released responses come here
    return in_words(step, version.answer)


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
        (f"{more} · after {clock(took)}", QUIET),
    )


def _points(session: Session) -> list[Entry]:
    titles = {lesson.id: lesson.title for lesson in session.lessons.lessons}
    entries: list[Entry] = []
    for point in session.points.values():
        if point.withdrawn or not point.released:
            continue
        sign = "+ Again" if point.verdict == "strength" else "△ Otherwise"
        lessons = ", ".join(titles[lesson] for lesson in point.lessons if lesson in titles)
        head = Content.assemble(
            (f"{sign} · {group_name(session, point.group)}", "bold"),
            (f" · {lessons}" if lessons else "", QUIET),
        )
        content = Content.assemble(head, "\n", Content(point.text))
        entries.append(Passage(("point", point.number, content.plain), content))
    return entries


def _actions(session: Session) -> list[Entry]:
    entries: list[Entry] = []
    for action in session.actions.values():
        if action.withdrawn:
            continue
        due = f" · by {action.due.day} {action.due:%B %Y}" if action.due else ""
        head = Content.assemble((action.owner or "Nobody yet", "bold"), (due, QUIET))
        content = Content.assemble(head, "\n", Content(action.text))
        entries.append(Passage(("action", action.number, content.plain), content))
    return entries
