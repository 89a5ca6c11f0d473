"""Noise is of events: counted, won back from scaled heap counts, or said to be unknown."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from sitegen.analysis.compare import compare
from sitegen.analysis.events import events_of
from sitegen.model import Metric, Profile, Provenance
from sitegen.model.comparison import Verdict
from tests.compared_profiles import cpu_run
from tests.text_profiles import profile_of

RATE = 524288
HEAP = (Metric("alloc_objects"), Metric("alloc_space", "bytes"))


def heap(*blocks: tuple[str, int, int]) -> Profile:
    """A Go heap profile of (stack, block size, sampled blocks), scaled and cut as Go does it."""
    lines = []
    for stack, size, sampled in blocks:
        scale = 1 / (1 - math.exp(-size / RATE))
        lines.append(f"{stack} {int(sampled * scale)} {int(sampled * size * scale)}")
    provenance = Provenance(period=RATE, period_metric=Metric("space", "bytes"))
    return replace(profile_of("\n".join(lines), *HEAP), default_metric=1, provenance=provenance)


def test_cpu_time_counts_its_samples():
    assert events_of(cpu_run("a 3\nb 4"), 1).count.tolist() == [3, 4]
    assert events_of(cpu_run("a 3\nb 4"), 0).count.tolist() == [3, 4]


@pytest.mark.parametrize("metric", [0, 1])
def test_sampled_allocations_are_won_back(metric):
    profile = heap(("a", 16, 3), ("b", 2048, 250), ("c", 600_000, 7), ("d", 40_000_000, 2))
    assert events_of(profile, metric).count.tolist() == [3, 250, 7, 2]


def test_the_noise_of_a_heap_profile_is_that_of_its_samples():
    """9 against 27 samples of 16 bytes look like 300,000 against 900,000 objects: z = 18 / sqrt(36)."""
    comparison = compare([heap(("a", 16, 9))], [heap(("a", 16, 27))], scaling="absolute")
    assert comparison.certainty.basis == "sampling"
    assert comparison.runs_before.tolist() == [[0], [9]]
    assert comparison.total_change.p[1] == pytest.approx(math.erfc(3 / math.sqrt(2)), rel=1e-4)


def reason_of(profile: Profile, metric: str | None = None) -> str:
    comparison = compare([profile], [profile], metric=metric)
    assert comparison.certainty.basis == "unknown"
    assert set(comparison.total_change.verdict.tolist()) == {Verdict.UNKNOWN}
    return comparison.certainty.reason


def test_what_cannot_be_known_says_why():
    mixed = replace(heap(("a", 16, 3)), weight=heap(("a", 16, 3)).weight * [1, 1.37])
    assert reason_of(mixed) == "blocks of several sizes were merged, so the sampled allocations cannot be won back"
    lone = replace(profile_of("a 3", HEAP[1]), provenance=mixed.provenance)
    assert reason_of(lone).startswith("the heap profile lacks objects or bytes")
    assert reason_of(profile_of("a 3", Metric("wall", "nanoseconds"))) == (
        "the profile has no count metric, and weights in nanoseconds alone tell nothing of noise"
    )
    assert (
        reason_of(profile_of("a 3", Metric("goroutine"))) == "goroutine is a census of one moment, not a sample of many"
    )
    assert reason_of(profile_of("a 2.5")) == "samples are not whole numbers, so they are no counts of events"
    assert reason_of(profile_of("a 0 7", Metric("samples"), Metric("cpu", "nanoseconds")), "cpu") == (
        "some samples have cpu but no samples"
    )


def test_delays_of_unlike_length_tell_nothing_of_one_run_but_runs_do():
    def locks(*delays: int) -> Profile:
        text = "\n".join(f"f{place} 10 {delay}" for place, delay in enumerate(delays))
        return profile_of(text, Metric("waits"), Metric("delay", "nanoseconds"))

    assert reason_of(locks(10, 5000), "delay") == "how delay varies from one of the waits to the next is not recorded"
    several = compare([locks(10, 5000), locks(12, 7000)], [locks(9, 4000), locks(10, 6500)], metric="delay")
    assert several.certainty.basis == "runs"
    assert not several.total_change.is_called.any()


def test_contentions_may_have_been_scaled():
    contentions = profile_of("a 8000 9", Metric("contentions"), Metric("delay", "nanoseconds"))
    assert reason_of(contentions, "contentions") == (
        "contentions may be scaled by a sampling rate that the file does not hold"
    )
