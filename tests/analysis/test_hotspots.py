"""The table of functions: recursion counted once, exact before pruning."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.hotspots import functions_of
from tests.text_profiles import profile_of, profile_of_samples, samples


def test_recursion_counts_once():
    """f;g;f 2 and f 3: f's total is 5, though its nodes sum to 7; its own weight is 5."""
    table = functions_of(top_down(profile_of("f;g;f 2\nf 3")))
    rows = {name: row for row, name in enumerate(table.functions.name)}
    assert table.total_weight[rows["f"], 0] == 5
    assert table.self_weight[rows["f"], 0] == 5
    assert table.total_weight[rows["g"], 0] == 2


@given(samples)
def test_totals_equal_counting_samples_one_by_one(drawn):
    table = functions_of(top_down(profile_of_samples(drawn)))
    totals: Counter[str] = Counter()
    selves: Counter[str] = Counter()
    for stack, weight in drawn:
        for name in set(stack):
            totals[name] += weight
        if stack:
            selves[stack[-1]] += weight
    for row, name in enumerate(table.functions.name):
        assert table.total_weight[row, 0] == totals[name]
        assert table.self_weight[row, 0] == selves[name]


def test_the_hottest_come_first_and_ties_by_total_then_name():
    table = functions_of(top_down(profile_of("b 5\na 5\nc;a 2\nd;e 1")))
    assert [table.functions.name[row] for row in table.hottest(0, 3).tolist()] == ["a", "b", "e"]


def test_a_difference_counts_after_minus_before():
    table = functions_of(top_down(profile_of("a;x -5\na;y 3")))
    rows = {name: row for row, name in enumerate(table.functions.name)}
    assert table.self_change[rows["x"], 0] == -5
    assert table.total_change[rows["a"], 0] == -2
    assert (table.total_before[rows["a"], 0], table.total_weight[rows["a"], 0]) == (5, 3)
