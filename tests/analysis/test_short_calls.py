"""Merging short calls: by hand, and nothing lost whatever the recording."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.short_calls import CHART_BUDGET, merge_short_calls
from sitegen.model import Timeline
from sitegen.model.tree import FOLDED
from tests.text_profiles import names
from tests.timed_profiles import Row, Sample, made, timed


def spans(line: Timeline) -> list[Row]:
    totals = line.tree.total(1).tolist()
    columns = zip(line.tree.depth.tolist(), totals, line.begin_ns.tolist(), line.end_ns.tolist(), strict=True)
    return [(depth, line.tree.row_name(row), *times) for row, (depth, *times) in enumerate(columns)]


def test_short_calls_that_follow_each_other_become_one_stretch() -> None:
    """a and e last; b with c below it, a pause of 1 ns, and d become one. The pause stays own time of m."""
    samples = [("ma", 90, 0), ("mbc", 2, 0), ("mb", 1, 0), ("m", 1, 0), ("md", 2, 0), ("me", 80, 0)]
    assert spans(merge_short_calls(made(timed(samples)), 5)) == [
        (0, "all", 176, 0, 176),
        (1, "m", 176, 0, 176),
        (2, "a", 90, 0, 90),
        (2, "3 smaller frames", 5, 90, 96),
        (2, "e", 80, 96, 176),
    ]


def test_a_pause_longer_than_the_calls_stays_in_sight() -> None:
    samples = [("mb", 2, 0), ("mc", 2, 0), ("m", 50, 0), ("md", 2, 0), ("mb", 1, 0)]
    assert spans(merge_short_calls(made(timed(samples)), 4)) == [
        (0, "all", 57, 0, 57),
        (1, "m", 57, 0, 57),
        (2, "2 smaller frames", 4, 0, 4),
        (2, "2 smaller frames", 3, 54, 57),
    ]


def test_a_short_call_alone_stays_what_it_is() -> None:
    """A row that says "1 smaller frame" would say less and be no fewer."""
    line = merge_short_calls(made(timed([("a", 90, 0), ("b", 1, 0), ("c", 80, 0), ("ab", 2, 0), ("ac", 2, 0)])), 6)
    assert [name for _, name, *_ in spans(line)] == ["all", "a", "b", "c", "a", "2 smaller frames"]


def test_threads_stay_and_do_not_join() -> None:
    """However small the budget."""
    line = merge_short_calls(made(timed([("ab", 3, 0), ("b", 2, 1), ("ab", 2, 1)], threaded=True)), 1)
    assert spans(line) == [
        (0, "all", 7, 0, 4),
        (1, "worker 0", 3, 0, 3),
        (2, "2 smaller frames", 3, 0, 3),
        (1, "worker 1", 4, 0, 4),
        (2, "3 smaller frames", 4, 0, 4),
    ]
    assert line.lanes.tolist() == [1, 3]
    assert line.merged_calls == 5


def test_what_fits_stays_as_it_is() -> None:
    line = made(timed([("ab", 3, 0), ("ac", 2, 0)]))
    assert merge_short_calls(line, 4) is line
    assert merge_short_calls(line, None) is line


def test_a_long_loop_of_tiny_calls_fits_the_budget() -> None:
    """A hundred thousand calls with own time of the caller between them, as instrumenting profilers write."""
    steps = 100_000
    profile = timed([("m", 1, 0), ("mf", 1, 0)] * steps)
    merged = merge_short_calls(made(profile))
    assert len(merged.tree) <= CHART_BUDGET
    assert merged.tree.total(1)[0] == 2 * steps
    assert merged.tree.self_weight[1, 1] == steps


samples = st.lists(
    st.tuples(st.lists(names, max_size=6).map("".join), st.integers(0, 50), st.integers(0, 2)), max_size=40
)


@given(samples, st.booleans(), st.integers(1, 60))
def test_nothing_is_lost_and_other_rows_keep_their_times(listed: list[Sample], threaded: bool, budget: int) -> None:
    """Own weights of rows that stay are as before, stretches hold the rest, and all counts add up."""
    line = made(timed(listed, threaded))
    merged = merge_short_calls(line, budget)
    tree = merged.tree
    assert len(tree) <= max(budget, 1 + 2 * len(line.lanes))
    assert tree.total(0)[0] == line.tree.total(0)[0] and tree.total(1)[0] == line.tree.total(1)[0]
    assert len(line.tree) == np.count_nonzero(tree.frame != FOLDED) + merged.merged_calls
    before = [(*row, own) for row, own in zip(spans(line), line.tree.self_weight[:, 1].tolist(), strict=True)]
    for row, (told, own) in enumerate(zip(spans(merged), tree.self_weight[:, 1].tolist(), strict=True)):
        above = int(tree.parent[row])
        if tree.frame[row] == FOLDED:
            assert tree.end[row] == row + 1
        else:
            before.remove((*told, own))
        if row:
            assert above < row < tree.end[above] and tree.depth[row] == tree.depth[above] + 1
            assert merged.begin_ns[above] <= told[3] <= told[4] <= merged.end_ns[above]


@given(samples, st.booleans())
def test_stretches_do_not_overlap_what_follows(listed: list[Sample], threaded: bool) -> None:
    line = merge_short_calls(made(timed(listed, threaded)), 8)
    for row in range(1, len(line.tree)):
        following = int(line.tree.end[row])
        if following < line.tree.end[line.tree.parent[row]] and row not in line.lanes:
            assert line.end_ns[row] <= line.begin_ns[following]


def test_an_empty_recording_stays_empty() -> None:
    line = made(timed([]))
    assert merge_short_calls(line, 1) is line
