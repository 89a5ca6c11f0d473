"""Weights by labels: every sample under one set of labels, in the row that holds its weight."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.label_values import LabelKey
from sitegen.analysis.label_weights import label_weights
from sitegen.analysis.prune import prune
from sitegen.model import Metric, Profile, ProfileBuilder
from tests.stack_questions import profile_of_stacks, sample_lists


def profile_with(rows) -> Profile:
    """Rows of stack, weight and labels as `key=value` texts."""
    builder = ProfileBuilder("test", "pprof", [Metric("samples")])
    for stack, weight, labels in rows:
        row = builder.add([builder.frame(name) for name in stack], [float(weight)])
        for label in labels:
            builder.label(row, *label.split("="))
    return builder.build()


def entries_of(profile: Profile) -> dict[tuple[str, ...], dict[int, float]]:
    """What each set of labels, written as texts, weighs in which row."""
    labels = label_weights(profile, top_down(profile))
    assert labels is not None
    return {
        tuple(key.values[value] if value >= 0 else "" for key, value in zip(labels.keys, own, strict=True)): dict(
            zip(rows.tolist(), weights[:, 0].tolist(), strict=True)
        )
        for own, rows, weights in zip(labels.sets.tolist(), labels.rows, labels.self_weight, strict=True)
    }


def test_samples_count_in_the_row_of_their_stack_under_all_their_labels_together():
    """Rows: 0 the root, 1 a, 2 a;b. A sample with two values of a key has one for both; the last sample has none."""
    profile = profile_with(
        [
            ("ab", 3, ["tag=x", "lane=p"]),
            ("ab", 1, ["tag=y", "tag=x"]),
            ("ab", 5, ["tag=x", "lane=p"]),
            ("a", 2, ["lane=p"]),
            ("", 4, ["tag=x", "lane=p"]),
            ("a", 9, []),
        ]
    )
    assert entries_of(profile) == {
        ("p", "x"): {0: 4.0, 2: 8.0},
        ("", "x, y"): {2: 1.0},
        ("p", ""): {1: 2.0},
    }


def test_numbers_are_values_with_their_unit_and_empty_texts_are_none():
    builder = ProfileBuilder("test", "pprof", [Metric("samples")])
    for number, text in ((16.0, ""), (0.5, "")):
        row = builder.add([builder.frame("a")], [1.0])
        builder.label(row, "size", number, "bytes")
        builder.label(row, "tag", text)
    profile = builder.build()
    labels = label_weights(profile, top_down(profile))
    assert labels is not None
    assert (labels.keys, labels.left_out) == ((LabelKey("size", ("0.5 bytes", "16 bytes")),), ())


@pytest.mark.parametrize("labels", [[], ["tag="]])
def test_a_profile_without_labels_has_none(labels):
    profile = profile_with([("a", 1, labels)])
    assert label_weights(profile, top_down(profile)) is None


def test_beyond_fifty_values_the_lightest_are_one():
    """Value v99 weighs 99: the heaviest 49 are v51 to v99; v0 to v50 are 51 others, together 1,275."""
    profile = profile_with([("a", weight, [f"tag=v{weight:02}"]) for weight in range(100)])
    labels = label_weights(profile, top_down(profile))
    assert labels is not None
    assert labels.keys[0].values == (*(f"v{number}" for number in range(51, 100)), "51 other values")
    assert entries_of(profile)["51 other values",] == {1: 1275.0}


def test_a_label_whose_values_are_all_light_is_left_out():
    """Of 200 equal values 49 would be told apart, a quarter of the whole: the number of a request is no choice."""
    profile = profile_with([("a", 1, [f"request={number}", f"lane={number % 2}"]) for number in range(200)])
    labels = label_weights(profile, top_down(profile))
    assert labels is not None
    assert (labels.keys, labels.left_out) == ((LabelKey("lane", ("0", "1")),), ("request",))


def test_labels_of_fewer_values_come_first_and_others_with_as_many_values_as_there_is_room_for():
    """A hundred functions under forty tags, which also say the lane, one of two; each function has all of them.

    By lane there are 100 x 2 weights, by tag 100 x 40. Of 19 tags and all others, which are in both lanes, there are
    100 x 21; of 7 and all others 100 x 9.
    """
    rows = [
        ([f"f{row}"], 1 if tag % 5 else 50, [f"tag={tag:02}", f"lane={tag % 2}"])
        for row in range(100)
        for tag in range(40)
    ]
    profile = profile_with(rows)
    tree = top_down(profile)

    def carried(room):
        labels = label_weights(profile, tree, room)
        assert labels is not None
        assert sum(map(len, labels.rows)) <= room
        return {key.key: len(key.values) for key in labels.keys}, labels.left_out

    assert carried(4000) == ({"lane": 2, "tag": 40}, ())
    for room in (3999, 2100):
        assert carried(room) == ({"lane": 2, "tag": 20}, ())
    for room in (2099, 900):
        assert carried(room) == ({"lane": 2, "tag": 8}, ())
    assert carried(899) == ({"lane": 2}, ("tag",))
    assert carried(199) == ({}, ("lane", "tag"))


@given(sample_lists(), st.none() | st.integers(1, 12))
def test_sets_and_what_has_no_label_make_up_the_whole_tree(drawn, budget):
    """Pruned or not: no sets weigh more in a row than the row itself."""
    profile = profile_of_stacks([sample for sample in drawn if sample.tags or sample.lane])
    tree = prune(top_down(profile), budget)
    labels = label_weights(profile, tree)
    if labels is None:
        assert not len(profile.sample_stack)
        return
    left = tree.self_weight.copy()
    for rows, weights in zip(labels.rows, labels.self_weight, strict=True):
        assert (np.diff(rows) > 0).all()
        left[rows] -= weights
    assert not left.any()
