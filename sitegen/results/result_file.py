"""What a reader makes of one file of benchmark results, and how it gathers it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sitegen.errors import SourceError
from sitegen.model import Skipped
from sitegen.model.runs import RunMetric, Series, series
from sitegen.results.metrics import metric_named


@dataclass(frozen=True, slots=True)
class Conditions:
    """Under what a benchmark ran; None where the tool does not say.

    duration_s: as asked for where the tool tells, else as measured
    requests: how many were made, of tools that can be told a number instead of a duration
    connections: at once, or virtual users; target: a URL or a Go package; machine: the processor
    """

    duration_s: float | None = None
    requests: int | None = None
    threads: int | None = None
    connections: int | None = None
    target: str | None = None
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class ResultFile:
    """The results of one file, or of all files of a side: what `tool` measured under `conditions`.

    sources: the files' paths as the author typed them; line: where in a text the results begin, counted from 1
    series: one for each benchmark and metric, in the file's order; skipped: what was left out, and why
    """

    tool: str
    sources: tuple[str, ...]
    line: int | None
    conditions: Conditions
    series: tuple[Series, ...]
    skipped: tuple[Skipped, ...] = ()


class ResultBuilder:
    """Gathers the numbers of one file; the order of first mention is the order of the series."""

    def __init__(self, tool: str, source: str, line: int | None = None) -> None:
        self._tool = tool
        self._source = source
        self._line = line
        self._values: dict[tuple[str, RunMetric], list[float]] = {}
        self._skipped: list[Skipped] = []

    def add(self, benchmark: str, metric: RunMetric | str, value: float, line: int | None = None) -> None:
        """One run's number. A metric's name must stand in the table of metrics.

        Raises SourceError for what is no finite number.
        """
        known = metric_named(metric) if isinstance(metric, str) else metric
        assert known is not None, f"no metric is called {metric}"
        if not math.isfinite(value):
            what = f"{benchmark} {known.name}".strip()
            raise SourceError(
                self._source,
                line or self._line,
                None,
                f"expected a number for {what}, found {value}; the run measured nothing, record it again",
            )
        self._values.setdefault((benchmark, known), []).append(float(value))

    def skip(self, line: int | None, reason: str) -> None:
        """Something in the file that is not among the results, or that casts doubt on them."""
        self._skipped.append(Skipped(line, reason))

    def build(self, conditions: Conditions) -> ResultFile:
        """The results. Raises SourceError where there are none."""
        if not self._values:
            reasons = "".join(f" ({skipped.reason})" for skipped in self._skipped[:1])
            raise SourceError(
                self._source,
                self._line,
                None,
                f"expected results of {self._tool}, found none{reasons}; run the benchmark again",
            )
        columns = tuple(series(benchmark, metric, values) for (benchmark, metric), values in self._values.items())
        return ResultFile(self._tool, (self._source,), self._line, conditions, columns, tuple(self._skipped))
