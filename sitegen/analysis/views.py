"""The views of a profile by their names: each makes a CallTree of a profile, or None where it does not apply.

Its second argument is what shares are of, float64 (M,), where the profile is a part of another, else None.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.call_tree import top_down
from sitegen.model import CallTree, Profile

View = Callable[[Profile, NDArray[np.float64] | None], CallTree | None]

VIEWS: dict[str, View] = {
    "flame": top_down,
    "icicle": top_down,
}
