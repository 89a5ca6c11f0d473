"""The frames of a profile: one row for each (name, file, module, line, kind), as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Kind(IntEnum):
    """How a frame's code came to run; the value is what FrameTable.kind holds."""

    NATIVE = 0
    INLINED = 1
    KERNEL = 2
    JIT = 3
    UNSYMBOLISED = 4


KIND_SUFFIX = {Kind.KERNEL: "_[k]", Kind.INLINED: "_[i]", Kind.JIT: "_[j]"}
"""What FlameGraph's stackcollapse scripts append to a name to mark its kind."""


@dataclass(frozen=True, slots=True)
class FrameTable:
    """F frames: name, file and module of length F; line int32 (F,), 0 where unknown; kind uint8 (F,), see Kind."""

    name: Sequence[str]
    file: Sequence[str]
    module: Sequence[str]
    line: NDArray[np.int32]
    kind: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.name)

    def identity(self, by_line: bool = False) -> tuple[NDArray[np.int32], FrameTable]:
        """Rows that are one node of a tree: (name, file, module, kind), inlined counted as native, line left out.

        Returns for each frame its row in a smaller table, int32 (F,), and that table. A node's line is 0 unless
        `by_line` keeps lines apart; its kind is inlined where it was so every time.
        """
        is_inlined = self.kind == Kind.INLINED
        lines = self.line if by_line else np.zeros(len(self), np.int32)
        rows, nodes = _distinct(self, lines, np.where(is_inlined, np.uint8(Kind.NATIVE), self.kind))
        is_always = np.ones(len(nodes), np.bool_)
        np.logical_and.at(is_always, rows, is_inlined)
        kinds = np.where(is_always, np.uint8(Kind.INLINED), nodes.kind)
        return rows, frame_table(nodes.name, nodes.file, nodes.module, nodes.line, kinds)

    def functions(self) -> tuple[NDArray[np.int32], FrameTable]:
        """Rows that are one function of a table: (name, file). Returns as `identity` does."""
        seen: dict[tuple[str, str], int] = {}
        rows = np.array(
            [seen.setdefault(key, len(seen)) for key in zip(self.name, self.file, strict=True)], dtype=np.int32
        )
        first = np.full(len(seen), len(self), np.int64)
        np.minimum.at(first, rows, np.arange(len(self)))
        return rows, self.take(first)

    def take(self, rows: NDArray[np.int64]) -> FrameTable:
        """The chosen rows as a table of their own."""
        picked = rows.tolist()
        return frame_table(
            [self.name[row] for row in picked],
            [self.file[row] for row in picked],
            [self.module[row] for row in picked],
            self.line[rows],
            self.kind[rows],
        )


def frame_table(
    name: Sequence[str],
    file: Sequence[str],
    module: Sequence[str],
    line: Sequence[int] | NDArray[np.int32],
    kind: Sequence[int] | NDArray[np.uint8],
) -> FrameTable:
    """A FrameTable with read-only columns of the right types."""
    line_column = np.array(line, dtype=np.int32)
    kind_column = np.array(kind, dtype=np.uint8)
    line_column.flags.writeable = False
    kind_column.flags.writeable = False
    return FrameTable(name, file, module, line_column, kind_column)


def _distinct(
    frames: FrameTable, lines: NDArray[np.int32], kinds: NDArray[np.uint8]
) -> tuple[NDArray[np.int32], FrameTable]:
    seen: dict[tuple[str, str, str, int, int], int] = {}
    keys = zip(frames.name, frames.file, frames.module, lines.tolist(), kinds.tolist(), strict=True)
    rows = np.array([seen.setdefault(key, len(seen)) for key in keys], dtype=np.int32)
    columns = list(zip(*seen, strict=True)) or [(), (), (), (), ()]
    return rows, frame_table(list(columns[0]), list(columns[1]), list(columns[2]), columns[3], columns[4])
