"""Comparisons on the rows of the tree that is drawn, in every metric and every scaling that two sides allow.

Union -> compare_in each scaling -> Comparison -> laid on the pruned tree -> RowChanges
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.compare import DEFAULT_RULE, Rule, compare_in
from sitegen.analysis.movers import Mover, movers
from sitegen.analysis.scaling import Operations, scalings
from sitegen.analysis.union import Union
from sitegen.model import CallTree, Metric
from sitegen.model.comparison import (
    ABSOLUTE,
    PER_OPERATION,
    PER_SECOND,
    SHARE,
    Certainty,
    Change,
    Comparison,
    ScalingName,
    Verdict,
)
from sitegen.model.units import SHARE_OF_TOTAL

Floats = NDArray[np.float64]
Verdicts = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class RowVerdicts:
    """One family on n rows: verdict uint8 (n,), see Verdict; reach float64 (n,), the interval is difference +- reach.

    Rows that stand for smaller frames have no verdict and NaN.
    """

    verdict: Verdicts
    reach: Floats


@dataclass(frozen=True, slots=True)
class RowChanges:
    """What may be said of the rows of a tree in one metric and scaling.

    before, after: what the stored weights of either side are divided by; unit: of the quotient
    runs: how many a side has; movers: rows of the tree, the largest first
    """

    metric: int
    scaling: ScalingName
    before: float
    after: float
    unit: Metric
    runs: tuple[int, int]
    certainty: Certainty
    total: RowVerdicts
    own: RowVerdicts
    movers: tuple[Mover, ...]

    def scaled(self, tree: CallTree) -> CallTree:
        """The tree in the scaling's measure, with the compared metric alone; its width is the larger of both sides."""
        assert tree.self_before is not None and tree.whole_before is not None
        column = [self.metric]
        return replace(
            tree,
            metrics=(self.unit,),
            default_metric=0,
            self_weight=tree.self_weight[:, column] / self.after,
            self_before=tree.self_before[:, column] / self.before,
            whole=tree.whole[column] / self.after,
            whole_before=tree.whole_before[column] / self.before,
        )


@dataclass(frozen=True, slots=True)
class United:
    """Two sides on one tree of all their metrics: a union for each, all with the same rows; the default one first."""

    tree: CallTree
    unions: tuple[Union, ...]


def unite_metrics(unite: Callable[[str | None], Union], metric: str | None = None) -> United:
    """The union in every metric that the sides share. `unite` makes it for one metric, None for the sides' default.

    Raises what `unite` raises.
    """
    first = unite(metric)
    kinds = first.tree.metrics
    chosen = first.tree.default_metric
    unions = [first if index == chosen else unite(kind.name) for index, kind in enumerate(kinds)]
    # Each metric is summed run by run where it is the one compared, exactly as its changes are.
    after = np.stack([union.tree.self_weight[:, index] for index, union in enumerate(unions)], axis=1)
    before = np.stack([_before(union.tree)[:, index] for index, union in enumerate(unions)], axis=1)
    tree = replace(first.tree, self_weight=after, self_before=before)
    return United(tree, (first, *(union for index, union in enumerate(unions) if index != chosen)))


def changes_of(
    united: United,
    operations: Operations | None = None,
    first: ScalingName | None = None,
    rule: Rule = DEFAULT_RULE,
) -> tuple[list[Comparison], dict[ScalingName, str]]:
    """Every comparison that the sides allow, the default metric's first, in it the scaling `first`.

    Also why other scalings are not offered in the default metric. Without `first` the default is per operation where
    operations are given, else shares; of net changes alone, which have no shares, it is absolute.
    """
    comparisons: list[Comparison] = []
    refused: dict[ScalingName, str] = {}
    for number, union in enumerate(united.unions):
        offered = scalings(union, operations)
        if union.tree.is_net:
            offered = {ABSOLUTE: offered[ABSOLUTE]}
        if number == 0:
            refused = {name: reason for name, reason in offered.items() if isinstance(reason, str)}
        names = [name for name, found in offered.items() if not isinstance(found, str)]
        for name in sorted(names, key=lambda name: (name != first, name != PER_OPERATION)):
            scaling = offered[name]
            assert not isinstance(scaling, str)
            comparisons.append(compare_in(union, scaling, rule))
    return comparisons, refused


def lay_on(comparison: Comparison, rows: NDArray[np.int64], noun: str) -> RowChanges:
    """A comparison on the rows of a pruned tree; `rows` says which row of the union each was, -1 for smaller frames.

    noun: what an operation is called.
    """
    place = np.full(len(comparison.tree), -1, np.int64)
    kept = np.flatnonzero(rows >= 0)
    place[rows[kept]] = kept
    moved = [
        Mover(int(place[mover.row]), tuple(int(place[row]) for row in mover.ancestors if place[row] >= 0))
        for mover in movers(comparison)
        if place[mover.row] >= 0
    ]
    scaling = comparison.scaling
    return RowChanges(
        metric=comparison.tree.default_metric,
        scaling=scaling.name,
        before=scaling.divisor_before,
        after=scaling.divisor_after,
        unit=_unit(comparison.metric, scaling.name, noun),
        runs=(len(scaling.before), len(scaling.after)),
        certainty=comparison.certainty,
        total=_on_rows(comparison.total_change, rows),
        own=_on_rows(comparison.self_change, rows),
        movers=tuple(moved),
    )


def _unit(metric: Metric, scaling: ScalingName, noun: str) -> Metric:
    if scaling == SHARE:
        return Metric(metric.name, SHARE_OF_TOTAL)
    per: Mapping[ScalingName, str] = {PER_SECOND: "s", PER_OPERATION: noun}
    return replace(metric, per=per.get(scaling, ""))


def _on_rows(change: Change, rows: NDArray[np.int64]) -> RowVerdicts:
    is_kept = rows >= 0
    verdict = np.where(is_kept, change.verdict[rows], Verdict.UNKNOWN).astype(np.uint8)
    reach = np.where(is_kept, ((change.high - change.low) / 2)[rows], np.nan)
    for column in (verdict, reach):
        column.flags.writeable = False
    return RowVerdicts(verdict, reach)


def _before(tree: CallTree) -> Floats:
    assert tree.self_before is not None
    return tree.self_before
