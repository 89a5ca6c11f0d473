"""Sides are compared in one unit that both have; what cannot be is refused by the field that differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.analysis.compare import compare
from sitegen.analysis.merge import RunsDiffer
from sitegen.analysis.scaling import scalings
from sitegen.analysis.shared_metrics import SidesDiffer
from sitegen.analysis.union import unite
from sitegen.errors import FlamesiteError
from sitegen.model import Metric, Provenance
from tests.compared_profiles import CPU, PERIOD_NS, cpu_run
from tests.text_profiles import profile_of


def test_a_physical_unit_is_preferred_to_counts():
    """100 samples of 10 ms and 250 of 4 ms are both one second."""
    one, other = cpu_run("a 100"), cpu_run("a 250", period=4_000_000)
    comparison = compare([one], [other], scaling="absolute")
    assert comparison.metric == CPU
    assert comparison.total_change.difference.tolist() == [0, 0]
    for side in (one, other):
        assert compare([replace(side, default_metric=0)], [replace(other, default_metric=0)]).metric == CPU


def test_units_become_the_finest():
    coarse = profile_of("a 3", Metric("wall", "milliseconds"))
    fine = profile_of("a 5000000", Metric("wall", "nanoseconds"))
    comparison = compare([coarse], [fine], scaling="absolute")
    assert comparison.metric == Metric("wall", "nanoseconds")
    assert comparison.total_change.difference.tolist() == [2_000_000, 2_000_000]


def test_counts_of_a_known_period_become_time_where_the_other_side_has_time():
    counted = replace(
        profile_of("a 100"), provenance=Provenance(period=10.0, period_metric=Metric("cpu", "milliseconds"))
    )
    comparison = compare([counted], [cpu_run("a 130")], scaling="absolute")
    assert comparison.metric == CPU
    assert comparison.total_change.difference[0] == 30 * PERIOD_NS


def test_counts_of_different_periods_become_time():
    sides = [
        replace(profile_of(text), provenance=Provenance(period=period, period_metric=CPU))
        for text, period in (("a 100", 1e7), ("a 100", 4e6))
    ]
    comparison = compare(sides[:1], sides[1:], scaling="absolute")
    assert comparison.total_change.difference[0] == -100 * 6e6


def test_counts_of_unlike_periods_are_comparable_as_shares_only():
    known, unknown = cpu_run("a 100", seconds=1), profile_of("a 90\nb 10")
    union = unite([known], [unknown])
    found = scalings(union, ([1.0], [1.0]))
    assert found.pop("share").name == "share"
    assert set(found.values()) == {
        "their periods differ: 1e+07 nanoseconds before and unknown after, and samples alone do not tell the time"
    }
    with pytest.raises(SidesDiffer, match="their periods differ") as refused:
        compare([known], [unknown], scaling="absolute")
    assert refused.value.field == "period"
    assert compare([known], [unknown]).total_change.difference[1] == pytest.approx(-0.1)


@pytest.mark.parametrize(
    ("before", "after", "field", "said"),
    [
        ("cpu/nanoseconds", "alloc_space/bytes", "sample types", "cpu/nanoseconds before and alloc_space/bytes after"),
        ("cost/nanoseconds", "cost/bytes", "units", "cost is in nanoseconds before and in bytes after"),
    ],
)
def test_sides_without_a_common_metric_are_refused(before, after, field, said):
    sides = [[profile_of("a 1", Metric(*metric.split("/")))] for metric in (before, after)]
    with pytest.raises(SidesDiffer) as refused:
        compare(*sides)
    assert str(refused.value) == f"the sides cannot be compared: their {field} differ: {said}"
    assert refused.value.field == field
    assert isinstance(refused.value, FlamesiteError)


def test_a_named_metric_must_be_on_both_sides():
    assert compare([cpu_run("a 1")], [cpu_run("a 1")], metric="samples").metric.name == "samples"
    with pytest.raises(
        SidesDiffer, match=r'not both sides have the metric "cpus"; both have cpu, samples \(closest: cpu\)'
    ):
        compare([cpu_run("a 1")], [cpu_run("a 1")], metric="cpus")


def test_a_side_may_not_be_a_difference_and_runs_must_be_replicates():
    with pytest.raises(SidesDiffer, match='"test" is a difference already') as refused:
        compare([profile_of("a 1")], [profile_of("a -1")])
    assert refused.value.field == "sides"
    with pytest.raises(RunsDiffer, match="period"):
        compare([cpu_run("a 1"), cpu_run("a 1", period=4e6)], [cpu_run("a 1")])


def test_scalings_that_are_not_there_say_why():
    union = unite([cpu_run("a 1", seconds=3), cpu_run("a 1")], [cpu_run("a 1", seconds=3)])
    found = scalings(union)
    assert found["per second"] == "the duration of run 2 before is not known"
    assert found["per operation"] == "the number of operations is not given"
    assert scalings(union, ([1.0], [1.0]))["per operation"] == "operations are given for 1 and 1 runs, not for 2 and 1"
    assert (
        scalings(union, ([1.0, 0.0], [1.0]))["per operation"]
        == "the operations of run 2 before are not a positive number"
    )
    assert scalings(unite([cpu_run("a 0")], [cpu_run("a 1")]))["share"] == "a side without any weight has no shares"
