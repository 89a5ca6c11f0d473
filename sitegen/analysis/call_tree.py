"""The top-down view: a Profile's stacks as a CallTree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sitegen.model import CallTree, FrameTable, Profile, exact_sums, trie
from sitegen.model.tree import ROOT

ORDERS = ("name", "weight")


def top_down(profile: Profile, part_of: Profile | None = None, order: str = "name", by_line: bool = False) -> CallTree:
    """The profile's call tree, callers above callees; siblings by name (code points) or by falling weight.

    Nodes are (name, file, module, kind) under their parent, lines too where `by_line`. Shares
    are of `part_of` where the profile is what filters have left of it. O(K log K).
    """
    identity, frames = profile.frames.identity(by_line)
    parent, symbol, node = trie.merge(profile.stack_parent, identity[profile.stack_frame])
    # Row 0 becomes the root; a sample without frames is the root's own weight.
    parent = np.concatenate((np.array([-1], np.int32), parent + np.int32(1)))
    symbol = np.concatenate((np.array([ROOT], np.int32), symbol))
    owner = trie.follow(node, profile.sample_stack) + 1
    of = part_of or profile
    before, after = profile.sides() if of.is_difference else (None, profile.weight)
    whole_before, whole = of.whole()
    self_weight = _summed(owner, after, len(parent))
    self_before = None if before is None else _summed(owner, before, len(parent))
    depth = trie.depths(parent)
    rank = None
    if order == "weight":
        heaviest = self_weight if self_before is None else np.maximum(self_weight, self_before)
        rank = -_subtree_sums(parent, depth, heaviest[:, profile.default_metric])
    row_of, end = depth_first(parent, depth, _sibling_order(parent, symbol, frames, rank))
    placed = np.empty(len(parent), np.int64)
    placed[row_of] = np.arange(len(parent))
    return CallTree(
        metrics=profile.metrics,
        default_metric=profile.default_metric,
        frames=frames,
        frame=symbol[placed],
        parent=trie.follow(row_of, parent[placed]),
        depth=depth[placed],
        end=end,
        self_weight=self_weight[placed],
        whole=whole,
        whole_before=whole_before,
        is_net=of.is_net,
        folded=np.zeros(len(parent), np.int32),
        self_before=None if self_before is None else self_before[placed],
    )


def _summed(owner: NDArray[np.int32], weight: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    columns = [exact_sums.summed(owner, column, size) for column in weight.T]
    return np.stack(columns, axis=1)


def _subtree_sums(
    parent: NDArray[np.int32], depth: NDArray[np.int32], column: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Each node's value with its descendants', whatever the numbering, as long as parent < child."""
    sums = column.copy()
    for rows in reversed(trie.by_depth(depth)[1:]):
        np.add.at(sums, parent[rows], sums[rows])
    return sums


def _sibling_order(
    parent: NDArray[np.int32], symbol: NDArray[np.int32], frames: FrameTable, rank: NDArray[np.float64] | None
) -> NDArray[np.int64]:
    """All rows sorted by parent, then by rank where given, then by name, file, module, kind."""
    keys = list(zip(frames.name, frames.file, frames.module, frames.line.tolist(), frames.kind.tolist(), strict=True))
    place = np.zeros(len(keys) + 1, np.int64)
    place[np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)] = np.arange(len(keys))
    names = place[symbol]  # the root's -1 reads the spare last entry
    if rank is None:
        return np.argsort((parent.astype(np.int64) + 1) * max(1, len(keys)) + names, kind="stable")
    return np.lexsort((names, rank, parent))


def depth_first(
    parent: NDArray[np.int32], depth: NDArray[np.int32], order: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Each node's depth-first row, and by row the row after its subtree. `order` has siblings side by side."""
    size = _subtree_sums(parent, depth, np.ones(len(parent), np.float64)).astype(np.int64)
    ordered_size = size[order]
    before = np.cumsum(ordered_size) - ordered_size
    above = parent[order]
    first = np.r_[True, above[1:] != above[:-1]]
    # Distance from the parent's row: one, and the subtrees of the elder siblings.
    distance = np.empty(len(parent), np.int64)
    distance[order] = before - before[np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))] + 1
    distance[0] = 0
    row = trie.path_sums(parent, distance)
    end = np.empty(len(parent), np.int32)
    end[row] = row + size
    return row.astype(np.int32), end
