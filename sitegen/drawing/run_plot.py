"""Every run of a benchmark as a dot, one lane a side on a common axis: a small static SVG.

Places along the axis are percentages and all else is pixels, so the plot takes any width and its dots stay round and
its labels readable without being scaled. The axis goes from the lowest run to the highest and is labelled with both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.drawing.markup_text import escaped

LEFT_PERCENT = 17.0  # what stands left of the dots is for the lanes' names
RIGHT_PERCENT = 98.0
_LANE_PX = 22
_AXIS_PX = 20
_RADIUS_PX = 3.5
_BASELINE_PX = 4  # from a lane's middle to the foot of its name
_STEP_PX = 6
# What a dot is wide where a plot is 350 px wide, on a phone; dots that are nearer stand above or below one another.
_NEAR_PERCENT = 2.0
_OFFSETS = (0, -1, 1, -2, 2)


@dataclass(frozen=True, slots=True)
class RunLane:
    """The runs of one side. name: its label and, as `is-NAME`, its class; values: float64 (n,), in order of the runs.

    interval: from where to where the median may lie, None where that cannot be told.
    """

    name: str
    values: NDArray[np.float64]
    median: float
    interval: tuple[float, float] | None


def run_plot_svg(lanes: Sequence[RunLane], write: Callable[[float], str], label: str) -> str:
    """The plot as an <svg> element with a dot a run, whose title gives its number and value; label says it in words.

    write: a value as text.
    """
    everything = np.concatenate([lane.values for lane in lanes])
    low, high = float(everything.min()), float(everything.max())
    parts, top = [], 0
    for lane in lanes:
        markup, height_px = _lane(lane, top, low, high, write)
        parts.append(markup)
        top += height_px
    return (
        f'<svg class="run-plot" width="100%" height="{top + _AXIS_PX}" role="img" aria-label="{escaped(label)}">'
        f"{''.join(parts)}{_axis(top, low, high, write)}</svg>"
    )


def place_percent(value: float, low: float, high: float) -> float:
    """Where on the axis from low to high a value stands; in the middle where the axis has no length.

    >>> place_percent(5.0, 0.0, 10.0)
    57.5
    """
    share = (value - low) / (high - low) if high > low else 0.5
    return LEFT_PERCENT + (RIGHT_PERCENT - LEFT_PERCENT) * share


def swarm(places: NDArray[np.float64]) -> NDArray[np.int64]:
    """How many steps off the lane's middle each dot stands, so that dots stay apart; where all are taken, they overlap.

    >>> swarm(np.array([20.0, 50.0, 20.5]))
    array([ 0,  0, -1])
    """
    last = [-np.inf] * len(_OFFSETS)
    steps = np.zeros(len(places), dtype=np.int64)
    for dot in np.argsort(places, kind="stable").tolist():
        place = float(places[dot])
        free = [row for row, other in enumerate(last) if place - other >= _NEAR_PERCENT]
        row = free[0] if free else int(np.argmin(last))
        last[row] = place
        steps[dot] = _OFFSETS[row]
    return steps


def _lane(lane: RunLane, top: int, low: float, high: float, write: Callable[[float], str]) -> tuple[str, int]:
    """A lane's markup and its height, which grows with how its dots crowd."""
    places = np.array([place_percent(value, low, high) for value in lane.values.tolist()], dtype=np.float64)
    steps = swarm(places)
    reach_px = int(np.abs(steps).max()) * _STEP_PX
    height_px = _LANE_PX + 2 * reach_px
    middle = top + height_px // 2
    parts = [f'<text class="run-side" x="0" y="{middle + _BASELINE_PX}">{escaped(lane.name)}</text>']
    if lane.interval is not None:
        ends = [_percent(place_percent(end, low, high)) for end in lane.interval]
        parts.append(f'<line class="run-interval" x1="{ends[0]}" x2="{ends[1]}" y1="{middle}" y2="{middle}"/>')
    for run, (value, place, step) in enumerate(zip(lane.values.tolist(), places.tolist(), steps.tolist(), strict=True)):
        title = f"{lane.name}, run {run + 1}: {write(value)}"
        parts.append(
            f'<circle cx="{_percent(place)}" cy="{middle + step * _STEP_PX}" r="{_RADIUS_PX}">'
            f"<title>{escaped(title)}</title></circle>"
        )
    median = _percent(place_percent(lane.median, low, high))
    first, last = middle - reach_px - _LANE_PX // 2 + 2, middle + reach_px + _LANE_PX // 2 - 2
    parts.append(f'<line class="run-median" x1="{median}" x2="{median}" y1="{first}" y2="{last}"/>')
    return f'<g class="run-lane is-{escaped(lane.name)}">{"".join(parts)}</g>', height_px


def _axis(top: int, low: float, high: float, write: Callable[[float], str]) -> str:
    ends = ((low, "start"), (high, "end")) if high > low else ((low, "middle"),)
    labels = "".join(
        f'<text x="{_percent(place_percent(value, low, high))}" y="{top + _AXIS_PX - 5}" text-anchor="{anchor}">'
        f"{escaped(write(value))}</text>"
        for value, anchor in ends
    )
    return (
        f'<g class="run-axis"><line x1="{_percent(LEFT_PERCENT)}" x2="{_percent(RIGHT_PERCENT)}" y1="{top + 2}" '
        f'y2="{top + 2}"/>{labels}</g>'
    )


def _percent(place: float) -> str:
    """A percentage to a hundredth, without idle zeros."""
    return f"{place:.2f}".rstrip("0").rstrip(".") + "%"
