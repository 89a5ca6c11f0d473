"""What readers of several formats have to say about what they read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sitegen.model import Skipped
from sitegen.model.profile import LARGEST_EXACT


def inexact(weight: NDArray[np.float64]) -> list[Skipped]:
    """A note where weights are too large for a float64 to hold every integer."""
    count = int((np.abs(weight) >= LARGEST_EXACT).sum())
    if not count:
        return []
    return [Skipped(None, f"{count:,} value{'s' if count != 1 else ''} of 2**53 or more may have been rounded", True)]
