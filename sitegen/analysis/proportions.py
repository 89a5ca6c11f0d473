"""How sure a share is, and a weight: 95 % intervals from sampling alone, or from how runs vary.

**One profile** knows of sampling noise only, and that of the events behind its weights, never of nanoseconds. A
share y / w of n events has Wilson's interval: the shares that a score test at 5 % would not reject (scipy's
`binomtest(y, n).proportion_ci(method="wilson")`). Events that weigh unequally, as a heap profile's do, count as the
n of equal weight that have the same variance. A weight has the same score interval for a Poisson count.

**Several runs** show how they vary. With y_r and w_r of each of R runs, p = sum(y) / sum(w) is a ratio estimate whose
clusters are the runs:

    variance = R / (R - 1)  sum((y_r - p w_r)^2) / sum(w)^2,     t on R - 1 degrees of freedom

taken on the scale log(p / (1 - p)), which cannot leave 0 to 1 (a weight's: log). Few runs may happen to agree by
chance better than samples could, so the interval is never narrower than sampling: it reaches as far as either does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.distributions import normal_quantile, t_quantile
from sitegen.analysis.frame_weights import FrameWeights, Held
from sitegen.errors import FlamesiteError

Floats = NDArray[np.float64]
Ends = tuple[float, float]

CONFIDENCE = 0.95
_TAIL = (1 - CONFIDENCE) / 2
_Z = normal_quantile(_TAIL)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and its interval, None where it is not knowable; then method is empty and reason says why.

    method: a word or two on how the interval was made; cover: what it holds the true value with
    """

    value: float
    interval: Ends | None
    method: str = ""
    reason: str = ""
    cover: float = CONFIDENCE


class NoShare(FlamesiteError):
    """A share of nothing."""


def share(weights: FrameWeights) -> Estimate:
    """The weight of samples that hold a frame, over that of those that hold the frame that narrows it, or of all.

    Raises NoShare.
    """
    return share_of(weights.part, weights.within, weights.unknown)


def share_of(part: Held, whole: Held, unknown: str) -> Estimate:
    """The share of one weight in another that holds it; unknown: why sampling noise is not, or empty.

    Raises NoShare where the other is nothing.
    """
    if whole.total <= 0:
        raise NoShare("the samples to take a share of have no weight")
    value = part.total / whole.total
    sampling = None if unknown else wilson(value, _equal_events(part, whole, value))
    return _joined(value, sampling, _logit_t(part.weight, whole.weight, value), len(part.weight), "Wilson", unknown)


def mean_weight(held: Held, whole: Held, unknown: str) -> Estimate:
    """The mean weight a run; whole: of all samples, which tells what an event weighs where nothing was held."""
    runs = len(held.weight)
    value = held.total / runs
    sampling = None if unknown else _poisson(held, whole)
    by_runs = _log_t(held.weight, value)
    return _joined(value, sampling, by_runs, runs, "Poisson counts, score", unknown)


def wilson(share: float, events: float, z: float = _Z) -> Ends:
    """Wilson's interval of a share of so many events; see his paper in JASA 22 (1927).

    >>> [round(end, 4) for end in wilson(243 / 1936, 1936)]
    [0.1115, 0.141]
    """
    base = 1 + z * z / events
    middle = share + z * z / (2 * events)
    reach = z * math.sqrt(share * (1 - share) / events + z * z / (4 * events * events))
    return max(0.0, (middle - reach) / base), min(1.0, (middle + reach) / base)


def _equal_events(part: Held, whole: Held, share: float) -> float:
    """How many events of equal weight would give the share the same sampling variance."""
    if 0 < share < 1:
        variance = (1 - 2 * share) * part.square.sum() + share * share * whole.square.sum()
        if variance > 0:
            return float(share * (1 - share) * whole.total**2 / variance)
    return float(whole.total**2 / whole.square.sum())


def _poisson(held: Held, whole: Held) -> Ends:
    """The score interval of the mean a run: with x events of weight u, u (x + z^2 / 2 -+ z sqrt(x + z^2 / 4))."""
    runs = len(held.weight)
    measured = held if held.total > 0 else whole
    event = float(measured.square.sum() / measured.total)
    count = held.total / event
    middle, reach = count + _Z * _Z / 2, _Z * math.sqrt(count + _Z * _Z / 4)
    return max(0.0, (middle - reach) * event / runs), (middle + reach) * event / runs


def _logit_t(part: Floats, whole: Floats, share: float) -> Ends | None:
    """The interval from the runs' own variation; None where they show none."""
    if not 0 < share < 1 or (error := _ratio_error(part, whole, share)) == 0:
        return None
    reach = _t(len(part)) * error / (share * (1 - share))
    logit = math.log(share / (1 - share))
    return _expit(logit - reach), _expit(logit + reach)


def _log_t(weight: Floats, mean: float) -> Ends | None:
    if mean <= 0 or (error := _ratio_error(weight, np.ones(len(weight), np.float64), mean)) == 0:
        return None
    reach = _t(len(weight)) * error / mean
    return mean * math.exp(-reach), mean * _exp(reach)


@cache
def _t(runs: int) -> float:
    """How many standard errors an interval from so many runs reaches."""
    return t_quantile(_TAIL, runs - 1)


def _ratio_error(part: Floats, whole: Floats, ratio: float) -> float:
    """The standard error of sum(part) / sum(whole) with the runs as clusters; 0 for one run."""
    runs = len(part)
    if runs < 2:
        return 0.0
    rest = part - ratio * whole
    # What is left of equal shares by rounding is no variation.
    if float(np.abs(rest).max()) <= 1e-12 * float(np.abs(part).max()):
        return 0.0
    return math.sqrt(runs / (runs - 1) * float((rest * rest).sum())) / float(whole.sum())


def _joined(
    value: float, sampling: Ends | None, by_runs: Ends | None, runs: int, sampling_name: str, unknown: str
) -> Estimate:
    """The estimate whose interval reaches as far as either."""
    if by_runs is None and sampling is None:
        reason = unknown if runs == 1 else f"the {runs} runs do not differ, and {unknown}"
        return Estimate(value, None, reason=reason)
    if by_runs is None:
        assert sampling is not None
        return Estimate(value, sampling, sampling_name)
    name = f"t from {runs} runs"
    if sampling is None:
        return Estimate(value, by_runs, name)
    low, high = min(sampling[0], by_runs[0]), max(sampling[1], by_runs[1])
    if (low, high) == sampling:
        return Estimate(value, sampling, sampling_name)
    return Estimate(value, (low, high), name)


def _expit(logit: float) -> float:
    return 1 / (1 + _exp(-logit))


def _exp(exponent: float) -> float:
    # Two runs that differ much leave nearly everything open: e to the thousand is infinity, not an error.
    return math.exp(exponent) if exponent < 700 else math.inf
