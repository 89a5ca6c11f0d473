"""The values of one label: which ones a profile's samples have, and which are worth being told apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.model import LabelColumn, Profile

LARGEST_REST = 0.5
"""Where the values that are not told apart weigh more than this part of the label, it is no choice for a reader."""


@dataclass(frozen=True, slots=True)
class LabelKey:
    """A label's key and its values, sorted; behind them may stand one for all that are too light to be told apart."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelledSamples:
    """The value of each sample, int32 (S,), -1 without one."""

    key: LabelKey
    value_of_sample: NDArray[np.int32]


def labelled_samples(profile: Profile, key: str) -> LabelledSamples:
    """The samples by one label.

    A sample with several values counts under all of them together, as `one, other`, so that every sample has at most
    one value and the values' weights never overlap. An empty text is no value.
    """
    texts: dict[str, int] = {}
    samples, numbers = [], []
    for column in profile.labels:
        if column.key == key:
            number_of = {value: texts.setdefault(_text(column, value), len(texts)) for value in set(column.value)}
            samples.append(column.sample.astype(np.int64))
            numbers.append(np.array([number_of[value] for value in column.value], np.int64))
    known = list(texts)
    # One number a pair is several times faster than pairs; a sample's values lie side by side then, each once.
    pairs = distinct(np.concatenate(samples) * max(1, len(known)) + np.concatenate(numbers))
    sample, number = np.divmod(pairs, max(1, len(known)))
    held = number != texts.get("", -1)
    sample, number = sample[held], number[held]
    value = np.full(len(profile.sample_stack), -1, np.int64)
    value[sample] = number
    owner, start, count = np.unique(sample, return_index=True, return_counts=True)
    several = count > 1
    for whose, first, size in zip(owner[several], start[several], count[several], strict=True):
        joined = ", ".join(sorted(known[place] for place in number[first : first + size]))
        value[whose] = texts.setdefault(joined, len(texts))
    return _sorted_values(key, list(texts), value)


def fewer_values(profile: Profile, samples: LabelledSamples, most: int) -> LabelledSamples | None:
    """The same with at most `most` values, one of them for all the light ones; None where those weigh too much."""
    values = samples.key.values
    if len(values) <= most:
        return samples
    share = _shares(profile, samples.value_of_sample, len(values))
    kept = np.sort(np.lexsort((np.arange(len(values)), -share))[: most - 1])
    if share[kept].sum() < (1 - LARGEST_REST) * share.sum():
        return None
    moved = np.full(len(values) + 1, most - 1, np.int32)
    moved[kept] = np.arange(most - 1)
    moved[-1] = -1
    told = (*(values[value] for value in kept), f"{len(values) - len(kept):,} other values")
    return LabelledSamples(LabelKey(samples.key.key, told), moved[samples.value_of_sample])


def distinct(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The distinct ones of numbers that are not negative, rising.

    By sorting: numpy.unique hashes whole numbers, which takes ten times as long where most are different.
    """
    rising = np.sort(numbers)
    return rising[np.diff(rising, prepend=np.int64(-1)) > 0]


def _sorted_values(key: str, texts: list[str], value: NDArray[np.int64]) -> LabelledSamples:
    """Of the texts those that some sample has, in their order."""
    order = sorted(distinct(value[value >= 0]).tolist(), key=texts.__getitem__)
    place = np.full(len(texts) + 1, -1, np.int32)
    place[order] = np.arange(len(order))
    return LabelledSamples(LabelKey(key, tuple(texts[number] for number in order)), place[value])


def _text(column: LabelColumn, value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.15g} {column.unit}".strip()


def _shares(profile: Profile, number: NDArray[np.int32], values: int) -> NDArray[np.float64]:
    """The largest share in any metric that the samples of each value have of the whole, float64 (V,)."""
    share = np.zeros(values, np.float64)
    before, after = profile.sides() if profile.is_difference else (np.zeros_like(profile.weight), profile.weight)
    labelled = number >= 0
    for weight in (before + after).T:
        if weight.sum() > 0:
            held = np.bincount(number[labelled], weights=weight[labelled], minlength=values)
            np.maximum(share, held / weight.sum(), out=share)
    return share
