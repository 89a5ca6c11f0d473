"""What the rows of a tree weigh by the labels of their samples, such as `thread` or a tag of pprof.

A set of labels is what a sample has: of every key one value, or none. Weights by sets answer every question about
labels exactly, also one that combines keys.

a;b 3 with tag=x, a;b 1, a 2 with tag=y   ->   {tag: x}: row b 3;  {tag: y}: row a 2
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.label_values import LabelKey, LabelledSamples, distinct, fewer_values, labelled_samples
from sitegen.analysis.rows_of_samples import rows_of_samples
from sitegen.model import CallTree, Profile, exact_sums

MOST_ENTRIES = 400_000
"""How many weights the labels of a tree may take: half a megabyte gzipped, a third of a tree that fills its budget."""
_VALUES_TRIED = (50, 20, 8)
"""How many values of a key are told apart: as many as a reader may look through, or fewer where they take less room."""


@dataclass(frozen=True, slots=True)
class LabelWeights:
    """Own weights of a tree's rows by T sets of labels; samples without any label are left out.

    keys: those that are carried, sorted; left_out: those that have too many values to choose from, or to carry
    sets: int32 (T, K): the value of each key, -1 without one; sorted
    rows: int64 (r,) a set, rising; self_weight, self_before: float64 (r, M) a set along them, the latter None
    unless the tree is a difference
    """

    keys: tuple[LabelKey, ...]
    left_out: tuple[str, ...]
    sets: NDArray[np.int32]
    rows: tuple[NDArray[np.int64], ...]
    self_weight: tuple[NDArray[np.float64], ...]
    self_before: tuple[NDArray[np.float64], ...] | None


def label_weights(profile: Profile, tree: CallTree, most_entries: int = MOST_ENTRIES) -> LabelWeights | None:
    """The labels of a profile on the rows of its tree, top-down, pruned or not; None where it has no labels."""
    if not profile.labels:
        return None
    row_of_sample = rows_of_samples(profile, tree).astype(np.int64)
    chosen, left_out = _chosen(profile, row_of_sample, most_entries)
    if not chosen and not left_out:
        return None
    sets, set_of_sample = _sets(chosen, len(row_of_sample))
    labelled = np.flatnonzero(set_of_sample >= 0)
    entry, owner = np.unique(set_of_sample[labelled] * len(tree) + row_of_sample[labelled], return_inverse=True)
    cuts = np.searchsorted(entry, np.arange(1, len(sets)) * len(tree))

    def by_set(weight: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
        summed = [exact_sums.summed(owner, column, len(entry)) for column in weight[labelled].T]
        return tuple(np.split(np.stack(summed, axis=1), cuts)) if len(sets) else ()

    before, after = profile.sides() if tree.is_difference else (None, profile.weight)
    return LabelWeights(
        tuple(samples.key for samples in chosen),
        tuple(left_out),
        sets,
        tuple(np.split(entry % len(tree), cuts)) if len(sets) else (),
        by_set(after),
        None if before is None else by_set(before),
    )


def _chosen(
    profile: Profile, row_of_sample: NDArray[np.int64], most_entries: int
) -> tuple[list[LabelledSamples], list[str]]:
    """The keys that there is room for, those of few values first, and the keys that are left out; both sorted."""
    tried: dict[str, list[LabelledSamples]] = {}
    for key in sorted({column.key for column in profile.labels}):
        found = labelled_samples(profile, key)
        if found.key.values:
            fewer = [fewer_values(profile, found, most) for most in _VALUES_TRIED]
            tried[key] = [samples for samples in fewer if samples is not None]
    chosen: dict[str, LabelledSamples] = {}
    for key in sorted(tried, key=lambda key: len(tried[key][0].key.values) if tried[key] else 0):
        for samples in tried[key]:
            if _entries([*chosen.values(), samples], row_of_sample) <= most_entries:
                chosen[key] = samples
                break
    left_out = [key for key in tried if key not in chosen]
    return [chosen[key] for key in tried if key in chosen], left_out


def _entries(keys: list[LabelledSamples], row_of_sample: NDArray[np.int64]) -> int:
    """How many weights these labels take."""
    _, set_of_sample = _sets(keys, len(row_of_sample))
    labelled = set_of_sample >= 0
    stride = int(row_of_sample.max(initial=0)) + 1
    return len(distinct(set_of_sample[labelled] * stride + row_of_sample[labelled]))


def _sets(keys: list[LabelledSamples], samples: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The sets of labels, int32 (T, K), sorted, and the number of each sample's, int64 (S,), -1 without any."""
    number = np.zeros(samples, np.int64)
    for key in keys:
        _, number = np.unique(number * (len(key.key.values) + 1) + key.value_of_sample + 1, return_inverse=True)
    _, first, number = np.unique(number, return_index=True, return_inverse=True)
    values = np.stack([key.value_of_sample[first] for key in keys], axis=1) if keys else np.zeros((1, 0), np.int32)
    is_bare = (values < 0).all(axis=1)
    moved = np.where(is_bare, -1, np.cumsum(~is_bare) - 1)
    return values[~is_bare], moved[number]
