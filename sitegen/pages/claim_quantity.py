"""The kinds of numbers that claims are about: shares, points, factors, changes, weights."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from sitegen.analysis.benchmarks import write_change
from sitegen.analysis.statistics import Scale as ChangeScale
from sitegen.model import Metric
from sitegen.model.runs import Better, RunMetric
from sitegen.model.units import BYTES, COUNT, format_number, format_range, format_share, format_weight
from sitegen.pages.claim_value import Quantity, Scale

_HUNDRED = Decimal(100)
_SECONDS = {"nanoseconds": -9, "microseconds": -6, "milliseconds": -3, "seconds": 0}
# As authors may write them: both letters for mu, and the one on keyboards.
_TIMES = {"s": (0, "s"), "ms": (-3, "ms"), "µs": (-6, "µs"), "μs": (-6, "µs"), "us": (-6, "µs"), "ns": (-9, "ns")}
_BYTES = {BYTES: 0, "kilobytes": 1, "megabytes": 2}
_SIZES = {"B": 0, "KiB": 1, "MiB": 2, "GiB": 3, "TiB": 4}
_FACTOR = Scale(Decimal(1), "×")
_POINTS = ("points", "point", "pp")
_NO_METRIC = RunMetric("", "", Better.NEITHER)


def _write_share(value: float) -> str:
    """One decimal, unless that would say nothing where there is something, or all where there is not all."""
    rounded = (Decimal(value) * _HUNDRED).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if rounded in (0, 100):
        return format_share(value)
    return f"{rounded}%"


def _write_points(decimals: int) -> Callable[[float], str]:
    def write(value: float) -> str:
        rounded = (Decimal(value) * _HUNDRED).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if not rounded:
            # A float's own error is no change; what is smaller than the decimals is told by its first digit.
            return "0 points" if abs(value) < 1e-12 else f"{Decimal(format(value * 100, '.1g')):+f} points"
        return f"{rounded:+} points"

    return write


def _write_factor(value: float) -> str:
    return f"{format_number(value)}×" if math.isfinite(value) else "any factor"


def _write_change(ratio: float) -> str:
    return write_change(ratio, ChangeScale.RATIO, _NO_METRIC) if math.isfinite(ratio) else "any increase"


SHARE = Quantity({"%": Scale(_HUNDRED, "%")}, _write_share, format_share, tolerance_units=_POINTS)
"""A part of a whole, as a fraction of 1."""

POINTS = Quantity(
    {name: Scale(_HUNDRED, " points") for name in _POINTS}, _write_points(1), _write_points(2), is_signed=True
)
"""A difference of two shares, as a fraction of 1."""

FACTOR = Quantity({"x": _FACTOR, "×": _FACTOR}, _write_factor, _write_factor)
"""One number over another."""

CHANGE = Quantity(
    {"%": Scale(_HUNDRED, "%", -_HUNDRED), "x": _FACTOR, "×": _FACTOR}, _write_change, _write_change, is_signed=True
)
"""A relative change, held as after over before."""


def weight_quantity(metric: Metric) -> Quantity:
    """A weight in the unit of a metric, of a profile or of a benchmark."""
    if metric.unit in _SECONDS:
        scales = {
            name: Scale(Decimal(10) ** (_SECONDS[metric.unit] - power), f" {written}")
            for name, (power, written) in _TIMES.items()
        }
    elif metric.unit in _BYTES:
        scales = {
            name: Scale(Decimal(1024) ** (_BYTES[metric.unit] - power), f" {name}") for name, power in _SIZES.items()
        }
    else:
        noun = metric.name.replace("_", " ") if metric.unit == COUNT else metric.unit
        scales = {"": Scale(Decimal(1), ""), noun: Scale(Decimal(1), f" {noun}")}
        if metric.unit == COUNT and noun.endswith("s"):
            scales[noun[:-1]] = Scale(Decimal(1), f" {noun[:-1]}")

    def write(value: float) -> str:
        return format_weight(value, metric) if math.isfinite(value) else "any weight"

    return Quantity(scales, write, write)


def count_quantity(metric: Metric) -> Quantity:
    """A number of events, written without its noun, which the author's sentence has."""
    weight = weight_quantity(metric)
    return Quantity(weight.scales, format_number, weight.precise)


def difference_quantity(metric: Metric) -> Quantity:
    """A signed difference in the unit of a metric."""
    weight = weight_quantity(metric)

    def write(value: float) -> str:
        return ("-" if value < 0 else "+") + weight.write(abs(value))

    return Quantity(weight.scales, write, write, is_signed=True)


def write_interval(quantity: Quantity, interval: tuple[float, float]) -> str:
    """From one end to the other, with as many digits as the width is worth, the unit once where it is the same.

    >>> write_interval(SHARE, (0.11149, 0.14101)), write_interval(CHANGE, (1.1301, 1.2012))
    ('11.1 to 14.1%', '+13.01% to +20.12%')
    """
    low, high = interval
    if quantity is SHARE or quantity is POINTS:
        decimals = _worth_decimals((high - low) * 100)
        if quantity is SHARE:
            return f"{low * 100:.{decimals}f} to {high * 100:.{decimals}f}%"
        return f"{low * 100:+.{decimals}f} to {high * 100:+.{decimals}f} points"
    return format_range(quantity.precise(low), quantity.precise(high))


def _worth_decimals(width: float) -> int:
    """Decimals that give a width two significant digits, at least none."""
    return 1 if width <= 0 else min(6, max(0, 1 - math.floor(math.log10(width))))
