"""Google Benchmark: repetitions against the JSON that it wrote."""

from __future__ import annotations

import json

import pytest

from sitegen.errors import SourceError
from sitegen.results import Conditions, read_results
from tests.results.captures import capture, content, numbers


def test_every_repetition_is_a_run() -> None:
    """Without the aggregates, which the file holds beside them; milliseconds and nanoseconds in seconds."""
    results = capture("google_benchmark/repetitions.json")
    assert results.tool == "Google Benchmark"
    assert results.conditions == Conditions()
    read_back = numbers(results)
    assert list(read_back) == [
        *("BM_Copy/8 time/op", "BM_Copy/8 CPU time/op", "BM_Copy/8 bytes/s"),
        *("BM_Copy/4096 time/op", "BM_Copy/4096 CPU time/op", "BM_Copy/4096 bytes/s"),
        *("BM_Sleepy/threads:2 time/op", "BM_Sleepy/threads:2 CPU time/op"),
    ]
    assert read_back["BM_Copy/8 time/op"] == pytest.approx(
        [2.2591595122669483e-9, 2.53789182094283e-9, 2.2878954170253123e-9, 2.1310968153010945e-9], rel=1e-15
    )
    assert read_back["BM_Copy/4096 bytes/s"][0] == 77350310796.20097
    assert read_back["BM_Sleepy/threads:2 time/op"][0] == pytest.approx(0.21792866378934284e-3, rel=1e-15)


def test_a_benchmark_that_fails_is_told() -> None:
    skipped = capture("google_benchmark/repetitions.json").skipped
    assert [each.reason for each in skipped] == ["BM_Fails: no input"] * 4


def test_aggregates_alone_are_refused() -> None:
    with pytest.raises(SourceError, match="found aggregates alone; run it again without --benchmark_report_aggregates"):
        capture("google_benchmark/aggregates.json")


def test_files_of_old_and_new_releases() -> None:
    """Old ones have no run_type, new ones call a failure skipped; seconds and items came with either."""
    run = {"name": "BM_A", "iterations": 1, "real_time": 2, "cpu_time": 1, "time_unit": "s", "items_per_second": 3}
    skipped = {**run, "name": "BM_B", "skipped": True, "skip_message": "too slow"}
    results = read_results(json.dumps({"context": {}, "benchmarks": [run, skipped]}).encode(), "g.json")
    assert numbers(results) == {"BM_A time/op": [2], "BM_A CPU time/op": [1], "BM_A items/s": [3]}
    assert [each.reason for each in results.skipped] == ["BM_B: too slow"]


def test_where_nothing_was_measured_the_reason_is_told() -> None:
    document = json.loads(content("google_benchmark/repetitions.json"))
    document["benchmarks"] = [each for each in document["benchmarks"] if each["name"] == "BM_Fails"]
    with pytest.raises(SourceError, match=r"expected results of Google Benchmark, found none \(BM_Fails: no input\);"):
        read_results(json.dumps(document).encode(), "g.json")


def test_an_unknown_unit_is_told_with_its_place() -> None:
    damaged = content("google_benchmark/repetitions.json").replace(b'"ns"', b'"days"')
    with pytest.raises(SourceError, match=r"Invalid enum value 'days' - at `\$\.benchmarks\[0\]\.time_unit`"):
        read_results(damaged, "g.json")
