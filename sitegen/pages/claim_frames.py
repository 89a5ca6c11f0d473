"""What profiles say of a frame: the numbers of the roles pct, self, total, samples, delta and ratio.

Weights are those of the metric that `ClaimSources` chooses. Several runs are pooled: a share is that of all of them
together, `self` and `total` are the mean a run (so that adding a run does not double them), `samples` is the sum,
because a number of samples says how much evidence there is. The details say which.
"""

from __future__ import annotations

from dataclasses import replace

from sitegen.analysis.frame_weights import FrameWeights, weigh
from sitegen.analysis.proportions import Estimate, mean_weight, share
from sitegen.analysis.select import FrameName, NoSuchFrame
from sitegen.analysis.share_change import ShareChange, SideShare, share_change
from sitegen.errors import quoted
from sitegen.model import Metric
from sitegen.model.units import COUNT, format_number, format_share, format_weight
from sitegen.pages.claim_finding import Finding
from sitegen.pages.claim_quantity import FACTOR, POINTS, SHARE, count_quantity, weight_quantity
from sitegen.pages.claim_sources import ClaimSide, ClaimSources
from sitegen.pages.claim_syntax import ClaimError, FrameClaim
from sitegen.pages.claim_value import Quantity
from sitegen.pages.report import Fact


def find_frame_number(claim: FrameClaim, sources: ClaimSources, line: int) -> Finding:
    """The number of a claim that stands in a line. Raises FlamesiteError of several kinds, all of the claim's own."""
    if claim.role in ("delta", "ratio"):
        before, after = sources.sides(claim.sources, 2, line)
        return _find_change(claim, before, after, sources)
    (side,) = sources.sides(claim.sources, 1, line)
    if claim.role == "pct":
        return _share(claim.name, side, sources.metric(side.merged))
    if claim.role == "samples":
        return _samples(claim.name, side, sources)
    return _weight(claim, side, sources.metric(side.merged))


def weights_of(side: ClaimSide, name: FrameName, metric: int) -> FrameWeights:
    """What the runs hold of a frame. Raises ClaimError where no run has it, or where they are differences."""
    if side.merged.is_difference:
        raise ClaimError(f"profile {quoted(side.name)} is a difference, of which no frame has a share or a weight")
    try:
        return weigh(side.runs, side.merged, name, metric)
    except NoSuchFrame as err:
        raise ClaimError(f"{err.reason} in profile {quoted(side.name)}{err.hint}") from err


def held_text(name: FrameName) -> str:
    """Where a frame's weight is, in words.

    >>> held_text(FrameName("literal", "a", FrameName("literal", "b")))
    'in stacks that hold a below b'
    """
    inner = replace(name, within=None)
    return f"in stacks that hold {inner}" + (f" below {name.within}" if name.within else "")


def _share(name: FrameName, side: ClaimSide, metric: int) -> Finding:
    weights, kind = weights_of(side, name, metric), side.merged.metrics[metric]
    base = f"in stacks that hold {name.within}" if name.within else "in all"
    facts = _facts(side, kind)
    if (count := side.merged.count_metric(metric)) not in (None, metric):
        counted, counter = weights_of(side, name, count), side.merged.metrics[count]
        whole = format_weight(counted.within.total, counter)
        facts.append(Fact("Counted", f"{format_number(counted.part.total)} of {whole}"))
    return Finding(
        SHARE,
        share(weights),
        facts=tuple(facts),
        numerator=f"{format_weight(weights.part.total, kind)} {held_text(name)}",
        denominator=f"{format_weight(weights.within.total, kind)} {base}",
        source=side.source_text,
        frame=name,
        sides=(side,),
    )


def _weight(claim: FrameClaim, side: ClaimSide, metric: int) -> Finding:
    weights = weights_of(side, claim.name, metric)
    held = weights.own if claim.role == "self" else weights.part
    kind = side.merged.metrics[metric]
    where = f"in stacks that end in {claim.name}" if claim.role == "self" else held_text(claim.name)
    runs = len(side.runs)
    return Finding(
        weight_quantity(kind),
        mean_weight(held, weights.whole, weights.unknown),
        facts=tuple(_facts(side, kind, "the mean a run")),
        numerator=f"{format_weight(held.total, kind)} {where}",
        denominator="" if runs == 1 else f"{runs} runs",
        source=side.source_text,
        frame=claim.name,
        sides=(side,),
    )


def _samples(name: FrameName, side: ClaimSide, sources: ClaimSources) -> Finding:
    """The number of samples, over all runs."""
    metric = side.merged.count_metric(sources.metric(side.merged))
    if metric is None:
        kinds = ", ".join(f"{kind.name} in {kind.unit}" for kind in side.merged.metrics)
        raise ClaimError(
            f"expected a count metric in profile {quoted(side.name)}, found {kinds}; use total for a weight"
        )
    weights = weights_of(side, name, metric)
    kind = side.merged.metrics[metric]
    mean = mean_weight(weights.part, weights.whole, weights.unknown)
    runs = len(side.runs)
    ends = None if mean.interval is None else (mean.interval[0] * runs, mean.interval[1] * runs)
    return Finding(
        count_quantity(kind),
        replace(mean, value=weights.part.total, interval=ends),
        facts=tuple(_facts(side, kind, "the sum over all runs")),
        numerator=f"{format_weight(weights.part.total, kind)} {held_text(name)}",
        denominator=f"{format_weight(weights.whole.total, kind)} in all",
        source=side.source_text,
        frame=name,
        sides=(side,),
    )


def _find_change(claim: FrameClaim, before: ClaimSide, after: ClaimSide, sources: ClaimSources) -> Finding:
    union = sources.union(before, after)
    try:
        change = share_change(union, claim.name)
    except NoSuchFrame as err:
        both = f"profiles {quoted(before.name)} and {quoted(after.name)}"
        raise ClaimError(f"{err.reason} in {both}{err.hint}") from err
    kind = union.tree.metrics[union.tree.default_metric]
    quantity, estimate = _change_of(claim, change, before)
    sides = (("before", before, change.before), ("after", after, change.after))
    facts = [Fact(f"Share {word}", _side_share(found, side, kind)) for word, side, found in sides]
    base = f"stacks that hold {claim.name.within}" if claim.name.within else "the whole of each side"
    facts += [Fact("Share of", base), Fact("Metric", _metric_text(kind))]
    first, second = change.after, change.before
    return Finding(
        quantity,
        estimate,
        facts=tuple(facts),
        numerator=f"{format_share(first.value)} after",
        denominator=f"{format_share(second.value)} before",
        source=f"{before.source_text} -> {after.source_text}",
        frame=claim.name,
        sides=(before, after),
    )


def _change_of(claim: FrameClaim, change: ShareChange, before: ClaimSide) -> tuple[Quantity, Estimate]:
    if claim.role == "delta":
        return POINTS, change.difference
    if change.ratio is None:
        held_by = f"profile {quoted(before.name)}"
        raise ClaimError(f"no sample of {held_by} holds {claim.name}, so there is no ratio; use delta")
    return FACTOR, change.ratio


def _side_share(found: SideShare, side: ClaimSide, kind: Metric) -> str:
    part, whole = (format_weight(held.total, kind) for held in (found.part, found.whole))
    return f"{format_share(found.value)}: {part} of {whole} in {side.runs_text}"


def _facts(side: ClaimSide, kind: Metric, pooled: str = "pooled") -> list[Fact]:
    facts = [Fact("Metric", _metric_text(kind))]
    if len(side.runs) > 1:
        facts.append(Fact("Runs", f"{len(side.runs)}, {pooled}"))
    return facts


def _metric_text(kind: Metric) -> str:
    return kind.name if kind.unit == COUNT else f"{kind.name}, {kind.unit}"
