"""A Timeline as static SVG: an axis of time on top, below it each thread's stretches, callers above callees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sitegen.drawing.badges import badged_label, row_badge
from sitegen.drawing.chart_layout import ChartPicture, Lane, lay_out_chart
from sitegen.drawing.frame_elements import Boxes, Label, frame_elements, px, run_elements
from sitegen.drawing.labels import INSET_PX, cut_label, fitted_label, has_room
from sitegen.drawing.markup_text import escaped
from sitegen.drawing.palette import Look, look_by_color
from sitegen.drawing.svg import BASELINE_PX, GAP_PX, ROW_PX, WIDTH_PX
from sitegen.drawing.svg_document import svg_document
from sitegen.drawing.telling import Telling
from sitegen.drawing.time_axis import ticks
from sitegen.model import Timeline
from sitegen.model.units import NANOSECONDS, Metric, format_weight

AXIS_PX = 22
LANE_PX = 22
"""Heights of the axis and of the line with a thread's name; js/chart_geometry.js and css/tokens.css have the same."""
_TEXT_PX = 15.0
_TIME = Metric("time", NANOSECONDS)


def chart_svg(
    timeline: Timeline,
    metric: int,
    *,
    width_px: int = WIDTH_PX,
    most: int = 2500,
    label: str = "Flame chart",
    style: str | None = None,
    color: str = "package",
) -> str:
    """The whole recording as an <svg> element; frames, titles and `style` and `color` as in `flame_svg`."""
    tree = timeline.tree
    begin, end = float(timeline.begin_ns[0]), float(timeline.end_ns[0])
    picture = lay_out_chart(timeline, begin, end, width_px, most)
    tops = track_tops(picture.lanes)
    height_px = AXIS_PX + sum(_lane_px(lane, picture.lanes) for lane in picture.lanes)
    look = look_by_color(tree, color)
    body = (
        _axis(begin, end, width_px, height_px)
        + _lane_names(timeline, picture, tops, width_px)
        + _stretches(timeline, picture, tops, Telling(tree, metric), look)
    )
    return svg_document(body, (width_px, height_px), label, style, "flame is-chart")


def track_tops(lanes: Sequence[Lane]) -> list[int]:
    """The top of each track in px, from the picture's own; a lane among several has its name above its tracks."""
    tops: list[int] = []
    top = AXIS_PX
    for lane in lanes:
        first = top + _name_px(lanes)
        tops += [first + ROW_PX * track for track in range(lane.tracks)]
        top += _lane_px(lane, lanes)
    return tops


def _name_px(lanes: Sequence[Lane]) -> int:
    return LANE_PX if len(lanes) > 1 else 0


def _lane_px(lane: Lane, lanes: Sequence[Lane]) -> int:
    return _name_px(lanes) + ROW_PX * lane.tracks


def _axis(begin: float, end: float, width_px: int, height_px: int) -> str:
    parts = []
    for tick in ticks(begin, end, width_px):
        left = (tick.at_ns - begin) * width_px / (end - begin)
        parts.append(f'<path class="tick" d="M{px(left)} 0v{height_px}"/>')
        # A label that would be cut at the right edge ends there instead.
        at_end = left > width_px - 60
        place = f'x="{px(left - INSET_PX)}" text-anchor="end"' if at_end else f'x="{px(left + INSET_PX)}"'
        parts.append(f'<text class="tick-label" {place} y="{_TEXT_PX:g}">{tick.label}</text>')
    return f'<g class="time-axis">{"".join(parts)}</g>'


def _lane_names(timeline: Timeline, picture: ChartPicture, tops: list[int], width_px: int) -> str:
    if len(picture.lanes) < 2:
        return ""
    parts = []
    for lane in picture.lanes:
        top = tops[lane.first] - LANE_PX
        text = escaped(cut_label(lane_text(timeline, lane.row), width_px))
        parts.append(f'<text class="lane-name" x="0" y="{top + _TEXT_PX:g}">{text}</text>')
    return "".join(parts)


def lane_text(timeline: Timeline, row: int) -> str:
    """A thread's name, and how long something ran in it: `worker · 1.2 s busy of 3 s`."""
    tree = timeline.tree
    busy, child = 0.0, row + 1
    while child < tree.end[row]:
        busy += float(timeline.end_ns[child] - timeline.begin_ns[child])
        child = int(tree.end[child])
    lasted = float(timeline.end_ns[row] - timeline.begin_ns[row])
    return f"{tree.row_name(row)} · {format_weight(busy, _TIME)} busy of {format_weight(lasted, _TIME)}"


def _stretches(timeline: Timeline, picture: ChartPicture, tops: list[int], telling: Telling, look: Look) -> str:
    tree, rows = timeline.tree, picture.rows
    labels = {}
    for place in np.flatnonzero(has_room(picture.width_px)).tolist():
        row, width = int(rows[place]), float(picture.width_px[place])
        text = badged_label(fitted_label(tree.row_name(row), width), row_badge(tree, row), width)
        if text:
            labels[place] = Label(text, float(picture.left_px[place]) + INSET_PX)
    boxes = Boxes(picture.track, picture.left_px, picture.width_px)
    runs = Boxes(picture.run_track, picture.run_left_px, picture.run_width_px)
    lines = {track: (top, ROW_PX - GAP_PX, top + BASELINE_PX) for track, top in enumerate(tops)}
    classes = [look(row)[0] for row in rows.tolist()]
    return frame_elements(tree, telling, rows, boxes, lines, classes, labels) + run_elements(runs, lines)
