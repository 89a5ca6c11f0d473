"""A difference: two sides on one union tree, what each run counted, and what can be told from noise.

Weights in the tree are as stored. A `Change` holds them in the scaling's measure, where both sides were divided,
each by its own exposure, and neither was scaled to the other: equal sides differ by exactly zero, and exchanged
sides by exactly the negative.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sitegen.model.tree import CallTree
from sitegen.model.units import Metric

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ScalingName = Literal["share", "absolute", "per second", "per operation"]
SHARE: ScalingName = "share"
ABSOLUTE: ScalingName = "absolute"
PER_SECOND: ScalingName = "per second"
PER_OPERATION: ScalingName = "per operation"
SCALINGS: tuple[ScalingName, ...] = (SHARE, ABSOLUTE, PER_SECOND, PER_OPERATION)


class Verdict(IntEnum):
    """What may be said of a row's change; the value is what Change.verdict holds."""

    UNKNOWN = 0  # nothing is known of the noise; Certainty.reason says why
    SMALL = 1  # below the smallest effect worth showing, and not tested
    NOISE = 2  # not distinguishable from noise
    BEYOND_SAMPLING = 3  # more than sampling noise, with one run a side: whether runs vary as much is not knowable
    CHANGED = 4  # more than runs of one side vary


VERDICT_WORDS = {
    Verdict.UNKNOWN: "unknown",
    Verdict.SMALL: "~",
    Verdict.NOISE: "~",
    Verdict.BEYOND_SAMPLING: "beyond sampling noise",
    Verdict.CHANGED: "changed",
}


@dataclass(frozen=True, slots=True)
class Scaling:
    """How the sides are brought to one measure: the sum of a side's runs over the sum of their exposures.

    before, after: float64 (A,), (B,), each run's exposure: its total for a share, 1 for absolute (so that a side is
    the mean of its runs), its seconds, its operations.
    """

    name: ScalingName
    before: Floats
    after: Floats

    def __post_init__(self) -> None:
        for column in (self.before, self.after):
            column.flags.writeable = False

    @property
    def divisor_before(self) -> float:
        """What weights before, summed over runs, are divided by."""
        return float(self.before.sum())

    @property
    def divisor_after(self) -> float:
        """What weights after, summed over runs, are divided by."""
        return float(self.after.sum())


@dataclass(frozen=True, slots=True)
class Change:
    """One family of changes, a row each, float64 (n,) in the scaling's measure: of self or of subtree weight.

    difference = after - before; gain and loss: the sums of the subtree's self differences above and below zero, so
    that what cancels is seen (of a row itself: its difference, split by sign).
    low, high: the interval of each difference at Certainty.confidence, for this row alone; p: two-sided, before the
    correction for many rows; NaN where the noise is unknown. verdict: uint8 (n,), see Verdict.
    """

    before: Floats
    after: Floats
    difference: Floats
    gain: Floats
    loss: Floats
    low: Floats
    high: Floats
    p: Floats
    verdict: NDArray[np.uint8]

    def __post_init__(self) -> None:
        for column in (self.before, self.after, self.difference, self.gain, self.loss, self.low, self.high, self.p):
            column.flags.writeable = False
        self.verdict.flags.writeable = False

    @property
    def relative(self) -> Floats:
        """The difference over the side before; NaN where there was nothing before."""
        base = np.where(self.before == 0, np.nan, self.before)
        return np.asarray(self.difference / base, dtype=np.float64)

    @property
    def is_new(self) -> Bools:
        """Rows without weight before and with weight after."""
        return np.asarray((self.before == 0) & (self.after != 0), dtype=np.bool_)

    @property
    def is_gone(self) -> Bools:
        """Rows with weight before and without weight after."""
        return np.asarray((self.before != 0) & (self.after == 0), dtype=np.bool_)

    @property
    def is_called(self) -> Bools:
        """Rows whose change is told from noise, by runs or by sampling."""
        return np.asarray(self.verdict >= Verdict.BEYOND_SAMPLING, dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How the runs of one family vary, in multiples of the sampling variance.

    shared: the mean over the tested rows, at least 1; growth: what an expected count adds to it, a count (runs that
    vary by a part in ten add 0.01); degrees: of freedom of the reference distribution; rows: how many were tested.
    """

    shared: float
    growth: float
    degrees: float
    rows: int


@dataclass(frozen=True, slots=True)
class Certainty:
    """What the verdicts rest on, which the page states.

    basis: "runs" (they vary as seen), "sampling" (one run a side) or "unknown", and then `reason` says why
    rate: at most this share of wrong calls, over both families together
    smallest_share: the smallest effect worth showing, of the total; smallest_difference: the same in the measure
    self_dispersion, total_dispersion: None unless the basis is "runs"
    """

    basis: Literal["runs", "sampling", "unknown"]
    reason: str
    confidence: float
    rate: float
    smallest_share: float
    smallest_difference: float
    self_dispersion: Dispersion | None = None
    total_dispersion: Dispersion | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, compared in one metric and one scaling.

    tree: the union of both sides' call trees, summed over runs; its default metric is the one compared
    runs_before, runs_after: float64 (n, A), (n, B), the events each run counted in each row itself, sums over a
    slice of rows for a subtree; None where the profiles do not tell
    """

    tree: CallTree
    scaling: Scaling
    runs_before: Floats | None
    runs_after: Floats | None
    self_change: Change
    total_change: Change
    certainty: Certainty

    def __post_init__(self) -> None:
        for column in (self.runs_before, self.runs_after):
            if column is not None:
                column.flags.writeable = False

    @property
    def metric(self) -> Metric:
        """The metric compared."""
        return self.tree.metrics[self.tree.default_metric]

    def scaled_tree(self) -> CallTree:
        """The tree in the scaling's measure, with the compared metric alone: what is drawn.

        Its `width` is the larger of both sides, summed over the subtree.
        """
        return replace(
            self.tree,
            metrics=(self.metric,),
            default_metric=0,
            self_weight=self.self_change.after[:, None].copy(),
            self_before=self.self_change.before[:, None].copy(),
            whole=self.tree.whole[[self.tree.default_metric]] / self.scaling.divisor_after,
            whole_before=None
            if self.tree.whole_before is None
            else self.tree.whole_before[[self.tree.default_metric]] / self.scaling.divisor_before,
        )
