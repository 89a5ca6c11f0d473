"""What runs hold of a frame: how much weight, run by run, and what sampling alone may do to it.

Runs of one kind come in, columns with a number a run go out. Each sample counts once, however deep a frame recurses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.events import events_of
from sitegen.analysis.select import FrameName, NoSuchFrame, select, select_one
from sitegen.model import FrameTable, Profile, exact_sums, trie

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Held:
    """The weight of some samples in R runs, float64 (R,), in the metric's unit.

    square: float64 (R,), the sum over those samples of weight**2 / events, which is the sampling variance of the
    weight; zero where the events are not known
    """

    weight: Floats
    square: Floats

    @property
    def total(self) -> float:
        """The weight of all runs together."""
        return exact_sums.total(self.weight)


@dataclass(frozen=True, slots=True)
class FrameWeights:
    """What R runs hold of a frame.

    part: samples that hold it (below the frame that narrows it, if any); own: samples that end in it
    within: samples that hold the frame that narrows it, all of them where none does; whole: all samples
    unknown: why sampling noise is not known, empty where it is
    """

    part: Held
    own: Held
    within: Held
    whole: Held
    unknown: str


def weigh(runs: Sequence[Profile], merged: Profile, name: FrameName, metric: int) -> FrameWeights:
    """What each run holds of a frame; merged is the sum of the runs, by which the name is judged.

    A run without the frame holds nothing of it. Raises NoSuchFrame where no run has it, AmbiguousFrame where a name,
    which is not a pattern, fits several functions.
    """
    named_nodes(merged.stack_parent, merged.stack_frame, merged.frames, name)
    columns = [_weigh_run(run, name, metric) for run in runs]
    held = [
        Held(*(np.array(column, np.float64) for column in zip(*part, strict=True)))
        for part in zip(*columns, strict=True)
    ]
    reasons = [events_of(run, metric).doubt for run in runs]
    return FrameWeights(held[0], held[1], held[2], held[3], next((reason for reason in reasons if reason), ""))


def named_nodes(parent: Ints, frame: Ints, frames: FrameTable, name: FrameName) -> Bools:
    """The nodes that a name means, bool (K,): of one function, or of all that a pattern finds.

    Raises NoSuchFrame, AmbiguousFrame, PatternError.
    """
    find = select if name.kind == "pattern" else select_one
    return find(parent, frame, frames, name)


def _weigh_run(run: Profile, name: FrameName, metric: int) -> list[tuple[float, float]]:
    """Weight and square of part, own, within and whole."""
    nodes = _nodes(run, name)
    every = np.ones(len(run.sample_stack), np.bool_)
    part = _samples(run, trie.any_above(run.stack_parent, nodes))
    within = every
    if name.within is not None:
        within = _samples(run, trie.any_above(run.stack_parent, _nodes(run, name.within)))
    weight = run.weight[:, metric]
    events = events_of(run, metric).count
    square = np.zeros(len(weight), np.float64)
    if events is not None:
        np.divide(weight * weight, events, out=square, where=events > 0)
    return [
        (exact_sums.total(weight[chosen]), float(square[chosen].sum()))
        for chosen in (part, _samples(run, nodes), within, every)
    ]


def _nodes(run: Profile, name: FrameName) -> Bools:
    try:
        return select(run.stack_parent, run.stack_frame, run.frames, name)
    except NoSuchFrame:
        return np.zeros(len(run.stack_parent), np.bool_)


def _samples(run: Profile, nodes: Bools) -> Bools:
    """The samples whose stack ends in a marked node."""
    if not len(nodes):
        return np.zeros(len(run.sample_stack), np.bool_)
    return np.asarray((run.sample_stack >= 0) & nodes[np.maximum(run.sample_stack, 0)])
