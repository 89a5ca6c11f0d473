"""criterion: estimates against the JSON that it wrote, and the benchmark's name from the path."""

from __future__ import annotations

import pytest

from sitegen.errors import SourceError
from sitegen.results import combine, read_results
from sitegen.results.criterion import benchmark_name
from tests.results.captures import capture, content, numbers


def test_a_file_is_one_run() -> None:
    results = read_results(content("criterion/linear.json"), "target/criterion/sizes/count/10/new/estimates.json")
    assert results.tool == "criterion"
    assert numbers(results) == {
        "sizes/count/10 time mean": [pytest.approx(49.00939461251823e-9, rel=1e-15)],
        "sizes/count/10 time median": [pytest.approx(48.867836805099415e-9, rel=1e-15)],
        "sizes/count/10 time slope": [pytest.approx(48.529670724525616e-9, rel=1e-15)],
    }


def test_flat_sampling_has_no_slope() -> None:
    assert list(numbers(capture("criterion/flat.json"))) == ["time mean", "time median"]


def test_a_file_of_changes_holds_no_times() -> None:
    """criterion writes its own comparison under the same name, in shares instead of nanoseconds."""
    with pytest.raises(SourceError, match="expected benchmark results, found JSON of another kind"):
        read_results(content("criterion/change.json"), "target/criterion/count/change/estimates.json")


def test_the_same_benchmark_of_several_runs_combines() -> None:
    paths = [f"run_{number}/criterion/count/new/estimates.json" for number in (1, 2)]
    runs = combine([read_results(content("criterion/flat.json"), path) for path in paths])
    assert [len(each.values) for each in runs.series] == [2, 2]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("target/criterion/count/new/estimates.json", "count"),
        ("criterion/a/criterion/b/c/my baseline/estimates.json", "b/c"),
        ("target\\criterion\\sizes\\slow one\\base\\estimates.json", "sizes/slow one"),
        ("saved/count/new/estimates.json", "count"),
        ("new/estimates.json", ""),
        ("estimates.json", ""),
        ("count/new/before.json", ""),
    ],
)
def test_names_from_paths(path: str, name: str) -> None:
    assert benchmark_name(path) == name
