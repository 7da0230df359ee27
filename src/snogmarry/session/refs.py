"""Stable names of what happened beside what was said: `V-02`, `T-01`, `P-03`.

V counts the runs that have a result: votes, and prompts answered by choosing, ranking, numbers
or single words. T counts the runs that put a prompt, for how soon it was answered. Runs that
were taken back are counted too, so that a name once given holds.
"""

from __future__ import annotations

from snogmarry.scenario.models import Ask, Vote
from snogmarry.session.state import Run, Session


def result_refs(session: Session) -> dict[int, str]:
    """The refs of results, by the number of their run."""
    return _counted("V", [run for run in session.runs if _has_result(session, run)])


def timing_refs(session: Session) -> dict[int, str]:
    """The refs of answering times, by the number of their run."""
    asked = [run for run in session.runs if isinstance(session.step_of(run.step), Ask)]
    return _counted("T", asked)


def post_ref(number: int) -> str:
    """The ref of a post made on the spot."""
    return f"P-{number:02}"


def known(session: Session, ref: str) -> bool:
    """Whether it names a result, answering times or a post of the session."""
    posts = (post_ref(post.post) for post in session.feed if post.post is not None)
    return ref in {*result_refs(session).values(), *timing_refs(session).values(), *posts}


def _has_result(session: Session, run: Run) -> bool:
    step = session.step_of(run.step)
    return isinstance(step, Vote) or (isinstance(step, Ask) and step.answer not in {"text", "post"})


def _counted(letter: str, runs: list[Run]) -> dict[int, str]:
    return {run.number: f"{letter}-{n:02}" for n, run in enumerate(runs, start=1)}
