"""hey: every number against the text itself, and runs that measured nothing."""

from __future__ import annotations

import pytest

from sitegen.errors import SourceError
from sitegen.results import Conditions, combine, read_results
from tests.results.captures import capture, content, numbers

REQUESTS = content("hey/requests.txt").decode()


def test_a_run() -> None:
    results = capture("hey/requests.txt")
    assert results.tool == "hey"
    assert results.conditions == Conditions(duration_s=0.0741, requests=2000)
    assert numbers(results) == {
        "requests/s": [26978.532],
        "latency mean": [0.0003],
        "latency min": [0.0],
        "latency p10": [0.0],
        "latency p25": [0.0001],
        "latency p50": [0.0003],
        "latency p75": [0.0004],
        "latency p90": [0.0006],
        "latency p95": [0.0008],
        "latency p99": [0.0032],
        "latency max": [0.0104],
        "errors": [0],
    }


def test_bad_statuses_and_failures_are_errors() -> None:
    assert numbers(capture("hey/not_found.txt"))["errors"] == [100]
    failures = '  [200]\t1990 responses\n  [500]\t4 responses\n\nError distribution:\n  [6]\tGet "http://x/": EOF\n'
    results = read_results(REQUESTS.replace("  [200]\t2000 responses\n", failures).encode(), "hey.txt")
    assert numbers(results)["errors"] == [10]
    assert results.conditions.requests == 2000


def test_a_run_without_answers_is_refused() -> None:
    """hey counts 28,811 requests a second there, all of them refused."""
    with pytest.raises(SourceError, match=r"refused\.txt:2: error: expected a run with answers, found none and 20 err"):
        capture("hey/refused.txt")


def test_runs_of_one_time_combine_though_their_requests_differ() -> None:
    """`hey -z 1s` twice: 1.0009 s and 1.0003 s, and never as many requests."""
    runs = combine([capture("hey/timed_1.txt"), capture("hey/timed_2.txt")])
    assert numbers(runs)["requests/s"] == [28883.7833, 23894.2776]
    assert runs.conditions.requests is None
    assert runs.conditions.duration_s == pytest.approx(1.0006)


def test_a_summary_that_was_cut_off_is_refused() -> None:
    with pytest.raises(SourceError, match=r'hey\.txt:2: error: expected a line "Average: \.\.\. secs"'):
        read_results(REQUESTS.replace("Average", "Avg").encode(), "hey.txt")


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(SourceError, match=r'hey\.txt:6: error: expected a time such as 1\.50ms, found "NaN"'):
        read_results(REQUESTS.replace("Average:\t0.0003", "Average:\tNaN").encode(), "hey.txt")
