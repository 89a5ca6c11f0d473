"""How a row's weight is written in titles and attributes: the contract of the static SVG."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sitegen.model import Metric
from sitegen.model.units import format_share, format_weight


def row_title(name: str, metric: Metric, total: float, whole: float, before: float | None = None) -> str:
    """`NAME (VALUE, PERCENT%)`; in a difference `NAME (BEFORE -> AFTER, +1.23 points)`, the shares' difference.

    >>> row_title("main.work", Metric("samples"), 1234, 21764)
    'main.work (1,234 samples, 5.67%)'
    """
    if before is None:
        return f"{name} ({format_weight(total, metric)}, {format_share(total / whole if whole else 0.0)})"
    # Half up on the exact value, as the page's script rounds.
    points = Decimal(100 * (total - before) / whole if whole else 0.0).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{name} ({format_weight(before, metric)} -> {format_weight(total, metric)}, {points:+} points)"
