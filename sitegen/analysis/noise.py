"""How far a change is from noise: the variance of each row's difference, and its p against a t distribution.

A run gives row i the weight w, in events of u each (u = 1 for counts), at exposure e. With W and E the sums over the
runs of a side, x = W / E is that side's value and d = x_after - x_before. The sampling variance of a weight is
e g(x): g = u x under a Poisson model, and x (u (1 - 2x) + U x) for shares, which is u x (1 - x) where all events
weigh the same (U is what an event of the whole profile weighs). Then

    V = max( g(x0) (1/E_before + 1/E_after),  g(x_before)/E_before + g(x_after)/E_after ),     x0 of both sides pooled
    t = d / sqrt(phi V)

The larger of the pooled and the separate form, because with unequal exposures either alone is too small on one side.

**Dispersion.** Runs vary more than samples do, by phi. A row alone has nu = A + B - 2 degrees of freedom for it, from
the residuals z = (w - x e) / sqrt(g(x0) e) of its runs: phi_i = sum(z^2) / nu. All tested rows together give what is
expected of a row that holds y events, with y the event variance g(x0) e / u^2 of a run:

    base_i = max( mean(phi), 1 + growth y_i, 1 ),     growth = sum((phi - 1) y) / sum(y^2), at least 0

The second form is what runs produce that each vary by a fixed part of the weight; one common phi is far too small for
the heaviest rows then. How much rows differ beyond what nu degrees of freedom explain says what the shared value is
worth: with k = mean(q^2) / mean(q)^2 / (1 + 2/nu) - 1 of the quotients q = phi / base, it weighs as much as
nu0 = 4 + 2/k degrees of freedom (the moments of a scaled inverse chi-square prior). Then

    phi* = max( (nu0 base + nu phi_i) / (nu0 + nu),  phi_i,  1 ),     p from t with nu0 + nu degrees of freedom

so a row that varies more than the others is held against its own runs. Rows that move together in every run say the
same thing many times: nu + nu0 is at most nu tr(S)^2 / tr(S^2), S the covariance of the rows' residuals, estimated
without bias from the R x R products of the runs (Bai and Saranadasa, Statistica Sinica 6, 1996). Below four degrees
of freedom no spread among rows can be estimated: nu0 = 0 and phi* = max(base, phi_i).

With one run a side there is no phi: it is 1, and the reference the normal distribution. That is sampling noise alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.distributions import t_tail
from sitegen.model.comparison import Dispersion

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FEWEST_DEGREES = 4
"""Below this many degrees of freedom (two runs a side leave two) the spread among rows is not estimated."""


@dataclass(frozen=True, slots=True)
class SideRuns:
    """One side's runs in one family of rows: weight float64 (n, R), and each run's exposure, float64 (R,)."""

    weight: Floats
    exposure: Floats

    @property
    def value(self) -> Floats:
        """The side's value of each row, float64 (n,): the sum of its runs over the sum of their exposures."""
        return np.asarray(self.weight.sum(axis=1) / self.exposure.sum(), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Sampling:
    """The model of what sampling alone does: float64 (n,) what an event of each row weighs, and of the whole."""

    event: Floats
    whole_event: float
    is_share: bool

    def variance(self, value: Floats) -> Floats:
        """g: the variance of a weight at exposure 1, float64 (n,), where the true value is `value`."""
        if not self.is_share:
            return self.event * value
        return np.maximum(value * (self.event * (1 - 2 * value) + self.whole_event * value), 0.0)


@dataclass(frozen=True, slots=True)
class Noise:
    """How far each row's difference is from noise: difference, standard error, two-sided p, float64 (n,).

    degrees: of freedom of the reference distribution, infinite for the normal one; dispersion: None for one run a side
    """

    difference: Floats
    standard_error: Floats
    p: Floats
    degrees: float
    dispersion: Dispersion | None


def assess(before: SideRuns, after: SideRuns, sampling: Sampling, tested: Bools) -> Noise:
    """The noise of every row; the dispersion is estimated from the `tested` rows. O(n R^2)."""
    difference = after.value - before.value
    variance = _sampling_variance(before, after, sampling)
    degrees, dispersion = math.inf, None
    if before.weight.shape[1] + after.weight.shape[1] > 2:
        factor, dispersion = _dispersion(before, after, sampling, tested & (variance > 0))
        degrees = dispersion.degrees
        variance = variance * factor
    error = np.sqrt(variance)
    distance = np.divide(np.abs(difference), error, out=np.zeros(len(error), np.float64), where=error > 0)
    p = np.minimum(1.0, 2 * t_tail(distance, degrees))
    return Noise(difference, error, p, degrees, dispersion)


def pooled_value(before: SideRuns, after: SideRuns) -> Floats:
    """Each row's value over both sides together, float64 (n,)."""
    weight = before.weight.sum(axis=1) + after.weight.sum(axis=1)
    return np.asarray(weight / (before.exposure.sum() + after.exposure.sum()), dtype=np.float64)


def _sampling_variance(before: SideRuns, after: SideRuns, sampling: Sampling) -> Floats:
    exposure_before, exposure_after = before.exposure.sum(), after.exposure.sum()
    pooled = sampling.variance(pooled_value(before, after)) * (1 / exposure_before + 1 / exposure_after)
    of_before = sampling.variance(before.value) / exposure_before
    of_after = sampling.variance(after.value) / exposure_after
    return np.asarray(np.maximum(pooled, of_before + of_after), dtype=np.float64)


def _dispersion(before: SideRuns, after: SideRuns, sampling: Sampling, tested: Bools) -> tuple[Floats, Dispersion]:
    """What multiplies each row's sampling variance, float64 (n,), and how it came about."""
    runs = before.weight.shape[1] + after.weight.shape[1]
    degrees = float(runs - 2)
    unit = sampling.variance(pooled_value(before, after))
    residuals = [_residuals(side, unit) for side in (before, after)]
    own = ((residuals[0] ** 2).sum(axis=1) + (residuals[1] ** 2).sum(axis=1)) / degrees
    mean_exposure = (before.exposure.sum() + after.exposure.sum()) / runs
    square = sampling.event * sampling.event
    events = np.divide(unit * mean_exposure, square, out=np.zeros(len(unit), np.float64), where=square > 0)
    shared, growth = _trend(own[tested], events[tested])
    base = np.maximum(shared, 1 + growth * events)
    if degrees < FEWEST_DEGREES or not own[tested].any():
        return np.maximum(base, own), Dispersion(shared, growth, degrees, int(np.count_nonzero(tested)))
    scaled = [part[tested] / np.sqrt(base[tested])[:, None] for part in residuals]
    extra = min(_worth(own[tested] / base[tested], degrees), _independent(scaled, degrees) - degrees)
    moderated = (extra * base + degrees * own) / (extra + degrees)
    factor = np.maximum(np.maximum(moderated, own), 1.0)
    return factor, Dispersion(shared, growth, degrees + extra, int(np.count_nonzero(tested)))


def _residuals(side: SideRuns, unit: Floats) -> Floats:
    expected = side.value[:, None] * side.exposure
    error = np.sqrt(unit[:, None] * side.exposure)
    return np.divide(side.weight - expected, error, out=np.zeros(side.weight.shape, np.float64), where=error > 0)


def _trend(own: Floats, events: Floats) -> tuple[float, float]:
    """The mean dispersion, at least 1, and how much an expected event adds, at least 0."""
    if not len(own):
        return 1.0, 0.0
    growth = float(((own - 1) * events).sum() / (events * events).sum())
    return max(1.0, float(own.mean())), max(0.0, growth)


def _worth(quotients: Floats, degrees: float) -> float:
    """How many degrees of freedom the shared dispersion is worth to one row; infinite where rows do not differ."""
    spread = float((quotients * quotients).mean() / quotients.mean() ** 2) / (1 + 2 / degrees) - 1
    return 4 + 2 / spread if spread > 0 else math.inf


def _independent(residuals: list[Floats], degrees: float) -> float:
    """The degrees of freedom of all rows' mean dispersion, finite: `degrees` where the rows move as one."""
    rows = len(residuals[0])
    columns = [np.ascontiguousarray(column) for part in residuals for column in part.T]
    products = [[float(one @ other) / degrees for one in columns] for other in columns]
    # Sums in rising order do not depend on which side comes first.
    trace = sum(sorted(products[run][run] for run in range(len(columns))))
    squares = sum(sorted(product * product for row in products for product in row))
    square_trace = (squares - trace * trace / degrees) * degrees**2 / ((degrees - 1) * (degrees + 2))
    if square_trace <= 0:
        return degrees * rows
    independent_rows = (trace * trace - 2 * square_trace / degrees) / square_trace
    return degrees * min(max(independent_rows, 1.0), float(rows))
