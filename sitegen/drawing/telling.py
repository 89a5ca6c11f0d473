"""What a picture says of its rows: titles, stored weights, the label of the whole."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.analysis.changes import RowChanges
from sitegen.drawing.weights import Earlier, root_label, row_title
from sitegen.model import CallTree
from sitegen.model.comparison import ABSOLUTE, SHARE
from sitegen.model.units import exact_number


class Telling:
    """Titles and weights of one tree in one metric; of a difference as its changes are scaled.

    A difference tells both sides as they are stored where the scaling is of shares or absolute, else in the measure;
    the points in a title are always those of shares of the whole.
    """

    def __init__(self, tree: CallTree, metric: int, changes: RowChanges | None = None) -> None:
        self._stored_total = tree.total(metric)
        if changes is not None and changes.scaling not in (SHARE, ABSOLUTE):
            tree, metric = changes.scaled(tree), 0
        self._tree, self._metric = tree, tree.metrics[metric]
        self._total, self._whole = tree.total(metric), float(tree.whole[metric])
        self._earlier = _earlier(tree, metric)

    def title(self, row: int) -> str:
        """The row's title; see `row_title`."""
        name = self._tree.row_name(row)
        return row_title(name, self._metric, float(self._total[row]), self._whole, self._earlier(row))

    def stored(self, row: int) -> str:
        """The row's exact weight in the stored unit; in a difference that of the side after."""
        return exact_number(self._stored_total[row])

    def root_label(self) -> str:
        """What is written on the root."""
        return root_label(self._tree.row_name(0), self._metric, float(self._total[0]), self._earlier(0))


def _earlier(tree: CallTree, metric: int) -> Callable[[int], Earlier | None]:
    if not tree.is_difference:
        return lambda row: None
    before = tree.total_before(metric)
    whole = 0.0 if tree.whole_before is None else float(tree.whole_before[metric])
    return lambda row: Earlier(float(before[row]), whole, tree.is_net)
