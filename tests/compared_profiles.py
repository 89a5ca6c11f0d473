"""Sides of a difference for tests: runs drawn as text, and the whoami server's recorded runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from sitegen.model import Metric, Profile, ProfileBuilder, Provenance
from tests.text_profiles import profile_of

CPU = Metric("cpu", "nanoseconds")
SAMPLES = Metric("samples")
WHOAMI = Path(__file__).parent / "data/whoami_runs/cpu_10s.txt"
PERIOD_NS = 10_000_000


def cpu_run(text: str, period: float = PERIOD_NS, seconds: float | None = None) -> Profile:
    """A CPU profile of lines of stacks and samples, each sample worth a period."""
    counted = profile_of(text)
    return replace(
        counted,
        metrics=(SAMPLES, CPU),
        default_metric=1,
        weight=np.concatenate((counted.weight, counted.weight * period), axis=1),
        provenance=Provenance(duration_s=seconds, period=period, period_metric=CPU),
    )


def runs_of(*counts: dict[str, float]) -> list[Profile]:
    """Runs of samples, each given as stack -> count."""
    return [profile_of("\n".join(f"{stack} {count}" for stack, count in run.items())) for run in counts]


def whoami_runs() -> tuple[list[Profile], list[Profile]]:
    """Three runs of the whoami server that logs each request, and three of the one that does not."""
    lines = WHOAMI.read_text("utf-8").splitlines()
    seconds = next(line for line in lines if line.startswith("# seconds")).split()[2:]
    rows = [line for line in lines if not line.startswith("#")]
    builders = [ProfileBuilder(f"run {run}", "test", (SAMPLES, CPU)) for run in range(6)]
    path: list[str] = []
    for line in rows:
        depth, *counts_and_name = line.split(" ", 7)
        path = [*path[: int(depth)], counts_and_name[-1]]
        for builder, count in zip(builders, counts_and_name[:6], strict=True):
            if count != "0":
                builder.add([builder.frame(name) for name in path[1:]], [float(count), float(count) * PERIOD_NS])
    runs = [
        builder.build(Provenance(duration_s=float(duration), period=PERIOD_NS, period_metric=CPU))
        for builder, duration in zip(builders, seconds, strict=True)
    ]
    return runs[:3], runs[3:]
