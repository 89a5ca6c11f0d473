"""Where the pins of callouts stand in a picture, the same as in themes/default/js/pins.js, and their SVG.

A pin is a numbered disc at the left end of the frame that it names; the frame's label yields. Where the frame is too
narrow for a disc, the pin stands on the nearest caller that has room for it, right where the named frame is, and is
drawn as a ring: it is inside. So no disc ever covers a label or a neighbour. tests/data/pins.json holds Python and
JavaScript to one table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.drawing.layout import Picture
from sitegen.model import CallTree

PIN_PX = 13
"""A disc's diameter: as high as the slim row of an ancestor."""

NARROWEST_PX = 14
_INSET_PX = 3
_GAP_PX = 2


@dataclass(frozen=True, slots=True)
class PinnedCallout:
    """A callout as the picture and the page's data know it: its pin belongs on `row`, all of `rows` light up.

    number: its place in the list, from 1; id: the anchor of its item.
    """

    id: str
    number: int
    row: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """A pin on the frame of a row; x_px is its centre. is_inside: the frame that it names is in there, too narrow."""

    number: int
    row: int
    x_px: float
    is_inside: bool


def place_pins(tree: CallTree, metric: int, picture: Picture, callouts: Sequence[PinnedCallout]) -> list[Pin]:
    """The pins of a picture by row and from left to right; none for a callout all of whose frames lie outside of it."""
    if not callouts:
        return []
    place = _places(tree, metric, picture)
    weight, width_px = tree.width(metric), float(picture.width_px[0])
    drawn = zip(picture.rows.tolist(), picture.width_px.tolist(), strict=True)
    room = {row: _capacity(width) for row, width in drawn if width >= NARROWEST_PX}
    homes = [_home(tree, weight, picture.zoom, callout) for callout in callouts]
    # Who has a frame of his own to stand on comes before those who are only guests there.
    order = sorted(range(len(callouts)), key=lambda index: homes[index] not in room)
    pins, taken = [], Counter[int]()
    for index in order:
        host = home = homes[index]
        while host >= 0 and taken[host] >= room.get(host, 0):
            host = int(tree.parent[host])
        if host >= 0:
            taken[host] += 1
            left, width = place(home)
            x_px = min(max(left + width / 2, 0.0), width_px) if host != home else -np.inf
            pins.append(Pin(callouts[index].number, host, float(x_px), host != home))
    return [pin for row in sorted(taken) for pin in _spread([pin for pin in pins if pin.row == row], *place(row))]


def label_rooms(picture: Picture, pins: Sequence[Pin]) -> dict[int, tuple[float, float]]:
    """For the rows with pins the widest stretch that these leave free, left and width in px: the label's room."""
    rooms: dict[int, tuple[float, float]] = {}
    pinned = {pin.row for pin in pins}
    if not pinned:
        return rooms
    for row, left, width in zip(
        picture.rows.tolist(), picture.left_px.tolist(), picture.width_px.tolist(), strict=True
    ):
        if row in pinned:
            centres = [pin.x_px for pin in pins if pin.row == row]
            starts = [left, *(x + PIN_PX / 2 for x in centres)]
            ends = [*(x - PIN_PX / 2 for x in centres), left + width]
            widths = [end - start for start, end in zip(starts, ends, strict=True)]
            widest = widths.index(max(widths))
            rooms[row] = (starts[widest], widths[widest])
    return rooms


def pins_svg(tree: CallTree, pins: Iterable[Pin], place: Callable[[int], tuple[float, float, float]]) -> str:
    """The pins as a group of SVG, empty without any; place: a depth's top, height of frames and baseline, in px."""
    parts = []
    for pin in pins:
        top, height, _ = place(int(tree.depth[pin.row]))
        x, y, radius = round(pin.x_px, 2), top + height / 2, min(PIN_PX, height) / 2
        parts.append(
            f'<g class="pin{" is-inside" if pin.is_inside else ""}" transform="translate({x:g} {y:g})">'
            f'<circle r="{radius:g}"/><text>{pin.number}</text></g>'
        )
    return f'<g class="pins" aria-hidden="true">{"".join(parts)}</g>' if parts else ""


def _places(tree: CallTree, metric: int, picture: Picture) -> Callable[[int], tuple[float, float]]:
    """Left and width of any row in px, also of one too narrow to be drawn."""
    start, width, zoom = tree.start(metric), tree.width(metric), picture.zoom
    width_px = float(picture.width_px[0])
    scale = width_px / float(width[zoom]) if width[zoom] > 0 else 0.0

    def place(row: int) -> tuple[float, float]:
        if row <= zoom:
            return 0.0, width_px
        return float(start[row] - start[zoom]) * scale, float(width[row]) * scale

    return place


def _home(tree: CallTree, width: NDArray[np.float64], zoom: int, callout: PinnedCallout) -> int:
    """The callout's own row, or where that is not in the picture the widest of the others; -1 without any."""

    def is_in_picture(row: int) -> bool:
        return bool(width[row] > 0) and (zoom <= row < tree.end[zoom] or row <= zoom < tree.end[row])

    if is_in_picture(callout.row):
        return callout.row
    return max((row for row in callout.rows if is_in_picture(row)), key=lambda row: float(width[row]), default=-1)


def _inset(width_px: float) -> float:
    return min(_INSET_PX, (width_px - PIN_PX) / 2)


def _capacity(width_px: float) -> int:
    return int((width_px - 2 * _inset(width_px) + _GAP_PX) / (PIN_PX + _GAP_PX))


def _spread(pins: list[Pin], left: float, width: float) -> list[Pin]:
    """The pins of one frame as near to where they belong as they can be side by side."""
    step = PIN_PX + _GAP_PX
    ordered = sorted(pins, key=lambda pin: (pin.x_px, pin.number))
    first, last = left + _inset(width) + PIN_PX / 2, left + width - _inset(width) - PIN_PX / 2
    centres: list[float] = []
    for index, pin in enumerate(ordered):
        at_most = last - step * (len(ordered) - 1 - index)
        centres.append(min(max(pin.x_px, centres[-1] + step if centres else first), at_most))
    return [Pin(pin.number, pin.row, x, pin.is_inside) for pin, x in zip(ordered, centres, strict=True)]
