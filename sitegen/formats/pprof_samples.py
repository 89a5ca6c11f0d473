"""The samples of a pprof message: stacks, weights and labels, decoded some thousand at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.formats import pprof_wire as wire
from sitegen.formats.pprof_stacks import StackCollector
from sitegen.formats.pprof_symbols import SAMPLE, IdTable, Strings
from sitegen.formats.pprof_wire import RecordError
from sitegen.model import LabelColumn

Longs = NDArray[np.int64]

BASE_KEY = "pprof::base"
"""The label that `pprof -diff_base` gives to the samples of the base, whose values it negates."""
KEYS_IN_BYTES = ("alignment", "request")
"""Keys of numbers that mean bytes where no unit is given; any other key is its own unit."""

# A few megabytes of bytes and columns at a time: they stay in the processor's cache.
_CHUNK = 16_384
_LABEL_FIELDS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class LabelRows:
    """E labels: sample int64 (E,), and key, text, number and unit as the message has them, int64 (E,)."""

    sample: Longs
    key: Longs
    text: Longs
    number: Longs
    unit: Longs


def read_samples(
    message: Any, locations: IdTable, stacks: StackCollector, metrics: int
) -> tuple[NDArray[np.float64], LabelRows]:
    """Adds the stacks to `stacks`; returns the values, float64 (S, M), and the labels. Raises RecordError."""
    records = message.sample
    values: list[NDArray[np.float64]] = [np.zeros(0, np.float64)]
    labels: list[LabelRows] = []
    for start in range(0, len(records), _CHUNK):
        with wire.within(SAMPLE, lambda row, start=start: start + row):  # type: ignore[misc]
            fields = wire.scan(wire.join(records[start : start + _CHUNK]))
            (ids, depths), (value, counts) = wire.repeated(fields, 1, 2)
            labels.append(_labels(fields, start))
            if (counts != metrics).any():
                row = int(np.argmax(counts != metrics))
                raise RecordError(
                    f"expected as many values as sample types, {metrics}, found {int(counts[row]):,}", row
                )
            with wire.within(SAMPLE, lambda place, depths=depths: _owner(place, depths)):  # type: ignore[misc]
                rows = locations.rows(ids)
        values.append(wire.signed(value.astype(np.uint64)).astype(np.float64))
        stacks.add(rows, depths)
    return np.concatenate(values).reshape(len(records), metrics), _joined(labels)


def label_columns(rows: LabelRows, strings: Strings) -> tuple[tuple[LabelColumn, ...], NDArray[np.int32]]:
    """The labels by key and unit; and the samples of a difference's base, which are no label."""
    keys, key = strings.distinct(rows.key)
    numeric = (rows.number != 0) | (rows.unit != 0)
    # A number 0 without a unit and an empty text are the same bytes: the key's other labels tell which it is.
    numeric |= np.isin(key, np.unique(key[numeric]))
    numeric &= rows.text == 0
    columns: list[LabelColumn] = []
    base = np.zeros(0, np.int32)
    for number, name in enumerate(keys):
        chosen = np.flatnonzero((key == number) & ~numeric)
        if len(chosen):
            column = LabelColumn(name, "", _samples(rows, chosen), tuple(strings.texts(rows.text[chosen])))
            if name == BASE_KEY:
                base = column.sample[[value == "true" for value in column.value]]
            else:
                columns.append(column)
        columns.extend(_numbers(rows, np.flatnonzero((key == number) & numeric), name, strings))
    return tuple(sorted(columns, key=lambda column: (column.key, column.unit))), base


def _labels(fields: wire.Fields, first: int) -> LabelRows:
    messages, owner = wire.nested(fields, 3)
    with wire.within(SAMPLE, lambda row: int(owner[row])):
        label = wire.scan(messages)
    return LabelRows(owner + first, *(wire.signed(wire.scalar(label, field)) for field in _LABEL_FIELDS))


def _joined(parts: Sequence[LabelRows]) -> LabelRows:
    names = LabelRows.__slots__
    empty = np.zeros(0, np.int64)
    return LabelRows(*(np.concatenate([empty, *(getattr(part, name) for part in parts)]) for name in names))


def _owner(place: int, depths: Longs) -> int:
    return int(np.searchsorted(np.cumsum(depths), place, side="right"))


def _numbers(rows: LabelRows, chosen: Longs, key: str, strings: Strings) -> list[LabelColumn]:
    units, unit = strings.distinct(rows.unit[chosen])
    named = [name or ("bytes" if key in KEYS_IN_BYTES else key) for name in units]
    columns = []
    for name in dict.fromkeys(named):
        these = chosen[np.isin(unit, [number for number, other in enumerate(named) if other == name])]
        numbers = tuple(rows.number[these].astype(np.float64).tolist())
        columns.append(LabelColumn(key, name, _samples(rows, these), numbers))
    return columns


def _samples(rows: LabelRows, chosen: Longs) -> NDArray[np.int32]:
    column = rows.sample[chosen].astype(np.int32)
    column.flags.writeable = False
    return column
