"""What simulated participants say: the scenario's examples, or made-up words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from snogmarry.rehearsal.prompt import Prompt
from snogmarry.scenario.models import Ask, Scenario, question

_OPENINGS = (
    "We hear that people are cross, and we would be too.",
    "Sorry for the notice. It was short, and it came late.",
    "Thank you for asking.",
    "Nobody has told us the whole of it yet.",
    "We live round the corner, all of us.",
    "Let us begin with what we agree on.",
    "A plain answer to a plain question:",
    "We counted, and it is not as simple as it looks.",
)
_MIDDLES = (
    "Can we meet before anything is moved?",
    "There is room for both, if the mornings are shared.",
    "The kettle is on from ten, and there is cake.",
    "We will put the figures on the wall, for anyone to read.",
    "Half of it could stay where it is.",
    "Somebody with a name should say so, so here is ours.",
    "We would rather mend this than win it.",
    "What would you keep if you could keep one thing?",
)
_CLOSINGS = (
    "Thursday at six, in the hall.",
    "Signed by all of us at this table.",
    "More tomorrow, whatever we know by then.",
    "Bring a chair.",
    "We are listening.",
    "Tell us if we have got it wrong.",
)
_REASONS = (
    "They answered first.",
    "Not a word of sorry in it.",
    "We need them for this one thing.",
    "They know the building better than we do.",
    "Once bitten, and all that.",
    "We met at the school gate and got on.",
    "Somebody signed it, which helps.",
    "Too early to say, so with care.",
)
_LEARNED = (
    "A name under a post calms people.",
    "Say when you will say more, and then do.",
    "Ask before you answer.",
    "Soon and short beats late and long.",
    "We wanted the same thing and never said so.",
    "Check the rumour before you pass it on.",
    "An offer gets further than a reason.",
    "We talked about them and hardly to them.",
)
_WORDS = (
    "warmth", "tea", "books", "company", "quiet", "help", "everyone", "rain", "stories", "trust",
    "patience", "noise", "neighbours", "Fridays", "biscuits", "fairness", "play", "listening",
)  # fmt: skip
_NAMES = (
    "Amina", "Bethan", "Callum", "Dilys", "Ewan", "Farida", "Gwen", "Hamish", "Imran", "Joan",
    "Kit", "Leila", "Morag", "Nye", "Orla", "Priya", "Rhys", "Sunita", "Tom", "Winnie",
)  # fmt: skip

Fields = tuple[tuple[str, str], ...]


def name(random: Random) -> str:
    """What somebody calls themselves; empty for one in three."""
    return random.choice(_NAMES) if random.random() < 2 / 3 else ""


class Examples:
    """What a scenario's author wrote as answers, by question."""

    def __init__(self, scenario: Scenario) -> None:
        self._by_question = [
            (" ".join((question(step, side) or "").split()), side, texts)
            for step in scenario.steps
            if isinstance(step, Ask)
            for side, texts in step.examples.items()
            if question(step, side) and texts
        ]

    def of(self, prompt: Prompt, side: str) -> Sequence[str]:
        """Those for the question that stands in the form; of the own side if it has any."""
        found = [(s, texts) for asked, s, texts in self._by_question if asked in prompt.text]
        own = [text for s, texts in found if s == side for text in texts]
        return own or [text for _, texts in found for text in texts]


def fill(prompt: Prompt, random: Random, examples: Sequence[str]) -> Fields:
    """The fields of an answer that the form takes."""
    match prompt.kind:
        case "text" | "post":
            fields = [("text", _text(random, examples, prompt.limit or 2_000))]
        case "words":
            written = list(examples) if random.random() < 0.4 else []
            words = random.choice(written) if written else ", ".join(random.sample(_WORDS, 3))
            fields = [("words", words)]
        case "number":
            fields = [("number", str(random.randint(1, 60)))]
        case "scale":
            fields = [("number", random.choice(prompt.points))]
        case "choice":
            fields = [("option", random.choice(prompt.options))]
        case "choices":
            most = len(prompt.options)
            chosen = random.sample(prompt.options, random.randint(1, most))
            fields = [("option", option) for option in chosen]
        case "rank":
            order = random.sample(prompt.options, len(prompt.options))
            fields = [(f"place-{option}", str(place)) for place, option in enumerate(order, 1)]
        case "hands":
            fields = [(f"count-{option}", str(random.randint(0, 6))) for option in prompt.options]
        case _:
            fields = _point(prompt, random)
    if prompt.reason and random.random() < 0.5:
        fields.append(("reason", random.choice(_REASONS)))
    if prompt.people:
        fields.append(("people", str(random.randint(2, 8))))
    return tuple(fields)


def _text(random: Random, examples: Sequence[str], limit: int) -> str:
    fitting = [text for text in examples if len(text) <= limit]
    if fitting and random.random() < 0.5:
        return random.choice(fitting)
    text = ""
    for part in (random.choice(_OPENINGS), random.choice(_MIDDLES), random.choice(_CLOSINGS)):
        longer = f"{text} {part}".strip()
        if len(longer) <= limit:
            text = longer
    return text or "Yes"[:limit]


def _point(prompt: Prompt, random: Random) -> list[tuple[str, str]]:
    fields = [
        ("verdict", random.choice(("strength", "improve"))),
        ("text", random.choice(_LEARNED)),
    ]
    if prompt.lessons and random.random() < 0.8:
        fields.append(("lesson", random.choice(prompt.lessons)))
    return fields
