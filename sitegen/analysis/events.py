"""How many events lie behind each sample's weight, which is what sampling noise is about.

A weight in nanoseconds says nothing of noise; the number of samples that it was summed up from does. Profilers write
that number in a count metric, except where they scaled it: a Go heap profile's objects are estimates, and the counts
behind them are won back here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.model import Metric, Profile
from sitegen.model.units import BYTES

Floats = NDArray[np.float64]

_CENSUS = ("goroutine", "threadcreate")
_CONTENTIONS = "contentions"
_HEAP_KINDS = ("alloc", "inuse")
_SLACK = 1e-3  # how far a recovered heap count may be from whole: Go cuts scaled counts and bytes to integers


@dataclass(frozen=True, slots=True)
class Events:
    """The events behind one metric: count float64 (S,), or None and the reason why they cannot be known.

    doubt: why the sampling noise of the metric is not known all the same, empty where it is; several runs show
    their variation even then.
    """

    count: Floats | None
    doubt: str = ""


def events_of(profile: Profile, metric: int) -> Events:
    """The events behind a metric's weights in each sample."""
    kind = profile.metrics[metric]
    if kind.name in _CENSUS:
        return Events(None, f"{kind.name} is a census of one moment, not a sample of many")
    if is_heap(profile):
        return _heap_events(profile, kind)
    column = profile.count_metric(metric)
    if column is None:
        return Events(None, f"the profile has no count metric, and weights in {kind.unit} alone tell nothing of noise")
    count, weight = profile.weight[:, column], profile.weight[:, metric]
    counter = profile.metrics[column].name
    if (count != np.round(count)).any():
        return Events(None, f"{counter} are not whole numbers, so they are no counts of events")
    if ((weight > 0) & (count == 0)).any():
        return Events(None, f"some samples have {kind.name} but no {counter}")
    if counter == _CONTENTIONS:
        return Events(count, "contentions may be scaled by a sampling rate that the file does not hold")
    if column != metric and not _is_proportional(weight, count):
        return Events(count, f"how {kind.name} varies from one of the {counter} to the next is not recorded")
    return Events(count)


def is_heap(profile: Profile) -> bool:
    """Whether weights are estimates from allocations sampled by their bytes."""
    period = profile.provenance.period_metric
    return period is not None and period.unit == BYTES and (profile.provenance.period or 0) > 1


def _heap_events(profile: Profile, kind: Metric) -> Events:
    """The sampled allocations behind scaled ones: of b bytes each and one sample in `rate` bytes, 1 - exp(-b / rate).

    See scaleHeapSample in Go's runtime/pprof. A record holds blocks of one size, so that the scale is known; records
    that were merged over sizes are noticed, because no whole number of samples gives their counts.
    """
    heap_kind = next((name for name in _HEAP_KINDS if kind.name.startswith(name)), "")
    objects, space = (profile.metric_index(f"{heap_kind}_{noun}") for noun in ("objects", "space"))
    if objects is None or space is None:
        return Events(None, "the heap profile lacks objects or bytes, so its sampled allocations cannot be won back")
    scaled, held = profile.weight[:, objects], profile.weight[:, space]
    size = np.divide(held, scaled, out=np.zeros(len(scaled), np.float64), where=scaled > 0)
    chance = -np.expm1(-size / float(profile.provenance.period or 1))
    count = np.ceil(scaled * chance - _SLACK)
    if (count > (scaled + 1) * chance + _SLACK).any() or ((scaled > 0) & (count == 0)).any():
        return Events(None, "blocks of several sizes were merged, so the sampled allocations cannot be won back")
    return Events(count)


def _is_proportional(weight: Floats, count: Floats) -> bool:
    held = count > 0
    if not held.any():
        return True
    quotient = weight[held] / count[held]
    return bool(np.ptp(quotient) <= 1e-9 * np.abs(quotient).max())
