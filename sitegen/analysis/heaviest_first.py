"""A tree with its widest siblings first ("left-heavy"), whatever order they came in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.call_tree import depth_first
from sitegen.model import CallTree, trie


def heaviest_first(tree: CallTree, metric: int) -> tuple[CallTree, NDArray[np.int32]]:
    """The tree in another order, and each old row's new one, int32 (n,). Siblings as wide as each other keep theirs."""
    rows = np.arange(len(tree))
    row_of, end = depth_first(tree.parent, tree.depth, np.lexsort((rows, -tree.width(metric), tree.parent)))
    origin = np.empty(len(tree), np.int64)
    origin[row_of] = rows
    ordered = replace(
        tree,
        frame=tree.frame[origin],
        parent=trie.follow(row_of, tree.parent[origin]),
        depth=tree.depth[origin],
        end=end,
        self_weight=tree.self_weight[origin],
        self_before=None if tree.self_before is None else tree.self_before[origin],
        folded=tree.folded[origin],
    )
    return ordered, row_of
