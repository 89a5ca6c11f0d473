"""How a row's weight is written in titles and attributes: the contract of the static SVG."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model import Metric
from sitegen.model.units import format_change, format_share, format_weight, points


@dataclass(frozen=True, slots=True)
class Earlier:
    """The side before of a row, and the whole that its share is of; is_net where only the change is known."""

    total: float
    whole: float
    is_net: bool = False


def row_weight(metric: Metric, total: float, whole: float, earlier: Earlier | None = None) -> str:
    """What stands behind a row's name in its title: `(VALUE, PERCENT%)`.

    In a difference `(BEFORE -> AFTER, +1.23 points)`, the shares' difference; where only the net change is known it is
    `(+146 µs)`.

    >>> row_weight(Metric("samples"), 1234, 21764)
    '(1,234 samples, 5.67%)'
    >>> row_weight(Metric("samples"), 3, 5, Earlier(1, 2))
    '(1 sample -> 3 samples, +10.00 points)'
    """
    if earlier is None:
        return f"({format_weight(total, metric)}, {format_share(total / whole if whole else 0.0)})"
    if earlier.is_net:
        return f"({format_change(total - earlier.total, metric)})"
    shares = (total / whole if whole else 0.0, earlier.total / earlier.whole if earlier.whole else 0.0)
    sides = f"{format_weight(earlier.total, metric)} -> {format_weight(total, metric)}"
    return f"({sides}, {points(shares[0] - shares[1]):+} points)"


def root_label(name: str, metric: Metric, total: float, earlier: Earlier | None = None) -> str:
    """What is written on the root: its name and the whole, of both sides, or the change where only that is known."""
    if earlier is None:
        return f"{name} · {format_weight(total, metric)}"
    if earlier.is_net:
        return f"{name} · {format_change(total - earlier.total, metric)}"
    return f"{name} · {format_weight(earlier.total, metric)} → {format_weight(total, metric)}"
