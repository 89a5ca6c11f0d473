"""Protobuf's wire format in columns: the fields of many messages at once, without an object a message.

In comes a blob of bytes in which N messages of one type lie one after another; out come columns. All messages are
walked in lockstep, one field a round, so packed, unpacked and split repeated fields and unknown ones cost the same
code. See https://protobuf.dev/programming-guides/encoding/. Groups are refused, as pprof's own reader does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5
LONGEST_VARINT = 10
# Zeros behind a blob: a tag and a length that start on its last byte may be read in full before they are checked.
_PADDING = 2 * LONGEST_VARINT + 4
# Below this many messages a round costs less in plain Python than in thirty numpy calls, and one message with a
# million unpacked values is a million rounds.
_NARROW_ROUND = 24
_LARGEST_NUMBER = 2**29 - 1
_FAR = np.int64(2**62)


class RecordError(Exception):
    """A message that is none, or says what cannot be: `row` tells which one, `field` of which kind, where known."""

    def __init__(self, reason: str, row: int | None = None, field: int | None = None) -> None:
        super().__init__(reason, row, field)
        self.reason = reason
        self.row = row
        self.field = field


@dataclass(frozen=True, slots=True)
class Messages:
    """N messages of one type: blob holds them, begin and end, int64 (N,), say where each lies."""

    blob: Bytes
    begin: Longs
    end: Longs

    def __len__(self) -> int:
        return len(self.begin)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of N messages: owner says whose, begin and end where its payload lies; each owner's in order."""

    messages: Messages
    owner: Longs
    number: Longs
    wire: Longs
    begin: Longs
    end: Longs


@contextmanager
def within(field: int, owner: Callable[[int], int] = int) -> Iterator[None]:
    """Says of errors inside in which field of the profile they are, and whose record: `owner` of the row."""
    try:
        yield
    except RecordError as err:
        raise RecordError(err.reason, None if err.row is None else owner(err.row), field) from err


def join(records: Iterable[bytes]) -> Messages:
    """The records as one blob."""
    parts = list(records)
    length = np.fromiter(map(len, parts), dtype=np.int64, count=len(parts))
    end = np.cumsum(length)
    parts.append(bytes(_PADDING))
    return Messages(np.frombuffer(b"".join(parts), dtype=np.uint8), end - length, end)


def scan(messages: Messages) -> Fields:
    """Finds every field of every message. Raises RecordError where bytes are no field."""
    row = np.flatnonzero(messages.begin < messages.end)
    cursor = messages.begin[row]
    rounds: list[tuple[Longs, Longs, Longs, Longs, Longs]] = []
    while row.size > _NARROW_ROUND:
        limit = messages.end[row]
        number, wire, begin, end = _next_field(messages.blob, cursor)
        broken = (end > limit) | (number == 0) | (end < 0)
        if broken.any():
            raise _error_in(messages, int(row[np.argmax(broken)]))
        rounds.append((row, number, wire, begin, end))
        left = np.flatnonzero(end < limit)
        row, cursor = row[left], end[left]
    rounds.append(_scan_narrow(messages, row, cursor))
    return Fields(messages, *(np.concatenate(column) for column in zip(*rounds, strict=True)))


def nested(fields: Fields, number: int) -> tuple[Messages, Longs]:
    """The submessages in field `number`, and whose each is, int64, in the order of the file."""
    chosen = np.flatnonzero((fields.number == number) & (fields.wire == LENGTH))
    chosen = chosen[np.argsort(fields.begin[chosen], kind="stable")]
    return Messages(fields.messages.blob, fields.begin[chosen], fields.end[chosen]), fields.owner[chosen]


def scalar(fields: Fields, number: int) -> NDArray[np.uint64]:
    """Field `number` of each message, uint64 (N,), 0 where absent; of several the last counts."""
    column = np.zeros(len(fields.messages), np.uint64)
    chosen = np.flatnonzero((fields.number == number) & (fields.wire == VARINT))
    column[fields.owner[chosen]] = _varint_at(fields.messages.blob, fields.begin[chosen])[0]
    return column


def repeated(fields: Fields, *numbers: int) -> list[tuple[NDArray[Any], Longs]]:
    """Fields of varints, packed or not: for each number all values in order, and how many each message has.

    Values are uint32 where all fit, else uint64; counts are int64 (N,).
    """
    # Tags and lengths are varints too, so every span begins behind a byte that ends one.
    last = np.flatnonzero(fields.messages.blob < 0x80)
    return [_repeated(fields, number, last) for number in numbers]


def signed(column: NDArray[np.uint64]) -> Longs:
    """Two's complement: what an int64 field holds."""
    return column.view(np.int64)


def next_field(payload: bytes, at: int) -> tuple[int, int, int, int]:
    """The field that starts at `at`: number, wire type, begin and end of its payload. Raises ValueError."""
    key, begin = _read_varint(payload, at)
    number, wire = key >> 3, key & 7
    if wire == VARINT:
        _, end = _read_varint(payload, begin)
    elif wire == LENGTH:
        length, begin = _read_varint(payload, begin)
        end = begin + length
    elif wire in (FIXED64, FIXED32):
        end = begin + (8 if wire == FIXED64 else 4)
    else:
        raise ValueError(f"wire type {wire} is not one that pprof uses")
    if number == 0 or number > _LARGEST_NUMBER:
        raise ValueError(f"field number {number} is out of range")
    if end > len(payload):
        raise ValueError(f"field {number} needs {end - begin:,} bytes, {max(0, len(payload) - begin):,} are left")
    return number, wire, begin, end


def _next_field(blob: Bytes, cursor: Longs) -> tuple[Longs, Longs, Longs, Longs]:
    """Number, wire type, begin and end of the payload; the end is far away where the bytes are no field."""
    tag, at = _varint_at(blob, cursor)
    key = np.minimum(tag, np.uint64(2**32)).astype(np.int64)
    wire = key & 7
    size, after = _varint_at(blob, np.minimum(at, len(blob) - LONGEST_VARINT))
    length = np.minimum(size, np.uint64(2**40)).astype(np.int64)
    begin = np.where(wire == LENGTH, after, at)
    end = np.where(wire == LENGTH, after + length, after)
    if not ((wire == LENGTH) | (wire == VARINT)).all():
        end = np.select(
            [wire == FIXED64, wire == FIXED32, (wire != LENGTH) & (wire != VARINT)], [at + 8, at + 4, _FAR], end
        )
    end[key == 2**32] = _FAR
    return key >> 3, wire, begin, end


def _varint_at(blob: Bytes, at: Longs) -> tuple[NDArray[np.uint64], Longs]:
    """The varint at each place and the place behind it, which is far away for one of more than ten bytes."""
    byte = blob[at]
    value = (byte & np.uint8(0x7F)).astype(np.uint64)
    after = at + 1
    more = np.flatnonzero(byte >= 0x80)
    for shift in range(7, 7 * LONGEST_VARINT, 7):
        if not more.size:
            return value, after
        byte = blob[after[more]]
        value[more] |= (byte & np.uint8(0x7F)).astype(np.uint64) << np.uint64(shift)
        after[more] += 1
        more = more[byte >= 0x80]
    after[more] = _FAR
    return value, after


def _scan_narrow(messages: Messages, row: Longs, cursor: Longs) -> tuple[Longs, Longs, Longs, Longs, Longs]:
    """The rest of a few messages, field by field."""
    found: list[tuple[int, int, int, int, int]] = []
    for owner, start in zip(row.tolist(), cursor.tolist(), strict=True):
        payload = messages.blob[start : messages.end[owner]].tobytes()
        at = 0
        while at < len(payload):
            try:
                number, wire, begin, at = next_field(payload, at)
            except ValueError as err:
                raise RecordError(str(err), owner) from err
            found.append((owner, number, wire, start + begin, start + at))
    owners, numbers, wires, begins, ends = np.array(found, dtype=np.int64).reshape(-1, 5).T
    return owners, numbers, wires, begins, ends


def _error_in(messages: Messages, row: int) -> RecordError:
    try:
        _scan_narrow(messages, np.array([row], dtype=np.int64), messages.begin[[row]])
    except RecordError as err:
        return err
    raise AssertionError("both scans refuse the same bytes")


def _read_varint(payload: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(LONGEST_VARINT):
        if at + place >= len(payload):
            raise ValueError("a number is cut off")
        byte = payload[at + place]
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at + place + 1
    raise ValueError("a number has more than ten bytes")


def _repeated(fields: Fields, number: int, last: Longs) -> tuple[NDArray[Any], Longs]:
    wanted = (fields.number == number) & (fields.begin < fields.end)
    chosen = np.flatnonzero(wanted & ((fields.wire == VARINT) | (fields.wire == LENGTH)))
    owner, begin, end = fields.owner[chosen], fields.begin[chosen], fields.end[chosen]
    if (owner[1:] <= owner[:-1]).any():
        order = np.argsort(begin)
        owner, begin, end = owner[order], begin[order], end[order]
    cut = fields.messages.blob[end - 1] >= 0x80
    if cut.any():
        raise RecordError("a number is cut off", int(owner[np.argmax(cut)]))
    from_value, to_value = np.searchsorted(last, begin), np.searchsorted(last, end)
    counts = np.bincount(owner, weights=to_value - from_value, minlength=len(fields.messages)).astype(np.int64)
    rows = _inside(from_value, to_value, len(last))
    first = last[rows - 1] + 1
    length = last[rows] - first + 1
    longest = int(length.max(initial=0))
    if longest > LONGEST_VARINT:
        span = int(np.searchsorted(from_value, rows[np.argmax(length)], side="right")) - 1
        raise RecordError("a number has more than ten bytes", int(owner[span]))
    return _varints(fields.messages.blob, first, length.astype(np.uint8), longest), counts


def _inside(begin: Longs, end: Longs, size: int) -> Longs:
    """All places that lie in a span; the spans rise and do not touch."""
    mark = np.zeros(size + 1, np.int8)
    mark[begin] = 1
    mark[end] = -1
    return np.flatnonzero(np.cumsum(mark[:-1], dtype=np.int8).view(np.bool_))


def _varints(blob: Bytes, first: Longs, length: Bytes, longest: int) -> NDArray[Any]:
    """Decodes the varints that start at `first`; uint32 where all fit, which takes half the time."""
    number = np.uint32 if longest < 5 else np.uint64
    value: NDArray[Any] = (blob[first] & np.uint8(0x7F)).astype(number)
    for place in range(1, longest):
        byte = blob[first + place]
        byte &= (length > place).view(np.uint8) * np.uint8(0x7F)
        wide: NDArray[Any] = byte.astype(number)
        value |= wide << 7 * place
    return value
