"""What removing a frame would do to the rate: a first-order estimate, and the condition that it rests on.

If the rate is limited by the profiled CPU time, and samples with a share p of that time go away while all others stay
as they are, the same CPU time serves 1 / (1 - p) times as much. It is an estimate, not a bound, because garbage
collection, locks and caches change with the code that is removed. The interval is that of p, carried through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.analysis.events import is_heap
from sitegen.analysis.proportions import Ends, Estimate
from sitegen.errors import FlamesiteError
from sitegen.model import Metric, Profile
from sitegen.model.units import COUNT

LARGEST_CPU_DIFFERENCE = 0.1
"""By how much of the side before the CPU use of both sides may differ before the condition is in doubt."""

CPU_METRICS = ("cpu", "samples", "sample", "cycles", "cpu-cycles", "cpu-clock", "task-clock")
_SECONDS = {"nanoseconds": 1e-9, "microseconds": 1e-6, "milliseconds": 1e-3, "seconds": 1.0}


class NoPrediction(FlamesiteError):
    """A share from which nothing follows for the rate."""


@dataclass(frozen=True, slots=True)
class CpuUse:
    """How many CPUs some runs kept busy, on average; None where that is not known, and then why."""

    cpus: float | None
    reason: str = ""


def rate_factor(share: Estimate) -> Estimate:
    """What the rate is multiplied by without a share of all samples. Raises NoPrediction."""
    if share.value >= 1:
        raise NoPrediction("all samples hold the frame, and without it nothing would be left to predict a rate from")
    ends: Ends | None = None
    if share.interval is not None:
        low, high = share.interval
        ends = 1 / (1 - low), 1 / (1 - high) if high < 1 else float("inf")
    return replace(share, value=1 / (1 - share.value), interval=ends)


def check_metric(metric: Metric) -> None:
    """Raises NoPrediction where a metric does not weigh CPU time."""
    if metric.name not in CPU_METRICS:
        raise NoPrediction(
            f"a prediction rests on CPU time, expected the metric {CPU_METRICS[0]} or {CPU_METRICS[1]}, found "
            f"{metric.name}; name a CPU profile"
        )


def cpu_use(runs: Sequence[Profile]) -> CpuUse:
    """Samples times period over duration, of all runs together."""
    seconds = duration_s = 0.0
    for run in runs:
        source = run.provenance
        if not source.duration_s:
            return CpuUse(None, f"{run.title} does not say how long it was recorded")
        unit = source.period_metric.unit if source.period_metric else ""
        if not source.period or unit not in _SECONDS or is_heap(run):
            return CpuUse(None, f"{run.title} does not say how much time a sample stands for")
        column = run.count_metric(run.default_metric)
        if column is None or run.metrics[column].unit != COUNT:
            return CpuUse(None, f"{run.title} does not count its samples")
        seconds += float(run.totals()[column]) * source.period * _SECONDS[unit]
        duration_s += source.duration_s
    return CpuUse(seconds / duration_s)


def cpu_difference(before: CpuUse, after: CpuUse) -> float | None:
    """By which part of the side before the CPU use differs, without sign; None where a side's is not known."""
    if not before.cpus or after.cpus is None:
        return None
    return abs(after.cpus - before.cpus) / before.cpus


def overlap(first: Ends, second: Ends) -> bool:
    """Whether two intervals share a number."""
    return first[0] <= second[1] and second[0] <= first[1]
