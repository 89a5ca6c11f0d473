"""speedscope's JSON as real tools write it, against what speedscope itself makes of it."""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path

import pytest

from sitegen.formats import folded, read_profile
from sitegen.formats.folded_text import write_folded
from sitegen.model import Kind, Metric, Profile
from tests.formats.speedscope_files import fold, path_of

CAPTURES = Path(__file__).resolve().parent.parent / "data" / "speedscope"
"""evented: by hand. The others are recorded of folded/program.py.txt, and paths shortened: pyspy, pyspy_native
(--native --idle --threads): py-spy 0.4.3; pyinstrument 5.1; memray 1.20; austin: 3.7.0, by austin2speedscope.

The goldens are not ours: what the importer of speedscope 1.25 makes of each profile of a file, read in Chromium from
`importSpeedscopeProfiles`: name, unit, total weight, and its samples with their names, neighbours joined.
"""
NAMES = sorted(path.name.partition(".")[0] for path in CAPTURES.glob("*.golden.json"))
NANOSECONDS_IN = {"seconds": 10**9, "microseconds": 10**3, "bytes": 1, "none": 1}

Stretch = tuple[list[str], float]


def joined(stretches: list[Stretch]) -> list[Stretch]:
    """Neighbours with the same stack as one."""
    return [
        (path, sum(weight for _, weight in same))
        for path, same in ((path, list(same)) for path, same in groupby(stretches, key=lambda stretch: stretch[0]))
    ]


def stretches_of(profile: Profile, thread: int, metric: int) -> list[Stretch]:
    """What a thread did, in order."""
    rows = range(len(profile.sample_stack))
    own = [row for row in rows if profile.thread is None or profile.thread[row] == thread]
    return joined([(path_of(profile, int(profile.sample_stack[row])), profile.weight[row, metric]) for row in own])


@pytest.mark.parametrize("name", NAMES)
def test_captures_are_read_as_speedscope_reads_them(name: str) -> None:
    """Every stretch of every thread, in order, with its weight; memray's two profiles are metrics of one thread."""
    profile = read_profile(CAPTURES.joinpath(f"{name}.speedscope.json").read_bytes(), f"{name}.speedscope.json")
    golden = json.loads(CAPTURES.joinpath(f"{name}.golden.json").read_text("utf-8"))
    assert (profile.format, profile.title, profile.skipped) == ("speedscope", name, ())
    for number, expected in enumerate(golden):
        scale = NANOSECONDS_IN[expected["unit"]]
        metric = number if name == "memray" else profile.default_metric
        mine = stretches_of(profile, 0 if name == "memray" else number, metric)
        assert sum(weight for _, weight in mine) == pytest.approx(expected["total"] * scale, rel=1e-9)
        theirs = joined([(path, weight * scale) for path, weight in expected["stacks"]])
        if len(mine) == len(theirs) + 1:
            # speedscope has no sample for a pause at the end, but counts it in the total.
            assert mine.pop()[0] == []
        assert [path for path, _ in mine] == [path for path, _ in theirs]
        # Both ends of a stretch were rounded to nanoseconds.
        assert [weight for _, weight in mine] == pytest.approx([weight for _, weight in theirs], abs=1.01)


def test_a_capture_of_austin_weighs_what_its_folded_text_weighs() -> None:
    """The same run. The text has process and thread as two frames more; austin could not write `größe` in either."""
    profile = read_profile(CAPTURES.joinpath("austin.speedscope.json").read_bytes(), "austin.speedscope.json")
    text = folded.read(CAPTURES.joinpath("austin.folded").read_bytes(), "austin.folded")
    lines: dict[str, int] = {}
    for line in write_folded(text, 0):
        stack, _, count = line.rstrip("\n").rpartition(" ")
        below = re.sub(r"program\.py::\d+", "", stack.split(";", 2)[2])
        lines[below] = lines.get(below, 0) + int(count) * 1000
    assert fold(profile, "wall") == sorted(f"{stack} {count}" for stack, count in lines.items())
    assert set(profile.labels[0].value) == {
        "Wall time profile for 21006:0:21006",
        "Wall time profile for 21006:0:21008",
    }


def test_a_capture_of_py_spy_tells_samples_times_and_threads() -> None:
    """50 samples a second; 26 and 28 samples, counted in the file with jq."""
    profile = read_profile(CAPTURES.joinpath("pyspy.speedscope.json").read_bytes(), "pyspy.speedscope.json")
    assert profile.metrics == (Metric("samples"), Metric("wall", "nanoseconds"))
    assert profile.default_metric == 1
    assert profile.totals().tolist() == [54, 54 * 20_000_000]
    assert (profile.provenance.period, profile.provenance.period_metric) == (20_000_000, profile.metrics[1])
    assert profile.provenance.comments == ("py-spy profile", "exported by py-spy@0.4.3")
    assert profile.provenance.duration_s is None  # py-spy leaves out what is idle
    assert profile.thread is not None and profile.time_s is not None
    (label,) = profile.labels
    assert (label.key, label.unit) == ("thread", "")
    assert [label.value.count(name) for name in ('Thread 19488 "MainThread"', 'Thread 19491 "worker 2"')] == [26, 28]
    assert [int((profile.thread == number).sum()) for number in (0, 1)] == [26, 28]
    assert profile.time_s[:4].tolist() == [0, 0, 0.02, 0.02]
    assert profile.time_s[-1] == 0.54
    row = profile.frames.name.index("größe")
    assert (profile.frames.file[row], profile.frames.line[row], profile.frames.kind[row]) == ("program.py", 27, 0)


def test_native_frames_of_py_spy_keep_their_library() -> None:
    profile = read_profile(CAPTURES.joinpath("pyspy_native.speedscope.json").read_bytes(), "x")
    row = profile.frames.name.index("pthread_cond_timedwait")
    assert (profile.frames.file[row], profile.frames.module[row]) == ("", "libc.so.6")
    row = next(row for row, name in enumerate(profile.frames.name) if name.startswith("0x"))
    assert profile.frames.kind[row] == Kind.UNSYMBOLISED


def test_a_capture_of_memray_is_two_metrics_of_the_same_stacks() -> None:
    """1,126,146 bytes in 60 allocations, as the endValue of its two profiles says."""
    profile = read_profile(CAPTURES.joinpath("memray.speedscope.json").read_bytes(), "x")
    assert profile.metrics == (Metric("memory", "bytes"), Metric("allocations"))
    assert profile.totals().tolist() == [1_126_146, 60]
    assert profile.thread is None and profile.time_s is None and profile.labels == ()
