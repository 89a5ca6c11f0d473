"""What removing a share of the samples would do to the rate, and when that may be said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.analysis.prediction import (
    CpuUse,
    NoPrediction,
    check_metric,
    cpu_difference,
    cpu_use,
    overlap,
    rate_factor,
)
from sitegen.analysis.proportions import Estimate
from sitegen.model import Metric, Provenance
from tests.compared_profiles import cpu_run, whoami_runs
from tests.text_profiles import profile_of


def test_without_a_fifth_of_its_work_a_server_does_a_quarter_more():
    found = rate_factor(Estimate(0.2, (0.1, 0.5), "Wilson"))
    assert found.value == 1.25
    assert found.interval == (pytest.approx(1 / 0.9), 2)
    assert found.method == "Wilson"


def test_no_share_changes_nothing_and_no_interval_stays_none():
    found = rate_factor(Estimate(0, None, reason="a census"))
    assert (found.value, found.interval, found.reason) == (1, None, "a census")


def test_all_samples_leave_nothing_to_predict_from():
    with pytest.raises(NoPrediction, match="nothing would be left"):
        rate_factor(Estimate(1, (0.9, 1)))
    assert rate_factor(Estimate(0.9, (0.8, 1))).interval[1] == float("inf")


@pytest.mark.parametrize("name", ["alloc_space", "delay", "goroutine", "wall"])
def test_only_cpu_time_predicts(name):
    with pytest.raises(NoPrediction, match=f"expected the metric cpu or samples, found {name}"):
        check_metric(Metric(name))
    check_metric(Metric("cpu", "nanoseconds"))


def test_cpu_use_is_samples_times_period_over_duration():
    """300 and 100 samples of 10 ms in 5 s each: 4 s of 10 s."""
    assert cpu_use([cpu_run("a 300", seconds=5), cpu_run("a 60\nb 40", seconds=5)]).cpus == pytest.approx(0.4)


def test_the_whoami_server_used_one_cpu_on_both_sides():
    """961 + 981 + 967 samples of 10 ms in the 30.46 s that the profiles say: 0.955."""
    before, after = (cpu_use(side) for side in whoami_runs())
    seconds = sum(run.provenance.duration_s for run in whoami_runs()[0])
    assert before.cpus == pytest.approx(2909 * 0.01 / seconds)
    assert cpu_difference(before, after) < 0.01


@pytest.mark.parametrize(
    ("run", "reason"),
    [
        (cpu_run("a 3"), "does not say how long it was recorded"),
        (profile_of("a 3"), "does not say how long"),
        (
            replace(profile_of("a 3"), provenance=Provenance(duration_s=3)),
            "does not say how much time a sample stands for",
        ),
        (
            replace(profile_of("a 3"), provenance=Provenance(3, 524_288, Metric("space", "bytes"))),
            "does not say how much time a sample stands for",
        ),
        (
            replace(
                profile_of("a 3", Metric("cpu", "seconds")), provenance=Provenance(3, 10, Metric("cpu", "seconds"))
            ),
            "does not count its samples",
        ),
    ],
)
def test_cpu_use_that_the_file_does_not_tell_is_not_known(run, reason):
    found = cpu_use([run])
    assert found.cpus is None
    assert reason in found.reason


def test_how_far_cpu_use_is_apart_has_before_as_its_base():
    assert cpu_difference(CpuUse(2), CpuUse(1)) == 0.5
    assert cpu_difference(CpuUse(1), CpuUse(2)) == 1
    assert cpu_difference(CpuUse(None), CpuUse(2)) is None
    assert cpu_difference(CpuUse(0), CpuUse(2)) is None


def test_intervals_overlap_where_they_share_a_number():
    assert overlap((1, 2), (2, 3))
    assert overlap((1, 9), (2, 3))
    assert not overlap((1, 1.9), (2, 3))
