"""The line under a picture; themes/default/js/status.js writes it anew when the metric changes.

tests/data/status.json holds both to one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model import Metric
from sitegen.model.units import count_metric, format_share, format_weight

_ROUNDING = 1e-9  # sums of fractions differ by this much at most


@dataclass(frozen=True, slots=True)
class Status:
    """What the line is made of, in the shown metric but for `whole`, which has every metric's; nodes before pruning."""

    metrics: Sequence[Metric]
    whole: Sequence[float]
    metric: int
    shown: float
    duration_s: float | None
    folded: int
    folded_weight: float
    nodes: int


def status_sentence(status: Status) -> str:
    """The total, how many events that is, how much of it is shown, what was folded."""
    metric, whole = status.metrics[status.metric], status.whole[status.metric]
    if not whole:
        return "No samples in this metric."
    text = format_weight(whole, metric)
    count = count_metric(status.metrics, status.metric)
    if count is not None and count != status.metric:
        text += f", {format_weight(status.whole[count], status.metrics[count])}"
    if status.duration_s:
        text += f", recorded over {status.duration_s:.4g} s"
    if abs(status.shown - whole) > _ROUNDING * whole:
        text += f"; shown: {format_weight(status.shown, metric)}, {format_share(status.shown / whole)} of all"
    if status.folded:
        share = format_share(status.folded_weight / whole)
        text += f"; the {status.folded:,} smallest of {status.nodes:,} nodes are folded ({share})"
    return text + "."
