"""The texts of the inbox."""

from __future__ import annotations

from textual.content import Content

from snogmarry.scenario.models import Ask, Vote
from snogmarry.session.answered import first_line, group_name, in_words
from snogmarry.session.harvest_words import verdict
from snogmarry.session.rules.answers import options_of
from snogmarry.session.state import Hands, Response, Run, Session
from snogmarry.text import SafeText
from snogmarry.tui.inbox import Beside, Drawn, Given, LateHands, Piece, run_of, waits
from snogmarry.tui.words import count, taken


def mark(response: Response) -> str:
    """A shape for where a response stands; `state` says it in words."""
    if response.late:
        return "!"
    if response.released is None:
        return "o"
    return "~" if response.waiting else "*"


def state(response: Response) -> str:
    """`waits`, `came late`, `changed since its release`, `on the stage`."""
    if response.late:
        return "came late: shift+a admits it"
    if response.released is None:
        return "waits: r releases it"
    if response.waiting:
        return "changed since its release: r releases the change"
    return "released: x hides it"


def line(session: Session, piece: Piece, run: Run | None) -> Content:
    """One line of the inbox."""
    head, words = _parts(session, piece)
    said = head.append(f"{group_name(session, piece.group)}: {first_line(words)}")
    step = _elsewhere(session, piece, run)
    return said.append(f" · {step}") if step else said


def title(pieces: list[Piece], elsewhere: int) -> str:
    """How much there is, and how much was kept beside in other steps and is listed there."""
    head = f"Answers: {sum(map(waits, pieces))} waiting, {len(pieces)} in all"
    beside = f", {elsewhere} old BESIDE" if elsewhere else ""
    return head + beside


def _parts(session: Session, piece: Piece) -> tuple[Content, SafeText]:
    match piece:
        case Given(response):
            late = "LATE" if response.late else ""
            changed = "CHANGED" if mark(response) == "~" else ""
            tags = [late, changed]
            words = in_words(session.step_of(response.step), response.latest.answer)
            return _head(mark(response), response.ref, tags), words
        case Beside(response):
            words = in_words(session.step_of(response.step), piece.version.answer)
            return _head("!", response.ref, ["BESIDE"]), words
        case LateHands(hands):
            return _head("!", "hands", ["LATE"]), _counts(session, hands)
        case Drawn(point):
            tags = [verdict(point.verdict)]
            return _head("*" if point.released else "o", point.ref, tags), point.text


def _elsewhere(session: Session, piece: Piece, run: Run | None) -> str:
    of = run_of(piece)
    if of is None or (run is not None and of == run.number):
        return ""
    return session.step_of(session.runs[of - 1].step).title


def _head(shape: str, ref: str, tags: list[str]) -> Content:
    # Assembled, because there may be hundreds of these and markup takes its time.
    said = "".join(f"{tag} · " for tag in tags if tag)
    return Content.assemble(f"{shape} ", (ref, "bold"), f" {said}")


def _counts(session: Session, hands: Hands) -> SafeText:
    step = session.step_of(session.runs[hands.run - 1].step)
    options = options_of(step) if isinstance(step, Ask | Vote) else ()
    return SafeText(" · ".join(f"{o.text} {hands.counts.get(o.id, 0)}" for o in options))


def detail(session: Session, piece: Piece | None) -> Content:
    """A piece in full, and what can be done with it."""
    match piece:
        case None:
            return Content("")
        case Given(response):
            return _response(session, response)
        case Beside(response):
            step = session.step_of(response.step)
            head = "kept beside, for others wrote meanwhile. delete: away; shift+a takes it for:"
            return _detail(
                (response.ref, head),
                in_words(step, piece.version.answer),
                in_words(step, response.latest.answer),
            )
        case LateHands(hands):
            head = f"hands of {group_name(session, hands.group)}, came late: shift+a counts them"
            return _detail(("", head), _counts(session, hands))
        case Drawn(point):
            state = "released: x hides it" if point.released else "waits: r releases it"
            head = f"{group_name(session, point.group)} · {verdict(point.verdict)} · {state}"
            return _detail((point.ref, head), point.text)


def _detail(head: tuple[str, str], *texts: SafeText) -> Content:
    top = Content.assemble((head[0], "bold"), " " if head[0] else "", head[1])
    return Content("\n").join([top, *map(Content, texts)])


def _response(session: Session, response: Response) -> Content:
    step = session.step_of(response.step)
    head = Content.from_markup(
        "[b]$ref[/b] $group · $people · after $took · $state",
        ref=response.ref,
        group=group_name(session, response.group),
        people=count(response.latest.people, "person", "people"),
        took=taken(response.took),
        state=state(response),
    )
    parts = [head, Content(in_words(step, response.latest.answer))]
    if response.shown is not None and response.waiting:
        parts.append(Content.from_markup("[$quiet]The stage still shows:[/]"))
        parts.append(Content(in_words(step, response.shown.answer)))
    return Content("\n").join(parts)
