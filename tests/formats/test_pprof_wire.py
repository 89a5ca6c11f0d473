"""The wire format in columns, compared message by message with protobuf's own parser."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.formats import pprof_wire as wire
from sitegen.formats.pprof_schema import message_class, parse

NUMBERS = st.one_of(
    st.integers(0, 300),
    st.integers(0, 2**64 - 1),
    st.sampled_from([0, 127, 128, 2**28 - 1, 2**28, 2**63 - 1, 2**63, 2**64 - 1]),
)
WIDTHS = [0, 10**9]
"""Rounds always in numpy, and always message by message."""


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def unpacked(field: int, number: int) -> bytes:
    return varint(field << 3) + varint(number)


def delimited(field: int, payload: bytes) -> bytes:
    return varint(field << 3 | 2) + varint(len(payload)) + payload


def packed(field: int, numbers: list[int]) -> bytes:
    return delimited(field, b"".join(map(varint, numbers)))


LABELS = st.builds(
    lambda key, text, number, unit: b"".join(
        unpacked(field, value) for field, value in enumerate((key, text, number, unit), start=1) if value
    ),
    *[st.integers(0, 200)] * 2,
    NUMBERS,
    st.integers(0, 3),
)
UNKNOWN = st.one_of(
    st.builds(unpacked, st.integers(4, 2**29 - 1), NUMBERS),
    st.builds(delimited, st.integers(4, 20), st.binary(max_size=300)),
    st.builds(
        lambda field, eight: varint(field << 3 | 1) + eight, st.integers(4, 20), st.binary(min_size=8, max_size=8)
    ),
    st.builds(lambda field, four: varint(field << 3 | 5) + four, st.integers(4, 20), st.binary(min_size=4, max_size=4)),
)
SAMPLES = st.lists(
    st.one_of(
        st.builds(unpacked, st.sampled_from([1, 2]), NUMBERS),
        st.builds(packed, st.sampled_from([1, 2]), st.lists(NUMBERS, max_size=40)),
        st.builds(delimited, st.just(3), LABELS),
        UNKNOWN,
    ),
    max_size=12,
).map(b"".join)


def split(values: Any, counts: Any) -> list[list[int]]:
    return [part.tolist() for part in np.split(values, np.cumsum(counts)[:-1])] if len(counts) else []


@pytest.mark.parametrize("narrow", WIDTHS)
@given(records=st.lists(SAMPLES, max_size=30))
def test_samples_decode_as_protobuf_decodes_them(narrow: int, records: list[bytes]) -> None:
    """Packed, unpacked, split and mixed fields, labels and unknown fields in any order."""
    expected = [parse("Sample", record) for record in records]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wire, "_NARROW_ROUND", narrow)
        fields = wire.scan(wire.join(records))
        (ids, id_counts), (values, value_counts) = wire.repeated(fields, 1, 2)
        messages, owner = wire.nested(fields, 3)
        label = wire.scan(messages)
    signed = wire.signed(values.astype(np.uint64))
    assert split(ids, id_counts) == [list(sample.location_id) for sample in expected]
    assert split(signed, value_counts) == [list(sample.value) for sample in expected]
    labels = [(row, label) for row, sample in enumerate(expected) for label in sample.label]
    assert owner.tolist() == [row for row, _ in labels]
    for number, name in enumerate(("key", "str", "num", "num_unit"), start=1):
        assert wire.signed(wire.scalar(label, number)).tolist() == [getattr(each, name) for _, each in labels]


@pytest.mark.parametrize("narrow", WIDTHS)
def test_the_last_of_a_repeated_scalar_counts(narrow: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_NARROW_ROUND", narrow)
    fields = wire.scan(wire.join([unpacked(1, 5) + unpacked(2, 300) + unpacked(1, 9), b"", unpacked(1, 2**64 - 1)]))
    assert wire.signed(wire.scalar(fields, 1)).tolist() == [9, 0, -1]


@pytest.mark.parametrize("narrow", WIDTHS)
@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b"\x0a\x05\x01", "field 1 needs 5 bytes, 1 are left"),
        (b"\x08", "a number is cut off"),
        (b"\x08\x80", "a number is cut off"),
        (b"\x80", "a number is cut off"),
        (b"\x0b\x0c", "wire type 3 is not one that pprof uses"),
        (b"\x00\x00", "field number 0 is out of range"),
        (varint(2**29 << 3) + b"\x01", "field number 536870912 is out of range"),
        (b"\x09\x01\x02\x03", "field 1 needs 8 bytes, 3 are left"),
        (b"\x0d\x01", "field 1 needs 4 bytes, 1 are left"),
        (b"\x08" + b"\x80" * 10 + b"\x01", "a number has more than ten bytes"),
        (b"\x12" + varint(2**63), "field 2 needs 9,223,372,036,854,775,808 bytes, 0 are left"),
    ],
)
def test_broken_bytes_are_refused_with_their_message(
    narrow: int, record: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message after it does not lend its bytes."""
    monkeypatch.setattr(wire, "_NARROW_ROUND", narrow)
    with pytest.raises(wire.RecordError) as caught:
        wire.scan(wire.join([unpacked(1, 1), record, unpacked(1, 1) * 20]))
    assert (caught.value.row, caught.value.reason) == (1, reason)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [(b"\x01\x80", "a number is cut off"), (b"\x80" * 10 + b"\x01", "a number has more than ten bytes")],
)
def test_broken_packed_numbers_are_refused(payload: bytes, reason: str) -> None:
    fields = wire.scan(wire.join([packed(1, [1]), delimited(1, payload)]))
    with pytest.raises(wire.RecordError) as caught:
        wire.repeated(fields, 1)
    assert (caught.value.row, caught.value.reason) == (1, reason)


def test_a_run_of_256_continuation_bytes_is_not_taken_for_a_short_number() -> None:
    """Lengths are counted in a byte later on, where 256 would be 0."""
    with pytest.raises(wire.RecordError):
        wire.repeated(wire.scan(wire.join([delimited(1, b"\x80" * 256 + b"\x01")])), 1)


def test_bits_beyond_the_64th_are_dropped_as_protobuf_drops_them() -> None:
    record = delimited(1, b"\xff" * 9 + b"\x7f")
    ((ids, _),) = wire.repeated(wire.scan(wire.join([record])), 1)
    assert ids.tolist() == list(message_class("Sample").FromString(record).location_id) == [2**64 - 1]


@given(records=st.lists(st.binary(max_size=60), max_size=40))
def test_any_bytes_are_columns_or_a_record_error(records: list[bytes]) -> None:
    try:
        fields = wire.scan(wire.join(records))
        wire.repeated(fields, 1, 2)
        messages, owner = wire.nested(fields, 3)
        with wire.within(2, lambda row: int(owner[row])):
            wire.scan(messages)
    except wire.RecordError as err:
        assert err.row is not None and 0 <= err.row < len(records)


def test_both_ways_to_walk_refuse_the_same_bytes() -> None:
    generator = np.random.default_rng(1)
    for _ in range(3000):
        record = generator.integers(0, 256, int(generator.integers(1, 24)), dtype=np.uint8).tobytes()
        outcomes = []
        for narrow in WIDTHS:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(wire, "_NARROW_ROUND", narrow)
                try:
                    fields = wire.scan(wire.join([record]))
                    outcomes.append(list(zip(fields.number, fields.wire, fields.begin, fields.end, strict=True)))
                except wire.RecordError as err:
                    outcomes.append([err.reason])
        assert outcomes[0] == outcomes[1], record.hex()
