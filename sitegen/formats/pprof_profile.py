"""Puts a pprof file's parts together as a Profile; shared by the protobuf and the text of `-raw`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.formats.notes import inexact
from sitegen.formats.pprof_frames import Chains
from sitegen.formats.pprof_stacks import StackCollector
from sitegen.model import Kind, LabelColumn, Metric, Profile, Provenance, Skipped, trie
from sitegen.model.units import format_share, normal_unit


@dataclass(frozen=True, slots=True)
class SampleTypes:
    """The metrics of a file, and which of them is shown unless another is asked for."""

    metrics: tuple[Metric, ...]
    default: int


def sample_types(types: Sequence[tuple[str, str]], default: str) -> SampleTypes:
    """The metrics of (type, unit) pairs; the default goes by its type's name, else it is the last."""
    names = [name for name, _ in types]
    metrics = tuple(Metric(name or "value", normal_unit(unit)) for name, unit in types)
    return SampleTypes(metrics, names.index(default) if default and default in names else len(types) - 1)


def assemble(
    source: str,
    format_name: str,
    types: SampleTypes,
    chains: Chains,
    stacks: StackCollector,
    weight: NDArray[np.float64],
    labels: tuple[LabelColumn, ...],
    base: NDArray[np.int32],
    provenance: Provenance,
    skipped: Sequence[Skipped] = (),
) -> Profile:
    """The Profile of everything read. `base` has the samples that a saved difference marks as its side before."""
    parent, frame, leaf = stacks.grow()
    before = None
    if len(base):
        # The base's values are negated: what they lack is what was there before, and nothing of it is there after.
        before = np.zeros_like(weight)
        before[base] = np.maximum(-weight[base], 0.0)
    notes = [
        *skipped,
        *_unsymbolised(chains, parent, frame, leaf, weight[:, types.default]),
        *inexact(weight),
    ]
    return Profile(
        title=source,
        format=format_name,
        metrics=types.metrics,
        default_metric=types.default,
        frames=chains.frames,
        stack_parent=parent,
        stack_frame=frame,
        sample_stack=leaf,
        weight=weight,
        weight_before=before,
        labels=labels,
        skipped=tuple(notes),
        provenance=provenance,
    )


def _unsymbolised(
    chains: Chains,
    parent: NDArray[np.int32],
    frame: NDArray[np.int32],
    leaf: NDArray[np.int32],
    weight: NDArray[np.float64],
) -> list[Skipped]:
    nameless = chains.frames.kind == Kind.UNSYMBOLISED
    if not nameless[frame].any():
        return []
    holds = np.append(trie.any_above(parent, nameless[frame]), False)[leaf]
    size = np.abs(weight)
    share = float(size[holds].sum() / size.sum()) if size.any() else 0.0
    reason = f"stacks with frames that the file has no names for are {format_share(share)} of the profile"
    return [Skipped(None, f"{reason}; they are shown by file or address", True)]
