"""One line on what was entered last."""

from __future__ import annotations

from snogmarry.report.words import listed
from snogmarry.scenario.models import Vote
from snogmarry.session import events as e
from snogmarry.session.answered import group_name
from snogmarry.session.events import Event, Recorded
from snogmarry.session.state import Session
from snogmarry.text import SafeText
from snogmarry.tui.words import count


def entered(events: tuple[Recorded, ...], session: Session) -> SafeText | None:
    """What these events mean to the person who caused them; None if nothing was entered."""
    parts = [r.event.part for r in events if isinstance(r.event, e.SummaryTextSet)]
    if len(parts) > 1:
        each = listed(f"the {part}" for part in dict.fromkeys(parts))
        return SafeText(f"Kept {each} of the summary.")
    shown = ""
    for recorded in reversed(events):
        event = recorded.event
        if isinstance(event, e.ResponsesReleased) and event.by_itself:
            # What was entered stands before it.
            shown = _shown(event, session)
            continue
        line = _line(event, session)
        if line is not None:
            return SafeText(line + shown)
    return None


def _line(event: Event, s: Session) -> str | None:
    return _answer(event, s) or _released(event) or _learned(event) or _setting(event, s)


def _shown(event: e.ResponsesReleased, s: Session) -> str:
    response = s.responses[event.released[0][0]]
    revealed = s.runs[response.run - 1].revealed
    vote = isinstance(s.step_of(response.step), Vote)
    return "" if vote and not revealed else " It shows at once."


def _answer(event: Event, s: Session) -> str | None:
    match event:
        case e.ResponseGiven(response, _, group):
            late = " It came late." if event.late else ""
            return f"Kept R-{response:03} of {group_name(s, group)}.{late}"
        case e.ResponseCorrected(response):
            return f"Kept the correction of R-{response:03}."
        case e.ResponseWithdrawn(response):
            return f"Withdrew R-{response:03}."
        case e.HandsCounted(_, group, _, counts):
            return f"Kept {count(sum(n for _, n in counts), 'hand')} of {group_name(s, group)}."
        case e.HandsWithdrawn(_, group):
            return f"Withdrew the hands of {group_name(s, group)}."
        case e.AnsweredAloud(_, group, aloud):
            said = "answered aloud" if aloud else "did not answer aloud after all"
            return f"{group_name(s, group)} {said}."
    return None


def _released(event: Event) -> str | None:
    match event:
        case e.ResponsesReleased(((response, _),)):
            return f"Released R-{response:03}."
        case e.ResponsesReleased(released):
            return f"Released {count(len(released), 'response')}."
        case e.ResponseHidden(response):
            return f"Hid R-{response:03}."
        case e.ResponseAdmitted(response):
            return f"Admitted R-{response:03}; it counts now."
        case e.VoteRevealed():
            return "Revealed the result."
        case e.InjectArrived():
            return "The inject is in the feed."
        case e.CastPosted(post):
            return f"Posted P-{post:02}."
    return None


def _learned(event: Event) -> str | None:
    match event:
        case e.LearningPointDrawn(point) | e.LearningPointChanged(point):
            return f"Kept L-{point:02}."
        case e.LearningPointWithdrawn(point):
            return f"Withdrew L-{point:02}."
        case e.LearningPointReleased(point, released):
            return f"{'Released' if released else 'Hid'} L-{point:02}."
        case e.EvidenceLinked(response, _, linked, against):
            way = " against it" if against else ""
            return f"{'Linked' if linked else 'Unlinked'} R-{response:03}{way}."
        case e.ActionAgreed(action) | e.ActionChanged(action):
            return f"Kept A-{action:02}."
        case e.ActionWithdrawn(action):
            return f"Withdrew A-{action:02}."
        case e.NoteTaken(note):
            return f"Kept N-{note:02}."
    return None


def _setting(event: Event, s: Session) -> str | None:
    match event:
        case e.GroupAdded(group) | e.GroupRenamed(group) | e.HeadcountSet(group):
            return f"Kept {group_name(s, group)}."
        case e.SummaryTextSet(part):
            return f"Kept the {part} of the summary."
        case e.GroupRemoved():
            return "Removed the group."
        case e.DetailsSet():
            return "Kept the details of the event."
        case e.StepMended(step) | e.StepTimeMended(step):
            return f"Mended {s.step_of(step).title}."
        case e.Extended(_, by):
            whole, rest = divmod(abs(by) // 1_000, 60)
            return f"{'Gave' if by > 0 else 'Took'} {whole}:{rest:02}."
    return None
