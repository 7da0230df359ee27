"""The response sheets of a scenario, a page for each step in which people have something to give.

A page has a half for each side that is asked; a learning point and an action take a whole one.
"""

from __future__ import annotations

from snogmarry.report.handouts.harvest import Form, action, learning_point
from snogmarry.report.handouts.numbering import numbered
from snogmarry.report.handouts.slips import Slip, slips
from snogmarry.scenario.models import Act, Ask, Learn, LessonList, Scenario, Step, Vote

Page = tuple[Slip, ...] | tuple[Form, ...]


def response_sheets(scenario: Scenario, lessons: LessonList) -> tuple[Page, ...]:
    """The pages, in the order of the steps."""
    pages = (_page(scenario, lessons, number, step) for number, _, step in numbered(scenario))
    return tuple(page for page in pages if page)


def _page(scenario: Scenario, lessons: LessonList, number: str, step: Step) -> Page:
    match step:
        case Ask() | Vote():
            return slips(scenario, number, step)
        case Learn():
            return (learning_point(number, step, lessons),)
        case Act():
            return (action(number, step, lessons),)
        case _:
            return ()
