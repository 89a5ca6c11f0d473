"""The table of the largest movers beside a difference, as it stands before scripts, which rebuild and sort it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from sitegen.analysis.changes import RowChanges
from sitegen.model import CallTree, Metric
from sitegen.model.comparison import VERDICT_WORDS, Verdict
from sitegen.model.units import format_change, format_range, format_share, format_weight

MOST = 10
"""How many movers the page lists before scripts."""
NEAREST = 4
"""How many of the callers whose change is wholly a mover's are named beside it."""


def mover_rows(tree: CallTree, changes: RowChanges, link: Callable[[int], str]) -> list[dict[str, Any]]:
    """The rows of the table, written out; `link` gives the address of a row of the tree."""
    scaled = changes.scaled(tree)
    before, after = scaled.total_before(0), scaled.total(0)
    rows = []
    for mover in changes.movers[:MOST]:
        row = mover.row
        sides = float(before[row]), float(after[row])
        verdict = Verdict(int(changes.total.verdict[row]))
        rows.append(
            {
                "name": tree.row_name(row),
                "link": link(row),
                "before": "" if tree.is_net else format_weight(sides[0], changes.unit),
                "after": "" if tree.is_net else format_weight(sides[1], changes.unit),
                "change": format_change(sides[1] - sides[0], changes.unit),
                "interval": _interval(sides[1] - sides[0], float(changes.total.reach[row]), changes.unit),
                "relative": "" if tree.is_net else relative_text(*sides),
                "verdict": "" if verdict == Verdict.UNKNOWN else VERDICT_WORDS[verdict],
                "ancestors": [
                    {"name": tree.row_name(above), "link": link(above)} for above in mover.ancestors[:NEAREST]
                ],
                "more_ancestors": max(0, len(mover.ancestors) - NEAREST),
            }
        )
    return rows


def relative_text(before: float, after: float) -> str:
    """The change relative to the side before: a percentage, `new`, `gone`, or a dash where there is neither side.

    >>> relative_text(2, 3), relative_text(0, 1), relative_text(1, 0), relative_text(0, 0)
    ('+50.00%', 'new', 'gone', '–')
    """
    if not before:
        return "new" if after else "–"
    if not after:
        return "gone"
    change = (after - before) / before
    return f"{'+' if change > 0 else ''}{format_share(change)}"


def _interval(change: float, reach: float, unit: Metric) -> str:
    """The interval of a change, empty where the noise is unknown."""
    if np.isnan(reach):
        return ""
    return format_range(format_change(change - reach, unit), format_change(change + reach, unit))
