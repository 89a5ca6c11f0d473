"""How a frame's share differs between two sides: in points, and as a ratio; with the intervals of `noise`.

The share is one more row of the sides' union tree: its sampling variance is that of noise.py, and how runs vary is
estimated from all rows together, so that a claim about a frame says what the picture of the same difference says.

The ratio q = after / before has its interval on the scale log q, where with the same phi and degrees of freedom

    variance = phi ( g(before) / (E_before before^2) + g(after) / (E_after after^2) )
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.compare import subtree_sums
from sitegen.analysis.distributions import t_quantile
from sitegen.analysis.frame_weights import Held, named_nodes
from sitegen.analysis.noise import Noise, Sampling, SideRuns, assess, pooled_value
from sitegen.analysis.proportions import CONFIDENCE, Ends, Estimate, NoShare
from sitegen.analysis.select import FrameName, NoSuchFrame, select
from sitegen.analysis.union import Union, UnionSide
from sitegen.analysis.verdicts import DEFAULT_SMALLEST_SHARE, family
from sitegen.model import CallTree, trie

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SideShare:
    """One side's weights: of the samples that hold the frame, and of those that the share is of."""

    part: Held
    whole: Held

    @property
    def value(self) -> float:
        """The share."""
        return self.part.total / self.whole.total


@dataclass(frozen=True, slots=True)
class ShareChange:
    """Both shares; after minus before, as a fraction of 1; after over before, None where there was nothing before."""

    before: SideShare
    after: SideShare
    difference: Estimate
    ratio: Estimate | None


def share_change(union: Union, name: FrameName) -> ShareChange:
    """The change of a frame's share, of the samples that hold the frame that narrows it, or of all.

    Each side is asked by itself what the name means, because a function may have moved to another file. A frame that
    one side lacks has no share there. Raises NoSuchFrame where both lack it, AmbiguousFrame, NoShare.
    """
    tree = union.tree
    select(tree.parent, tree.frame, tree.frames, name)
    inside = np.ones(len(tree), np.bool_)
    if name.within is not None:
        inside = trie.any_above(tree.parent, select(tree.parent, tree.frame, tree.frames, name.within))
    before, after = (_side(tree, side, name, inside) for side in (union.before, union.after))
    plain = ShareChange(
        before,
        after,
        Estimate(after.value - before.value, None),
        Estimate(after.value / before.value, None) if before.value > 0 else None,
    )
    runs = len(before.part.weight), len(after.part.weight)
    unknown = union.unknown or (union.doubt if sum(runs) == 2 else "")
    if unknown:
        return _without_intervals(plain, unknown)
    sides = _side_runs(tree, union.before, inside, before), _side_runs(tree, union.after, inside, after)
    sampling = _sampling(union, inside, before, after)
    noise = assess(*sides, sampling, _tested(*sides))
    method = "sampling noise" if noise.dispersion is None else f"t from {runs[0]} runs against {runs[1]}"
    return _with_intervals(plain, sides, sampling, noise, method)


def _side(tree: CallTree, side: UnionSide, name: FrameName, inside: Bools) -> SideShare:
    has_weight = subtree_sums(tree, side.weight).sum(axis=1) > 0
    try:
        nodes = named_nodes(tree.parent, np.where(has_weight, tree.frame, np.int32(-1)), tree.frames, name)
    except NoSuchFrame:
        nodes = np.zeros(len(tree), np.bool_)
    found = SideShare(_held(side, trie.any_above(tree.parent, nodes)), _held(side, inside))
    if found.whole.total <= 0:
        raise NoShare(f"a side has no samples{f' that hold {name.within}' if name.within else ''} to take a share of")
    return found


def _held(side: UnionSide, rows: Bools) -> Held:
    return Held(side.weight[rows].sum(axis=0), side.square[rows].sum(axis=0))


def _side_runs(tree: CallTree, side: UnionSide, inside: Bools, share: SideShare) -> SideRuns:
    """The weights of all rows' subtrees, as far as they are inside, and of the frame as one more row."""
    subtrees = subtree_sums(tree, np.where(inside[:, None], side.weight, 0.0))
    return SideRuns(np.vstack((subtrees, share.part.weight)), share.whole.weight)


def _tested(before: SideRuns, after: SideRuns) -> Bools:
    """The rows that tell how runs vary: those of the picture, without the frame, which is among them already."""
    tested = family(before, after, DEFAULT_SMALLEST_SHARE, is_share=True)
    tested[-1] = False
    return tested


def _sampling(union: Union, inside: Bools, before: SideShare, after: SideShare) -> Sampling:
    """What an event weighs in each row and in the whole, the same on both sides."""
    parts, wholes = (before.part, after.part), (before.whole, after.whole)

    def both(columns: tuple[Floats, Floats], own: float) -> Floats:
        summed = sum(column.sum(axis=1) for column in columns)
        return np.append(subtree_sums(union.tree, np.where(inside, summed, 0.0)[:, None])[:, 0], own)

    square = both((union.before.square, union.after.square), sum(float(part.square.sum()) for part in parts))
    weight = both((union.before.weight, union.after.weight), sum(part.total for part in parts))
    event = np.divide(square, weight, out=np.zeros(len(weight), np.float64), where=weight > 0)
    whole_square = sum(float(whole.square.sum()) for whole in wholes)
    return Sampling(event, whole_square / sum(whole.total for whole in wholes), is_share=True)


def _with_intervals(
    plain: ShareChange, sides: tuple[SideRuns, SideRuns], sampling: Sampling, noise: Noise, method: str
) -> ShareChange:
    quantile = t_quantile((1 - CONFIDENCE) / 2, noise.degrees)
    difference, error = plain.difference.value, float(noise.standard_error[-1])
    reach = error * quantile
    ends = max(-1.0, difference - reach), min(1.0, difference + reach)
    found = replace(plain, difference=Estimate(difference, ends, method))
    if plain.ratio is None:
        return found
    ratio_ends = _ratio_ends(sides, sampling, error, quantile)
    if ratio_ends is None:
        reason = "nothing was found after, so there is no interval for a ratio; use delta"
        return replace(found, ratio=Estimate(plain.ratio.value, None, reason=reason))
    return replace(found, ratio=Estimate(plain.ratio.value, ratio_ends, method))


def _ratio_ends(sides: tuple[SideRuns, SideRuns], sampling: Sampling, error: float, quantile: float) -> Ends | None:
    """The ends of after over before; None where a side is nothing, of which there is no logarithm."""
    values = [side.value for side in sides]
    shares = [float(value[-1]) for value in values]
    if min(shares) <= 0:
        return None
    exposures = [float(side.exposure.sum()) for side in sides]
    apart = [float(sampling.variance(value)[-1]) / whole for value, whole in zip(values, exposures, strict=True)]
    pooled = float(sampling.variance(pooled_value(*sides))[-1]) * sum(1 / whole for whole in exposures)
    by_sampling = max(pooled, sum(apart))
    # The phi that noise.py found: its variance is phi times what sampling does.
    phi = error * error / by_sampling if by_sampling > 0 else 1.0
    variance = phi * sum(part / share**2 for part, share in zip(apart, shares, strict=True))
    reach = quantile * math.sqrt(variance)
    ratio = shares[1] / shares[0]
    return ratio * math.exp(-reach), ratio * math.exp(min(reach, 700.0))


def _without_intervals(plain: ShareChange, reason: str) -> ShareChange:
    ratio = None if plain.ratio is None else replace(plain.ratio, reason=reason)
    return replace(plain, difference=replace(plain.difference, reason=reason), ratio=ratio)
