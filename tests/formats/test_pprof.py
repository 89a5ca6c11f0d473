"""pprof's protobuf: goldens of `go tool pprof -traces`, and small messages worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.formats import pprof, read_profile
from sitegen.formats.folded_text import write_folded
from sitegen.model import Metric
from tests.formats.pprof_messages import folded, pprof_bytes, pprof_message, read_message

CAPTURES = Path(__file__).resolve().parent.parent / "data" / "pprof"
"""Made by program.go.txt with Go 1.27; the goldens by traces_to_folded.awk from `go tool pprof -traces`."""


@pytest.mark.parametrize("golden", sorted(path.name for path in CAPTURES.glob("*.folded")))
def test_captures_fold_as_go_tool_pprof_traces_them(golden: str) -> None:
    name, metric, _ = golden.split(".")
    capture = CAPTURES / f"{name}.pb.gz"
    profile = read_profile(capture.read_bytes(), capture.name)
    index = profile.metric_index(metric)
    assert index is not None
    assert "".join(write_folded(profile, index)) == CAPTURES.joinpath(golden).read_text("utf-8")


def test_a_capture_tells_all_it_says_of_itself() -> None:
    """The header of `go tool pprof -raw cpu.pb.gz`, and the size of the file."""
    capture = CAPTURES / "cpu.pb.gz"
    profile = read_profile(capture.read_bytes(), "site/cpu.pb.gz")
    assert (profile.title, profile.format) == ("cpu", "pprof")
    assert profile.metrics == (Metric("samples", "count"), Metric("cpu", "nanoseconds"))
    assert profile.default_metric == 1
    assert profile.provenance.period == 10_000_000
    assert profile.provenance.period_metric == Metric("cpu", "nanoseconds")
    assert profile.provenance.recorded_ns == 1795416013179899143  # 2026-11-23 06:40:13.179899143 UTC
    assert round(profile.provenance.duration_s or 0, 1) == 3.0
    assert profile.provenance.source_bytes == 9184
    assert profile.provenance.sha256 == "9a39022426e6cc75e40a9d3095b821417c4836e83a5e45212717b9907ff46579"
    assert profile.skipped == ()
    assert set(profile.frames.module) == {"orders"}


def test_the_default_type_goes_by_its_name_and_else_is_the_last() -> None:
    types = [("alloc_space", "bytes"), ("inuse_space", "bytes"), ("inuse_objects", "count")]
    samples = [([1], [1, 2, 3])]
    assert read_message(samples, types=types, default_sample_type="inuse_space").default_metric == 1
    assert read_message(samples, types=types, default_sample_type="nothing of these").default_metric == 2
    assert read_message(samples, types=types).default_metric == 2
    assert read_message(samples, types=types).totals().tolist() == [1, 2, 3]


def test_what_the_file_says_of_itself_is_kept() -> None:
    message = pprof_message([([1], [1])], doc_url="https://example.com/cpu")
    strings = list(message.string_table)
    message.string_table.extend([b"wall", b"ms", b"first comment", "größe".encode()])
    message.period_type.type, message.period_type.unit = len(strings), len(strings) + 1
    message.period, message.duration_nanos = 5, 1_500_000_000
    message.time_nanos.append(1_700_000_000_000_000_001)
    message.comment.extend([len(strings) + 2, len(strings) + 3])
    provenance = pprof.read(message.SerializeToString(), "x.pb").provenance
    assert provenance.comments == ("first comment", "größe")
    assert provenance.doc_url == "https://example.com/cpu"
    assert (provenance.period, provenance.period_metric) == (5, Metric("wall", "milliseconds"))
    assert (provenance.duration_s, provenance.recorded_ns) == (1.5, 1_700_000_000_000_000_001)


def test_what_the_file_does_not_say_is_none() -> None:
    provenance = read_message([([1], [1])]).provenance
    assert (provenance.period, provenance.period_metric, provenance.recorded_ns) == (None, None, None)
    assert provenance.duration_s is None


def test_names_are_unicode_and_invalid_bytes_are_replaced() -> None:
    message = pprof_message([([1, 2], [1])], {1: (0, 0, [("größe", "", 0)]), 2: (0, 0, [("läuft", "", 0)])})
    message.string_table[list(message.string_table).index("läuft".encode())] = b"l\xe4uft"
    assert folded(pprof.read(message.SerializeToString(), "x.pb")) == ["l\ufffduft;größe 1"]


def test_a_saved_difference_has_the_totals_of_both_sides() -> None:
    """mutex_diff is `pprof -diff_base=mutex.pb.gz` of a second run; its side before is mutex.pb.gz."""
    capture = CAPTURES / "mutex_diff.pb.gz"
    before, _ = read_profile(capture.read_bytes(), capture.name).sides()
    base = read_profile(CAPTURES.joinpath("mutex.pb.gz").read_bytes(), "mutex.pb.gz")
    assert before.sum(axis=0).tolist() == base.totals().tolist()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (pprof_bytes([([1], [1])]), True),
        (pprof_bytes([([1], [1])])[:30], True),
        (b"main;parse 3\n", False),
        (b"\n\n\nmain;parse 3\n", False),
        (b"PK\x03\x04\x14\x00\x08\x00", False),
        (b"\x7fELF\x02\x01\x01\x00", False),
        (b"\x89PNG\r\n\x1a\n", False),
        (b'{"nodes":[]}', False),
        (b"", False),
    ],
)
def test_content_is_told_by_its_first_fields(head: bytes, expected: bool) -> None:
    assert pprof.sniff(head, "x") is expected
