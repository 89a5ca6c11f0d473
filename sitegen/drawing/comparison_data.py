"""A comparison as the page's data hold it; sitegen.drawing.page_data says what its fields mean."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.changes import RowChanges, RowVerdicts
from sitegen.model import CallTree
from sitegen.model.tree import FOLDED

VERDICT_ROWS = 20_000
"""How many rows of a tree travel with intervals and verdicts, the heaviest: each costs about 6 bytes a comparison."""


def comparison_block(tree: CallTree, changes: RowChanges, sentence: str) -> dict[str, Any]:
    """The block of one comparison of a tree."""
    rows = _rows(tree, changes)
    certainty = changes.certainty
    return {
        "metric": changes.metric,
        "scale": changes.scaling,
        "before": changes.before,
        "after": changes.after,
        "unit": asdict(changes.unit),
        "basis": certainty.basis,
        "reason": certainty.reason,
        "rate": certainty.rate,
        "smallest_share": certainty.smallest_share,
        "smallest": certainty.smallest_difference,
        "runs": list(changes.runs),
        "sentence": sentence,
        "rows": rows.tolist(),
        "total": _family(changes.total, rows),
        "self": _family(changes.own, rows),
        "movers": [{"row": mover.row, "ancestors": list(mover.ancestors)} for mover in changes.movers],
    }


def _rows(tree: CallTree, changes: RowChanges) -> NDArray[np.int64]:
    rows = np.flatnonzero(tree.frame != FOLDED)
    if len(rows) > VERDICT_ROWS:
        width = tree.width(changes.metric)[rows]
        rows = np.sort(rows[np.argsort(-width, kind="stable")[:VERDICT_ROWS]])
    return rows


def _family(verdicts: RowVerdicts, rows: NDArray[np.int64]) -> dict[str, Any]:
    reach = verdicts.reach[rows]
    is_known = not bool(np.isnan(reach).any())
    return {
        "verdict": verdicts.verdict[rows].tolist(),
        "reach": [float(f"{value:.3g}") for value in reach.tolist()] if is_known else None,
    }
