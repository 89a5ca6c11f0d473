"""Questions put to a profile: focus, ignore, hide, root; each takes marked stack nodes and gives a new Profile.

Marked nodes are bool (K,) as `select` gives them. The author's order is focus, ignore, hide, root. Shares stay
those of the whole profile: the caller passes its totals on to the view.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sitegen.model import LabelColumn, Profile, trie

Bools = NDArray[np.bool_]


def focus(profile: Profile, nodes: Bools) -> Profile:
    """Keeps the samples whose stack holds a marked node."""
    return keep_samples(profile, _holds(profile, nodes))


def ignore(profile: Profile, nodes: Bools) -> Profile:
    """Drops the samples whose stack holds a marked node."""
    return keep_samples(profile, ~_holds(profile, nodes))


def hide(profile: Profile, nodes: Bools) -> Profile:
    """Takes the marked nodes out of their stacks; their weight stays with the caller, or with the root."""
    return _with_nodes(profile, ~nodes)


def root(profile: Profile, nodes: Bools) -> Profile:
    """Begins every stack at its outermost marked node; samples without one are dropped."""
    rooted = _with_nodes(profile, trie.any_above(profile.stack_parent, nodes))
    return keep_samples(rooted, _holds(profile, nodes))


def _holds(profile: Profile, nodes: Bools) -> Bools:
    if not len(nodes):
        return np.zeros(len(profile.sample_stack), np.bool_)
    held = trie.any_above(profile.stack_parent, nodes)
    return np.asarray((profile.sample_stack >= 0) & held[np.maximum(profile.sample_stack, 0)])


def keep_samples(profile: Profile, keep: Bools) -> Profile:
    """Keeps the marked samples, bool (S,), and of the stacks those that they pass through."""
    renumbered = np.cumsum(keep) - 1
    # Stacks that no sample ends in or passes through any more would be frames without weight.
    parent, rows, node = trie.contract(profile.stack_parent, _passed(profile.stack_parent, profile.sample_stack[keep]))
    return replace(
        profile,
        stack_parent=parent,
        stack_frame=profile.stack_frame[rows],
        sample_stack=trie.follow(node, profile.sample_stack[keep]),
        weight=profile.weight[keep],
        weight_before=None if profile.weight_before is None else profile.weight_before[keep],
        time_s=None if profile.time_s is None else profile.time_s[keep],
        thread=None if profile.thread is None else profile.thread[keep],
        labels=tuple(_label_with(column, keep, renumbered) for column in profile.labels),
    )


def _passed(parent: NDArray[np.int32], stacks: NDArray[np.int32]) -> Bools:
    """The nodes on the way from the root to any of the stacks."""
    passed = np.zeros(len(parent), np.bool_)
    while (stacks := stacks[stacks >= 0]).size:
        stacks = stacks[~passed[stacks]]
        passed[stacks] = True
        stacks = parent[stacks]
    return passed


def _label_with(column: LabelColumn, keep: Bools, renumbered: NDArray[np.int64]) -> LabelColumn:
    kept = keep[column.sample]
    values = tuple(value for value, stays in zip(column.value, kept.tolist(), strict=True) if stays)
    return replace(column, sample=renumbered[column.sample[kept]].astype(np.int32), value=values)


def _with_nodes(profile: Profile, keep: Bools) -> Profile:
    parent, rows, node = trie.contract(profile.stack_parent, keep)
    merged_parent, merged_frame, moved = trie.merge(parent, profile.stack_frame[rows])
    return replace(
        profile,
        stack_parent=merged_parent,
        stack_frame=merged_frame,
        sample_stack=trie.follow(moved, trie.follow(node, profile.sample_stack)),
    )
