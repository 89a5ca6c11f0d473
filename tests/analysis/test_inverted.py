"""Bottom-up: stacks turned round, weight where a stack begins."""

from __future__ import annotations

from hypothesis import given

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.inverted import invert, reversed_stacks
from sitegen.analysis.select import FrameName, select
from sitegen.analysis.transform import focus
from sitegen.model import Metric, ProfileBuilder
from tests.stack_questions import answered, own_weights, profile_of_stacks, sample_lists
from tests.text_profiles import profile_of, rows_of


def test_the_first_level_is_what_frames_weigh_themselves_and_below_are_their_callers():
    tree = invert(profile_of("main;parse;malloc 3\nmain;malloc 1\nmain 2"))
    assert rows_of(tree) == [
        *[(0, "all", 6), (1, "main", 2), (1, "malloc", 4), (2, "main", 1)],
        *[(2, "parse", 3), (3, "main", 3)],
    ]


def test_a_sample_without_frames_stays_the_roots_own():
    builder = ProfileBuilder("test", "folded", [Metric("samples")])
    builder.add([], [2.0])
    builder.add([builder.frame("a"), builder.frame("b")], [1.0])
    assert rows_of(invert(builder.build())) == [(0, "all", 3), (1, "b", 1), (2, "a", 1)]


def test_shares_stay_those_of_the_whole_profile():
    profile = profile_of("a;b 3\nc 1")
    nodes = select(profile.stack_parent, profile.stack_frame, profile.frames, FrameName("literal", "b"))
    part = invert(focus(profile, nodes), profile)
    assert part.total(0)[0] == 3
    assert part.whole.tolist() == [4]


def test_a_profile_without_samples_is_a_root_alone():
    assert rows_of(invert(profile_of(""))) == [(0, "all", 0)]


@given(sample_lists())
def test_the_tree_holds_every_stack_turned_round(drawn):
    tree = invert(profile_of_stacks(drawn))
    assert own_weights(tree) == answered(drawn, ("invert", lambda node: False))


@given(sample_lists())
def test_turned_round_twice_stacks_are_what_they_were(drawn):
    profile = profile_of_stacks(drawn)
    assert own_weights(top_down(reversed_stacks(reversed_stacks(profile)))) == own_weights(top_down(profile))
