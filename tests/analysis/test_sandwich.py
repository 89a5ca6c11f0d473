"""The sandwich: one function between all its callers and all its callees."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.sandwich import sandwich
from tests.stack_questions import (
    THE_FUNCTION,
    answered,
    marked_nodes,
    of_function,
    own_weights,
    profile_of_stacks,
    sample_lists,
    some_node,
)
from tests.text_profiles import profile_of, rows_of


def test_recursion_counts_once_and_lies_among_the_callees():
    profile = profile_of("main;f;x 3\ng;f 1\nmain;f;y;f 2\nx 5")
    made = sandwich(profile, marked_nodes(profile, lambda node: node[0] == "f"))
    assert rows_of(made.callers) == [(0, "all", 6), (1, "f", 6), (2, "g", 1), (2, "main", 5)]
    assert rows_of(made.callees) == [(0, "all", 6), (1, "f", 6), (2, "x", 3), (2, "y", 2), (3, "f", 2)]
    assert made.callers.whole.tolist() == made.callees.whole.tolist() == [11]


def test_a_function_that_is_nowhere_leaves_a_root_without_weight():
    profile = profile_of("a;b 1")
    made = sandwich(profile, np.zeros(len(profile.stack_parent), np.bool_))
    assert rows_of(made.callers) == rows_of(made.callees) == [(0, "all", 0)]


@given(sample_lists(), st.integers(0, 9))
def test_both_trees_equal_the_samples_one_by_one(drawn, choice):
    """Also where the function has frames in several modules and kinds: they are one row."""
    profile = profile_of_stacks(drawn)
    is_marked = of_function(some_node(drawn, choice))
    made = sandwich(profile, marked_nodes(profile, is_marked))
    for tree, view in ((made.callers, "callers"), (made.callees, "callees")):
        own = {(THE_FUNCTION, *path[1:]) if path else path: held for path, held in own_weights(tree).items()}
        assert own == answered(drawn, (view, is_marked))
