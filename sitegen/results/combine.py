"""The runs of a side from several files, and what sets two sides apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sitegen.errors import SourceError
from sitegen.model.runs import Better, RunMetric, series
from sitegen.results.result_file import Conditions, ResultFile

# A tool stops at the next tick or request after the time it was given: wrk up to 0.1 s later.
_DURATION_TOLERANCE = 0.02
_LEAST_TOLERANCE_S = 0.15


@dataclass(frozen=True, slots=True)
class Difference:
    """A condition in which two files differ: the field's name, and both values as text."""

    field: str
    first: str
    other: str


def combine(files: Sequence[ResultFile]) -> ResultFile:
    """All runs of a side as one: each series holds its runs in the order of the files.

    Raises SourceError at the first file that is listed twice, or that ran under other conditions than the first;
    it names the field.
    """
    assert files, "a side has at least one file"
    listed: set[str] = set()
    for file in files:
        if twice := listed.intersection(file.sources):
            message = f"expected a file for each run, found {min(twice)} listed twice; list it once"
            raise SourceError(min(twice), None, None, message)
        listed.update(file.sources)
    return _joined(files)


def combine_reports(reports: Sequence[ResultFile]) -> ResultFile:
    """The reports of one file as its runs, for tools whose output is often appended; errors as in `combine`."""
    return replace(_joined(reports), sources=reports[0].sources, line=reports[0].line)


def differing(first: ResultFile, other: ResultFile) -> tuple[Difference, ...]:
    """What sets two files or two sides apart, a field each: tool alone, or duration, threads, connections, ..."""
    if first.tool != other.tool:
        return (Difference("tool", first.tool, other.tool),)
    one, two = first.conditions, other.conditions
    found = [] if _length_agrees(one, two) else [Difference("duration", _length(one), _length(two))]
    for field in ("threads", "connections", "target", "machine"):
        values = getattr(one, field), getattr(two, field)
        if values[0] != values[1]:
            found.append(Difference(field, *("not given" if value is None else str(value) for value in values)))
    return tuple(found)


def _joined(files: Sequence[ResultFile]) -> ResultFile:
    first = files[0]
    for file in files[1:]:
        if faults := differing(first, file):
            fault = faults[0]
            where = f"in {first.sources[0]}" if file.sources != first.sources else f"on line {first.line}"
            message = (
                f"expected {fault.field} {fault.first} as {where}, found {fault.other}; "
                "runs of a side are measured alike: leave it out, or record it again"
            )
            raise SourceError(file.sources[0], file.line, None, message)
    values: dict[tuple[str, str], list[float]] = {}
    metrics: dict[tuple[str, str], RunMetric] = {}
    for file in files:
        for each in file.series:
            key = each.benchmark, each.metric.name
            values.setdefault(key, []).extend(each.values.tolist())
            if key not in metrics or metrics[key].better is Better.NEITHER:
                metrics[key] = each.metric
    return ResultFile(
        first.tool,
        tuple(source for file in files for source in file.sources),
        None,
        _common(files),
        tuple(series(benchmark, metrics[benchmark, name], column) for (benchmark, name), column in values.items()),
        tuple(skipped for file in files for skipped in file.skipped),
    )


def _common(files: Sequence[ResultFile]) -> Conditions:
    """The conditions of the first; the length is the median of what was measured."""
    durations = [file.conditions.duration_s for file in files if file.conditions.duration_s is not None]
    requests = {file.conditions.requests for file in files}
    return replace(
        files[0].conditions,
        duration_s=float(np.median(np.array(durations, dtype=np.float64))) if durations else None,
        requests=requests.pop() if len(requests) == 1 else None,
    )


def _length_agrees(one: Conditions, two: Conditions) -> bool:
    """Whether runs are of one length: of as many requests, or of a time that is equal but for when a tool stops."""
    if one.requests is not None and one.requests == two.requests:
        return True
    if one.duration_s is None or two.duration_s is None:
        return one.duration_s == two.duration_s
    longest = max(one.duration_s, two.duration_s)
    return abs(one.duration_s - two.duration_s) <= max(_DURATION_TOLERANCE * longest, _LEAST_TOLERANCE_S)


def _length(conditions: Conditions) -> str:
    duration = "not given" if conditions.duration_s is None else f"{conditions.duration_s:g} s"
    return duration if conditions.requests is None else f"{duration} for {conditions.requests} requests"
