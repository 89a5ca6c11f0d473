"""What benchmark runs say, written for a page's table: every number here comes from `analysis.benchmarks`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sitegen.analysis.benchmarks import Effect, RunComparison, RunSummary, Verdict, write_change
from sitegen.analysis.statistics import Interval, Scale
from sitegen.drawing.run_plot import RunLane, run_plot_svg
from sitegen.model.runs import Better, RunMetric
from sitegen.model.units import COUNT, exact_number, format_number, format_range, format_share

_BETTER = {Better.HIGHER: "higher is better", Better.LOWER: "lower is better", Better.NEITHER: ""}
_BEFORE, _AFTER, _ONLY = "before", "after", "runs"
_LEAST_WRITTEN_P = 0.0005


@dataclass(frozen=True, slots=True)
class Covers:
    """What the intervals of a column cover: one text for its head, or None where the rows differ and say it each."""

    median: str | None
    change: str | None


def comparison_groups(rows: Sequence[RunComparison]) -> tuple[list[dict[str, Any]], Covers]:
    """The table of two sides: a group for each benchmark, in it a row for each metric."""
    sides = [side for row in rows for side in (row.before, row.after) if side is not None]
    changes = [row.change.interval for row in rows if row.change is not None]
    covers = Covers(_shared_cover(side.interval for side in sides), _shared_cover(changes))
    return _grouped(rows, lambda row: _comparison_row(row, covers)), covers


def summary_groups(rows: Sequence[RunSummary]) -> tuple[list[dict[str, Any]], Covers]:
    """The table of one side: a group for each benchmark, in it a row for each metric."""
    covers = Covers(_shared_cover(row.interval for row in rows), None)
    return _grouped(rows, lambda row: _summary_row(row, covers)), covers


def sentences(rows: Sequence[RunComparison | RunSummary]) -> list[str]:
    """What each row says in words; rows that say the same are named together."""
    said: dict[str, list[str]] = {}
    for row in rows:
        name = f"{row.benchmark} {row.metric.name}".strip()
        found = row.sentence.removeprefix(f"{name}: ")
        said.setdefault(found, []).extend([name] if found != row.sentence else [])
    return [f"{_listed(names)}: {text}" if names else text for text, names in said.items()]


def _grouped(rows: Sequence[Any], make: Callable[[Any], dict[str, Any]]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row.benchmark, []).append(make(row))
    return [{"benchmark": benchmark, "rows": made} for benchmark, made in groups.items()]


def _comparison_row(row: RunComparison, covers: Covers) -> dict[str, Any]:
    lanes = [_lane(name, side) for name, side in ((_BEFORE, row.before), (_AFTER, row.after)) if side is not None]
    return {
        **_head(row.metric, lanes),
        "before": _side(row.before, covers) if row.before else None,
        "after": _side(row.after, covers) if row.after else None,
        "change": _change(row, covers),
        "p": {"value": repr(row.test.p), "text": _write_p(row)} if row.test else None,
        "verdict": _verdict(row),
    }


def _summary_row(row: RunSummary, covers: Covers) -> dict[str, Any]:
    return {**_head(row.metric, [_lane(_ONLY, row)]), "side": _side(row, covers), "runs": f"{len(row.values):,}"}


def _head(metric: RunMetric, lanes: Sequence[RunLane]) -> dict[str, Any]:
    def write(value: float) -> str:
        return _write(metric, value)

    described = "; ".join(
        f"{lane.name}: {_count(len(lane.values))}, lowest {write(float(lane.values.min()))}, "
        f"median {write(lane.median)}, highest {write(float(lane.values.max()))}"
        for lane in lanes
    )
    label = f"Every run of {metric.name} on one axis. {described}."
    return {"metric": metric.name, "better": _BETTER[metric.better], "plot_svg": run_plot_svg(lanes, write, label)}


def _lane(name: str, side: RunSummary) -> RunLane:
    interval = None if side.interval is None else (side.interval.low, side.interval.high)
    return RunLane(name, side.values, side.median, interval)


def _side(side: RunSummary, covers: Covers) -> dict[str, Any]:
    def write(value: float) -> str:
        return _write(side.metric, value)

    interval = side.interval
    return {
        "value": exact_number(side.median),
        "median": write(side.median),
        "interval": format_range(write(interval.low), write(interval.high)) if interval else "",
        "cover": _own_cover(interval, covers.median),
    }


def _change(row: RunComparison, covers: Covers) -> dict[str, Any] | None:
    change = row.change
    if change is None:
        return None
    values = change.of_medians, change.interval.low, change.interval.high
    is_none = set(values) == {1.0 if change.scale is Scale.RATIO else 0.0}
    delta, low, high = (write_change(value, change.scale, row.metric) for value in values)
    return {
        "value": repr(change.of_medians),
        "text": "none" if is_none else delta,
        "interval": "" if is_none else format_range(low, high),
        "cover": "" if is_none else _own_cover(change.interval, covers.change),
    }


def _verdict(row: RunComparison) -> dict[str, str]:
    """The word, and as `is-KIND` its class."""
    if row.verdict is Verdict.CHANGED:
        text = "changed" if row.effect is Effect.NONE else row.effect.value
        return {"text": text, "kind": text}
    return {"text": row.verdict.value, "kind": "undecided"}


def _write_p(row: RunComparison) -> str:
    assert row.test is not None
    return "<0.001" if row.test.p < _LEAST_WRITTEN_P else f"{row.test.p:.3f}"


def _write(metric: RunMetric, value: float) -> str:
    """A value with its unit, but for a unit that is the metric's name, which begins its row: `70,723`, `525 µs`."""
    return format_number(value) if metric.unit == COUNT else metric.write(value).removesuffix(f" {metric.name}")


def _shared_cover(intervals: Iterable[Interval | None]) -> str | None:
    covers = {format_share(interval.cover) for interval in intervals if interval is not None}
    return covers.pop() if len(covers) == 1 else None


def _own_cover(interval: Interval | None, shared: str | None) -> str:
    return "" if interval is None or shared is not None else format_share(interval.cover)


def _count(runs: int) -> str:
    return "1 run" if runs == 1 else f"{runs:,} runs"


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
