"""pprof's protobuf: what Go's runtime/pprof, google/pprof and many other profilers write, mostly gzipped.

In comes the bare message; out comes a Profile with all its sample types. See
https://github.com/google/pprof/blob/main/proto/profile.proto and profile/encode.go beside it; tested against
`go tool pprof` of Go 1.27.
"""

from __future__ import annotations

from typing import Any

from sitegen.errors import SourceError
from sitegen.formats import pprof_schema, pprof_wire
from sitegen.formats.pprof_frames import Symbols, chains
from sitegen.formats.pprof_profile import SampleTypes, assemble, sample_types
from sitegen.formats.pprof_pruning import Classes, prune_locations
from sitegen.formats.pprof_samples import label_columns, read_samples
from sitegen.formats.pprof_stacks import StackCollector
from sitegen.formats.pprof_symbols import FUNCTION, LOCATION, MAPPING, SAMPLE, Strings, read_symbols
from sitegen.formats.pprof_wire import RecordError
from sitegen.formats.text import is_text
from sitegen.model import Metric, Profile, Provenance, Skipped
from sitegen.model.units import normal_unit

_NOUNS = {SAMPLE: "sample", MAPPING: "mapping", LOCATION: "location", FUNCTION: "function"}
_NUMBERS = (7, 8, 9, 10, 12, 13, 14, 15)
_RECORDS = (1, 2, 3, 4, 5, 6, 9, 11, 13)  # times and comments may be packed
_LAST_FIELD = 15
_TELLING = 4096  # bytes whose fields say what a file is; a head's other thousands of fields take longer than the rest


def sniff(head: bytes, filename: str) -> bool:
    """Whether the bytes begin as a profile message does: fields of the right numbers and types, the last one cut."""
    if is_text(head):
        return False
    head = head[:_TELLING]
    at = known = 0
    while at < len(head):
        number, kind = head[at] >> 3, head[at] & 7
        expected = {pprof_wire.VARINT: _NUMBERS, pprof_wire.LENGTH: _RECORDS}.get(kind, ())
        if number <= _LAST_FIELD and number not in expected:
            return False
        known += number <= _LAST_FIELD
        try:
            _, _, _, at = pprof_wire.next_field(head, at)
        except ValueError:
            break
    return known > 0


def read(content: bytes, source: str) -> Profile:
    """The profile in a bare pprof message. Raises SourceError, which names the record and its first byte."""
    try:
        return _read(content, source)
    except RecordError as err:
        place = "the pprof message" if err.field is None or err.row is None else _place(content, err.field, err.row)
        message = f"{place}: {err.reason}; record or copy the profile again"
        raise SourceError(source, None, None, message) from err


def _read(content: bytes, source: str) -> Profile:
    message = _parsed(content)
    strings = Strings(message.string_table)
    types = _sample_types(message, strings)
    symbols, locations = read_symbols(message, strings)
    symbols, classes, skipped = _pruned(symbols, strings.text(message.drop_frames), strings.text(message.keep_frames))
    frames = chains(symbols)
    stacks = StackCollector(frames, classes)
    weight, label_rows = read_samples(message, locations, stacks, len(types.metrics))
    labels, base = label_columns(label_rows, strings)
    provenance = _provenance(message, strings)
    # The message is as large as the file and not needed while the trie grows.
    del message, strings, label_rows
    return assemble(source, "pprof", types, frames, stacks, weight, labels, base, provenance, skipped)


def _parsed(content: bytes) -> Any:
    try:
        message = pprof_schema.parse("Profile", content)
    except ValueError as err:
        raise RecordError(_where_broken(content) or f"protobuf cannot decode it ({err})") from err
    if sum(time != 0 for time in message.time_nanos) > 1:
        raise RecordError("expected one time of recording, found a second; are these two profiles end to end?")
    return message


def _where_broken(content: bytes) -> str:
    at = 0
    while at < len(content):
        try:
            _, _, _, at = pprof_wire.next_field(content, at)
        except ValueError as err:
            return f"it breaks off at byte {at:,} of {len(content):,}, where {err}"
    return ""


def _place(content: bytes, field: int, row: int) -> str:
    """A record's number among its kind, and where its bytes start."""
    at = count = start = 0
    try:
        while count <= row:
            start = at
            number, _, _, at = pprof_wire.next_field(content, at)
            count += number == field
    except ValueError:  # a group, which protobuf skips and we do not walk
        return f"{_NOUNS[field]} {row + 1:,} of the pprof message"
    return f"{_NOUNS[field]} {row + 1:,} of the pprof message, at byte {start:,}"


def _sample_types(message: Any, strings: Strings) -> SampleTypes:
    types = [(strings.text(kind.type), strings.text(kind.unit)) for kind in message.sample_type]
    if not types:
        raise RecordError("expected at least one sample type, found none")
    return sample_types(types, strings.text(message.default_sample_type))


def _pruned(symbols: Symbols, drop: str, keep: str) -> tuple[Symbols, Classes | None, list[Skipped]]:
    if not drop:
        return symbols, None, []
    try:
        return *prune_locations(symbols, drop, keep), []
    except ValueError as err:
        # As pprof does, which cuts nothing then and says nothing.
        return symbols, None, [Skipped(None, f"drop_frames or keep_frames was not applied: {err}", True)]


def _provenance(message: Any, strings: Strings) -> Provenance:
    period_type = message.period_type if message.HasField("period_type") else None
    unit = normal_unit(strings.text(period_type.unit)) if period_type else ""
    return Provenance(
        duration_s=message.duration_nanos / 1e9 or None,
        period=float(message.period) or None,
        period_metric=Metric(strings.text(period_type.type), unit) if period_type and message.period else None,
        recorded_ns=next((time for time in message.time_nanos if time), None),
        comments=tuple(strings.text(index) for index in message.comment),
        doc_url=strings.text(message.doc_url),
    )
