"""Two sides compared: the union tree, every row's change in one scaling, its interval and its verdict.

sides, lists of runs -> unite -> Union -> compare_in a scaling -> Comparison
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.distributions import t_quantile
from sitegen.analysis.noise import Sampling, SideRuns, assess
from sitegen.analysis.scaling import Operations, scaling_of
from sitegen.analysis.transform import keep_samples
from sitegen.analysis.union import Union, unite
from sitegen.analysis.verdicts import DEFAULT_RATE, DEFAULT_SMALLEST_SHARE, family, verdicts
from sitegen.model import CallTree, Profile
from sitegen.model.comparison import SHARE, Certainty, Change, Comparison, Dispersion, Scaling, ScalingName, Verdict

Floats = NDArray[np.float64]

Basis = Literal["runs", "sampling", "unknown"]
Sums = Callable[[CallTree, Floats], Floats]

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Rule:
    """When a change is called: `rate` bounds the wrong calls, smallest_share is of the total."""

    smallest_share: float = DEFAULT_SMALLEST_SHARE
    rate: float = DEFAULT_RATE
    confidence: float = CONFIDENCE


DEFAULT_RULE = Rule()


def compare(
    before: Sequence[Profile],
    after: Sequence[Profile],
    *,
    metric: str | None = None,
    scaling: ScalingName | None = None,
    operations: Operations | None = None,
    rule: Rule = DEFAULT_RULE,
) -> Comparison:
    """Compares two sides, each one profile or several runs of the same.

    Without a metric the sides' default one, a physical one where both have one; without a scaling per operation where
    operations are given, else shares. Raises SidesDiffer or RunsDiffer, with the field, for what cannot be compared.
    """
    union = unite(before, after, metric)
    return compare_in(union, scaling_of(union, scaling, operations), rule)


def unite_saved(profile: Profile, metric: str | None = None, whole: Profile | None = None) -> Union:
    """The union of the two sides that one file holds: two counts a stack, or a pprof file saved as a difference.

    The latter holds net changes only: its sides are what was lost and what was gained, and no noise can be known.
    `whole` is the profile before it was filtered, which shares are of.
    """
    sides, wholes = _saved_sides(profile), _saved_sides(whole or profile)
    union = unite(sides[:1], sides[1:], metric, (wholes[:1], wholes[1:]))
    if not (whole or profile).is_net:
        return union
    return replace(
        union,
        tree=replace(union.tree, is_net=True),
        unknown="the file holds net changes only, not what both sides weighed",
    )


def _saved_sides(profile: Profile) -> list[Profile]:
    sides = [replace(profile, weight=weight.copy(), weight_before=None) for weight in profile.sides()]
    # Each side has only its own stacks, as two files would.
    return [keep_samples(side, (side.weight != 0).any(axis=1)) for side in sides]


def compare_in(union: Union, scaling: Scaling, rule: Rule = DEFAULT_RULE) -> Comparison:
    """The comparison of united sides in one scaling; see `scalings` for those there are. O(n R^2)."""
    wholes = [
        float(side.whole.sum() / exposure.sum())
        for side, exposure in ((union.before, scaling.before), (union.after, scaling.after))
    ]
    smallest = rule.smallest_share * sum(wholes) / 2
    basis, reason = _basis(union)
    self_change, self_dispersion = _family(union, scaling, _rows_themselves, basis, smallest, rule)
    total_change, total_dispersion = _family(union, scaling, subtree_sums, basis, smallest, rule)
    return Comparison(
        tree=union.tree,
        scaling=scaling,
        runs_before=None if union.unknown else union.before.events,
        runs_after=None if union.unknown else union.after.events,
        self_change=self_change,
        total_change=_with_parts(total_change, union.tree, self_change.difference),
        certainty=Certainty(
            basis=basis,
            reason=reason,
            confidence=rule.confidence,
            rate=rule.rate,
            smallest_share=rule.smallest_share,
            smallest_difference=smallest,
            self_dispersion=self_dispersion,
            total_dispersion=total_dispersion,
        ),
    )


def _basis(union: Union) -> tuple[Basis, str]:
    if union.unknown:
        return "unknown", union.unknown
    if union.before.count + union.after.count > 2:
        return "runs", ""
    return ("unknown", union.doubt) if union.doubt else ("sampling", "")


def _family(
    union: Union, scaling: Scaling, sums: Sums, basis: Basis, smallest: float, rule: Rule
) -> tuple[Change, Dispersion | None]:
    """One family's changes, with intervals and verdicts where anything is known of the noise."""
    before = SideRuns(sums(union.tree, union.before.weight), scaling.before)
    after = SideRuns(sums(union.tree, union.after.weight), scaling.after)
    difference = after.value - before.value
    unknown = np.full(len(difference), np.nan)
    change = Change(
        before=before.value,
        after=after.value,
        difference=difference,
        gain=np.maximum(difference, 0.0),
        loss=np.minimum(difference, 0.0),
        low=unknown,
        high=unknown,
        p=unknown,
        verdict=np.full(len(difference), Verdict.UNKNOWN, np.uint8),
    )
    if basis == "unknown":
        return change, None
    is_share = scaling.name == SHARE
    tested = family(before, after, smallest, is_share)
    noise = assess(before, after, _sampling(union, before, after, sums, is_share), tested)
    reach = noise.standard_error * t_quantile((1 - rule.confidence) / 2, noise.degrees)
    judged = replace(
        change,
        low=difference - reach,
        high=difference + reach,
        p=noise.p,
        verdict=verdicts(noise, tested, smallest, rule.rate),
    )
    return judged, noise.dispersion


def _sampling(union: Union, before: SideRuns, after: SideRuns, sums: Sums, is_share: bool) -> Sampling:
    """What an event weighs, the same on both sides, so that neither side is the measure of the other."""
    square = sums(union.tree, union.before.square).sum(axis=1) + sums(union.tree, union.after.square).sum(axis=1)
    weight = before.weight.sum(axis=1) + after.weight.sum(axis=1)
    event = np.divide(square, weight, out=np.zeros(len(weight), np.float64), where=weight > 0)
    whole_square = union.before.whole_square.sum() + union.after.whole_square.sum()
    whole = union.before.whole.sum() + union.after.whole.sum()
    return Sampling(event, float(whole_square / whole) if whole > 0 else 0.0, is_share)


def _with_parts(change: Change, tree: CallTree, self_difference: Floats) -> Change:
    """The change of subtrees with what was gained and what was lost inside them."""
    parts = np.stack((np.maximum(self_difference, 0.0), np.minimum(self_difference, 0.0)), axis=1)
    summed = subtree_sums(tree, parts)
    return replace(change, gain=summed[:, 0].copy(), loss=summed[:, 1].copy())


def _rows_themselves(tree: CallTree, columns: Floats) -> Floats:
    return columns


def subtree_sums(tree: CallTree, columns: Floats) -> Floats:
    """The sums over each row's subtree, float64 (n, R), of columns of the rows themselves."""
    edges = np.zeros((len(tree) + 1, columns.shape[1]), np.float64)
    np.cumsum(columns, axis=0, out=edges[1:])
    return np.asarray(edges[tree.end] - edges[:-1], dtype=np.float64)
