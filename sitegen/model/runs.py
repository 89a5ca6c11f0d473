"""Benchmark runs: what was measured, and one number a run.

Readers of benchmark results make `Series`, statistics compare them; neither needs to know the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sitegen.model.units import Metric, format_weight


class Better(StrEnum):
    """The direction in which a metric is better; neither where nobody said."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class RunMetric:
    """What a benchmark measures: a name such as "latency mean", a unit such as "seconds", which way is better."""

    name: str
    unit: str
    better: Better

    def write(self, value: float) -> str:
        """A value with its unit.

        >>> RunMetric("latency mean", "seconds", Better.LOWER).write(0.000525)
        '525 µs'
        """
        return format_weight(value, Metric(self.name, self.unit))


@dataclass(frozen=True, slots=True)
class Series:
    """One metric of one benchmark over n runs: values float64 (n,), read-only, in the order of the runs.

    `benchmark` is empty where a tool measures one thing a file, as wrk does.
    """

    benchmark: str
    metric: RunMetric
    values: NDArray[np.float64]


def series(benchmark: str, metric: RunMetric, values: Iterable[float]) -> Series:
    """The series of some numbers, one a run."""
    column = np.array(list(values), dtype=np.float64)
    column.flags.writeable = False
    return Series(benchmark, metric, column)
