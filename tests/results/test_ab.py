"""ab: every number against the text itself, and what counts as an error."""

from __future__ import annotations

import pytest

from sitegen.errors import SourceError
from sitegen.results import Conditions, combine, read_results
from tests.results.captures import capture, content, numbers

REQUESTS = content("ab/requests_1.txt").decode()


def test_a_run() -> None:
    results = capture("ab/requests_1.txt")
    assert results.tool == "ab"
    assert results.conditions == Conditions(0.16, 2000, connections=10, target="127.0.0.1:8080/")
    assert numbers(results) == {
        "requests/s": [12474.04],
        "latency mean": [0.802e-3],
        "latency p50": [0.001],
        "latency p66": [0.001],
        "latency p75": [0.001],
        "latency p80": [0.001],
        "latency p90": [0.001],
        "latency p95": [0.001],
        "latency p98": [0.001],
        "latency p99": [0.003],
        "latency max": [0.004],
        "bytes/s": [1607.98 * 1024],
        "errors": [0],
    }


def test_runs_of_as_many_requests_combine_whatever_their_time() -> None:
    runs = combine([capture("ab/requests_1.txt"), capture("ab/requests_2.txt")])
    assert numbers(runs)["requests/s"] == [12474.04, 11842.38]
    assert runs.conditions.requests == 2000


def test_runs_of_another_length_do_not_combine() -> None:
    other = REQUESTS.replace("Complete requests:      2000", "Complete requests:      9000")
    longer = read_results(other.replace("tests:   0.160", "tests:   0.720").encode(), "longer.txt")
    with pytest.raises(
        SourceError, match=r"expected duration 0\.16 s for 2000 requests .*, found 0\.72 s for 9000 req"
    ):
        combine([capture("ab/requests_1.txt"), longer])


def test_bad_statuses_are_errors_and_answers_of_another_length_are_none() -> None:
    """ab calls an answer of another length than the first failed; a page with a clock in it has nothing but those."""
    assert numbers(capture("ab/not_found.txt"))["errors"] == [500]
    failed = "Failed requests:        1234\n   (Connect: 1, Receive: 20, Length: 1000, Exceptions: 213)"
    results = read_results(REQUESTS.replace("Failed requests:        0", failed).encode(), "ab.txt")
    assert numbers(results)["errors"] == [234]


def test_a_report_that_was_cut_off_is_refused() -> None:
    """ab that gives up prints its first lines and nothing else."""
    with pytest.raises(SourceError, match=r'ab\.txt:1: error: expected a line "Requests per second:"'):
        read_results(REQUESTS[: REQUESTS.index("Server Software")].encode(), "ab.txt")
