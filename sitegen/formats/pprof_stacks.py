"""Collects pprof's stacks of locations, chunk by chunk, and turns them into a trie of frames."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from sitegen.formats.pprof_frames import Chains
from sitegen.formats.pprof_pruning import Classes, prune_stacks
from sitegen.model import trie

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


class StackCollector:
    """Takes stacks as rows of locations, leaf first, and keeps them as frames, four bytes each."""

    def __init__(self, chains: Chains, classes: Classes | None = None) -> None:
        self._chains = chains
        self._classes = classes
        self._direct = chains.chain if (chains.length == 1).all() else None
        # An array grows in place, where a list of chunks would be copied into a second one at the end.
        self._frames = array("i")
        self._lengths = array("i")

    def add(self, rows: Ints, counts: Longs) -> None:
        """Stacks one after another: the rows of their locations, and how many each has."""
        if self._classes is not None:
            rows, counts = prune_stacks(rows, counts, self._classes)
        if self._direct is not None:
            frames = self._direct[rows]
        else:
            length = self._chains.length[rows]
            end = np.cumsum(length)
            shift = self._chains.start[rows] - (end - length)
            frames = self._chains.chain[np.repeat(shift, length) + np.arange(int(length.sum()))]
            counts = np.diff(np.concatenate(([0], end))[np.cumsum(counts)], prepend=0)
        self._frames.frombytes(frames.tobytes())
        self._lengths.frombytes(counts.astype(np.int32).tobytes())

    def grow(self) -> tuple[Ints, Ints, Ints]:
        """The trie of all stacks added: parent, frame, and each stack's last node."""
        length = np.frombuffer(self._lengths, dtype=np.int32)
        start = np.cumsum(length, dtype=np.int64) - length
        return trie.grow(np.frombuffer(self._frames, dtype=np.int32), start, length, leaf_first=True)
