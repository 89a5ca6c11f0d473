"""criterion (Rust): an `estimates.json` of `target/criterion/`; one file is one run of one benchmark.

Taken are the point estimates of mean, median and slope in nanoseconds, which criterion computes from the samples of
one process. The file does not name its benchmark: the name is the folders between `criterion/` and `new/`, `base/`
or a baseline's own folder. Read from criterion 0.3; see https://bheisler.github.io/criterion.rs/book/.
"""

from __future__ import annotations

import msgspec

from sitegen.results.json_text import decode, is_json
from sitegen.results.result_file import Conditions, ResultBuilder, ResultFile

_WHAT = "an estimates.json of criterion"
_NANOSECONDS = 1e9
_FILE = "estimates.json"


class _Estimate(msgspec.Struct):
    point_estimate: float


class _Estimates(msgspec.Struct):
    mean: _Estimate
    median: _Estimate
    std_dev: _Estimate  # a file of changes has mean and median too, as shares; only this tells them apart
    slope: _Estimate | None = None


def sniff(content: bytes) -> bool:
    """Whether it is an object of estimates of times, not of changes."""
    return is_json(content, b"{", "mean", "median", "std_dev", "point_estimate", "confidence_interval")


def read(content: bytes, source: str) -> ResultFile:
    """The run. Raises SourceError for another form."""
    estimates = decode(content, _Estimates, source, _WHAT)
    builder = ResultBuilder("criterion", source)
    name = benchmark_name(source)
    builder.add(name, "time mean", estimates.mean.point_estimate / _NANOSECONDS)
    builder.add(name, "time median", estimates.median.point_estimate / _NANOSECONDS)
    if estimates.slope:
        # Flat sampling, for slow benchmarks, fits no line.
        builder.add(name, "time slope", estimates.slope.point_estimate / _NANOSECONDS)
    return builder.build(Conditions())


def benchmark_name(source: str) -> str:
    """The benchmark's name from the file's path; empty for a file that was moved out of its folder.

    >>> benchmark_name("run_1/criterion/sizes/count/10/new/estimates.json"), benchmark_name("before_1.json")
    ('sizes/count/10', '')
    """
    *folders, file = source.replace("\\", "/").split("/")
    if file != _FILE or len(folders) < 2:
        return ""
    above = folders[:-1]
    if "criterion" in above:
        above = above[len(above) - above[::-1].index("criterion") :]
        return "/".join(above)
    return above[-1]
