"""A function between its callers and its callees, over all its occurrences: the sandwich view.

    main;f;x 3, g;f 1   ->   callers: f 4, below it main 3 and g 1;   callees: f 4, below it x 3

Recursion counts once: both trees are about the outermost occurrence in each stack.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.inverted import invert
from sitegen.analysis.transform import focus, root
from sitegen.model import CallTree, Profile, trie

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sandwich:
    """Two trees whose one row of the first level is the function, with its total."""

    callers: CallTree
    callees: CallTree


def sandwich(profile: Profile, nodes: Bools, whole: Profile | None = None) -> Sandwich:
    """The sandwich of a function whose stack nodes are marked, bool (K,) as `select` gives them.

    Shares are of `whole`, or of the profile. Frames of the function that differ in module or kind become one row.
    """
    outermost = nodes & (trie.path_sums(profile.stack_parent, nodes.astype(np.int64)) == 1)
    one = _with_one_frame(profile, outermost)
    cut = replace(one, sample_stack=_cut_back(profile, outermost))
    return Sandwich(
        callers=invert(focus(cut, outermost), whole or profile),
        callees=top_down(root(one, outermost), whole or profile),
    )


def _with_one_frame(profile: Profile, nodes: Bools) -> Profile:
    """The marked nodes all of the first one's frame."""
    frame = profile.stack_frame.copy()
    if nodes.any():
        frame[nodes] = frame[np.argmax(nodes)]
    return replace(profile, stack_frame=frame)


def _cut_back(profile: Profile, nodes: Bools) -> NDArray[np.int32]:
    """Each sample's stack up to the marked node in it, int32 (S,); others whole. No marked node lies in another."""
    rows = np.flatnonzero(nodes).astype(np.int32)
    _, _, standing = trie.contract(profile.stack_parent, nodes)
    above = trie.follow(trie.follow(rows, standing), profile.sample_stack)
    return np.where(above >= 0, above, profile.sample_stack)
