"""What lines of source files weigh: the numbers beside the code.

    main main.go:3;work main.go:8 5, main main.go:4 1   ->   main.go:3 total 5, :4 self 1, total 1, :8 self 5, total 5

A line's total counts each sample once, however often the line stands in its stack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.hotspots import outermost
from sitegen.model import FrameTable, Profile, exact_sums


@dataclass(frozen=True, slots=True)
class LineCosts:
    """L lines by file, in the order asked for, then by line.

    file int32 (L,) the file's number; line int32 (L,) counted from 1; frames (L,) the frame that names a line's
    function; self_weight, total_weight float64 (L, M).
    """

    file: NDArray[np.int32]
    line: NDArray[np.int32]
    frames: FrameTable
    self_weight: NDArray[np.float64]
    total_weight: NDArray[np.float64]


def line_costs(profile: Profile, files: Mapping[str, int]) -> LineCosts:
    """The lines of some files, which are numbered by their names in the profile's frames. O(K log K)."""
    tree = top_down(profile, by_line=True)
    number = np.array([files.get(name, -1) for name in tree.frames.file], np.int64)
    key = np.where((number >= 0) & (tree.frames.line > 0), number << 32 | tree.frames.line, -1)
    rows = np.flatnonzero(tree.frame >= 0)
    rows = rows[key[tree.frame[rows]] >= 0]
    keys, first, inverse = np.unique(key[tree.frame[rows]], return_index=True, return_inverse=True)
    owner: NDArray[np.int32] = inverse.astype(np.int32)
    is_outermost = outermost(owner, rows, tree.end[rows])
    metrics = range(len(tree.metrics))
    own = [exact_sums.summed(owner, tree.self_weight[rows, metric], len(keys)) for metric in metrics]
    total = [
        exact_sums.summed(owner[is_outermost], tree.total(metric)[rows[is_outermost]], len(keys)) for metric in metrics
    ]
    return LineCosts(
        file=(keys >> 32).astype(np.int32),
        line=(keys & 0xFFFFFFFF).astype(np.int32),
        frames=tree.frames.take(tree.frame[rows[first]].astype(np.int64)),
        self_weight=np.stack(own, axis=1),
        total_weight=np.stack(total, axis=1),
    )
