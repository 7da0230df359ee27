"""Posts that arrive by themselves or on the spot."""

from __future__ import annotations

from snogmarry.scenario.models import CastPost, Inject, injects_of
from snogmarry.session import events as e
from snogmarry.session.events import Recorded
from snogmarry.session.fold.registry import folds
from snogmarry.session.state import FeedPost, Run, Session


def arrive(s: Session, r: Recorded, run: Run, post: CastPost) -> None:
    """Put a post or an inject that the scenario has written into the feed."""
    s.scripted_posts += 1
    s.feed.append(
        FeedPost(
            seq=r.seq,
            at=r.at,
            wall=r.wall,
            run=run.number,
            channel=post.on,
            text=post.text,
            character=post.author,
            inject=post.id if isinstance(post, Inject) else None,
            step=run.step,
            scripted=s.scripted_posts,
        )
    )


@folds(e.InjectArrived)
def _inject_arrived(s: Session, r: Recorded, event: e.InjectArrived) -> None:
    run = s.runs[event.run - 1]
    run.arrived.add(event.inject)
    step = s.step_of(run.step)
    inject = next(i for i in injects_of(step) if i.id == event.inject)
    if any(p.inject == inject.id and p.run and s.runs[p.run - 1].undone for p in s.feed):
        return
    arrive(s, r, run, inject)


@folds(e.CastPosted)
def _cast_posted(s: Session, r: Recorded, event: e.CastPosted) -> None:
    s.posts_made = event.post
    s.feed.append(
        FeedPost(
            seq=r.seq,
            at=r.at,
            wall=r.wall,
            run=event.run,
            channel=event.channel,
            text=event.text,
            character=event.character,
            post=event.post,
        )
    )
