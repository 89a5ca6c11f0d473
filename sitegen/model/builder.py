"""The one way a reader makes a Profile: it interns frames, collects stacks and weights, and counts what it skips."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from sitegen.model import trie
from sitegen.model.frames import Kind, frame_table
from sitegen.model.profile import LabelColumn, Profile, Provenance, Skipped
from sitegen.model.units import Metric


class ProfileBuilder:
    """Collects rows; `build` turns them into columns.

    A text reader calls `frame` and `add` a line; a reader that already has columns builds its Profile itself.
    """

    def __init__(self, title: str, format_name: str, metrics: Sequence[Metric], default_metric: int = -1) -> None:
        self._title = title
        self._format = format_name
        self._metrics = tuple(metrics)
        self._default_metric = default_metric % len(metrics)
        self._frames: dict[tuple[str, str, str, int, int], int] = {}
        self._flat = array("i")
        self._lengths = array("i")
        self._weights = array("d")
        self._before = array("d")
        self._labels: dict[tuple[str, str], tuple[array[int], list[str | float]]] = {}
        self._skipped: list[Skipped] = []

    def frame(self, name: str, file: str = "", module: str = "", line: int = 0, kind: Kind = Kind.NATIVE) -> int:
        """The number of a frame, the same for equal arguments."""
        return self._frames.setdefault((name, file, module, line, int(kind)), len(self._frames))

    def add(self, frames: Iterable[int], weights: Sequence[float], before: Sequence[float] | None = None) -> int:
        """Adds a sample: frames root first, a weight for each metric, and in a two-sided file the weights before.

        Returns the sample's row. Either every sample has weights before or none.
        """
        start = len(self._flat)
        self._flat.extend(frames)
        self._lengths.append(len(self._flat) - start)
        self._weights.extend(weights)
        if before is not None:
            self._before.extend(before)
        return len(self._lengths) - 1

    def label(self, sample: int, key: str, value: str | float, unit: str = "") -> None:
        """Gives a sample a label: a text, or a number in a unit."""
        samples, values = self._labels.setdefault((key, unit), (array("i"), []))
        samples.append(sample)
        values.append(value)

    def skip(self, line: int | None, reason: str) -> None:
        """Notes something left out; the page, `inspect` and the build say how much and why."""
        self._skipped.append(Skipped(line, reason))

    def build(self, provenance: Provenance | None = None) -> Profile:
        """The profile of everything added so far."""
        shape = (len(self._lengths), len(self._metrics))
        lengths = np.array(self._lengths, dtype=np.int32)
        starts = np.cumsum(lengths, dtype=np.int64) - lengths
        parent, symbol, leaf = trie.grow(np.array(self._flat, dtype=np.int32), starts, lengths)
        name, file, module, line, kind = zip(*self._frames, strict=True) if self._frames else ((),) * 5
        after = np.array(self._weights, dtype=np.float64).reshape(shape)
        before = np.array(self._before, dtype=np.float64).reshape(shape) if len(self._before) else None
        return Profile(
            title=self._title,
            format=self._format,
            metrics=self._metrics,
            default_metric=self._default_metric,
            frames=frame_table(list(name), list(file), list(module), line, kind),
            stack_parent=parent,
            stack_frame=symbol,
            sample_stack=leaf,
            weight=after if before is None else after - before,
            weight_before=before,
            labels=label_columns(self._labels),
            skipped=tuple(self._skipped),
            provenance=provenance or Provenance(),
        )


def label_columns(
    labels: dict[tuple[str, str], tuple[array[int], list[str | float]]],
) -> tuple[LabelColumn, ...]:
    """Label columns by (key, unit), in that order."""
    return tuple(
        LabelColumn(key, unit, _read_only(np.array(samples, dtype=np.int32)), tuple(values))
        for (key, unit), (samples, values) in sorted(labels.items())
    )


def _read_only(column: NDArray[np.int32]) -> NDArray[np.int32]:
    column.flags.writeable = False
    return column
