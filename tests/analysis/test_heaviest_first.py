"""A tree with its widest siblings first."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.heaviest_first import heaviest_first
from tests.text_profiles import profile_of

STACKS = st.lists(
    st.tuples(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), st.integers(0, 9)), min_size=1, max_size=12
)


@given(STACKS)
def test_it_is_the_tree_that_is_made_in_that_order(drawn):
    """top_down(order="weight") sorts the same way from the beginning, but for rows as wide as each other: by name."""
    profile = profile_of("\n".join(f"{';'.join(stack)} {weight}" for stack, weight in drawn))
    by_name, expected = top_down(profile), top_down(profile, order="weight")
    ordered, row_of = heaviest_first(by_name, 0)
    assert names(ordered) == names(expected)
    np.testing.assert_array_equal(ordered.self_weight, expected.self_weight)
    np.testing.assert_array_equal(ordered.end, expected.end)
    np.testing.assert_array_equal(ordered.frame[row_of], by_name.frame)


def names(tree):
    return [(int(depth), tree.row_name(row)) for row, depth in enumerate(tree.depth)]
