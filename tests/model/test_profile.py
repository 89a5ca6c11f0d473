"""Frames, profiles and the builder."""

from __future__ import annotations

import numpy as np
import pytest

from sitegen.model import Kind, Metric, ProfileBuilder
from sitegen.model.frames import frame_table
from tests.text_profiles import profile_of


def test_equal_frames_are_one_row_and_different_lines_are_two():
    builder = ProfileBuilder("t", "folded", [Metric("samples")])
    assert builder.frame("f", line=1) == builder.frame("f", line=1)
    assert builder.frame("f", line=1) != builder.frame("f", line=2)


def test_the_builder_keeps_labels_skips_and_order():
    builder = ProfileBuilder("t", "pprof", [Metric("samples"), Metric("cpu", "nanoseconds")], default_metric=1)
    sample = builder.add([builder.frame("a")], [1, 10])
    builder.label(sample, "bytes", 48.0, "bytes")
    builder.skip(7, "an odd line")
    profile = builder.build()
    assert profile.default_metric == 1
    assert profile.weight.tolist() == [[1, 10]]
    assert (profile.labels[0].key, profile.labels[0].unit, profile.labels[0].value) == ("bytes", "bytes", (48.0,))
    assert [(skip.line, skip.reason) for skip in profile.skipped] == [(7, "an odd line")]


def test_arrays_cannot_be_changed_by_those_who_get_them():
    profile = profile_of("a 1")
    with pytest.raises(ValueError, match="read-only"):
        profile.weight[0, 0] = 2


def test_a_metric_is_found_by_name_and_inuse_may_be_left_out():
    """pprof lets one say `space` for `inuse_space`."""
    profile = profile_of("a 1 2", Metric("inuse_objects"), Metric("inuse_space", "bytes"))
    assert profile.metric_index("inuse_space") == 1
    assert profile.metric_index("space") == 1
    assert profile.metric_index("alloc_space") is None
    assert profile.count_metric(1) == 0


def test_two_counts_are_before_and_after():
    builder = ProfileBuilder("t", "folded", [Metric("samples")])
    builder.add([builder.frame("a")], [3.0], before=[5.0])
    profile = builder.build()
    assert profile.is_difference
    assert profile.weight.tolist() == [[-2]]
    before, after = profile.sides()
    assert (before.tolist(), after.tolist()) == ([[5]], [[3]])


def test_negative_weights_are_the_side_before():
    profile = profile_of("a -5\nb 3")
    assert profile.is_difference
    before, after = profile.sides()
    assert (before.ravel().tolist(), after.ravel().tolist()) == ([5, 0], [0, 3])


def test_functions_are_by_name_and_file_identity_by_module_and_kind_too():
    frames = frame_table(
        ["f", "f", "f", "f"],
        ["x.go", "x.go", "y.go", "x.go"],
        ["", "", "", "libx"],
        [1, 2, 1, 1],
        [Kind.NATIVE, Kind.INLINED, Kind.NATIVE, Kind.KERNEL],
    )
    function, functions = frames.functions()
    assert function.tolist() == [0, 0, 1, 0]
    assert functions.file == ["x.go", "y.go"]
    identity, nodes = frames.identity()
    assert identity.tolist() == [0, 0, 1, 2]
    assert np.asarray(nodes.kind).tolist() == [Kind.NATIVE, Kind.NATIVE, Kind.KERNEL]
    assert frames.identity(by_line=True)[0].tolist() == [0, 1, 2, 3]


def test_a_node_is_inlined_where_all_its_frames_were():
    kinds = [Kind.INLINED, Kind.NATIVE, Kind.INLINED, Kind.INLINED]
    frames = frame_table(["f", "f", "g", "g"], [""] * 4, [""] * 4, [1, 2, 1, 2], kinds)
    _, nodes = frames.identity()
    assert np.asarray(nodes.kind).tolist() == [Kind.NATIVE, Kind.INLINED]
    _, by_line = frames.identity(by_line=True)
    assert np.asarray(by_line.kind).tolist() == kinds
