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
class Earlier:
    """The side before of a difference: what `whole` and `shown` are of the side after; is_net as in the tree."""

    whole: Sequence[float]
    shown: float
    is_net: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """What the line is made of, in the shown metric but for `whole`, which has every metric's; nodes before pruning.

    folded_weight is that of both sides in a difference.
    """

    metrics: Sequence[Metric]
    whole: Sequence[float]
    metric: int
    shown: float
    duration_s: float | None
    folded: int
    folded_weight: float
    nodes: int
    before: Earlier | None = None


def status_sentence(status: Status) -> str:
    """The total, how many events that is, how much of it is shown, what was folded; in a difference of both sides."""
    metric, whole, earlier = status.metrics[status.metric], status.whole[status.metric], status.before
    both = whole + (earlier.whole[status.metric] if earlier else 0)
    if not both:
        return "No samples in this metric."
    text = _weights(status, status.whole)
    if earlier is None:
        if status.duration_s:
            text += f", recorded over {status.duration_s:.4g} s"
        if _is_part(status.shown, whole):
            text += f"; shown: {format_weight(status.shown, metric)}, {format_share(status.shown / whole)} of all"
    else:
        words = ("lost", "gained") if earlier.is_net else ("before", "after")
        text = f"{_weights(status, earlier.whole)} {words[0]}; {text} {words[1]}"
        if _is_part(status.shown, whole) or _is_part(earlier.shown, earlier.whole[status.metric]):
            shown = [format_weight(weight, metric) for weight in (earlier.shown, status.shown)]
            text += f"; shown: {shown[0]} {words[0]}, {shown[1]} {words[1]}"
    if status.folded:
        share = format_share(status.folded_weight / both)
        text += f"; the {status.folded:,} smallest of {status.nodes:,} nodes are folded ({share})"
    return text + "."


def _weights(status: Status, whole: Sequence[float]) -> str:
    text = format_weight(whole[status.metric], status.metrics[status.metric])
    count = count_metric(status.metrics, status.metric)
    if count is not None and count != status.metric:
        text += f", {format_weight(whole[count], status.metrics[count])}"
    return text


def _is_part(shown: float, whole: float) -> bool:
    return abs(shown - whole) > _ROUNDING * whole
