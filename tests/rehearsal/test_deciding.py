"""What simulated participants do: always the same for a seed, in bounds, and never refused."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snogmarry.rehearsal import deciding
from snogmarry.rehearsal.deciding import AFTER, LATECOMER
from snogmarry.rehearsal.prompt import Prompt, read
from snogmarry.rehearsal.words import REASONS, TO_IMPROVE, WENT_WELL, Examples, fill
from snogmarry.scenario.library import find
from snogmarry.scenario.models import Ask, Learn, Vote
from snogmarry.scenario.reader import load
from snogmarry.session import commands as c
from snogmarry.session.state import Session
from snogmarry.text import clean
from snogmarry.web import forms, parts
from snogmarry.web.forms import Form
from snogmarry.web.views.side import audience
from tests.session.play import Play

KINDS = (
    "text", "post", "choice", "choices", "scale", "rank", "number", "words", "hands", "learn",
)  # fmt: skip

seeds = st.integers(0, 2**31)
people = st.integers(0, 5_000)
prompts = st.builds(
    Prompt, st.integers(1, 300), st.sampled_from(KINDS), st.sampled_from(("group", "each")),
    st.just("/answer"), st.just("What now?"), st.just(("yes", "no")), st.just(("1", "2")),
)  # fmt: skip


@given(seeds, people, prompts, st.integers(-60_000, 3_600_000))
def test_the_same_seed_gives_the_same_deeds_in_order_and_in_bounds(
    seed: int, number: int, prompt: Prompt, left: int
) -> None:
    somebody = deciding.person(seed, number)
    plan = deciding.plan(seed, somebody, prompt, left)
    assert deciding.person(seed, number) == somebody
    assert deciding.plan(seed, somebody, prompt, left) == plan
    assert 0 <= somebody.arrives < LATECOMER
    assert [act.at for act in plan] == sorted(act.at for act in plan)
    assert all(0 <= act.at <= max(left, 3_000) + AFTER for act in plan)
    assert len(plan) <= 6


@given(st.lists(seeds, min_size=20, max_size=20, unique=True))
def test_another_seed_gives_other_people(many: list[int]) -> None:
    assert len({deciding.person(seed, 1).arrives for seed in many}) > 1


def test_some_of_a_crowd_are_late_leave_forget_and_send_twice() -> None:
    prompt = Prompt(1, "text", "each", "/answer", "What now?")
    crowd = [deciding.person(7, number) for number in range(400)]
    acts = [act for one in crowd for act in deciding.plan(7, one, prompt, 60_000)]
    assert {act.deed for act in acts} >= {"write", "answer", "twice", "leave", "lose"}
    assert any(act.at > 60_000 for act in acts)
    assert any(one.arrives > deciding.ARRIVAL for one in crowd)
    assert any(one.whole for one in crowd)


def asked(session: Session, number: int) -> Prompt | None:
    """What a phone is asked now, read from what the server would send it."""
    sent = parts.prompt(session, audience(session, session.participants[number])).sent
    return read(json.loads(sent.partition(b"data: ")[2])["html"])


def command(session: Session, number: int, key: str, prompt: Prompt, fields: Form) -> c.Command:
    """What the server makes of a form."""
    step = session.step_of(session.runs[prompt.run - 1].step)
    if isinstance(step, Learn):
        lessons = tuple(fields.all("lesson"))
        return c.SendPoint(number, key, clean(fields.one("text")), "improve", lessons)
    assert isinstance(step, Ask | Vote)
    if prompt.action == "/hands":
        return c.SendHands(number, key, prompt.run, forms.counts(step, fields))
    people = fields.number("people", default=1)
    return c.Send(number, key, prompt.run, forms.answer(step, fields), people=people)


@pytest.mark.parametrize("name", ["pond", "the-drop-in", "twenty-minute-taster"])
def test_what_they_send_is_what_the_step_takes(name: str) -> None:
    play = Play.opened() if name == "pond" else Play.opened(*load(find(name)))
    phones = [play.join(group, whole=whole) for group in (1, 2) for whole in (False, True)]
    examples = Examples(play.session.scenario)
    kinds = set()
    for step in play.session.scenario.steps:
        play.do(c.Jump(step.id))
        for number, seed in itertools.product(phones, range(20)):
            prompt = asked(play.session, number)
            if prompt is not None:
                kinds.add(prompt.kind)
                fields = fill(prompt, deciding.chance(seed), examples.of(prompt, ""))
                sent = command(play.session, number, f"{step.id}-{seed}", prompt, Form([*fields]))
                play.do(sent)
    assert kinds >= {"post", "hands", "choice", "learn"}


def test_a_side_says_what_the_scenario_has_as_its_examples() -> None:
    play = Play.opened(*load(find("twenty-minute-taster")))
    number = play.join(1)
    play.do(c.Jump("first-post"))
    prompt = asked(play.session, number)
    assert prompt is not None
    examples = Examples(play.session.scenario).of(prompt, "parents")
    said = {dict(fill(prompt, deciding.chance(seed), examples))["text"] for seed in range(60)}
    assert any(text.startswith("Sit-in at the train table") for text in said)
    assert not any("queue here for three computers" in text for text in said)


@given(seeds, st.integers(1, 60))
def test_one_phone_for_a_group_speaks_for_as_many_as_sit_at_its_table(
    seed: int, table: int
) -> None:
    hands = Prompt(1, "hands", "each", "/hands", "Which?", ("snog", "marry", "avoid"))
    raised = dict(fill(hands, deciding.chance(seed), (), table))
    assert set(raised) == {"count-snog", "count-marry", "count-avoid"}
    assert sum(map(int, raised.values())) <= table
    post = Prompt(1, "post", "group", "/answer", "What now?", people=True)
    assert dict(fill(post, deciding.chance(seed), (), table))["people"] == str(table)
    # The others at the table answer by their own phones.
    number = Prompt(1, "number", "each", "/answer", "How many?", people=True)
    assert dict(fill(number, deciding.chance(seed), (), table))["people"] == "1"


def test_at_a_table_of_many_nearly_everybody_raises_a_hand() -> None:
    hands = Prompt(1, "hands", "each", "/hands", "Which?", ("snog", "marry", "avoid"))
    raised = dict(fill(hands, deciding.chance(3), (), 100))
    assert sum(map(int, raised.values())) > 80


@given(seeds)
def test_what_went_well_and_what_to_improve_are_not_the_same(seed: int) -> None:
    prompt = Prompt(1, "learn", "each", "/point", "What did we learn?")
    drawn = dict(fill(prompt, deciding.chance(seed), ()))
    assert (drawn["text"] in WENT_WELL) == (drawn["verdict"] == "strength")
    assert (drawn["text"] in TO_IMPROVE) == (drawn["verdict"] == "improve")


@given(seeds)
def test_a_reason_fits_the_stance(seed: int) -> None:
    vote = Prompt(1, "choice", "each", "/answer", "Which?", ("snog", "marry", "avoid"), reason=True)
    said = dict(fill(vote, deciding.chance(seed), ()))
    reason = said.get("reason")
    assert reason is None or [said["option"]] == [at for at in REASONS if reason in REASONS[at]]
