"""What `convert` writes as pprof, read back; tests/formats/test_against_go.py has pprof read it too."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import FlamesiteError
from sitegen.formats import folded, pprof, read_profile
from sitegen.formats.folded_text import fold_json, write_folded
from sitegen.formats.pprof_message import write_pprof
from sitegen.formats.pprof_schema import parse
from sitegen.model import Kind, Metric, Profile, ProfileBuilder, Provenance

CAPTURES = Path(__file__).resolve().parent.parent / "data"


def back(profile: Profile) -> Profile:
    return pprof.read(gzip.decompress(write_pprof(profile)), "back.pb")


def frames(profile: Profile) -> set[tuple[object, ...]]:
    table = profile.frames
    used = np.unique(profile.stack_frame).tolist()
    rows = list(zip(table.name, table.file, table.module, table.line.tolist(), table.kind.tolist(), strict=True))
    return {rows[row] for row in used}


@pytest.mark.parametrize("path", sorted(CAPTURES.glob("pprof/*.pb.gz")), ids=lambda path: path.stem)
def test_captures_come_back_whole(path: Path) -> None:
    profile = read_profile(path.read_bytes(), path.name)
    again = read_profile(write_pprof(profile), path.name)
    assert "".join(fold_json(again)) == "".join(fold_json(profile))
    assert frames(again) == frames(profile)
    assert (again.metrics, again.default_metric) == (profile.metrics, profile.default_metric)
    assert again.sides()[0].sum(axis=0).tolist() == profile.sides()[0].sum(axis=0).tolist()
    labels = [(each.key, each.unit, sorted(each.value)) for each in profile.labels]
    assert [(each.key, each.unit, sorted(each.value)) for each in again.labels] == labels
    source = {"sha256": "", "source_bytes": 0}
    assert replace(again.provenance, **source) == replace(profile.provenance, **source)


@pytest.mark.parametrize("name", ["pyspy", "pyspy_native", "perf"])
def test_captures_of_folded_text_come_back(name: str) -> None:
    profile = read_profile(CAPTURES.joinpath("folded", f"{name}.folded").read_bytes(), f"{name}.folded")
    again = back(profile)
    assert list(write_folded(again, 0, kinds=True)) == list(write_folded(profile, 0, kinds=True))
    assert {row[:2] for row in frames(again)} == {row[:2] for row in frames(profile)}


def test_the_same_profile_gives_the_same_bytes_without_a_time() -> None:
    path = CAPTURES / "pprof" / "cpu.pb.gz"
    written = write_pprof(read_profile(path.read_bytes(), path.name))
    assert written == write_pprof(read_profile(path.read_bytes(), path.name))
    assert written[4:8] == bytes(4)


def test_inlined_frames_share_their_callers_location() -> None:
    profile = folded.read(b"main;grow;append_[i];copy_[i] 4\nmain;grow 1\n", "x")
    message = parse("Profile", gzip.decompress(write_pprof(profile)))
    paths = [list(parse("Sample", sample).location_id) for sample in message.sample]
    assert [len(path) for path in paths] == [2, 2]
    assert frames(back(profile)) == frames(profile)


def test_an_inlined_frame_at_the_top_has_nothing_to_be_inlined_into() -> None:
    again = back(folded.read(b"copy_[i];main 4\n", "x"))
    assert list(write_folded(again, 0, kinds=True)) == ["copy;main 4\n"]


def test_kernel_and_compiled_code_keep_their_kinds() -> None:
    text = "main;jitted_[j];read_[k] 4\n"
    assert list(write_folded(back(folded.read(text.encode(), "x")), 0, kinds=True)) == [text]


def test_unsymbolised_frames_are_locations_without_lines() -> None:
    builder = ProfileBuilder("x", "test", [Metric("samples")])
    builder.add(
        [
            builder.frame("[libfoo.so]", module="libfoo.so", kind=Kind.UNSYMBOLISED),
            builder.frame("0x1f2e", kind=Kind.UNSYMBOLISED),
            builder.frame("[vdso]", module="[vdso]", kind=Kind.UNSYMBOLISED),
        ],
        [1],
    )
    profile = builder.build()
    message = parse("Profile", gzip.decompress(write_pprof(profile)))
    assert [parse("Location", location).line for location in message.location] == [[], [], []]
    assert frames(back(profile)) == frames(profile)


def test_both_sides_of_a_difference_are_written() -> None:
    profile = folded.read(b"a;b 12 100\na;c 5 0\nd 0 3\ne 0 0\n", "x")
    again = back(profile)
    for side, expected in zip(again.sides(), profile.sides(), strict=True):
        assert side.sum() == expected.sum()
    assert list(write_folded(again, 0)) == ["a;b 88\n", "a;c -5\n", "d 3\n"]


def test_net_changes_stay_net() -> None:
    builder = ProfileBuilder("x", "test", [Metric("samples")])
    builder.add([builder.frame("a")], [-5])
    again = back(builder.build())
    assert again.weight_before is None and again.weight.tolist() == [[-5]]


def test_labels_of_all_sorts_come_back() -> None:
    builder = ProfileBuilder("x", "test", [Metric("samples")])
    for row in range(3):
        builder.add([builder.frame("a")], [1])
        builder.label(row, "user", f"größe {row}")
        builder.label(row, "bytes", row * 16, "bytes")
        builder.label(row, "wait", row * 2, "milliseconds")
    builder.label(1, "user", "second")
    builder.label(2, "request", 7, "bytes")
    profile = builder.build()
    found = [(each.key, each.unit, each.sample.tolist(), each.value) for each in back(profile).labels]
    assert found == [
        ("bytes", "bytes", [0, 1, 2], (0.0, 16.0, 32.0)),
        ("request", "bytes", [2], (7.0,)),
        ("user", "", [0, 1, 1, 2], ("größe 0", "größe 1", "second", "größe 2")),
        ("wait", "milliseconds", [0, 1, 2], (0.0, 2.0, 4.0)),
    ]


def test_provenance_and_the_default_come_back() -> None:
    metrics = [Metric("a"), Metric("b", "bytes"), Metric("c")]
    builder = ProfileBuilder("x", "test", metrics, default_metric=1)
    builder.add([], [1, 2, 3])
    expected = Provenance(12.25, 100.0, Metric("wall", "milliseconds"), 1_700_000_000_000_000_001, ("one",), "doc")
    again = back(builder.build(expected))
    assert (again.metrics, again.default_metric, again.provenance) == (tuple(metrics), 1, expected)
    assert again.sample_stack.tolist() == [-1]


@pytest.mark.parametrize("weight", [0.5, 2.0**63, -(2.0**64)])
def test_weights_that_are_no_integers_are_refused(weight: float) -> None:
    builder = ProfileBuilder("x", "test", [Metric("samples"), Metric("cpu", "seconds")])
    builder.add([builder.frame("a")], [1, weight])
    with pytest.raises(FlamesiteError, match="integers of 64 bits, and cpu has others"):
        write_pprof(builder.build())


NAMES = st.sampled_from(["a", "b", "größe; x", "c\nd", "e" * 3000])
FRAMES = st.tuples(
    NAMES, st.sampled_from(["", "f.go"]), st.integers(0, 3), st.sampled_from([Kind.NATIVE, Kind.INLINED])
)
SAMPLES = st.lists(st.tuples(st.lists(FRAMES, max_size=6), st.integers(-(2**53), 2**53)), max_size=20)


@given(SAMPLES)
def test_any_stacks_come_back(samples: list[tuple[list[tuple[str, str, int, Kind]], int]]) -> None:
    builder = ProfileBuilder("x", "test", [Metric("samples")])
    for stack, weight in samples:
        builder.add(
            [
                builder.frame(name, file, "", line, kind if depth else Kind.NATIVE)
                for depth, (name, file, line, kind) in enumerate(stack)
            ],
            [weight],
        )
    profile = builder.build()
    again = back(profile)
    assert "".join(fold_json(again)) == "".join(fold_json(profile))
    assert frames(again) == frames(profile)
    assert again.weight.tolist() == profile.weight.tolist()
