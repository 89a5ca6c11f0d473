"""Where the weight of a profile's samples lies in a tree that was made of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sitegen.model import CallTree, Profile, trie
from sitegen.model.tree import FOLDED


def rows_of_samples(profile: Profile, tree: CallTree) -> NDArray[np.int32]:
    """The row that holds each sample's weight, int32 (S,): its stack's, or that of the smaller frames it fell among.

    The tree is top-down, pruned or not.
    """
    identity, frames = profile.frames.identity()
    assert len(frames) == len(tree.frames)
    parent, symbol, node = trie.merge(profile.stack_parent, identity[profile.stack_frame])
    places = _Children(tree)
    row = np.zeros(len(parent) + 1, np.int32)  # the spare last entry is the root, which the parent -1 reads
    for level in trie.levels(parent):
        above = row[parent[level]]
        found = places.find(above, symbol[level])
        folded = places.find(above, np.full(len(level), FOLDED, np.int32))
        # What a row of smaller frames holds lies in no row of its own.
        row[level] = np.where(found >= 0, found, np.where(folded >= 0, folded, above))
    return row[trie.follow(node, profile.sample_stack)]


class _Children:
    """Finds rows by the row above them and their frame."""

    def __init__(self, tree: CallTree) -> None:
        key = self._key(tree.parent[1:], tree.frame[1:])
        self._order = np.argsort(key)
        self._sorted = key[self._order]

    def find(self, parent: NDArray[np.int32], frame: NDArray[np.int32]) -> NDArray[np.int64]:
        """The rows, int64, -1 where there is none."""
        wanted = self._key(parent, frame)
        if not len(self._sorted):
            return np.full(len(wanted), -1, np.int64)
        place = np.minimum(np.searchsorted(self._sorted, wanted), len(self._sorted) - 1)
        return np.where(self._sorted[place] == wanted, self._order[place] + 1, -1)

    @staticmethod
    def _key(parent: NDArray[np.int32], frame: NDArray[np.int32]) -> NDArray[np.int64]:
        return (parent.astype(np.int64) << 32) + frame - FOLDED
