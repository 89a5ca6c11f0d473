"""What benchmark results say in a sentence: the role bench, a metric's median or its change between two sides.

    {bench} requests/s log/wrk_*.txt -> nolog/wrk_*.txt        +15.42%, or ~ with words where that may be noise
    {bench} BenchmarkParse ns/op before.txt -> after.txt       one benchmark of a file that holds several
    {bench} latency mean log/wrk_*.txt                         the median of all runs

Names and metrics are told apart where the files are known: the metric is the longest end of the words that they have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from sitegen.analysis.benchmarks import RunComparison, RunSummary, Verdict, compare_runs, describe
from sitegen.analysis.proportions import Estimate
from sitegen.analysis.statistics import Scale
from sitegen.errors import closest, quoted
from sitegen.model import Metric
from sitegen.model.runs import RunMetric
from sitegen.model.units import format_share
from sitegen.pages.claim_finding import Finding
from sitegen.pages.claim_quantity import CHANGE, difference_quantity, weight_quantity, write_interval
from sitegen.pages.claim_syntax import BenchClaim, ClaimError
from sitegen.pages.report import Fact
from sitegen.pages.result_store import ResultStore, measured_otherwise
from sitegen.pages.sources import Aliases
from sitegen.results import ResultFile

ESTIMATOR = "rank test turned round, Hodges-Lehmann"

Row = TypeVar("Row", RunComparison, RunSummary)


@dataclass(slots=True)
class BenchRole:
    """Finds the numbers of one page's bench roles."""

    folder: Path
    aliases: Aliases
    store: ResultStore

    def find(self, claim: BenchClaim) -> Finding:
        """The number of a claim. Raises ClaimError, NoSuchSource, SourceError."""
        sides = [self._side(name) for name in claim.sources]
        source = " -> ".join(claim.sources)
        if len(sides) == 1:
            return _median(_chosen(describe(sides[0].series), claim.words, _summary_names), source)
        return _change(self.change(claim), source)

    def change(self, claim: BenchClaim) -> RunComparison:
        """What two sides say of one metric of one benchmark. Raises as `find` does."""
        before, after = (self._side(name) for name in claim.sources)
        for message in measured_otherwise(before, after, (claim.sources[0], claim.sources[1])):
            raise ClaimError(message)
        if shared := sorted(set(before.sources).intersection(after.sources)):
            raise ClaimError(f"{shared[0]} is on both sides, so its runs would be compared with themselves")
        row = _chosen(compare_runs(before.series, after.series), claim.words, _comparison_names)
        if row.verdict in (Verdict.ONLY_BEFORE, Verdict.ONLY_AFTER):
            raise ClaimError(f"expected {row.metric.name} on both sides, found it {row.verdict.value} the change")
        return row

    def _side(self, name: str) -> ResultFile:
        return self.store.side(self.store.resolve(name, self.folder, self.aliases))


def _chosen(rows: Sequence[Row], words: tuple[str, ...], names_of: Callable[[Row], set[str]]) -> Row:
    """The row of the words: of the longest end of them that is a metric, and of the benchmark before it."""
    metrics = list(dict.fromkeys(row.metric.name for row in rows))
    for start in range(len(words)):
        benchmark, metric = " ".join(words[:start]), " ".join(words[start:])
        if metric not in metrics:
            continue
        of_metric = [row for row in rows if row.metric.name == metric]
        fitting = [row for row in of_metric if not benchmark or benchmark in names_of(row)]
        if len(fitting) == 1:
            return fitting[0]
        known = sorted({name for row in of_metric for name in names_of(row)})
        if not fitting:
            near = closest(benchmark, known) or f": expected one of {', '.join(known)}"
            raise ClaimError(f"no benchmark {quoted(benchmark)} has {metric}{near}")
        raise ClaimError(f"{len(fitting)} benchmarks have {metric}: name one before it: {', '.join(known)}")
    said = " ".join(words)
    raise ClaimError(f"expected one of {', '.join(metrics)}, found {quoted(said)}{closest(said, metrics)}")


def _comparison_names(row: RunComparison) -> set[str]:
    return {row.benchmark, *(side.benchmark for side in (row.before, row.after) if side)}


def _summary_names(row: RunSummary) -> set[str]:
    return {row.benchmark}


def _median(row: RunSummary, source: str) -> Finding:
    reason = "one run does not tell how much the next would differ"
    estimate = Estimate(row.median, None, reason=reason)
    if row.interval is not None:
        ends = row.interval.low, row.interval.high
        estimate = Estimate(row.median, ends, "order statistics", cover=row.interval.cover)
    return Finding(
        weight_quantity(_as_metric(row.metric)),
        estimate,
        numerator=f"median of {_runs(row)}",
        source=source,
        facts=(Fact("Metric", _label(row.benchmark, row.metric)), Fact("In words", row.sentence)),
    )


def _change(row: RunComparison, source: str) -> Finding:
    before, after = row.before, row.after
    assert before is not None and after is not None, "one-sided rows were refused"
    facts = [
        Fact("Metric", _label(row.benchmark, row.metric)),
        Fact("Median before", _median_text(before)),
        Fact("Median after", _median_text(after)),
        *([Fact("p", f"{row.test.p:.3g}, two-sided rank-sum test")] if row.test else []),
        Fact("In words", row.sentence),
    ]
    counts = f"{_runs(before)} against {len(after.values)}"
    plain = Finding(
        CHANGE,
        None,
        f"nothing can be concluded from {counts}",
        numerator=f"{row.metric.write(after.median)} after",
        denominator=f"{row.metric.write(before.median)} before",
        source=source,
        facts=tuple(facts),
    )
    if row.change is None:
        return plain
    interval = row.change.interval
    return replace(
        plain,
        quantity=CHANGE if row.change.scale is Scale.RATIO else difference_quantity(_as_metric(row.metric)),
        estimate=Estimate(row.change.of_medians, (interval.low, interval.high), ESTIMATOR, cover=interval.cover),
        undecided="" if row.verdict is Verdict.CHANGED else f"{counts} cannot tell a change from noise",
    )


def _median_text(side: RunSummary) -> str:
    text = f"{side.metric.write(side.median)}, {_runs(side)}"
    if side.interval is None:
        return text
    ends = write_interval(weight_quantity(_as_metric(side.metric)), (side.interval.low, side.interval.high))
    return f"{text}; {ends} covers the true median with {format_share(side.interval.cover)}"


def _runs(side: RunSummary) -> str:
    return "1 run" if len(side.values) == 1 else f"{len(side.values)} runs"


def _label(benchmark: str, metric: RunMetric) -> str:
    return f"{benchmark} {metric.name}".strip()


def _as_metric(metric: RunMetric) -> Metric:
    return Metric(metric.name, metric.unit)
