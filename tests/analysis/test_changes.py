"""Comparisons in every metric and scaling, on the rows of the tree that is drawn."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.changes import changes_of, lay_on, unite_metrics
from sitegen.analysis.compare import unite_saved
from sitegen.analysis.prune import prune_rows
from sitegen.analysis.union import unite
from sitegen.model import Metric
from sitegen.model.comparison import Verdict
from sitegen.model.tree import FOLDED
from tests.compared_profiles import cpu_run, whoami_runs
from tests.text_profiles import profile_of, profile_of_samples, samples


def laid(before, after, operations=None, min_share=0.0, first=None):
    united = unite_metrics(lambda name: unite(before, after, name))
    comparisons, refused = changes_of(united, operations, first)
    tree, rows = prune_rows(united.tree, None, min_share)
    return tree, [lay_on(comparison, rows, "request") for comparison in comparisons], refused


def test_every_metric_and_scaling_that_the_sides_allow_is_there_the_default_first():
    before, after = [cpu_run("a 30\nb 10", seconds=4)], [cpu_run("a 20\nb 10", seconds=2)]
    tree, changes, refused = laid(before, after, ([100.0], [50.0]))
    assert [metric.name for metric in tree.metrics] == ["cpu", "samples"]
    assert [(each.metric, each.scaling) for each in changes] == [
        (0, "per operation"),
        (0, "share"),
        (0, "absolute"),
        (0, "per second"),
        (1, "per operation"),
        (1, "share"),
        (1, "absolute"),
        (1, "per second"),
    ]
    assert refused == {}
    assert changes[0].unit == Metric("cpu", "nanoseconds", "request")
    assert (changes[0].before, changes[0].after) == (100.0, 50.0)
    assert changes[1].unit == Metric("cpu", "share")
    assert (changes[3].before, changes[3].after) == (4.0, 2.0)


def test_shares_come_first_without_operations_and_what_is_not_offered_says_why():
    _, changes, refused = laid([profile_of("a 3")], [profile_of("a 2")])
    assert [each.scaling for each in changes] == ["share", "absolute"]
    assert refused == {
        "per second": "the duration of run 1 before is not known",
        "per operation": "the number of operations is not given",
    }


def test_an_author_may_choose_the_scaling_that_comes_first():
    _, changes, _ = laid([profile_of("a 3")], [profile_of("a 2")], first="absolute")
    assert [each.scaling for each in changes] == ["absolute", "share"]


def test_of_net_changes_only_the_absolute_is_known():
    profile = profile_of("a;x -5\na;y 3")
    united = unite_metrics(lambda name: unite_saved(profile, name))
    comparisons, refused = changes_of(united)
    assert united.tree.is_net
    assert [each.scaling.name for each in comparisons] == ["absolute"]
    assert comparisons[0].certainty.basis == "unknown"
    assert refused == {}


@given(samples, samples, st.sampled_from([0.0, 0.05, 0.3]))
def test_on_a_pruned_tree_each_row_keeps_its_verdict_and_the_sides_their_sums(before, after, share):
    """The rows that were kept are found again by their paths of names."""
    sides = [profile_of_samples([*before, (("x",), 1)])], [profile_of_samples([*after, (("x",), 1)])]
    whole, (whole_changes, *_), _ = laid(*sides)
    tree, (changes, *_), _ = laid(*sides, min_share=share)

    def paths(table):
        names = []
        for row in range(len(table)):
            parent = int(table.parent[row])
            names.append((names[parent] if parent >= 0 else ()) + (table.row_name(row),))
        return names

    row_of = {path: row for row, path in enumerate(paths(whole))}
    for row, path in enumerate(paths(tree)):
        if tree.frame[row] == FOLDED:
            assert changes.total.verdict[row] == Verdict.UNKNOWN
            assert np.isnan(changes.total.reach[row])
        else:
            assert changes.total.verdict[row] == whole_changes.total.verdict[row_of[path]]
            assert changes.own.verdict[row] == whole_changes.own.verdict[row_of[path]]
    assert tree.total(0)[0] == whole.total(0)[0]
    assert tree.total_before(0)[0] == whole.total_before(0)[0]


def test_a_mover_is_found_on_the_row_that_it_has_in_the_pruned_tree():
    """Of 1,000 samples a side b falls from 500 to 100; the small rows before it are folded into one after it."""
    small = "\n".join(f"a{number} 1" for number in range(100))
    before = [profile_of(f"{small}\nb 500\nc 400")]
    after = [profile_of(f"{small}\nb 100\nc 800")]
    tree, (changes, *_), _ = laid(before, after, min_share=0.05)
    assert [tree.row_name(mover.row) for mover in changes.movers] == ["b", "c"]
    assert changes.total.verdict[[mover.row for mover in changes.movers]].tolist() == [Verdict.BEYOND_SAMPLING] * 2


def test_three_runs_a_side_of_the_recorded_server_call_the_log_line_changed():
    before, after = whoami_runs()
    tree, changes, _ = laid(before, after)
    (row,) = [row for row in range(len(tree)) if tree.row_name(row) == "log.Printf"]
    for each in changes:
        if each.metric == tree.default_metric and each.scaling in ("share", "per second"):
            assert each.total.verdict[row] == Verdict.CHANGED
            assert row in [found for mover in each.movers for found in (mover.row, *mover.ancestors)]


def test_runs_of_one_variant_of_the_recorded_server_differ_by_nothing_that_is_called():
    """Two runs against one, either way round, of the server that logs and of the one that does not."""
    for runs in whoami_runs():
        for one in range(3):
            rest = [run for number, run in enumerate(runs) if number != one]
            for sides in ((rest, [runs[one]]), ([runs[one]], rest)):
                _, changes, _ = laid(*sides)
                assert not any(each.movers for each in changes)
                assert not any((each.own.verdict >= Verdict.BEYOND_SAMPLING).any() for each in changes)
