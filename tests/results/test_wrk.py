"""wrk and wrk2: every number against the text itself, and runs that measured nothing."""

from __future__ import annotations

import pytest

from sitegen.errors import SourceError
from sitegen.results import Conditions, read_results, wrk
from tests.results.captures import capture, content, numbers

LATENCY = content("wrk/log_latency.txt").decode()


def read(text: str) -> dict[str, list[float]]:
    return numbers(read_results(text.encode(), "wrk.txt"))


def test_a_run_without_percentiles() -> None:
    results = capture("wrk/log_1.txt")
    assert results.tool == "wrk"
    assert results.conditions == Conditions(10.0, threads=2, connections=10, target="http://127.0.0.1:8080")
    assert numbers(results) == {
        "requests/s": [72225.36],
        "latency mean": [525.46e-6],
        "latency max": [15.78e-3],
        "bytes/s": [9.09 * 1024**2],
        "errors": [0],
    }


def test_a_run_with_percentiles() -> None:
    percentiles = {name: values for name, values in numbers(capture("wrk/log_latency.txt")).items() if " p" in name}
    assert percentiles == {
        "latency p50": [110e-6],
        "latency p75": [212e-6],
        "latency p90": [1.8e-3],
        "latency p99": [4.62e-3],
    }


def test_reports_appended_to_one_file_are_runs() -> None:
    results = capture("wrk/appended.txt")
    assert numbers(results)["requests/s"] == [54138.04, 53963.84, 53217.33]
    assert numbers(results)["latency p99"] == [3.4e-3, 4.51e-3, 3.41e-3]
    assert results.sources == ("wrk/appended.txt",)


def test_appended_reports_of_different_kinds_are_refused() -> None:
    """The error names the field, both values, and the line of the report that differs."""
    both = content("wrk/log_1.txt") + content("wrk/log_during_cpu.txt")
    with pytest.raises(SourceError, match=r"both\.txt:9: error: expected duration 10 s as on line 1, found 13 s;"):
        read_results(both, "both.txt")


def test_refused_requests_are_errors() -> None:
    assert numbers(capture("wrk/not_found.txt"))["errors"] == [50189]


def test_socket_errors_are_errors_and_time_outs_are_told() -> None:
    """wrk leaves out of its latencies what exceeded its timeout."""
    line = "  Socket errors: connect 1, read 20, write 300, timeout 4000\nRequests/sec:"
    results = read_results(LATENCY.replace("Requests/sec:", line).encode(), "wrk.txt")
    assert numbers(results)["errors"] == [4321]
    assert [(skipped.line, skipped.reason) for skipped in results.skipped] == [
        (12, "4000 requests exceeded wrk's timeout; they are not in the latencies")
    ]


@pytest.mark.parametrize(("name", "requests"), [("no_answer", 0), ("timeouts", 12)])
def test_a_run_without_answers_is_refused(name: str, requests: int) -> None:
    """Its latencies read 0.00us, which nobody should take for fast."""
    with pytest.raises(SourceError, match=f":4: error: expected answered requests, found none in {requests};"):
        capture(f"wrk/{name}.txt")


@pytest.mark.parametrize(
    ("asked", "measured", "expected"),
    [("30s", "30.10s", 30.0), ("2m", "1.50m", 90.0), ("2m", "2.00m", 120.0), ("1h", "1.00h", 3600.0)],
)
def test_a_minute_or_more_is_taken_as_measured(asked: str, measured: str, expected: float) -> None:
    """wrk prints 90 s and 120 s both as 2m."""
    text = LATENCY.replace("10s test", f"{asked} test").replace("in 10.10s", f"in {measured}")
    assert read_results(text.encode(), "wrk.txt").conditions.duration_s == expected


def test_all_units_of_times_and_sizes() -> None:
    text = LATENCY.replace("503.86us", "1.50m").replace("110.00us", "1.25s").replace("8.97MB", "1.50GB")
    read_back = read(text)
    assert read_back["latency mean"] == [90.0]
    assert read_back["latency p50"] == [1.25]
    assert read_back["bytes/s"] == [1.5 * 1024**3]
    assert read(LATENCY.replace("8.97MB", "338.39B"))["bytes/s"] == [338.39]


@pytest.mark.parametrize("line", ["Requests/sec", "  Thread Stats", "    Latency", " requests in", " threads and"])
def test_a_report_that_was_cut_off_is_refused(line: str) -> None:
    text = "$ wrk -d 10s --latency http://127.0.0.1:8080\n" + LATENCY[: LATENCY.index(line)]
    with pytest.raises(SourceError, match=r'wrk\.txt:2: error: expected a line ".*" in this report, found none; the'):
        read(text)


@pytest.mark.parametrize(("good", "bad", "line"), [("71236.53", "7I236.53", 12), ("503.86us", "fast", 4)])
def test_damaged_numbers_are_named_with_their_line(good: str, bad: str, line: int) -> None:
    with pytest.raises(SourceError, match=rf'wrk\.txt:{line}: error: expected a .*, found "{bad}"'):
        read(LATENCY.replace(good, bad))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_a_windows_shell_writes_is_read(encoding: str) -> None:
    results = read_results(LATENCY.replace("\n", "\r\n").encode(encoding), "wrk.txt")
    assert numbers(results) == read(LATENCY)
    assert results.conditions.target == "http://127.0.0.1:8080"


def test_lines_around_a_report_do_not_matter() -> None:
    assert read(f"$ ./run.sh\nwarm-up done, ÄÖÜ\n{LATENCY}\n$ echo 0%\n") == read(LATENCY)


def test_wrk2_is_told_from_wrk_and_read_from_its_first_distribution() -> None:
    """The second distribution is not corrected for requests that started late, and so not wrk2's point."""
    results = capture("wrk2/latency.txt")
    assert results.tool == "wrk2"
    assert results.conditions == Conditions(30.0, threads=2, connections=100, target="http://127.0.0.1:8080/index.html")
    assert numbers(results) == {
        "requests/s": [2000.28],
        "latency mean": [6.46e-3],
        "latency p50": [6.67e-3],
        "latency p75": [7.78e-3],
        "latency p90": [9.14e-3],
        "latency p99": [11.18e-3],
        "latency p99.9": [12.3e-3],
        "latency p99.99": [12.45e-3],
        "latency p99.999": [12.5e-3],
        "latency max": [12.34e-3],
        "bytes/s": [676.18 * 1024],
        "errors": [6],
    }
    assert not wrk.sniff(content("wrk2/latency.txt"))
