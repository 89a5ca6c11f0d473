"""The largest movers of a difference: the rows that changed, without their ancestors saying it again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.model import CallTree
from sitegen.model.comparison import Comparison

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mover:
    """A row whose subtree changed, and the ancestors whose change is wholly its own, the nearest first."""

    row: int
    ancestors: tuple[int, ...] = ()


def movers(comparison: Comparison, most: int | None = None) -> tuple[Mover, ...]:
    """The rows called by their subtree's weight, the largest difference first; all, or the first `most`.

    Where the noise is unknown they are the rows that differ by the smallest effect or more. An ancestor is listed
    under a mover below it when that is the only one below it and what is left of its change is smaller than the
    smallest effect worth showing.

    >>> # main;work;parse 40 -> 20, main;work;print 5 -> 5: parse -20 with the ancestors work, main
    """
    change, tree = comparison.total_change, comparison.tree
    smallest = comparison.certainty.smallest_difference
    found = change.is_called
    if comparison.certainty.basis == "unknown":
        found = (np.abs(change.difference) >= smallest) & (change.difference != 0)
    rows = np.flatnonzero(found)
    above = _nearest_above(tree, rows)
    below: dict[int, list[int]] = {row: [] for row in rows.tolist()}
    for row, ancestor in zip(rows.tolist(), above, strict=True):
        if ancestor is not None:
            below[ancestor].append(row)
    mover_of: dict[int, int] = {}
    ancestors: dict[int, list[int]] = {}
    for row in reversed(rows.tolist()):
        mover = mover_of[below[row][0]] if len(below[row]) == 1 else row
        if mover != row and abs(change.difference[row] - change.difference[mover]) > smallest:
            mover = row
        mover_of[row] = mover
        if mover == row:
            ancestors[row] = []
        else:
            ancestors[mover].append(row)
    order = sorted(ancestors, key=lambda row: (-abs(change.difference[row]), row))
    return tuple(Mover(row, tuple(ancestors[row])) for row in order[:most])


def _nearest_above(tree: CallTree, rows: Rows) -> list[int | None]:
    """For rows in depth-first order the nearest of them that each lies below, or None."""
    nearest: list[int | None] = []
    open_rows: list[int] = []
    for row in rows.tolist():
        while open_rows and tree.end[open_rows[-1]] <= row:
            open_rows.pop()
        nearest.append(open_rows[-1] if open_rows else None)
        open_rows.append(row)
    return nearest
