"""Replicates are drawn as their sum; what is not a replicate is refused by the field that differs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.merge import RunsDiffer, merge_profiles
from sitegen.model import LabelColumn, Metric, Provenance
from tests.text_profiles import profile_of, profile_of_samples, samples, stacks_of


@given(samples, samples)
def test_the_merged_tree_is_the_tree_of_all_samples(one, other):
    merged = merge_profiles([profile_of_samples(one), profile_of_samples(other)])
    assert stacks_of(top_down(merged)) == stacks_of(top_down(profile_of_samples(one + other)))
    assert len(merged.sample_stack) == len(one) + len(other)


def test_durations_add_up_and_the_first_recording_counts():
    runs = [
        replace(profile_of("a 1"), provenance=Provenance(duration_s=10, recorded_ns=moment, source_bytes=7))
        for moment in (5, 3)
    ]
    merged = merge_profiles(runs).provenance
    assert (merged.duration_s, merged.recorded_ns, merged.source_bytes, merged.sha256) == (20, 3, 14, "")


def test_other_metrics_or_periods_are_not_replicates():
    with pytest.raises(RunsDiffer, match="their metrics differ: samples and bytes"):
        merge_profiles([profile_of("a 1"), profile_of("a 1", Metric("bytes", "bytes"))])
    slow = replace(profile_of("a 1"), provenance=Provenance(period=1e7))
    with pytest.raises(RunsDiffer, match="their period differ"):
        merge_profiles([profile_of("a 1"), slow])


def test_labels_follow_their_samples():
    import numpy as np

    def labelled(text: str, value: str):
        profile = profile_of(text)
        return replace(profile, labels=(LabelColumn("thread", "", np.array([0], np.int32), (value,)),))

    merged = merge_profiles([labelled("a 1\nb 1", "one"), labelled("c 1", "two")])
    assert merged.labels[0].sample.tolist() == [0, 2]
    assert merged.labels[0].value == ("one", "two")
