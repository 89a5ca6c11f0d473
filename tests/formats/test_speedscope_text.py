"""Speedscope's JSON as we write it: read again it is the same, and it is what the schema asks for.

speedscope 1.25 itself was given such files of every capture here, and its importer found the same totals.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import FlamesiteError
from sitegen.formats import read_profile
from sitegen.formats.folded_text import fold_json
from sitegen.formats.speedscope_text import write_speedscope
from sitegen.model import Metric, Profile, ProfileBuilder
from tests.formats.pprof_messages import pprof_bytes
from tests.formats.speedscope_files import document, read, sampled
from tests.text_profiles import profile_of

ROOT = Path(__file__).resolve().parent.parent.parent
CAPTURES = [
    *sorted(ROOT.glob("tests/data/speedscope/*.speedscope.json")),
    *sorted(ROOT.glob("tests/data/folded/*.folded")),
    ROOT / "tests/data/pprof/heap.pb.gz",
    ROOT / "content/whoami/log/cpu_20s.pb.gz",
]


def written(profile: Profile, metric: int | None = None) -> dict[str, Any]:
    file = json.loads("".join(write_speedscope(profile, metric)))
    assert isinstance(file, dict)
    return file


def again(profile: Profile) -> Profile:
    return read("".join(write_speedscope(profile)))


@pytest.mark.parametrize("path", CAPTURES, ids=[path.name for path in CAPTURES])
def test_a_file_written_and_read_again_is_the_same(path: Path) -> None:
    """Stacks, metrics and their units, records, and where there are any, times and threads."""
    profile = read_profile(path.read_bytes(), path.name)
    back = again(profile)
    assert "".join(fold_json(back)) == "".join(fold_json(profile))
    assert back.default_metric == profile.default_metric
    assert (back.time_s is None) == (profile.time_s is None)
    assert (back.thread is None) == (profile.thread is None)
    if profile.time_s is not None and back.time_s is not None:
        assert back.time_s == pytest.approx(profile.time_s, abs=1e-9)
    if profile.thread is not None and back.thread is not None:
        assert back.thread.tolist() == profile.thread.tolist()
        assert back.labels[0].value == profile.labels[0].value


def test_each_metric_is_a_sampled_profile_and_the_default_is_shown() -> None:
    profile = profile_of("main;parse 3 30\nmain 1 0.5", Metric("samples"), Metric("cpu", "milliseconds"))
    file = written(profile)
    assert file["$schema"] == "https://www.speedscope.app/file-format-schema.json"
    assert file["shared"] == {"frames": [{"name": "main"}, {"name": "parse"}]}
    assert file["activeProfileIndex"] == 1
    shown = [{key: value for key, value in one.items() if key != "flamesite"} for one in file["profiles"]]
    assert shown == [
        {
            "type": "sampled",
            "name": "samples",
            "unit": "none",
            "startValue": 0,
            "endValue": 4,
            "samples": [[0, 1], [0]],
            "weights": [3, 1],
        },
        {
            "type": "sampled",
            "name": "cpu",
            "unit": "milliseconds",
            "startValue": 0,
            "endValue": 30.5,
            "samples": [[0, 1], [0]],
            "weights": [30, 0.5],
        },
    ]


def test_one_metric_can_be_chosen() -> None:
    profile = profile_of("main;parse 3 30\nmain 1 20", Metric("samples"), Metric("cpu", "milliseconds"))
    file = written(profile, 0)
    assert [one["weights"] for one in file["profiles"]] == [[3, 1]]
    assert file["activeProfileIndex"] == 0
    assert read(json.dumps(file)).metrics == (Metric("samples"),)


def test_units_that_the_schema_lacks_are_told_in_the_name() -> None:
    profile = profile_of("main 3", Metric("alloc", "kilobytes"))
    (one,) = written(profile)["profiles"]
    assert (one["name"], one["unit"]) == ("alloc (kilobytes)", "none")
    assert again(profile).metrics == (Metric("alloc", "kilobytes"),)


def test_metrics_of_one_unit_stay_apart() -> None:
    """A heap profile has two counts and two of bytes, over the same samples."""
    metrics = [Metric("alloc_objects"), Metric("alloc_space", "bytes"), Metric("objects"), Metric("space", "bytes")]
    back = again(profile_of("main;f 1 2 3 4\ng 0 0 5 6", *metrics))
    assert back.metrics == tuple(metrics)
    assert back.weight.tolist() == [[1, 2, 3, 4], [0, 0, 5, 6]]
    assert back.thread is None and back.time_s is None


def test_frames_keep_file_and_line_and_a_library_stands_for_the_file() -> None:
    builder = ProfileBuilder("t", "pprof", [Metric("samples")])
    builder.add([builder.frame("f", file="x.go", line=7), builder.frame("g", module="libc.so.6")], [1])
    file = written(builder.build())
    assert file["shared"]["frames"] == [{"name": "f", "file": "x.go", "line": 7}, {"name": "g", "file": "libc.so.6"}]
    frames = read(json.dumps(file)).frames
    assert (list(frames.file), list(frames.module), frames.line.tolist()) == (["x.go", ""], ["", "libc.so.6"], [7, 0])


def test_threads_are_profiles_of_their_own_in_their_order_of_time() -> None:
    first = sampled([[0], [1]], [10, 20], "milliseconds", 5, name="größe")
    second = sampled([[2]], [8], "milliseconds", name="two")
    profile = read(document(first, second))
    file = written(profile)
    assert [one["name"] for one in file["profiles"]] == [
        "größe – samples",
        "größe – wall",
        "two – samples",
        "two – wall",
    ]
    assert [one["startValue"] for one in file["profiles"]] == [0, 5_000_000, 0, 0]
    assert [one["samples"] for one in file["profiles"][1::2]] == [[[0], [1]], [[2]]]


def test_times_that_samples_do_not_fill_are_not_claimed() -> None:
    """A filter leaves gaps, which a sampled profile cannot hold."""
    profile = read(document(sampled([[0], [1], [2]], [10, 20, 30], "milliseconds")))
    keep = np.array([0, 2])
    assert profile.time_s is not None
    gappy = replace(
        profile,
        sample_stack=profile.sample_stack[keep],
        weight=profile.weight[keep],
        time_s=profile.time_s[keep],
    )
    assert again(gappy).time_s is None
    assert again(profile).time_s is not None


def test_a_difference_is_refused_before_anything_is_written() -> None:
    with pytest.raises(FlamesiteError, match="speedscope holds no negative weights"):
        write_speedscope(profile_of("main -3"))


def test_fractions_are_written_as_the_shortest_decimal() -> None:
    (one,) = written(profile_of("a 0.1\nb 1e-7\nc 123456789.25", Metric("cpu", "seconds")))["profiles"]
    assert one["weights"] == [0.1, 1e-7, 123456789.25]


def test_an_empty_profile_is_a_valid_file() -> None:
    assert written(read_profile(pprof_bytes([]), "x.pb"))["profiles"][0]["samples"] == []


stacks = st.lists(st.text('ab;"\\\n<ß ', max_size=3), max_size=5)
# Eighths, because sums of other fractions depend on their order, which threads change.
eighths = st.integers(0, 10**7).map(lambda number: number / 8)
rows = st.lists(st.tuples(stacks, st.integers(0, 9), eighths, st.integers(0, 2)), min_size=1, max_size=12)


@given(rows, st.booleans())
def test_whatever_is_written_is_read_again(samples: list[tuple[list[str], int, float, int]], threaded: bool) -> None:
    builder = ProfileBuilder("t", "pprof", [Metric("n"), Metric("x", "seconds")], default_metric=0)
    for names, count, weight, thread in samples:
        row = builder.add([builder.frame(name) for name in names], [count, weight])
        builder.label(row, "thread", f"worker {thread}")
    profile = builder.build()
    if threaded:
        profile = replace(profile, thread=np.array([thread for *_, thread in samples], np.int32))
    back = again(profile)
    assert "".join(fold_json(back)) == "".join(fold_json(profile))
    assert len(back.sample_stack) == len(samples)
