"""Google Benchmark: the JSON of `--benchmark_format=json` or `--benchmark_out`; every repetition is a run.

Repetitions share one process; the library's own comparison tests them as runs, and so do we. Aggregates are left out,
for they are computed from the repetitions; so are counters of a benchmark's own. Read from Google Benchmark 1.7; see
https://github.com/google/benchmark/blob/main/docs/user_guide.md.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sitegen.errors import SourceError
from sitegen.results.json_text import decode, is_json
from sitegen.results.result_file import Conditions, ResultBuilder, ResultFile

_WHAT = "the JSON of Google Benchmark"
_SECONDS = {"ns": 1e9, "us": 1e6, "ms": 1e3, "s": 1.0}


class _Benchmark(msgspec.Struct):
    name: str
    run_type: str = "iteration"
    real_time: float | None = None
    cpu_time: float | None = None
    time_unit: Literal["ns", "us", "ms", "s"] = "ns"
    bytes_per_second: float | None = None
    items_per_second: float | None = None
    error_occurred: bool = False
    error_message: str = ""
    skipped: bool = False
    skip_message: str = ""


class _Report(msgspec.Struct):
    benchmarks: list[_Benchmark]


def sniff(content: bytes) -> bool:
    """Whether it is an object with a context, and benchmarks with real and processor time."""
    return is_json(content, b"{", "context", "benchmarks", "real_time", "cpu_time")


def read(content: bytes, source: str) -> ResultFile:
    """The repetitions of each benchmark. Raises SourceError for another form, and where there are aggregates alone."""
    benchmarks = decode(content, _Report, source, _WHAT).benchmarks
    runs = [benchmark for benchmark in benchmarks if benchmark.run_type == "iteration"]
    if benchmarks and not runs:
        message = (
            "expected the times of single repetitions, found aggregates alone; "
            "run it again without --benchmark_report_aggregates_only"
        )
        raise SourceError(source, None, None, message)
    builder = ResultBuilder("Google Benchmark", source)
    for run in runs:
        if run.error_occurred or run.skipped:
            builder.skip(None, f"{run.name}: {run.error_message or run.skip_message or 'skipped'}")
        else:
            _add(builder, run)
    return builder.build(Conditions())


def _add(builder: ResultBuilder, run: _Benchmark) -> None:
    scale = _SECONDS[run.time_unit]
    if run.real_time is not None:
        builder.add(run.name, "time/op", run.real_time / scale)
    if run.cpu_time is not None:
        builder.add(run.name, "CPU time/op", run.cpu_time / scale)
    if run.bytes_per_second is not None:
        builder.add(run.name, "bytes/s", run.bytes_per_second)
    if run.items_per_second is not None:
        builder.add(run.name, "items/s", run.items_per_second)
