"""The table of functions: self and total weight of each (name, file), recursion counted once a sample."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.model import CallTree, FrameTable, exact_sums


@dataclass(frozen=True, slots=True)
class FunctionTable:
    """G functions by (name, file), in no order: self_weight, total_weight float64 (G, M); read-only.

    In a difference both are after minus before. `function` int32 (F,) is the row here of each of the tree's frames.
    """

    functions: FrameTable
    function: NDArray[np.int32]
    self_weight: NDArray[np.float64]
    total_weight: NDArray[np.float64]

    def hottest(self, metric: int, most: int | None = None) -> NDArray[np.int64]:
        """Rows by falling self weight, then falling total, then name and file; all, or the first `most`."""
        names = self.functions.name
        files = self.functions.file
        order = sorted(
            range(len(names)),
            key=lambda row: (-self.self_weight[row, metric], -self.total_weight[row, metric], names[row], files[row]),
        )
        return np.array(order[:most], dtype=np.int64)


def functions_of(tree: CallTree) -> FunctionTable:
    """The table of a tree that nothing has been folded out of; exact. O(n log n)."""
    function, functions = tree.frames.functions()
    rows = np.flatnonzero(tree.frame >= 0)
    owner = function[tree.frame[rows]]
    outermost = _outermost(owner, rows, tree.end[rows])
    self_columns, total_columns = [], []
    for metric in range(len(tree.metrics)):
        self_weight = tree.self_weight[:, metric]
        total = tree.total(metric)
        if tree.self_before is not None:
            self_weight = self_weight - tree.self_before[:, metric]
            total = total - tree.total_before(metric)
        self_columns.append(exact_sums.summed(owner, self_weight[rows], len(functions)))
        total_columns.append(exact_sums.summed(owner[outermost], total[rows[outermost]], len(functions)))
    table = FunctionTable(functions, function, np.stack(self_columns, axis=1), np.stack(total_columns, axis=1))
    for column in (table.function, table.self_weight, table.total_weight):
        column.flags.writeable = False
    return table


def _outermost(owner: NDArray[np.int32], rows: NDArray[np.int64], ends: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether no ancestor belongs to the same owner.

    Subtrees are nested or apart; within an owner's rows in depth-first order a row lies inside an earlier one
    exactly when it begins before the furthest end so far.
    """
    order = np.argsort(owner, kind="stable")
    base = owner[order].astype(np.int64) * (int(ends.max(initial=0)) + 1)
    furthest = np.maximum.accumulate(base + ends[order])
    inside = np.zeros(len(rows), np.bool_)
    inside[1:] = base[1:] + rows[order][1:] < furthest[:-1]
    outermost = np.empty(len(rows), np.bool_)
    outermost[order] = ~inside
    return outermost
