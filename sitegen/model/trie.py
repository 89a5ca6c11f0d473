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

# Rounds after which merging goes on level by level: lines of a function seldom keep its callees apart for longer.
_MOST_ROUNDS = 32


def grow(symbols: Ints, starts: Longs, lengths: Ints, leaf_first: bool = False) -> tuple[Ints, Ints, Ints]:
    """Builds a trie of S stacks that lie one after another in `symbols`.

    starts: int64 (S,), where a stack's first symbol is; lengths: int32 (S,); root first unless `leaf_first`.
    Returns parent (K,), symbol (K,) and the node each stack ends in, int32 (S,), -1 for an empty stack. Nodes are
    numbered level by level, in a level by parent and symbol. O(total length), plus a sort a level.
    """
    # The longest first: those that reach a depth are the first so many, a slice and no list of rows.
    order = np.argsort(-lengths, kind="stable")
    at = starts[order] + (lengths[order] - 1 if leaf_first else 0)
    reaching = np.cumsum(np.bincount(lengths)[:0:-1])[::-1] if len(lengths) else lengths
    leaf = np.full(len(starts), -1, np.int64)
    nodes: list[Longs] = []
    size = 0
    for alive in reaching.tolist():
        level, row = _numbered(_key(leaf[:alive], symbols[at[:alive]]))
        nodes.append(level)
        leaf[:alive] = row + size
        at[:alive] += -1 if leaf_first else 1
        size += len(level)
    ends = np.empty(len(starts), np.int32)
    ends[order] = leaf
    return *_columns(nodes), ends


def merge(parent: Ints, symbol: Ints) -> tuple[Ints, Ints, Ints]:
    """Makes siblings of equal symbol one node.

    Returns the merged parent and symbol, and for each old node its new one, int32 (K,). Parents stay before their
    children.
    """
    count = len(parent)
    standing = np.arange(count, dtype=np.int32)
    above = parent.copy()
    rows = standing.astype(np.int64)
    for _ in range(_MOST_ROUNDS):
        lowest, is_twin = _twins(rows, above[rows], symbol[rows])
        standing[rows] = lowest
        joined = np.zeros(count + 1, np.bool_)  # the last for the -1 above the top
        joined[rows[is_twin]] = True
        # Nodes whose parents became one are siblings now, and may be equal in turn.
        rows = np.flatnonzero(joined[above])
        if not rows.size:
            is_kept = standing == np.arange(count)
            renumbered = np.cumsum(is_kept, dtype=np.int32) - np.int32(1)
            return follow(renumbered, above[is_kept]), symbol[is_kept], renumbered[standing]
        above[rows] = standing[above[rows]]
    return _merged_by_level(parent, symbol)


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
    return by_depth(depths(parent))


def by_depth(depth: Ints) -> list[Longs]:
    """The rows of each depth where the depths are known."""
    if not len(depth):
        return []
    order = np.argsort(depth, kind="stable")
    return np.split(order, np.cumsum(np.bincount(depth))[:-1])


def _merged_by_level(parent: Ints, symbol: Ints) -> tuple[Ints, Ints, Ints]:
    """As `merge`, a level at a time: for tries where one equal pair leads to the next all the way down."""
    moved = np.full(len(parent), -1, np.int32)
    nodes: list[Longs] = []
    size = 0
    for rows in levels(parent):
        level, row = _numbered(_key(follow(moved, parent[rows]), symbol[rows]))
        nodes.append(level)
        moved[rows] = row + size
        size += len(level)
    return *_columns(nodes), moved


def _twins(rows: Longs, parent: Ints, symbol: Ints) -> tuple[Ints, Bools]:
    """For each row the first of those with its parent and symbol, and whether there are others."""
    order, ranked = _sorted(_key(parent, symbol))
    is_same = ranked[1:] == ranked[:-1]
    lowest = rows.astype(np.int32)
    is_twin = np.zeros(len(rows), np.bool_)
    if is_same.any():
        is_first = np.concatenate(([True], ~is_same))
        first_of_each = np.minimum.reduceat(rows[order], np.flatnonzero(is_first))
        lowest[order] = first_of_each[np.cumsum(is_first) - 1]
        is_twin[order[1:]] = is_same
        is_twin[order[:-1]] |= is_same
    return lowest, is_twin


def _key(parent: Ints | Longs, symbol: Ints) -> Longs:
    """One int64 a pair: parents are below 2**31 and at least -1, symbols below 2**31."""
    return (parent.astype(np.int64) << 32) | symbol


def _columns(keys: list[Longs]) -> tuple[Ints, Ints]:
    """The parents and symbols of the keys of all levels."""
    key = np.concatenate(keys) if keys else np.zeros(0, np.int64)
    return (key >> 32).astype(np.int32), (key & 0x7FFFFFFF).astype(np.int32)


def _numbered(key: Longs) -> tuple[Longs, Longs]:
    """The distinct keys of a level in rising order, and each one's number among them."""
    if len(key) <= _NARROW_LEVEL:
        given = key.tolist()
        number = {each: place for place, each in enumerate(sorted(set(given)))}
        return np.array(list(number), dtype=np.int64), np.array([number[each] for each in given], dtype=np.int64)
    order, ranked = _sorted(key)
    first = np.empty(len(key), np.bool_)
    first[0] = True
    np.not_equal(ranked[1:], ranked[:-1], out=first[1:])
    number_of = np.empty(len(key), np.int64)
    number_of[order] = first.cumsum() - 1
    return ranked[first], number_of


def _sorted(key: Longs) -> tuple[Longs, Longs]:
    """The order that sorts the keys, and the keys in it."""
    bits = len(key).bit_length()
    if not len(key) or int(key.max()) >= 1 << (63 - bits):
        order = key.argsort()
        return order, key[order]
    # Sorting takes a quarter of the time of finding an order, so each key brings its place along in its last bits.
    ranked = np.sort(key << bits | np.arange(len(key)))
    return ranked & ((1 << bits) - 1), ranked >> bits
