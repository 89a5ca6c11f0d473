"""Which stretches of a Timeline a picture shows, and where: the rule of themes/default/js/chart_layout.js.

A stretch in the window that is at least half a pixel wide is drawn; narrower ones whose parent is drawn are painted as
hatched runs. Every lane has a track for each depth of its stacks, the lanes lie below one another, and what no stretch
covers stays empty. tests/data/chart.json holds Python and JavaScript to one table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.drawing.layout import MOST_ELEMENTS, NARROWEST_PX, joined_runs
from sitegen.model import Timeline

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

_STEP = 1.5  # by which the threshold rises while there are too many elements


@dataclass(frozen=True, slots=True)
class Lane:
    """A thread's tracks: from `first` on, as many as its deepest stack has frames, at least one."""

    row: int
    first: int
    tracks: int


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """What is drawn: rows int64 (r,) and their tracks, left and width in px, float64 (r,); hatched runs alike."""

    lanes: tuple[Lane, ...]
    rows: Longs
    track: Longs
    left_px: Floats
    width_px: Floats
    run_track: Longs
    run_left_px: Floats
    run_width_px: Floats


def lay_out_chart(
    timeline: Timeline, from_ns: float, to_ns: float, width_px: float, most: int = MOST_ELEMENTS
) -> ChartPicture:
    """The picture of a window of time over `width_px`; px = (time - from) * scale, cut at both edges. O(n)."""
    lanes, track = _tracks(timeline)
    scale = width_px / (to_ns - from_ns) if to_ns > from_ns else 0.0
    left = np.clip((timeline.begin_ns - from_ns) * scale, 0.0, width_px)
    wide = np.clip((timeline.end_ns - from_ns) * scale, 0.0, width_px) - left
    is_frame = track >= 0
    above = np.where(is_frame, np.maximum(timeline.tree.parent, 0), 0)
    threshold = NARROWEST_PX
    while True:
        drawn = (wide >= threshold) & is_frame
        heads = np.flatnonzero(is_frame & ~drawn & (drawn[above] | ~is_frame[above]) & (wide > 0))
        order = heads[np.argsort(left[heads], kind="stable")]
        runs = joined_runs(track[order], left[order], wide[order], threshold)
        rows = np.flatnonzero(drawn)
        if len(rows) + len(runs[0]) <= most or threshold > width_px:
            break
        threshold *= _STEP
    return ChartPicture(lanes, rows, track[rows], left[rows], wide[rows], *runs)


def _tracks(timeline: Timeline) -> tuple[tuple[Lane, ...], Longs]:
    """The lanes, and the track of each row, int64 (n,), -1 for the root and the threads."""
    tree = timeline.tree
    track = np.full(len(tree), -1, np.int64)
    lanes: list[Lane] = []
    first = 0
    for row in timeline.lanes.tolist():
        inside = slice(row + 1, int(tree.end[row]))
        level = tree.depth[inside] - int(tree.depth[row])
        track[inside] = first + level - 1
        lanes.append(Lane(row, first, max(1, int(level.max(initial=0)))))
        first += lanes[-1].tracks
    return tuple(lanes), track
