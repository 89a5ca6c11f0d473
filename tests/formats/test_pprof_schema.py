"""The descriptor that is loaded is the one that pprof.proto describes."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from google.protobuf import descriptor_pb2

from sitegen.formats.pprof_schema import message_class, parse

FORMATS = Path(str(files("sitegen.formats")))

# From the format's own description: field numbers are what makes bytes of another writer readable.
FIELD_NUMBERS = {
    "Profile": "sample_type sample mapping location function string_table drop_frames keep_frames time_nanos "
    "duration_nanos period_type period comment default_sample_type doc_url",
    "ValueType": "type unit",
    "Sample": "location_id value label",
    "Label": "key str num num_unit",
    "Mapping": "id memory_start memory_limit file_offset filename build_id has_functions has_filenames "
    "has_line_numbers has_inline_frames",
    "Location": "id mapping_id address line is_folded",
    "Line": "function_id line column",
    "Function": "id name system_name filename start_line",
}


def test_the_descriptor_is_made_from_the_proto_file(tmp_path: Path) -> None:
    made = tmp_path / "pprof.binpb"
    command = [sys.executable, "-W", "ignore", "-m", "grpc_tools.protoc", f"-I{FORMATS}"]
    subprocess.run([*command, f"--descriptor_set_out={made}", "pprof.proto"], check=True, timeout=120)
    expected = descriptor_pb2.FileDescriptorSet.FromString(made.read_bytes())
    assert descriptor_pb2.FileDescriptorSet.FromString(FORMATS.joinpath("pprof.binpb").read_bytes()) == expected


@pytest.mark.parametrize(("message", "names"), FIELD_NUMBERS.items())
def test_fields_have_the_numbers_of_the_format(message: str, names: str) -> None:
    fields = message_class(message).DESCRIPTOR.fields
    assert {field.number: field.name for field in fields} == dict(enumerate(names.split(), start=1))


def test_bytes_that_are_no_message_are_a_value_error() -> None:
    with pytest.raises(ValueError):
        parse("Profile", b"\x0a\x7fcut")
