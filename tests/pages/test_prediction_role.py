"""Predictions in a sentence, against what a benchmark measured; expected values by hand from 1 / (1 - p)."""

from __future__ import annotations

import pytest

from sitegen.model import Metric
from sitegen.pages.note_source import RoleSpan
from tests.compared_profiles import cpu_run
from tests.page_claims import claim, fault, page_claims
from tests.results.captures import content as captured
from tests.text_profiles import profile_of

RATE = "against requests/s log_[1-5].txt -> nolog_[1-5].txt"


def role(text: str) -> RoleSpan:
    return RoleSpan("predict", text, 1, 1, "x")


@pytest.fixture
def claims(tmp_path):
    """log holds 200 of 1,000 samples of 10 ms in 10 s: one CPU."""
    files = {f"{side}_{run}.txt": captured(f"wrk/{side}_{run}.txt") for side in ("log", "nolog") for run in range(1, 6)}
    profiles = {
        "before.pb.gz": cpu_run("main;log 200\nmain 800", seconds=10),
        "after.pb.gz": cpu_run("main 950", seconds=10),
        "busy.pb.gz": cpu_run("main 1111", seconds=10),
        "timeless.pb.gz": cpu_run("main 1000"),
        "heap.pb.gz": profile_of("main 3", Metric("alloc_space", "bytes")),
    }
    return page_claims(tmp_path, files | profiles)


@pytest.mark.parametrize(
    ("span", "number"),
    [
        ("{predict} log @before.pb.gz", "+25.00%"),
        ("{predict} log in main @before.pb.gz -> after.pb.gz = 25%", "+25%"),
        ("{predict} log @before.pb.gz = 1.25x", "1.25×"),
    ],
)
def test_the_rate_changes_by_one_over_what_is_left(claims, span, number):
    assert claim(claims, span).number == number
    assert claims.problems == []


def test_the_details_tell_share_base_condition_and_caution(claims):
    finding = claim(claims, "{predict} log @before.pb.gz -> after.pb.gz").finding
    facts = {fact.label: fact.value for fact in finding.facts}
    assert finding.numerator == "2 s in stacks that hold log"
    assert finding.denominator == "10 s in all"
    assert facts["Share removed"].startswith("p = 20.00% of all samples; the rate changes by 1 / (1 - p)")
    assert facts["CPU use"].startswith("1 CPU before, 0.95 CPUs after;")
    assert "not a bound" in facts["Caution"]
    # Wilson's interval of 200 of 1,000 is 17.64 to 22.59 % (scipy's binomtest).
    assert finding.interval == pytest.approx((1 / (1 - 0.1764), 1 / (1 - 0.2259)), abs=2e-4)


def test_it_is_about_all_samples_whatever_narrows_the_frame(claims):
    assert claim(claims, "{predict} log in main @before.pb.gz").finding.denominator == "10 s in all"


def test_beside_it_stands_what_was_measured_and_whether_the_intervals_overlap(claims):
    """Predicted +21.4 to +29.2 %, measured +13.01 to +20.12 %."""
    record = claim(claims, f"{{predict}} log @before.pb.gz -> after.pb.gz {RATE}")
    assert record.finding.note == (
        " (+21.41% to +29.19%, 95%); measured +15.42% (+13.01% to +20.12%, 96.83%, Hodges-Lehmann); the two intervals "
        "do not overlap"
    )
    measured = next(fact.value for fact in record.finding.facts if fact.label == "Measured")
    assert "rank test turned round, Hodges-Lehmann, whose estimate is" in measured
    html = claims.write(role(f"log @before.pb.gz -> after.pb.gz {RATE}"))
    assert html is not None
    assert "the two intervals do not overlap" in html


def test_too_few_runs_measure_nothing(claims):
    record = claim(claims, "{predict} log @before.pb.gz against requests/s log_1.txt -> nolog_1.txt")
    assert record.finding.note.endswith("nothing can be concluded from what was measured")


@pytest.mark.parametrize(
    ("after", "doubt"),
    [
        ("busy.pb.gz", "the CPU use of the sides differs by 11.10%, more than 10.00% of that before"),
        ("timeless.pb.gz", "the CPU use of both sides is not known: timeless does not say how long"),
    ],
)
def test_a_condition_that_is_not_met_is_a_warning_and_in_the_text(claims, after, doubt):
    record = claim(claims, f"{{predict}} log @before.pb.gz -> {after}")
    (problem,) = claims.problems
    assert problem.severity == "warning"
    assert doubt in problem.message
    html = claims.write(role(f"log @before.pb.gz -> {after}"))
    assert html is not None
    assert doubt in html.partition("<button")[0]
    assert record.finding.warning in html.partition("<button")[2]


def test_one_side_alone_says_that_the_condition_is_not_checked(claims):
    finding = claim(claims, "{predict} log @before.pb.gz").finding
    assert "not checked without @BEFORE -> AFTER" in next(f.value for f in finding.facts if f.label == "CPU use")
    assert finding.warning == ""


@pytest.mark.parametrize(
    ("span", "message"),
    [
        ("{predict} main @heap.pb.gz", "expected the metric cpu or samples, found alloc_space"),
        ("{predict} main @before.pb.gz", "nothing would be left to predict a rate from"),
        (
            "{predict} log @before.pb.gz against latency mean log_[1-5].txt -> nolog_[1-5].txt",
            'expected a rate after against, such as requests/s, found "latency mean"',
        ),
        ("{predict} lag @before.pb.gz", "(closest: log)"),
    ],
)
def test_what_cannot_be_predicted_is_an_error(claims, span, message):
    assert message in fault(claims, span)
