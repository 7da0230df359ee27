"""The facilitator's own words, and a summary that is final."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from tests.journal.files import kept
from tests.report import portable, reading, recorded
from tests.report.exported import read_word
from tests.report.recorded import Recording
from tests.report.test_profiles import every_format

from snogmarry.journal.reading import read_events
from snogmarry.report import beside, export, html, markdown, overview_words, pdf, word, words, xlsx
from snogmarry.report.documents import handout, plan
from snogmarry.report.documents import summary as whole
from snogmarry.report.finality import adopting, holds, marking
from snogmarry.report.profiles import PROFILES, for_profile
from snogmarry.report.sheets.overview import overview_rows
from snogmarry.report.summary import Profile, summarise
from snogmarry.report.summary.values import Summary
from snogmarry.session import events as e
from snogmarry.text import clean


def made(r: Recording, own: beside.Written | None = None) -> Summary:
    intact = holds(r.session, r.events)
    return summarise(r.session, recorded.BEGAN, own=own, holds=intact)


def final(r: Recording) -> Recording:
    mark = marking(r.events)
    r.add(e.SummaryMarked(True, mark.through, mark.digest))
    return r


def own_words(r: Recording) -> Recording:
    r.add(e.SummaryTextSet("title", clean("What we <learned>")))
    r.add(e.SummaryTextSet("introduction", clean("# Not a heading\n\nSecond paragraph.")))
    return r


def test_what_the_facilitator_wrote_is_marked_as_theirs_in_every_format() -> None:
    summary = made(own_words(recorded.rich()), {"conclusions": clean("- Ring *them* first")})
    for page in (reading.html(html.render(summary)), reading.markdown(markdown.render(summary))):
        assert page.all("h1")[0].text() == "What we <learned>"
        text = page.text()
        assert "# Not a heading" in text
        assert "- Ring *them* first" in text
        assert text.count("In the facilitator’s own words\n") == 2
        assert "In the facilitator’s own words: title, introduction and conclusions." in text
        headings = [node.text() for node in page.all("h2")]
        assert "Introduction" in headings
        assert "Recommendations" not in headings
    assert made(recorded.rich()).told.parts == ()


def test_the_file_beside_stands_in_place_of_what_was_typed(tmp_path: Path) -> None:
    session = tmp_path / "evening.snog"
    assert beside.read(session) == {}
    (tmp_path / "evening.summary.md").write_text(
        "\n# Title #\nFrom the\u202e file\n\n# conclusions\n"
        "One.\n## Not of mine\n\nTwo.\n# Place\n",
        encoding="utf-8-sig",
    )
    own = beside.read(session)
    assert own == {"title": "From the file", "conclusions": "One.\n## Not of mine\n\nTwo."}
    summary = made(own_words(recorded.rich()), own)
    assert overview_words.title(summary.overview) == "From the file"
    assert summary.overview.place == "Village hall"
    assert summary.told.introduction.startswith("# Not")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"# Budget\n", "line 1: headings with one # are Title, Place, Introduction, Conclusions"),
        (b"# Title\nA\n# Title\nB", "line 3: headings"),
        (b"Hello\n# Title", "line 1: text before the first heading"),
        (b"# Title\n\xff", "not UTF-8"),
        (b"# Title\n" + b"a" * 300, "too many"),
    ],
)
def test_a_file_that_makes_no_sense_is_one_line(tmp_path: Path, text: bytes, said: str) -> None:
    (tmp_path / "evening.summary.md").write_bytes(text)
    with pytest.raises(beside.CannotRead, match=said):
        beside.read(tmp_path / "evening.snog")


def test_what_comes_after_it_was_fixed_shows_and_what_changes_nothing_does_not() -> None:
    r = final(recorded.rich())
    summary = made(r)
    assert overview_words.standing_of(summary.overview) == "Final"
    fixed = summary.overview.fixed
    assert fixed is not None
    vouched = (
        f"Fingerprint (SHA-256) of what happened and when, not of the words typed: {fixed.digest}"
    )
    assert overview_words.fixed_on(fixed).endswith(vouched)
    for shown in (reading.html(html.render(summary)), reading.markdown(markdown.render(summary))):
        assert vouched in shown.text()
    assert vouched in dict(overview_rows(summary))["Finalised"]
    assert len(fixed.digest) == 64
    r.add(e.ExportWritten("a.html"))
    r.add(e.StageBlanked(True))
    assert overview_words.standing_of(made(r).overview) == "Final"
    r.add(e.ActionWithdrawn(1))
    changed = "Final. Changed since: action A-01 withdrawn"
    assert overview_words.standing_of(made(r).overview) == changed
    page = html.render(made(r))
    assert changed in reading.html(page).text()
    assert '@top-right { content: "Final, changed since"; }' in page
    assert changed in reading.markdown(markdown.render(made(r))).text()
    file: beside.Written = {"title": clean("Other")}
    assert overview_words.standing_of(made(r, file).overview) == (
        "Final. Changed since: action A-01 withdrawn and the title rewritten"
    )


def test_a_later_redaction_shows_and_leaves_the_fingerprint_as_it_was() -> None:
    r = final(own_words(recorded.rich()))
    for ref in ("R-001", "L-01", "A-02", "G-02", "DETAILS", "SUMMARY"):
        r.redact(ref)
    summary = made(r)
    assert summary.overview.fixed is not None
    assert summary.overview.fixed.holds
    assert overview_words.standing_of(summary.overview) == (
        "Final. Changed since: response R-001 redacted, learning point L-01 redacted, action A-02 "
        "redacted, the name of group G-02 redacted, the details of the event redacted and the "
        "facilitator’s own words redacted"
    )
    assert summary.told.introduction == "[redacted]"
    r.events[5] = r.events[6]
    assert overview_words.standing_of(made(r).overview).endswith(
        "no longer the one that was finalised"
    )


def test_the_fingerprint_is_the_same_from_the_file(tmp_path: Path) -> None:
    r = final(recorded.rich())
    path = kept(tmp_path / "a.snog", r.events)
    assert holds(r.session, read_events(path))


def test_fixing_takes_in_the_words_of_the_file() -> None:
    r = own_words(recorded.rich())
    own: beside.Written = {"title": clean("What we <learned>"), "place": clean("Hall")}
    (command,) = adopting(r.session, own)
    assert (command.part, command.text) == ("place", "Hall")


def test_what_is_final_of_a_session_that_goes_on_again_says_so() -> None:
    r = final(recorded.rich())
    r.add(e.SessionReopened())
    assert overview_words.standing_of(made(r).overview) == (
        "Final, written before the session was ended. "
        "Changed since: the course of the session changed"
    )


def changed_since(r: Recording) -> Recording:
    """After it was final something of every kind happened."""
    r = final(own_words(r))
    r.add(e.ActionAgreed(3, clean("Write to all"), clean("")))
    r.add(e.ActionChanged(3, clean("Write to all, soon"), clean("")))
    r.add(e.ActionAgreed(4, clean("A slip"), clean("")))
    r.add(e.ActionWithdrawn(4))
    r.add(e.ActionChanged(1, clean("Answer"), clean("")))
    r.add(e.LearningPointDrawn(5, clean("One more"), "strength", 1, ("swift",), ()))
    r.add(e.LearningPointDrawn(6, clean("Not yet"), "improve", 1, ("swift",), (), released=False))
    r.add(e.EvidenceLinked(1, "clear"))
    r.add(e.NoteTaken(2, clean("For me")))
    r.add(e.SummaryTextSet("conclusions", clean("We go on.")))
    r.redact("R-002")
    return r


LINKED = "the links of response R-001 to lessons changed, the conclusions rewritten, response R-002"
SINCE: dict[Profile, str] = {
    "facilitator": "action A-03 added, action A-01 changed, learning points L-05 and L-06 added, "
    f"{LINKED} redacted and 1 change to what is not here",
    "participants": "action A-03 added, action A-01 changed, learning point L-05 added, "
    f"{LINKED} redacted and 4 changes to what is not here",
    "public": "action A-03 added, action A-01 changed, learning point L-05 added, "
    f"{LINKED} redacted and 4 changes to what is not here",
}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_format_says_in_plain_words_what_was_changed_since(profile: Profile) -> None:
    r = changed_since(recorded.rich())
    found = every_format(r, for_profile(r.session, 0, profile))
    said = reading.squeezed(f"Final. Changed since: {SINCE[profile]}.")
    for tail in (".html", ".md", ".docx", ".pdf", "-plan.html", "-handout.docx"):
        page = re.sub(r"<[^>]*>|\\\\", "", found[tail])
        of = said if profile != "facilitator" or tail[0] == "." else SINCE["participants"]
        assert reading.squeezed(of) in page, tail
    for tail in (".html", ".md", ".docx", ".pdf"):
        page = re.sub(r"<[^>]*>|\\\\", "", found[tail])
        added = page.count("addedafteritwasfinalised")
        assert added == {"facilitator": 5, "participants": 3, "public": 3}[profile], tail
        assert page.count("changedafteritwasfinalised") == 1, tail
    assert "addedafteritwasfinalised" in found["-plan.docx"]


@pytest.mark.parametrize("profile", PROFILES)
def test_what_was_fixed_anew_says_when_it_was_first_final(profile: Profile) -> None:
    r = final(recorded.rich())
    first = words.written(r.session.wall)
    for again in (e.ActionWithdrawn(1), e.SummaryMarked(False)):
        r.wait(24 * 60 * recorded.MINUTE)
        r.add(again)
        final(r)
    said = reading.squeezed(f"Finalised anew on {words.written(r.session.wall)}, first on {first}.")
    found = every_format(r, for_profile(r.session, 0, profile))
    for tail in (".html", ".md", ".docx", ".pdf"):
        page = re.sub(r"<[^>]*>|\\\\", "", found[tail])
        assert said in page, tail


def test_final_files_can_be_told_from_drafts_by_their_names(tmp_path: Path) -> None:
    r = recorded.rich()
    names = []
    for step in (lambda: None, lambda: final(r), lambda: r.add(e.ActionWithdrawn(1))):
        step()
        for profile in PROFILES:
            files = export.write(r.events, tmp_path, ["md"], profile=profile)
            names += [path.name.removeprefix("food-for-thought-2026-09-21") for path in files]
    assert names == [
        *(".md", "-participants.md", "-public.md"),
        *("-final.md", "-participants-final.md", "-public-final.md"),
        *("-final-changed.md", "-participants-final-changed.md", "-public-final-changed.md"),
    ]


def standing(state: str) -> Recording:
    """A workshop whose summary is a draft, final, or has changed since."""
    r = recorded.rich()
    if state != "Draft":
        final(r)
    if state == "Final, changed since":
        r.add(e.ActionWithdrawn(1))
    return r


@pytest.mark.parametrize("state", ["Draft", "Final", "Final, changed since"])
def test_every_page_that_is_printed_says_in_its_head_what_can_be_relied_on(state: str) -> None:
    summary = made(standing(state))
    for of in (whole, plan, handout):
        document = of.document(summary)
        pages = portable.read(pdf.render(document).content).pages
        said = f"EXERCISE{reading.squeezed(state)}"
        assert [reading.squeezed(page.head) for page in pages] == [said] * len(pages)
        for section in read_word(word.render(document)).sections:
            assert section.header.paragraphs[0].text == f"EXERCISE\t{state}"
        printed = html.printed(document) if of is not whole else html.render(summary)
        assert '@top-left { content: "EXERCISE"; }' in printed
        assert f'@top-right {{ content: "{state}"; }}' in printed
    for sheet in openpyxl.load_workbook(io.BytesIO(xlsx.render(summary))):
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.left.text == "&BEXERCISE"
        assert sheet.oddHeader.right.text == state


def test_who_joins_to_read_the_summary_changes_nothing_of_it() -> None:
    r = recorded.rich()
    r.add(e.SessionEnded())
    final(r)
    before = made(r).overview
    r.add(e.SummaryShared(True))
    r.add(e.ParticipantJoined(90, 1, clean("Late reader"), "token 90", "code 90"))
    r.add(e.ParticipantMoved(90, 2))
    assert made(r).overview == before
    r.add(e.SessionReopened())
    assert made(r).overview.joined == before.joined + 1
    assert "the course of the session changed" in overview_words.standing_of(made(r).overview)


@pytest.mark.parametrize("time", ["at", "wall"])
def test_the_fingerprint_covers_when_it_happened(time: str) -> None:
    r = final(recorded.rich())
    events = list(r.events)
    assert holds(r.session, events)
    events[3] = replace(events[3], **{time: getattr(events[3], time) + 1})
    assert holds(r.session, events) is False
