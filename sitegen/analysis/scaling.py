"""How two sides are brought to a common measure, and which ways there are for given profiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sitegen.analysis.shared_metrics import SidesDiffer
from sitegen.analysis.union import Union
from sitegen.model.comparison import ABSOLUTE, PER_OPERATION, PER_SECOND, SCALINGS, SHARE, Scaling, ScalingName

Operations = tuple[Sequence[float], Sequence[float]]
"""How many operations each run did, before and after."""

_FIELDS = {SHARE: "weight", ABSOLUTE: "period", PER_SECOND: "duration", PER_OPERATION: "operations"}


def scalings(union: Union, operations: Operations | None = None) -> dict[ScalingName, Scaling | str]:
    """Every scaling by its name, or the reason why these profiles cannot be scaled so."""
    return {name: _scaling(union, name, operations) for name in SCALINGS}


def scaling_of(union: Union, name: ScalingName | None, operations: Operations | None = None) -> Scaling:
    """The named scaling; by default per operation where operations are given, else shares, which always exist.

    Raises SidesDiffer, with the reason, where these profiles cannot be scaled so.
    """
    if name is None:
        name = PER_OPERATION if operations is not None else SHARE
    found = _scaling(union, name, operations)
    if isinstance(found, str):
        field = "period" if found == union.period_difference else _FIELDS[name]
        raise SidesDiffer(field, f"the sides cannot be compared in the scaling {name}: {found}")
    return found


def _scaling(union: Union, name: ScalingName, operations: Operations | None) -> Scaling | str:
    before, after = union.before, union.after
    if name == SHARE:
        if before.whole.sum() <= 0 or after.whole.sum() <= 0:
            return "a side without any weight has no shares"
        return Scaling(name, before.whole, after.whole)
    if union.period_difference:
        return union.period_difference
    if name == ABSOLUTE:
        return Scaling(name, np.ones(before.count, np.float64), np.ones(after.count, np.float64))
    if name == PER_SECOND:
        return _exposed(name, before.duration_s, after.duration_s, "the duration of {} is not known")
    if operations is None:
        return "the number of operations is not given"
    if [len(counts) for counts in operations] != [before.count, after.count]:
        given = f"{len(operations[0])} and {len(operations[1])}"
        return f"operations are given for {given} runs, not for {before.count} and {after.count}"
    return _exposed(name, operations[0], operations[1], "the operations of {} are not a positive number")


def _exposed(
    name: ScalingName, before: Sequence[float | None], after: Sequence[float | None], reason: str
) -> Scaling | str:
    for side, exposures in (("before", before), ("after", after)):
        for run, exposure in enumerate(exposures):
            if exposure is None or not 0 < exposure < float("inf"):
                return reason.format(f"run {run + 1} {side}")
    return Scaling(name, np.array(before, np.float64), np.array(after, np.float64))
