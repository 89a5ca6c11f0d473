"""How the frames of a difference look: classes by the direction and strength of change, marks of new and gone ones.

The page's script follows the same rules; tests/data/changes.json holds both to one table.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.changes import RowChanges
from sitegen.drawing.palette import Look, look_by_color
from sitegen.model import CallTree
from sitegen.model.comparison import Verdict

STEPS = (0.1, 0.5)
"""Relative changes of a subtree from which its colour is deeper."""

LARGER = "larger"
BEFORE = "before"
AFTER = "after"
WIDTHS = (LARGER, BEFORE, AFTER)
"""Which side the widths are of; the larger of both, which hides no frame, is the default."""

NEW_MARK = "+ "
GONE_MARK = "\u2212 "  # a minus sign

Floats = NDArray[np.float64]


def coloured(tree: CallTree, metric: int, changes: RowChanges | None, color: str) -> tuple[CallTree, int, Look]:
    """What is drawn of a tree: a difference in the measure of its changes and in their colours, else by a palette."""
    if changes is None:
        return tree, metric, look_by_color(tree, color)
    scaled = changes.scaled(tree)
    return scaled, 0, look_of(scaled, changes)


def look_of(scaled: CallTree, changes: RowChanges) -> Look:
    """By row the CSS classes and what the label begins with; a frame has the colour of its subtree.

    The tree is in the measure of the changes.
    """
    before, after = scaled.total_before(0), scaled.total(0)
    difference = after - before
    strength = _net_strength(scaled, difference) if scaled.is_net else _relative(before, difference)
    steps = 1 + np.searchsorted(STEPS, strength, side="right")
    is_same = _is_same(changes, difference)
    is_new = (before == 0) & (after != 0) & (not scaled.is_net)
    is_gone = (before != 0) & (after == 0) & (not scaled.is_net)

    def look(row: int) -> tuple[str, str]:
        colour = "is-same" if is_same[row] else f"{'more' if difference[row] > 0 else 'less'}-{steps[row]}"
        if is_new[row]:
            return f"{colour} is-new", NEW_MARK
        return (f"{colour} is-gone", GONE_MARK) if is_gone[row] else (colour, "")

    return look


def as_wide_as(tree: CallTree, side: str) -> CallTree:
    """A tree to lay out whose widths are those of one side, or of the larger of both."""
    if side == LARGER or tree.self_before is None:
        return tree
    return replace(tree, self_weight=tree.self_before if side == BEFORE else tree.self_weight, self_before=None)


def _relative(before: Floats, difference: Floats) -> Floats:
    size = np.abs(difference)
    return np.divide(size, before, out=np.where(size > 0, np.inf, 0.0), where=before > 0)


def _net_strength(scaled: CallTree, difference: Floats) -> Floats:
    """Where only changes are known: their part of all that moved."""
    assert scaled.self_before is not None
    moved = float(np.abs(scaled.self_weight - scaled.self_before).sum())
    return np.abs(difference) / moved if moved > 0 else np.zeros(len(difference), np.float64)


def _is_same(changes: RowChanges, difference: Floats) -> NDArray[np.bool_]:
    """Rows whose change is none, too small or noise; where nothing is known of the noise, size alone decides."""
    verdict = changes.total.verdict
    is_light = (verdict == Verdict.UNKNOWN) & (np.abs(difference) < changes.certainty.smallest_difference)
    noise = (verdict == Verdict.SMALL) | (verdict == Verdict.NOISE)
    return np.asarray((difference == 0) | noise | is_light, dtype=np.bool_)
