"""Pruning keeps sums, parents and the budget."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.prune import prune
from sitegen.model import Metric
from sitegen.model.tree import FOLDED
from tests.text_profiles import profile_of, profile_of_samples, rows_of, samples


def test_the_lightest_go_into_one_row_that_says_how_many_and_how_much():
    """Of a 90, b 6, c;d 3, e 1 a budget of 4 rows keeps all, a, b, and folds c, d, e (3 nodes, weight 4)."""
    tree = prune(top_down(profile_of("a 90\nb 6\nc;d 3\ne 1")), budget=4)
    assert rows_of(tree) == [(0, "all", 100), (1, "a", 90), (1, "b", 6), (1, "3 smaller frames", 4)]


def test_a_share_folds_what_is_below_it_and_keeps_what_equals_it():
    tree = prune(top_down(profile_of("a 90\nb 5\nc 4\nd 1")), budget=None, min_share=0.05)
    assert rows_of(tree) == [(0, "all", 100), (1, "a", 90), (1, "b", 5), (1, "2 smaller frames", 5)]


def test_what_matters_in_one_metric_stays():
    """b is 1 % of the first metric and 90 % of the second."""
    profile = profile_of("a 99 10\nb 1 90", Metric("samples"), Metric("bytes", "bytes"))
    tree = prune(top_down(profile), budget=None, min_share=0.5)
    assert [name for _, name, _ in rows_of(tree)] == ["all", "a", "b"]


@given(samples, st.integers(1, 30), st.sampled_from([0.0, 0.02, 0.2]))
def test_pruning_keeps_sums_and_the_budget(drawn, budget, share):
    tree = top_down(profile_of_samples(drawn))
    pruned = prune(tree, budget=budget, min_share=share)
    assert len(pruned) <= max(budget, 2)  # the root and its one row of smaller frames are the least
    assert pruned.total(0)[0] == tree.total(0)[0]
    stands_for = np.where(pruned.frame == FOLDED, pruned.folded, 1).sum()
    assert stands_for == len(tree)
    totals = pruned.total(0)
    for row in range(len(pruned)):
        children = np.flatnonzero(pruned.parent == row)
        assert totals[row] == pruned.self_weight[row, 0] + totals[children].sum()
        assert (pruned.frame[children[:-1]] != FOLDED).all()
    assert (np.sort(pruned.parent[1:]) >= 0).all()


def test_pruning_twice_counts_every_node_once():
    tree = top_down(profile_of("\n".join(f"m;f{number} {number}" for number in range(1, 40))))
    twice = prune(prune(tree, budget=20), budget=8)
    assert int(np.where(twice.frame == FOLDED, twice.folded, 1).sum()) == len(tree)
    assert twice.total(0)[0] == tree.total(0)[0]
