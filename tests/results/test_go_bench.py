"""Go's benchmark format: every number against the text itself, and the format's rules line by line."""

from __future__ import annotations

import pytest

from sitegen.errors import SourceError
from sitegen.model.runs import Better
from sitegen.results import Conditions, combine, read_results
from tests.results.captures import capture, numbers


def read(text: str) -> dict[str, list[float]]:
    return numbers(read_results(text.encode(), "bench.txt"))


def test_every_line_is_a_run() -> None:
    results = capture("go_bench/before.txt")
    assert results.tool == "go test -bench"
    assert results.conditions == Conditions(threads=2, target="example.com/words", machine="linux amd64 AMD EPYC")
    assert results.skipped == ()
    read_back = numbers(results)
    assert list(read_back) == [
        *(f"BenchmarkCount/words=10 {unit}" for unit in ("ns/op", "MB/s", "words/op", "B/op", "allocs/op")),
        *(f"BenchmarkCount/words=100 {unit}" for unit in ("ns/op", "MB/s", "words/op", "B/op", "allocs/op")),
        *("BenchmarkQuick ns/op", "BenchmarkSlow ns/op"),
    ]
    assert read_back["BenchmarkCount/words=10 ns/op"] == [190.2, 213.0, 777.1, 408.8, 246.8]
    assert read_back["BenchmarkCount/words=10 MB/s"] == [262.91, 234.77, 64.34, 122.30, 202.62]
    assert read_back["BenchmarkCount/words=100 B/op"] == [1792] * 5
    assert read_back["BenchmarkQuick ns/op"] == [0.2437, 0.2430, 0.2411, 0.2751, 0.2845]
    assert read_back["BenchmarkSlow ns/op"] == [2175276, 2183608, 2154580, 2151631, 2154331]


def test_several_packages_and_processor_counts_stay_apart() -> None:
    results = capture("go_bench/packages.txt")
    assert results.conditions == Conditions(machine="linux amd64 AMD EPYC")
    assert numbers(results) == {
        "example.com/words.BenchmarkQuick ns/op": [0.2650, 0.2463],
        "example.com/words.BenchmarkQuick-2 ns/op": [0.2469, 0.2463],
        "example.com/words/other.BenchmarkQuick ns/op": [0.2586, 0.2439],
        "example.com/words/other.BenchmarkQuick-2 ns/op": [0.2446, 0.2456],
    }


def test_verbose_output_has_names_on_lines_of_their_own() -> None:
    results = capture("go_bench/verbose.txt")
    assert numbers(results) == {"BenchmarkQuick ns/op": [0.2464], "BenchmarkSlow ns/op": [2176088]}
    assert results.skipped == ()


def test_runs_in_several_files_combine() -> None:
    first = read_results(b"BenchmarkA-8 1 20 ns/op\nBenchmarkA-8 1 22 ns/op\n", "1.txt")
    second = read_results(b"BenchmarkA-8 1 21 ns/op\n", "2.txt")
    assert numbers(combine([first, second])) == {"BenchmarkA ns/op": [20, 22, 21]}


def test_a_name_without_a_number_means_one_processor() -> None:
    assert read_results(b"BenchmarkA 1 20 ns/op\n", "1.txt").conditions.threads == 1


@pytest.mark.parametrize(
    "line",
    ["Benchmarking 1 20 ns/op", "benchmarkA 1 20 ns/op", " BenchmarkA 1 20 ns/op", "PASS", "ok  \texample.com\t0.1s"],
)
def test_lines_of_another_kind_are_passed_over(line: str) -> None:
    results = read_results(f"{line}\nBenchmarkA 1 20 ns/op\n".encode(), "bench.txt")
    assert numbers(results) == {"BenchmarkA ns/op": [20]}
    assert results.skipped == ()


@pytest.mark.parametrize("line", ["BenchmarkB many 20 ns/op", "BenchmarkB 1 20", "BenchmarkB 1 20 ns/op 3"])
def test_damaged_result_lines_are_told(line: str) -> None:
    results = read_results(f"BenchmarkA 1 20 ns/op\n{line}\n--- FAIL: BenchmarkC\n".encode(), "bench.txt")
    assert [(each.line, each.reason) for each in results.skipped] == [
        (2, f'no result: "{line}"'),
        (3, 'the benchmark failed: "--- FAIL: BenchmarkC"'),
    ]


def test_numbers_that_are_none_are_refused() -> None:
    with pytest.raises(SourceError, match=r'bench\.txt:2: error: expected a number before "ns/op", found "2O"'):
        read("BenchmarkA 1 20 ns/op\nBenchmarkA 1 2O ns/op\n")
    with pytest.raises(SourceError, match=r"bench\.txt:1: error: expected a number for BenchmarkA ns/op, found inf"):
        read("BenchmarkA 1 +Inf ns/op\n")


def test_only_a_unit_line_says_which_way_an_own_unit_is_better() -> None:
    text = "Unit hits/op better=higher\nUnit misses assume=exact better=lower\nUnit ns/op assume=nothing\n"
    results = read_results(f"{text}BenchmarkA 1 2 ns/op 3 hits/op 4 misses 5 words/s\n".encode(), "bench.txt")
    assert [(each.metric.name, each.metric.unit, each.metric.better) for each in results.series] == [
        ("ns/op", "ns/op", Better.LOWER),
        ("hits/op", "hits/op", Better.HIGHER),
        ("misses", "misses", Better.LOWER),
        ("words/s", "words/s", Better.NEITHER),
    ]


def test_an_own_unit_that_has_the_name_of_another_metric_stays_itself() -> None:
    """`time` is hyperfine's and in seconds."""
    results = read_results(b"BenchmarkA 1 2 time 3 requests/s\n", "bench.txt")
    assert [(each.metric.unit, each.metric.better) for each in results.series] == [
        ("time", Better.NEITHER),
        ("requests/s", Better.HIGHER),
    ]


def test_crlf_and_non_ascii_names() -> None:
    assert read("BenchmarkÄ/größe=3-8\t 1\t 20 ns/op\r\n") == {"BenchmarkÄ/größe=3 ns/op": [20]}
