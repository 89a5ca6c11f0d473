"""A recording in order of time: a CallTree whose rows are stretches of time, and when each of them was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.model.tree import CallTree


@dataclass(frozen=True)
class Timeline:
    """n rows; arrays are read-only.

    tree: siblings in order of time; its sums are weights, and say nothing of where a row lies
    begin_ns, end_ns: float64 (n,), whole nanoseconds since the recording began; a row lies within its parent, siblings
    do not overlap, and what they leave of their parent is its own time, where it was
    lanes: int64 (t,), the row of each thread; row 0 where there is one. Time of a lane without a row was idle.
    """

    tree: CallTree
    begin_ns: NDArray[np.float64]
    end_ns: NDArray[np.float64]
    lanes: NDArray[np.int64]

    def __post_init__(self) -> None:
        for column in (self.begin_ns, self.end_ns, self.lanes):
            column.flags.writeable = False

    @property
    def length_ns(self) -> NDArray[np.float64]:
        """How long each row lasted, float64 (n,)."""
        return self.end_ns - self.begin_ns

    @property
    def merged_calls(self) -> int:
        """How many calls stand in rows of merged ones."""
        return int(self.tree.folded.sum())
