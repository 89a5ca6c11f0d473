"""Floor 1: bytes of benchmark results to runs, one file a format, and the one table of metric names.

`read_results` asks each of `READERS` whether the content is theirs, whatever the file's name, and lets the first one
read it. `combine` makes the runs of a side of several files, and refuses files that were not measured alike. A new
format is one file with `sniff` and `read`, and one line in `READERS`.
"""

from __future__ import annotations

from sitegen.errors import SourceError, quoted
from sitegen.results import (
    ab,
    criterion,
    go_bench,
    google_benchmark,
    hey,
    hyperfine,
    jmh,
    k6,
    pytest_benchmark,
    wrk,
    wrk2,
)
from sitegen.results.combine import Difference, combine, differing
from sitegen.results.metrics import METRICS, metric_named
from sitegen.results.reader import Reader
from sitegen.results.result_file import Conditions, ResultFile
from sitegen.results.text import numbered_lines

__all__ = [
    "METRICS",
    "READERS",
    "Conditions",
    "Difference",
    "Reader",
    "ResultFile",
    "combine",
    "differing",
    "metric_named",
    "read_results",
    "reader_named",
]

READERS = (
    Reader(
        "wrk",
        "what wrk prints, with and without --latency",
        "one run of wrk",
        "captures of wrk 4.1",
        wrk.sniff,
        wrk.read,
    ),
    Reader(
        "wrk2",
        "what wrk2 prints, with and without --latency",
        "one run of wrk2",
        "a file written after its README",
        wrk2.sniff,
        wrk2.read,
    ),
    Reader("hey", "the summary of hey", "one run of hey", "captures of hey 0.1.4", hey.sniff, hey.read),
    Reader("ab", "what ab (ApacheBench) prints", "one run of ab", "captures of ab 2.3", ab.sniff, ab.read),
    Reader(
        "k6",
        "k6's JSON: --summary-export, or the data of handleSummary",
        "one run of k6",
        "captures of k6 1.1",
        k6.sniff,
        k6.read,
    ),
    Reader(
        "hyperfine",
        "hyperfine --export-json",
        "one timed run of the command",
        "captures of hyperfine 1.15 and 2.0",
        hyperfine.sniff,
        hyperfine.read,
    ),
    Reader(
        "pytest-benchmark",
        "pytest --benchmark-json",
        "one file: a process of pytest",
        "captures of pytest-benchmark 5.3",
        pytest_benchmark.sniff,
        pytest_benchmark.read,
    ),
    Reader("JMH", "JMH's -rf json", "one fork", "a file written after JMH's own writer", jmh.sniff, jmh.read),
    Reader(
        "Google Benchmark",
        "Google Benchmark's JSON",
        "one repetition",
        "captures of Google Benchmark 1.7",
        google_benchmark.sniff,
        google_benchmark.read,
    ),
    Reader(
        "criterion",
        "an estimates.json of criterion.rs",
        "one file: a process of cargo bench",
        "captures of criterion 0.3",
        criterion.sniff,
        criterion.read,
    ),
    Reader(
        "go test -bench",
        "Go's benchmark format: what go test -bench prints",
        "one result line",
        "captures of Go 1.27",
        go_bench.sniff,
        go_bench.read,
    ),
)

_JSON_OPENINGS = (b"{", b"[")


def read_results(content: bytes, source: str) -> ResultFile:
    """The results in a file's bytes; `source` is its path as the author typed it.

    Raises SourceError, for content of no known format with what it begins with.
    """
    if not content.strip():
        raise SourceError(source, None, None, "expected benchmark results, found an empty file; record them again")
    for reader in READERS:
        if reader.sniff(content):
            return reader.read(content, source)
    names = ", ".join(reader.name for reader in READERS)
    first = next((line.strip() for _, line in numbered_lines(content[:4096]) if line.strip()), "")
    what = (
        "JSON of another kind" if content.lstrip().startswith(_JSON_OPENINGS) else f"a text that begins {quoted(first)}"
    )
    raise SourceError(source, 1, 1, f"expected benchmark results, found {what}; it must be of one of {names}")


def reader_named(tool: str) -> Reader:
    """The reader of the tool that a ResultFile names."""
    return next(reader for reader in READERS if reader.name == tool)
