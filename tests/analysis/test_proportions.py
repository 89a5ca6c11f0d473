"""Intervals of shares and weights: by scipy's numbers where scipy has them, by hand, and by simulation."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.frame_weights import FrameWeights, Held
from sitegen.analysis.proportions import NoShare, mean_weight, share, share_of, wilson

ORACLE = json.loads(Path(__file__).parent.parent.joinpath("data/claims.json").read_text("utf-8"))
UNKNOWN = "nobody counted"


def counts(held, of) -> FrameWeights:
    """Runs of events that weigh one each."""
    part, whole = (Held(np.array(column, np.float64), np.array(column, np.float64)) for column in (held, of))
    return FrameWeights(part, part, whole, whole, "")


def uncounted(held, of) -> FrameWeights:
    part, whole = (Held(np.array(column, np.float64), np.zeros(len(column))) for column in (held, of))
    return FrameWeights(part, part, whole, whole, UNKNOWN)


@pytest.mark.parametrize(("held", "events", "low", "high"), ORACLE["wilson"])
def test_one_run_has_wilsons_interval(held, events, low, high):
    """Expected: scipy.stats.binomtest(...).proportion_ci(method="wilson"), tests/data/claims_oracle.py."""
    found = share(counts([held], [events]))
    assert found.value == held / events
    assert found.interval == pytest.approx((low, high), rel=1e-9, abs=1e-12)
    assert found.method == "Wilson"


@pytest.mark.parametrize(("held", "low", "high"), ORACLE["logit_t"])
def test_several_runs_have_students_t_on_the_logit(held, low, high):
    """Expected: scipy's t, sem, logit and expit for runs of equal exposure; nothing is known of sampling here."""
    found = share(uncounted(held, [ORACLE["exposure"]] * len(held)))
    assert found.interval == pytest.approx((low, high), rel=1e-9)
    assert found.method == f"t from {len(held)} runs"


def test_runs_of_unequal_length_are_a_ratio_of_sums():
    """30 + 10 of 100 + 60; residuals 5 and -5; error sqrt(2 * 50) / 160; t at 1 degree of freedom 12.7062 (tables)."""
    found = share(uncounted([30, 10], [100, 60]))
    assert found.value == 0.25
    reach = 12.7062047 * 10 / 160 / (0.25 * 0.75)
    low, high = found.interval
    assert math.log(high / (1 - high)) - math.log(0.25 / 0.75) == pytest.approx(reach, rel=1e-6)
    assert math.log(0.25 / 0.75) - math.log(low / (1 - low)) == pytest.approx(reach, rel=1e-6)


def test_runs_that_agree_by_chance_are_not_surer_than_their_samples():
    found = share(counts([100, 101, 100], [1000, 1000, 1000]))
    assert found.interval == wilson(301 / 3000, 3000)
    assert found.method == "Wilson"


def test_runs_that_vary_more_than_samples_have_a_wider_interval():
    low, high = share(counts([50, 100, 150], [1000] * 3)).interval
    assert (low, high) == pytest.approx(share(uncounted([50, 100, 150], [1000] * 3)).interval)
    assert low < wilson(0.1, 3000)[0] < wilson(0.1, 3000)[1] < high


def test_events_of_unequal_weight_count_as_fewer():
    """One event of 10 and ten of 1 give 1/2; Var = (0 * 100 + 1/4 * 110) / 400, so n = 1/4 * 400 / 27.5."""
    part, whole = Held(np.array([10.0]), np.array([100.0])), Held(np.array([20.0]), np.array([110.0]))
    assert share_of(part, whole, "").interval == wilson(0.5, 400 / 110)


@pytest.mark.parametrize(("held", "of"), [([3], [10]), ([0, 0], [10, 12]), ([2, 2], [8, 8])])
def test_where_nothing_shows_variation_there_is_no_interval_but_a_reason(held, of):
    found = share(uncounted(held, of))
    assert found.interval is None
    assert UNKNOWN in found.reason
    assert found.method == ""


def test_a_share_of_nothing_is_an_error():
    with pytest.raises(NoShare):
        share(counts([0], [0]))


runs = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), min_size=1, max_size=6)


@given(runs)
def test_an_interval_holds_its_share_and_never_leaves_zero_to_one(pairs):
    held, rest = zip(*pairs, strict=True)
    found = share(counts(held, [a + b for a, b in pairs]))
    low, high = found.interval
    assert 0 <= low <= found.value + 1e-12
    assert found.value - 1e-12 <= high <= 1
    other = share(counts(rest, [a + b for a, b in pairs]))
    assert other.interval == pytest.approx((1 - high, 1 - low), abs=1e-9), "what is left over is as sure"


@pytest.mark.parametrize(("truth", "events"), [(0.12, 1936), (0.5, 60), (0.01, 2000), (0.9, 300)])
def test_wilsons_interval_covers_what_it_says(truth, events):
    """4,000 draws, so the share that holds the truth has a standard error of 0.35 points."""
    random = np.random.default_rng(11)
    draws = random.binomial(events, truth, 4000)
    covered = [low <= truth <= high for low, high in (wilson(held / events, events) for held in draws.tolist())]
    assert 0.935 <= np.mean(covered) <= 0.97


@pytest.mark.parametrize("count", [3, 5])
@pytest.mark.parametrize("between", [0.0, 0.15])
def test_the_interval_of_several_runs_covers_whether_they_vary_or_not(count, between):
    """A true share of 12 % that varies from run to run by 15 % of itself, or not at all; 1,000 samples a run."""
    random = np.random.default_rng(12)
    hits = 0
    for _ in range(1500):
        truths = np.clip(0.12 * (1 + between * random.standard_normal(count)), 0.001, 0.999)
        sizes = random.integers(800, 1200, count)
        low, high = share(counts(random.binomial(sizes, truths), sizes)).interval
        hits += low <= 0.12 <= high
    assert hits / 1500 >= 0.935


def test_a_weight_of_one_run_has_the_score_interval_of_a_poisson_count():
    """The ends are where a count of 243 would just be rejected: (243 - m)^2 = 1.959964^2 m."""
    found = mean_weight(counts([243], [1936]).part, counts([243], [1936]).whole, "")
    for end in found.interval:
        assert (243 - end) ** 2 == pytest.approx(1.959963985**2 * end, rel=1e-6)


def test_a_weight_in_nanoseconds_is_as_sure_as_the_samples_behind_it():
    """243 samples of 10 each: ten times the interval."""
    part = Held(np.array([2430.0]), np.array([24300.0]))
    found = mean_weight(part, part, "")
    plain = mean_weight(counts([243], [243]).part, counts([243], [243]).whole, "")
    assert found.interval == pytest.approx([10 * end for end in plain.interval])


def test_a_weight_of_several_runs_is_the_mean_a_run():
    weights = uncounted([100, 140], [1000, 1000])
    found = mean_weight(weights.part, weights.whole, UNKNOWN)
    assert found.value == 120
    low, high = found.interval
    assert low * high == pytest.approx(120**2), "even on the scale of logarithms"
    assert math.log(high / 120) == pytest.approx(12.7062047 * 20 / 120, rel=1e-6)


def test_nothing_found_has_an_upper_end_all_the_same():
    """0 of 50: z^2 = 3.8415 events, of 2 each."""
    whole = Held(np.array([100.0]), np.array([200.0]))
    found = mean_weight(Held(np.zeros(1), np.zeros(1)), whole, "")
    assert found.interval == pytest.approx((0, 2 * 3.8414588), rel=1e-6)


def test_the_interval_of_a_mean_covers_what_it_says():
    random = np.random.default_rng(13)
    hits = 0
    for _ in range(1500):
        held = random.poisson(200 * np.exp(0.1 * random.standard_normal(3)))
        found = mean_weight(counts(held, held).part, counts(held, held).whole, "")
        hits += found.interval[0] <= 200 * math.exp(0.005) <= found.interval[1]
    assert hits / 1500 >= 0.935
