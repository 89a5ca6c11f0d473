"""JMH: the JSON of `-rf json`; every fork is a run, its value the mean of the fork's iterations.

Iterations share their fork's virtual machine and what its compiler made of the code, so a file with one fork is one
run, whatever its number of iterations. Names carry the parameters. Of the secondary metrics only the allocation of
the `gc` profiler is read. Read by the form that JMH's own JSONResultFormat writes (1.37).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from sitegen.errors import SourceError, quoted
from sitegen.results.json_text import decode, is_json
from sitegen.results.result_file import Conditions, ResultBuilder, ResultFile
from sitegen.results.text import seconds

_WHAT = "the JSON of JMH"
_THROUGHPUT = re.compile(r"ops/(\w+)")
_TIME = re.compile(r"(\w+)/op")
_ALLOCATION = re.compile(r"·?gc\.alloc\.rate\.norm")


class _Score(msgspec.Struct):
    scoreUnit: str
    rawData: list[list[float]] = []
    # In sampling mode instead of rawData: for each fork, for each iteration, pairs of a value and its count.
    rawDataHistogram: list[list[list[tuple[float, int]]]] = []


class _Benchmark(msgspec.Struct):
    benchmark: str
    mode: str
    primaryMetric: _Score
    threads: int | None = None
    measurementIterations: int | None = None
    measurementTime: str = ""
    params: dict[str, str] = {}
    secondaryMetrics: dict[str, msgspec.Raw] = {}


def sniff(content: bytes) -> bool:
    """Whether it is a list of benchmarks with a primary metric."""
    return is_json(content, b"[", "benchmark", "mode", "primaryMetric", "scoreUnit")


def read(content: bytes, source: str) -> ResultFile:
    """The forks of each benchmark. Raises SourceError for another form."""
    benchmarks = decode(content, list[_Benchmark], source, _WHAT)
    threads = {benchmark.threads for benchmark in benchmarks}
    modes = {benchmark.mode for benchmark in benchmarks}
    durations = {_duration(benchmark) for benchmark in benchmarks}
    builder = ResultBuilder("JMH", source)
    for benchmark in benchmarks:
        parts = [benchmark.benchmark, *(f"{key}={value}" for key, value in benchmark.params.items())]
        parts += [f"mode={benchmark.mode}"] if len(modes) > 1 else []
        parts += [f"threads={benchmark.threads}"] if len(threads) > 1 else []
        name = " ".join(parts)
        _add(builder, name, benchmark.primaryMetric, source)
        for key, raw in benchmark.secondaryMetrics.items():
            if _ALLOCATION.fullmatch(key):
                for value in _forks(decode(bytes(raw), _Score, source, _WHAT)):
                    builder.add(name, "B/op", value)
    return builder.build(
        Conditions(
            duration_s=durations.pop() if len(durations) == 1 else None,
            threads=threads.pop() if len(threads) == 1 else None,
        )
    )


def _add(builder: ResultBuilder, name: str, score: _Score, source: str) -> None:
    throughput, time = _THROUGHPUT.fullmatch(score.scoreUnit), _TIME.fullmatch(score.scoreUnit)
    match = throughput or time
    unit_s = seconds("1", match[1]) if match else None
    if unit_s is None:
        message = f"expected a unit such as ops/s or ns/op for {quoted(name)}, found {quoted(score.scoreUnit)}"
        raise SourceError(source, None, None, f"{message}; choose another with -tu")
    for value in _forks(score):
        builder.add(name, "ops/s" if throughput else "time/op", value / unit_s if throughput else value * unit_s)


def _forks(score: _Score) -> Iterable[float]:
    for iterations in score.rawData:
        yield sum(iterations) / len(iterations) if iterations else float("nan")
    for histograms in score.rawDataHistogram:
        pairs = [pair for histogram in histograms for pair in histogram]
        count = sum(pair[1] for pair in pairs)
        yield sum(value * each for value, each in pairs) / count if count else float("nan")


def _duration(benchmark: _Benchmark) -> float | None:
    # "10 s" an iteration; "single-shot" has no time.
    one_s = seconds(benchmark.measurementTime)
    return one_s * benchmark.measurementIterations if one_s and benchmark.measurementIterations else None
