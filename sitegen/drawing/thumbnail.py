"""A small real picture of a page's graph, for the index: rectangles only, hidden from a screen reader."""

from __future__ import annotations

from sitegen.drawing.layout import lay_out
from sitegen.drawing.palette import frame_hues, hue_class
from sitegen.model import CallTree

WIDTH_PX = 320
HEIGHT_PX = 120
_MOST = 300
_TALLEST_ROW_PX = 10
_LEAST_ROW_PX = 3.5


def thumbnail_svg(tree: CallTree, metric: int) -> str:
    """The lowest rows of the tree as a flame graph in a box of 320 by 120, roots at the bottom."""
    picture = lay_out(tree, metric, WIDTH_PX, most=_MOST)
    hues = frame_hues(tree.frames)
    row_px = max(_LEAST_ROW_PX, min(_TALLEST_ROW_PX, HEIGHT_PX / (picture.deepest + 1)))
    parts = []
    places = zip(picture.rows.tolist(), picture.left_px.tolist(), picture.width_px.tolist(), strict=True)
    for row, left, width in places:
        top = HEIGHT_PX - (int(tree.depth[row]) + 1) * row_px
        frame = int(tree.frame[row])
        if top < 0 or width < 1:
            continue
        colour = hue_class(hues[frame]) if frame >= 0 else "hue-root"
        parts.append(
            f'<rect class="{colour}" x="{left:.1f}" y="{top:.1f}" width="{max(width - 0.4, 0.4):.1f}" '
            f'height="{row_px - 0.5:.1f}"/>'
        )
    return (
        f'<svg class="thumbnail" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" aria-hidden="true" focusable="false">'
        f"{''.join(parts)}</svg>"
    )
