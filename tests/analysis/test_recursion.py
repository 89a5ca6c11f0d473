"""Recursion collapsed, directly and by function, against collapsing the stacks one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.recursion import collapse_direct, collapse_recursion
from tests.stack_questions import answered, marked_nodes, named, own_weights, profile_of_stacks, sample_lists
from tests.text_profiles import profile_of, rows_of


def test_a_frame_that_calls_itself_at_once_is_one_frame():
    tree = top_down(collapse_direct(profile_of("a;a;b;a;c 1\na;a 2")))
    assert rows_of(tree) == [(0, "all", 3), (1, "a", 3), (2, "b", 1), (3, "a", 1), (4, "c", 1)]


def test_from_the_outermost_to_the_innermost_frame_of_a_function_all_is_one_frame():
    """b stays for the stack that ends in it, and goes where only f was called by it."""
    tree = top_down(collapse_recursion(profile_of("f;b;f;c 1\nf;b 2\nf;x;f 4")))
    assert rows_of(tree) == [(0, "all", 7), (1, "f", 7), (2, "b", 2), (2, "c", 1)]


def test_functions_that_call_each_other_are_cut_back_from_the_root():
    """a;b;a;c;b;d: the second a takes the first b away, so that the second b is the first in what is left."""
    tree = top_down(collapse_recursion(profile_of("a;b;a;c;b;d 1")))
    assert [name for _, name, _ in rows_of(tree)] == ["all", "a", "c", "b", "d"]


def test_a_recursion_ten_thousand_deep_is_one_frame():
    profile = profile_of(";".join(["f", "g"] * 5_000) + " 1")
    assert rows_of(top_down(collapse_recursion(profile))) == [(0, "all", 1), (1, "f", 1), (2, "g", 1)]


@given(sample_lists(), st.sampled_from("abc") | st.none())
def test_collapsing_equals_the_samples_one_by_one(drawn, name):
    profile = profile_of_stacks(drawn)
    is_marked = (lambda node: True) if name is None else named(name)
    nodes = None if name is None else marked_nodes(profile, is_marked)
    for collapse, question in ((collapse_direct, "collapse direct"), (collapse_recursion, "collapse")):
        assert own_weights(top_down(collapse(profile, nodes))) == answered(drawn, (question, is_marked))
