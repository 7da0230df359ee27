"""Hands that were counted stand group by group in the facilitator's copy, to be checked."""

from __future__ import annotations

from tests.report import recorded
from tests.report.exported import Exported, columns, sheet, whole_number
from tests.report.reading import squeezed
from tests.report.recorded import Recording
from tests.report.test_passing_on import SPOKEN, bare
from tests.report.test_profiles import every_format

from snogmarry.report.profiles import PROFILES
from snogmarry.session import events as e
from snogmarry.session.events import Answer


def mixed() -> Recording:
    """One table votes by phone and two by hands; one of them sends hands too late elsewhere."""
    r = Recording()
    for side, name in (("campaign", "Red"), ("campaign", "Blue"), ("trust", "Green")):
        r.group(side, name, 7)
    run = r.start("stance-one")
    for option in ("snog",) * 4 + ("avoid",) * 3:
        r.give(1, Answer(options=(option,)))
    r.add(e.HandsCounted(run, 2, "campaign", (("snog", 3), ("marry", 2), ("avoid", 0))))
    r.add(e.HandsCounted(run, 3, "trust", (("snog", 0), ("marry", 1), ("avoid", 1))))
    r.add(e.VoteRevealed(run))
    run = r.start("pick")
    r.add(e.HandsCounted(run, 3, "trust", (("a", 5), ("b", 2))))
    r.add(e.PromptClosed(run, r.at))
    r.wait(5_000)
    r.add(e.HandsCounted(run, 2, "campaign", (("a", 1), ("b", 6)), late=True))
    r.add(e.VoteRevealed(run))
    return r


TOLD = (
    "For a vote: 7 responses; by a show of hands: Blue and Green.",
    "Blue, as Keep It Open, by a show of hands: Snog 3, Marry 2, Avoid 0.",
    "Green, as Northfield Trust, by a show of hands: Snog 0, Marry 1, Avoid 1.",
    "For any number of choices: 0 responses; by a show of hands: Green and Blue.",
    "Green, as Northfield Trust, by a show of hands: Ask first 5, Be there 2.",
    "Blue, as Keep It Open, by a show of hands: Ask first 1, Be there 6; late, not counted.",
)


def test_the_facilitator_reads_what_was_typed_for_each_group() -> None:
    r = mixed()
    made = Exported(r)
    found = every_format(r, made.summary)
    for tail in SPOKEN:
        said = bare(found, tail)
        assert all(said.count(squeezed(line)) == 1 for line in TOLD), tail
    for rows in (sheet(made.excel, "hands"), made.csv["hands"]):
        told = columns(rows, "Ref", "Step", "Group", "As", "Option")
        assert told[:2] == [
            ("V-01", "Stance one", "Blue", "Keep It Open", "Snog"),
            ("V-01", "Stance one", "Blue", "Keep It Open", "Marry"),
        ]
        counts = columns(rows, "Ref", "Count", "Remarks")
        counted = [whole_number(count) or 0 for ref, count, _ in counts if ref == "V-01"]
        assert counted == [3, 2, 0, 0, 1, 1]
        (vote,) = (vote for vote in made.summary.votes if vote.ref == "V-01")
        (responses,) = (of.responses for of in made.summary.answered if of.step == "Stance one")
        assert sum(side.total for side in vote.sides) == responses + sum(counted) == 14
        remarks = [remark or "" for ref, _, remark in counts if ref == "V-02"]
        assert remarks == ["", "", "late, not counted", "late, not counted"]


def test_hands_of_a_group_are_nobody_else_s_to_read() -> None:
    r = mixed()
    for profile in PROFILES[1:]:
        made = Exported(r, profile=profile, notes=False)
        found = every_format(r, made.summary)
        for tail in SPOKEN:
            said = bare(found, tail)
            assert not any(squeezed(line.partition(": ")[2]) in said for line in TOLD), tail
            assert squeezed("For a vote") not in said, tail
        assert not {"hands"} & {*made.csv, *made.excel.sheetnames}
        assert all(part["hands"] == [] for part in made.json["summary"]["answered"])


def test_hands_that_all_came_late_are_not_said_to_be_nobody_s() -> None:
    r = Recording()
    r.group("campaign", "Red", 7)
    run = r.start("stance-one")
    r.add(e.PromptClosed(run, r.at))
    r.wait(5_000)
    r.add(e.HandsCounted(run, 1, "campaign", (("snog", 3),), late=True))
    for profile in PROFILES:
        (vote,) = recorded.summary(r, profile).untold
        assert vote.why == "none counts"
