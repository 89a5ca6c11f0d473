"""The text of `go tool pprof -raw`: all of a profile, printed for people.

In comes what Profile.String writes (https://github.com/google/pprof, profile/profile.go): a header, samples with
their locations leaf first, locations with their lines innermost first, mappings. Names, files and labels may hold
blanks and colons and are not quoted, so lines are taken apart from the right. The duration is cut to four letters
there; it is kept where its unit survived. Tested against `go tool pprof` of Go 1.19, which prints no columns of
lines, and of Go 1.27.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from datetime import datetime

import numpy as np

from sitegen.errors import SourceError, quoted
from sitegen.formats.pprof_frames import chains
from sitegen.formats.pprof_profile import SampleTypes, assemble, sample_types
from sitegen.formats.pprof_raw_labels import RawLabels
from sitegen.formats.pprof_raw_locations import RawLocations
from sitegen.formats.pprof_stacks import StackCollector
from sitegen.formats.pprof_symbols import IdTable
from sitegen.formats.pprof_wire import RecordError
from sitegen.formats.text import numbered_lines
from sitegen.model import Metric, Profile, Provenance
from sitegen.model.units import normal_unit

_FIRST_LINE = re.compile(r"(?:Comment|Doc|PeriodType|Period|Time|Duration): ?|Samples:")
_PERIOD_LINE = re.compile(r"^Period: -?\d+\r?$", re.MULTILINE)
_HEADER_LINE = re.compile(r"(Comment|Doc|PeriodType|Period|Time|Duration): ?(.*)")
_DEFAULT_MARK = "[dflt]"
_SAMPLE = re.compile(r" *(-?\d+(?: +-?\d+)*):([\d ]*)")
_LABEL_INDENT = " " * 16
_TIME = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.(\d{1,9}))? ([+-]\d{4})\b.*")
_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)(s|ms|µs|us|ns))")
_SECONDS = {"s": 1.0, "ms": 1e-3, "µs": 1e-6, "us": 1e-6, "ns": 1e-9}
_SECTIONS = {"Samples:": "sample types", "Locations": "locations", "Mappings": "mappings"}


def sniff(head: bytes, filename: str) -> bool:
    """Whether it begins with one of the header's lines and has the header's `Period:`."""
    text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    return bool(_FIRST_LINE.match(text) and _PERIOD_LINE.search(text))


def read(content: bytes, source: str) -> Profile:
    """The profile in the text. Raises SourceError with the line that does not fit."""
    text = _RawText(source)
    for number, line in numbered_lines(content):
        text.take(number, line)
    return text.profile()


class _RawText:
    """Takes the lines of the text one by one and knows which section they are in."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._section = "header"
        self._line = 0
        self._header: dict[str, str] = {}
        self._comments: list[str] = []
        self._types: SampleTypes | None = None
        self._values = array("q")
        self._ids = array("Q")
        self._depths = array("q")
        self._sample_line = array("q")
        self._labels = RawLabels()
        self._locations = RawLocations()
        self._takers: dict[str, Callable[[str], bool]] = {
            "header": self._take_header,
            "sample types": self._take_types,
            "samples": self._take_sample,
            "locations": self._locations.take_location,
            "mappings": self._locations.take_mapping,
        }

    def take(self, number: int, line: str) -> None:
        """Takes the next line. Raises SourceError where it does not fit."""
        self._line = number
        if line in _SECTIONS and self._section != "sample types":
            self._section = _SECTIONS[line]
            return
        if not line.strip() and self._section != "sample types":
            return
        self._locations.line = number
        if not self._takers[self._section](line):
            raise self._error(f"expected {self._section} of `pprof -raw`, found {quoted(line)}")

    def profile(self) -> Profile:
        """The profile of all lines. Raises SourceError where something is missing."""
        if self._section != "mappings" or self._types is None:
            raise self._error(f"expected the text to end with its mappings, found its end among {self._section}")
        try:
            symbols, location_ids = self._locations.symbols()
        except RecordError as err:
            raise self._error(err.reason, self._locations.line_of(err)) from err
        frames = chains(symbols)
        stacks = StackCollector(frames)
        depths = np.array(self._depths, dtype=np.int64)
        try:
            stacks.add(IdTable(location_ids, "location").rows(np.array(self._ids, dtype=np.uint64)), depths)
        except RecordError as err:
            row = int(np.searchsorted(np.cumsum(depths), err.row or 0, side="right"))
            raise self._error(err.reason, self._sample_line[row]) from err
        shape = (len(depths), len(self._types.metrics))
        weight = np.array(self._values, dtype=np.int64).astype(np.float64).reshape(shape)
        labels, base = self._labels.columns()
        return assemble(
            self._source, "pprof-raw", self._types, frames, stacks, weight, labels, base, self._provenance()
        )

    def _take_header(self, line: str) -> bool:
        found = _HEADER_LINE.fullmatch(line)
        if found and found[1] == "Comment":
            self._comments.append(found[2])
        elif found:
            self._header[found[1]] = found[2]
        elif self._comments:
            self._comments[-1] += f"\n{line}"
        return bool(found or self._comments)

    def _take_types(self, line: str) -> bool:
        types: list[tuple[str, str]] = []
        default = ""
        words: list[str] = []
        for word in line.rstrip().split(" "):
            words.append(word)
            if "/" in word:  # a unit holds no blank, a type may
                kind, _, unit = " ".join(words).partition("/")
                default = kind if unit.endswith(_DEFAULT_MARK) else default
                types.append((kind, unit.removesuffix(_DEFAULT_MARK)))
                words = []
        if words or not types:
            return False
        self._types = sample_types(types, default)
        self._section = "samples"
        return True

    def _take_sample(self, line: str) -> bool:
        found = _SAMPLE.fullmatch(line)
        if not found:
            if not self._depths or not line.startswith(_LABEL_INDENT):
                return False
            return self._labels.take(len(self._depths) - 1, line.strip())
        values, ids = found[1].split(), found[2].split()
        assert self._types is not None
        if len(values) != len(self._types.metrics):
            raise self._error(
                f"expected as many values as sample types, {len(self._types.metrics)}, found {len(values)}"
            )
        try:
            self._values.extend(map(int, values))
            self._ids.extend(map(int, ids))
        except OverflowError as err:
            raise self._error(f"expected numbers of 64 bits, found {quoted(line)}") from err
        self._depths.append(len(ids))
        self._sample_line.append(self._line)
        return True

    def _provenance(self) -> Provenance:
        kind, _, unit = self._header.get("PeriodType", "").rpartition(" ")
        period = float(self._header.get("Period") or 0) or None
        return Provenance(
            duration_s=_seconds(self._header.get("Duration", "")),
            period=period,
            period_metric=Metric(kind, normal_unit(unit)) if kind and period else None,
            recorded_ns=_nanoseconds(self._header.get("Time", "")),
            comments=tuple(self._comments),
            doc_url=self._header.get("Doc", ""),
        )

    def _error(self, reason: str, line: int | None = None) -> SourceError:
        return SourceError(self._source, line or self._line or 1, 1, f"{reason}; print the profile again")


def _seconds(text: str) -> float | None:
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    hours, minutes, rest, unit = found.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest) * _SECONDS[unit]


def _nanoseconds(text: str) -> int | None:
    found = _TIME.fullmatch(text)
    if not found:
        return None
    try:
        moment = datetime.strptime(f"{found[1]} {found[3]}", "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        return None
    return int(moment.timestamp()) * 10**9 + int((found[2] or "0").ljust(9, "0"))
