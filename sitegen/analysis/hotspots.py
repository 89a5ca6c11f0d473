"""The table of functions: self and total weight of each (name, file), recursion counted once a sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.model import CallTree, FrameTable, exact_sums


@dataclass(frozen=True, slots=True)
class FunctionTable:
    """G functions by (name, file), in no order: self_weight, total_weight float64 (G, M); read-only.

    self_before, total_before: the same of the side before in a difference, else None. `function` int32 (F,) is the
    row here of each of the tree's frames.
    """

    functions: FrameTable
    function: NDArray[np.int32]
    self_weight: NDArray[np.float64]
    total_weight: NDArray[np.float64]
    self_before: NDArray[np.float64] | None = None
    total_before: NDArray[np.float64] | None = None

    @property
    def self_change(self) -> NDArray[np.float64]:
        """The self weight, float64 (G, M); in a difference after minus before."""
        return self.self_weight if self.self_before is None else self.self_weight - self.self_before

    @property
    def total_change(self) -> NDArray[np.float64]:
        """The total weight, float64 (G, M); in a difference after minus before."""
        return self.total_weight if self.total_before is None else self.total_weight - self.total_before

    def hottest(self, metric: int, most: int | None = None) -> NDArray[np.int64]:
        """Rows by falling self weight (or change), then total, then name and file; all, or the first `most`."""
        names, files = self.functions.name, self.functions.file
        own, total = self.self_change[:, metric], self.total_change[:, metric]
        order = sorted(range(len(names)), key=lambda row: (-own[row], -total[row], names[row], files[row]))
        return np.array(order[:most], dtype=np.int64)


def functions_of(tree: CallTree) -> FunctionTable:
    """The table of a tree that nothing has been folded out of; exact. O(n log n)."""
    function, functions = tree.frames.functions()
    rows = np.flatnonzero(tree.frame >= 0)
    owner = function[tree.frame[rows]]
    is_outermost = outermost(owner, rows, tree.end[rows])

    def sums(own: NDArray[np.float64], total: Callable[[int], NDArray[np.float64]]) -> list[NDArray[np.float64]]:
        metrics = range(len(tree.metrics))
        selves = [exact_sums.summed(owner, own[rows, metric], len(functions)) for metric in metrics]
        totals = [
            exact_sums.summed(owner[is_outermost], total(metric)[rows[is_outermost]], len(functions))
            for metric in metrics
        ]
        return [np.stack(columns, axis=1) for columns in (selves, totals)]

    columns = sums(tree.self_weight, tree.total)
    if tree.self_before is not None:
        columns += sums(tree.self_before, tree.total_before)
    function.flags.writeable = False
    for column in columns:
        column.flags.writeable = False
    return FunctionTable(functions, function, *columns)


def outermost(owner: NDArray[np.int32], rows: NDArray[np.int64], ends: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether no ancestor of a row belongs to the same owner; rows rising, `ends` the rows after their subtrees.

    Subtrees are nested or apart; within an owner's rows in depth-first order a row lies inside an earlier one
    exactly when it begins before the furthest end so far.
    """
    beyond = int(ends.max(initial=0)) + 1
    order = np.argsort(owner.astype(np.int64) * beyond + rows)  # no two are equal: a third of a stable sort's time
    base = owner[order].astype(np.int64) * beyond
    furthest = np.maximum.accumulate(base + ends[order])
    inside = np.zeros(len(rows), np.bool_)
    inside[1:] = base[1:] + rows[order][1:] < furthest[:-1]
    found = np.empty(len(rows), np.bool_)
    found[order] = ~inside
    return found
