"""Benchmark results in a sentence; numbers as tests/analysis/test_benchmarks.py holds them to scipy's and R's."""

from __future__ import annotations

import pytest

from tests.page_claims import claim, fault, page_claims
from tests.results.captures import content as captured

SIDES = "log_[1-5].txt -> nolog_[1-5].txt"
GO = (
    b"goos: linux\nBenchmarkParse-8 100 12.5 ns/op\nBenchmarkParse-8 100 12.7 ns/op\nBenchmarkWrite-8 100 40 ns/op\n"
    b"BenchmarkWrite-8 100 44 ns/op\n"
)


@pytest.fixture
def claims(tmp_path):
    names = [f"{side}_{run}.txt" for side in ("log", "nolog") for run in range(1, 6)]
    files = {name: captured(f"wrk/{name}") for name in names} | {"go.txt": GO, "one.txt": GO.splitlines()[1] + b"\n"}
    return page_claims(tmp_path, files, {"log": ["log_[1-5].txt"], "nolog": ["nolog_[1-5].txt"]})


@pytest.mark.parametrize(
    ("span", "number"),
    [
        (f"{{bench}} requests/s {SIDES}", "+15.42%"),
        ("{bench} requests/s log -> nolog = 15.4%", "+15.4%"),
        ("{bench} requests/s log -> nolog = 1.15x", "1.15×"),
        ("{bench} requests/s nolog -> log", "-13.36%"),
        ("{bench} requests/s log", "70,723 requests/s"),
        ("{bench} requests/s log = 70,723", "70,723"),
        ("{bench} latency mean log ~= 0.5 ms", "0.5 ms"),
        ("{bench} latency mean log -> nolog", "~ (5 runs against 5 cannot tell a change from noise)"),
        ("{bench} requests/s log_1.txt -> nolog_1.txt", "~ (nothing can be concluded from 1 run against 1)"),
        ("{bench} BenchmarkWrite ns/op go.txt", "42 ns/op"),
        ("{bench} ns/op one.txt", "12.5 ns/op"),
    ],
)
def test_a_median_or_a_change_with_its_sign_or_words(claims, span, number):
    assert claim(claims, span).number == number
    assert claims.problems == []


def test_the_details_tell_medians_interval_cover_p_and_runs(claims):
    finding = claim(claims, "{bench} requests/s log -> nolog").finding
    facts = {fact.label: fact.value for fact in finding.facts}
    assert finding.interval_name == "96.83% interval"
    assert finding.interval_text == "+13.01% to +20.12%, rank test turned round, Hodges-Lehmann"
    assert facts["Median before"] == (
        "70,723 requests/s, 5 runs; 68,621 to 72,225 requests/s covers the true median with 93.75%"
    )
    assert facts["p"] == "0.00794, two-sided rank-sum test"
    assert (finding.numerator, finding.denominator) == ("81,625 requests/s after", "70,723 requests/s before")


@pytest.mark.parametrize(
    ("span", "holds"),
    [
        ("{bench} requests/s log -> nolog >= 10%", True),
        ("{bench} requests/s log -> nolog ~= 18%", True),
        ("{bench} requests/s log -> nolog ~= 12%", False),
        ("{bench} latency mean log -> nolog ~= -5%", True),
        ("{bench} latency mean log -> nolog ~= 20%", False),
        ("{bench} latency mean log -> nolog = -9.7%", False),  # the medians say so, the runs do not
        ("{bench} latency mean log -> nolog <= 0%", False),
        ("{bench} requests/s log_1.txt -> nolog_1.txt >= 1%", False),
    ],
)
def test_what_may_be_noise_supports_no_number(claims, span, holds):
    assert claim(claims, span).holds is holds
    assert len(claims.problems) == (not holds)


def test_a_change_that_may_be_noise_is_told_with_its_number(claims):
    claim(claims, "{bench} latency mean log -> nolog = -9.7%")
    assert claims.problems[0].message.endswith(
        ": the data say ~: 5 runs against 5 cannot tell a change from noise; -9.69% (96.83% interval -20.98% to "
        "+8.64%, rank test turned round, Hodges-Lehmann)"
    )


@pytest.mark.parametrize(
    ("span", "message"),
    [
        ("{bench} request/s log", 'found "request/s" (closest: requests/s)'),
        ("{bench} ns/op go.txt", "2 benchmarks have ns/op: name one before it: BenchmarkParse, BenchmarkWrite"),
        ("{bench} BenchmarkWrit ns/op go.txt", 'no benchmark "BenchmarkWrit" has ns/op (closest: BenchmarkWrite'),
        ("{bench} requests/s logg", "(closest: log"),
        ("{bench} requests/s log -> go.txt", "expected tool wrk as in log, found"),
        ("{bench} requests/s log -> log", "is on both sides"),
        ("{bench} requests/s log -> nolog = 3 ms", "expected a value in % or ×"),
        ("{bench} requests/s log_1.txt -> nolog_1.txt ~= 3%", "there is none: nothing can be concluded from 1 run"),
        ("{bench} latency mean log_1.txt ~= 500 µs", "there is none: one run does not tell"),
    ],
)
def test_what_cannot_be_computed_is_an_error(claims, span, message):
    assert message in fault(claims, span)


def test_two_files_of_one_benchmark_each_are_compared_whatever_their_names(tmp_path):
    text = "".join(f"Benchmark{{}} 100 {value} ns/op\n" for value in (10, 11, 12, 13))
    files = {"a.txt": text.replace("{}", "Old"), "b.txt": text.replace("{}", "New").replace(" 1", " 9")}
    claims = page_claims(tmp_path, files)
    assert claim(claims, "{bench} ns/op a.txt -> b.txt").number == "+695.65%"  # 91.5 / 11.5
    assert claim(claims, "{bench} BenchmarkNew ns/op a.txt -> b.txt").number == "+695.65%"
