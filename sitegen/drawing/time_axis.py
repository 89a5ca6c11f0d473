"""The ticks of an axis of time, the same as in themes/default/js/time_axis.js; tests/data/time_axis.json holds both."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

NARROWEST_TICK_PX = 110
"""Room for "12.300001 s" at 12 px, and some to spare."""
_PLACES = {"s": 9, "ms": 6, "µs": 3, "ns": 0}
"""How many decimal places each unit has until a nanosecond."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a tick is, in nanoseconds, and what is written there."""

    at_ns: int
    label: str


def ticks(from_ns: float, to_ns: float, width_px: float) -> list[Tick]:
    """Ticks at round times, at least NARROWEST_TICK_PX apart; all in the unit of the later end.

    >>> [tick.label for tick in ticks(0, 2_300_000_000, 600)]
    ['0 s', '0.5 s', '1 s', '1.5 s', '2 s']
    """
    span = to_ns - from_ns
    if not span > 0:
        return []
    step = _step(span / max(1, floor(width_px / NARROWEST_TICK_PX)))
    unit = next((unit for unit, places in _PLACES.items() if to_ns >= 10**places), "ns")
    numbers = range(ceil(from_ns / step), floor(to_ns / step) + 1)
    return [Tick(step * number, f"{_decimal(step * number, _PLACES[unit])} {unit}") for number in numbers]


def _step(least_ns: float) -> int:
    """The smallest 1, 2 or 5 times a power of ten that is at least as large; time has no parts of a nanosecond."""
    power = 1
    while power * 5 < least_ns:
        power *= 10
    return next(power * factor for factor in (1, 2, 5) if power * factor >= least_ns)


def _decimal(value: int, places: int) -> str:
    digits = str(value).rjust(places + 1, "0")
    point = len(digits) - places
    return f"{digits[:point]}.{digits[point:]}".rstrip("0").rstrip(".")
