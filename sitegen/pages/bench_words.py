"""What a page says around a table of benchmark results: what one run is, its conditions, how the numbers were made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sitegen.analysis.benchmarks import RunComparison, RunSummary
from sitegen.analysis.statistics import ALPHA, Scale
from sitegen.model.runs import Series
from sitegen.pages.report import Fact
from sitegen.results import Conditions, ResultFile, differing, reader_named


def runs_text(series: Sequence[Series]) -> str:
    """How many runs there are, of files whose benchmarks ran more or less often from the fewest to the most.

    >>> runs_text([])
    '0 runs'
    """
    counts = {len(each.values) for each in series}
    fewest, most = min(counts, default=0), max(counts, default=0)
    if fewest != most:
        return f"{fewest:,} to {most:,} runs"
    return "1 run" if most == 1 else f"{most:,} runs"


def measured(sides: Sequence[ResultFile]) -> list[str]:
    """Sentences: what a dot is, under what conditions, and in what the sides differ."""
    first = sides[0]
    unlike = differing(first, sides[1]) if len(sides) == 2 else ()
    shared = _conditions(first.conditions, leaving_out={fault.field for fault in unlike})
    said = [f"A dot is {reader_named(first.tool).one_run}{f': {shared}' if shared else ''}."]
    said += [f"The sides differ in {fault.field}: {fault.first} before, {fault.other} after." for fault in unlike]
    return said


def method(rows: Sequence[RunComparison | RunSummary]) -> list[str]:
    """Sentences: how the numbers of these rows were made."""
    sides = [side for row in rows for side in ((row.before, row.after) if isinstance(row, RunComparison) else (row,))]
    medians = "The upright stroke marks the median."
    if any(side.interval for side in sides if side):
        medians = "The upright stroke marks the median, the line the interval that holds it; its ends are runs."
    changes = [row for row in rows if isinstance(row, RunComparison) and row.change is not None]
    if not changes:
        return [medians]
    scales = {row.change.scale for row in changes if row.change}
    kinds = []
    if Scale.RATIO in scales:
        kinds.append("the median after over the median before")
    if Scale.DIFFERENCE in scales:
        kinds.append("after minus before where a run gave zero or less")
    exact = all(row.test.is_exact for row in changes if row.test)
    way = "exact, ties included" if exact else "by the normal curve where there are very many runs"
    return [
        medians,
        f"The change is {', or '.join(kinds)}; its interval is that of the rank test turned round (Hodges-Lehmann).",
        f"p is that of the two-sided rank-sum test, {way}; ~ where it is above {ALPHA:g}.",
        "Each row is tested by itself.",
    ]


def facts(results: ResultFile) -> list[Fact]:
    """What the foot of a page says of one side: tool, runs, conditions."""
    conditions = _conditions(results.conditions)
    lines = [("Tool", results.tool), ("Runs", runs_text(results.series)), ("Conditions", conditions)]
    return [Fact(label, value) for label, value in lines if value]


def skipped_lines(files: Sequence[ResultFile]) -> list[dict[str, Any]]:
    """What was left out of each file, or casts doubt on it."""
    return [
        {"source": file.sources[0].rsplit("/", 1)[-1], "line": skipped.line, "reason": skipped.reason}
        for file in files
        for skipped in file.skipped
    ]


def _conditions(conditions: Conditions, leaving_out: set[str] | frozenset[str] = frozenset()) -> str:
    texts = {
        "duration": _time(conditions.duration_s),
        "requests": _counted(conditions.requests, "request"),
        "threads": _counted(conditions.threads, "thread"),
        "connections": _counted(conditions.connections, "connection"),
        "target": conditions.target,
        "machine": conditions.machine,
    }
    return ", ".join(text for field, text in texts.items() if text and field not in leaving_out)


def _time(duration_s: float | None) -> str | None:
    return None if duration_s is None else f"{duration_s:.4g} s"


def _counted(count: int | None, noun: str) -> str | None:
    return None if count is None else f"{count:,} {noun}{'' if count == 1 else 's'}"
