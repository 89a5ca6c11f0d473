"""The numbers of a page and whether what is claimed of them holds; expected values worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.model import Metric
from sitegen.pages.note_source import RoleSpan, scan_note
from tests.compared_profiles import cpu_run
from tests.page_claims import claim, fault, page_claims, shown
from tests.text_profiles import profile_of

# work holds 30 of 100, 25 of them below main; work calls itself once.
RUN = "main;work;read 10\nmain;work;work 15\nwork 5\nmain 20\nidle 50\n"
OTHER = "main;work 30\nmain 20\nidle 50\n"
SIDES = {"old": ["old.folded"], "new": ["new.folded"]}


@pytest.fixture
def one(tmp_path: Path):
    return page_claims(tmp_path, {"cpu.folded": RUN}, {"cpu": ["cpu.folded"]})


@pytest.fixture
def two(tmp_path: Path):
    return page_claims(tmp_path, {"old.folded": RUN, "new.folded": OTHER}, SIDES)


@pytest.mark.parametrize(
    ("span", "number"),
    [
        ("{pct} work", "30.0%"),
        ("{pct} work in main", "55.6%"),  # 25 of 45
        ("{pct} read in work", "33.3%"),  # 10 of 30
        ("{pct} /read|idle/", "60.0%"),
        ("{pct} idle = 50%", "50%"),
        ("{self} work", "20 samples"),
        ("{total} work", "30 samples"),
        ("{total} work in main", "25 samples"),
        ("{samples} work", "30"),
        ("{samples} read in work = 10 samples", "10 samples"),
    ],
)
def test_the_numbers_of_one_profile(one, span, number):
    assert claim(one, span).number == number
    assert one.problems == []


@pytest.mark.parametrize(
    ("span", "number"),
    [
        ("{delta} work @old -> new", "0 points"),
        ("{delta} read @old -> new", "-10.0 points"),
        ("{delta} work in main @old -> new", "+4.4 points"),  # 25 of 45, 30 of 50
        ("{ratio} work in main @old -> new", "1.08×"),
        ("{ratio} read @old -> new = 0.0x", "0.0×"),
        ("{pct} work @new", "30.0%"),
    ],
)
def test_the_numbers_of_two_sides(two, span, number):
    assert claim(two, span).number == number
    assert two.problems == []


def test_several_runs_are_pooled_weights_are_the_mean_a_run_and_samples_the_sum(tmp_path):
    """30 of 100 and 10 of 60: 40 of 160; a run 20."""
    claims = page_claims(tmp_path, {"r_1.folded": RUN, "r_2.folded": "work 10\nidle 50"}, {"runs": ["r_*.folded"]})
    assert claim(claims, "{pct} work").number == "25.0%"
    assert claim(claims, "{total} work").number == "20 samples"
    assert claim(claims, "{samples} work").number == "40"
    details = {
        record.text.split()[0]: dict((f.label, f.value) for f in record.finding.facts) for record in claims.records
    }
    assert details["{pct}"]["Runs"] == "2, pooled"
    assert details["{total}"]["Runs"] == "2, the mean a run"
    assert details["{samples}"]["Runs"] == "2, the sum over all runs"
    finding = claims.records[1].finding
    assert (finding.numerator, finding.denominator) == ("40 samples in stacks that hold work", "2 runs")
    assert finding.source == "runs: r_1.folded, r_2.folded"


def test_the_details_tell_numerator_denominator_profile_metric_and_interval(tmp_path):
    """243 of 1,936 samples of 10 ms: Wilson's interval by scipy, tests/data/claims.json."""
    files = {"cpu.pb.gz": cpu_run("main;log 243\nmain 1693")}
    claims = page_claims(tmp_path, files, {"cpu": ["cpu.pb.gz"]})
    finding = claim(claims, "{pct} log in main").finding
    assert finding.numerator == "2.43 s in stacks that hold log below main"
    assert finding.denominator == "19.4 s in stacks that hold main"
    assert finding.source == "cpu: cpu.pb.gz"
    assert [(fact.label, fact.value) for fact in finding.facts] == [
        ("Metric", "cpu, nanoseconds"),
        ("Counted", "243 of 1,936 samples"),
    ]
    assert (finding.interval_name, finding.interval_text) == ("95% interval", "11.1 to 14.1%, Wilson")


def test_the_sites_metric_is_used_where_the_profile_has_it(tmp_path):
    files = {"cpu.pb.gz": cpu_run("a 3\nb 1")}
    assert claim(page_claims(tmp_path, files, metric="samples"), "{total} a @cpu.pb.gz").number == "3 samples"
    assert claim(page_claims(tmp_path, files, metric="space"), "{total} a @cpu.pb.gz").number == "30 ms"


def test_a_claim_that_does_not_hold_is_a_warning_with_what_the_data_say(one):
    record = claim(one, "{pct} work ~= 45%")
    assert record.holds is False
    (problem,) = one.problems
    assert str(problem) == (
        'n.md:1:1: warning: claim does not hold: "{pct} work ~= 45%": the data say 30.00% (95% interval 22 to 40%, '
        "Wilson)"
    )


def test_a_claim_that_does_not_hold_shows_the_number_with_all_its_digits_and_says_so(one):
    record = claim(one, "{pct} work in main >= 55.6%")
    html = one.place(scan_note("`{pct} work in main >= 55.6%`").text)
    assert record.number == "55.56%", "rounded to one decimal it would seem to hold"
    assert 'class="claim is-broken"' in html
    assert "(not “&gt;= 55.6%”)" in html
    assert "does not hold" in html


def test_a_claim_that_holds_is_written_as_its_author_wrote_it(one):
    assert (claim(one, "{pct} work in main ~= 60%").number, one.records[0].holds) == ("56%", True)
    assert claim(one, "{pct} work").holds is None
    assert one.problems == []


def test_about_without_an_interval_is_an_error_that_says_why_and_what_to_write(tmp_path):
    files = {"g.pb.gz": profile_of("a 3\nb 4", Metric("goroutine"))}
    claims = page_claims(tmp_path, files, {"g": ["g.pb.gz"]})
    assert fault(claims, "{pct} a ~= 43%") == (
        "~= asks for an interval, and there is none: goroutine is a census of one moment, not a sample of many; say "
        "= 43%, = 43% +- TOLERANCE, >= or <="
    )
    assert claim(claims, "{pct} a = 43%").holds


@pytest.mark.parametrize(
    ("span", "message"),
    [
        ("{pct} wrok", 'no frame matches "wrok" in profile "cpu" (closest: work)'),
        ("{pct} main in idle", 'no frame "main" lies below "idle" in profile "cpu"'),
        ("{pct} work @cpi", 'expected @cpu, found "@cpi" (closest: cpu)'),
        ("{pct} work @gone.folded", "expected an alias or a profile's path"),
        ("{pct} work = 30 points", 'expected a value in %, found "= 30 points"'),
        ("{pct} work = thirty", "expected a number with its unit after ="),
        ("{total} work = 3 s", 'expected a value in samples or sample, found "= 3 s"'),
        ("{delta} work", "which sides? No difference stands before this; write @BEFORE -> AFTER (aliases: cpu)"),
        ("{ratio} gone @cpu -> cpu", 'no frame matches "gone" in profiles "cpu" and "cpu"'),
        ("{pct} /(/", "missing"),
    ],
)
def test_what_cannot_be_computed_is_an_error_in_its_place(one, span, message):
    assert message in fault(one, span)


def test_a_frame_new_on_one_side_has_no_ratio(two):
    assert fault(two, "{ratio} read @new -> old") == (
        'no sample of profile "new" holds read, so there is no ratio; use delta'
    )


def test_samples_need_a_count(tmp_path):
    claims = page_claims(tmp_path, {"wall.pb.gz": profile_of("a 3", Metric("wall", "nanoseconds"))})
    message = fault(claims, "{samples} a @wall.pb.gz")
    assert (
        message == 'expected a count metric in profile "wall.pb.gz", found wall in nanoseconds; use total for a weight'
    )


def test_a_difference_has_no_shares(tmp_path):
    claims = page_claims(tmp_path, {"d.folded": "a 3 4\nb 1 2\n"})
    assert "is a difference" in fault(claims, "{pct} a @d.folded")
    assert "is a difference" in fault(claims, "{delta} a @d.folded -> d.folded")


def test_runs_that_are_no_replicates_are_an_error(tmp_path):
    files = {"r_1.pb.gz": cpu_run("a 3"), "r_2.pb.gz": cpu_run("a 3", period=5_000_000)}
    assert "their period differ" in fault(page_claims(tmp_path, files), "{pct} a @r_*.pb.gz")


def test_a_profile_that_cannot_be_read_is_an_error_of_the_profile(tmp_path):
    claims = page_claims(tmp_path, {"bad.pb.gz": b"\x1f\x8bnothing"})
    claims.write(RoleSpan("pct", "a @bad.pb.gz", 1, 1, "x"))
    (problem,) = claims.problems
    assert problem.path == "content/bad.pb.gz"


def test_what_hangs_on_a_broken_alias_is_left_out_without_another_word(tmp_path):
    claims = page_claims(tmp_path, {}, {"cpu": ["gone.folded"]}, broken=["cpu"])
    for text in ("a @cpu", "a"):
        assert claims.write(RoleSpan("pct", text, 1, 1, "x")) is None
    assert claims.problems == []


def test_a_number_links_to_the_heaviest_place_in_the_first_figure_that_shows_it(two):
    """old's figure is the second; in it work is heavier below main (25) than alone (5)."""
    two.show([shown(two, "after", 5, "new"), shown(two, "before", 9, "old"), shown(two, "again", 12, "old")])
    assert claim(two, "{pct} work @old").link == "#!v=1;before.path=main/work"
    assert claim(two, "{pct} work in main @new").link == "#!v=1;after.path=main/work"
    assert claim(two, "{delta} read @old -> new").link == "#!v=1;before.path=main/work/read"
    two.show([shown(two, "diff", 5, "old", "new"), shown(two, "before", 9, "old")])
    assert claim(two, "{delta} work @old -> new").link == "#!v=1;diff.path=main/work"
    two.show([shown(two, "after", 5, "new")])
    assert claim(two, "{pct} work @old").link == ""


def test_ids_are_free_ones_and_details_belong_to_their_button(one):
    """The page has an element with the id claim-2 already."""
    note = scan_note("`{pct} work` and `{pct} idle`")
    for role in note.roles:
        one.write(role)
    html = one.place(note.text)
    assert [record.id for record in one.records] == ["claim-1", "claim-2-2"]
    buttons = re.findall(r'popovertarget="([^"]*)"', html)
    assert buttons == re.findall(r'id="([^"]*-details)"', html) == ["claim-1-details", "claim-2-2-details"]


def test_the_table_of_numbers_has_a_row_for_each(one):
    note = scan_note("`{pct} work ~= 45%`, `{total} idle`")
    for role in note.roles:
        one.write(role)
    rows = one.listed(one.place(note.text))
    assert [(row["href"], row["number"], row["verdict"], row["is_broken"]) for row in rows] == [
        ("#claim-1", "30.00%", "does not hold", True),
        ("#claim-2-2", "50 samples", "–", False),
    ]
    assert rows[0]["parts"] == ["30 samples in stacks that hold work", "100 samples in all"]
    assert one.used_profiles == (one.folder / "cpu.folded",)
