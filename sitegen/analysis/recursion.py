"""Recursion collapsed: a frame that calls itself at once, or all between a function's outermost and innermost frame.

    a;a;b;a;c   ->   directly a;b;a;c,   by function a;c

By function a stack is read from its root, and cut back to a function's frame where the function comes again. So no
function is in it twice, and what called the last one of them is gone with the rest between.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.transform import hide, ignore
from sitegen.model import Profile, trie

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]


def collapse_direct(profile: Profile, nodes: Bools | None = None) -> Profile:
    """Makes frames that call their own function (name, file) one frame; only marked nodes, bool (K,), where given."""
    function = _functions(profile)
    parent = profile.stack_parent
    repeated = (parent >= 0) & (function == function[np.maximum(parent, 0)])
    return hide(profile, repeated if nodes is None else repeated & nodes)


def collapse_recursion(profile: Profile, nodes: Bools | None = None) -> Profile:
    """Cuts stacks back to a function's frame where it comes again; only for marked nodes, bool (K,), where given.

    O(K * depth) where all recurses, O(K) a level where nothing does.
    """
    into, above = _cut_back(profile, np.ones(len(profile.stack_parent), np.bool_) if nodes is None else nodes)
    kept = np.flatnonzero(into == np.arange(len(into)))
    row = np.full(len(into), -1, np.int32)
    row[kept] = np.arange(len(kept), dtype=np.int32)
    parent, frame, moved = trie.merge(trie.follow(row, above[kept]), profile.stack_frame[kept])
    collapsed = replace(
        profile,
        stack_parent=parent,
        stack_frame=frame,
        sample_stack=trie.follow(moved, trie.follow(row, trie.follow(into, profile.sample_stack))),
    )
    # Without any mark it keeps all samples and takes out frames that none passes any more.
    return ignore(collapsed, np.zeros(len(parent), np.bool_))


def _cut_back(profile: Profile, nodes: Bools) -> tuple[Ints, Ints]:
    """The node that each node has become, itself or one above it, and what then is above that, int32 (K,) each."""
    function = _functions(profile)
    into = np.arange(len(function), dtype=np.int32)
    above = profile.stack_parent.copy()
    for level in trie.levels(profile.stack_parent):
        above[level] = trie.follow(into, profile.stack_parent[level])
        rows = level[nodes[level]]
        open_node = above[rows]
        while (rows_left := open_node >= 0).any():
            rows, open_node = rows[rows_left], open_node[rows_left]
            same = function[open_node] == function[rows]
            into[rows[same]] = open_node[same]
            rows, open_node = rows[~same], above[open_node[~same]]
    return into, above


def _functions(profile: Profile) -> Ints:
    function, _ = profile.frames.functions()
    return function[profile.stack_frame] if len(function) else np.zeros(0, np.int32)
