"""The time-ordered view: against a naive one, and against the top-down tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import repeat, takewhile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis import transform
from sitegen.analysis.call_tree import top_down
from sitegen.analysis.timeline import timeline
from sitegen.formats import read_profile
from sitegen.model import CallTree, Metric, Profile, ProfileBuilder
from sitegen.model.threads import thread_names
from sitegen.model.tree import ROOT
from tests.text_profiles import names, profile_of, rows_of
from tests.timed_profiles import Row, Sample, made, spans_of, timed

DATA = Path(__file__).resolve().parent.parent / "data" / "speedscope"


def tree_of(profile: Profile, part_of: Profile | None = None) -> CallTree:
    return made(profile, part_of).tree


def naive(lanes: list[list[tuple[tuple[object, ...], float]]], starts: Iterable[float] = repeat(0.0)) -> list[Row]:
    """The rows, a sample at a time; a lane has its samples in order, one after another from its start."""
    rows: list[tuple[int, object, list[float], list[float]]] = [(0, "all", [], [0.0])]
    for lane, start in zip(lanes, starts, strict=False):
        open_rows, now = [0], start
        before: tuple[object, ...] = ()
        for path, weight in lane:
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(path, before, strict=False)))
            del open_rows[same + 1 :]
            for frame in path[same:]:
                rows.append((len(open_rows), frame, [], [now]))
                open_rows.append(len(rows) - 1)
            now += weight
            for row in open_rows:
                rows[row][2].append(weight)
                rows[row][3].append(now)
            before = path
    return [(depth, frame, sum(weights), times[0], max(times)) for depth, frame, weights, times in rows]


def lanes_of(listed: list[Sample], threaded: bool) -> list[list[tuple[tuple[object, ...], float]]]:
    """What `naive` takes: each thread's samples, with its name on top where there are several."""
    held = sorted({thread for *_, thread in listed}) if threaded else [None]
    return [
        [
            ((*([f"worker {own}"] if len(held) > 1 else []), *stack), weight)
            for stack, weight, thread in listed
            if own in (None, thread)
        ]
        for own in held
    ]


def test_neighbours_with_the_same_stack_join_and_others_stay_apart() -> None:
    tree = tree_of(timed([("ab", 3, 0), ("ac", 2, 0), ("ab", 1, 0), ("ab", 4, 0), ("b", 5, 0)]))
    assert rows_of(tree, 1) == [(0, "all", 15), (1, "a", 10), (2, "b", 3), (2, "c", 2), (2, "b", 5), (1, "b", 5)]
    assert tree.parent.tolist() == [-1, 0, 1, 1, 1, 0]
    assert tree.end.tolist() == [6, 5, 3, 4, 5, 6]
    line = made(timed([("ab", 3, 0), ("ac", 2, 0), ("ab", 1, 0), ("ab", 4, 0), ("b", 5, 0)]))
    assert line.begin_ns.tolist() == [0, 0, 0, 3, 5, 10]
    assert line.end_ns.tolist() == [15, 10, 3, 5, 10, 15]


def test_a_function_that_calls_and_goes_on_is_one_row() -> None:
    """Its own time is its own, before, between and after what it calls, which lies where it was."""
    profile = timed([("a", 1, 0), ("ab", 2, 0), ("a", 3, 0), ("ab", 4, 0), ("a", 5, 0)])
    assert spans_of(profile) == [(0, "all", 15, 0, 15), (1, "a", 15, 0, 15), (2, "b", 2, 1, 3), (2, "b", 4, 6, 10)]
    assert tree_of(profile).self_weight[:, 1].tolist() == [0, 9, 2, 4]


def test_samples_are_sorted_by_their_time() -> None:
    tree = tree_of(timed([("c", 1, 0), ("a", 1, 0), ("b", 1, 0)], times=[2, 0, 1]))
    assert [name for _, name, _ in rows_of(tree)] == ["all", "a", "b", "c"]


def test_time_without_a_stack_is_own_time_where_it_was() -> None:
    profile = timed([("", 5, 0), ("a", 1, 0), ("", 7, 0), ("", 1, 0), ("a", 2, 0)])
    assert spans_of(profile) == [(0, "all", 16, 0, 16), (1, "a", 1, 5, 6), (1, "a", 2, 14, 16)]
    assert tree_of(profile).self_weight[0].tolist() == [3, 13]


def test_a_stretch_ends_where_no_sample_follows() -> None:
    """Weights are 2, 3 and 4 ns: between the end of the second, at 5, and the third nothing is known."""
    profile = timed([("ab", 2, 0), ("ab", 3, 0), ("ab", 4, 0)], times=[0, 2, 50])
    assert spans_of(profile) == [
        (0, "all", 9, 0, 54),
        (1, "a", 5, 0, 5),
        (2, "b", 5, 0, 5),
        (1, "a", 4, 50, 54),
        (2, "b", 4, 50, 54),
    ]


def test_a_sample_does_not_reach_into_the_next() -> None:
    """Clocks of some profilers weigh more than the time that passed."""
    assert spans_of(timed([("a", 9, 0), ("b", 2, 0)], times=[0, 4])) == [
        (0, "all", 11, 0, 6),
        (1, "a", 9, 0, 4),
        (1, "b", 2, 4, 6),
    ]


def test_without_a_metric_of_time_a_sample_lasts_until_the_next_of_its_thread() -> None:
    """The last one as long as is usual: here the median of 4, 5 and 7."""
    builder = ProfileBuilder("test", "perf", (Metric("samples"),))
    for stack in ("a", "b", "a", "c"):
        builder.add([builder.frame(stack)], [1])
    profile = replace(builder.build(), time_s=np.array([0, 4, 9, 16]) / 1e9)
    assert [row[3:] for row in spans_of(profile, 0)] == [(0, 21), (0, 4), (4, 9), (9, 16), (16, 21)]


def test_threads_have_a_row_each_and_do_not_join() -> None:
    samples = [("a", 1, 2), ("ab", 2, 0), ("a", 4, 2), ("", 8, 0), ("ab", 16, 0)]
    profile = timed(samples, threaded=True)
    assert spans_of(profile) == [
        (0, "all", 31, 0, 26),
        (1, "worker 0", 26, 0, 26),
        (2, "a", 2, 0, 2),
        (3, "b", 2, 0, 2),
        (2, "a", 16, 10, 26),
        (3, "b", 16, 10, 26),
        (1, "worker 2", 5, 0, 5),
        (2, "a", 5, 0, 5),
    ]
    assert made(profile).lanes.tolist() == [1, 6]


def test_one_thread_needs_no_row() -> None:
    assert rows_of(tree_of(timed([("a", 1, 3), ("b", 2, 3)], threaded=True)), 1) == [
        (0, "all", 3),
        (1, "a", 1),
        (1, "b", 2),
    ]


def test_a_profile_without_times_has_no_such_view() -> None:
    assert timeline(profile_of("a;b 3")) is None


def test_a_profile_without_samples_is_the_root_alone() -> None:
    for threaded in (False, True):
        tree = tree_of(timed([], threaded))
        assert rows_of(tree) == [(0, "all", 0)]
        assert (tree.parent.tolist(), tree.end.tolist()) == ([-1], [1])


def test_shares_of_a_part_are_of_the_whole() -> None:
    whole = timed([("ab", 3, 0), ("c", 2, 0), ("ab", 5, 0)])
    nodes = np.array([whole.frames.name[frame] == "b" for frame in whole.stack_frame.tolist()])
    line = made(transform.focus(whole, nodes), whole)
    expected = [(0, "all", 8), (1, "a", 3), (2, "b", 3), (1, "a", 5), (2, "b", 5)]
    assert rows_of(line.tree, 1) == expected
    assert line.tree.whole.tolist() == [3, 10]
    assert (line.begin_ns.tolist(), line.end_ns.tolist()) == ([0, 0, 0, 5, 5], [10, 3, 3, 10, 10])


def test_frames_are_those_of_the_top_down_tree_and_a_few_behind() -> None:
    """So that both trees of a page can share one table."""
    profile = timed([("ab", 3, 0), ("", 2, 1)], threaded=True)
    frames, tree = top_down(profile).frames, tree_of(profile)
    assert list(tree.frames.name[: len(frames)]) == list(frames.name)
    assert list(tree.frames.name[len(frames) :]) == ["worker 0", "worker 1"]


def test_a_recursion_of_any_depth_is_data() -> None:
    tree = tree_of(timed([("a" * 20_000, 1, 0), ("a" * 20_000 + "b", 1, 0), ("a", 1, 0)]))
    assert len(tree) == 20_002
    assert tree.total(1)[[0, 1, 2, 20_000, 20_001]].tolist() == [3, 3, 2, 2, 1]


samples = st.lists(
    st.tuples(st.lists(names, max_size=6).map("".join), st.integers(0, 50), st.integers(0, 2)), max_size=40
)


@given(samples, st.booleans())
def test_it_is_what_a_naive_walk_over_the_samples_gives(listed: list[Sample], threaded: bool) -> None:
    assert spans_of(timed(listed, threaded)) == naive(lanes_of(listed, threaded))


@given(samples, st.booleans())
def test_nothing_is_lost_against_the_top_down_tree(listed: list[Sample], threaded: bool) -> None:
    """Rows of one path below the thread weigh together, in every metric, what the path weighs there."""
    profile = timed(listed, threaded)
    tree, plain = tree_of(profile), top_down(profile)
    lanes = {f"worker {thread}" for *_, thread in listed}
    for metric in (0, 1):
        assert paths(tree, metric, lanes) == paths(plain, metric, set())
        assert tree.total(metric)[0] == plain.total(metric)[0]
    assert tree.whole.tolist() == plain.whole.tolist()


@given(samples, st.booleans())
def test_rows_are_in_depth_first_order(listed: list[Sample], threaded: bool) -> None:
    """parent, depth and end tell one story, and siblings lie within their parent one after another."""
    line = made(timed(listed, threaded))
    tree = line.tree
    assert tree.frame[0] == ROOT and tree.parent[0] == -1 and tree.end[0] == len(tree)
    for row in range(1, len(tree)):
        above = int(tree.parent[row])
        assert above < row < tree.end[above] and tree.end[row] <= tree.end[above]
        assert tree.depth[row] == tree.depth[above] + 1
        assert line.begin_ns[above] <= line.begin_ns[row] <= line.end_ns[row] <= line.end_ns[above]
        next_row = int(tree.end[row])
        if next_row < tree.end[above] and not (threaded and above == 0):
            assert line.end_ns[row] <= line.begin_ns[next_row]
        inside = range(row + 1, int(tree.end[row]))
        assert all(tree.depth[other] > tree.depth[row] for other in inside)
        assert tree.end[row] == len(tree) or tree.depth[tree.end[row]] <= tree.depth[row]


def paths(tree: CallTree, metric: int, lanes: set[str]) -> Counter[tuple[str, ...]]:
    """The self weight of each path of names, threads left out."""
    found: list[tuple[str, ...]] = []
    weights: Counter[tuple[str, ...]] = Counter()
    for row in range(len(tree)):
        above, name = int(tree.parent[row]), tree.row_name(row)
        path = found[above] if above >= 0 else ()
        found.append(path if row == 0 or name in lanes else (*path, name))
        weights[found[row]] += int(tree.self_weight[row, metric])
    return +weights


@pytest.mark.parametrize("name", ["pyspy", "pyspy_native", "pyinstrument", "austin", "evented"])
def test_captures_are_what_a_naive_walk_over_their_samples_gives(name: str) -> None:
    """Frames are told apart by name, file, module and kind, and not by their line."""
    profile = read_profile(DATA.joinpath(f"{name}.speedscope.json").read_bytes(), name)
    table, metric = profile.frames, profile.default_metric
    keys = list(zip(table.name, table.file, table.module, table.kind.tolist(), strict=True))
    known = thread_names(profile)
    lanes: list[list[tuple[tuple[object, ...], float]]] = [[] for _ in known or [""]]
    starts = [0.0 for _ in lanes]
    for row, stack in enumerate(profile.sample_stack.tolist()):
        path: tuple[object, ...] = ()
        while stack >= 0:
            path = (keys[profile.stack_frame[stack]], *path)
            stack = int(profile.stack_parent[stack])
        lane = 0 if profile.thread is None else int(profile.thread[row])
        above = ((known[lane], "", "", 0),) if known else ()
        if not lanes[lane]:
            assert profile.time_s is not None
            starts[lane] = round(float(profile.time_s[row]) * 1e9)
        lanes[lane].append(((*above, *path), float(profile.weight[row, metric])))
    line = made(profile)
    tree = line.tree
    shown = [
        *zip(tree.frames.name, tree.frames.file, tree.frames.module, tree.frames.kind.tolist(), strict=True),
        "all",
    ]
    frames, totals = [shown[frame] for frame in tree.frame], tree.total(metric).tolist()
    spans = line.begin_ns.tolist(), line.end_ns.tolist()
    assert list(zip(tree.depth.tolist(), frames, totals, *spans, strict=True)) == naive(lanes, starts)


def test_a_timeline_of_events_draws_calls_where_they_were() -> None:
    """The two threads of evented.speedscope.json: by hand, in microseconds."""
    profile = read_profile(DATA.joinpath("evented.speedscope.json").read_bytes(), "evented")
    rows = [(depth, name, *(time / 1000 for time in times)) for depth, name, *times in spans_of(profile, 0)]
    assert rows == [
        (0, "all", 140, 0, 100),
        (1, "main thread", 100, 0, 100),
        (2, "main", 40, 10, 50),
        (3, "größe", 15, 15, 30),
        (4, "größe", 5, 20, 25),
        (3, "größe", 8, 32, 40),
        (2, "read", 30, 60, 90),
        (1, "worker", 40, 20, 60),
        (2, "read", 40, 20, 60),
    ]
