"""The call tree: one table in depth-first order, whatever view made it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sitegen.model import exact_sums
from sitegen.model.frames import FrameTable
from sitegen.model.units import Metric

ROOT = -1
"""What `frame` holds in row 0: the root, shown as `all`."""
FOLDED = -2
"""What `frame` holds in a row that stands for smaller frames; `folded` says how many."""


@dataclass(frozen=True)
class CallTree:
    """n rows in depth-first order, so that rows[i : end[i]] are i and its subtree; arrays are read-only.

    frame: int32 (n,), a row of `frames`, or ROOT or FOLDED; parent, depth, end: int32 (n,); row 0 is the root
    self_weight: float64 (n, M), not negative; in a difference the side after
    self_before: float64 (n, M) in a difference, else None
    whole: float64 (M,), what shares are of: the whole profile's total, also where the view shows a part
    whole_before: float64 (M,), the same of the side before; is_net: only the change is known, not the two sides
    folded: int32 (n,), in a FOLDED row how many nodes it stands for, else 0

    >>> # a 3, a;b 5 -> frame [ROOT, a, b], depth [0, 1, 2], end [3, 3, 3], self_weight [0, 3, 5], total [8, 8, 5]
    """

    metrics: tuple[Metric, ...]
    default_metric: int
    frames: FrameTable
    frame: NDArray[np.int32]
    parent: NDArray[np.int32]
    depth: NDArray[np.int32]
    end: NDArray[np.int32]
    self_weight: NDArray[np.float64]
    whole: NDArray[np.float64]
    folded: NDArray[np.int32]
    self_before: NDArray[np.float64] | None = None
    whole_before: NDArray[np.float64] | None = None
    is_net: bool = False

    def __post_init__(self) -> None:
        for column in (self.frame, self.parent, self.depth, self.end, self.self_weight, self.self_before, self.folded):
            if column is not None:
                column.flags.writeable = False

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def is_difference(self) -> bool:
        """Whether the tree has two sides."""
        return self.self_before is not None

    def start(self, metric: int) -> NDArray[np.float64]:
        """Where each row's rectangle begins, float64 (n,), in the metric's unit: the prefix sum of self widths."""
        edges, scale = self._width_edges[metric]
        return edges[:-1] / scale

    def width(self, metric: int) -> NDArray[np.float64]:
        """How wide each row's rectangle is, float64 (n,): its total; in a difference the larger side, summed up.

        The sum over the subtree of max(self before, self after), so that children fit and no frame is hidden.
        """
        return self._subtrees(*self._width_edges[metric])

    def total(self, metric: int) -> NDArray[np.float64]:
        """Each row's weight with its subtree's, float64 (n,)."""
        return self._subtrees(*exact_sums.edges(self.self_weight[:, metric]))

    def total_before(self, metric: int) -> NDArray[np.float64]:
        """The same of the side before; zero where the tree has one side."""
        if self.self_before is None:
            return np.zeros(len(self), np.float64)
        return self._subtrees(*exact_sums.edges(self.self_before[:, metric]))

    def row_name(self, row: int) -> str:
        """A row's name as it is shown: the frame's, `all`, or how many smaller frames it stands for."""
        frame = int(self.frame[row])
        if frame == ROOT:
            return "all"
        if frame == FOLDED:
            count = int(self.folded[row])
            return f"{count:,} smaller frame{'s' if count != 1 else ''}"
        return self.frames.name[frame]

    @cached_property
    def _width_edges(self) -> list[tuple[NDArray[np.float64], float]]:
        widest = self.self_weight if self.self_before is None else np.maximum(self.self_weight, self.self_before)
        return [exact_sums.edges(widest[:, metric]) for metric in range(len(self.metrics))]

    def _subtrees(self, edges: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
        return np.asarray((edges[self.end] - edges[:-1]) / scale, dtype=np.float64)
