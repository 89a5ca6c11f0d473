"""A small real picture of a page's graph, for the index: rectangles only, hidden from a screen reader."""

from __future__ import annotations

import numpy as np

from sitegen.analysis.changes import RowChanges
from sitegen.drawing.changes import coloured
from sitegen.drawing.layout import lay_out
from sitegen.model import CallTree

WIDTH_PX = 320
HEIGHT_PX = 120
_MOST = 300
_TALLEST_ROW_PX = 10
_LEAST_ROW_PX = 3.5


def thumbnail_svg(tree: CallTree, metric: int, changes: RowChanges | None = None) -> str:
    """The lowest rows of the tree as a flame graph in a box of 320 by 120, roots at the bottom."""
    tree, metric, look = coloured(tree, metric, changes, "package")
    picture = lay_out(tree, metric, WIDTH_PX, most=_MOST)
    row_px = max(_LEAST_ROW_PX, min(_TALLEST_ROW_PX, HEIGHT_PX / (picture.deepest + 1)))
    top = HEIGHT_PX - (tree.depth[picture.rows] + 1) * row_px
    shown = np.flatnonzero((top >= 0) & (picture.width_px >= 1))
    width = np.maximum(picture.width_px - 0.4, 0.4)
    places = zip(*(column[shown].tolist() for column in (picture.rows, picture.left_px, top, width)), strict=True)
    height = f"{row_px - 0.5:.1f}"
    parts = [
        f'<rect class="{look(row)[0]}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{height}"/>'
        for row, x, y, wide in places
    ]
    return (
        f'<svg class="thumbnail" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" aria-hidden="true" focusable="false">'
        f"{''.join(parts)}</svg>"
    )
