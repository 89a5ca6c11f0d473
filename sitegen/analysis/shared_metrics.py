"""The metrics that two sides have in common, in one unit each, and which of them is compared."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sitegen.analysis.events import is_heap
from sitegen.errors import FlamesiteError, closest, quoted
from sitegen.model import Metric, Profile
from sitegen.model.units import BYTES, COUNT, NANOSECONDS

# Each unit in the finest of its kind.
_UNITS = {
    NANOSECONDS: (NANOSECONDS, 1),
    "microseconds": (NANOSECONDS, 10**3),
    "milliseconds": (NANOSECONDS, 10**6),
    "seconds": (NANOSECONDS, 10**9),
    BYTES: (BYTES, 1),
    "kilobytes": (BYTES, 1 << 10),
    "megabytes": (BYTES, 1 << 20),
}


class SidesDiffer(FlamesiteError):
    """Sides that cannot be compared; `field` is what they differ in."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field = field

    def __str__(self) -> str:
        return str(self.args[1])


@dataclass(frozen=True, slots=True)
class SharedMetric:
    """A metric of both sides: its column in each, and what brings each to the common unit."""

    metric: Metric
    column_before: int
    column_after: int
    factor_before: float
    factor_after: float

    @property
    def sides(self) -> tuple[tuple[int, float], tuple[int, float]]:
        """Column and factor before, and after."""
        return (self.column_before, self.factor_before), (self.column_after, self.factor_after)


def with_period_metric(side: Profile, other: Profile) -> Profile:
    """The side with its samples written in time too, where only that makes it comparable with the other.

    That is where it counts samples of a known period, and the other has that time or another period.
    """
    period, metric = side.provenance.period, side.provenance.period_metric
    column = side.count_metric(side.default_metric)
    if not period or metric is None or _kind(metric) != NANOSECONDS or column is None or is_heap(side):
        return side
    if any(_kind(own) == NANOSECONDS for own in side.metrics):
        return side
    if _period_of(side) == _period_of(other) and metric.name not in [its.name for its in other.metrics]:
        return side
    weight = np.concatenate((side.weight, side.weight[:, [column]] * period), axis=1)
    return replace(side, metrics=(*side.metrics, metric), weight=weight)


def shared_metrics(before: Profile, after: Profile) -> tuple[SharedMetric, ...]:
    """The metrics of equal name and comparable units, by name. Raises SidesDiffer where there are none."""
    shared: list[SharedMetric] = []
    units: list[str] = []
    for name in sorted({metric.name for metric in before.metrics} & {metric.name for metric in after.metrics}):
        columns = [[metric.name for metric in side.metrics].index(name) for side in (before, after)]
        metrics = [side.metrics[column] for side, column in zip((before, after), columns, strict=True)]
        if _kind(metrics[0]) != _kind(metrics[1]):
            units.append(f"{name} is in {metrics[0].unit} before and in {metrics[1].unit} after")
            continue
        scales = [_scale(metric) for metric in metrics]
        finest = metrics[int(np.argmin(scales))]
        factors = [scale / min(scales) for scale in scales]
        shared.append(SharedMetric(Metric(name, finest.unit), columns[0], columns[1], factors[0], factors[1]))
    if shared:
        return tuple(shared)
    if units:
        raise SidesDiffer("units", f"the sides cannot be compared: their units differ: {'; '.join(units)}")
    raise SidesDiffer(
        "sample types",
        f"the sides cannot be compared: their sample types differ: {_listed(before)} before and {_listed(after)} after",
    )


def choose(shared: tuple[SharedMetric, ...], before: Profile, after: Profile, name: str | None) -> int:
    """The row of the metric to compare: the named one, or the sides' default, a physical one where both have one.

    Raises SidesDiffer where not both sides have the named one.
    """
    names = [row.metric.name for row in shared]
    if name is not None:
        wanted = [candidate for candidate in (name, f"inuse_{name}") if candidate in names]
        if wanted:
            return names.index(wanted[0])
        raise SidesDiffer(
            "sample types",
            f"not both sides have the metric {quoted(name)}; both have {', '.join(names)}{closest(name, names)}",
        )
    physical = [row.metric.name for row in shared if row.metric.unit != COUNT]
    defaults = sorted(side.metrics[side.default_metric].name for side in (before, after))
    preferred = [default for default in defaults if default in (physical or names)]
    return names.index((preferred or physical or names)[0])


def period_difference(before: Profile, after: Profile, metric: Metric) -> str:
    """Why counts of two sides may be compared as shares only: they were taken at different periods; or empty."""
    periods = [_period_of(side) for side in (before, after)]
    if metric.unit != COUNT or periods[0] == periods[1] or is_heap(before) or is_heap(after):
        return ""
    said = [f"{period:g} {unit}" if period else "unknown" for period, unit in periods]
    return f"their periods differ: {said[0]} before and {said[1]} after, and {metric.name} alone do not tell the time"


def _period_of(profile: Profile) -> tuple[float | None, str]:
    period, metric = profile.provenance.period, profile.provenance.period_metric
    if metric is None:
        return period, ""
    return None if period is None else period * _scale(metric), _kind(metric)


def _kind(metric: Metric) -> str:
    return _UNITS.get(metric.unit, (metric.unit, 1))[0]


def _scale(metric: Metric) -> int:
    return _UNITS.get(metric.unit, (metric.unit, 1))[1]


def _listed(profile: Profile) -> str:
    return ", ".join(f"{metric.name}/{metric.unit}" for metric in profile.metrics)
