"""What removing a frame should do to the rate, in a sentence: the role predict.

The number is that of analysis/prediction.py, from the frame's share of all samples before. The details tell what it
rests on: that the rate is limited by the profiled CPU time, for which both sides should use as much of it. With
`against` stands beside it what the benchmark measured, and whether the two intervals overlap; no more is claimed.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.analysis.benchmarks import RunComparison, Verdict, write_change
from sitegen.analysis.prediction import (
    LARGEST_CPU_DIFFERENCE,
    CpuUse,
    check_metric,
    cpu_difference,
    cpu_use,
    overlap,
    rate_factor,
)
from sitegen.analysis.proportions import Estimate, share_of
from sitegen.analysis.statistics import Scale
from sitegen.errors import quoted
from sitegen.model.units import format_share, format_weight
from sitegen.pages.bench_role import ESTIMATOR, BenchRole
from sitegen.pages.claim_finding import Finding, cover_text
from sitegen.pages.claim_frames import held_text, weights_of
from sitegen.pages.claim_quantity import CHANGE, SHARE, write_interval
from sitegen.pages.claim_sources import ClaimSide, ClaimSources
from sitegen.pages.claim_syntax import ClaimError, PredictClaim
from sitegen.pages.report import Fact

_CAUTION = (
    "A first-order estimate, not a bound: garbage collection, locks and caches change with the code that is removed."
)


@dataclass(frozen=True, slots=True)
class _Measured:
    """What the benchmark says beside a prediction: words for the text, and for the details."""

    note: str
    fact: Fact


def find_prediction(claim: PredictClaim, sources: ClaimSources, benches: BenchRole, line: int) -> Finding:
    """The predicted change of the rate. Raises FlamesiteError of several kinds, all of the claim's own."""
    before, *rest = sources.sides(claim.sources, max(1, len(claim.sources)), line)
    metric = sources.metric(before.merged)
    kind = before.merged.metrics[metric]
    check_metric(kind)
    weights = weights_of(before, claim.name, metric)
    part = share_of(weights.part, weights.whole, weights.unknown)
    predicted = rate_factor(part)
    conditions, warning = _conditions(before, rest[0] if rest else None)
    facts = [
        Fact("Share removed", _share_text(part)),
        Fact("Metric", kind.name),
        *conditions,
        Fact("Caution", _CAUTION),
    ]
    note = ""
    if claim.against is not None:
        measured = _measured(benches.change(claim.against), predicted, " -> ".join(claim.against.sources))
        facts.insert(0, measured.fact)
        note = measured.note
        if predicted.interval is not None:
            note = f" ({write_interval(CHANGE, predicted.interval)}, {cover_text(predicted.cover)}){note}"
    return Finding(
        CHANGE,
        predicted,
        facts=tuple(facts),
        numerator=f"{format_weight(weights.part.total, kind)} {held_text(claim.name)}",
        denominator=f"{format_weight(weights.whole.total, kind)} in all",
        source=" -> ".join(side.source_text for side in (before, *rest)),
        note=note,
        warning=warning,
        frame=claim.name,
        sides=(before, *rest),
    )


def _share_text(part: Estimate) -> str:
    text = f"p = {format_share(part.value)} of all samples; the rate changes by 1 / (1 - p)"
    return f"{text}; p is {write_interval(SHARE, part.interval)} with 95%" if part.interval else text


def _conditions(before: ClaimSide, after: ClaimSide | None) -> tuple[list[Fact], str]:
    """The condition that the prediction rests on, and a warning where it is not met or cannot be known."""
    own = cpu_use(before.runs)
    if after is None:
        text = f"{_cpus(own)} before; that the rate is limited by this CPU time is not checked without @BEFORE -> AFTER"
        return [Fact("CPU use", text)], ""
    other = cpu_use(after.runs)
    apart = cpu_difference(own, other)
    fact = Fact(
        "CPU use",
        f"{_cpus(own)} before, {_cpus(other)} after; the prediction holds where the rate is limited by this CPU time, "
        "of which both sides then use as much",
    )
    if apart is None:
        return [fact], f"the CPU use of both sides is not known: {own.reason or other.reason or 'none was used before'}"
    if apart > LARGEST_CPU_DIFFERENCE:
        limit = format_share(LARGEST_CPU_DIFFERENCE)
        return [fact], f"the CPU use of the sides differs by {format_share(apart)}, more than {limit} of that before"
    return [fact], ""


def _cpus(use: CpuUse) -> str:
    if use.cpus is None:
        return f"not known ({use.reason})"
    cpus = f"{use.cpus:.3g}"
    return f"{cpus} CPU" if cpus == "1" else f"{cpus} CPUs"


def _measured(row: RunComparison, predicted: Estimate, source: str) -> _Measured:
    """What was measured of a rate, and whether the intervals overlap."""
    if not row.metric.unit.endswith("/s"):
        raise ClaimError(f"expected a rate after against, such as requests/s, found {quoted(row.metric.name)}")
    label = f"{row.metric.name}, {source}"
    if row.change is None or row.change.scale is not Scale.RATIO:
        return _Measured(
            "; nothing can be concluded from what was measured", Fact("Measured", f"{label}: {row.sentence}")
        )
    change = row.change
    ends = change.interval.low, change.interval.high
    medians = write_change(change.of_medians, change.scale, row.metric)
    interval = f"{write_interval(CHANGE, ends)}, {format_share(change.interval.cover)}"
    text = (
        f"{label}: {medians} by the medians; interval {interval}, {ESTIMATOR}, whose estimate is "
        f"{write_change(change.shift, change.scale, row.metric)}"
    )
    value = medians if row.verdict is Verdict.CHANGED else f"~ ({medians})"
    note = f"; measured {value} ({interval}, Hodges-Lehmann)"
    if predicted.interval is not None:
        verdict = "overlap" if overlap(predicted.interval, ends) else "do not overlap"
        note += f"; the two intervals {verdict}"
        text += f". The predicted and the measured interval {verdict}."
    return _Measured(note, Fact("Measured", text))
