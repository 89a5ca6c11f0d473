"""speedscope's JSON: the schema key by key, and what does not fit it."""

from __future__ import annotations

import gzip
import json
import time
from typing import Any

import pytest

from sitegen.errors import SourceError
from sitegen.formats import read_profile
from sitegen.model import Metric
from tests.formats.speedscope_files import document, fails, fold, read, sampled


def test_stacks_are_root_first_and_weights_of_no_unit_are_counts() -> None:
    profile = read(document(sampled([[0, 1], [0], [0, 1], []], [3, 2, 0.5, 4])))
    assert profile.metrics == (Metric("samples"),)
    assert fold(profile) == [" 4", "a 2", "a;b 3.5"]
    assert profile.time_s is None and profile.provenance.period is None


@pytest.mark.parametrize(
    ("unit", "weight", "metric", "expected"),
    [
        ("nanoseconds", 2.5, Metric("wall", "nanoseconds"), 2.5),
        ("microseconds", 2.5, Metric("wall", "nanoseconds"), 2500),
        ("milliseconds", 0.1, Metric("wall", "nanoseconds"), 100_000),
        ("seconds", 1 / 300, Metric("wall", "nanoseconds"), 3_333_333),
        ("bytes", 48, Metric("memory", "bytes"), 48),
        ("none", 7, Metric("samples"), 7),
        ("ms", 2, Metric("wall", "nanoseconds"), 2_000_000),
        ("gas", 7, Metric("weight", "gas"), 7),
    ],
)
def test_units(unit: str, weight: float, metric: Metric, expected: float) -> None:
    profile = read(document(sampled([[0]], [weight], unit)))
    assert profile.metrics[-1] == metric
    assert profile.weight[0, -1] == expected


def test_a_sample_begins_when_the_one_before_it_ends() -> None:
    profile = read(document(sampled([[0], [1], [0]], [10, 20, 30], "milliseconds", start=500)))
    assert profile.time_s is not None
    assert profile.time_s.tolist() == [0, 0.01, 0.03]
    assert profile.metrics[0] == Metric("samples")
    assert profile.weight[:, 0].tolist() == [1, 1, 1]
    assert profile.provenance.period is None


def test_profiles_are_threads_in_one_order_of_time() -> None:
    profile = read(
        document(
            sampled([[0], [1]], [10, 10], "milliseconds", 1005, name="one"),
            sampled([[2], [2], [0, 1]], [4, 4, 4], "milliseconds", 1000, name="two"),
            sampled([[1]], [0.012], "seconds", 1.008, name=""),
        )
    )
    assert profile.time_s is not None and profile.thread is not None
    assert profile.time_s.tolist() == [0, 0.004, 0.005, 0.008, 0.008, 0.015]
    assert profile.thread.tolist() == [1, 1, 0, 1, 2, 0]
    assert profile.labels[0].sample.tolist() == [0, 1, 2, 3, 4, 5]
    assert profile.labels[0].value == ("two", "two", "one", "two", "thread 3", "one")
    assert fold(profile, "wall") == ["a 10000000", "a;b 4000000", "b 22000000", "c 8000000"]


def test_profiles_of_other_units_and_other_samples_are_metrics_side_by_side() -> None:
    profile = read(
        document(
            sampled([[0], [1]], [10, 20], "bytes", name="heap"),
            sampled([[1], [2]], [1, 2], "seconds", name="cpu"),
            activeProfileIndex=1,
        )
    )
    assert [metric.name for metric in profile.metrics] == ["memory", "samples", "wall"]
    assert profile.default_metric == 2
    assert profile.totals().tolist() == [30, 2, 3e9]
    assert profile.time_s is None  # bytes have none
    assert fold(profile, "memory") == ["a 10", "b 20"]


def test_two_threads_that_did_the_same_stay_two() -> None:
    """Only another unit makes another metric of the same samples."""
    profile = read(document(sampled([[0]], [1], "milliseconds"), sampled([[0]], [5], "microseconds")))
    assert profile.thread is not None and profile.thread.tolist() == [0, 1]
    assert fold(profile, "wall") == ["a 1005000"]


@pytest.mark.parametrize("active", [None, 0, 0.0, 2, -1, 0.5, 1e300])
def test_an_active_profile_that_is_none_is_the_first(active: float | None) -> None:
    file = document(sampled([[0]], [1], "bytes"), sampled([[1]], [1]), activeProfileIndex=active)
    assert read(file).default_metric == 0


def test_frames_with_file_and_line_and_null_for_what_is_missing() -> None:
    file = document(sampled([[0, 1, 2, 3, 4]], [1]))
    file["shared"]["frames"] = [
        {"name": "f", "file": "x.py", "line": 7, "col": 3},
        {"name": "f", "file": "x.py", "line": 7, "col": 9},
        {"name": "g", "file": None, "line": None, "col": None},
        {"name": "h", "line": -1},
        {"name": "i", "line": 1e300},
    ]
    profile = read(file)
    assert list(profile.frames.name) == ["f", "g", "h", "i"]  # columns tell no frames apart
    assert list(profile.frames.file) == ["x.py", "", "", ""]
    assert profile.frames.line.tolist() == [7, 0, 0, 0]
    assert fold(profile) == ["f;f;g;h;i 1"]


def test_names_hold_what_they_hold() -> None:
    file = document(sampled([[0, 1]], [1]))
    file["shared"]["frames"] = [{"name": "größe 日本;\n"}, {"name": ""}]
    assert list(read(file).frames.name) == ["größe 日本;\n", ""]
    assert list(read(json.dumps(file, ensure_ascii=False)).frames.name) == ["größe 日本;\n", ""]


def test_line_ends_blanks_and_a_byte_order_mark_do_not_matter() -> None:
    text = json.dumps(document(sampled([[0, 1], [0, 1]], [1, 2])), indent=1)
    for content in (text, text.replace("\n", "\r\n"), "\ufeff" + text, f"\n{text}\n"):
        profile = read_profile(content.encode(), "x.json")
        assert (profile.format, fold(profile)) == ("speedscope", ["a;b 3"])


def test_it_is_known_by_its_content_or_by_its_name() -> None:
    file = document(sampled([[0]], [1]))
    assert read_profile(json.dumps(file).encode(), "any.json").format == "speedscope"
    assert read_profile(gzip.compress(json.dumps(file).encode()), "x.speedscope.json.gz").title == "x"
    del file["$schema"]
    assert read_profile(json.dumps(file).encode(), "x.SpeedScope.json").format == "speedscope"
    with pytest.raises(SourceError, match=r'^any\.json:1:1: error: expected a profile, found text that begins "\{'):
        read_profile(json.dumps(file).encode(), "any.json")


def test_another_schema_is_refused() -> None:
    file = document(sampled([[0]], [1]))
    file["$schema"] = "https://example.org/other.json"
    assert 'expected $schema "https://www.speedscope.app/file-format-schema.json", found' in fails(file)


@pytest.mark.parametrize("size", [1, 40, 200, -3, -1])
def test_a_truncated_file_is_an_error_with_its_place(size: int) -> None:
    text = json.dumps(document(sampled([[0, 1], [0]], [1, 2])), indent=1)[:size]
    assert fails(text).startswith(f"x.speedscope.json:{text.count(chr(10)) + 1}:")
    assert "it may be cut off" in fails(text)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"profiles": []}, "expected samples, or events that take time, found none in 0 profiles"),
        ({"profiles": [sampled([], [])]}, "found none in 1 profile; record it again"),
        ({"profiles": [sampled([[0]], [1, 2])]}, "expected a weight for each of the 1 samples, found 2"),
        ({"profiles": [sampled([[0]], [-1], name="one")]}, 'profile 1, "one": expected no negative weight, found -1.0'),
        ({"profiles": [sampled([[3]], [1])]}, "expected frames below 3, found 3 - at `$.profiles[0].samples[0]`"),
        ({"profiles": [sampled([[0], [-1]], [1, 1])]}, "found -1 - at `$.profiles[0].samples[1]`"),
        ({"profiles": [sampled([[10**30]], [1])]}, "found 1000000000000000000000000000000"),
        ({"profiles": [sampled([["a"]], [1])]}, "expected a list of frames: Expected `int`, got `str`"),  # type: ignore[list-item]
        ({"profiles": [{"type": "tree"}]}, "Invalid value 'tree' - at `$.profiles[0].type`"),
        ({"profiles": [sampled([[0]], [1e300] * 1)]}, "expected weights whose sum a double can hold"),
        ({"profiles": [sampled([[0]], [1], "seconds", 1e308)]}, "expected a time that a double can hold"),
        ({"profiles": [sampled([[0]], [1], "seconds", 10**500), sampled([[0]], [1], "seconds")]}, "a double can hold"),
        ({"shared": {}}, "Object missing required field `frames` - at `$.shared`"),
        ({"shared": {"frames": [{"file": "x"}]}}, "missing required field `name` - at `$.shared.frames[0]`"),
    ],
)
def test_what_does_not_fit_the_schema_is_an_error_with_its_path(change: dict[str, Any], message: str) -> None:
    assert message in fails(document(sampled([[0]], [1])) | change)


def test_broken_text_is_an_error() -> None:
    text = json.dumps(document(sampled([[0]], [1]))).encode()
    assert "found no valid JSON" in fails(text.replace(b'"a"', b'"\xff"'))
    assert "found no valid JSON" in fails(text[:-1] + b', "x": ' + b"[" * 100_000)


def test_weights_too_large_for_a_double_are_remarked() -> None:
    (remark,) = read(document(sampled([[0]], [2.0**60]))).skipped
    assert remark.is_remark and "may have been rounded" in remark.reason


def test_time_is_in_proportion_to_size() -> None:
    """One stack 100,000 deep, and 100,000 samples of one frame; what costs the square takes many minutes."""
    began = time.process_time()
    profile = read(document(sampled([[0] * 100_000, *([[0]] * 100_000)], [1] * 100_001)))
    assert profile.totals().tolist() == [100_001]
    assert time.process_time() - began < 20
