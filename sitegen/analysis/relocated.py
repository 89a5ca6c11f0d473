"""One function in two builds: where only its file's or module's name differs between the sides, it is the same.

Two versions of a program are often built in two folders, or under two names (`./server-old`, `./server`). Each of its
functions would be gone on one side and new on the other. So a name that stands for one file on either side takes the
file of the side after, and modules alike; a name that stands for several stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sitegen.model import FrameTable, Profile
from sitegen.model.frames import frame_table


def relocated(before: Sequence[Profile], after: Sequence[Profile]) -> list[Profile]:
    """The runs before, with files and modules as the side after names them."""
    tables = [[profile.frames.take(_used(profile)) for profile in side] for side in (before, after)]
    files = _moves(*([(table.name, table.file) for table in side] for side in tables))
    modules = _moves(*([(table.name, table.module) for table in side] for side in tables))
    return [replace(profile, frames=_moved(profile.frames, files, modules)) for profile in before]


def _used(profile: Profile) -> NDArray[np.int64]:
    """The frames that hold weight: the two sides of one file share a table with the frames of both."""
    node = profile.sample_stack[(profile.weight != 0).any(axis=1)]
    used = np.zeros(len(profile.frames), np.bool_)
    while (node := np.unique(node[node >= 0])).size:
        used[profile.stack_frame[node]] = True
        node = profile.stack_parent[node]
    return np.flatnonzero(used)


def _moved(frames: FrameTable, files: dict[str, str], modules: dict[str, str]) -> FrameTable:
    if not files and not modules:
        return frames
    return frame_table(
        frames.name,
        [files.get(name, file) for name, file in zip(frames.name, frames.file, strict=True)],
        [modules.get(name, module) for name, module in zip(frames.name, frames.module, strict=True)],
        frames.line,
        frames.kind,
    )


def _moves(*sides: Sequence[tuple[Sequence[str], Sequence[str]]]) -> dict[str, str]:
    """For each name with one place on either side that lies elsewhere after, where; of (names, places) columns."""
    before, after = (_only_places(side) for side in sides)
    return {name: after[name] for name, place in before.items() if name in after and after[name] != place}


def _only_places(columns: Sequence[tuple[Sequence[str], Sequence[str]]]) -> dict[str, str]:
    places: dict[str, set[str]] = {}
    for names, column in columns:
        for name, place in zip(names, column, strict=True):
            places.setdefault(name, set()).add(place)
    return {name: next(iter(found)) for name, found in places.items() if len(found) == 1}
