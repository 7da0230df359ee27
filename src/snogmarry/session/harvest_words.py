"""What is asked for of a learning point and of an action, in the same words on screen and paper.

They stand in the order in which they are asked.
"""

from __future__ import annotations

from snogmarry.scenario.models import Lesson, Step
from snogmarry.session.events import Verdict

LEARNED = "What was learned"
DRAWN_BY = "Who drew it"
EVERYBODY = "The room as a whole"
VERDICT = "It is"
LESSONS = "Which lessons"
MARKED = "(* of this step)"
WAYS = "+ for: lesson holds, kept or missed · - against: it does not hold"
"""What the ways mean: what came of missing a lesson bears it out."""
SHOWN_BY = "What shows it"

TO_DO = "What is to be done"
OWNER = "Who sees to it"
BY_WHEN = "By when: 1 Dec, Friday, in 2 weeks … (may stay empty)"
FROM_WHEN = "From when: today, Monday … (may stay empty)"


def verdict(found: Verdict) -> str:
    """What a learning point says, as in the room: `+ Again` or `△ Otherwise`."""
    return "+ Again" if found == "strength" else "△ Otherwise"


def in_summaries(found: Verdict) -> str:
    """The same in the words of summaries and of exercise practice."""
    return "a strength" if found == "strength" else "to improve"


def lesson_title(lesson: Lesson, step: Step | None) -> str:
    """What a lesson is called where it is picked; marked if the step exercises it."""
    marked = step is not None and lesson.id in step.lessons
    return f"* {lesson.title}" if marked else lesson.title
