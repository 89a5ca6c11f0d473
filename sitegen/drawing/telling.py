"""What a picture says of its rows: their weights, in titles and as stored, and the label of the whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.changes import RowChanges
from sitegen.drawing.markup_text import escaped
from sitegen.drawing.weights import Earlier, root_label, row_weight
from sitegen.model import CallTree
from sitegen.model.comparison import ABSOLUTE, SHARE
from sitegen.model.units import exact_number


class Telling:
    """Weights of one tree in one metric; of a difference as its changes are scaled.

    A difference tells both sides as they are stored where the scaling is of shares or absolute, else in the measure;
    the points in a title are always those of shares of the whole.
    """

    def __init__(self, tree: CallTree, metric: int, changes: RowChanges | None = None) -> None:
        self._stored_total = tree.total(metric)
        if changes is not None and changes.scaling not in (SHARE, ABSOLUTE):
            tree, metric = changes.scaled(tree), 0
        self._tree, self._metric = tree, tree.metrics[metric]
        self._total, self._whole = tree.total(metric), float(tree.whole[metric])
        self._before = tree.total_before(metric)
        self._whole_before = 0.0 if tree.whole_before is None else float(tree.whole_before[metric])

    def of_rows(self, rows: NDArray[np.int64]) -> list[tuple[str, str]]:
        """Of each row the exact weight in the stored unit, of the side after, and what its title says of it, escaped.

        Neighbours, callers and callees often weigh the same: each weight is written once.
        """
        stored, total, before = self._stored_total[rows], self._total[rows], self._before[rows]
        first, number = _distinct([stored, total, before] if self._tree.is_difference else [total])
        weights = zip(stored[first].tolist(), total[first].tolist(), before[first].tolist(), strict=True)
        texts = [(exact_number(exact), self._title(*sides)) for exact, *sides in weights]
        return [texts[place] for place in number.tolist()]

    def root_label(self) -> str:
        """What is written on the root."""
        name, total = self._tree.row_name(0), float(self._total[0])
        return root_label(name, self._metric, total, self._earlier(float(self._before[0])))

    def _title(self, total: float, before: float) -> str:
        return escaped(row_weight(self._metric, total, self._whole, self._earlier(before)))

    def _earlier(self, before: float) -> Earlier | None:
        tree = self._tree
        return Earlier(before, self._whole_before, tree.is_net) if tree.is_difference else None


def _distinct(columns: Sequence[NDArray[np.float64]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A place of each distinct row of the columns, and each row's number among these."""
    first, number = np.unique(columns[0], return_index=True, return_inverse=True)[1:]
    for column in columns[1:]:
        values, place = np.unique(column, return_inverse=True)
        first, number = np.unique(number * len(values) + place, return_index=True, return_inverse=True)[1:]
    return first, number
