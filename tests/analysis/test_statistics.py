"""Statistics of a few runs: to 1e-9 against scipy and R where they have them, by enumeration where they have not."""

from __future__ import annotations

import json
import math
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis import statistics
from sitegen.analysis.statistics import (
    Interval,
    Scale,
    Values,
    change,
    median,
    median_interval,
    rank_sum_test,
    runs_needed,
    smallest_p,
)

ORACLE = json.loads(Path(__file__).resolve().parent.parent.joinpath("data/results/statistics.json").read_text("utf-8"))
"""What scipy 1.17.1 and R 4.2.2 say; made by statistics_oracle.py beside it."""


def runs(*values: float) -> Values:
    column = np.array(values, dtype=np.float64)
    column.flags.writeable = False
    return column


few_runs = st.lists(st.integers(1, 6).map(float), min_size=1, max_size=6).map(lambda values: runs(*values))
distinct_sides = st.lists(st.integers(1, 10**6).map(float), min_size=3, max_size=14, unique=True).flatmap(
    lambda values: st.integers(1, len(values) - 1).map(lambda split: (runs(*values[:split]), runs(*values[split:])))
)


@pytest.mark.parametrize("row", ORACLE["comparisons"])
def test_p_is_scipys(row) -> None:
    """Exact with and without ties, and by the normal curve beyond 50 against 50."""
    before, after = runs(*row["before"]), runs(*row["after"])
    test = rank_sum_test(before, after)
    assert test.p == pytest.approx(row["p"], rel=1e-9)
    assert test.is_exact == (len(before) * len(after) <= 2500)


@pytest.mark.parametrize("row", [row for row in ORACLE["comparisons"] if row["r"]])
def test_the_interval_of_a_change_is_rs(row) -> None:
    """wilcox.test with conf.int, of logarithms where there is nothing at or below zero."""
    p, low, high, estimate = row["r"]
    before, after = runs(*row["before"]), runs(*row["after"])
    found = change(before, after)
    back = math.log if found.scale is Scale.RATIO else float
    ours = (back(found.interval.low), back(found.interval.high), back(found.shift))
    assert ours == pytest.approx((low, high, estimate), rel=1e-9, abs=1e-12)
    assert rank_sum_test(before, after).p == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("row", ORACLE["medians"])
def test_the_interval_of_a_median_is_scipys(row) -> None:
    values = runs(*row["values"])
    interval = median_interval(values)
    assert median(values) == row["median"]
    assert interval.cover == pytest.approx(row["cover"], rel=1e-9)
    assert [interval.low, interval.high] == (row["interval"] or [values.min(), values.max()])


@pytest.mark.parametrize(
    ("count", "lowest", "cover"),
    [(1, 1, 0), (2, 1, 0.5), (3, 1, 0.75), (5, 1, 0.9375), (6, 1, 0.96875), (8, 1, 1 - 2**-7), (9, 2, 1 - 20 / 512)],
)
def test_the_interval_of_a_median_says_what_it_covers(count: int, lowest: int, cover: float) -> None:
    """Lowest to highest fails where all runs lie on one side of the median: 2 in 2**n."""
    shuffled = runs(*np.random.default_rng(count).permutation(np.arange(1, count + 1)).astype(float))
    assert median_interval(shuffled) == Interval(lowest, count + 1 - lowest, cover)


def test_thousands_of_runs_have_an_interval() -> None:
    """5,000 coins: 1.96 standard deviations of 35.36 from the middle are 69.3 ranks."""
    interval = median_interval(np.arange(1.0, 5001.0))
    assert (interval.low, interval.high) == (2431, 2570)
    assert interval.cover == pytest.approx(0.95, abs=0.003)


def test_medians() -> None:
    assert median(runs(3, 1, 2)) == 2
    assert median(runs(4, 1, 2, 3)) == 2.5


@pytest.mark.parametrize(("count", "p"), [(1, 1.0), (2, 1 / 3), (3, 0.1), (4, 2 / 70), (5, 2 / 252)])
def test_no_p_lies_below_the_smallest(count: int, p: float) -> None:
    """The numbers that benchstat keeps in a table for its `need >= 4 samples`."""
    assert smallest_p(count, count) == pytest.approx(p, rel=1e-12)
    apart = runs(*range(1, count + 1)), runs(*range(101, 101 + count))
    assert rank_sum_test(*apart).p == pytest.approx(p, rel=1e-12)


@pytest.mark.parametrize(("alpha", "needed"), [(0.5, 2), (0.1, 3), (0.05, 4), (0.01, 5), (0.001, 7)])
def test_runs_needed(alpha: float, needed: int) -> None:
    assert runs_needed(alpha) == needed


@given(few_runs, few_runs)
def test_p_with_ties_is_exact(before: Values, after: Values) -> None:
    """Against each way of dealing the same runs to the two sides, ranked by counting pairs."""
    pooled = [*before.tolist(), *after.tolist()]

    def wins(chosen: tuple[int, ...]) -> float:
        others = [value for place, value in enumerate(pooled) if place not in chosen]
        return sum((pooled[place] > value) + (pooled[place] == value) / 2 for place in chosen for value in others)

    dealt = [wins(chosen) for chosen in combinations(range(len(pooled)), len(before))]
    observed = wins(tuple(range(len(before))))
    tails = sum(count <= observed for count in dealt), sum(count >= observed for count in dealt)
    assert rank_sum_test(before, after).p == pytest.approx(min(1, 2 * min(tails) / len(dealt)), rel=1e-12)


@given(distinct_sides)
def test_the_interval_holds_what_the_test_does_not_reject(sides: tuple[Values, Values]) -> None:
    """Turned round: shifted by less than the interval's low or by more than its high, p is at most 1 - cover."""
    before, after = sides
    logs = np.log(before), np.log(after)
    interval = change(before, after).interval
    for end, outside in ((interval.low, -1e-9), (interval.high, 1e-9)):
        assert rank_sum_test(logs[0] + math.log(end) + outside, logs[1]).p <= 1 - interval.cover + 1e-12
        assert rank_sum_test(logs[0] + math.log(end) - outside, logs[1]).p > 1 - interval.cover


def test_five_against_five_cover_968_of_1000() -> None:
    """In 8 of the 252 ways to deal ten runs p is 0.05 or less, and then the interval does not hold no change."""
    missed, rejected = 0, 0
    for chosen in combinations(range(10), 5):
        before = runs(*(1.0 + rank for rank in chosen))
        after = runs(*(1.0 + rank for rank in range(10) if rank not in chosen))
        interval = change(before, after).interval
        assert interval.cover == pytest.approx(1 - 8 / 252, rel=1e-12)
        missed += not interval.low <= 1 <= interval.high
        rejected += rank_sum_test(before, after).p <= 0.05
    assert (missed, rejected) == (8, 8)


def test_the_interval_covers_a_known_change_as_often_as_it_says() -> None:
    """2,000 pairs of 5 skewed runs, the change a factor of 1.3: 96.83 % with a standard error of 0.4 %."""
    random = np.random.default_rng(7)
    sides = random.lognormal(0, 0.5, (2000, 2, 5)) * np.array([[[1.0], [1.3]]])
    intervals = [change(before, after).interval for before, after in sides]
    assert np.mean([each.low <= 1.3 <= each.high for each in intervals]) == pytest.approx(1 - 8 / 252, abs=0.012)


def test_three_against_three_keep_their_widest_interval() -> None:
    """2 in 20 ways of dealing put a side wholly below the other."""
    found = change(runs(10, 11, 12), runs(20, 22, 24))
    assert (found.interval.low, found.interval.high) == pytest.approx((20 / 12, 24 / 10))
    assert found.interval.cover == pytest.approx(0.9)


def test_the_change_is_the_ratio_of_medians() -> None:
    """And not the median of the ratios, which belongs to the interval."""
    found = change(runs(1, 2, 4), runs(3, 8, 9))
    assert found.scale is Scale.RATIO
    assert found.of_medians == 4
    assert found.shift == pytest.approx(3)


@pytest.mark.parametrize("value", [0.0, -1.0])
def test_values_of_zero_or_below_are_compared_by_difference(value: float) -> None:
    """All pairs of 0, 2, 3 and 5, 7 differ by 2 3 4 5 5 7 in order."""
    found = change(runs(0, 2, 3), runs(5, 7))
    assert (found.scale, found.of_medians, found.shift) == (Scale.DIFFERENCE, 4, 4.5)
    assert (found.interval.low, found.interval.high) == (2, 7)
    assert change(runs(5, 7), runs(1, 2, value)).scale is Scale.DIFFERENCE


@given(distinct_sides)
def test_swapped_sides_give_the_same_p_and_the_inverse_change(sides: tuple[Values, Values]) -> None:
    there, back = change(*sides), change(*reversed(sides))
    assert rank_sum_test(*sides).p == pytest.approx(rank_sum_test(*reversed(sides)).p, rel=1e-12)
    assert (back.interval.low, back.interval.high) == pytest.approx((1 / there.interval.high, 1 / there.interval.low))
    assert (back.of_medians, back.shift) == pytest.approx((1 / there.of_medians, 1 / there.shift))


@given(few_runs)
def test_identical_sides_have_not_changed(side: Values) -> None:
    found = change(side, side)
    assert rank_sum_test(side, side).p == 1
    assert found.of_medians == 1
    assert found.shift == pytest.approx(1)
    assert found.interval.low <= 1 <= found.interval.high


def test_the_normal_curve_is_close_where_it_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = np.random.default_rng(3).normal(0, 1, (2, 50)) + np.array([[0.0], [0.45]])
    exact, exact_change = rank_sum_test(before, after), change(np.exp(before), np.exp(after))
    monkeypatch.setattr(statistics, "_LARGEST_EXACT_PAIRS", 0)
    close, close_change = rank_sum_test(before, after), change(np.exp(before), np.exp(after))
    assert (exact.is_exact, close.is_exact) == (True, False)
    assert close.p == pytest.approx(exact.p, abs=6e-4)
    assert close_change.interval.cover == pytest.approx(exact_change.interval.cover, abs=6e-4)
    assert close_change.interval.low == pytest.approx(exact_change.interval.low, rel=1e-2)


@given(
    st.lists(st.integers(-50, 50), min_size=1, max_size=30),
    st.lists(st.integers(-50, 50), min_size=1, max_size=30),
    st.sampled_from([1.0, 0.1, 1e-9, 1e12]),
)
def test_differences_are_found_without_sorting_all(before: list[int], after: list[int], unit: float) -> None:
    """As with thousands of runs, where the pairs would not fit into memory; ties and zeros too."""
    sides = np.sort(np.array(before, dtype=np.float64)) * unit, np.sort(np.array(after, dtype=np.float64)) * unit
    differences = np.sort(np.subtract.outer(sides[1], sides[0]), axis=None)
    found = [statistics._search_difference(*sides, rank) for rank in range(1, len(differences) + 1)]
    assert found == pytest.approx(differences.tolist(), rel=1e-9, abs=1e-12 * unit)


def test_thousands_of_runs_have_a_change() -> None:
    random = np.random.default_rng(11)
    before, after = random.normal(100, 5, 3000), random.normal(103, 5, 3000)
    found = change(before, after)
    assert found.interval.low < 1.03 < found.interval.high
    assert found.interval.high - found.interval.low < 0.01
    assert rank_sum_test(before, after).p < 1e-50
