"""Source code with what its lines weigh, as the page's data hold it: the lines with a cost and a few around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.line_costs import LineCosts
from sitegen.drawing.columns import columns
from sitegen.drawing.markup_text import clean

CONTEXT = 6
"""How many lines around one with a cost are shown."""
LONGEST_LINE = 400
"""A longer line is cut: it is generated, and nobody reads it."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file by its path below the author's folder, and its lines without their ends."""

    path: str
    lines: tuple[str, ...]


def source_block(files: Sequence[SourceFile], costs: LineCosts, frame: NDArray[np.int64]) -> dict[str, Any]:
    """The block of all files that have costs. frame int64 (L,): the row of the page's frames that names each line."""
    blocks = []
    for number, file in enumerate(files):
        rows = np.flatnonzero(costs.file == number)
        if len(rows):
            lines = costs.line[rows].tolist()
            blocks.append(
                {
                    "path": clean(file.path),
                    "count": len(file.lines),
                    "stretches": _stretches(file, lines),
                    "line": lines,
                    "frame": frame[rows].tolist(),
                    "self": columns(costs.self_weight[rows]),
                    "total": columns(costs.total_weight[rows]),
                }
            )
    return {"files": blocks}


def _stretches(file: SourceFile, lines: Sequence[int]) -> list[dict[str, Any]]:
    """The neighbourhoods of rising lines; those that touch are one."""
    stretches: list[list[int]] = []
    for line in lines:
        first, last = max(1, line - CONTEXT), min(len(file.lines), line + CONTEXT)
        if stretches and first <= stretches[-1][1] + 1:
            stretches[-1][1] = last
        elif first <= last:  # a file that is not the measured one may be shorter
            stretches.append([first, last])
    return [
        {"first": first, "text": [clean(text[:LONGEST_LINE]) for text in file.lines[first - 1 : last]]}
        for first, last in stretches
    ]
