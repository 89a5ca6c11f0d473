"""Metrics, their units, and how a weight is written for a person.

Numbers travel raw; only the static SVG, tables and the command line write them. The page's script writes them by
the same rules (themes/default/js/numbers.js); tests/data/numbers.json holds both to one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import floor, log10

COUNT = "count"
NANOSECONDS = "nanoseconds"
BYTES = "bytes"
SHARE_OF_TOTAL = "share"
"""The unit of a part of the whole, written as a percentage."""

# Unit names as pprof writes them, their plural and short forms; see internal/measurement of google/pprof.
_ALIASES = {
    "": COUNT,
    "counts": COUNT,
    "ns": NANOSECONDS,
    "nanosecond": NANOSECONDS,
    "us": "microseconds",
    "microsecond": "microseconds",
    "ms": "milliseconds",
    "millisecond": "milliseconds",
    "s": "seconds",
    "sec": "seconds",
    "second": "seconds",
    "b": BYTES,
    "byte": BYTES,
    "kb": "kilobytes",
    "kilobyte": "kilobytes",
    "mb": "megabytes",
    "megabyte": "megabytes",
}
_SECONDS = {"nanoseconds": -9, "microseconds": -6, "milliseconds": -3, "seconds": 0}
_BYTES = {"bytes": 0, "kilobytes": 1, "megabytes": 2}
_TIME_STEPS = ((0, "s"), (-3, "ms"), (-6, "µs"), (-9, "ns"))
_BYTE_STEPS = ((4, "TiB"), (3, "GiB"), (2, "MiB"), (1, "KiB"), (0, "B"))
_SIGNIFICANT_DIGITS = 3
_SHARE_DIGITS = 2
# Between these percentages floats give the same text as the exact value, but where the text is about to change.
_FLOATS_TELL = (1e-6, 1e6)
_CLOSE = 1e-6
_MOST_REMEMBERED = 1 << 16  # texts of numbers: in a profile of samples the same few weights come again and again


@dataclass(frozen=True, slots=True)
class Metric:
    """What a weight counts: a name such as "cpu" and a unit such as "nanoseconds".

    per: what the weight was divided by, where it was: "s", "request".
    """

    name: str
    unit: str = COUNT
    per: str = ""


def metric_index(metrics: Sequence[Metric], name: str) -> int | None:
    """The number of the metric of that name, None without one; "space" is also found as "inuse_space"."""
    names = [metric.name for metric in metrics]
    return next((names.index(wanted) for wanted in (name, f"inuse_{name}") if wanted in names), None)


def count_metric(metrics: Sequence[Metric], metric: int) -> int | None:
    """Which metric counts the events that a metric weighs; itself where it is a count, None without one.

    A heap profile has two: inuse_space goes with inuse_objects, alloc_space with alloc_objects.
    """
    if metrics[metric].unit == COUNT:
        return metric
    counts = [index for index, kind in enumerate(metrics) if kind.unit == COUNT]
    family, underscore, _ = metrics[metric].name.partition("_")
    kin = [index for index in counts if metrics[index].name.startswith(f"{family}_")] if underscore else []
    return next(iter([*kin, *(index for index in counts if "_" not in metrics[index].name)]), None)


def normal_unit(text: str) -> str:
    """The canonical name of a unit; an unknown unit stays as it is given.

    >>> normal_unit("ns"), normal_unit("GCU")
    ('nanoseconds', 'GCU')
    """
    lower = text.strip().lower()
    return _ALIASES.get(lower, lower if lower in _SECONDS or lower in _BYTES or lower == COUNT else text.strip())


@lru_cache(maxsize=_MOST_REMEMBERED)
def format_weight(value: float, metric: Metric) -> str:
    """A weight with its unit: three significant digits below a thousand, thousands in commas.

    >>> format_weight(1_630_000_000, Metric("cpu", "nanoseconds"))
    '1.63 s'
    >>> format_weight(1234, Metric("samples")), format_weight(21_300, Metric("cpu", "nanoseconds", "request"))
    ('1,234 samples', '21.3 µs/request')
    """
    if metric.per:
        return f"{_with_unit(value, metric)}/{metric.per}"
    return _with_unit(value, metric)


def format_change(change: float, metric: Metric) -> str:
    """A difference of two weights with its sign; that of two shares in points.

    >>> format_change(0.0123, Metric("cpu", "share")), format_change(-1500, Metric("cpu", "nanoseconds"))
    ('+1.23 points', '-1.5 µs')
    """
    if metric.unit == SHARE_OF_TOTAL:
        return f"{points(change):+} points"
    return f"{'+' if change > 0 else ''}{format_weight(change, metric)}"


def format_range(low: str, high: str) -> str:
    """From one to the other, with the unit once where it is the same.

    >>> format_range("475 µs", "586 µs"), format_range("-3.10%", "+2.00%"), format_range("900 µs", "1.2 ms")
    ('475 to 586 µs', '-3.10% to +2.00%', '900 µs to 1.2 ms')
    """
    number, _, unit = low.partition(" ")
    return f"{number} to {high}" if unit and unit == high.partition(" ")[2] else f"{low} to {high}"


def points(change: float) -> Decimal:
    """A difference of shares in percentage points, to a hundredth; half up on the exact value, as JavaScript rounds.

    >>> points(0.012345), points(-1e-9)
    (Decimal('1.23'), Decimal('0.00'))
    """
    rounded = Decimal(100 * change).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def _with_unit(value: float, metric: Metric) -> str:
    if metric.unit == SHARE_OF_TOTAL:
        return format_share(value)
    if metric.unit in _SECONDS:
        return _scaled(value, _SECONDS[metric.unit], Decimal(10), _TIME_STEPS)
    if metric.unit in _BYTES:
        return _scaled(value, _BYTES[metric.unit], Decimal(1024), _BYTE_STEPS)
    noun = metric.name.replace("_", " ") if metric.unit == COUNT else metric.unit
    if value == 1 and metric.unit == COUNT and noun.endswith("s"):
        noun = noun[:-1]
    elif value != 1 and noun == "goroutine":  # the one metric that Go names in the singular
        noun = "goroutines"
    return f"{format_number(value)} {noun}"


def format_number(value: float) -> str:
    """A bare number: whole ones with commas, others with three significant digits.

    >>> format_number(1234567), format_number(0.12345)
    ('1,234,567', '0.123')
    """
    if float(value).is_integer():
        return f"{int(value):,}"
    return _significant(Decimal(value))


def exact_number(value: float) -> str:
    """The shortest decimal that reads back as the same number: integers without a point, never an exponent.

    >>> exact_number(1234.0), exact_number(-0.1), exact_number(1e-7)
    ('1234', '-0.1', '0.0000001')
    """
    number = float(value)
    return str(int(number)) if number.is_integer() else f"{Decimal(repr(number)):f}"


def format_share(share: float) -> str:
    """A share as a percentage: two decimals from 1 % up, two significant digits below (the rule of pprof).

    >>> format_share(0.0567), format_share(0.00123), format_share(1), format_share(0)
    ('5.67%', '0.12%', '100%', '0%')
    """
    percent = 100.0 * share
    size = abs(percent)
    if size == 0:
        return "0%"
    if _FLOATS_TELL[0] < size < _FLOATS_TELL[1]:
        places = 2 if size > 1 else 1 - floor(log10(size))
        if abs(size - 1) > _CLOSE and abs(size * 10.0**places % 1 - 0.5) > _CLOSE:
            return _percentage(f"{percent:.{places}f}", size < 1)
    exact = Decimal(share) * 100
    is_small = abs(exact) < 1
    rounded = _rounded(exact, _SHARE_DIGITS) if is_small else exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return _percentage(f"{rounded:f}", is_small)


def _percentage(text: str, is_small: bool) -> str:
    return f"{_without_zeros(text) if is_small or text.lstrip('-') == '100.00' else text}%"


def _scaled(value: float, exponent: int, base: Decimal, steps: tuple[tuple[int, str], ...]) -> str:
    exact = Decimal(value)
    for step, name in steps:
        scaled = exact * base ** (exponent - step)
        if abs(scaled) >= 1 or step == steps[-1][0]:
            return f"{_significant(scaled)} {name}"
    raise AssertionError("the last step always returns")


def _significant(number: Decimal) -> str:
    if abs(number) >= 1000:
        return f"{number.quantize(Decimal(1), ROUND_HALF_UP):,}"
    return _plain(_rounded(number, _SIGNIFICANT_DIGITS))


def _rounded(number: Decimal, digits: int) -> Decimal:
    # Half up on the exact binary value, as JavaScript's toPrecision does; Python's format rounds half to even.
    if number == 0:
        return Decimal(0)
    return number.quantize(Decimal(1).scaleb(number.adjusted() - digits + 1), ROUND_HALF_UP)


def _plain(number: Decimal) -> str:
    return _without_zeros(f"{number:f}")


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
