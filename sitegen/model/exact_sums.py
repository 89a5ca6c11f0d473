"""Sums that are exact where the numbers are: whole ones below 2**53, and decimals of few places.

Folded files may hold 0.1 and 0.2, whose doubles add up to 0.30000000000000004. Where all numbers of a column have at
most nine decimal places they are added as integers of their last place, and divided once at the end.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_MOST_PLACES = 9
_LARGEST = 2.0**53

Floats = NDArray[np.float64]


def summed(owner: NDArray[np.int32] | NDArray[np.int64], column: Floats, size: int) -> Floats:
    """The sum of each owner's numbers, float64 (size,)."""
    scale = _decimal_scale(column)
    return np.bincount(owner, weights=_scaled(column, scale), minlength=size) / scale


def total(column: Floats) -> float:
    """The sum of a column."""
    scale = _decimal_scale(column)
    return float(_scaled(column, scale).sum()) / scale


def edges(column: Floats) -> tuple[Floats, float]:
    """C with C[k] the sum of scale * column[:k], float64 (n + 1,), and the scale, to divide differences by."""
    scale = _decimal_scale(column)
    sums = np.zeros(len(column) + 1, np.float64)
    np.cumsum(_scaled(column, scale), out=sums[1:])
    return sums, scale


def _scaled(column: Floats, scale: float) -> Floats:
    return column if scale == 1.0 else np.rint(column * scale)


def _decimal_scale(column: Floats) -> float:
    """The power of ten that makes all numbers whole; 1 where they are, or where none does."""
    fractions = column[column != np.floor(column)]
    if not len(fractions):
        return 1.0
    sizes = float(np.abs(column).sum())
    for places in range(1, _MOST_PLACES + 1):
        scale = 10.0**places
        if sizes * scale >= _LARGEST:
            break
        moved = fractions * scale
        if bool((np.abs(moved - np.rint(moved)) <= 1e-12 * np.maximum(1.0, np.abs(moved))).all()):
            return scale
    return 1.0
