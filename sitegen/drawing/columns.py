"""Columns of weights as the page's data hold them: whole numbers without a point, multiples said as such."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def columns(weights: NDArray[np.float64]) -> list[dict[str, Any]]:
    """Weights float64 (n, M) as columns, a multiple of an earlier column said as such.

    A CPU profile's nanoseconds are ten million times its samples: said once, that halves the block.
    """
    written: list[tuple[float, NDArray[np.float64]]] = []
    result: list[dict[str, Any]] = []
    for column in weights.T:
        scale = _common_factor(column)
        values = column / scale
        twin = next(
            (k for k, (other, known) in enumerate(written) if scale % other == 0 and np.array_equal(known, values)),
            None,
        )
        if twin is None:
            result.append({"scale": _number(scale), "values": numbers(values)})
        else:
            result.append({"scale": _number(scale / written[twin][0]), "of": twin})
        written.append((scale, values))
    return result


def numbers(column: NDArray[np.float64]) -> list[int | float]:
    """The numbers as JSON writes them: whole ones without a point. Raises ValueError where one is not finite."""
    if not bool(np.isfinite(column).all()):
        raise ValueError("expected finite weights: JSON has no others, and a null would be read as 0")
    if bool((column == np.floor(column)).all()) and bool((np.abs(column) < 2.0**63).all()):
        return column.astype(np.int64).tolist()  # type: ignore[no-any-return]
    return [_number(value) for value in column.tolist()]


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else float(value)


def _common_factor(column: NDArray[np.float64]) -> float:
    """The greatest common divisor of whole weights; 1 where some are not whole."""
    if not bool((column == np.floor(column)).all()) or bool((np.abs(column) >= 2.0**53).any()):
        return 1.0
    return float(np.gcd.reduce(column.astype(np.int64))) or 1.0
