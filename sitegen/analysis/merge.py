"""Several runs as one profile: replicates are drawn as their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sitegen.errors import FlamesiteError
from sitegen.model import FrameTable, LabelColumn, Profile, Provenance, trie
from sitegen.model.frames import frame_table


class RunsDiffer(FlamesiteError):
    """Runs that are not replicates of one another, with the field in which they differ."""


def merge_profiles(profiles: Sequence[Profile]) -> Profile:
    """The sum of at least one profile: equal stacks become one, samples stay apart, durations add up.

    Raises RunsDiffer where metrics, units or period differ.
    """
    first = profiles[0]
    if len(profiles) == 1:
        return first
    _check(profiles)
    frame_offset = np.cumsum([0] + [len(run.frames) for run in profiles])
    stack_offset = np.cumsum([0] + [len(run.stack_parent) for run in profiles])
    sample_offset = np.cumsum([0] + [len(run.sample_stack) for run in profiles])
    distinct, frames = _joined_frames([run.frames for run in profiles])
    parent = np.concatenate(
        [
            np.where(run.stack_parent < 0, -1, run.stack_parent + offset)
            for run, offset in zip(profiles, stack_offset, strict=False)
        ]
    ).astype(np.int32)
    symbol = np.concatenate(
        [distinct[run.stack_frame + offset] for run, offset in zip(profiles, frame_offset, strict=False)]
    )
    merged_parent, merged_symbol, moved = trie.merge(parent, symbol)
    stacks = [
        trie.follow(moved[offset:], run.sample_stack) for run, offset in zip(profiles, stack_offset, strict=False)
    ]
    before = [run.weight_before for run in profiles if run.weight_before is not None]
    labels = [
        replace(column, sample=(column.sample + offset).astype(np.int32))
        for run, offset in zip(profiles, sample_offset, strict=False)
        for column in run.labels
    ]
    return replace(
        first,
        frames=frames,
        stack_parent=merged_parent,
        stack_frame=merged_symbol,
        sample_stack=np.concatenate(stacks),
        weight=np.concatenate([run.weight for run in profiles]),
        weight_before=np.concatenate(before) if before else None,
        time_s=None,
        thread=None,
        labels=_joined_labels(labels),
        skipped=tuple(skipped for run in profiles for skipped in run.skipped),
        provenance=_joined_provenance(profiles),
    )


def _check(profiles: Sequence[Profile]) -> None:
    first = profiles[0]
    for run in profiles[1:]:
        for field, mine, its in (
            ("metrics", first.metrics, run.metrics),
            ("period", _period(first), _period(run)),
            ("counts a line", _sides(first), _sides(run)),
        ):
            if mine != its:
                raise RunsDiffer(
                    f"{first.title} and {run.title} are not replicates: their {field} differ: {_said(mine)} and "
                    f"{_said(its)}; list only runs recorded the same way"
                )


def _sides(profile: Profile) -> str:
    return "one" if profile.weight_before is None else "two, before and after"


def _period(profile: Profile) -> tuple[float | None, str]:
    metric = profile.provenance.period_metric
    return profile.provenance.period, metric.unit if metric else ""


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(getattr(item, "name", item)) for item in value)
    return str(value)


def _joined_frames(tables: Sequence[FrameTable]) -> tuple[np.ndarray[tuple[int], np.dtype[np.int32]], FrameTable]:
    seen: dict[tuple[str, str, str, int, int], int] = {}
    rows = [
        seen.setdefault(key, len(seen))
        for table in tables
        for key in zip(table.name, table.file, table.module, table.line.tolist(), table.kind.tolist(), strict=True)
    ]
    name, file, module, line, kind = zip(*seen, strict=True) if seen else ((),) * 5
    return np.array(rows, dtype=np.int32), frame_table(list(name), list(file), list(module), line, kind)


def _joined_labels(columns: Sequence[LabelColumn]) -> tuple[LabelColumn, ...]:
    joined: dict[tuple[str, str], LabelColumn] = {}
    for column in columns:
        known = joined.get((column.key, column.unit))
        if known is not None:
            samples = np.concatenate((known.sample, column.sample))
            column = replace(column, sample=samples, value=known.value + column.value)
        joined[column.key, column.unit] = column
    return tuple(joined[key] for key in sorted(joined))


def _joined_provenance(profiles: Sequence[Profile]) -> Provenance:
    durations = [run.provenance.duration_s for run in profiles]
    recorded = [run.provenance.recorded_ns for run in profiles if run.provenance.recorded_ns is not None]
    return replace(
        profiles[0].provenance,
        duration_s=None if any(span is None for span in durations) else sum(span or 0.0 for span in durations),
        recorded_ns=min(recorded, default=None),
        comments=tuple(dict.fromkeys(comment for run in profiles for comment in run.provenance.comments)),
        sha256="",
        source_bytes=sum(run.provenance.source_bytes for run in profiles),
    )
