"""pytest-benchmark: one file is one run, against the JSON that it wrote."""

from __future__ import annotations

import json

import pytest

from sitegen.errors import SourceError
from sitegen.results import Conditions, combine, read_results
from tests.results.captures import capture, content, numbers


def test_a_file_is_one_run_whatever_its_rounds() -> None:
    results = capture("pytest_benchmark/run_1.json")
    assert results.tool == "pytest-benchmark"
    assert results.conditions == Conditions(machine="AMD EPYC")
    assert numbers(results) == {
        f"{each['name']} time {statistic}": [each["stats"][statistic]]
        for each in json.loads(content("pytest_benchmark/run_1.json"))["benchmarks"]
        for statistic in ("mean", "median", "min")
    }
    assert "test_split[10] time median" in numbers(results)


def test_files_are_the_runs_of_a_side() -> None:
    runs = combine([capture("pytest_benchmark/run_1.json"), capture("pytest_benchmark/run_2.json")])
    assert numbers(runs)["test_join time min"] == [9.323000085714739e-08, 9.745000170369167e-08]


def test_names_that_repeat_get_their_file() -> None:
    document = json.loads(content("pytest_benchmark/run_1.json"))
    document["benchmarks"][1]["name"] = document["benchmarks"][0]["name"]
    assert "test_words.py::test_join time mean" in numbers(read_results(json.dumps(document).encode(), "p.json"))


def test_a_missing_statistic_is_told_with_its_place() -> None:
    damaged = content("pytest_benchmark/run_1.json").replace(b'"median"', b'"middle"')
    with pytest.raises(SourceError, match=r"missing required field `median` - at `\$\.benchmarks\[0\]\.stats`"):
        read_results(damaged, "p.json")
