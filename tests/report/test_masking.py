"""Names and places that are known are in nothing that the public gets."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.report import reading, recorded
from tests.report.test_profiles import every_format
from tests.session.play import Play
from tests.session.test_steps import at_step

from snogmarry.journal import codec
from snogmarry.report import html, markdown
from snogmarry.report import json as as_json
from snogmarry.report.file_names import base
from snogmarry.report.masking import LEFT_OUT, Mask, each
from snogmarry.report.profiles import Own, for_participants, for_the_public
from snogmarry.scenario.models import Scenario
from snogmarry.session import commands as c
from snogmarry.session import events as e
from snogmarry.session.events import Answer
from snogmarry.session.fold import folded
from snogmarry.text import SafeText, clean, clean_line

OUT = LEFT_OUT


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Jo", "Jo asked, and jo went. JO!", f"{OUT} asked, and jo went. {OUT}!"),
        ("jo", "Ask Jo; Joanna knows", f"Ask {OUT}; Joanna knows"),
        ("Will", "Will will. Goodwill!", f"{OUT} will. Goodwill!"),
        ("May", "We may meet May’s friends", f"We may meet {OUT}’s friends"),
        ("Aleksandra", "i asked aleksandra", f"i asked {OUT}"),
        ("José", "JOSE said so", f"{OUT} said so"),
        ("Anne-Marie", "anne-marie, ANNE MARIE, Anne", f"{OUT}, {OUT}, {OUT}"),
        (
            "Ann Smith",
            "Ann Smithson met Ann and A. Smith",
            f"{OUT} Smithson met {OUT} and A. {OUT}",
        ),
        ("Dr Fay", "The Dr told Fay", f"The Dr told {OUT}"),
        ("Jo", "jo_fan, @Jo_fan, Jo-Ann, (Jo)", f"jo_fan, @{OUT}_fan, {OUT}-Ann, ({OUT})"),
        ("Ζωή", "είπε η ΖΩΉ", f"είπε η {OUT}"),
        ("राम", "रामायण राम", f"रामायण {OUT}"),
        ("علي", "قال علي لنا علينا", f"قال {OUT} لنا علينا"),
        ("王伟", "今天王伟说", f"今天{OUT}说"),
        ("민수", "민수가 왔다", f"{OUT}가 왔다"),
        ("สมชาย", "ครูสมชายไป", f"ครู{OUT}ไป"),
        ("Jo Li", "Jo\nLi", OUT),
        ("Jo Li", "@JoLi, #joli, jolis", f"@{OUT}, #{OUT}, jolis"),
        ("Bob Featherstone", "bob said Bob saw featherstone", f"bob said {OUT} saw {OUT}"),
        ("Søren Łukasz", "soren lukasz; Lukasz, søren", f"{OUT}; {OUT}, {OUT}"),
        ("Đorđe Æsir-Þór", "aesir-thor, Dorde, ÞÓR", f"{OUT}, {OUT}, {OUT}"),
        ("Işıl Cœur", "isil coeur", OUT),
        ("Jane Featherstone", "@JaneFeatherstone, janefeatherstone", f"@{OUT}, {OUT}"),
        ("علي", "قال عليّ و عَلِي و علـــي", f"قال {OUT} و {OUT} و {OUT}"),
        ("أحمد", "قال احمد", f"قال {OUT}"),
        ("علی‌رضا", "علیرضا و علی رضا و علی‌رضا", f"{OUT} و {OUT} و {OUT}"),
        ("علی", "علی‌جان گفت", f"{OUT}‌جان گفت"),
        ("שרה", "שָׂרָה אמרה", f"{OUT} אמרה"),
        ("शर्मा", "शर्‍मा बोले", f"{OUT} बोले"),
        ("Jane Ng", "Ja\u200dne, Ja\u200cne", f"{OUT}, {OUT}"),
        ("Juergen Moeller", "Möller, Jürgen", f"{OUT}, {OUT}"),
        ("Joe Rae", "Jo, Ra and Joe", f"Jo, Ra and {OUT}"),
        ("Jürgen Möller", "Juergen, JURGEN, moeller", f"{OUT}, {OUT}, {OUT}"),
        (
            "Siân O’Brien",
            "Sian OBrien; O'Brien, obrien, sian",
            "; ".join((OUT, ", ".join([OUT] * 3))),
        ),
        ("Anne-Marie Ng", "AnneMarie, anne-marie, annemarie ng", f"{OUT}, {OUT}, {OUT}"),
        (
            "Grace Hunter",
            "grace of a hunter: Grace, grace hunter",
            f"grace of a hunter: {OUT}, {OUT}",
        ),
        ("J", "J is a letter, I think", "J is a letter, I think"),
        ("42", "42 ducks", "42 ducks"),
        ("", "Nobody", "Nobody"),
        ("🦆", "🦆 Ducks", "🦆 Ducks"),
        ("Everyone", "Everyone knows", "Everyone knows"),
        ("Li", "[redacted]", "[redacted]"),
    ],
)
def test_a_person_is_left_out_wherever_they_are_named(name: str, text: str, shown: str) -> None:
    assert Mask((), [name]).text(text) == shown


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Priya Nair", "Priya rings, priya too; Nair", f"{OUT} rings, {OUT} too; {OUT}"),
        (
            "Housing officer",
            "Our Housing officer; housing, officers",
            f"Our {OUT}; housing, officers",
        ),
        ("Priya Nair, Tom Oak", "Tom and Priya; Tom Oak", f"{OUT} and {OUT}; {OUT}"),
        ("Ann and Bo", "Ann said, bo: Bo and Ann", f"{OUT} said, bo: {OUT} and {OUT}"),
        ("Ann & Bo/Cy", "Cy, Bo, Ann", f"{OUT}, {OUT}, {OUT}"),
        ("ann AND bo", "Ann, Bo, and more", f"{OUT}, {OUT}, and more"),
        ("Alexandra, Bo", "Alex and alexandra", f"Alex and {OUT}"),
        (
            "Head of communications",
            "Head off to the head of communications: Communications",
            f"Head off to the {OUT}: Communications",
        ),
        ("Dr Fay, Team Red", "Team Red and the Red team: Fay", f"{OUT} and the Red team: {OUT}"),
        ("The team and Priya", "The team asks Priya", f"The team asks {OUT}"),
        ("Team, Bo", "Team work of Bo", f"Team work of {OUT}"),
        ("Whoever is on duty", "Whoever answered is next", "Whoever answered is next"),
        ("Communications", "Communications", OUT),
        ("王伟、李娜", "王伟和李娜, 王", f"{OUT}和{OUT}, 王"),
    ],
)
def test_of_who_sees_to_an_action_each_is_left_out_by_each_word_that_is_no_ordinary_one(
    name: str, text: str, shown: str
) -> None:
    assert Mask([name], callings=each(name)).text(text) == shown


@pytest.mark.parametrize(
    ("place", "text", "shown"),
    [
        ("Leeds Central Library", "Leeds library, in leeds", f"{OUT} library, in {OUT}"),
        ("Leeds Central Library", "The Central Library; central", "The Central Library; central"),
        (
            "St Mary’s Church Hall",
            "mary hall, St Mary’s, a church",
            f"{OUT} hall, St {OUT}, a church",
        ),
        ("Reading Town Hall", "Reading in Reading? reading on", f"{OUT} in {OUT}? reading on"),
        ("Town Hall", "The town hall of a Town", f"The {OUT} of a Town"),
        ("北京图书馆", "北京图书馆 图书", f"{OUT} 图书"),
    ],
)
def test_of_a_place_each_word_is_left_out_that_places_in_general_do_not_have(
    place: str, text: str, shown: str
) -> None:
    assert Mask(places=[place]).text(text) == shown


def test_a_word_that_the_scenario_has_in_small_letters_is_a_name_with_a_capital_alone() -> None:
    mask = Mask(people=["Heron", "Quill Teasel"], kept=["Feed the heron", "Teasel Lane"])
    assert mask.text("a heron, a quill: Heron") == f"a heron, a quill: {OUT}"
    assert mask.text("ask teasel") == "ask teasel"


def test_the_public_gets_no_name_or_place_in_small_letters_or_in_one_word() -> None:
    play = at_step("word")
    blank = clean("")
    play.do(c.SetDetails(blank, clean("Leeds Central Library"), clean("Jane Featherstone"), blank))
    said = "i agree with featherstone and soren lukasz, here in Leeds; bob said it first"
    play.do(c.SetSummaryText("conclusions", clean(said)))
    play.do(c.SetSummaryText("introduction", clean("@JaneFeatherstone, Sian OBrien, mark it")))
    play.do(c.AgreeAction(clean("Ring priya back"), clean("Priya Patel")))
    for name in ("Bob Featherstone", "Søren Łukasz", "Siân O’Brien", "Will Mark"):
        play.join(1, name=clean(name))
    summary = for_the_public(play.session, 0)
    shown = f"i agree with {OUT} and {OUT}, here in {OUT}; bob said it first"
    assert summary.told.conclusions == shown
    assert summary.told.introduction == f"@{OUT}, {OUT}, mark it"
    assert summary.actions[0].text == f"Ring {OUT} back"


@pytest.mark.parametrize("known_as", ["owner", "small group"])
@pytest.mark.parametrize("name", ["Priya Nair", "Priya Nair and Tom", "Council & Tom / Priya"])
def test_one_word_of_an_owner_or_a_small_group_is_left_out_too(known_as: str, name: str) -> None:
    said = "Priya said it best, for the Council"
    play, own = said_everywhere(said, clean(name), known_as)
    found = html.render(for_the_public(play.session, 0, own=own))
    assert "Priya" not in found
    assert f"{OUT} said it best, for the Council" in found


def test_a_word_of_a_name_that_the_scenario_uses_too_is_no_name_by_itself() -> None:
    mask = Mask(["Marsh Lane"], ["Ann Council"], kept=["The Council", "Marsh Lane"])
    assert mask.text("Ann asked the Council of Marsh Lane") == (f"{OUT} asked the Council of {OUT}")
    assert mask.text("Ann Council") == OUT
    assert mask.text("Marsh Lane") == "Marsh Lane"


CHANNELS = (
    *("person", "facilitator", "owner", "place", "own place", "typed place", "small group"),
    *("among owners", "in a small group"),
    *("former facilitator", "former owner", "former place", "former typed place"),
    "former small group",
)


def said_everywhere(text: str, name: SafeText, known_as: str) -> tuple[Play, Own]:
    """A room where that was typed wherever something can be, and of whom it speaks."""
    said = clean_line(text)
    play = at_step("word")
    for group in (1, 2):
        play.do(c.SetHeadcount(group, 8))
    blank = clean("")
    facilitator = name if known_as == "facilitator" else blank
    place = name if known_as == "place" else blank
    if known_as == "former facilitator":
        play.do(c.SetDetails(said, blank, name, said))
    if known_as == "former place":
        play.do(c.SetDetails(said, name, blank, said))
    if known_as == "former typed place":
        play.do(c.SetSummaryText("place", name))
        play.do(c.SetSummaryText("place", clean("Elsewhere")))
    if known_as == "former small group":
        play.do(c.AddGroup("friends", name, 2))
        play.do(c.RenameGroup(3, clean("Elsewhere")))
    if known_as == "person":
        play.join(1, name=name)
    if known_as == "small group":
        play.do(c.AddGroup("friends", name, 2))
    if known_as == "in a small group":
        play.do(c.AddGroup("friends", clean_line(f"Quill Yarrow and {name}"), 2))
    if known_as == "typed place":
        play.do(c.SetSummaryText("place", name))
    play.do(c.SetDetails(said, place, facilitator, said))
    play.do(c.RenameGroup(1, clean_line(f"{text} one")))
    play.give(1, text)
    play.give(2, text)
    play.do(c.Release((1, 2)))
    play.do(c.PostAs("ana", "chirp", said))
    play.do(c.DrawPoint(said, "strength", 1, ("be-kind",), (1,)))
    play.do(c.DrawPoint(said, "improve", None, (), (), refs=("P-01",)))
    owners = {"owner": name, "among owners": clean_line(f"Quill Yarrow / {name}")}
    play.do(c.AgreeAction(said, owners.get(known_as, blank)))
    if known_as == "former owner":
        play.do(c.AgreeAction(said, name))
        play.do(c.ChangeAction(2, said, blank, None, ()))
    for part in ("title", "introduction", "conclusions", "recommendations"):
        play.do(c.SetSummaryText(part, said))
    play.do(c.MendStep("look", "title", said))
    play.do(c.Jump("look"))
    play.do(c.Jump("stance"))
    play.do(c.Give(play.run.number, 1, Answer(options=("avoid",), reason=said)))
    play.do(c.ReleaseAll(play.run.number))
    play.do(c.RevealVote(play.run.number))
    play.do(c.Jump("quick"))
    word = clean_line(text)[:40].strip()
    play.do(c.Give(play.run.number, 1, Answer(words=(SafeText(word),))))
    return play, {"place": name} if known_as == "own place" else {}


LETTERS = ("абвгдежз", "αβγδεζηθ", "אבגדהוזח", "دذرزسشصض", "कखगघङचछज", "丏丒丟両", "กขคงจฉ", "뷁쀍")
others = st.one_of(
    *(st.text(alphabet, min_size=3, max_size=8).map(str.capitalize) for alphabet in LETTERS)
)
latin = st.text("bcdfgjkpvxzéøß", min_size=1, max_size=6).map(lambda end: f"Zq{end}")
names = st.one_of(latin, others, st.tuples(latin, latin).map(" ".join)).map(clean_line)
parting = st.sampled_from([" ", ", ", "-", "(", "“", "…", "@", "/", ". ", "’"])
around = st.text(max_size=6).map(clean_line).filter(lambda text: "&" not in text)


@st.composite
def sayings(draw: st.DrawFn) -> tuple[SafeText, str]:
    """A name, and a text that has it among others."""
    name = draw(names)
    said = draw(st.sampled_from([name, name, name.upper(), name.replace(" ", "  ")]))
    before, after = draw(around), draw(around)
    assume(not named(name, f"{before} {after}"))  # Inside a longer word it is not the name.
    return name, before + draw(parting) + said + draw(parting) + after


many = settings(deadline=None, suppress_health_check=list(HealthCheck))


@given(sayings(), st.sampled_from(CHANNELS))
@settings(many, max_examples=100)
def test_no_text_of_the_public_has_a_name_that_is_known(
    saying: tuple[SafeText, str], known_as: str
) -> None:
    name, text = saying
    play, own = said_everywhere(text, name, known_as)
    summary = for_the_public(play.session, 0, own=own)
    found = html.render(summary) + markdown.render(summary)
    found += as_json.render(summary, play.session, play.journal).decode()
    assert not named(name, found)
    assert "The pond" in found
    # The others have been in the room and know.
    assert named(name, html.render(for_participants(play.session, 0, own=own)))


@given(sayings(), st.sampled_from(CHANNELS))
@settings(many, max_examples=10)
def test_no_file_of_the_public_has_a_name_that_is_known(
    saying: tuple[SafeText, str], known_as: str
) -> None:
    name, text = saying
    play, own = said_everywhere(text, name, known_as)
    found = every_format(play, for_the_public(play.session, 0, own=own))
    for tail, said in found.items():
        assert not named(name, said), tail


def named(name: str, said: str) -> bool:
    """Whether it is there as its people write it, or in capitals."""
    found = reading.squeezed(said)
    return any(reading.squeezed(written) in found for written in (name, name.upper()))


@pytest.mark.parametrize(
    ("said", "shown", "headline"),
    [
        ("Priya Nair", OUT, False),
        ("Priya, Tom & Priya!", f"{OUT}, {OUT} & {OUT}!", False),
        ("With all of us: Priya", f"With all of us: {OUT}", False),
        ("Priya leads", f"{OUT} leads", False),
        ("Priya answered late", f"{OUT} answered late", True),
        ("Listen", "Listen", True),
    ],
)
def test_a_point_of_which_names_alone_were_said_is_no_headline(
    said: str, shown: str, headline: bool
) -> None:
    play = drawing(said)
    there = for_participants(play.session, 0)
    assert [point.text for point in there.glance.main_improvements] == [said]
    glance = for_the_public(play.session, 0).glance
    headlines = [point.text for point in glance.main_improvements]
    assert headlines == ([shown] if headline else [])
    assert glance.unnamed == (not headline)
    assert glance.improvements == 1


def test_a_point_that_is_no_headline_stands_in_its_list_and_is_counted() -> None:
    play = drawing("Priya, Tom & Priya!")
    found = every_format(play, for_the_public(play.session, 0))
    shown = reading.squeezed(html_free(f"{OUT}, {OUT} & {OUT}!"))
    for tail in (".html", ".md", ".docx", ".pdf", "-learning-points.csv"):
        assert html_free(found[tail]).count(shown) == 1, tail
    for tail in ("-plan.html", "-handout.html"):
        assert shown not in html_free(found[tail]), tail
    assert "1point,wordsleftout" in found["-handout.html"]


def drawing(said: str) -> Play:
    """A room of large groups, two of whose people are known, that drew one point."""
    play = at_step("word")
    for number in (1, 2):
        play.do(c.SetHeadcount(number, 8))
    for name in ("Priya Nair", "Tom Yarrow"):
        play.join(1, name=clean(name))
    play.do(c.DrawPoint(clean(said), "improve", 1, ("be-kind",), ()))
    return play


def html_free(text: str) -> str:
    """A text without what sets it apart in one format or another."""
    return unescape(text).replace("\\", "")


def test_the_scenario_is_fiction_and_stays() -> None:
    play, _ = said_everywhere("Ana met Ana", clean("Ana"), "person")
    summary = for_the_public(play.session, 0)
    assert {post.author for post in summary.feed if post.kind != "answer"} == {"Ana"}
    assert f"{OUT} met {OUT}" in {post.text for post in summary.feed}
    assert "Ana met" not in html.render(summary)


def test_options_stay_in_a_result_that_is_said_in_a_line() -> None:
    play = at_step("stance")
    play.do(c.SetHeadcount(1, 8))
    for name in ("Snog", "Ann Council"):
        play.join(1, name=clean(name))
    play.do(c.CountHands(play.run.number, 1, (("snog", 7), ("marry", 0), ("avoid", 1))))
    play.do(c.RevealVote(play.run.number))
    said = clean("Snog said so to Ann")
    play.do(c.DrawPoint(said, "strength", None, ("be-kind",), refs=("V-01",)))
    summary = for_the_public(play.session, 0)
    (point,) = summary.list.lessons[1].points
    assert point.text == f"{OUT} said so to {OUT}"
    assert [[(c.side, c.option, c.count) for c in proof.counts] for proof in point.proofs] == [
        [("Friends", "Snog", 7), ("Friends", "Marry", 0), ("Friends", "Avoid", 1)]
    ]
    assert summary.votes[0].tallies[0].counts[0].option == "Snog"


def test_a_point_of_a_scale_keeps_what_it_means() -> None:
    plan = recorded.scenario().model_dump(by_alias=True, exclude_defaults=True)
    (rate,) = (step for step in plan["steps"] if step["id"] == "rate")
    rate["scale"]["labels"] = ["never", "Forever"]
    r = recorded.Recording(Scenario.model_validate(plan))
    r.group("campaign", "Red")
    r.add(e.ParticipantJoined(1, 1, clean("Forever"), "token", "code"))
    run = r.start("rate")
    r.give(1, Answer(number=1), people=4)
    r.add(e.VoteRevealed(run))
    (vote,) = for_the_public(r.session, 0).votes
    assert [count.option for count in vote.tallies[0].counts] == ["1 (never)", "2", "3 (Forever)"]


@pytest.mark.parametrize(
    ("known_as", "ref"),
    [
        ("former facilitator", "DETAILS"),
        ("former owner", "A-02"),
        ("former place", "DETAILS"),
        ("former typed place", "SUMMARY"),
        ("former small group", "G-03"),
    ],
)
def test_a_former_name_that_was_redacted_is_known_no_more(known_as: str, ref: str) -> None:
    play, _ = said_everywhere("Quincy told us", clean("Quincy"), known_as)
    assert "Quincy" in str(play.session.former)
    play.do(c.Redact(ref))
    assert "Quincy" not in str(play.session.former)
    gone = {seq for r in play.journal if isinstance(r.event, e.Redacted) for seq in r.event.seqs}
    left = (replace(r, event=codec.redacted(r.event)) if r.seq in gone else r for r in play.journal)
    assert folded(left) == play.session


def test_what_is_no_secret_may_see_to_an_action() -> None:
    play, _ = said_everywhere("The Council and Everyone at Us", clean("Council"), "owner")
    assert "The Council and Everyone at Us" in markdown.render(for_the_public(play.session, 0))


def test_files_are_not_called_after_what_is_masked() -> None:
    play, _ = said_everywhere("A day with Ada Ng", clean("Ada Ng"), "person")
    assert base(for_participants(play.session, 0), play.session).startswith("a-day-with-ada-ng-2")
    assert base(for_the_public(play.session, 0), play.session).startswith("a-day-with-2")
