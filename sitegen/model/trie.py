"""Tries as two columns: parent int32 (K,), -1 at the top, always smaller than the node's own row; symbol int32 (K,).

Nothing here recurses: a level at a time, or by doubling the step to an ancestor, so that a stack's depth is data.
Merging is by (parent, symbol) and never by neighbouring lines of sorted text, which splits siblings
(FlameGraph issue 323).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Below this many rows a level costs less in a dictionary than in a dozen numpy calls; a recursion 100,000 deep is
# 100,000 levels of one row.
_NARROW_LEVEL = 24


def grow(symbols: Ints, starts: Longs, lengths: Ints, leaf_first: bool = False) -> tuple[Ints, Ints, Ints]:
    """Builds a trie of S stacks that lie one after another in `symbols`.

    starts: int64 (S,), where a stack's first symbol is; lengths: int32 (S,); root first unless `leaf_first`.
    Returns parent (K,), symbol (K,) and the node each stack ends in, int32 (S,), -1 for an empty stack.
    O(total length), plus a sort a level.
    """
    leaf = np.full(len(starts), -1, np.int32)
    parents: list[Ints] = []
    nodes: list[Ints] = []
    size = 0
    alive = np.flatnonzero(lengths > 0).astype(np.int32)
    depth = 0
    while alive.size:
        at = starts[alive] + (lengths[alive] - 1 - depth if leaf_first else depth)
        new_parent, new_symbol, row = _level(leaf[alive], symbols[at])
        parents.append(new_parent)
        nodes.append(new_symbol)
        leaf[alive] = row + np.int32(size)
        size += len(new_parent)
        depth += 1
        alive = alive[lengths[alive] > depth]
    return _joined(parents), _joined(nodes), leaf


def merge(parent: Ints, symbol: Ints) -> tuple[Ints, Ints, Ints]:
    """Makes siblings of equal symbol one node.

    Returns the merged parent and symbol, and for each old node its new one, int32 (K,). New nodes are numbered
    level by level.
    """
    moved = np.full(len(parent), -1, np.int32)
    parents: list[Ints] = []
    nodes: list[Ints] = []
    size = 0
    for rows in levels(parent):
        new_parent, new_symbol, row = _level(follow(moved, parent[rows]), symbol[rows])
        parents.append(new_parent)
        nodes.append(new_symbol)
        moved[rows] = row + np.int32(size)
        size += len(new_parent)
    return _joined(parents), _joined(nodes), moved


def contract(parent: Ints, keep: Bools) -> tuple[Ints, Longs, Ints]:
    """Takes nodes out; their children move to the nearest kept ancestor.

    Returns the parents of the kept nodes, the kept rows, and for each old node the kept node that now stands for
    it (itself or its nearest kept ancestor; -1 where there is none). Siblings are not merged: see `merge`.
    """
    standing = np.where(keep, np.arange(len(parent), dtype=np.int32), parent)
    while True:
        loose = np.flatnonzero((standing >= 0) & ~keep[standing])
        if not loose.size:
            break
        standing[loose] = standing[standing[loose]]
    rows = np.flatnonzero(keep)
    renumbered = np.full(len(parent), -1, np.int32)
    renumbered[rows] = np.arange(len(rows), dtype=np.int32)
    new_node = follow(renumbered, standing)
    return follow(new_node, parent[rows]), rows, new_node


def expand(parent: Ints, symbol: Ints, chain_start: Longs, chain_length: Ints, chain: Ints) -> tuple[Ints, Ints, Ints]:
    """Replaces each node by a chain of symbols, such as a location by its inlined lines, outermost first.

    Symbol s becomes chain[chain_start[s] : chain_start[s] + chain_length[s]], which may not be empty.
    Returns parent, symbol and for each old node the last node of its chain, int32 (K,).
    """
    length = chain_length[symbol].astype(np.int64)
    last = np.cumsum(length) - 1
    owner = np.repeat(np.arange(len(parent), dtype=np.int32), length)
    within = np.arange(len(owner), dtype=np.int64) - (last - length + 1)[owner]
    above = parent[owner]
    above_last = np.where(above < 0, -1, last[np.maximum(above, 0)])
    new_parent = np.where(within == 0, above_last, np.arange(len(owner), dtype=np.int64) - 1)
    return new_parent.astype(np.int32), chain[chain_start[symbol[owner]] + within], last.astype(np.int32)


def path_sums(parent: Ints, column: Longs) -> Longs:
    """For each node the sum of the column over it and all its ancestors; O(K log depth), by doubling the step."""
    sums = column.copy()
    above = parent.copy()
    while True:
        rows = np.flatnonzero(above >= 0)
        if not rows.size:
            return sums
        step = above[rows]
        sums[rows] += sums[step]
        above[rows] = above[step]


def depths(parent: Ints) -> Ints:
    """Each node's depth, 0 at the top; O(K log depth)."""
    return path_sums(parent, (parent >= 0).astype(np.int64)).astype(np.int32)


def any_above(parent: Ints, mask: Bools) -> Bools:
    """For each node whether it or any ancestor is marked; O(K log depth)."""
    return path_sums(parent, mask.astype(np.int64)) > 0


def follow(column: Ints, rows: Ints) -> Ints:
    """column[rows], and -1 where a row is -1: what a node, a parent or a sample's stack has become."""
    out = np.full(len(rows), -1, np.int32)
    held = rows >= 0
    out[held] = column[rows[held]]
    return out


def levels(parent: Ints) -> list[Longs]:
    """The rows of each depth, the top first, rising within a depth."""
    if not len(parent):
        return []
    depth = depths(parent)
    order = np.argsort(depth, kind="stable")
    return np.split(order, np.cumsum(np.bincount(depth))[:-1])


def _level(parent: Ints, symbol: Ints) -> tuple[Ints, Ints, Ints]:
    """Distinct (parent, symbol) pairs in rising order, and each row's number among them."""
    if len(parent) <= _NARROW_LEVEL:
        seen: dict[tuple[int, int], int] = {}
        row = [seen.setdefault(pair, len(seen)) for pair in zip(parent.tolist(), symbol.tolist(), strict=True)]
        pairs = np.array(list(seen), dtype=np.int32).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1], np.array(row, dtype=np.int32)
    # One int64 a pair: parents are below 2**31 and at least -1, symbols below 2**31.
    key = (parent.astype(np.int64) << 32) | symbol
    order = np.argsort(key)
    ranked = key[order]
    first = np.empty(len(key), np.bool_)
    first[0] = True
    np.not_equal(ranked[1:], ranked[:-1], out=first[1:])
    row_of = np.empty(len(key), np.int32)
    row_of[order] = np.cumsum(first, dtype=np.int32) - np.int32(1)
    distinct = ranked[first]
    return (distinct >> 32).astype(np.int32), (distinct & 0x7FFFFFFF).astype(np.int32), row_of


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)
