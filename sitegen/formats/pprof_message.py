"""A Profile as a gzipped pprof message: what `convert` writes, for `go tool pprof` and every other reader of pprof.

Kept are all metrics, stacks, inlining, files, lines, modules, labels and provenance; a difference's side before
becomes samples labelled `pprof::base`, as `pprof -diff_base` saves it. pprof has no kinds: kernel and compiled code
without a module is given one that tells. The same Profile gives the same bytes.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.errors import FlamesiteError
from sitegen.formats.pprof_locations import add_locations, location_paths
from sitegen.formats.pprof_samples import BASE_KEY, KEYS_IN_BYTES
from sitegen.formats.pprof_schema import message_class
from sitegen.model import LabelColumn, Profile

Longs = NDArray[np.int64]
Intern = Callable[[str], int]
"""Gives a text's number in the string table."""

_LEVEL = 6
_TOO_LARGE = 2.0**63


def write_pprof(profile: Profile) -> bytes:
    """The profile as a `.pb.gz` file. Raises FlamesiteError for weights that pprof's integers cannot hold."""
    _check_whole(profile)
    strings = {"": 0}

    def intern(text: str) -> int:
        return strings.setdefault(text, len(strings))

    message = message_class("Profile")()
    for metric in profile.metrics:
        message.sample_type.add(type=intern(metric.name), unit=intern(metric.unit))
    location_of = add_locations(message, profile, intern)
    message.sample.extend(_samples(profile, location_of, intern))
    _add_provenance(message, profile, intern)
    message.string_table.extend(text.encode("utf-8", "replace") for text in strings)
    return gzip.compress(message.SerializeToString(), _LEVEL, mtime=0)


def _check_whole(profile: Profile) -> None:
    for column, metric in enumerate(profile.metrics):
        for weight in (profile.weight, profile.weight_before):
            values = None if weight is None else weight[:, column]
            if values is not None and ((values != np.trunc(values)) | (np.abs(values) >= _TOO_LARGE)).any():
                raise FlamesiteError(
                    f"pprof holds integers of 64 bits, and {metric.name} has others; convert to folded text instead"
                )


def _samples(profile: Profile, location_of: Longs, intern: Intern) -> Iterator[bytes]:
    new_sample = message_class("Sample")
    labels = _labels_by_sample(profile.labels, intern)
    base_label = {"key": intern(BASE_KEY), "str": intern("true")} if profile.weight_before is not None else {}
    for row, path in enumerate(location_paths(profile, location_of)):
        own = labels.get(row, [])
        after = profile.weight[row]
        if profile.weight_before is not None:
            before = profile.weight_before[row]
            after = after + before
            if before.any():
                lost = (-before).astype(np.int64).tolist()
                yield new_sample(location_id=path, value=lost, label=[*own, base_label]).SerializeToString()
                if not after.any():
                    continue
        yield new_sample(location_id=path, value=after.astype(np.int64).tolist(), label=own).SerializeToString()


def _labels_by_sample(columns: tuple[LabelColumn, ...], intern: Intern) -> dict[int, list[dict[str, int]]]:
    labels: dict[int, list[dict[str, int]]] = {}
    for column in columns:
        key = intern(column.key)
        for sample, value in zip(column.sample.tolist(), column.value, strict=True):
            labels.setdefault(sample, []).append({"key": key, **_label_value(column, value, intern)})
    return labels


def _label_value(column: LabelColumn, value: str | float, intern: Intern) -> dict[str, int]:
    if isinstance(value, str):
        return {"str": intern(value)}
    # A reader finds this unit by itself; only a 0 needs one, which without a unit would be an empty text.
    known_unit = "bytes" if column.key in KEYS_IN_BYTES else column.key
    unit = 0 if column.unit == known_unit and value else intern(column.unit)
    return {"num": int(value), "num_unit": unit}


def _add_provenance(message: Any, profile: Profile, intern: Intern) -> None:
    provenance = profile.provenance
    message.comment.extend(intern(comment) for comment in provenance.comments)
    message.doc_url = intern(provenance.doc_url)
    message.duration_nanos = round((provenance.duration_s or 0) * 1e9)
    message.period = round(provenance.period or 0)
    if provenance.period_metric is not None:
        message.period_type.type = intern(provenance.period_metric.name)
        message.period_type.unit = intern(provenance.period_metric.unit)
    if provenance.recorded_ns:
        message.time_nanos.append(provenance.recorded_ns)
    default = profile.metrics[profile.default_metric].name
    if [metric.name for metric in profile.metrics].index(default) == profile.default_metric:
        message.default_sample_type = intern(default)
