"""The bottom-up view: stacks read from the inside out, so that the first level are the frames with weight of their own.

    main;parse;malloc 3, main;malloc 1   ->   malloc 4, below it parse 3, below that main 3, and main 1

A first-level row's total is what its frame weighs itself over the whole tree; a row's own weight is that of the stacks
that begin in it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.call_tree import top_down
from sitegen.model import CallTree, Profile, trie


def invert(profile: Profile, whole: Profile | None = None) -> CallTree:
    """The profile's bottom-up tree; shares are of `whole` where the profile is what filters have left of it.

    It can be much larger than the top-down tree: O(frames in all distinct stacks), and a sort.
    """
    return top_down(reversed_stacks(profile), whole or profile)


def reversed_stacks(profile: Profile) -> Profile:
    """The same samples with every stack turned round."""
    held, row = np.unique(profile.sample_stack, return_inverse=True)
    lengths = _lengths(profile.stack_parent, held)
    starts = np.cumsum(lengths, dtype=np.int64) - lengths
    parent, frame, leaf = trie.grow(_innermost_first(profile, held, starts, int(lengths.sum())), starts, lengths)
    return replace(profile, stack_parent=parent, stack_frame=frame, sample_stack=leaf[row])


def _lengths(parent: NDArray[np.int32], stacks: NDArray[np.int32]) -> NDArray[np.int32]:
    levels = np.append(trie.depths(parent) + np.int32(1), np.int32(0))  # a stack without frames is -1
    return levels[stacks]


def _innermost_first(
    profile: Profile, stacks: NDArray[np.int32], starts: NDArray[np.int64], size: int
) -> NDArray[np.int32]:
    """The frames of all stacks one after another, each stack from its innermost frame on."""
    frames = np.empty(size, np.int32)
    rows = np.flatnonzero(stacks >= 0)
    at, node = starts[rows], stacks[rows]
    while node.size:
        frames[at] = profile.stack_frame[node]
        at, node = at + 1, profile.stack_parent[node]
        at, node = at[node >= 0], node[node >= 0]
    return frames
