"""pytest-benchmark: the JSON of `--benchmark-json` and of its storage; one file is one run.

The rounds inside a file share one process, so they say nothing of how the next process would do: a run is the mean,
the median and the smallest of its rounds. Read from pytest-benchmark 5.3; see
https://pytest-benchmark.readthedocs.io.
"""

from __future__ import annotations

import msgspec

from sitegen.results.json_text import decode, is_json
from sitegen.results.result_file import Conditions, ResultBuilder, ResultFile

_WHAT = "the JSON of pytest --benchmark-json"


class _Statistics(msgspec.Struct):
    mean: float
    median: float
    min: float


class _Benchmark(msgspec.Struct):
    name: str
    fullname: str
    stats: _Statistics


class _Processor(msgspec.Struct):
    brand_raw: str | None = None


class _Machine(msgspec.Struct):
    cpu: _Processor | None = None


class _Storage(msgspec.Struct):
    benchmarks: list[_Benchmark]
    machine_info: _Machine | None = None


def sniff(content: bytes) -> bool:
    """Whether it is an object with benchmarks and their rounds."""
    return is_json(content, b"{", "benchmarks", "fullname", "stats", "rounds")


def read(content: bytes, source: str) -> ResultFile:
    """The run, each test by its name, with file and class where names repeat. Raises SourceError for another form."""
    storage = decode(content, _Storage, source, _WHAT)
    names = [benchmark.name for benchmark in storage.benchmarks]
    has_short_names = len(set(names)) == len(names)
    builder = ResultBuilder("pytest-benchmark", source)
    for benchmark in storage.benchmarks:
        name = benchmark.name if has_short_names else benchmark.fullname
        builder.add(name, "time mean", benchmark.stats.mean)
        builder.add(name, "time median", benchmark.stats.median)
        builder.add(name, "time min", benchmark.stats.min)
    processor = storage.machine_info.cpu if storage.machine_info else None
    return builder.build(Conditions(machine=processor.brand_raw if processor else None))
