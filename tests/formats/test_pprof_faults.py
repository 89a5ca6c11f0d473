"""Broken pprof messages: each fault is an error that names its record and where its bytes start."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sitegen.errors import SourceError
from sitegen.formats import pprof, read_profile
from sitegen.formats.pprof_schema import message_class
from tests.formats.pprof_messages import pprof_bytes, pprof_message

CAPTURES = Path(__file__).resolve().parent.parent / "data" / "pprof"


def broken(change: str) -> bytes:
    """A valid message with one fault."""
    message = pprof_message([([1], [5]), ([2], [6])], mappings={1: "/srv/shop"})
    new = message_class
    if change == "values":
        message.sample[1] = new("Sample")(location_id=[1], value=[1, 2]).SerializeToString()
    elif change == "location":
        message.sample[1] = new("Sample")(location_id=[1, 9], value=[1]).SerializeToString()
    elif change == "sample":
        message.sample[1] = b"\x0a\x09\x01"
    elif change == "label":
        message.sample[1] = message.sample[1] + b"\x1a\x01\x08"
    elif change == "function":
        location = new("Location").FromString(message.location[1])
        location.line[0].function_id = 77
        message.location[1] = location.SerializeToString()
    elif change == "mapping":
        message.location[1] = message.location[1] + b"\x10\x05"
    elif change == "zero":
        message.location[0] = b"\x08\x00"
    elif change == "twice":
        message.function[1] = message.function[0]
    elif change == "string":
        message.function[1] = message.function[1] + b"\x10\x63"
    elif change == "strings":
        message.string_table[0] = b"first"
    elif change == "types":
        del message.sample_type[:]
    elif change == "times":
        message.time_nanos.extend([5, 6])
    return bytes(message.SerializeToString())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("values", "sample 2 of the pprof message, at byte 14: expected as many values as sample types, 1, found 2"),
        ("location", "sample 2 of the pprof message, at byte 14: expected the id of a location, found 9"),
        ("sample", "sample 2 of the pprof message, at byte 14: field 1 needs 9 bytes, 1 are left"),
        ("label", "sample 2 of the pprof message, at byte 14: a number is cut off"),
        ("function", "location 2 of the pprof message, at byte "),
        ("mapping", "expected the id of a mapping, found 5, which none has"),
        ("zero", "location 1 of the pprof message, at byte "),
        ("twice", "function 2 of the pprof message, at byte "),
        ("string", "expected the number of one of 8 strings, found 99"),
        ("strings", "expected an empty string first in the string table, found 5 bytes"),
        ("types", "expected at least one sample type, found none"),
        ("times", "expected one time of recording, found a second; are these two profiles end to end?"),
    ],
)
def test_faults_name_the_record_and_its_first_byte(change: str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        pprof.read(broken(change), "site/cpu.pb")
    problem = caught.value.problem
    assert (problem.path, problem.line, problem.column) == ("site/cpu.pb", None, None)
    assert reason in problem.message and problem.message.endswith("record or copy the profile again")


def test_two_profiles_end_to_end_are_refused() -> None:
    capture = CAPTURES / "cpu.pb.gz"
    with pytest.raises(SourceError, match="two profiles end to end"):
        read_profile(capture.read_bytes() * 2, capture.name)
    with pytest.raises(SourceError, match="two profiles end to end"):
        pprof.read(pprof_bytes([([1], [1])]) * 2, "cpu.pb")


def test_a_truncated_message_tells_where_it_breaks_off() -> None:
    content = pprof_bytes([([1], [1])] * 50)
    with pytest.raises(SourceError, match=r"it breaks off at byte \d+ of 200, where field \d needs \d+ bytes"):
        pprof.read(content[:200], "cpu.pb")


def test_a_capture_cut_anywhere_is_an_error_of_its_source() -> None:
    content = gzip.decompress(CAPTURES.joinpath("heap.pb.gz").read_bytes())
    for size in range(1, len(content), 7):
        try:
            read_profile(content[:size], "heap.pb")
        except SourceError as err:
            assert err.problem.path == "heap.pb"


def test_line_ends_changed_on_the_way_are_an_error() -> None:
    """Version control that turns LF into CRLF breaks every length."""
    content = gzip.decompress(CAPTURES.joinpath("cpu.pb.gz").read_bytes()).replace(b"\n", b"\r\n")
    with pytest.raises(SourceError):
        read_profile(content, "cpu.pb")
