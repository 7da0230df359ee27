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
REASONS = {
    "snog": (
        "We need them for this one thing.",
        "They answered first. Let us see how they answer next.",
        "Too early to say, so with care.",
    ),
    "marry": (
        "They know the building better than we do.",
        "We met at the school gate and got on.",
        "Somebody signed it, and meant it.",
    ),
    "avoid": (
        "Not a word of sorry in it.",
        "Once bitten, and all that.",
        "They want the last word, and can have it.",
    ),
}
"""Why somebody takes a stance."""
WENT_WELL = (
    "A name under the post calmed people.",
    "We said when we would say more, and then we did.",
    "We asked before we answered.",
    "Soon and short did more than late and long would have.",
    "The rumour was checked before anybody passed it on.",
    "An offer got us further than our reasons had.",
    "Somebody said what we all wanted, and the tone changed.",
)
TO_IMPROVE = (
    "Nobody signed our first post. The next one needs a name under it.",
    "We promised more by Monday and forgot. Say when, and then do.",
    "We answered what nobody had asked.",
    "We waited until every word was right, and by then it was too late.",
    "Check the rumour before passing it on.",
    "We gave reasons where an offer was wanted.",
    "We wanted the same thing and never said so.",
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


def fill(prompt: Prompt, random: Random, examples: Sequence[str], table: int = 1) -> Fields:
    """The fields of an answer that the form takes. `table`: how many people sit at theirs."""
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
            fields = _hands(prompt, random, table)
        case _:
            fields = _point(prompt, random)
    if prompt.reason and random.random() < 0.5:
        fields.append(("reason", _reason(random, dict(fields).get("option", ""))))
    if prompt.people:
        # Where each answers, the others at the table have phones of their own.
        fields.append(("people", str(table if prompt.by == "group" else 1)))
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


def _reason(random: Random, chosen: str) -> str:
    fitting = REASONS.get(chosen) or [reason for some in REASONS.values() for reason in some]
    return random.choice(fitting)


def _hands(prompt: Prompt, random: Random, table: int) -> list[tuple[str, str]]:
    """One hand for each at the table, but for a few who raise none."""
    raised = [random.choice(prompt.options) for _ in range(table) if random.random() > 0.07]
    return [(f"count-{option}", str(raised.count(option))) for option in prompt.options]


def _point(prompt: Prompt, random: Random) -> list[tuple[str, str]]:
    verdict, words = random.choice((("strength", WENT_WELL), ("improve", TO_IMPROVE)))
    fields = [("verdict", verdict), ("text", random.choice(words))]
    if prompt.lessons and random.random() < 0.8:
        fields.append(("lesson", random.choice(prompt.lessons)))
    return fields
