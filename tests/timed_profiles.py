"""Profiles whose samples have times, from stacks of one-letter frames, and the rows of their timelines."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from sitegen.analysis.timeline import timeline
from sitegen.model import Metric, Profile, ProfileBuilder, Timeline
from tests.text_profiles import rows_of

Sample = tuple[str, int, int]
"""A stack of one-letter frames, a weight, and a thread."""


def timed(samples: list[Sample], threaded: bool = False, times: list[float] | None = None) -> Profile:
    """The profile of these samples, one after another in their thread unless `times` are given, in nanoseconds."""
    builder = ProfileBuilder("test", "speedscope", (Metric("samples"), Metric("wall", "nanoseconds")))
    passed: Counter[int] = Counter()
    begins = []
    for stack, weight, thread in samples:
        row = builder.add([builder.frame(name) for name in stack], [1, weight])
        lane = thread if threaded else 0
        begins.append(passed[lane])
        passed[lane] += weight
        if threaded:
            builder.label(row, "thread", f"worker {thread}")
    return replace(
        builder.build(),
        time_s=np.array(begins if times is None else times, np.float64) / 1e9,
        thread=np.array([thread for *_, thread in samples], np.int32) if threaded else None,
    )


def made(profile: Profile, part_of: Profile | None = None) -> Timeline:
    found = timeline(profile, part_of)
    assert found is not None
    return found


Row = tuple[int, object, float, float, float]
"""Depth, last frame, total, begin and end."""


def spans_of(profile: Profile, metric: int = 1) -> list[Row]:
    """The same of our timeline."""
    line = made(profile)
    spans = zip(line.begin_ns.tolist(), line.end_ns.tolist(), strict=True)
    return [(*row, *span) for row, span in zip(rows_of(line.tree, metric), spans, strict=True)]
