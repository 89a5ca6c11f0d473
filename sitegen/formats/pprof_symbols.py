"""The tables of a pprof message: strings, functions, mappings, locations and their lines, checked and in columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.formats import pprof_wire as wire
from sitegen.formats.pprof_frames import Symbols
from sitegen.formats.pprof_wire import RecordError

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Ids = NDArray[np.uint64]

SAMPLE, MAPPING, LOCATION, FUNCTION = 2, 3, 4, 5
"""Fields of the profile message."""

# A lookup table this many times as long as the column of ids is still cheaper than a binary search for each id.
_SPARSEST_TABLE = 8


class Strings:
    """The string table; texts are decoded when they are asked for, with invalid UTF-8 replaced."""

    def __init__(self, table: Sequence[bytes]) -> None:
        self._table = table
        if len(table) and table[0] != b"":
            raise RecordError(f"expected an empty string first in the string table, found {len(table[0]):,} bytes")

    def text(self, index: int) -> str:
        """One string; 0 is the empty one also where the table is empty."""
        if index == 0:
            return ""
        if not 0 < index < len(self._table):
            raise RecordError(f"expected the number of one of {len(self._table):,} strings, found {index:,}")
        return self._table[index].decode("utf-8", "replace")

    def texts(self, indices: Longs) -> list[str]:
        """The strings of a column."""
        distinct, rows = np.unique(indices, return_inverse=True)
        known = [self.text(index) for index in distinct.tolist()]
        return [known[row] for row in rows.tolist()]

    def distinct(self, indices: Longs) -> tuple[list[str], Longs]:
        """The different texts of a column, and each entry's number among them; the table may hold one text twice."""
        used, rows = np.unique(indices, return_inverse=True)
        seen: dict[str, int] = {}
        numbers = np.array([seen.setdefault(self.text(index), len(seen)) for index in used.tolist()], dtype=np.int64)
        return list(seen), numbers[rows]


class IdTable:
    """Finds the row of an id; ids are not zero and unique. Raises RecordError with the row."""

    def __init__(self, ids: Ids, noun: str) -> None:
        self._noun = noun
        self._order = np.argsort(ids, kind="stable").astype(np.int32)
        self._sorted = ids[self._order]
        if len(ids) and self._sorted[0] == 0:
            raise RecordError("expected an id, found 0, which means none", int(self._order[0]))
        twice = np.flatnonzero(self._sorted[1:] == self._sorted[:-1])
        if len(twice):
            second = int(twice[0]) + 1
            reason = f"expected an id of its own, found {self._sorted[second]}, which an earlier {noun} has"
            reason += "; are these two profiles end to end?"
            raise RecordError(reason, int(self._order[second]))
        self._dense: Ints | None = None
        if len(ids) and int(self._sorted[-1]) < _SPARSEST_TABLE * (len(ids) + 1024):
            self._dense = np.full(int(self._sorted[-1]) + 1, -1, np.int32)
            self._dense[self._sorted.astype(np.int64)] = self._order

    def rows(self, ids: NDArray[Any]) -> Ints:
        """Each id's row, int32. Raises RecordError with the place of an unknown id."""
        rows = self._found(ids)
        if len(rows) and int(rows.min()) < 0:
            place = int(np.argmin(rows))
            raise RecordError(f"expected the id of a {self._noun}, found {int(ids[place])}, which none has", place)
        return rows

    def _found(self, ids: NDArray[Any]) -> Ints:
        if self._dense is not None:
            last = len(self._dense) - 1
            if int(ids.max(initial=0)) <= last:
                found: Ints = self._dense[ids]
                return found
            return np.where(ids <= last, self._dense[np.minimum(ids, ids.dtype.type(last))], np.int32(-1))
        if not len(self._sorted):
            return np.full(len(ids), -1, np.int32)
        place = np.minimum(np.searchsorted(self._sorted, ids), len(self._sorted) - 1)
        return np.where(self._sorted[place] == ids, self._order[place], np.int32(-1))


def read_symbols(message: Any, strings: Strings) -> tuple[Symbols, IdTable]:
    """The locations of a message, and the table that finds them by id. Raises RecordError."""
    with wire.within(FUNCTION):
        function = wire.scan(wire.join(message.function))
        functions = IdTable(wire.scalar(function, 1), "function")
    names = strings.texts(wire.signed(wire.scalar(function, 2)))
    system_names = strings.texts(wire.signed(wire.scalar(function, 3)))
    with wire.within(MAPPING):
        mappings = IdTable(np.array([mapping.id for mapping in message.mapping], dtype=np.uint64), "mapping")
    with wire.within(LOCATION):
        location = wire.scan(wire.join(message.location))
        locations = IdTable(wire.scalar(location, 1), "location")
    mapping = wire.scalar(location, 2)
    used = np.flatnonzero(mapping)
    location_mapping = np.full(len(mapping), -1, np.int32)
    with wire.within(LOCATION, lambda row: int(used[row])):
        location_mapping[used] = mappings.rows(mapping[used])
    line_message, line_location = wire.nested(location, 4)
    with wire.within(LOCATION, lambda row: int(line_location[row])):
        line = wire.scan(line_message)
        line_function = functions.rows(wire.scalar(line, 1))
    symbols = Symbols(
        address=wire.scalar(location, 3),
        location_mapping=location_mapping,
        line_location=line_location,
        line_function=line_function,
        line_number=wire.signed(wire.scalar(line, 2)),
        function_name=[name or system for name, system in zip(names, system_names, strict=True)],
        function_file=strings.texts(wire.signed(wire.scalar(function, 4))),
        mapping_file=[strings.text(mapping.filename) for mapping in message.mapping],
    )
    return symbols, locations
