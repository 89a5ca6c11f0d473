"""The locations and mappings in the text of `go tool pprof -raw`.

     3: 0x61ca84 M=1 net/http.Header.Get net/http/header.go:50:12 s=49      id, address, mapping, innermost line
             net/http.(*conn).serve net/http/server.go:1430:3 s=1400         the function it was inlined into
1: 0x400000/0x675000/0x0 /srv/whoami 4f2a9c [FN][FL]                          start, limit, offset, file, build id
"""

from __future__ import annotations

import re
from array import array

import numpy as np
from numpy.typing import NDArray

from sitegen.formats.pprof_frames import Symbols
from sitegen.formats.pprof_symbols import IdTable
from sitegen.formats.pprof_wire import RecordError, within

_LOCATION, _MAPPING = 4, 3
_FIRST_LINE = re.compile(r" *(\d{1,20}): 0x([0-9a-f]{1,16}) ?(?:M=(\d{1,20}) ?)?(?:\[F\] ?)?(.*)")
_INLINED_LINE = re.compile(r" {13}(.*)")
_START_AND_SYSTEM = re.compile(r"-?\d+(?:\((.*)\))?")
_WITH_COLUMN = re.compile(r"(.*):(-?\d{1,18}):-?\d+")
_WITHOUT_COLUMN = re.compile(r"(.*):(-?\d{1,18})")
_MAPPING_LINE = re.compile(r"(\d{1,20}): 0x[0-9a-f]+/0x[0-9a-f]+/0x[0-9a-f]+ ?(.*)")
_MAPPING_FLAGS = re.compile(r" ?(?:\[(?:FN|FL|LN|IN)\])*$")
_PATH = re.compile(r" (?=/[^ (]|[A-Za-z]:[\\/])")
_NO_FUNCTION = "??"
_START = " s="
# A system name or a path that looks like the end of a line itself is searched past, though not without end.
_MOST_TRIES = 8


class RawLocations:
    """Takes the lines of both sections; `line` is where the text is."""

    def __init__(self) -> None:
        self.line = 0
        self._ids = array("Q")
        self._addresses = array("Q")
        self._mappings = array("Q")
        self._location_lines = array("q")
        self._owners = array("q")
        self._symbols: list[tuple[str, str]] = []
        self._mapping_ids = array("Q")
        self._mapping_lines = array("q")
        self._files: list[str] = []

    def take_location(self, line: str) -> bool:
        """Takes a line of the locations; False where it is none."""
        inlined = _INLINED_LINE.fullmatch(line)
        if inlined and self._ids:
            symbol = inlined[1]
        else:
            found = _FIRST_LINE.fullmatch(line)
            if not found or max(int(found[1]), int(found[3] or 0)) >= 2**64:
                return False
            self._ids.append(int(found[1]))
            self._addresses.append(int(found[2], 16))
            self._mappings.append(int(found[3] or 0))
            self._location_lines.append(self.line)
            symbol = found[4]
        place = _place_and_system(symbol)
        if symbol and place is not None:
            self._owners.append(len(self._ids) - 1)
            self._symbols.append(place)
        return not symbol or place is not None

    def take_mapping(self, line: str) -> bool:
        """Takes a line of the mappings; False where it is none."""
        found = _MAPPING_LINE.fullmatch(line)
        if not found or int(found[1]) >= 2**64:
            return False
        rest = _MAPPING_FLAGS.sub("", found[2])
        file, blank, _build_id = rest.rpartition(" ")
        self._mapping_ids.append(int(found[1]))
        self._mapping_lines.append(self.line)
        self._files.append(file if blank else rest)  # an editor may have cut the blanks at the end
        return True

    def symbols(self) -> tuple[Symbols, NDArray[np.uint64]]:
        """The tables, and the locations' ids. Raises RecordError with the row of a location or mapping."""
        with within(_MAPPING):
            mappings = IdTable(np.array(self._mapping_ids, dtype=np.uint64), "mapping")
        ids = np.array(self._ids, dtype=np.uint64)
        with within(_LOCATION):
            IdTable(ids, "location")
        mapping = np.array(self._mappings, dtype=np.uint64)
        used = np.flatnonzero(mapping)
        location_mapping = np.full(len(ids), -1, np.int32)
        with within(_LOCATION, lambda row: int(used[row])):
            location_mapping[used] = mappings.rows(mapping[used])
        functions: dict[tuple[str, str], int] = {("", ""): 0}
        has_columns = all(not place or _WITH_COLUMN.fullmatch(place) for place, _ in self._symbols)
        pattern = _WITH_COLUMN if has_columns else _WITHOUT_COLUMN
        line_function, line_number = array("i"), array("q")
        for place, system in self._symbols:
            found = pattern.fullmatch(place)
            name, file = _name_and_file(found[1]) if found else ("", "")
            line_function.append(functions.setdefault((name or system, file), len(functions)))
            line_number.append(int(found[2]) if found else 0)
        symbols = Symbols(
            address=np.array(self._addresses, dtype=np.uint64),
            location_mapping=location_mapping,
            line_location=np.array(self._owners, dtype=np.int64),
            line_function=np.array(line_function, dtype=np.int32),
            line_number=np.array(line_number, dtype=np.int64),
            function_name=[name for name, _ in functions],
            function_file=[file for _, file in functions],
            mapping_file=self._files,
        )
        return symbols, ids

    def line_of(self, error: RecordError) -> int:
        """The line of the text that an error is about."""
        lines = self._mapping_lines if error.field == _MAPPING else self._location_lines
        return lines[error.row or 0]


def _place_and_system(symbol: str) -> tuple[str, str] | None:
    """What stands before ` s=`, and the system name behind it; of a line without a function nothing."""
    if symbol == _NO_FUNCTION:
        return "", ""
    end = len(symbol)
    for _ in range(_MOST_TRIES):
        end = symbol.rfind(_START, 0, end)
        if end < 0:
            return None
        found = _START_AND_SYSTEM.fullmatch(symbol, end + len(_START))
        if found and _WITHOUT_COLUMN.fullmatch(symbol, 0, end):
            return symbol[:end], found[1] or ""
    return None


def _name_and_file(text: str) -> tuple[str, str]:
    """Parts a name from a file, either of which may hold blanks: at the last blank before a whole path, else the last.

    >>> _name_and_file("gen.F[struct { X int }] /srv/a b/gen.go"), _name_and_file("main.f ")
    (('gen.F[struct { X int }]', '/srv/a b/gen.go'), ('main.f', ''))
    """
    for blank in list(_PATH.finditer(text))[: -_MOST_TRIES - 1 : -1]:
        file = text[blank.end() :]
        if all(file.count(close) <= file.count(open_) for open_, close in ("()", "[]", "{}")):
            return text[: blank.start()], file
    name, _, file = text.rpartition(" ")
    return name, file
