"""What runs hold of a frame, worked out by hand on small stacks."""

from __future__ import annotations

import pytest

from sitegen.analysis.frame_weights import FrameWeights, weigh
from sitegen.analysis.merge import merge_profiles
from sitegen.analysis.select import AmbiguousFrame, NoSuchFrame
from sitegen.model import Metric, Profile, ProfileBuilder
from sitegen.pages.frame_name import parse_frame_name
from tests.text_profiles import profile_of


def weighed(name: str, *runs: Profile, metric: int = 0) -> FrameWeights:
    return weigh(runs, merge_profiles(runs), parse_frame_name(name), metric)


RUN = profile_of("main;a;b;a 5\nmain;a 2\nmain;b 3\nidle 10")


def test_a_sample_counts_once_however_deep_the_frame_recurses():
    weights = weighed("a", RUN)
    assert weights.part.weight.tolist() == [7]
    assert weights.own.weight.tolist() == [7]
    assert weights.whole.weight.tolist() == [20]


def test_own_weight_is_of_samples_that_end_in_the_frame():
    weights = weighed("b", RUN)
    assert (weights.part.total, weights.own.total) == (8, 3)


def test_the_base_is_what_holds_the_frame_that_narrows_it():
    """b below a is in 5; a is in 7; main is in 10."""
    assert (weighed("b in a", RUN).part.total, weighed("b in a", RUN).within.total) == (5, 7)
    assert (weighed("b in main", RUN).part.total, weighed("b in main", RUN).within.total) == (8, 10)
    assert weighed("b in a in main", RUN).within.total == 7
    assert weighed("b", RUN).within.total == 20


def test_a_pattern_means_all_that_it_finds():
    assert weighed("/^[ab]$/", RUN).part.total == 10


def test_a_run_without_the_frame_holds_nothing_of_it():
    weights = weighed("a", RUN, profile_of("idle 4"))
    assert weights.part.weight.tolist() == [7, 0]
    assert weights.whole.weight.tolist() == [20, 4]


def test_a_frame_that_no_run_has_is_an_error_with_the_nearest_names():
    with pytest.raises(NoSuchFrame, match=r'no frame matches "mian" \(closest: main\)'):
        weighed("mian", RUN)
    with pytest.raises(NoSuchFrame, match='no frame "a" lies below "idle"'):
        weighed("a in idle", RUN)


def test_a_name_of_two_functions_is_an_error_even_if_each_is_in_another_run():
    runs = []
    for file in ("x.c", "y.c"):
        builder = ProfileBuilder("test", "test", (Metric("samples"),))
        builder.add([builder.frame("f", file)], [1.0])
        runs.append(builder.build())
    with pytest.raises(AmbiguousFrame, match=r"2 files: x\.c, y\.c; add ` from FILE`"):
        weighed("f", *runs)
    assert weighed("f from y.c", *runs).part.weight.tolist() == [0, 1]


def test_the_sampling_variance_of_a_weight_is_its_square_over_its_events():
    """Three samples of 10 each in one record: 30^2 / 3; a record of one sample of 40: 40^2."""
    run = profile_of("a 3 30\nb 1 40", Metric("samples"), Metric("cpu", "nanoseconds"))
    weights = weighed("a", run, metric=1)
    assert weights.unknown == "how cpu varies from one of the samples to the next is not recorded"
    assert weights.part.square.tolist() == [300]
    assert weights.whole.square.tolist() == [1900]


def test_without_a_count_nothing_is_known_of_sampling():
    run = profile_of("a 3.5\nb 1", Metric("wall", "seconds"))
    assert "no count metric" in weighed("a", run).unknown
    assert weighed("a", run).part.square.tolist() == [0]


def test_an_empty_profile_has_no_frames():
    with pytest.raises(NoSuchFrame):
        weighed("a", profile_of(""))
