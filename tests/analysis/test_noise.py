"""What is told from noise: by scipy's numbers where scipy has the test, by hand where it has not."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from sitegen.analysis.compare import Rule, compare
from sitegen.analysis.noise import Sampling, SideRuns, assess
from sitegen.analysis.verdicts import benjamini_hochberg, family, verdicts
from sitegen.model.comparison import VERDICT_WORDS, Verdict
from tests.compared_profiles import runs_of

ORACLE = json.loads(Path(__file__).parent.parent.joinpath("data/noise.json").read_text("utf-8"))


def side(counts, exposure=None) -> SideRuns:
    weight = np.array(counts, np.float64)
    return SideRuns(weight, np.ones(weight.shape[1]) if exposure is None else np.array(exposure, np.float64))


def counted(rows: int, is_share: bool = False) -> Sampling:
    return Sampling(np.ones(rows), 1.0, is_share)


def every(rows: int) -> np.ndarray:
    return np.ones(rows, np.bool_)


@pytest.mark.parametrize(("x", "n", "y", "m", "p"), ORACLE["two_shares"])
def test_one_run_a_side_is_the_test_of_two_shares(x, n, y, m, p):
    noise = assess(side([[x]], [n]), side([[y]], [m]), counted(1, is_share=True), every(1))
    assert noise.p[0] == pytest.approx(p, rel=1e-9)
    assert noise.degrees == math.inf


@pytest.mark.parametrize(("x", "y", "p"), ORACLE["two_counts"])
def test_one_run_a_side_of_absolute_counts_is_the_test_of_two_poisson_counts(x, y, p):
    noise = assess(side([[x]]), side([[y]]), counted(1), every(1))
    assert noise.p[0] == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("runs", ORACLE["replicates"])
def test_a_row_that_varies_by_itself_gets_students_t(runs):
    """One row has nobody to share its dispersion with: pooled variance, A + B - 2 degrees of freedom."""
    noise = assess(side([runs["before"]]), side([runs["after"]]), counted(1), every(1))
    assert noise.degrees == 2 * len(runs["before"]) - 2
    assert noise.p[0] == pytest.approx(runs["p"], rel=1e-9)


def test_the_interval_is_that_of_the_same_model():
    """The oracle's third replicates as whole profiles, whose two rows are one and the same."""
    runs = ORACLE["replicates"][2]
    sides = [runs_of(*({"main": count} for count in runs[side])) for side in ("before", "after")]
    change = compare(*sides, scaling="absolute").total_change
    assert (change.low[0], change.high[0]) == pytest.approx((runs["low"], runs["high"]), rel=1e-9)
    assert change.p[0] == pytest.approx(runs["p"], rel=1e-9)


@pytest.mark.parametrize("after", [[60, 60, 60], [61, 60, 59]])
def test_runs_never_vary_less_than_samples(after):
    """Runs equal to the last sample still have sampling noise: 50 to 60 in three runs is 150 to 180."""
    noise = assess(side([[50, 50, 50]]), side([after]), counted(1), every(1))
    assert noise.standard_error[0] == pytest.approx(math.sqrt(150 + 180) / 3)
    assert noise.dispersion is not None
    assert noise.dispersion.shared == 1


def test_a_row_that_varies_more_than_the_others_is_held_against_its_own_runs():
    """Two rows moved alike, 100 to 160 in the mean, but the first is nowhere near the same twice."""
    random = np.random.default_rng(3)
    steady = random.poisson(100, (60, 6)).astype(np.float64)
    wild = [[20, 100, 180], [80, 160, 240]]
    calm = [[99, 104, 97], [163, 155, 162]]
    before = side([wild[0], calm[0], *steady[:, :3].tolist()])
    after = side([wild[1], calm[1], *steady[:, 3:].tolist()])
    noise = assess(before, after, counted(62), every(62))
    # Its own runs: both sides' squares about their means add up to 12,800, over 4 degrees of freedom.
    assert noise.standard_error[0] == pytest.approx(math.sqrt(25600 / 4 * (1 / 3 + 1 / 3)))
    assert noise.p[0] > 0.2
    assert noise.p[1] < 1e-3


def test_the_heaviest_rows_may_vary_most():
    """Every run is a tenth faster or slower as a whole: dispersion grows with the count, and no row is called."""
    random = np.random.default_rng(4)
    expected = np.array([30, 100, 300, 1000, 3000, 10000, 30000.0])
    speeds = np.array([0.9, 1.0, 1.1, 1.12, 1.0, 0.95])
    counts = random.poisson(expected[:, None] * speeds).astype(np.float64)
    noise = assess(side(counts[:, :3]), side(counts[:, 3:]), counted(7), every(7))
    assert noise.dispersion is not None
    assert noise.dispersion.growth == pytest.approx(0.01, rel=0.4)
    assert noise.p.min() > 0.1


def test_rows_that_move_together_count_as_one():
    """A hundred rows with one and the same history leave the degrees of freedom of the runs."""
    before, after = [[100, 120, 90]] * 100, [[130, 110, 140]] * 100
    noise = assess(side(before), side(after), counted(100), every(100))
    assert noise.degrees == pytest.approx(4)


def test_two_runs_a_side_leave_two_degrees_of_freedom():
    random = np.random.default_rng(5)
    counts = random.poisson(100, (50, 4)).astype(np.float64)
    noise = assess(side(counts[:, :2]), side(counts[:, 2:]), counted(50), every(50))
    assert noise.degrees == 2


def test_a_short_run_is_as_noisy_as_its_own_few_samples():
    """3 samples at exposure 1 and 3 at exposure 10: variance 3 + 3/100, where pooled it would be 6/11 + 6/110."""
    noise = assess(side([[3]], [1]), side([[3]], [10]), counted(1), every(1))
    assert noise.standard_error[0] == pytest.approx(math.sqrt(3.03))
    # 0 and 60 samples: pooled 60/11 + 60/110, where 60/100 would leave the empty side without noise.
    noise = assess(side([[0]], [1]), side([[60]], [10]), counted(1), every(1))
    assert noise.standard_error[0] == pytest.approx(math.sqrt(6))


def test_samples_of_several_weights_have_their_own_variance():
    """Allocations: 4 events of 100 bytes and 1 of 600 are 1,000 bytes with a variance of 4 * 100**2 + 600**2."""
    event = (4 * 100**2 + 600**2) / 1000
    noise = assess(side([[1000]]), side([[0]]), Sampling(np.array([event]), event, False), every(1))
    assert noise.standard_error[0] == pytest.approx(math.sqrt(4 * 100**2 + 600**2))


@pytest.mark.parametrize(("p", "adjusted"), ORACLE["false_discovery"])
@pytest.mark.parametrize("rate", [0.01, 0.05, 0.3])
def test_benjamini_and_hochbergs_procedure_is_scipys(p, adjusted, rate):
    assert benjamini_hochberg(np.array(p), rate).tolist() == [value <= rate for value in adjusted]


def test_no_rows_are_no_discoveries():
    assert benjamini_hochberg(np.zeros(0), 0.05).tolist() == []


def test_the_family_is_chosen_by_pooled_weight_and_loses_no_row_that_could_differ():
    """One run of 1,000 against one of 3,000 samples; 0.5 % of the shorter run is 5 of its samples."""
    before, after = side([[5], [0], [1], [998]], [1000]), side([[0], [15], [1], [2999]], [3000])
    assert family(before, after, 0.005, is_share=True).tolist() == [True, True, False, False]


def test_a_small_difference_is_never_called_and_still_counts_as_tested():
    """The second row is beyond doubt but below 0.5 %; with it in the family the first row's p must be half as large."""
    before, after = side([[30000], [200000]], [1e6]), side([[36000], [204900]], [1e6])
    noise = assess(before, after, counted(2, is_share=True), every(2))
    assert noise.p.max() < 1e-9
    words = verdicts(noise, every(2), 0.005)
    assert words.tolist() == [Verdict.BEYOND_SAMPLING, Verdict.SMALL]
    assert [VERDICT_WORDS[Verdict(word)] for word in words] == ["beyond sampling noise", "~"]


def test_one_run_a_side_is_never_called_changed():
    one, other = {"a;x": 900, "a;y": 100}, {"a;x": 100, "a;y": 900}
    single = compare(runs_of(one), runs_of(other))
    assert single.certainty.basis == "sampling"
    assert single.total_change.verdict[2] == Verdict.BEYOND_SAMPLING
    several = compare(runs_of(one, one, one), runs_of(other, other, other))
    assert several.certainty.basis == "runs"
    assert several.total_change.verdict[2] == Verdict.CHANGED
    assert several.runs_before is not None
    assert several.runs_before.tolist() == [[0, 0, 0], [0, 0, 0], [900, 900, 900], [100, 100, 100]]


def test_the_smallest_effect_is_the_authors_to_choose():
    sides = runs_of({"a": 96000, "b": 4000}), runs_of({"a": 95600, "b": 4400})
    assert not compare(*sides).total_change.is_called.any()
    fine = compare(*sides, rule=Rule(smallest_share=0.001))
    assert fine.total_change.is_called.tolist() == [False, True, True]
    assert fine.certainty.smallest_difference == 0.001
