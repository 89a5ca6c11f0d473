"""Pruning that keeps sums: the lightest rows go into one visible row a parent that says what it holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sitegen.model import CallTree, exact_sums, trie
from sitegen.model.tree import FOLDED

DEFAULT_BUDGET = 150_000
"""Rows that a figure carries by default: about 1.5 MB gzipped; a count, because bytes depend on the compressor."""


def prune(tree: CallTree, budget: int | None = DEFAULT_BUDGET, min_share: float = 0.0) -> CallTree:
    """Folds the rows below `min_share` of the whole, then the lightest until at most `budget` rows are left.

    A row weighs its largest share in any metric, so what matters in one of them stays. Each parent that loses
    children gets one FOLDED row, after its other children, that holds their whole weight; the budget counts it.
    """
    return prune_rows(tree, budget, min_share)[0]


def prune_rows(tree: CallTree, budget: int | None, min_share: float) -> tuple[CallTree, NDArray[np.int64]]:
    """As `prune`; also which row of the tree each row of the pruned one was, int64 (n,), -1 in those it adds."""
    share = _largest_share(tree)
    limit = len(tree)
    whole = np.arange(len(tree), dtype=np.int64)
    if min_share > 0:
        limit = int(np.count_nonzero(share >= min_share))
    if limit == len(tree) and (budget is None or len(tree) <= budget):
        return tree, whole
    # Heaviest first, the root before all; among equals the earlier row, so that a parent comes before its child.
    order = np.lexsort((np.arange(len(tree)), -share))
    place = np.empty(len(tree), np.int64)
    place[order] = np.arange(len(tree))
    limit = max(1, limit)
    if budget is not None:
        limit = min(limit, _most_kept(tree, place, budget))
    if limit == len(tree):
        return tree, whole
    return _folded(tree, place < limit)


def _largest_share(tree: CallTree) -> NDArray[np.float64]:
    share = np.zeros(len(tree), np.float64)
    for metric in range(len(tree.metrics)):
        width = tree.width(metric)
        if width[0] > 0:
            np.maximum(share, width / width[0], out=share)
    # Sums of fractions may round a child above its parent; a row is never kept without its parent, row 0 never lost.
    share[0] = np.inf
    return share


def _most_kept(tree: CallTree, place: NDArray[np.int64], budget: int) -> int:
    """The largest k so that the k heaviest rows and the FOLDED rows they need fit the budget; at least 1."""
    last_child = np.full(len(tree), -1, np.int64)
    np.maximum.at(last_child, tree.parent[1:], place[1:])
    # Row r needs a FOLDED row for each k with place[r] < k <= last_child[r].
    needs = np.zeros(len(tree) + 2, np.int64)
    parents = np.flatnonzero(last_child >= 0)
    np.add.at(needs, place[parents] + 1, 1)
    np.add.at(needs, last_child[parents] + 1, -1)
    rows = np.arange(len(tree) + 2) + np.cumsum(needs)
    fitting = np.flatnonzero(rows[: len(tree) + 1] <= budget)
    return max(1, int(fitting[-1]))


def _folded(tree: CallTree, keep: NDArray[np.bool_]) -> tuple[CallTree, NDArray[np.int64]]:
    keep = _closed_upwards(tree, keep)
    kept = np.flatnonzero(keep)
    heads = np.flatnonzero(~keep & keep[np.maximum(tree.parent, 0)])
    parents, group = np.unique(tree.parent[heads], return_inverse=True)
    counts = np.bincount(group, weights=_nodes_in(tree, heads), minlength=len(parents)).astype(np.int32)
    # A FOLDED row stands where its parent's subtree ends, before the row that follows, the deeper parent first.
    position = np.concatenate((kept, tree.end[parents]))
    is_kept = np.concatenate((np.ones(len(kept), np.int8), np.zeros(len(parents), np.int8)))
    depth = np.concatenate((tree.depth[kept], tree.depth[parents] + 1))
    order = np.lexsort((-depth, is_kept, position))
    row_of_kept = np.full(len(tree), -1, np.int32)
    placed = np.empty(len(order), np.int64)
    placed[order] = np.arange(len(order))
    row_of_kept[kept] = placed[: len(kept)]
    old_parent = np.concatenate((tree.parent[kept], parents))
    parent = trie.follow(row_of_kept, old_parent)[order]
    end = _ends(parent, depth[order].astype(np.int32))

    def column(values: NDArray[np.float64], metric: int) -> NDArray[np.float64]:
        edges, scale = exact_sums.edges(values[:, metric])
        lost = (edges[tree.end[heads]] - edges[heads]) / scale
        weight = exact_sums.summed(group, lost, len(parents))
        return np.concatenate((values[kept, metric], weight))[order]

    def columns(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.stack([column(values, metric) for metric in range(len(tree.metrics))], axis=1)

    pruned = replace(
        tree,
        frame=np.concatenate((tree.frame[kept], np.full(len(parents), FOLDED, np.int32)))[order],
        parent=parent,
        depth=depth[order].astype(np.int32),
        end=end,
        self_weight=columns(tree.self_weight),
        self_before=None if tree.self_before is None else columns(tree.self_before),
        folded=np.concatenate((tree.folded[kept], counts))[order],
    )
    return pruned, np.concatenate((kept, np.full(len(parents), -1, np.int64)))[order]


def _closed_upwards(tree: CallTree, keep: NDArray[np.bool_]) -> NDArray[np.bool_]:
    while True:
        orphans = keep & ~keep[np.maximum(tree.parent, 0)]
        if not orphans.any():
            return keep
        keep = keep & ~orphans


def _nodes_in(tree: CallTree, heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many rows each subtree stands for, those folded before counted in."""
    stands_for = np.where(tree.frame == FOLDED, tree.folded, 1).astype(np.int64)
    edges = np.concatenate((np.zeros(1, np.int64), np.cumsum(stands_for)))
    return np.asarray(edges[tree.end[heads]] - edges[heads], dtype=np.int64)


def _ends(parent: NDArray[np.int32], depth: NDArray[np.int32]) -> NDArray[np.int32]:
    """For depth-first rows the row after each subtree."""
    last = np.arange(len(parent), dtype=np.int32)
    order = np.argsort(depth, kind="stable")
    for rows in reversed(np.split(order, np.cumsum(np.bincount(depth))[:-1])[1:]):
        np.maximum.at(last, parent[rows], last[rows])
    return (last + 1).astype(np.int32)
