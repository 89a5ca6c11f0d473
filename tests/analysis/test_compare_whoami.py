"""On recorded runs: what taking a log line out did is found, and runs of one program are not told apart."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from sitegen.analysis.compare import compare
from sitegen.analysis.movers import movers
from sitegen.model import Profile
from sitegen.model.comparison import SCALINGS, Verdict
from tests.compared_profiles import whoami_runs

OPERATIONS = ([620_000.0] * 3, [800_000.0] * 3)


@pytest.mark.parametrize("scaling", SCALINGS)
def test_three_runs_a_side_call_the_log_line(scaling):
    before, after = whoami_runs()
    comparison = compare(before, after, scaling=scaling, operations=OPERATIONS)
    names = [comparison.tree.row_name(row) for row in range(len(comparison.tree))]
    (row,) = (row for row, name in enumerate(names) if name == "log.Printf")
    change = comparison.total_change
    assert change.verdict[row] == Verdict.CHANGED
    assert change.is_gone[row]
    assert change.high[row] < 0
    assert row in [mover.row for mover in movers(comparison)]
    # 322 of the 2,909 samples of the three runs with the log line, by awk over the recorded rows.
    assert change.before[row] == pytest.approx(
        {
            "share": 322 / 2909,
            "absolute": 322e7 / 3,
            "per second": 322e7 / (10.088 + 10.190 + 10.179),
            "per operation": 322e7 / 1_860_000,
        }[scaling]
    )


def test_shares_of_unchanged_frames_grow_when_one_is_removed():
    """What the page must say of shares: writing to the socket became more of the whole, and no more in time."""
    before, after = whoami_runs()
    called = {}
    for scaling in ("share", "per second"):
        comparison = compare(before, after, scaling=scaling)
        rows = np.flatnonzero(comparison.total_change.is_called & (comparison.total_change.difference > 0))
        called[scaling] = {comparison.tree.row_name(row) for row in rows.tolist()}
    assert "net.(*conn).Write" in called["share"]
    assert called["per second"] == set()


def splits(runs: list[Profile]) -> list[tuple[list[Profile], list[Profile]]]:
    """Each run against each other one, and against both others."""
    pairs = [([one], [other]) for one, other in permutations(runs, 2)]
    return pairs + [([one], [run for run in runs if run is not one]) for one in runs]


@pytest.mark.parametrize("scaling", ["share", "absolute", "per second"])
@pytest.mark.parametrize("variant", [0, 1])
def test_runs_of_one_variant_give_no_call(scaling, variant):
    for before, after in splits(whoami_runs()[variant]):
        comparison = compare(before, after, scaling=scaling)
        assert not comparison.self_change.is_called.any()
        assert not comparison.total_change.is_called.any()
