"""The time-ordered view: a Profile's samples one after another, as a Timeline of stretches.

    main;parse 3, main;read 2, main;parse 1   ->   main 0 to 6, below it parse 0 to 3, read 3 to 5, parse 5 to 6

A row is one stretch of neighbouring samples with the same stack above and including it, so a function has as many
rows as there were such stretches. Several threads have a top-level row each, in the order of their numbers. A sample
lasts as long as the profile's metric of time says, else until the next one of its thread; where there is none, because
nothing ran or filters took it out, stretches end and nothing is drawn. Samples without a stack are own time of their
thread. Frames are those of the top-down tree, with the threads' behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.model import CallTree, FrameTable, Profile, Timeline, exact_sums, trie
from sitegen.model.frames import Kind, frame_table
from sitegen.model.threads import thread_names
from sitegen.model.tree import ROOT
from sitegen.model.units import NANOSECONDS

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

_SECOND_NS = 1e9
_ROUNDING_NS = 1.0
"""Times are seconds in doubles and are rounded to whole nanoseconds: neighbours may come apart by one."""


def timeline(profile: Profile, part_of: Profile | None = None) -> Timeline | None:
    """The profile's samples in order of time, or None where it has no times. O(n log n) for n rows and samples.

    Shares are of `part_of`, and the root lasts as long as its samples, where the profile is what filters have left.
    """
    if profile.time_s is None:
        return None
    identity, frames = profile.frames.identity()
    chart, names = _chart(profile, identity, len(frames))
    frame, depth = _opened_rows(chart)
    by_depth = np.argsort(depth, kind="stable")
    parent, owner = _nesting(chart, depth, by_depth)
    last, end = _closings(chart, by_depth)
    self_weight = [exact_sums.summed(owner, column[chart.sample], len(frame)) for column in profile.weight.T]
    begin_ns = np.append(0.0, np.repeat(chart.begin_ns, chart.opened))
    end_ns = np.append(0.0, chart.end_ns[last[1:]])
    begin_ns[0], end_ns[0] = _span(part_of or profile)
    tree = CallTree(
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
    lanes = np.flatnonzero(depth == 1) if chart.has_threads else np.zeros(1, np.int64)
    return Timeline(tree, begin_ns, end_ns, lanes)


def sample_times(profile: Profile, sample: Longs) -> tuple[Floats, Floats]:
    """When samples begin and end, in whole nanoseconds; `sample` has them by thread, and there by time.

    A sample does not reach into the next one of its thread.
    """
    assert profile.time_s is not None
    begin = np.rint(profile.time_s[sample] * _SECOND_NS)
    is_last = np.roll(_thread_begins(profile, sample), -1)
    until_next = np.where(is_last, np.inf, np.roll(begin, -1))
    metric = next((column for column, own in enumerate(profile.metrics) if own.unit == NANOSECONDS), None)
    if metric is None:
        # The last sample of a thread has no next one to tell how long it was: as long as is usual.
        between = (until_next - begin)[~is_last]
        usual = float(np.median(between)) if len(between) else 0.0
        return begin, np.where(is_last, begin + usual, until_next)
    end = begin + np.rint(np.maximum(profile.weight[sample, metric], 0.0))
    return begin, np.where(until_next - end <= _ROUNDING_NS, until_next, end)


def _thread_begins(profile: Profile, sample: Longs) -> NDArray[np.bool_]:
    if profile.thread is None:
        return np.asarray(np.arange(len(sample)) == 0, dtype=np.bool_)
    return np.asarray(np.diff(profile.thread[sample], prepend=-1) != 0, dtype=np.bool_)


def _in_order(profile: Profile) -> Longs:
    """The samples by thread, and there by time."""
    assert profile.time_s is not None
    threads = np.zeros(len(profile.sample_stack), np.int32) if profile.thread is None else profile.thread
    return np.lexsort((profile.time_s, threads))


def _span(profile: Profile) -> tuple[float, float]:
    begin, end = sample_times(profile, _in_order(profile))
    return (float(begin.min()), float(end.max())) if len(begin) else (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Chart:
    """S samples in the order of the chart, on a trie of K stacks.

    sample: int64 (S,), rows of the profile; stack: int32 (S,), rows of the trie, -1 without a stack
    begin_ns, end_ns: float64 (S,), when each was
    parent, symbol: int32 (K,); level: int32 (K + 1,), how many frames a stack has, the last entry for -1
    shared: int32 (S,), how many of its frames a sample has in common with the one before it, if it follows on it; where
    a thread begins -1, as if it lacked the thread's row too, or 0 where threads have no rows
    thread_row: int32 (S,), the frame of the sample's thread; empty where threads have no rows
    """

    sample: Longs
    begin_ns: Floats
    end_ns: Floats
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
    """The chart, and the names of its rows that are no frames of the profile: the threads."""
    sample = _in_order(profile)
    begin_ns, end_ns = sample_times(profile, sample)
    threads = np.zeros(len(sample), np.int32) if profile.thread is None else profile.thread[sample]
    held, thread = np.unique(threads, return_inverse=True)
    parent, symbol, node = trie.merge(profile.stack_parent, identity[profile.stack_frame])
    stack = trie.follow(node, profile.sample_stack[sample])
    level = np.append(trie.depths(parent) + np.int32(1), np.int32(0))
    has_threads = len(held) > 1
    known = thread_names(profile)
    names = [known[number] for number in held.tolist()] if has_threads else []
    shared = _shared(parent, level, stack)
    shared[1:][begin_ns[1:] > end_ns[:-1]] = 0
    shared[_thread_begins(profile, sample)] = -1 if has_threads else 0
    chart = _Chart(
        sample=sample,
        begin_ns=begin_ns,
        end_ns=end_ns,
        stack=stack,
        parent=parent,
        symbol=symbol,
        level=level,
        shared=shared,
        thread_row=(frames + thread).astype(np.int32) if has_threads else np.zeros(0, np.int32),
    )
    return chart, names


def _shared(parent: Ints, level: Ints, stack: Ints) -> Ints:
    """How many frames each sample's stack has in common with the one before it; O(frames that they do not share)."""
    common = stack.copy()
    other = np.roll(stack, 1)
    rows = np.arange(len(stack))
    while (rows := rows[common[rows] != other[rows]]).size:
        one, two = common[rows], other[rows]
        rise = level[one] - level[two]
        common[rows] = np.where(rise >= 0, parent[one], one)
        other[rows] = np.where(rise <= 0, parent[two], two)
    return level[common]


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


def _nesting(chart: _Chart, depth: Ints, by_depth: Longs) -> tuple[Ints, Longs]:
    """Each row's parent, and the row of each sample; `by_depth` are the sorted rows."""
    size = len(depth)
    after = 1 + np.cumsum(chart.opened)
    # Among rows sorted by depth and then by number, the last one before a place is the one that is open there.
    keys = depth[by_depth].astype(np.int64) * (size + 1) + by_depth

    def open_row(level: Longs, before: Longs) -> Longs:
        return by_depth[np.searchsorted(keys, level * (size + 1) + before) - 1]

    rows = np.arange(1, size, dtype=np.int64)
    parent = np.append(np.int32(-1), open_row(depth[1:].astype(np.int64) - 1, rows).astype(np.int32))
    innermost = chart.level[chart.stack].astype(np.int64) + chart.has_threads
    return parent, open_row(innermost, after)


def _closings(chart: _Chart, by_depth: Longs) -> tuple[Longs, Ints]:
    """The last sample of each row, and the row after its subtree; of the root -1, and the number of rows.

    A sample closes the rows of the one before it that it does not share.
    """
    kept = np.append(chart.shared[1:], np.int32(-1 if chart.has_threads else 0)).astype(np.int64)[: len(chart.sample)]
    closed = chart.level[chart.stack] - kept
    first = np.cumsum(closed) - closed
    level = np.arange(int(closed.sum())) - np.repeat(first - kept, closed)
    # At one depth rows close in the order in which they open.
    in_order = np.argsort(level, kind="stable")
    last = np.full(len(by_depth), -1, np.int64)
    last[by_depth[1:]] = np.repeat(np.arange(len(closed)), closed)[in_order]
    after = np.append(1 + np.cumsum(chart.opened), len(by_depth))
    return last, after[last].astype(np.int32)


def _with_names(frames: FrameTable, names: list[str]) -> FrameTable:
    count = len(names)
    return frame_table(
        [*frames.name, *names],
        [*frames.file, *[""] * count],
        [*frames.module, *[""] * count],
        np.append(frames.line, np.zeros(count, np.int32)),
        np.append(frames.kind, np.full(count, Kind.NATIVE, np.uint8)),
    )
