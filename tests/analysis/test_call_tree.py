"""The top-down view: merging, order, sums, shares, differences."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given

from sitegen.analysis.call_tree import top_down
from sitegen.model import Kind, Metric, ProfileBuilder
from tests.text_profiles import profile_of, profile_of_samples, rows_of, samples, stacks_of


def test_names_that_sort_between_a_frame_and_its_children_do_not_split_it():
    """flamegraph.pl draws `foo` twice here, because `x;foo.bar` sorts between `x;foo ` and `x;foo;` (issue 323)."""
    tree = top_down(profile_of("x;foo 3\nx;foo.bar;z 1\nx;foo;z 1"))
    assert rows_of(tree) == [(0, "all", 5), (1, "x", 5), (2, "foo", 4), (3, "z", 1), (2, "foo.bar", 1), (3, "z", 1)]


def test_siblings_stand_in_code_point_order():
    tree = top_down(profile_of("b 1\nB 1\na 1\né 1\na.b 1"))
    assert [name for _, name, _ in rows_of(tree)] == ["all", "B", "a", "a.b", "b", "é"]


def test_siblings_by_weight_begin_with_the_heaviest_and_ties_with_the_name():
    tree = top_down(profile_of("a 1\nc;x 5\nb 1\nd 3"), order="weight")
    assert [name for _, name, _ in rows_of(tree)] == ["all", "c", "x", "d", "a", "b"]


def test_a_frames_own_weight_comes_before_its_childrens():
    """a 3, a;b 5: a spans 0 to 8, b begins behind a's own 3."""
    tree = top_down(profile_of("a 3\na;b 5"))
    assert tree.start(0).tolist() == [0, 0, 3]
    assert tree.width(0).tolist() == [8, 8, 5]
    assert tree.end.tolist() == [3, 3, 3]


def test_a_sample_without_frames_is_the_roots_own():
    builder = ProfileBuilder("test", "folded", [Metric("samples")])
    builder.add([], [2.0])
    builder.add([builder.frame("a")], [1.0])
    tree = top_down(builder.build())
    assert rows_of(tree) == [(0, "all", 3), (1, "a", 1)]
    assert tree.self_weight[0, 0] == 2


def test_inlined_and_native_calls_are_one_node_and_kernel_is_another():
    builder = ProfileBuilder("test", "pprof", [Metric("samples")])
    for kind, line in ((Kind.NATIVE, 1), (Kind.INLINED, 2), (Kind.KERNEL, 0)):
        builder.add([builder.frame("f", file="f.go", line=line, kind=kind)], [1.0])
    tree = top_down(builder.build())
    assert rows_of(tree) == [(0, "all", 3), (1, "f", 2), (1, "f", 1)]
    assert [name for _, name, _ in rows_of(top_down(builder.build(), by_line=True))] == ["all", "f", "f", "f"]


@given(samples)
def test_the_tree_holds_exactly_the_samples(drawn):
    """Self weights by path equal the samples' sums; each total is its own and its children's; the root is all."""
    tree = top_down(profile_of_samples(drawn))
    expected: Counter[tuple[str, ...]] = Counter()
    for stack, weight in drawn:
        expected[stack] += weight
    assert stacks_of(tree) == {stack: weight for stack, weight in expected.items() if weight}
    totals = tree.total(0)
    assert totals[0] == sum(weight for _, weight in drawn)
    for row in range(len(tree)):
        children = np.flatnonzero(tree.parent == row)
        assert totals[row] == tree.self_weight[row, 0] + totals[children].sum()
        assert all(row < child < tree.end[row] and tree.end[child] <= tree.end[row] for child in children.tolist())
        assert (tree.depth[children] == tree.depth[row] + 1).all()


def test_a_saved_difference_has_two_sides_and_shows_what_vanished():
    """Records of -5 and +3: before 5, after 3; the width is the larger side, so the lost frame stays in sight."""
    tree = top_down(profile_of("a;gone -5\na;new 3\na 2"))
    assert tree.is_difference
    assert tree.total(0).tolist() == [5, 5, 0, 3]
    assert tree.total_before(0).tolist() == [5, 5, 5, 0]
    assert tree.width(0).tolist() == [10, 10, 5, 3]
    assert [tree.row_name(row) for row in range(4)] == ["all", "a", "gone", "new"]


def test_a_recursion_ten_thousand_deep_is_drawn_like_any_other():
    tree = top_down(profile_of(";".join(["f"] * 10_000) + " 1"))
    assert len(tree) == 10_001
    assert int(tree.depth[-1]) == 10_000
    assert (tree.total(0) == 1).all()
