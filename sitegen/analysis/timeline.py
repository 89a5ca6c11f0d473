"""The time-ordered view: a Profile's samples one after another, as a CallTree whose siblings stand in order of time.

    main;parse 3, main;read 2, main;parse 1   ->   main 6, below it parse 3, read 2, parse 1

A row is one stretch of neighbouring samples with the same stack above and including it, so a function has as many
rows as there were such stretches. Several threads have a top-level row each, in the order of their numbers. Samples
without a stack are rows of their own, so that a gap is where it was. Frames are those of the top-down tree, with
the threads' and the gaps' behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.model import CallTree, FrameTable, Profile, exact_sums, trie
from sitegen.model.frames import Kind, frame_table
from sitegen.model.threads import thread_names
from sitegen.model.tree import ROOT

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

IDLE = "(idle)"
"""The name of rows for samples without a stack."""


def timeline(profile: Profile, part_of: Profile | None = None) -> CallTree | None:
    """The profile's samples in order of time, or None where it has no times. O(n log n) for n rows and samples.

    Shares are of `part_of` where the profile is what filters have left of it.
    """
    if profile.time_s is None:
        return None
    identity, frames = profile.frames.identity()
    chart, names = _chart(profile, identity, len(frames))
    frame, depth = _opened_rows(chart)
    by_depth = np.argsort(depth, kind="stable")
    parent, end, owner = _nesting(chart, depth, by_depth)
    self_weight = [exact_sums.summed(owner, column[chart.sample], len(frame)) for column in profile.weight.T]
    return CallTree(
        metrics=profile.metrics,
        default_metric=profile.default_metric,
        frames=_with_names(frames, names),
        frame=frame,
        parent=parent,
        depth=depth,
        end=end,
        self_weight=np.stack(self_weight, axis=1),
        whole=(part_of or profile).totals(),
        folded=np.zeros(len(frame), np.int32),
    )


@dataclass(frozen=True, slots=True)
class _Chart:
    """S samples in the order of the chart, on a trie of K stacks.

    sample: int64 (S,), rows of the profile; stack: int32 (S,), rows of the trie
    parent, symbol: int32 (K,); level: int32 (K,), how many frames a stack has
    shared: int32 (S,), how many of its frames a sample has in common with the one before it; where a thread begins -1,
    as if it lacked the thread's row too, or 0 where threads have no rows
    thread_row: int32 (S,), the frame of the sample's thread; empty where threads have no rows
    """

    sample: Longs
    stack: Ints
    parent: Ints
    symbol: Ints
    level: Ints
    shared: Ints
    thread_row: Ints

    @property
    def has_threads(self) -> bool:
        """Whether a row of each thread lies between the root and the stacks."""
        return len(self.thread_row) > 0

    @property
    def opened(self) -> Longs:
        """How many rows each sample opens, int64 (S,)."""
        return (self.level[self.stack] - self.shared).astype(np.int64)


def _chart(profile: Profile, identity: Ints, frames: int) -> tuple[_Chart, list[str]]:
    """The chart, and the names of its rows that are no frames of the profile: idle stretches and threads."""
    assert profile.time_s is not None
    threads = np.zeros(len(profile.sample_stack), np.int32) if profile.thread is None else profile.thread
    sample = np.lexsort((profile.time_s, threads))
    held, thread = np.unique(threads[sample], return_inverse=True)
    parent, symbol, node = trie.merge(profile.stack_parent, identity[profile.stack_frame])
    stack = trie.follow(node, profile.sample_stack[sample])
    names: list[str] = []
    if (stack < 0).any():
        names.append(IDLE)
        stack = np.where(stack < 0, np.int32(len(parent)), stack)
        parent, symbol = np.append(parent, np.int32(-1)), np.append(symbol, np.int32(frames))
    level = trie.depths(parent) + np.int32(1)
    has_threads = len(held) > 1
    first_thread = frames + len(names)
    if has_threads:
        known = thread_names(profile)
        names += [known[number] for number in held.tolist()]
    chart = _Chart(
        sample=sample,
        stack=stack,
        parent=parent,
        symbol=symbol,
        level=level,
        shared=_shared(parent, level, stack, np.diff(thread, prepend=-1) != 0, -1 if has_threads else 0),
        thread_row=(first_thread + thread).astype(np.int32) if has_threads else np.zeros(0, np.int32),
    )
    return chart, names


def _shared(parent: Ints, level: Ints, stack: Ints, begins: NDArray[np.bool_], at_begin: int) -> Ints:
    """How many frames each sample's stack has in common with the one before it; O(frames that they do not share)."""
    common = stack.copy()
    other = np.roll(stack, 1)
    levels = np.append(level, np.int32(0))  # of the root, -1
    rows = np.flatnonzero(~begins)
    while (rows := rows[common[rows] != other[rows]]).size:
        one, two = common[rows], other[rows]
        rise = levels[one] - levels[two]
        common[rows] = np.where(rise >= 0, parent[one], one)
        other[rows] = np.where(rise <= 0, parent[two], two)
    return np.where(begins, np.int32(at_begin), levels[common])


def _opened_rows(chart: _Chart) -> tuple[Ints, Ints]:
    """Frame and depth of each row; a sample's rows lie together, after the root and those of earlier samples."""
    opened = chart.opened
    after = 1 + np.cumsum(opened)
    size = int(1 + opened.sum())
    frame = np.full(size, ROOT, np.int32)
    depth = np.zeros(size, np.int32)
    within = np.arange(1, size) - np.repeat(after - opened, opened)
    depth[1:] = within + np.repeat(chart.shared, opened) + 1 + chart.has_threads
    if chart.has_threads:
        begins = chart.shared < 0
        frame[(after - opened)[begins]] = chart.thread_row[begins]
    # From the innermost frame outwards, a step of all samples at a time.
    left = np.minimum(opened, chart.level[chart.stack])
    at, node = after - 1, chart.stack
    while (open_still := np.flatnonzero(left > 0)).size:
        left, at, node = left[open_still] - 1, at[open_still], node[open_still]
        frame[at] = chart.symbol[node]
        at, node = at - 1, chart.parent[node]
    return frame, depth


def _nesting(chart: _Chart, depth: Ints, by_depth: Longs) -> tuple[Ints, Ints, Longs]:
    """Each row's parent, the row after its subtree, and the row of each sample; `by_depth` are the sorted rows."""
    size = len(depth)
    opened = chart.opened
    after = 1 + np.cumsum(opened)
    # Among rows sorted by depth and then by number, the last one before a place is the one that is open there.
    keys = depth[by_depth].astype(np.int64) * (size + 1) + by_depth

    def open_row(level: Longs, before: Longs) -> Longs:
        return by_depth[np.searchsorted(keys, level * (size + 1) + before) - 1]

    rows = np.arange(1, size, dtype=np.int64)
    parent = np.append(np.int32(-1), open_row(depth[1:].astype(np.int64) - 1, rows).astype(np.int32))
    innermost = chart.level[chart.stack].astype(np.int64) + chart.has_threads
    owner = open_row(innermost, after)
    return parent, _ends(chart, by_depth, after), owner


def _ends(chart: _Chart, by_depth: Longs, after: Longs) -> Ints:
    """The row after each row's subtree: a sample closes the rows of the one before it that it does not share."""
    kept = np.append(chart.shared[1:], np.int32(-1 if chart.has_threads else 0)).astype(np.int64)
    closed = chart.level[chart.stack] - kept
    first = np.cumsum(closed) - closed
    level = np.arange(int(closed.sum())) - np.repeat(first - kept, closed)
    # At one depth rows close in the order in which they open.
    end = np.full(len(by_depth), len(by_depth), np.int32)
    end[by_depth[1:]] = np.repeat(after, closed)[np.argsort(level, kind="stable")]
    return end


def _with_names(frames: FrameTable, names: list[str]) -> FrameTable:
    count = len(names)
    return frame_table(
        [*frames.name, *names],
        [*frames.file, *[""] * count],
        [*frames.module, *[""] * count],
        np.append(frames.line, np.zeros(count, np.int32)),
        np.append(frames.kind, np.full(count, Kind.NATIVE, np.uint8)),
    )
