"""Both sides of a difference on one tree, and what each run weighs in each row.

Frames that vanished and frames that are new are rows like all others. Runs of a side are replicates: they agree in
metrics, units and period, or are refused; the sides need not agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.events import events_of
from sitegen.analysis.merge import merge_profiles
from sitegen.analysis.relocated import relocated
from sitegen.analysis.shared_metrics import (
    SharedMetric,
    SidesDiffer,
    choose,
    period_difference,
    shared_metrics,
    with_period_metric,
)
from sitegen.errors import quoted
from sitegen.model import CallTree, Metric, Profile, Provenance

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class UnionSide:
    """One side's R runs on the tree's n rows, self weights in the compared metric.

    weight: float64 (n, R); whole: float64 (R,), each run's total, which shares are of
    events: float64 (n, R), the events counted; square: float64 (n, R), the sums over samples of weight**2 / events,
    which is the sampling variance of the weight; whole_square: float64 (R,); all zero where unknown
    duration_s: of each run, None where unknown
    """

    weight: Floats
    whole: Floats
    events: Floats
    square: Floats
    whole_square: Floats
    duration_s: tuple[float | None, ...]

    @property
    def count(self) -> int:
        """How many runs the side has."""
        return int(self.weight.shape[1])


@dataclass(frozen=True, slots=True)
class Union:
    """The union tree, whose default metric is the one compared, and its two sides.

    unknown: why the events behind the weights are not known, or empty
    doubt: why sampling noise is not known although events are, or empty; runs still show how they vary
    period_difference: why the sides may be compared as shares only, or empty
    """

    tree: CallTree
    before: UnionSide
    after: UnionSide
    unknown: str
    doubt: str
    period_difference: str


@dataclass(frozen=True, slots=True)
class _Run:
    """A run's samples in the compared metric: weight, events and square float64 (S,)."""

    weight: Floats
    events: Floats
    square: Floats
    unknown: str
    doubt: str


def unite(
    before: Sequence[Profile],
    after: Sequence[Profile],
    metric: str | None = None,
    wholes: tuple[Sequence[Profile], Sequence[Profile]] | None = None,
) -> Union:
    """The union of two sides, each a list of at least one replicate; siblings by name.

    `wholes` are the same runs before they were filtered, which shares are of. Raises SidesDiffer or RunsDiffer, with
    the field, for what cannot be compared.
    """
    sides = _comparable(before, after)
    merged = [merge_profiles(side) for side in sides]
    shared = shared_metrics(merged[0], merged[1])
    chosen = choose(shared, merged[0], merged[1], metric)
    runs = _runs(sides, shared[chosen])
    every = runs[0] + runs[1]
    tree, columns = _tree(merged, shared, chosen, every)
    whole_sides = sides if wholes is None else _comparable(*wholes)
    whole_runs = runs if wholes is None else _runs(whole_sides, shared[chosen])
    own = (slice(0, len(runs[0])), slice(len(runs[0]), len(every)))
    united = [_side([column[:, own[which]] for column in columns], whole_runs[which], sides[which]) for which in (0, 1)]
    # The compared metric is summed run by run, exactly as its changes are.
    before_weight, after_weight = (side.weight.sum(axis=1) for side in united)
    wholes_before, wholes_after = (
        np.array([_total(side, *row.sides[which]) for row in shared], np.float64)
        for which, side in enumerate(whole_sides)
    )
    return Union(
        tree=replace(
            tree,
            self_before=_with_column(tree.self_before, chosen, before_weight),
            self_weight=_with_column(tree.self_weight, chosen, after_weight),
            whole=wholes_after,
            whole_before=wholes_before,
        ),
        before=united[0],
        after=united[1],
        unknown=next((run.unknown for run in every if run.unknown), ""),
        doubt=next((run.doubt for run in every if run.doubt), ""),
        period_difference=period_difference(merged[0], merged[1], shared[chosen].metric),
    )


def _side(columns: list[Floats], whole_runs: list[_Run], profiles: list[Profile]) -> UnionSide:
    weight, events, square = columns
    return UnionSide(
        weight=weight,
        whole=np.array([run.weight.sum() for run in whole_runs], np.float64),
        events=events,
        square=square,
        whole_square=np.array([run.square.sum() for run in whole_runs], np.float64),
        duration_s=tuple(profile.provenance.duration_s for profile in profiles),
    )


def _comparable(before: Sequence[Profile], after: Sequence[Profile]) -> list[list[Profile]]:
    for profile in (*before, *after):
        if profile.is_difference:
            raise SidesDiffer(
                "sides", f"{quoted(profile.title)} is a difference already and cannot be a side of another"
            )
    return [
        [with_period_metric(profile, after[0]) for profile in relocated(before, after)],
        [with_period_metric(profile, before[0]) for profile in after],
    ]


def _runs(sides: list[list[Profile]], shared: SharedMetric) -> list[list[_Run]]:
    return [[_run(profile, *shared.sides[which]) for profile in side] for which, side in enumerate(sides)]


def _run(profile: Profile, column: int, factor: float) -> _Run:
    weight = profile.weight[:, column] * factor
    found = events_of(profile, column)
    events = np.zeros(len(weight), np.float64) if found.count is None else found.count
    square = np.divide(weight * weight, events, out=np.zeros(len(weight), np.float64), where=events > 0)
    return _Run(weight, events, square, found.doubt if found.count is None else "", found.doubt)


def _total(side: list[Profile], column: int, factor: float) -> float:
    return float(sum(profile.weight[:, column].sum() * factor for profile in side))


def _tree(
    merged: list[Profile], shared: tuple[SharedMetric, ...], chosen: int, runs: list[_Run]
) -> tuple[CallTree, list[Floats]]:
    """The union tree of all shared metrics, and of the runs the weight, events and square a row, float64 (n, A + B)."""
    blank = [
        replace(
            side,
            metrics=(Metric("any"),),
            default_metric=0,
            weight=side.weight[:, :1],
            labels=(),
            provenance=Provenance(),
        )
        for side in merged
    ]
    both = merge_profiles(blank)
    samples = len(merged[0].sample_stack)
    pieces = [
        (start, side.weight[:, row.sides[which][0]] * row.sides[which][1])
        for which, (side, start) in enumerate(zip(merged, (0, samples), strict=True))
        for row in shared
    ]
    for picked in ([run.weight for run in runs], [run.events for run in runs], [run.square for run in runs]):
        starts = np.cumsum([0] + [len(column) for column in picked])
        pieces += zip(starts.tolist(), picked, strict=False)
    laid_out, columns = _laid_out(both, pieces)
    metrics, count = len(shared), len(runs)
    before, after, *of_runs = np.split(columns, np.cumsum([metrics, metrics, count, count]), axis=1)
    tree = replace(
        laid_out,
        metrics=tuple(row.metric for row in shared),
        default_metric=chosen,
        self_before=before.copy(),
        self_weight=after.copy(),
    )
    return tree, of_runs


def _laid_out(both: Profile, pieces: list[tuple[int, Floats]]) -> tuple[CallTree, Floats]:
    """The call tree of a profile's stacks, and on its rows the sums of columns of samples that begin at a sample."""
    stacks = len(both.stack_parent)
    columns = [
        np.bincount(both.sample_stack[start : start + len(column)] + 1, weights=column, minlength=stacks + 1)
        for start, column in pieces
    ]
    # One sample a stack and a metric a column, so that the view of any profile lays this one out too.
    table = replace(
        both,
        metrics=tuple(Metric(str(column)) for column in range(len(columns))),
        default_metric=0,
        sample_stack=np.arange(-1, stacks, dtype=np.int32),
        weight=np.stack(columns, axis=1),
    )
    tree = top_down(table)
    return tree, tree.self_weight


def _with_column(columns: Floats | None, place: int, column: Floats) -> Floats:
    assert columns is not None
    out = columns.copy()
    out[:, place] = column
    return out
