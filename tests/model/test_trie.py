"""Tries as columns: grown, merged, contracted and expanded without recursion."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import trie

stacks = st.lists(st.lists(st.integers(0, 3), max_size=8), max_size=60)


def grown(rows: list[list[int]], leaf_first: bool = False) -> tuple[list[int], list[int], list[int]]:
    lengths = np.array([len(row) for row in rows], dtype=np.int32)
    flat = np.array([symbol for row in rows for symbol in row], dtype=np.int32)
    starts = np.cumsum(lengths, dtype=np.int64) - lengths
    parent, symbol, leaf = trie.grow(flat, starts, lengths, leaf_first)
    return parent.tolist(), symbol.tolist(), leaf.tolist()


def path(parent: list[int], symbol: list[int], node: int) -> list[int]:
    out = []
    while node >= 0:
        out.append(symbol[node])
        node = parent[node]
    return out[::-1]


def test_a_small_trie_worked_by_hand():
    """Stacks 1-2, 1-2-3 and 1-4 share the node 1; the first two share 1-2."""
    parent, symbol, leaf = grown([[1, 2], [1, 2, 3], [1, 4], []])
    assert [path(parent, symbol, node) for node in leaf] == [[1, 2], [1, 2, 3], [1, 4], []]
    assert len(parent) == 4


@given(stacks)
def test_every_stack_is_read_back_and_siblings_differ(rows):
    parent, symbol, leaf = grown(rows)
    assert [path(parent, symbol, node) for node in leaf] == rows
    assert len(set(zip(parent, symbol, strict=True))) == len(parent)
    assert all(above < node for node, above in enumerate(parent))


@given(stacks)
def test_nodes_are_numbered_level_by_level_in_rising_order(rows):
    """Whatever the order of the stacks, the trie is the same."""
    parent, symbol, _ = grown(rows)
    depths = trie.depths(np.array(parent, np.int32)).tolist()
    keys = list(zip(depths, parent, symbol, strict=True))
    assert keys == sorted(keys)
    assert grown(rows[::-1])[:2] == (parent, symbol)


@given(stacks)
def test_leaf_first_stacks_give_the_same_trie(rows):
    assert grown([row[::-1] for row in rows], leaf_first=True) == grown(rows)


def test_wide_levels_and_narrow_ones_agree():
    """A level over 24 rows takes the sorting path; its stacks read back as a narrow level's do."""
    rows = [[number % 7, number, number % 3] for number in range(200)]
    parent, symbol, leaf = grown(rows)
    assert [path(parent, symbol, node) for node in leaf] == rows
    assert len(parent) == 7 + 200 + 200


@given(stacks, st.lists(st.booleans(), min_size=200, max_size=200))
def test_contracting_takes_nodes_out_of_every_path(rows, flags):
    parent, symbol, leaf = grown(rows)
    keep = np.array(flags[: len(parent)] + [True] * (len(parent) - 200), dtype=np.bool_)
    kept_parent, kept_rows, standing = trie.contract(np.array(parent, np.int32), keep)
    kept_symbol = [symbol[row] for row in kept_rows.tolist()]
    for node in leaf:
        if node < 0:
            continue
        marked, at = [], node
        while at >= 0:
            marked.append((symbol[at], bool(keep[at])))
            at = parent[at]
        expected = [name for name, stays in marked[::-1] if stays]
        assert path(kept_parent.tolist(), kept_symbol, int(standing[node])) == expected


@given(stacks)
def test_merging_after_a_renaming_equals_growing_renamed_stacks(rows):
    """Merging siblings that a coarser identity makes equal (symbol // 2) is growing the coarser stacks."""
    parent, symbol, leaf = grown(rows)
    merged_parent, merged_symbol, moved = trie.merge(
        np.array(parent, np.int32), (np.array(symbol, np.int32) // 2).astype(np.int32)
    )
    coarse = [[name // 2 for name in row] for row in rows]
    ends = [int(moved[node]) if node >= 0 else -1 for node in leaf]
    assert [path(merged_parent.tolist(), merged_symbol.tolist(), node) for node in ends] == coarse
    assert len(merged_parent) == len(grown(coarse)[0])


def test_chains_that_become_equal_all_the_way_down_are_merged_to_their_ends():
    """Symbols 0 and 1 become one: two stacks of 1,000 frames, equal pair below equal pair, are one of 1,000."""
    parent, symbol, leaf = grown([[0] * 1000, [1] * 1000, [0] * 500])
    coarse = np.zeros(len(symbol), np.int32)
    merged_parent, merged_symbol, moved = trie.merge(np.array(parent, np.int32), coarse)
    assert (len(symbol), len(merged_parent)) == (2000, 1000)
    assert moved[leaf[0]] == moved[leaf[1]]
    middle = path(merged_parent.tolist(), merged_symbol.tolist(), int(moved[leaf[2]]))
    assert middle == [0] * 500


def test_parents_stay_before_their_children_where_siblings_are_merged():
    """Node 3 (below 0) and node 2 (below 1) are one, since 0 and 1 are: the first of each stands for both."""
    merged = trie.merge(np.array([-1, -1, 1, 0, 3], np.int32), np.array([7, 7, 8, 8, 9], np.int32))
    assert [column.tolist() for column in merged] == [[-1, 0, 1], [7, 8, 9], [0, 0, 1, 1, 2]]


def test_symbols_of_any_size_and_nodes_of_any_number_are_told_apart():
    """Also at the top, where the parent is -1, and where pairs and their places need more than the bits of an int64."""
    symbols = np.array([2**31 - 1, 0, 2**31 - 2, 2**31 - 1] * 10, np.int32)
    parent = np.full(40, -1, np.int32)
    _, symbol, moved = trie.merge(parent, symbols)
    assert symbol[moved].tolist() == symbols.tolist()
    assert len(symbol) == 3
    above = np.arange(-1, 4_000_000, dtype=np.int32)  # 54 bits a pair, 22 a place
    assert len(trie.merge(above, np.full(len(above), 2**31 - 1, np.int32))[0]) == len(above)


def test_expanding_replaces_a_location_by_its_inlined_lines():
    """Symbol 0 is the chain 10, 11; symbol 1 is 20: the stack 0-1-0 becomes 10-11-20-10-11."""
    parent, symbol, leaf = grown([[0, 1, 0]])
    chain = np.array([10, 11, 20], np.int32)
    new_parent, new_symbol, last = trie.expand(
        np.array(parent, np.int32),
        np.array(symbol, np.int32),
        np.array([0, 2], np.int64),
        np.array([2, 1], np.int32),
        chain,
    )
    assert path(new_parent.tolist(), new_symbol.tolist(), int(last[leaf[0]])) == [10, 11, 20, 10, 11]


@given(stacks)
def test_depths_and_marks_from_above(rows):
    parent, symbol, _ = grown(rows)
    column = np.array(parent, np.int32)
    paths = [path(parent, symbol, node) for node in range(len(parent))]
    assert trie.depths(column).tolist() == [len(names) - 1 for names in paths]
    marked = trie.any_above(column, np.array(symbol, np.int32) == 2)
    assert marked.tolist() == [2 in names for names in paths]


def test_a_stack_of_a_hundred_thousand_frames_is_only_data():
    """No recursion over depth: the deepest stack ends at depth 99,999."""
    parent, _, leaf = grown([[number % 5 for number in range(100_000)]])
    assert len(parent) == 100_000
    assert int(trie.depths(np.array(parent, np.int32))[leaf[0]]) == 99_999
