"""What a few runs can tell: medians, the rank-sum test, and the interval of a change; arrays in, numbers out.

Nothing here assumes a distribution. Every interval says what it truly covers, because with few runs no interval
covers exactly what was asked for: the lowest and the highest of five runs hold the median with 93.75 %. Conventions
are benchstat's (the median, p at 0.05, how many runs are needed); tests hold the numbers to scipy's and R's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

CONFIDENCE = 0.95
ALPHA = 0.05

# Up to 50 against 50 runs the null distribution is counted out (20 ms). There the normal curve is off by at most
# 0.0005 for a p below 0.1.
_LARGEST_EXACT_PAIRS = 2500
# Beyond 2,000 against 2,000 runs the pairs are searched for the one in question instead of sorted.
_LARGEST_SORTED_PAIRS = 4_000_000

Values = NDArray[np.float64]


class Scale(StrEnum):
    """How a change is expressed: after over before, or after minus before where a value is zero or negative."""

    RATIO = "ratio"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Interval:
    """From low to high; `cover` is the least probability with which such an interval holds the true value."""

    low: float
    high: float
    cover: float


@dataclass(frozen=True, slots=True)
class RankTest:
    """The two-sided p of the rank-sum test; exact, or by the normal curve where there are very many runs."""

    p: float
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Change:
    """How after differs from before: that of the medians, and the interval of the rank test turned round.

    `shift` is the Hodges-Lehmann estimate that belongs to the interval: the median over all pairs of runs.
    """

    scale: Scale
    of_medians: float
    shift: float
    interval: Interval


def median(values: Values) -> float:
    """The middle value, or the mean of the middle two."""
    return float(np.median(values))


def median_interval(values: Values, confidence: float = CONFIDENCE) -> Interval:
    """The narrowest symmetric pair of order statistics that covers the median as often as asked, else the widest.

    >>> median_interval(np.array([5.0, 1.0, 4.0, 2.0, 3.0]))
    Interval(low=1.0, high=5.0, cover=0.9375)
    """
    runs = len(values)
    rank = ways = outside = 1  # outside / 2**runs: the chance that the median lies below the rank-th value
    while rank < runs:
        ways = ways * (runs + 1 - rank) // rank
        if 1 - 2 * (outside + ways) / 2**runs < confidence:
            break
        rank, outside = rank + 1, outside + ways
    ordered = np.sort(values)
    return Interval(float(ordered[rank - 1]), float(ordered[runs - rank]), 1 - 2 * outside / 2**runs)


def rank_sum_test(before: Values, after: Values) -> RankTest:
    """Whether one side tends to larger values: twice the smaller tail of the sum of midranks.

    Ties are exact: the distribution is that of the very midranks at hand over all ways to share them out.
    O(min(A, B) * A * B * (A + B)) where exact.
    """
    ranks = _doubled_midranks(np.concatenate([before, after]))
    fewer, more = sorted((len(before), len(after)))
    own = ranks[: len(before)] if len(before) == fewer else ranks[len(before) :]
    observed = int(own.sum())
    if fewer * more > _LARGEST_EXACT_PAIRS:
        return RankTest(_normal_p(observed, ranks, fewer), False)
    chances = _sum_distribution(ranks, fewer)
    return RankTest(min(1.0, 2.0 * float(min(chances[: observed + 1].sum(), chances[observed:].sum()))), True)


def smallest_p(before_runs: int, after_runs: int) -> float:
    """The p that the rank-sum test cannot go below with so many runs, however far apart they lie.

    >>> smallest_p(3, 3)
    0.1
    """
    return min(1.0, 2 / math.comb(before_runs + after_runs, before_runs))


def runs_needed(alpha: float = ALPHA) -> int:
    """How many runs a side it takes, equal on both, before any difference can be significant.

    >>> runs_needed()
    4
    """
    runs = 1
    while smallest_p(runs, runs) > alpha:
        runs += 1
    return runs


def change(before: Values, after: Values, confidence: float = CONFIDENCE) -> Change:
    """How after differs from before: as a ratio, or as a difference where any value is zero or negative."""
    if min(before.min(), after.min()) > 0:
        shift, interval = _shift(np.log(before), np.log(after), confidence)
        ratios = Interval(math.exp(interval.low), math.exp(interval.high), interval.cover)
        return Change(Scale.RATIO, median(after) / median(before), math.exp(shift), ratios)
    shift, interval = _shift(before, after, confidence)
    return Change(Scale.DIFFERENCE, median(after) - median(before), shift, interval)


def _shift(before: Values, after: Values, confidence: float) -> tuple[float, Interval]:
    """The median of all pairs' differences, and the pair of them that the rank test would not reject."""
    pairs = len(before) * len(after)
    rank, cover = _shift_rank(len(before), len(after), confidence)
    wanted = [rank, pairs + 1 - rank, (pairs + 1) // 2, pairs // 2 + 1]
    low, high, *middle = _pair_differences(np.sort(before), np.sort(after), wanted)
    return (middle[0] + middle[1]) / 2, Interval(low, high, cover)


def _shift_rank(before_runs: int, after_runs: int, confidence: float) -> tuple[int, float]:
    """Which differences, counted from either end, bound the interval, and what that covers.

    The difference of rank k is inside as long as U, the pairs in which before is the larger, reaches k; so the cover
    is 1 - 2 P(U < k).
    """
    pairs = before_runs * after_runs
    if pairs > _LARGEST_EXACT_PAIRS:
        spread = math.sqrt(pairs * (before_runs + after_runs + 1) / 12)
        curve = NormalDist(pairs / 2, spread)
        rank = max(1, math.floor(curve.inv_cdf((1 - confidence) / 2) + 0.5))
        return rank, 1 - 2 * curve.cdf(rank - 0.5)
    fewer, more = sorted((before_runs, after_runs))
    below = np.cumsum(_sum_distribution(np.arange(fewer + more, dtype=np.int64), fewer))
    least = fewer * (fewer - 1) // 2
    cover = 1 - 2 * below[least : least + (pairs + 1) // 2]
    rank = max(1, int(np.count_nonzero(cover >= confidence)))
    return rank, max(0.0, float(cover[rank - 1]))


def _pair_differences(before: Values, after: Values, ranks: list[int]) -> list[float]:
    """Those of all differences after - before that have these ranks, from 1; both sides sorted."""
    if len(before) * len(after) <= _LARGEST_SORTED_PAIRS:
        differences = np.sort(np.subtract.outer(after, before), axis=None)
        return [float(differences[rank - 1]) for rank in ranks]
    return [_search_difference(before, after, rank) for rank in ranks]


def _search_difference(before: Values, after: Values, rank: int) -> float:
    """By bisection: O((A + B) log A) a step. Ends at the pair's difference nearest to where the count passes rank."""
    low, high = float(after[0] - before[-1]), float(after[-1] - before[0])
    precision = 1e-15 * max(abs(low), abs(high))
    while high - low > precision and low < (middle := (low + high) / 2) < high:
        not_above = len(before) * len(after) - int(np.searchsorted(before, after - middle, side="left").sum())
        low, high = (low, middle) if not_above >= rank else (middle, high)
    place = np.searchsorted(before, after - high).clip(0, len(before) - 1)
    near = np.concatenate([after - before[place], after - before[(place - 1).clip(0)]])
    return float(near[np.abs(near - high).argmin()])


def _doubled_midranks(values: Values) -> NDArray[np.int64]:
    """Twice the rank of each value, from 0; equal values share the mean of their ranks, doubled to stay whole."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    shared: NDArray[np.int64] = (2 * ends - counts - 1)[place].astype(np.int64)
    return shared


def _sum_distribution(ranks: NDArray[np.int64], chosen: int) -> Values:
    """The probability of each sum of `chosen` of the ranks, all choices being equally likely.

    ranks: not negative. Counted one rank at a time: ways[j, s] is in how many ways j of the ranks so far sum to s.
    """
    largest = int(np.sort(ranks)[len(ranks) - chosen :].sum())
    ways = np.zeros((chosen + 1, largest + 1), dtype=np.float64)
    ways[0, 0] = 1.0
    for rank in ranks.tolist():
        ways[1:, rank:] = ways[1:, rank:] + ways[:-1, : largest + 1 - rank]
    chances: Values = ways[chosen] / math.comb(len(ranks), chosen)
    return chances


def _normal_p(observed: int, ranks: NDArray[np.int64], chosen: int) -> float:
    """Two-sided p by the normal curve, with the correction for ties and half a pair for continuity."""
    runs = len(ranks)
    spread = math.sqrt(chosen * (runs - chosen) / (runs - 1) * float(np.var(ranks / 2)))
    if spread == 0:
        return 1.0
    distance = abs(observed / 2 - chosen * (runs - 1) / 2) - 0.5
    return min(1.0, math.erfc(distance / spread / math.sqrt(2)))
