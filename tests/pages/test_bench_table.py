"""Benchmark rows as a page's table writes them; the numbers are those of `analysis.benchmarks`."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.analysis.benchmarks import RunComparison, compare_runs, describe
from sitegen.model.runs import Better, RunMetric, Series, series
from sitegen.pages.bench_table import comparison_groups, sentences, summary_groups
from sitegen.pages.bench_words import facts, measured, method, runs_text
from sitegen.results import Conditions, ResultFile

RATE = RunMetric("requests/s", "requests/s", Better.HIGHER)
TIME = RunMetric("latency mean", "seconds", Better.LOWER)
ERRORS = RunMetric("errors", "count", Better.LOWER)
OWN = RunMetric("words", "words", Better.NEITHER)
FIVE = (100.0, 104.0, 102.0, 101.0, 103.0)
HIGHER_FIVE = (110.0, 112.0, 111.0, 114.0, 113.0)


def compared(metric: RunMetric, before: tuple[float, ...], after: tuple[float, ...]) -> tuple[RunComparison, ...]:
    return compare_runs([series("", metric, before)], [series("", metric, after)])


def row_of(metric: RunMetric, before: tuple[float, ...], after: tuple[float, ...]) -> dict[str, Any]:
    groups, _ = comparison_groups(compared(metric, before, after))
    row: dict[str, Any] = groups[0]["rows"][0]
    return row


def test_a_change_is_written_with_its_interval_p_and_verdict() -> None:
    """112 over 102; of all pairs' ratios 110/104 is inside, 2 of 252 ways to deal are as far apart."""
    rows = compared(RATE, FIVE, HIGHER_FIVE)
    groups, covers = comparison_groups(rows)
    row = groups[0]["rows"][0]
    assert (row["metric"], row["better"]) == ("requests/s", "higher is better")
    assert row["before"] == {"value": "102", "median": "102", "interval": "100 to 104", "cover": ""}
    assert row["change"]["text"] == "+9.80%"
    assert rows[0].change is not None
    assert row["change"]["value"] == repr(rows[0].change.of_medians)
    assert row["p"] == {"value": repr(rows[0].test.p if rows[0].test else None), "text": "0.008"}
    assert row["verdict"] == {"text": "better", "kind": "better"}
    assert (covers.median, covers.change) == ("93.75%", "96.83%")


@pytest.mark.parametrize(
    ("metric", "after", "verdict"),
    [
        (RATE, HIGHER_FIVE, {"text": "better", "kind": "better"}),
        (TIME, HIGHER_FIVE, {"text": "worse", "kind": "worse"}),
        (OWN, HIGHER_FIVE, {"text": "changed", "kind": "changed"}),
        (RATE, FIVE, {"text": "~", "kind": "undecided"}),
        (RATE, (200.0,), {"text": "too few runs", "kind": "undecided"}),
    ],
)
def test_the_verdict_is_a_word(metric: RunMetric, after: tuple[float, ...], verdict: dict[str, str]) -> None:
    assert row_of(metric, FIVE, after)["verdict"] == verdict


def test_too_few_runs_have_medians_but_no_change_and_no_p() -> None:
    row = row_of(RATE, (100.0,), (200.0,))
    assert (row["change"], row["p"]) == (None, None)
    assert row["before"] == {"value": "100", "median": "100", "interval": "", "cover": ""}


def test_a_side_that_lacks_a_metric_has_an_empty_place_and_one_lane() -> None:
    groups, _ = comparison_groups(compare_runs([series("", RATE, FIVE)], [series("", TIME, FIVE)]))
    first, second = groups[0]["rows"]
    assert (first["after"], first["verdict"]["text"]) == (None, "only before")
    assert (second["before"], second["verdict"]["text"]) == (None, "only after")
    assert "is-before" in first["plot_svg"] and "is-after" not in first["plot_svg"]


def test_a_unit_is_written_once_and_not_where_the_metric_is_called_by_it() -> None:
    row = row_of(TIME, (0.0005, 0.0004, 0.0006, 0.0009, 0.0007), (0.0008, 0.0012, 0.001, 0.0009, 0.0011))
    assert (row["before"]["median"], row["before"]["interval"]) == ("600 µs", "400 to 900 µs")
    assert row["after"]["interval"] == "800 µs to 1.2 ms"
    assert row_of(ERRORS, (1, 1, 1, 1), (0, 0, 0, 0))["before"]["median"] == "1"


def test_no_difference_at_all_is_called_none() -> None:
    assert row_of(ERRORS, (0,) * 5, (0,) * 5)["change"]["text"] == "none"
    assert row_of(RATE, (7,) * 5, (7,) * 5)["change"] == {"value": "1.0", "text": "none", "interval": "", "cover": ""}


def test_where_covers_differ_each_interval_says_its_own() -> None:
    """Four runs lie around the median with 87.5 %, five with 93.75 %."""
    groups, covers = comparison_groups(compared(RATE, FIVE, HIGHER_FIVE[:4]))
    row = groups[0]["rows"][0]
    assert covers.median is None
    assert (row["before"]["cover"], row["after"]["cover"]) == ("93.75%", "87.50%")


def test_benchmarks_are_groups_in_their_order() -> None:
    runs = [series("B", RATE, FIVE), series("A", RATE, FIVE), series("B", TIME, FIVE)]
    groups, _ = summary_groups(describe(runs))
    assert [(group["benchmark"], [row["metric"] for row in group["rows"]]) for group in groups] == [
        ("B", ["requests/s", "latency mean"]),
        ("A", ["requests/s"]),
    ]
    assert groups[0]["rows"][0]["runs"] == "5"


def test_a_plot_is_described_by_its_lanes() -> None:
    assert (
        'aria-label="Every run of requests/s on one axis. before: 5 runs, lowest 100, median 102, highest 104; '
        'after: 1 run, lowest 9, median 9, highest 9."'
    ) in row_of(RATE, FIVE, (9.0,))["plot_svg"]


def test_rows_that_say_the_same_are_named_together() -> None:
    before = [series("", RATE, (1,)), series("", TIME, (1,)), series("", ERRORS, (0,))]
    (sentence,) = sentences(compare_runs(before, before))
    assert sentence.startswith("requests/s, latency mean and errors: nothing can be concluded from 1 run against 1.")
    rows = compared(RATE, FIVE, HIGHER_FIVE)
    assert sentences(rows) == [rows[0].sentence]


def results(*runs: Series, target: str | None = None, duration_s: float | None = 10.0) -> ResultFile:
    conditions = Conditions(duration_s=duration_s, threads=2, connections=1, target=target)
    return ResultFile("wrk", ("a.txt",), None, conditions, runs)


def test_conditions_are_said_once_and_their_differences_apart() -> None:
    one, other = results(target="http://a"), results(target="http://b")
    assert measured([one]) == ["A dot is one run of wrk: 10 s, 2 threads, 1 connection, http://a."]
    assert measured([one, other]) == [
        "A dot is one run of wrk: 10 s, 2 threads, 1 connection.",
        "The sides differ in target: http://a before, http://b after.",
    ]
    assert [fact.label for fact in facts(one)] == ["Tool", "Runs", "Conditions"]


def test_runs_are_counted_from_the_fewest_to_the_most() -> None:
    assert runs_text([series("", RATE, FIVE), series("", TIME, (1,))]) == "1 to 5 runs"
    assert runs_text([series("", RATE, (1,))]) == "1 run"


def test_the_method_speaks_only_of_what_was_done() -> None:
    ratio, difference = compared(RATE, FIVE, HIGHER_FIVE), compared(ERRORS, (0,) * 5, (0,) * 5)
    assert "median after over the median before;" in " ".join(method(ratio))
    assert "median before, or after minus before where" in " ".join(method((*ratio, *difference)))
    assert method(compared(RATE, (1,), (2,))) == ["The upright stroke marks the median."]
    many = tuple(1 + run / 1000 for run in range(60))
    assert "normal curve" in " ".join(method(compared(RATE, many, many)))
