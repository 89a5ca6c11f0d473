"""A CallTree as static SVG: every frame that is wide enough to be seen, hatched runs for the others, pins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sitegen.analysis.changes import RowChanges
from sitegen.drawing.badges import badged_label, row_badge
from sitegen.drawing.changes import LARGER, as_wide_as, coloured
from sitegen.drawing.frame_elements import Boxes, Label, Line, frame_elements, run_elements
from sitegen.drawing.labels import CHARACTER_PX, INSET_PX, cut_label, fitted_label, has_room
from sitegen.drawing.layout import Picture, lay_out
from sitegen.drawing.palette import Look
from sitegen.drawing.pins import PinnedCallout, label_rooms, pins_svg, place_pins
from sitegen.drawing.svg_document import svg_document
from sitegen.drawing.telling import Telling
from sitegen.model import CallTree

ROW_PX = 20
SLIM_ROW_PX = 14
GAP_PX = 1
WIDTH_PX = 1200
BASELINE_PX = 13.5
_SLIM_BASELINE_PX = 10
GONE_PATTERNS = "".join(
    f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6"/>'
    '<path d="M-1 1l2-2M0 6l6-6M5 7l2-2"/></pattern>'
    for name in ("flame-gone", "flame-gone-classic", "flame-gone-same")
)
"""Hatches for frames that vanished, one for each ground; css/change.css colours them."""

Rooms = Mapping[int, tuple[float, float]]
"""Where labels may stand in frames that carry pins: left and width in px, by row."""


def flame_svg(
    tree: CallTree,
    metric: int,
    *,
    view: str = "flame",
    zoom: int = 0,
    width_px: int = WIDTH_PX,
    most: int = 2500,
    label: str = "Flame graph",
    style: str | None = None,
    color: str = "package",
    changes: RowChanges | None = None,
    wide_as: str = LARGER,
    callouts: Sequence[PinnedCallout] = (),
) -> str:
    """The picture as an <svg> element, each frame a group with `data-w` and a title; the root is `all`.

    view: "flame" has the root at the bottom, "icicle" on top. `style` makes it a document of its own, with an XML
    namespace and these CSS rules. `color` is the palette. A difference is drawn as
    `changes` says, which are of the metric: colours by what was changed, widths in the measure and of the side that
    `wide_as` names.
    """
    telling = Telling(tree, metric, changes)
    tree, metric, look = coloured(tree, metric, changes, color)
    tree_as_wide = as_wide_as(tree, wide_as)
    picture = lay_out(tree_as_wide, metric, width_px, zoom, most)
    pins = place_pins(tree_as_wide, metric, picture, callouts)
    rows = _Rows(tree, picture, view)
    body = _frames(tree, picture, rows, telling, look, label_rooms(picture, pins)) + pins_svg(tree, pins, rows.place)
    return svg_document(body, (width_px, rows.height_px), label, style)


class _Rows:
    """Where a picture's rows lie, as in themes/default/js/row_geometry.js: ancestors of the zoomed one are slim."""

    def __init__(self, tree: CallTree, picture: Picture, view: str) -> None:
        self._first = int(tree.depth[picture.rows[0]])
        self._zoom = int(tree.depth[picture.zoom])
        self._is_flame = view == "flame"
        self.height_px = self._offset(picture.deepest + 1)

    def place(self, depth: int) -> Line:
        """A row's top, its frames' height and its labels' baseline, in px."""
        is_slim = depth < self._zoom
        row_px = SLIM_ROW_PX if is_slim else ROW_PX
        top = self.height_px - self._offset(depth) - row_px if self._is_flame else self._offset(depth)
        return top, row_px - GAP_PX, top + (_SLIM_BASELINE_PX if is_slim else BASELINE_PX)

    def _offset(self, depth: int) -> int:
        slim = min(depth, self._zoom)
        return (slim - self._first) * SLIM_ROW_PX + (depth - slim) * ROW_PX


def _frames(tree: CallTree, picture: Picture, rows: _Rows, telling: Telling, look: Look, rooms: Rooms) -> str:
    looks = [look(row) for row in picture.rows.tolist()]
    above = int(np.count_nonzero(picture.rows < picture.zoom))
    classes = [f"{colour} is-above" for colour, _ in looks[:above]] + [colour for colour, _ in looks[above:]]
    labels = _labels(tree, picture, telling, [mark for _, mark in looks], rooms)
    boxes = Boxes(tree.depth[picture.rows], picture.left_px, picture.width_px)
    runs = Boxes(picture.run_depth, picture.run_left_px, picture.run_width_px)
    lines = {depth: rows.place(depth) for depth in np.unique(np.concatenate((boxes.line, runs.line))).tolist()}
    return frame_elements(tree, telling, picture.rows, boxes, lines, classes, labels) + run_elements(runs, lines)


def _labels(tree: CallTree, picture: Picture, telling: Telling, marks: Sequence[str], rooms: Rooms) -> dict[int, Label]:
    """What is written on the frames, by their place in the picture; most are too narrow for anything."""
    labels = {}
    for place in np.flatnonzero(has_room(picture.width_px)).tolist():
        row, mark = int(picture.rows[place]), marks[place]
        start, room = rooms.get(row) or (float(picture.left_px[place]), float(picture.width_px[place]))
        text = _label(mark, tree.row_name(row), room) if row else cut_label(telling.root_label(), room)
        if text:
            labels[place] = Label(badged_label(text, row_badge(tree, row), room), start + INSET_PX)
    return labels


def _label(mark: str, name: str, width_px: float) -> str:
    label = fitted_label(name, width_px - len(mark) * CHARACTER_PX)
    return mark + label if label else ""
