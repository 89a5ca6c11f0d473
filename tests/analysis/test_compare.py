"""Differences: one tree of both sides, in a measure that belongs to neither, and what cancels kept apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.analysis.compare import compare, compare_in, unite_saved
from sitegen.analysis.scaling import scaling_of, scalings
from sitegen.analysis.union import unite
from sitegen.model import Profile, ProfileBuilder, Provenance
from sitegen.model.comparison import SCALINGS, Comparison, Verdict
from tests.compared_profiles import SAMPLES, cpu_run, runs_of
from tests.text_profiles import profile_of, profile_of_samples, samples, stacks_of

sides = st.lists(samples, min_size=1, max_size=3)


def timed(side: list[list]) -> list[Profile]:
    return [
        replace(profile_of_samples(run), provenance=Provenance(duration_s=7.0 + 3 * place))
        for place, run in enumerate(side)
    ]


def compared(before: list[Profile], after: list[Profile], scaling: str) -> Comparison:
    operations = [[1000.0 + 17 * run for run in range(len(side))] for side in (before, after)]
    return compare(before, after, scaling=scaling, operations=tuple(operations))


def weighs(side: list[list]) -> bool:
    return any(weight for run in side for _, weight in run)


def rows_by_name(comparison: Comparison) -> dict[str, int]:
    return {comparison.tree.row_name(row): row for row in range(len(comparison.tree))}


@given(sides, sides)
def test_the_union_loses_no_weight_of_either_side(before, after):
    union = unite(timed(before), timed(after))
    for runs, tree in (
        (before, replace(union.tree, self_weight=union.tree.self_before)),
        (after, union.tree),
    ):
        expected: Counter = Counter()
        for stack, weight in (sample for run in runs for sample in run if sample[1]):
            expected[stack] += weight
        assert stacks_of(tree) == expected
    for runs, side in ((before, union.before), (after, union.after)):
        assert side.weight.sum(axis=0).tolist() == [sum(weight for _, weight in run) for run in runs]


@given(sides, st.sampled_from(SCALINGS))
def test_identical_sides_differ_by_exactly_zero(side, scaling):
    assume(weighs(side))
    comparison = compared(timed(side), timed(side), scaling)
    for change in (comparison.self_change, comparison.total_change):
        for column in (change.difference, change.gain, change.loss):
            assert not column.any()
        assert not change.is_called.any()
        assert not change.is_new.any()
        assert not change.is_gone.any()


@given(sides, sides, st.sampled_from(SCALINGS))
def test_swapped_sides_differ_by_exactly_the_negative(before, after, scaling):
    assume(weighs(before) and weighs(after))
    one = compared(timed(before), timed(after), scaling)
    other = compared(timed(after), timed(before), scaling)
    assert [one.tree.row_name(row) for row in range(len(one.tree))] == [
        other.tree.row_name(row) for row in range(len(other.tree))
    ]
    for change, swapped in ((one.self_change, other.self_change), (one.total_change, other.total_change)):
        np.testing.assert_array_equal(swapped.difference, -change.difference)
        np.testing.assert_array_equal(swapped.gain, -change.loss)
        np.testing.assert_array_equal(swapped.low, -change.high)
        np.testing.assert_array_equal(swapped.p, change.p)
        np.testing.assert_array_equal(swapped.verdict, change.verdict)
        np.testing.assert_array_equal(swapped.before, change.after)
        np.testing.assert_array_equal(swapped.is_new, change.is_gone)


@given(sides, sides, st.sampled_from(SCALINGS))
def test_a_subtrees_difference_is_the_sum_of_its_parts(before, after, scaling):
    assume(weighs(before) and weighs(after))
    comparison = compared(timed(before), timed(after), scaling)
    own, total, tree = comparison.self_change, comparison.total_change, comparison.tree
    for row in range(len(tree)):
        children = [child for child in range(len(tree)) if tree.parent[child] == row]
        parts = own.difference[row] + sum(total.difference[child] for child in children)
        assert total.difference[row] == pytest.approx(parts, rel=1e-9, abs=1e-12)
        below = own.difference[row : tree.end[row]]
        assert total.gain[row] == pytest.approx(below[below > 0].sum(), rel=1e-9, abs=1e-12)
        assert total.loss[row] == pytest.approx(below[below < 0].sum(), rel=1e-9, abs=1e-12)
        assert total.gain[row] >= 0 >= total.loss[row] or scaling != "absolute"


def test_frames_that_vanished_and_new_ones_stay_apart():
    """main;old 6 and main;same 2 become main;same 2 and main;new 4: in absolute weight."""
    comparison = compare(
        runs_of({"main;old": 6, "main;same": 2}), runs_of({"main;same": 2, "main;new": 4}), scaling="absolute"
    )
    row, change = rows_by_name(comparison), comparison.total_change
    assert [name for name, place in row.items() if change.is_gone[place]] == ["old"]
    assert [name for name, place in row.items() if change.is_new[place]] == ["new"]
    assert (change.difference[row["main"]], change.gain[row["main"]], change.loss[row["main"]]) == (-2, 4, -6)
    assert change.relative[row["main"]] == -2 / 8
    assert change.relative[row["old"]] == -1
    assert np.isnan(change.relative[row["new"]])


def test_each_scaling_divides_each_side_by_its_own_exposure():
    """Before 30 of 40 samples in two runs of 5 s and 1,000 operations, after 30 of 50 in one of 10 s and 2,000."""
    before = [cpu_run("main;work 10\nmain 5", seconds=5), cpu_run("main;work 20\nmain 5", seconds=5)]
    after = [cpu_run("main;work 30\nmain 20", seconds=10)]
    operations = ([400.0, 600.0], [2000.0])
    expected = {
        "share": (30 / 40, 30 / 50),
        "absolute": (15e7, 30e7),
        "per second": (30e7 / 10, 30e7 / 10),
        "per operation": (30e7 / 1000, 30e7 / 2000),
    }
    union = unite(before, after)
    for name, scaling in scalings(union, operations).items():
        change = compare_in(union, scaling).total_change
        row = [union.tree.row_name(place) for place in range(3)].index("work")
        assert (change.before[row], change.after[row]) == pytest.approx(expected[name], rel=1e-14)
    assert scaling_of(union, None).name == "share"
    assert scaling_of(union, None, operations).name == "per operation"


def test_the_drawn_tree_is_in_the_common_measure_and_children_fit():
    comparison = compare(runs_of({"a;b": 3, "a": 1}), runs_of({"a;b": 3, "a;c": 5}))
    tree = comparison.scaled_tree()
    row = rows_by_name(comparison)
    # Larger side each: a itself 1/4, b 3/4 before, c 5/8 after.
    assert tree.width(0)[row["a"]] == pytest.approx(1 / 4 + 3 / 4 + 5 / 8)
    assert tree.whole.tolist() == [1.0]
    assert tree.is_difference


def test_shares_stay_those_of_the_whole_where_sides_were_filtered():
    """Half of b's runs was filtered away before uniting: 3 of 10 before, 3 of 20 after."""
    wholes = (runs_of({"a;b": 3, "c": 7}), runs_of({"a;b": 3, "c": 17}))
    filtered = (runs_of({"a;b": 3}), runs_of({"a;b": 3}))
    union = unite(*filtered, wholes=wholes)
    change = compare_in(union, scaling_of(union, "share")).total_change
    assert (change.before[0], change.after[0]) == (0.3, 0.15)
    assert union.tree.whole.tolist() == [20]


def test_a_file_of_two_counts_is_a_difference():
    builder = ProfileBuilder("two counts", "folded", (SAMPLES,))
    for stack, before, after in ((("a", "x"), 90, 30), (("a", "y"), 110, 170)):
        builder.add([builder.frame(name) for name in stack], [after], [before])
    union = unite_saved(builder.build())
    comparison = compare_in(union, scaling_of(union, "absolute"))
    row = rows_by_name(comparison)
    assert comparison.total_change.difference[row["x"]] == -60
    assert comparison.certainty.basis == "sampling"
    assert comparison.total_change.verdict[row["x"]] == Verdict.BEYOND_SAMPLING


def test_a_file_of_net_changes_tells_nothing_of_noise():
    union = unite_saved(profile_of("a;x -40\na;y 3"))
    comparison = compare_in(union, scaling_of(union, "absolute"))
    assert comparison.total_change.difference[rows_by_name(comparison)["a"]] == -37
    assert comparison.certainty.basis == "unknown"
    assert comparison.certainty.reason == "the file holds net changes only, not what both sides weighed"
    assert set(comparison.total_change.verdict.tolist()) == {Verdict.UNKNOWN}
    assert np.isnan(comparison.total_change.p).all()
    assert comparison.runs_before is None
