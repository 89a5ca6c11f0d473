"""A small real picture of a page's graph, for the index: rectangles only, hidden from a screen reader."""

from __future__ import annotations

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
    parts = []
    places = zip(picture.rows.tolist(), picture.left_px.tolist(), picture.width_px.tolist(), strict=True)
    for row, left, width in places:
        top = HEIGHT_PX - (int(tree.depth[row]) + 1) * row_px
        if top < 0 or width < 1:
            continue
        colour, _ = look(row)
        parts.append(
            f'<rect class="{colour}" x="{left:.1f}" y="{top:.1f}" width="{max(width - 0.4, 0.4):.1f}" '
            f'height="{row_px - 0.5:.1f}"/>'
        )
    return (
        f'<svg class="thumbnail" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" aria-hidden="true" focusable="false">'
        f"{''.join(parts)}</svg>"
    )
