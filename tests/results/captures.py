"""Files of benchmark results: captures of the real tools, but for wrk2 and JMH, whose files follow their documents.

wrk 4.1 (log_*, nolog_*: ten seconds of a Go server with and without a log line a request), hey 0.1.4, ab 2.3, k6
1.1, hyperfine 1.15 (form_1) and 2.0 (form_2), pytest-benchmark 5.3, Google Benchmark 1.7, criterion 0.3, Go 1.27.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.results import ResultFile, read_results

CAPTURES = Path(__file__).resolve().parent.parent / "data" / "results"


def content(name: str) -> bytes:
    return CAPTURES.joinpath(name).read_bytes()


def capture(name: str) -> ResultFile:
    return read_results(content(name), name)


def numbers(results: ResultFile) -> dict[str, list[float]]:
    """The values under `BENCHMARK METRIC`, or `METRIC` where the tool names no benchmark."""
    return {f"{each.benchmark} {each.metric.name}".strip(): each.values.tolist() for each in results.series}
