"""Fewer rows for a long recording: calls too short to matter that follow each other become one stretch.

    a: 9 ms, f: 2 us, g: 1 us, f: 2 us, b: 8 ms   ->   a, "3 smaller frames", b

The stretch lasts from the first call's begin to the last one's end and weighs what the calls weigh. Pauses between
them, as short as they are themselves, lie under it but stay their caller's own time: nothing gains or loses weight,
and every other row keeps its exact times.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sitegen.model import Timeline, exact_sums, trie
from sitegen.model.tree import FOLDED

CHART_BUDGET = 30_000
"""Rows that a figure's chart carries: besides the graph's own, about 400 kB gzipped."""
_STEPS = 40

Longs = NDArray[np.int64]


def merge_short_calls(timeline: Timeline, budget: int | None = CHART_BUDGET) -> Timeline:
    """Merges the shortest calls until at most `budget` rows are left, or the threads alone; O(n log length)."""
    tree = timeline.tree
    if budget is None or len(tree) <= budget:
        return timeline
    # A geometric search: the shortest length that leaves few enough rows.
    low, high = 0.5, float(timeline.length_ns.max()) + 1.0
    for _ in range(_STEPS):
        if high <= low * 1.01:
            break
        middle = (low * high) ** 0.5
        if _split(timeline, middle).rows <= budget:
            high = middle
        else:
            low = middle
    return _merged(timeline, _split(timeline, high))


@dataclass(frozen=True, slots=True)
class _Split:
    """Rows that stay, and for each stretch its first and last call: heads of subtrees, int64 (g,)."""

    kept: Longs
    first: Longs
    last: Longs

    @property
    def rows(self) -> int:
        return len(self.kept) + len(self.first)


def _split(timeline: Timeline, shortest_ns: float) -> _Split:
    tree, begin, end = timeline.tree, timeline.begin_ns, timeline.end_ns
    keep = end - begin >= shortest_ns
    keep[0] = True
    keep[timeline.lanes] = True
    heads = np.flatnonzero(~keep & keep[np.maximum(tree.parent, 0)])
    # Neighbours: no call that stays lies between them, and no longer pause.
    follows = (tree.end[heads[:-1]] == heads[1:]) & (tree.parent[heads[:-1]] == tree.parent[heads[1:]])
    follows &= begin[heads[1:]] - end[heads[:-1]] < shortest_ns
    opens = np.append(True, ~follows)[: len(heads)]
    first = heads[opens]
    last = heads[np.append(opens[1:], True)[: len(heads)]]
    is_alone = (first == last) & (tree.end[first] == first + 1)
    keep[first[is_alone]] = True
    return _Split(np.flatnonzero(keep), first[~is_alone], last[~is_alone])


def _merged(timeline: Timeline, split: _Split) -> Timeline:
    tree, kept, first = timeline.tree, split.kept, split.first
    after = tree.end[split.last].astype(np.int64)
    old = np.concatenate((kept, first))
    order = np.argsort(old)
    row_of = np.full(len(tree), -1, np.int32)
    row_of[old[order]] = np.arange(len(old), dtype=np.int32)
    # The row after a subtree stays, or opens a stretch, or lies behind the last row.
    next_row = np.append(row_of, np.int32(len(old)))
    end = np.concatenate((next_row[tree.end[kept]], row_of[first] + np.int32(1)))[order]

    def joined(stays: NDArray[np.float64], stretch: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.concatenate((stays, stretch))[order]

    def weights(metric: int) -> NDArray[np.float64]:
        edges, scale = exact_sums.edges(tree.self_weight[:, metric])
        return joined(tree.self_weight[kept, metric], (edges[after] - edges[first]) / scale)

    counts = np.concatenate((tree.folded[kept], (after - first).astype(np.int32)))[order]
    merged = replace(
        tree,
        frame=np.concatenate((tree.frame[kept], np.full(len(first), FOLDED, np.int32)))[order],
        parent=trie.follow(row_of, tree.parent[old[order]]),
        depth=tree.depth[old[order]],
        end=end.astype(np.int32),
        self_weight=np.stack([weights(metric) for metric in range(len(tree.metrics))], axis=1),
        folded=counts,
    )
    return Timeline(
        merged,
        joined(timeline.begin_ns[kept], timeline.begin_ns[first]),
        joined(timeline.end_ns[kept], timeline.end_ns[split.last]),
        row_of[timeline.lanes].astype(np.int64),
    )
