"""What benchmark runs may say: verdicts, and sentences that claim no more than the runs can."""

from __future__ import annotations

import pytest

from sitegen.analysis.benchmarks import Effect, RunComparison, Verdict, compare_runs, describe, write_change
from sitegen.analysis.statistics import Interval, Scale
from sitegen.model.runs import Better, RunMetric, Series, series
from sitegen.results import combine
from tests.results.captures import capture

RATE = RunMetric("requests/s", "requests/s", Better.HIGHER)
TIME = RunMetric("time", "seconds", Better.LOWER)
OWN = RunMetric("words", "words", Better.NEITHER)
FIVE = (10.0, 11.0, 12.0, 13.0, 14.0)
HIGHER_FIVE = (20.0, 21.0, 24.0, 26.0, 28.0)


def one(metric: RunMetric, *values: float, benchmark: str = "") -> list[Series]:
    return [series(benchmark, metric, values)]


def compared(metric: RunMetric, before: tuple[float, ...], after: tuple[float, ...]) -> RunComparison:
    (row,) = compare_runs(one(metric, *before), one(metric, *after))
    return row


def whoami(variant: str, *names: int | str) -> tuple[Series, ...]:
    return combine([capture(f"wrk/{variant}_{name}.txt") for name in names]).series


def test_without_the_log_line_the_server_answers_more_requests() -> None:
    """70,723.22 to 81,625.23 requests/s; no run of one side reaches the other. p is 2 of 252, interval R's."""
    rows = {row.metric.name: row for row in compare_runs(whoami("log", *range(1, 6)), whoami("nolog", *range(1, 6)))}
    row = rows["requests/s"]
    assert (row.verdict, row.effect, row.delta) == (Verdict.CHANGED, Effect.BETTER, "+15.42%")
    assert row.before is not None and row.after is not None and row.change is not None and row.test is not None
    assert (row.before.median, row.after.median) == (70723.22, 81625.23)
    assert row.before.interval == Interval(68621.24, 72225.36, 0.9375)
    assert row.change.of_medians == pytest.approx(81625.23 / 70723.22, rel=1e-15)
    assert row.change.interval.low == pytest.approx(1.13014639179368, rel=1e-12)
    assert row.change.interval.high == pytest.approx(1.20121902820067, rel=1e-12)
    assert row.test.p == pytest.approx(2 / 252, rel=1e-12)
    assert row.sentence == (
        "requests/s rose by 15.42%, from a median of 70,723 requests/s to 81,625 requests/s, which is better "
        "(p = 0.008, 5 runs against 5). Interval of the change: +13.01% to +20.12% "
        "(by the rank test turned round, with a cover of 96.83%)."
    )


def test_of_its_latency_nothing_can_be_told() -> None:
    rows = {row.metric.name: row for row in compare_runs(whoami("log", *range(1, 6)), whoami("nolog", *range(1, 6)))}
    row = rows["latency mean"]
    assert (row.verdict, row.effect, row.delta) == (Verdict.UNDECIDED, Effect.NONE, "~")
    assert row.sentence == (
        "latency mean: 5 runs against 5 cannot tell a change from noise (p = 0.222). Any change from -20.98% to +8.64% "
        "(by the rank test turned round, with a cover of 96.83%) would agree with them."
    )
    assert rows["errors"].sentence == "errors: every run gave 0 errors, on both sides."


def test_one_run_a_side_says_nothing() -> None:
    """Though they lie 12 % apart, no change is given that a page could print."""
    rows = compare_runs(whoami("log", 1), whoami("nolog", 1))
    assert {(row.verdict, row.effect, row.delta, row.change, row.test) for row in rows} == {
        (Verdict.TOO_FEW, Effect.NONE, "", None, None)
    }
    assert rows[0].sentence == (
        "requests/s: nothing can be concluded from 1 run against 1. Even if they lay as far apart as can be, "
        "p would be 1, and 0.05 is asked; it takes at least 4 runs a side."
    )
    assert rows[0].before is not None
    assert rows[0].before.interval is None
    assert rows[0].before.sentence.endswith("in one run; how much it varies from run to run is not known.")


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(3, 3, "too few runs"), (2, 7, "too few runs"), (4, 4, "changed"), (3, 5, "changed")],
)
def test_too_few_runs_are_those_whose_p_cannot_be_low_enough(before: int, after: int, verdict: str) -> None:
    """2 in 20 and 2 in 36 ways of dealing are above 0.05; 2 in 70 and 2 in 56 below."""
    row = compared(RATE, tuple(range(1, before + 1)), tuple(range(101, 101 + after)))
    assert row.verdict == verdict


def test_runs_of_one_variant_have_not_changed() -> None:
    """wrk while the server was profiled is another kind of run; a variant against itself is no change."""
    for variant in ("log", "nolog"):
        runs = whoami(variant, *range(1, 6))
        assert {row.verdict for row in compare_runs(runs, runs)} == {Verdict.UNDECIDED}


def test_runs_that_spread_wider_than_the_shift_are_undecided() -> None:
    assert compared(TIME, (1, 5, 3, 9, 7), (2, 6, 4, 10, 8)).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(("highest", "p", "verdict"), [(6.5, 8 / 252, "changed"), (8.5, 14 / 252, "~")])
def test_a_change_is_called_at_005(highest: float, p: float, verdict: str) -> None:
    """One run of before reaches two of after, 2 * 4 ways of dealing as far apart, or three: 2 * 7."""
    row = compared(RATE, (1, 2, 3, 4, highest), (5, 6, 7, 9, 10))
    assert row.test is not None
    assert (row.test.p, row.verdict) == (pytest.approx(p), verdict)


@pytest.mark.parametrize(
    ("metric", "before", "after", "delta", "effect"),
    [
        (RATE, FIVE, HIGHER_FIVE, "+100.00%", Effect.BETTER),
        (RATE, HIGHER_FIVE, FIVE, "-50.00%", Effect.WORSE),
        (TIME, FIVE, HIGHER_FIVE, "+100.00%", Effect.WORSE),
        (TIME, HIGHER_FIVE, FIVE, "-50.00%", Effect.BETTER),
        (OWN, FIVE, HIGHER_FIVE, "+100.00%", Effect.NONE),
    ],
)
def test_better_depends_on_the_metric(metric, before, after, delta, effect) -> None:
    row = compared(metric, before, after)
    assert (row.verdict, row.delta, row.effect) == (Verdict.CHANGED, delta, effect)
    assert ("rose" in row.sentence) == (delta[0] == "+")
    assert ("which is" in row.sentence) == (effect is not Effect.NONE)


def test_values_of_zero_are_compared_by_difference_and_the_sentence_says_so() -> None:
    allocations = RunMetric("allocs/op", "allocs/op", Better.LOWER)
    row = compared(allocations, (3, 3, 3, 3, 3), (0, 0, 0, 0, 0))
    assert (row.verdict, row.effect, row.delta) == (Verdict.CHANGED, Effect.BETTER, "-3 allocs/op")
    assert row.sentence == (
        "allocs/op fell by 3 allocs/op, from a median of 3 allocs/op to 0 allocs/op, which is better "
        "(p = 0.008, 5 runs against 5). Interval of the change: -3 allocs/op to -3 allocs/op (by the rank test turned "
        "round, with a cover of 96.83%, as a difference because of values of zero or below)."
    )


@pytest.mark.parametrize(
    ("before", "after", "medians"),
    [
        ((5,) * 5 + (1,) * 4, (5,) * 5 + (9,) * 4, "from a median of 5 s to 5 s"),
        ((1,) * 7 + (6,) * 8, (5,) * 8 + (9,) * 7, "from a median of 6 s to 5 s"),
    ],
)
def test_medians_that_contradict_the_test_claim_no_direction(before, after, medians) -> None:
    """After is the larger in most pairs, p is below 0.05, yet the medians are equal, or go down."""
    row = compared(TIME, before, after)
    assert (row.verdict, row.effect) == (Verdict.CHANGED, Effect.NONE)
    assert "time differs between the sides (p = 0.0" in row.sentence
    assert f"but not clearly in one direction: {medians}." in row.sentence


def test_go_benchmarks_as_benchstat_puts_them() -> None:
    """Medians, `~`, the sign of the change, one row a unit; of the captures by hand."""
    rows = {
        (row.benchmark, row.metric.name): row
        for row in compare_runs(capture("go_bench/before.txt").series, capture("go_bench/after.txt").series)
    }
    count = rows["BenchmarkCount/words=10", "ns/op"]
    assert count.before is not None and count.after is not None
    assert (count.before.median, count.after.median, count.delta) == (246.8, 4.604, "-98.13%")
    assert rows["BenchmarkCount/words=10", "words/op"].delta == "~"
    assert rows["BenchmarkQuick", "ns/op"].delta == "~"
    assert rows["BenchmarkCount/words=100", "B/op"].delta == "-1,792 B/op"
    assert rows["BenchmarkSlow", "ns/op"].effect is Effect.WORSE


def test_rows_stand_in_the_order_of_before_and_keep_what_one_side_lacks() -> None:
    before = [*one(RATE, *FIVE, benchmark="a"), *one(TIME, *FIVE, benchmark="b")]
    after = [*one(OWN, *FIVE, benchmark="c"), *one(TIME, *FIVE, benchmark="b")]
    rows = compare_runs(before, after)
    assert [(row.benchmark, row.verdict, row.before is None, row.after is None) for row in rows] == [
        ("a", Verdict.ONLY_BEFORE, False, True),
        ("b", Verdict.UNDECIDED, False, False),
        ("c", Verdict.ONLY_AFTER, True, False),
    ]
    assert rows[0].sentence == "a requests/s: measured before the change only."
    assert rows[2].sentence == "c words: measured after the change only."


def test_single_benchmarks_of_other_names_are_compared() -> None:
    """`hyperfine ./old` and `hyperfine ./new` name their results after the command."""
    (row,) = compare_runs(one(TIME, *HIGHER_FIVE, benchmark="./old"), one(TIME, *FIVE, benchmark="./new"))
    assert (row.benchmark, row.delta) == ("./old -> ./new", "-50.00%")


def test_a_stricter_level_asks_for_more_runs_and_covers_more() -> None:
    (row,) = compare_runs(one(RATE, *FIVE[:4]), one(RATE, *HIGHER_FIVE[:4]), alpha=0.01)
    assert row.verdict is Verdict.TOO_FEW
    assert row.sentence.endswith("p would be 0.029, and 0.01 is asked; it takes at least 5 runs a side.")
    (row,) = compare_runs(one(RATE, *FIVE), one(RATE, *HIGHER_FIVE), alpha=0.01)
    assert row.change is not None
    assert row.change.interval.cover == pytest.approx(1 - 2 / 252)


def test_thousands_of_runs_are_compared() -> None:
    """hyperfine times a quick command for three seconds."""
    (row,) = compare_runs(
        one(TIME, *(1 + run / 3000 for run in range(3000))), one(TIME, *(2 + run / 3000 for run in range(2500)))
    )
    assert row.verdict is Verdict.CHANGED
    assert row.test is not None and not row.test.is_exact
    assert "(p < 0.001, 3000 runs against 2500)" in row.sentence


def test_one_side_is_described() -> None:
    rows = describe(whoami("log", *range(1, 6)))
    assert rows[0].values.tolist() == [72225.36, 69291.26, 68621.24, 70748.5, 70723.22]
    assert rows[0].sentence == (
        "requests/s: median 70,723 requests/s of 5 runs; 68,621 requests/s to 72,225 requests/s, lowest to highest, "
        "covers the true median with 93.75%."
    )
    assert rows[-1].sentence == "errors: 0 errors in each of 5 runs."


def test_an_interval_inside_the_range_is_not_called_lowest_to_highest() -> None:
    (row,) = describe(one(OWN, *map(float, range(1, 11))))
    assert row.sentence == "words: median 5.5 words of 10 runs; 2 words to 9 words covers the true median with 97.85%."


@pytest.mark.parametrize(
    ("change", "scale", "written"),
    [
        (1.1542, Scale.RATIO, "+15.42%"),
        (53.5985, Scale.RATIO, "+5,259.85%"),
        (0.0187, Scale.RATIO, "-98.13%"),
        (1.0, Scale.RATIO, "+0.00%"),
        (-0.0015, Scale.DIFFERENCE, "-1.5 ms"),
        (2.0, Scale.DIFFERENCE, "+2 s"),
    ],
)
def test_changes_carry_their_sign(change: float, scale: Scale, written: str) -> None:
    assert write_change(change, scale, TIME) == written
