"""What benchmark runs say, of one side and of two, each row with a sentence that claims no more than the runs can.

Series come in, rows go out; numbers raw, and beside them the words, so that pages need no statistics of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sitegen.analysis import statistics
from sitegen.analysis.statistics import ALPHA, CONFIDENCE, Change, Interval, RankTest, Scale, Values
from sitegen.model.runs import Better, RunMetric, Series
from sitegen.model.units import format_share


class Verdict(StrEnum):
    """What the runs allow to be said about a change."""

    CHANGED = "changed"
    UNDECIDED = "~"
    TOO_FEW = "too few runs"
    ONLY_BEFORE = "only before"
    ONLY_AFTER = "only after"


class Effect(StrEnum):
    """Whether a change is for the better; none without a change, or where the metric has no better direction."""

    BETTER = "better"
    WORSE = "worse"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One series in itself: values float64 (n,) in the order of the runs; no interval where there is one run."""

    benchmark: str
    metric: RunMetric
    values: Values
    median: float
    interval: Interval | None
    sentence: str


@dataclass(frozen=True, slots=True)
class RunComparison:
    """One metric of one benchmark on two sides.

    change and test are None where there are too few runs, and where a side lacks the metric; `delta` is the change
    as benchstat writes it: signed, `~` where it may be noise, empty where nothing can be said.
    """

    benchmark: str
    metric: RunMetric
    before: RunSummary | None
    after: RunSummary | None
    change: Change | None
    test: RankTest | None
    verdict: Verdict
    effect: Effect
    delta: str
    sentence: str


def describe(runs: Iterable[Series], confidence: float = CONFIDENCE) -> tuple[RunSummary, ...]:
    """A row a series: its median, the median's interval, a sentence."""
    return tuple(_summary(series, confidence) for series in runs)


def compare_runs(
    before: Iterable[Series], after: Iterable[Series], *, alpha: float = ALPHA
) -> tuple[RunComparison, ...]:
    """A row for each metric of each benchmark, in the order of before, then what only after has.

    Where each side holds a single benchmark they are compared whatever their names: a command before and after often
    has two names.
    """
    first = {(each.benchmark, each.metric.name): each for each in before}
    second = {(each.benchmark, each.metric.name): each for each in after}
    names = {name for name, _ in first}, {name for name, _ in second}
    if len(names[0]) == len(names[1]) == 1 and names[0] != names[1]:
        both = f"{min(names[0])} -> {min(names[1])}"
        first = {(both, metric): series for (_, metric), series in first.items()}
        second = {(both, metric): series for (_, metric), series in second.items()}
    keys = [*first, *(key for key in second if key not in first)]
    return tuple(_row(key[0], first.get(key), second.get(key), alpha) for key in keys)


def write_change(change: float, scale: Scale, metric: RunMetric) -> str:
    """A ratio as a percentage of before, a difference in the metric's unit; signed.

    >>> write_change(0.77, Scale.RATIO, RunMetric("time", "seconds", Better.LOWER))
    '-23.00%'
    """
    if scale is Scale.RATIO:
        return f"{(change - 1) * 100:+,.2f}%"
    return ("-" if change < 0 else "+") + metric.write(abs(change))


def _row(benchmark: str, before: Series | None, after: Series | None, alpha: float) -> RunComparison:
    if before is None or after is None:
        return _half_row(benchmark, before, after, 1 - alpha)
    metric = after.metric if before.metric.better is Better.NEITHER else before.metric
    label = _label(benchmark, metric)
    sides = _summary(before, 1 - alpha), _summary(after, 1 - alpha)
    least = statistics.smallest_p(len(before.values), len(after.values))
    if least > alpha:
        sentence = (
            f"{label}: nothing can be concluded from {_sides(before, after)}. Even if they lay as far apart as can be, "
            f"p would be {least:.2g}, and {alpha:g} is asked; it takes at least {statistics.runs_needed(alpha)} "
            "runs a side."
        )
        return RunComparison(benchmark, metric, *sides, None, None, Verdict.TOO_FEW, Effect.NONE, "", sentence)
    change = statistics.change(before.values, after.values, 1 - alpha)
    test = statistics.rank_sum_test(before.values, after.values)
    if test.p > alpha:
        sentence = _undecided_sentence(label, before, after, change, test)
        return RunComparison(benchmark, metric, *sides, change, test, Verdict.UNDECIDED, Effect.NONE, "~", sentence)
    direction = _direction(change)
    effect = _effect(direction, metric.better)
    delta = write_change(change.of_medians, change.scale, metric)
    sentence = _changed_sentence(label, sides, change, test, direction, effect)
    return RunComparison(benchmark, metric, *sides, change, test, Verdict.CHANGED, effect, delta, sentence)


def _half_row(benchmark: str, before: Series | None, after: Series | None, confidence: float) -> RunComparison:
    present = before or after
    assert present is not None, "a row has a side"
    side, verdict = ("before", Verdict.ONLY_BEFORE) if before else ("after", Verdict.ONLY_AFTER)
    summary = _summary(present, confidence)
    return RunComparison(
        benchmark,
        present.metric,
        summary if before else None,
        summary if after else None,
        None,
        None,
        verdict,
        Effect.NONE,
        "",
        f"{_label(benchmark, present.metric)}: measured {side} the change only.",
    )


def _summary(series: Series, confidence: float) -> RunSummary:
    values, metric = series.values, series.metric
    median, label = statistics.median(values), _label(series.benchmark, metric)
    if len(values) == 1:
        sentence = f"{label}: {metric.write(median)} in one run; how much it varies from run to run is not known."
        return RunSummary(series.benchmark, metric, values, median, None, sentence)
    interval = statistics.median_interval(values, confidence)
    if values.min() == values.max():
        sentence = f"{label}: {metric.write(median)} in each of {len(values)} runs."
        return RunSummary(series.benchmark, metric, values, median, interval, sentence)
    is_widest = (interval.low, interval.high) == (values.min(), values.max())
    sentence = (
        f"{label}: median {metric.write(median)} of {len(values)} runs; {metric.write(interval.low)} to "
        f"{metric.write(interval.high)}{', lowest to highest,' if is_widest else ''} covers the true median "
        f"with {format_share(interval.cover)}."
    )
    return RunSummary(series.benchmark, metric, values, median, interval, sentence)


def _undecided_sentence(label: str, before: Series, after: Series, change: Change, test: RankTest) -> str:
    values = np.concatenate([before.values, after.values])
    if values.min() == values.max():
        return f"{label}: every run gave {before.metric.write(float(values[0]))}, on both sides."
    return (
        f"{label}: {_sides(before, after)} cannot tell a change from noise ({_write_p(test.p)}). "
        f"Any change from {_interval(change, before.metric)} would agree with them."
    )


def _changed_sentence(
    label: str, sides: tuple[RunSummary, RunSummary], change: Change, test: RankTest, direction: int, effect: Effect
) -> str:
    before, after = sides
    metric = before.metric
    medians = f"from a median of {metric.write(before.median)} to {metric.write(after.median)}"
    evidence = f"({_write_p(test.p)}, {_sides(before, after)})"
    if direction:
        word = "rose" if direction > 0 else "fell"
        delta = write_change(change.of_medians, change.scale, metric)[1:]
        judgement = "" if effect is Effect.NONE else f", which is {effect.value}"
        claim = f"{label} {word} by {delta}, {medians}{judgement} {evidence}."
    else:
        claim = f"{label} differs between the sides {evidence}, but not clearly in one direction: {medians}."
    return f"{claim} Interval of the change: {_interval(change, metric)}."


def _interval(change: Change, metric: RunMetric) -> str:
    low, high = (write_change(end, change.scale, metric) for end in (change.interval.low, change.interval.high))
    unit = "" if change.scale is Scale.RATIO else ", as a difference because of values of zero or below"
    return (
        f"{low} to {high} (by the rank test turned round, with a cover of {format_share(change.interval.cover)}{unit})"
    )


def _direction(change: Change) -> int:
    """1 up, -1 down, 0 where the medians and the pairs of runs do not say the same."""
    neutral = 1.0 if change.scale is Scale.RATIO else 0.0
    medians, pairs = np.sign(change.of_medians - neutral), np.sign(change.shift - neutral)
    return int(medians) if medians == pairs else 0


def _effect(direction: int, better: Better) -> Effect:
    if direction == 0 or better is Better.NEITHER:
        return Effect.NONE
    return Effect.BETTER if (direction > 0) == (better is Better.HIGHER) else Effect.WORSE


def _label(benchmark: str, metric: RunMetric) -> str:
    return f"{benchmark} {metric.name}".strip()


def _sides(before: Series | RunSummary, after: Series | RunSummary) -> str:
    count = len(before.values)
    return f"{count} {'run' if count == 1 else 'runs'} against {len(after.values)}"


def _write_p(p: float) -> str:
    return "p < 0.001" if p < 0.0005 else f"p = {p:.3f}"
