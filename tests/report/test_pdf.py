"""PDFs: tagged, whole, and saying what the others say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx.oxml.ns import qn
from tests.report import portable, recorded
from tests.report.exported import Exported, place
from tests.report.reading import squeezed, text_of
from tests.report.recorded import Recording, safe

from snogmarry.report import (
    overview_words,
    pdf,
)
from snogmarry.report.documents import handout, plan
from snogmarry.report.documents import summary as whole
from snogmarry.report.summary import summarise
from snogmarry.session import events as e


def test_it_is_tagged_named_and_after_the_standard(exported: Exported) -> None:
    file, tags = exported.pdf.file, exported.pdf.tags
    assert exported.pdf.marked
    assert str(file.Root.Lang) == "en-GB"
    assert file.Root.ViewerPreferences["/DisplayDocTitle"]
    assert exported.pdf.title == overview_words.title(exported.summary.overview)
    assert {"/Document", "/H1", "/H2", "/Table", "/TH", "/TD", "/Caption", "/P"} <= set(tags)
    assert "/Outlines" in file.Root
    assert exported.pdf.accessible


def test_every_link_of_the_page_is_one_here_and_leads_to_one_place(exported: Exported) -> None:
    file, tags = exported.pdf.file, exported.pdf.tags
    links = [note for page in file.pages for note in page.get("/Annots", [])]
    assert all(note["/Subtype"] == "/Link" for note in links)
    assert tags.count("/Link") == len(links)
    printed = [
        link.get(qn("w:anchor")) for link in exported.word.element.body.iter(qn("w:hyperlink"))
    ]
    assert len(links) == len(printed)
    assert len({place(file, note) for note in links}) == len(set(printed))


def test_nothing_long_runs_off_a_page() -> None:
    r = recorded.Recording()
    r.group("campaign", "Red table", 4)
    r.start("long")
    r.give(1, recorded.text("A long answer with many words. " * 126 + "ANSWERENDS"))
    many = recorded.safe("many\n" * 150 + "ACTIONENDS")
    r.add(e.ActionAgreed(1, many, recorded.safe("")))
    r.add(e.LearningPointDrawn(1, recorded.safe("Long"), "improve", 1, ("swift",), (1,)))
    made = pdf.render(whole.document(summarise(r.session, recorded.BEGAN)))
    assert all(page.keeps_clear(10) for page in portable.read(made.content).pages)
    said = text_of(made.content)
    for ending, times in (("ANSWERENDS", 2), ("ACTIONENDS", 1)):
        assert said.count(ending) == times


def unbroken() -> Recording:
    """A session of names and texts that have no place to break a line at."""
    r = Recording()
    owner = "alexandra.featherstonehaugh@communications.northfield-trust.example.org"
    r.add(e.DetailsSet(safe("Food" * 30), safe("Hall" * 20), safe(owner), safe("W" * 130)))
    for number in range(5):
        side = "campaign" if number % 2 else "trust"
        r.group(side, f"{'TheTableByTheDoor' * 4}"[:59] + str(number), 4)
    r.start("long")
    for group, said in enumerate((HASHTAG, LINK, "/-" * 80, "Communications " * 9), 1):
        r.give(group, recorded.text(said))
    r.start("stance-one")
    r.give(1, e.Answer(options=("snog",), reason=safe("because" * 20)))
    r.add(e.LearningPointDrawn(1, safe("Point" * 26), "improve", 1, ("swift",), (1,)))
    r.add(e.ActionAgreed(1, safe("Do" * 60), safe(owner), date(2026, 12, 1), ("swift",)))
    return r


HASHTAG = "#" + "SaveTheShed" * 12
LINK = f"https://example.org/{'path' * 20}?q={'x' * 100}"


@pytest.mark.parametrize("of", [whole, plan, handout])
def test_words_that_are_too_long_for_their_column_break(of: Any) -> None:
    summary = summarise(unbroken().session, recorded.BEGAN)
    printed = pdf.render(of.document(summary)).content
    margin = (20 if of is whole else 15) * 72 / 25.4
    for page in portable.read(printed).pages:
        assert page.keeps_margins(margin)
        assert page.keeps_clear(10)
        assert page.smeared() == []
    # Whoever copies them or looks for them has nothing else between the letters.
    assert "Food" * 30 in text_of(printed)
    assert (HASHTAG in text_of(printed)) == (of is whole)
    assert "\u200b" not in text_of(printed)
    assert portable.read(printed).accessible


def test_words_that_fit_stay_whole() -> None:
    made = pdf.render(whole.document(summarise(unbroken().session, recorded.BEGAN)))
    assert portable.read(made.content).text.count("Communications") == 9


def test_a_table_has_a_head_cell_for_each_column(rich: Exported) -> None:
    printed = [b for b in whole.document(rich.summary).blocks if hasattr(b, "columns")]
    heads = sum(len(block.columns) for block in printed)
    assert rich.pdf.tags.count("/TH") == heads
    assert rich.pdf.tags.count("/Table") == len(printed)


def test_hostile_text_comes_out_literally_or_by_number() -> None:
    summary = summarise(recorded.rich().session, recorded.BEGAN)
    made = pdf.render(whole.document(summary), system_fonts=False)
    said = text_of(made.content)
    for typed in recorded.HOSTILE:
        text = str(recorded.safe(typed))
        if text.isascii() or "Dŵr" in text:
            assert squeezed(text) in said
    assert "U+1F469" in said
    (remark,) = made.remarks
    assert "U+1F469 WOMAN" in remark
    assert squeezed(remark) in said


def test_what_the_fonts_lack_does_not_cost_the_standard() -> None:
    r = recorded.lobby()
    r.group("trust", "\U00013000 and 𐤀 日本", 1)
    made = pdf.render(whole.document(summarise(r.session, recorded.BEGAN)), system_fonts=False)
    assert portable.read(made.content).accessible
    assert "U+13000 EGYPTIAN HIEROGLYPH A001" in made.remarks[0]


def test_what_cannot_be_made_after_the_standard_is_made_without_and_says_so() -> None:
    # The standard asks for a title.
    document = replace(plan.document(summarise(Recording().session, recorded.BEGAN)), title="")
    made = pdf.render(document)
    assert made.remarks == ("The PDF is tagged, but is no PDF/UA-1.",)
    assert portable.read(made.content).marked
    assert not portable.read(made.content).accessible
