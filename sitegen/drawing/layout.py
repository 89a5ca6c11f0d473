"""Which rows of a tree a picture shows, and where: the culling rule, the same as in themes/default/js/layout.js.

A row at least half a pixel wide is drawn. Narrower ones whose parent is drawn are painted as hatched runs, one for
each stretch of neighbours in a row of the picture, so that no weight looks like a gap. tests/data/layout.json holds
Python and JavaScript to one table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.model import CallTree

NARROWEST_PX = 0.5
MOST_ELEMENTS = 5000
_STEP = 1.5  # by which the threshold rises while there are too many elements


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: rows int64 (r,) with left and width in px, float64 (r,); hatched runs with depth, left, width.

    zoom: the row that fills the width; its ancestors are among the rows, at full width. deepest: the largest depth.
    """

    zoom: int
    rows: NDArray[np.int64]
    left_px: NDArray[np.float64]
    width_px: NDArray[np.float64]
    run_depth: NDArray[np.int64]
    run_left_px: NDArray[np.float64]
    run_width_px: NDArray[np.float64]
    deepest: int


def lay_out(tree: CallTree, metric: int, width_px: float, zoom: int = 0, most: int = MOST_ELEMENTS) -> Picture:
    """The picture of the subtree of `zoom` over `width_px`; px = (value - left) * scale. O(n)."""
    start = tree.start(metric)
    width = tree.width(metric)
    # A threshold cannot thin out a column of full-width rows: a picture that may hold `most` elements has at most
    # half as many rows above and below the zoomed one, and a hatched run stands for what lies beyond.
    above = _ancestors(tree, zoom)[-(most // 2) :]
    deepest_drawn = int(tree.depth[zoom]) + max(0, (most - len(above)) // 2 - 1)
    inside = slice(zoom, int(tree.end[zoom]))
    scale = width_px / width[zoom] if width[zoom] > 0 else 0.0
    left = (start[inside] - start[zoom]) * scale
    wide = width[inside] * scale
    wide[0] = width_px
    parent = np.maximum(tree.parent[inside] - zoom, 0).astype(np.int64)
    depth = tree.depth[inside]
    in_reach, weighs = depth <= deepest_drawn, wide > 0
    threshold = NARROWEST_PX
    while True:
        drawn = (wide >= threshold) & in_reach
        drawn[0] = True
        elements = len(above) + np.count_nonzero(drawn)
        if elements <= most or threshold > width_px:
            heads = np.flatnonzero(~drawn & drawn[parent] & weighs)
            runs = joined_runs(depth[heads], left[heads], wide[heads], threshold)
            if elements + len(runs[0]) <= most or threshold > width_px:
                break
        threshold *= _STEP
    shown = zoom + np.flatnonzero(drawn)
    deepest = max(int(tree.depth[shown].max()), int(runs[0].max(initial=0)))
    return Picture(
        zoom=zoom,
        rows=np.concatenate((above, shown)),
        left_px=np.concatenate((np.zeros(len(above)), left[drawn])),
        width_px=np.concatenate((np.full(len(above), float(width_px)), wide[drawn])),
        run_depth=runs[0],
        run_left_px=runs[1],
        run_width_px=runs[2],
        deepest=deepest,
    )


def _ancestors(tree: CallTree, row: int) -> NDArray[np.int64]:
    above = []
    while (row := int(tree.parent[row])) >= 0:
        above.append(row)
    return np.array(above[::-1], dtype=np.int64)


def joined_runs(
    depth: NDArray[np.int32] | NDArray[np.int64],
    left: NDArray[np.float64],
    width: NDArray[np.float64],
    threshold: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """The runs of narrow rows, which stand from left to right in each depth: depth, left and width in px.

    Joins neighbours less than a threshold apart; a run that stays narrower than half a pixel is not painted."""
    order = np.argsort(depth, kind="stable")
    rank, left, right = depth[order].astype(np.int64), left[order], (left + width)[order]
    if not len(rank):
        return rank, left, right
    opens = np.r_[True, (rank[1:] != rank[:-1]) | (left[1:] - right[:-1] >= threshold)]
    first = np.flatnonzero(opens)
    last = np.r_[first[1:], len(rank)] - 1
    run_width = right[last] - left[first]
    painted = run_width >= NARROWEST_PX
    return rank[first][painted], left[first][painted], run_width[painted]
