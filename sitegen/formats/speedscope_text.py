"""A Profile as speedscope's JSON: what `convert` writes, for speedscope and every other reader of its files.

Each metric of each thread is a sampled profile with all the samples; the default metric is the one shown at first.
Names, files, lines, threads and times are kept, but no labels and no kinds. What the schema has no place for, the
name and the unit of a metric, lies in a key of ours that others pass over, so that reading the file again gives the
same numbers under the same names. Text comes in pieces: a million samples are hundreds of megabytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen import __version__
from sitegen.errors import FlamesiteError
from sitegen.formats.speedscope_document import NANOSECONDS_IN, SCHEMA
from sitegen.model import Profile, exact_sums
from sitegen.model.threads import thread_names
from sitegen.model.units import BYTES, COUNT, exact_number

Longs = NDArray[np.int64]

_UNITS = {BYTES, *NANOSECONDS_IN}


def write_speedscope(profile: Profile, metric: int | None = None) -> Iterator[str]:
    """The pieces of a `.speedscope.json` file, of all metrics or of one. Raises FlamesiteError for a difference."""
    if profile.is_difference:
        raise FlamesiteError("speedscope holds no negative weights, and this is a difference; use pprof (.pb.gz)")
    return _pieces(profile, list(range(len(profile.metrics))) if metric is None else [metric])


def _pieces(profile: Profile, metrics: list[int]) -> Iterator[str]:
    file = {
        "$schema": SCHEMA,
        "exporter": f"flamesite {__version__}",
        "name": profile.title,
        "activeProfileIndex": metrics.index(profile.default_metric) if profile.default_metric in metrics else 0,
        "shared": {"frames": [_frame(profile, row) for row in range(len(profile.frames))]},
    }
    yield f'{_json(file)[:-1]}, "profiles": ['
    between = "\n"
    for thread, samples in _threads(profile):
        for metric in metrics:
            yield between + _head(profile, metric, thread, samples, len(metrics) > 1)
            yield from _array("samples", _stacks(profile, samples))
            yield from _array("weights", map(exact_number, profile.weight[samples, metric].tolist()))
            yield "}"
            between = ",\n"
    yield "\n]}\n"


def _json(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _frame(profile: Profile, row: int) -> dict[str, Any]:
    frames = profile.frames
    frame: dict[str, Any] = {"name": frames.name[row]}
    # A library has no other place; py-spy writes it there too.
    if file := frames.file[row] or frames.module[row]:
        frame["file"] = file
    if frames.line[row]:
        frame["line"] = int(frames.line[row])
    return frame


def _threads(profile: Profile) -> list[tuple[str, Longs]]:
    """The name of each thread and its samples, int64; one without a name where the profile has no threads."""
    if profile.thread is None:
        return [("", np.arange(len(profile.sample_stack), dtype=np.int64))]
    order = np.argsort(profile.thread, kind="stable")
    names = thread_names(profile)
    ends = np.cumsum(np.bincount(profile.thread, minlength=len(names)))
    return list(zip(names, np.split(order, ends[:-1]), strict=True))


def _head(profile: Profile, metric: int, thread: str, samples: Longs, tells_metric: bool) -> str:
    """The start of one of the file's profiles, up to its arrays."""
    kind = profile.metrics[metric]
    weight = profile.weight[samples, metric]
    start = _start(profile, metric, samples)
    own = {"metric": kind.name, "unit": kind.unit, "thread": thread, "timed": start is not None}
    unit = kind.unit if kind.unit in _UNITS else "none"
    shown = kind.name if unit == kind.unit or kind.unit == COUNT else f"{kind.name} ({kind.unit})"
    head = {
        "type": "sampled",
        "name": " – ".join(text for text in (thread, shown if tells_metric or not thread else "") if text),
        "unit": unit,
        "flamesite": own,
    }
    end = (start or 0.0) + exact_sums.total(weight)
    return f'{_json(head)[:-1]}, "startValue": {exact_number(start or 0.0)}, "endValue": {exact_number(end)}'


def _start(profile: Profile, metric: int, samples: Longs) -> float | None:
    """When a thread's first sample begins, in the metric's unit, where each begins when the one before it ends."""
    scale = NANOSECONDS_IN.get(profile.metrics[metric].unit)
    if profile.time_s is None or scale is None or not len(samples):
        return None
    weight = profile.weight[samples, metric]
    began = profile.time_s[samples] * (1e9 / scale)
    start = float(np.rint(began[0])) if (weight == np.rint(weight)).all() else float(began[0])
    told = start + np.cumsum(weight) - weight
    return start if bool((np.abs(told - began) * scale <= 1.0).all()) else None


def _stacks(profile: Profile, samples: Longs) -> Iterator[str]:
    parent, frame = profile.stack_parent.tolist(), profile.stack_frame.tolist()
    for node in profile.sample_stack[samples].tolist():
        path = []
        while node >= 0:
            path.append(frame[node])
            node = parent[node]
        yield f"[{','.join(map(str, reversed(path)))}]"


def _array(key: str, values: Iterator[str]) -> Iterator[str]:
    yield f',\n"{key}": ['
    between = ""
    for value in values:
        yield between + value
        between = ","
    yield "]"
