"""How a share differs between two sides: as the picture of the same difference says, and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sitegen.analysis.compare import compare
from sitegen.analysis.proportions import NoShare
from sitegen.analysis.select import AmbiguousFrame, NoSuchFrame
from sitegen.analysis.share_change import ShareChange, share_change
from sitegen.analysis.union import unite
from sitegen.model import Metric, Profile, ProfileBuilder
from sitegen.pages.frame_name import parse_frame_name
from tests.compared_profiles import runs_of, whoami_runs
from tests.text_profiles import profile_of


def changed(name: str, before: list[Profile], after: list[Profile], metric: str | None = None) -> ShareChange:
    return share_change(unite(before, after, metric), parse_frame_name(name))


def filed(file: str, count: int) -> Profile:
    builder = ProfileBuilder("test", "test", (Metric("samples"),))
    builder.add([builder.frame("f", file)], [float(count)])
    builder.add([builder.frame("rest", "")], [100.0 - count])
    return builder.build()


@pytest.mark.parametrize("runs", [1, 3])
def test_the_interval_is_that_of_the_picture(runs):
    """main.handle has one node in the union tree of the whoami server's runs, which holds all of it."""
    before, after = (side[:runs] for side in whoami_runs())
    comparison = compare(before, after, metric="cpu")
    rows = [row for row in range(len(comparison.tree)) if comparison.tree.row_name(row) == "main.handle"]
    assert len(rows) == 1
    found = changed("main.handle", before, after, "cpu").difference
    drawn = comparison.total_change
    assert found.value == drawn.difference[rows[0]]
    assert found.interval == pytest.approx((drawn.low[rows[0]], drawn.high[rows[0]]), rel=1e-12)


def test_a_frame_that_recurses_counts_once_on_both_sides():
    change = changed("a", runs_of({"a;a": 30, "b": 70}), runs_of({"a;b;a": 40, "b": 60}))
    assert (change.before.value, change.after.value) == (0.3, 0.4)
    assert change.difference.value == pytest.approx(0.1)
    assert change.ratio.value == pytest.approx(4 / 3)


def test_one_run_a_side_has_the_interval_of_a_ratio_of_two_shares():
    """By hand, Katz's interval: the shares are equal, so that pooling them changes nothing."""
    change = changed("a", runs_of({"a": 30, "b": 70}), runs_of({"a": 60, "b": 140}))
    assert change.ratio.value == 1
    reach = 1.959963985 * math.sqrt(1 / 30 - 1 / 100 + 1 / 60 - 1 / 200)
    assert [math.log(end) for end in change.ratio.interval] == pytest.approx([-reach, reach], rel=1e-6)
    assert change.ratio.method == "sampling noise"


def test_equal_sides_do_not_differ_and_exchanged_sides_are_the_negative():
    one, other = runs_of({"a": 30, "b": 70}, {"a": 37, "b": 71}), runs_of({"a": 48, "b": 55}, {"a": 61, "b": 50})
    same = changed("a", one, one)
    assert (same.difference.value, same.ratio.value) == (0, 1)
    there, back = changed("a", one, other), changed("a", other, one)
    assert back.difference.value == -there.difference.value
    assert back.difference.interval == tuple(-end for end in reversed(there.difference.interval))
    assert back.ratio.interval == pytest.approx([1 / end for end in reversed(there.ratio.interval)])
    assert there.difference.method == "t from 2 runs against 2"


def test_a_frame_that_one_side_lacks_is_gone_and_has_no_ratio_interval():
    change = changed("a", runs_of({"a": 30, "b": 70}), runs_of({"b": 100}))
    assert change.difference.value == -0.3
    assert change.difference.interval is not None
    assert (change.ratio.value, change.ratio.interval) == (0, None)
    assert "use delta" in change.ratio.reason
    assert changed("a", runs_of({"b": 100}), runs_of({"a": 30, "b": 70})).ratio is None


def test_a_frame_that_both_sides_lack_is_an_error():
    with pytest.raises(NoSuchFrame, match="no frame matches"):
        changed("c", runs_of({"a": 1}), runs_of({"a": 2}))


def test_the_base_may_be_narrowed():
    """a below m: 10 of 40 before, 30 of 40 after, whatever else there is."""
    sides = runs_of({"m;a": 10, "m": 30, "x": 500}), runs_of({"m;a": 30, "m": 10})
    change = changed("a in m", *sides)
    assert (change.before.value, change.after.value) == (0.25, 0.75)
    focused = changed("a", runs_of({"m;a": 10, "m": 30}), runs_of({"m;a": 30, "m": 10}))
    assert change.difference == focused.difference
    with pytest.raises(NoShare, match="a side has no samples that hold m"):
        changed("a in m", sides[0], runs_of({"x": 3}))


def test_a_function_may_move_to_another_file_between_the_sides():
    change = changed("f", [filed("old.go", 30)], [filed("new.go", 20)])
    assert (change.before.value, change.after.value) == (0.3, 0.2)
    with pytest.raises(AmbiguousFrame, match="2 files"):
        changed("f", [filed("old.go", 30), filed("other.go", 30)], [filed("new.go", 20)])


def test_where_noise_is_not_known_there_is_a_reason_and_no_interval():
    sides = [[profile_of("a 3\nb 4", Metric("goroutine"))] for _ in range(2)]
    change = changed("a", *sides)
    assert change.difference.interval is None
    assert "census of one moment" in change.difference.reason
    assert change.ratio.reason == change.difference.reason


def test_the_intervals_of_both_cover_what_they_say():
    """One run of 1,500 samples a side, 20 % before and 15 % after: 600 pairs, standard error 0.9 points."""
    random = np.random.default_rng(14)
    hits = {"difference": 0, "ratio": 0}
    for _ in range(600):
        held = random.binomial(1500, (0.2, 0.15)).tolist()
        sides = [runs_of({"a": count, "b": 1500 - count}) for count in held]
        change = changed("a", *sides)
        hits["difference"] += change.difference.interval[0] <= -0.05 <= change.difference.interval[1]
        hits["ratio"] += change.ratio.interval[0] <= 0.75 <= change.ratio.interval[1]
    assert all(0.925 <= count / 600 <= 0.98 for count in hits.values()), hits
