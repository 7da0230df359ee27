"""Stable names of what happened beside what was said: `V-02`, `T-01`, `P-03`, `I-05`.

V counts the runs that have a result: votes, and prompts answered by choosing, ranking, numbers
or single words. T counts the runs that put a prompt, for how soon it was answered. Runs that
were taken back are counted too, so that a name once given holds. P counts the posts
made on the spot, I those that the scenario has written, opening posts and injects, as they
arrived: what has arrived stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from snogmarry.scenario.models import Ask, Vote
from snogmarry.session.state import FeedPost, Run, Session


def result_refs(session: Session) -> dict[int, str]:
    """The refs of results, by the number of their run."""
    return _counted("V", [run for run in session.runs if _has_result(session, run)])


def timing_refs(session: Session) -> dict[int, str]:
    """The refs of answering times, by the number of their run."""
    asked = [run for run in session.runs if isinstance(session.step_of(run.step), Ask)]
    return _counted("T", asked)


def cast_posts(session: Session) -> dict[str, FeedPost]:
    """All that the cast posted, by ref, oldest first."""
    return {post.ref: post for post in session.feed if post.response is None}


def known(session: Session, ref: str) -> bool:
    """Whether it names a result, answering times or a post of the cast in the session."""
    named = {*result_refs(session).values(), *timing_refs(session).values()}
    return ref in named or ref in cast_posts(session)


def naming(session: Session, ref: str) -> Iterator[str]:
    """Learning points that name a ref as their evidence, and own words of the summary it is in."""
    for point in session.points.values():
        shown = (session.responses[number].ref for number in point.responses)
        if ref in {*point.refs, *shown} and not (point.withdrawn or point.redacted):
            yield point.ref
    for part, written in session.texts.items():
        if re.search(rf"\b{re.escape(ref)}\b", written.text):
            yield f"the {part} that you wrote"


def _has_result(session: Session, run: Run) -> bool:
    step = session.step_of(run.step)
    return isinstance(step, Vote) or (isinstance(step, Ask) and step.answer not in {"text", "post"})


def _counted(letter: str, runs: list[Run]) -> dict[int, str]:
    return {run.number: f"{letter}-{n:02}" for n, run in enumerate(runs, start=1)}
