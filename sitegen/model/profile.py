"""A profile: what a reader found in a file, as columns over a trie of stacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from sitegen.model import exact_sums
from sitegen.model.frames import FrameTable
from sitegen.model.units import Metric, count_metric, metric_index

LARGEST_EXACT = 2.0**53
"""Above this a float64 does not hold every integer: 104 days in nanoseconds, 8 PiB in bytes."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something a reader left out, and why; line counts from 1, None in binary files.

    A remark says something of what was read that an author cannot mend, such as names that the file lacks: pages
    and `inspect` show it, `--strict` does not fail on it.
    """

    line: int | None
    reason: str
    is_remark: bool = False


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """One label key: L entries; sample int32 (L,) says whose, value holds texts or numbers in `unit`."""

    key: str
    unit: str
    sample: NDArray[np.int32]
    value: tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a profile comes from: what the file says of its own making."""

    duration_s: float | None = None
    period: float | None = None
    period_metric: Metric | None = None
    recorded_ns: int | None = None
    comments: tuple[str, ...] = ()
    doc_url: str = ""
    sha256: str = ""
    source_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """S samples on K stacks of F frames with M metrics; arrays are read-only.

    stack_parent, stack_frame: int32 (K,), a trie without equal siblings, parent < child, -1 at the top
    sample_stack: int32 (S,), -1 for a sample without frames
    weight: float64 (S, M), in each metric's unit, exact for integers below 2**53; negative in a saved difference
    weight_before: float64 (S, M) in a file that holds both sides of a difference, then weight is after minus before
    time_s: float64 (S,), thread: int32 (S,), where the format has them
    """

    title: str
    format: str
    metrics: tuple[Metric, ...]
    default_metric: int
    frames: FrameTable
    stack_parent: NDArray[np.int32]
    stack_frame: NDArray[np.int32]
    sample_stack: NDArray[np.int32]
    weight: NDArray[np.float64]
    weight_before: NDArray[np.float64] | None = None
    time_s: NDArray[np.float64] | None = None
    thread: NDArray[np.int32] | None = None
    labels: tuple[LabelColumn, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    def __post_init__(self) -> None:
        for column in (self.stack_parent, self.stack_frame, self.sample_stack, self.weight, self.weight_before):
            if column is not None:
                column.flags.writeable = False
        assert self.weight.shape == (len(self.sample_stack), len(self.metrics))
        assert 0 <= self.default_metric < len(self.metrics)

    @property
    def is_net(self) -> bool:
        """Whether only changes are known, not the two sides that they are between."""
        return self.weight_before is None and self.is_difference

    @property
    def is_difference(self) -> bool:
        """Whether weights are changes: two counts a stack, or negative values of a saved difference."""
        return self.weight_before is not None or bool((self.weight < 0).any())

    def totals(self) -> NDArray[np.float64]:
        """The whole weight in each metric, float64 (M,)."""
        return np.array([exact_sums.total(column) for column in self.weight.T], dtype=np.float64)

    def whole(self) -> tuple[NDArray[np.float64] | None, NDArray[np.float64]]:
        """What shares are of, float64 (M,) each: the total before, None where there is one side, and after."""
        if not self.is_difference:
            return None, self.totals()
        before, after = self.sides()
        return before.sum(axis=0), after.sum(axis=0)

    def sides(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The weights before and after, both float64 (S, M) and not negative; of a plain profile before is zero.

        A file of net changes tells only what was lost and gained: a record's negative weight counts as before.
        """
        if self.weight_before is not None:
            return self.weight_before, self.weight + self.weight_before
        return np.maximum(-self.weight, 0.0), np.maximum(self.weight, 0.0)

    def metric_index(self, name: str) -> int | None:
        """The metric's column by its name; pprof's `inuse_` may be left out, as pprof allows."""
        return metric_index(self.metrics, name)

    def count_metric(self, metric: int) -> int | None:
        """The metric that counts the events which a metric weighs; itself where it is a count, None without one."""
        return count_metric(self.metrics, metric)

    def skipped_in_short(self) -> Skipped | None:
        """What the reader left out, in one line; None where it left out nothing."""
        return in_short(self.skipped)

    def with_source(self, sha256: str, source_bytes: int) -> Profile:
        """The same profile with the fingerprint of the file it was read from."""
        return replace(self, provenance=replace(self.provenance, sha256=sha256, source_bytes=source_bytes))


def in_short(skipped: Sequence[Skipped]) -> Skipped | None:
    """The first thing that a reader left out, and how many more there are; remarks do not count."""
    left_out = [one for one in skipped if not one.is_remark]
    if len(left_out) < 2:
        return left_out[0] if left_out else None
    return Skipped(left_out[0].line, f"{left_out[0].reason}, and {len(left_out) - 1:,} more")
